import type { Answers } from '../core/form/form.js';
import { problem } from '../core/problem.js';
import type { Recorded, Recorder, Sql, Statement } from '../engine/ports.js';
import type { FileBindings, NamedFile } from '../files/file-binding.store.js';

/** What is enclosed with a letter that comes with a form: the recorder writes it, and nobody else keeps it. */
export type Enclosed = {
  readonly name: string;
  readonly presented: boolean;
  readonly unit: string;
  readonly answers: Answers;
  readonly sha256: string;
  readonly files: readonly NamedFile[];
  /** The draft that it is, as it was looked at: its unit's, or that of the office that records for it. */
  readonly draft?: { readonly unit: string; readonly revision: number };
};
/** Scans of what came on paper, with whatever it was recorded by. */
export type Attached = { readonly attached: readonly NamedFile[] };
/** The door refuses this letter, as far as anybody can tell; if it does not, a form is missing. */
export type Unenclosed = { readonly missing: string };

type Row = Recorded & { readonly enclosed: Enclosed };

/** Drafts go as they are handed in; a revision that is not the last one any more takes nothing with it. */
const consume: Statement = {
  name: 'dh_form_consume',
  text: `with named as (select * from jsonb_to_recordset($1::jsonb) as n("instanceId" bigint, name text, unit text, revision int)),
    taken as (update form_draft d set answers = null, revision = d.revision + 1, saved_at = now() from named n
      where d.instance_id = n."instanceId" and d.name = n.name and d.unit = n.unit and d.revision = n.revision and d.answers is not null
      returning d.instance_id, d.name, d.unit)
    select n."instanceId"::float8 as "instanceId", n.name from named n
    where not exists (select from taken t where t.instance_id = n."instanceId" and t.name = n.name and t.unit = n.unit)`,
};

/** Versions count on in the order of the history; the instances are locked by the door. */
const insert: Statement = {
  name: 'dh_form_submission',
  text: `insert into form_submission (instance_id, name, version, seq, letter, event, presented, unit, actor, on_behalf_of, at, effective_at, answers, sha256)
    select n."instanceId", n.name,
      coalesce((select max(s.version) from form_submission s where s.instance_id = n."instanceId" and s.name = n.name), 0)
        + row_number() over (partition by n."instanceId", n.name order by n.seq),
      n.seq, n.letter, n.event, n.presented, n.unit, n.actor, n."onBehalfOf", n.at, n."effectiveAt", n.answers, n.sha256
    from jsonb_to_recordset($1::jsonb) as n("instanceId" bigint, name text, seq int, letter text, event text, presented boolean, unit text,
      actor text, "onBehalfOf" text, at bigint, "effectiveAt" bigint, answers jsonb, sha256 text)`,
};

/** What was filled in, version by version, in the transaction of the letter that it came with. */
export class SubmissionRecorder implements Recorder {
  readonly events = 'any';

  constructor(private readonly files: Pick<FileBindings, 'bind'>) {}

  async record(sql: Sql, recorded: readonly Recorded[]): Promise<void> {
    const unenclosed = recorded.find(({ enclosed }) => isMissing(enclosed));
    if (unenclosed) throw problem('form-missing', { ...(unenclosed.enclosed as Unenclosed) });
    await this.files.bind(
      sql,
      recorded.map(({ instanceId, entry: { seq, at }, enclosed }) => ({
        instanceId,
        seq,
        at,
        files: scansIn(enclosed),
      })),
    );
    const rows = recorded.filter((one): one is Row => isEnclosed(one.enclosed));
    if (rows.length === 0) return;
    const drafts = rows.flatMap(({ instanceId, enclosed: { name, draft } }) =>
      draft ? [{ instanceId, name, ...draft }] : [],
    );
    if (drafts.length > 0) {
      const [moved] = await sql.query<{ instanceId: number; name: string }>(consume, [JSON.stringify(drafts)]);
      if (moved) throw problem('precondition-failed', { form: moved.name });
    }
    await sql.query(insert, [JSON.stringify(rows.map(written))]);
    // From now on they belong to what was handed in.
    await this.files.bind(
      sql,
      rows.map(({ instanceId, entry: { seq, at }, enclosed: { files } }) => ({ instanceId, seq, at, files })),
    );
  }
}

const isMissing = (enclosed: unknown): boolean =>
  typeof enclosed === 'object' && enclosed !== null && 'missing' in enclosed;
const isEnclosed = (enclosed: unknown): boolean =>
  typeof enclosed === 'object' && enclosed !== null && 'answers' in enclosed;

const scansIn = (enclosed: unknown): readonly NamedFile[] =>
  typeof enclosed === 'object' && enclosed !== null && 'attached' in enclosed ? (enclosed as Attached).attached : [];

const senderOf = ({ actor }: Recorded['entry']): string => (actor.kind === 'instance' ? actor.key : actor.id);

const written = ({ instanceId, entry, enclosed: { name, presented, unit, answers, sha256 } }: Row) => ({
  instanceId,
  name,
  presented,
  unit,
  answers,
  sha256,
  seq: entry.seq,
  letter: entry.key,
  event: entry.event.type,
  actor: senderOf(entry),
  onBehalfOf: entry.actor.kind === 'person' ? (entry.actor.onBehalfOf ?? null) : null,
  at: entry.at,
  effectiveAt: entry.effectiveAt ?? null,
});
