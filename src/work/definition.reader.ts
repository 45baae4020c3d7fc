import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { scoreForms } from '../core/form/score.js';
import { stageLabels, type Staged } from './stage-labels.rules.js';

type Text = { readonly vi: string; readonly en: string };
/** What lists say of a definition. */
export type DefinitionHead = {
  readonly hash: string;
  readonly plan: string;
  readonly obligation: string;
  readonly owner: string | null;
  readonly restricted: boolean;
  readonly clause: string;
  readonly class: 'hard' | 'programme' | 'standing' | 'event';
  readonly label: Text;
  /** What its states are called, by their paths, and its stages. */
  readonly labels: Readonly<Record<string, Text>>;
  readonly stages: Readonly<Record<string, Text>>;
  /** The definitions of what it opens, by group. */
  readonly groups: Readonly<Record<string, string>>;
  /** A unit gives itself points with it, and its scorer others. */
  readonly scored: boolean;
};
type Row = Omit<DefinitionHead, 'labels' | 'stages' | 'groups'> &
  Staged & { readonly groups: Readonly<Record<string, { readonly definition: string }>> };
export type DefinitionHeads = ReadonlyMap<string, DefinitionHead>;

/** Labels and clauses by definition. A content hash never changes its meaning, so what was read stays read. */
@Injectable()
export class DefinitionReader {
  private readonly known = new Map<string, DefinitionHead>();

  constructor(private readonly database: DataSource) {}

  async heads(hashes: Iterable<string>): Promise<DefinitionHeads> {
    const missing = [...new Set(hashes)].filter((hash) => !this.known.has(hash));
    return missing.length === 0 ? this.known : this.read('hash = any($1)', missing);
  }

  /** Every one there is: what is not known yet is all that is read. */
  all(): Promise<DefinitionHeads> {
    return this.read('hash <> all($1)', [...this.known.keys()]);
  }

  private async read(which: string, hashes: readonly string[]): Promise<DefinitionHeads> {
    const rows: Row[] = await this.database.query(
      `select hash, body->>'plan' as plan, body->>'obligation' as obligation, body->>'owner' as owner,
         coalesce((body->>'restricted')::boolean, false) as restricted, body->>'clause' as clause, body->>'class' as class, body->'label' as label, body->'groups' as groups,
         coalesce((body->'forms')::jsonb ?& $2, false) as scored,
         body->'machine'->'states'->'work' as work, body->'labels' as labels, body->'stages' as stages
       from definition where ${which}`,
      [hashes, scoreForms],
    );
    rows.forEach((row) => this.known.set(row.hash, headOf(row)));
    return this.known;
  }

  /** And of what they open: children are counted by stages of their own. */
  async withChildren(hashes: readonly string[]): Promise<DefinitionHeads> {
    const heads = await this.heads(hashes);
    return this.heads(hashes.flatMap((hash) => Object.values(heads.get(hash)?.groups ?? {})));
  }
}

const headOf = ({ groups, work, labels, stages, ...head }: Row): DefinitionHead => ({
  ...head,
  labels,
  stages: stageLabels({ work, labels, stages }),
  groups: Object.fromEntries(Object.entries(groups).map(([group, { definition }]) => [group, definition])),
});
