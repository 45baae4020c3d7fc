import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Answers } from '../core/form/form.js';
import { LiveNotes } from '../live/live-notes.store.js';

/** Whose draft of which form. */
export type DraftOf = { readonly instanceId: number; readonly name: string; readonly unit: string };
export type Draft = {
  readonly revision: number;
  /** Null: nothing is written at present. */
  readonly answers: Answers | null;
  readonly editor: string;
  readonly editorName: string | null;
  readonly savedAt: Date;
};
export type Kept = Pick<Draft, 'revision' | 'savedAt'>;

const where = 'instance_id = $1 and name = $2 and unit = $3';
const keyOf = ({ instanceId, name, unit }: DraftOf): readonly unknown[] => [instanceId, name, unit];

/** Drafts: one for each form and unit, replaced only by who has seen the last one. */
@Injectable()
export class DraftStore {
  constructor(
    private readonly database: DataSource,
    private readonly live: LiveNotes,
  ) {}

  async find(of: DraftOf): Promise<Draft | undefined> {
    const [draft]: Draft[] = await this.database.query(
      `select d.revision, d.answers, d.editor, a.display_name as "editorName", d.saved_at as "savedAt"
       from form_draft d left join account a on a.name = d.editor where d.instance_id = $1 and d.name = $2 and d.unit = $3`,
      [...keyOf(of)],
    );
    return draft;
  }

  /** @returns what it is now; undefined: somebody has written since `revision` */
  save(of: DraftOf, revision: number, answers: Answers, editor: string): Promise<Kept | undefined> {
    const values = [...keyOf(of), revision, JSON.stringify(answers), editor];
    return this.told(of, async (db) => {
      if (revision > 0)
        return changed(
          db,
          `update form_draft set revision = revision + 1, answers = $5, editor = $6, saved_at = now()
           where ${where} and revision = $4 returning revision, saved_at as "savedAt"`,
          values,
        );
      const [first]: Kept[] = await db.query(
        `insert into form_draft (instance_id, name, unit, revision, answers, editor) values ($1, $2, $3, $4::int + 1, $5, $6)
         on conflict do nothing returning revision, saved_at as "savedAt"`,
        values,
      );
      return first;
    });
  }

  /** What is written is thrown away; the revision goes on. False: somebody has written since. */
  async discard(of: DraftOf, revision: number | undefined, editor: string): Promise<boolean> {
    const kept = await this.told(of, (db) =>
      changed(
        db,
        `update form_draft set revision = revision + 1, answers = null, editor = $5, saved_at = now()
         where ${where} and ($4::int is null or revision = $4) returning revision, saved_at as "savedAt"`,
        [...keyOf(of), revision ?? null, editor],
      ),
    );
    return kept !== undefined;
  }

  /** Colleagues who have it open are told in the same transaction; nobody else is. */
  private told(
    { instanceId, unit }: DraftOf,
    work: (db: EntityManager) => Promise<Kept | undefined>,
  ): Promise<Kept | undefined> {
    return this.database.transaction(async (db) => {
      const kept = await work(db);
      const sql = {
        query: <Row>({ text }: { readonly text: string }, values: readonly unknown[] = []) =>
          db.query<Row[]>(text, [...values]),
      };
      if (kept) await this.live.tell([{ kind: 'draft', instanceId, unit }], sql);
      return kept;
    });
  }
}

async function changed(db: EntityManager, text: string, values: unknown[]): Promise<Kept | undefined> {
  const [[row]]: [Kept[], number] = await db.query(text, values);
  return row;
}
