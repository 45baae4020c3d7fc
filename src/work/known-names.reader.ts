import type { DataSource } from 'typeorm';
import { nearest } from '../core/definition/nearest.js';
import type { WorkQuery } from './work.dto.js';

const filters = ['plan', 'obligation', 'unit', 'stage', 'tag'] as const;
export type Filter = (typeof filters)[number];
/** A name that a list was asked for and that nothing has, and the one that was probably meant. */
export type Unknown = { readonly filter: Filter; readonly name: string; readonly meant: string | undefined };

/** By definitions, which are few: a list of work may be long, and what it lacks now it may have had. */
const known: Readonly<Record<Filter, string>> = {
  plan: `select distinct body->>'plan' as name from definition where $1::text is null`,
  obligation: `select distinct body->>'obligation' as name from definition where $1::text is null or body->>'plan' = $1`,
  // Also those that a later version of the plan has forgotten, and whose work is still there.
  unit: `select code as name from unit where $1::text is null or plan = $1
    union select unit from instance where ($1::text is null or plan = $1) and unit = $2`,
  stage: `select jsonb_array_elements_text(body::jsonb->'stages') as name from definition
    where $1::text is null or body->>'plan' = $1 union select unnest(array['open', 'closed'])`,
  tag: `select distinct tag #>> '{}' as name from definition, jsonb_path_query(body::jsonb->'machine', '$.**.tags[*]') tag
    where $1::text is null or body->>'plan' = $1`,
};

/** What people at a terminal may name. Over HTTP an unknown name finds nothing: whoever may not see it must not learn of it. */
export class KnownNames {
  constructor(private readonly database: Pick<DataSource, 'query'>) {}

  async unknownIn(query: Pick<WorkQuery, Filter>): Promise<Unknown | undefined> {
    for (const filter of filters)
      for (const name of [query[filter] ?? []].flat()) {
        // One after the other: what is wrong with the first is said first, and mostly there is only one.
        const names = await this.names(filter, filter === 'plan' ? undefined : query.plan, name);
        if (!names.includes(name)) return { filter, name, meant: nearest(name, names) };
      }
    return undefined;
  }

  private async names(filter: Filter, plan: string | undefined, name: string): Promise<readonly string[]> {
    const asked = [plan ?? null, ...(filter === 'unit' ? [name] : [])];
    const rows: { name: string }[] = await this.database.query(known[filter], asked);
    return rows.map((row) => row.name);
  }
}
