import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Answers } from '../core/form/form.js';
import { LiveNotes } from '../live/live-notes.store.js';
import { type Asks, sqlOf, type TrailEntry } from '../people/trail.js';
import { TrailStore } from '../people/trail.store.js';

/** Whose draft of which form. */
export type DraftOf = { readonly instanceId: number; readonly name: string; readonly unit: string };
/** Written by the unit that the work is with, or beside it by an office. */
export type Written = DraftOf & { readonly isWithUnit: boolean };
export type Draft = {
  readonly revision: number;
  /** Null: nothing is written at present. */
  readonly answers: Answers | null;
  readonly editor: string;
  readonly editorName: string | null;
  readonly savedAt: Date;
};
export type Kept = Pick<Draft, 'revision' | 'savedAt'>;
/** Who writes, for the trail. */
export type Writer = Required<Pick<TrailEntry, 'actor' | 'plan' | 'subject'>> & {
  readonly actor: string;
  readonly onBehalfOf: string | undefined;
};
type Changed = Kept & { readonly before: string | null };

const where = 'instance_id = $1 and name = $2 and unit = $3';
const same = 'd.instance_id = $1 and d.name = $2 and d.unit = $3';
const keyOf = ({ instanceId, name, unit }: DraftOf): readonly unknown[] => [instanceId, name, unit];

/** `before`: who wrote what stood there; null: nothing stood there. */
const held = `(select editor, answers from form_draft where ${where} for update) b`;
const returned = `returning d.revision, d.saved_at as "savedAt", case when b.answers is not null then b.editor end as before`;
const overwritten = `update form_draft d set revision = d.revision + 1, answers = $5, editor = $6, saved_at = now()
  from ${held} where ${same} and d.revision = $4 ${returned}`;
const emptied = `update form_draft d set revision = d.revision + 1, answers = null, editor = $5, saved_at = now()
  from ${held} where ${same} and ($4::int is null or d.revision = $4) ${returned}`;

/** Drafts: one for each form and unit, replaced only by who has seen the last one. */
@Injectable()
export class DraftStore {
  constructor(
    private readonly database: DataSource,
    private readonly live: LiveNotes,
    private readonly trail: TrailStore,
  ) {}

  async find(of: DraftOf): Promise<Draft | undefined> {
    const [draft]: Draft[] = await this.database.query(
      `select d.revision, d.answers, d.editor, a.display_name as "editorName", d.saved_at as "savedAt"
       from form_draft d left join account a on a.name = d.editor where d.instance_id = $1 and d.name = $2 and d.unit = $3`,
      [...keyOf(of)],
    );
    return draft;
  }

  /** @returns what it is now; undefined: somebody has written since `revision`, or the work is with another unit */
  save(of: Written, revision: number, answers: Answers, writer: Writer): Promise<Kept | undefined> {
    const values = [...keyOf(of), revision, JSON.stringify(answers), writer.actor];
    return this.told(of, async (db) => {
      if (of.isWithUnit && !(await isStillWith(db, of))) return { kept: undefined, told: [] };
      const kept = revision > 0 ? await changed(db, overwritten, values) : await first(db, values);
      // Typing on is no act of its own: once for each who writes where nothing stood, or another had written.
      const isBegun = kept !== undefined && kept.before !== writer.actor;
      return { kept, told: isBegun ? [entryOf('draft-begun', of, writer, kept.revision)] : [] };
    });
  }

  /** What is written is thrown away; the revision goes on. False: somebody has written since. */
  async discard(of: DraftOf, revision: number | undefined, writer: Writer): Promise<boolean> {
    const kept = await this.told(of, async (db) => {
      const gone = await changed(db, emptied, [...keyOf(of), revision ?? null, writer.actor]);
      return { kept: gone, told: gone ? [entryOf('draft-discarded', of, writer, gone.revision)] : [] };
    });
    return kept !== undefined;
  }

  /** Colleagues who have it open are told in the same transaction; nobody else is. */
  private told(
    { instanceId, unit }: DraftOf,
    work: (db: Asks) => Promise<{ readonly kept: Kept | undefined; readonly told: readonly TrailEntry[] }>,
  ): Promise<Kept | undefined> {
    return this.trail.told(async (db) => {
      const { kept, told } = await work(db);
      if (kept) await this.live.tell([{ kind: 'draft', instanceId, unit }], sqlOf(db));
      return { value: kept, told };
    });
  }
}

async function changed(db: Asks, text: string, values: unknown[]): Promise<Changed | undefined> {
  const [[row]] = await db.query<[Changed[], number]>(text, values);
  return row;
}

/**
 * Whether the work is still with its unit: nobody takes it elsewhere before this is written. A hand-over takes along what it
 * finds, and what came after it would be nobody's.
 */
async function isStillWith(db: Asks, { instanceId, unit }: DraftOf): Promise<boolean> {
  const rows = await db.query<unknown[]>('select from instance where id = $1 and unit = $2 for share', [
    instanceId,
    unit,
  ]);
  return rows.length > 0;
}

async function first(db: Asks, values: unknown[]): Promise<Changed | undefined> {
  const [row] = await db.query<Changed[]>(
    `insert into form_draft (instance_id, name, unit, revision, answers, editor) values ($1, $2, $3, $4::int + 1, $5, $6)
     on conflict do nothing returning revision, saved_at as "savedAt", null as before`,
    values,
  );
  return row;
}

/** That somebody wrote, or threw it away; never what. */
const entryOf = (
  kind: 'draft-begun' | 'draft-discarded',
  { name, unit }: DraftOf,
  { actor, onBehalfOf, plan, subject }: Writer,
  revision: number,
): TrailEntry => ({ kind, actor, onBehalfOf, plan, subject, after: { form: name, unit, revision } });
