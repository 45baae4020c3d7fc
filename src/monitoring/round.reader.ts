import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Scope } from '../people/access.rules.js';
import { isShown } from '../people/looks.js';
import { visible, visibleTo } from '../people/visible.js';
import { keyset, placeIn, sortedPage } from '../platform/list-query.js';
import type { RoundQuery } from './round.dto.js';
import type { MonitoredRow } from './standing.reader.js';

export type RoundOf = { readonly key: string; readonly plan: string };
export type RoundTaskRow = MonitoredRow & {
  readonly order: number;
  readonly status: 'running' | 'done' | 'quarantined';
  readonly seq: number;
  readonly sentAt: number | null;
  readonly form: string | null;
  readonly version: number | null;
  readonly formAt: number | null;
};
export type RoundTotals = { readonly tasks: number; readonly handedIn: number };

/** Parameters 1 to 10; what was opened again is told of by what took its place. */
const tasks = `i.parent = $1 and i.kind = 'task' and ($2::text is null or i.obligation = $2) and ${visible(3)}
  and i.key not in (select again.reopens from instance again where again.reopens is not null)`;
const parametersOf = (scope: Scope, { key }: RoundOf, obligation: string | undefined): unknown[] => [
  key,
  obligation ?? null,
  ...visibleTo(scope),
];
const place = z.tuple([z.int(), z.string()]);
/** The place of units that the plan has forgotten. */
const FORGOTTEN = 2_147_483_647;

/** The tasks of an occurrence in official order: what their rows say, when they were handed in, and with what. */
@Injectable()
export class RoundReader {
  constructor(private readonly database: DataSource) {}

  /** Undefined: whoever asks sees no such occurrence. */
  async find(scope: Scope, id: number): Promise<RoundOf | undefined> {
    const [round]: RoundOf[] = await this.database.query(
      `select i.key, i.plan from instance i where i.id = $1 and i.kind = 'occurrence' and ${visible(2)}`,
      [id, ...visibleTo(scope)],
    );
    return round;
  }

  async page(scope: Scope, of: RoundOf, query: RoundQuery): Promise<{ items: RoundTaskRow[]; next: string | null }> {
    const [order, key] = placeIn(query, place) ?? [null, null];
    const { order: sorted, after } = keyset(['t."order"', 't.key collate "C"'], query.sort, 11);
    const rows: RoundTaskRow[] = await this.database.query(
      `with t as (
         select i.*, coalesce((u.body->>'order')::bigint, ${FORGOTTEN}) as "order", u.body->'name' as "unitName",
           u.body->>'short' as "unitShort"
         from instance i left join unit u on u.plan = i.plan and u.code = i.unit where ${tasks}
       ), found as (select t.* from t where $11::bigint is null or ${after} order by ${sorted} limit $13)
       select t.id::float8 as id, t.key, t.kind, t.plan, t.obligation, t.period, t.definition, t.calendar, t.unit, t."unitName",
         t."unitShort", t.tags, t.stage, 'closed' = any(t.tags) as done, t.due::float8 as due, t.at::float8 as at, t.snapshot, t.restricted,
         t."order"::float8 as "order", t.status, t.seq, first.at::float8 as "sentAt",
         last.name as form, last.version, last.at::float8 as "formAt", 0 as total
       from found t
         left join lateral (
           select coalesce(h.effective_at, h.at) as at from history h
           where h.instance_id = t.id and 'handed-in' = any(h.tags) order by h.seq limit 1) first on true
         left join lateral (
           select s.name, s.version, coalesce(s.effective_at, s.at) as at from form_submission s
           where s.instance_id = t.id and not s.presented order by s.seq desc limit 1) last on true
       order by ${sorted}`,
      [...parametersOf(scope, of, query.obligation), order, key, query.limit + 1],
    );
    const page = sortedPage(rows, query, (row) => [row.order, row.key]);
    isShown(page.items);
    return page;
  }

  async totals(scope: Scope, of: RoundOf, { obligation }: RoundQuery): Promise<RoundTotals> {
    const [row]: [RoundTotals] = await this.database.query(
      `select count(*)::int as tasks, count(*) filter (where 'handed-in' = any(i.tags))::int as "handedIn"
       from instance i where ${tasks}`,
      parametersOf(scope, of, obligation),
    );
    return row;
  }
}
