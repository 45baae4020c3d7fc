import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Answers } from '../core/form/form.js';

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
  constructor(private readonly database: DataSource) {}

  async find(of: DraftOf): Promise<Draft | undefined> {
    const [draft]: Draft[] = await this.database.query(
      `select d.revision, d.answers, d.editor, a.display_name as "editorName", d.saved_at as "savedAt"
       from form_draft d left join account a on a.name = d.editor where d.instance_id = $1 and d.name = $2 and d.unit = $3`,
      [...keyOf(of)],
    );
    return draft;
  }

  /** @returns what it is now; undefined: somebody has written since `revision` */
  async save(of: DraftOf, revision: number, answers: Answers, editor: string): Promise<Kept | undefined> {
    const values = [...keyOf(of), revision, JSON.stringify(answers), editor];
    const rows: Kept[] =
      revision === 0
        ? await this.database.query(
            `insert into form_draft (instance_id, name, unit, revision, answers, editor) values ($1, $2, $3, $4::int + 1, $5, $6)
             on conflict do nothing returning revision, saved_at as "savedAt"`,
            values,
          )
        : await this.changed(
            `update form_draft set revision = revision + 1, answers = $5, editor = $6, saved_at = now()
             where ${where} and revision = $4 returning revision, saved_at as "savedAt"`,
            values,
          );
    return rows[0];
  }

  /** What is written is thrown away; the revision goes on. False: somebody has written since. */
  async discard(of: DraftOf, revision: number | undefined, editor: string): Promise<boolean> {
    const rows = await this.changed(
      `update form_draft set revision = revision + 1, answers = null, editor = $5, saved_at = now()
       where ${where} and ($4::int is null or revision = $4) returning revision, saved_at as "savedAt"`,
      [...keyOf(of), revision ?? null, editor],
    );
    return rows.length > 0;
  }

  private async changed(text: string, values: unknown[]): Promise<Kept[]> {
    const [rows]: [Kept[], number] = await this.database.query(text, values);
    return rows;
  }
}
