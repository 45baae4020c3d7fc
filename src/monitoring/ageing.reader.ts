import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { visibleTo } from '../people/visible.js';
import type { Asked } from './survey.rules.js';
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
         select w.plan, l.lifecycle, w.obligation, w.kind, w.stage, max(w.definition) as definition, count(*)::int as count,
           (count(*) filter (where w.standing = 'overdue'))::int as overdue, array_agg(w.stage_since) as since, array_agg(w.id) as ids
         from (${workAt(at !== null, { at: 1, scope: 6 })}) w join unnest($14::text[], $15::text[]) l(hash, lifecycle) on l.hash = w.definition
         where w.kind in ('occurrence', 'task') and not w.done and ($2::text is null or w.plan = $2) and ($3::text is null or w.unit = $3)
           and ($4::text is null or w.obligation = $4)
           and ($5::text is null or exists (select from unit k where k.plan = w.plan and k.code = w.unit and k.body->>'kind' = $5))
         group by w.plan, l.lifecycle, w.obligation, w.kind, w.stage
       )
       select s.plan, s.lifecycle, s.obligation, s.kind, s.definition, s.stage, s.count, s.overdue, m.median, m.oldest, o.longest,
         o.restricted as "longestRestricted"
       from standing s cross join lateral (
           select (percentile_disc(0.5) within group (order by at))::float8 as median, min(at)::float8 as oldest from unnest(s.since) at
         ) m cross join lateral (
           select array_agg(i.id::float8 order by a.at, a.id) as longest,
             coalesce(array_agg(i.key order by a.at, a.id) filter (where i.restricted), '{}') as restricted
           from (select * from unnest(s.since, s.ids) a(at, id) order by at, id limit 5) a join instance i on i.id = a.id
         ) o
       order by s.plan, s.lifecycle, s.obligation, s.count desc, s.stage`,
      [
        ...[at, plan ?? null, unit ?? null, obligation ?? null, unitKind ?? null],
        ...visibleTo(scope),
        lifecycles.map(({ hash }) => hash),
        lifecycles.map(({ lifecycle }) => lifecycle),
      ],
    );
  }
}
