import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { visibleTo } from '../people/visible.js';
import type { Asked } from './standing.reader.js';
import { workAt } from './work-at.rules.js';

export type AgeingRow = {
  readonly plan: string;
  readonly lifecycle: string;
  readonly obligation: string;
  readonly kind: 'occurrence' | 'task';
  readonly definition: string;
  readonly stage: string;
  readonly count: number;
  readonly overdue: number;
  readonly median: number;
  readonly oldest: number;
  readonly longest: readonly number[];
  /** Of these those that are open to few, by their keys. */
  readonly longestRestricted: readonly string[];
};
export type Lifecycles = readonly { readonly hash: string; readonly lifecycle: string }[];

/**
 * Since when something stands in its stage, by its history. What the statechart itself remembers (`stageAt`) may be the
 * moment of something that it listens to, long before it was opened; that is not how long anybody has waited for it.
 */
const SINCE = `(select coalesce(h.effective_at, h.at) from history h where h.instance_id = w.id and h.seq > coalesce(
  (select max(o.seq) from history o where o.instance_id = w.id and ($1::bigint is null or o.at <= $1) and o.stage <> w.stage), -1)
  order by h.seq limit 1)`;

/** Where what runs stands still, and for how long. */
@Injectable()
export class AgeingReader {
  constructor(private readonly database: DataSource) {}

  ageing(
    { scope, at, plan, unit, obligation, unitKind }: Asked,
    lifecycles: Lifecycles,
  ): Promise<readonly AgeingRow[]> {
    return this.database.query(
      `with standing as (
         select w.*, l.lifecycle, ${SINCE} as since from (${workAt(at !== null, { at: 1, scope: 6 })}) w
           join unnest($14::text[], $15::text[]) l(hash, lifecycle) on l.hash = w.definition
         where w.kind in ('occurrence', 'task') and not w.done and ($2::text is null or w.plan = $2) and ($3::text is null or w.unit = $3)
           and ($4::text is null or w.obligation = $4)
           and ($5::text is null or exists (select from unit k where k.plan = w.plan and k.code = w.unit and k.body->>'kind' = $5))
       )
       select plan, lifecycle, obligation, kind, max(definition) as definition, stage, count(*)::int as count,
         (count(*) filter (where standing = 'overdue'))::int as overdue,
         (percentile_disc(0.5) within group (order by since))::float8 as median, min(since)::float8 as oldest,
         (array_agg(id::float8 order by since, id))[1:5] as longest,
         array_remove((array_agg(case when restricted then key end order by since, id))[1:5], null) as "longestRestricted"
       from standing group by plan, lifecycle, obligation, kind, stage order by plan, lifecycle, obligation, count(*) desc, stage`,
      [
        ...[at, plan ?? null, unit ?? null, obligation ?? null, unitKind ?? null],
        ...visibleTo(scope),
        lifecycles.map(({ hash }) => hash),
        lifecycles.map(({ lifecycle }) => lifecycle),
      ],
    );
  }
}
