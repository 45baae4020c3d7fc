import type { Recorded, Recorder, Sql, Statement } from '../engine/ports.js';
import type { FileBindings, HandOver } from '../files/file-binding.store.js';
import type { LiveNote, LiveNotes } from '../live/live-notes.store.js';
import { underNoKey } from '../people/key-under-way.js';
import type { Trail, TrailEntry } from '../people/trail.js';
import { ofNoRequest } from '../platform/request-id.js';

type Moved = HandOver & {
  readonly plan: string;
  readonly key: string;
  /** Of the draft that goes along; null: there is none. */
  readonly form: string | null;
  readonly revision: number | null;
};

/**
 * The instance still stands as it did before these moves. A draft stays by whoever wrote it last; its revision goes on from
 * both, so that nobody who has an old one open overwrites it. What the successor has written there itself stays as it is.
 */
const handOver: Statement = {
  name: 'dh_form_hand_over',
  text: `with named as (
      select i.id, i.plan, i.key, i.unit as "from", n."to"
      from jsonb_to_recordset($1::jsonb) as n("instanceId" bigint, "to" text) join instance i on i.id = n."instanceId" and i.unit <> n."to"
    ), written as (
      select d.*, n."to" from form_draft d join named n on n.id = d.instance_id and n."from" = d.unit where d.answers is not null for update of d
    ), placed as (
      insert into form_draft as t (instance_id, name, unit, revision, answers, editor, saved_at)
      select w.instance_id, w.name, w."to", w.revision + 1, w.answers, w.editor, w.saved_at from written w
      on conflict (instance_id, name, unit) do update set revision = greatest(t.revision + 1, excluded.revision),
        answers = excluded.answers, editor = excluded.editor, saved_at = excluded.saved_at where t.answers is null
      returning t.instance_id, t.name, t.revision
    ), gone as (
      update form_draft d set answers = null, revision = d.revision + 1 from placed p, named n
      where d.instance_id = p.instance_id and d.name = p.name and n.id = d.instance_id and d.unit = n."from"
    )
    select n.id::float8 as "instanceId", n.plan, n.key, n."from", n."to", p.name as form, p.revision
    from named n left join placed p on p.instance_id = n.id order by n.id, p.name`,
};

/** Bàn giao: where a task goes to another unit, what its unit had written and not handed in goes along, with its attachments. */
export class HandOverRecorder implements Recorder {
  readonly events = 'any';

  constructor(
    private readonly files: Pick<FileBindings, 'handOver'>,
    private readonly live: Pick<LiveNotes, 'tell'>,
    private readonly trail: Pick<Trail, 'append'>,
  ) {}

  async record(sql: Sql, recorded: readonly Recorded[]): Promise<void> {
    const naming = recorded.filter(namesItsUnit);
    if (naming.length === 0) return;
    // Of several moves of one instance the last one says whose it is now.
    const last = new Map(naming.map((one) => [one.instanceId, one]));
    const wanted = [...last].map(([instanceId, { entry }]) => ({ instanceId, to: entry.unit }));
    const moved = await sql.query<Moved>(handOver, [JSON.stringify(wanted)]);
    if (moved.length === 0) return;
    const files = await this.files.handOver(
      sql,
      moved.map(({ instanceId, from, to }) => ({ instanceId, from, to })),
    );
    await this.live.tell(
      moved.flatMap((one) => notesOf(one, files.get(one.instanceId) ?? 0)),
      sql,
    );
    const told = moved.flatMap((one) => entriesOf(one, last.get(one.instanceId), files.get(one.instanceId) ?? 0));
    // Letters of many requests share a transaction: from where this one came stands with its entry of the history.
    await ofNoRequest(() => underNoKey(() => this.trail.append(told, sql)));
  }
}

/** Most moves name no unit, and the database is not asked for them. */
const namesItsUnit = ({ entry: { event, unit } }: Recorded): boolean => Object.values(event).includes(unit);

const notesOf = ({ instanceId, to: unit, form }: Moved, files: number): readonly LiveNote[] => [
  ...(form === null ? [] : [{ kind: 'draft', instanceId, unit } as const]),
  ...(files === 0 ? [] : [{ kind: 'file', instanceId, unit } as const]),
];

function entriesOf(moved: Moved, by: Recorded | undefined, files: number): readonly TrailEntry[] {
  const { plan, key, from, to, form, revision } = moved;
  if (!by || (form === null && files === 0)) return [];
  const { actor, seq } = by.entry;
  return [
    {
      kind: 'draft-handed-over',
      actor: actor.kind === 'instance' ? null : actor.id,
      onBehalfOf: actor.kind === 'person' ? actor.onBehalfOf : undefined,
      plan,
      subject: key,
      before: { unit: from },
      after: { form, unit: to, revision, files, seq },
    },
  ];
}
