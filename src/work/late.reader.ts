import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Scope } from '../people/access.rules.js';
import { visible, visibleTo } from '../people/visible.js';

export type LateRow = { readonly id: number; readonly unit: string };

/** Those that are late, or all that have not handed in; of these only some. */
type Which = { readonly which: 'overdue' | 'waiting'; readonly ids: readonly number[] | undefined };

/** The tasks of an occurrence that owe something still. */
@Injectable()
export class LateReader {
  constructor(private readonly database: DataSource) {}

  tasks(scope: Scope, occurrence: string, { which, ids }: Which): Promise<LateRow[]> {
    return this.database.query(
      `select i.id::float8 as id, i.unit from instance i
       where i.parent = $1 and i.status = 'running' and ($3::bigint[] is null or i.id = any($3)) and ${visible(4)}
         and case when $2 = 'overdue' then 'overdue' = any(i.tags)
           else not i.tags && '{handed-in,exempt,cancelled,suspended}'::text[] end
       order by i.key`,
      [occurrence, which, ids ?? null, ...visibleTo(scope)],
    );
  }
}
