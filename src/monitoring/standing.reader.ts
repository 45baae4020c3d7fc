import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Snapshot } from '../core/instance.js';
import type { Scope } from '../people/access.rules.js';
import { visible, visibleTo } from '../people/visible.js';
import { keyset } from '../platform/list-query.js';
import type { Standing } from '../work/timeliness.rules.js';
import { workAt } from './work-at.rules.js';

type Text = { readonly vi: string; readonly en: string };
/** What is asked: whose eyes, of when, of what. `at`: null is now. */
export type Asked = {
  readonly scope: Scope;
  readonly at: number | null;
  readonly plan?: string | undefined;
  readonly unit?: string | undefined;
  readonly obligation?: string | undefined;
  readonly unitKind?: string | undefined;
};
export type MonitoredRow = {
  readonly id: number;
  readonly key: string;
  readonly kind: 'occurrence' | 'task';
  readonly plan: string;
  readonly obligation: string;
  readonly period: string;
  readonly definition: string;
  readonly calendar: string;
  readonly unit: string;
  readonly unitName: Text | null;
  readonly unitShort: string | null;
  readonly tags: readonly string[];
  readonly stage: string;
  readonly done: boolean;
  readonly due: number | null;
  readonly at: number;
  /** Null of the past. */
  readonly snapshot: Snapshot | null;
  readonly restricted: boolean;
  readonly total: number;
};
export type ComingRow = Pick<MonitoredRow, 'plan' | 'obligation' | 'period' | 'definition' | 'total'> & {
  readonly due: number;
  readonly open: number;
  readonly id: number | null;
  /** Of what the id names. */
  readonly key: string | null;
  readonly restricted: boolean | null;
};
export type LateUnitRow = Pick<MonitoredRow, 'plan' | 'unit' | 'unitName' | 'unitShort'> & {
  readonly late: number;
  readonly since: number;
};
/** What is due from one moment to another, and stands in one of these ways. */
type Counted = {
  readonly standings: readonly Standing[];
  readonly from: number;
  readonly to: number;
  readonly limit: number;
  readonly sort: string;
  /** Behind which row it goes on. */
  readonly place: Place | undefined;
};
/** Where a row stands in a list: its deadline, at the end where it has none, and its key. */
export type Place = readonly [due: number, key: string];
export const placeOf = ({ due, key }: Pick<MonitoredRow, 'due' | 'key'>): Place => [due ?? NEVER, key];
export type CountRow = { readonly standing: Standing; readonly n: number };

/** Which of the work is listed. More parameters follow the thirteen of every question. */
type Which = {
  readonly where: string;
  readonly values?: readonly unknown[];
  readonly limit: number;
  readonly sort?: string;
  readonly place?: Place | undefined;
};
/** After every deadline that there can be. */
const NEVER = Number.MAX_SAFE_INTEGER;

/** The work in question, `w`: parameters 1 to 13. */
const work = (at: number | null): string => `
  select w.* from (${workAt(at !== null, { at: 1, scope: 6 })}) w
  where w.kind in ('occurrence', 'task') and ($2::text is null or w.plan = $2) and ($3::text is null or w.unit = $3)
    and ($4::text is null or w.obligation = $4)
    and ($5::text is null or exists (select from unit k where k.plan = w.plan and k.code = w.unit and k.body->>'kind' = $5))`;
const parameters = ({ at, plan, unit, obligation, unitKind, scope }: Asked): readonly unknown[] => [
  ...[at, plan ?? null, unit ?? null, obligation ?? null, unitKind ?? null],
  ...visibleTo(scope),
];
const FIRST = 14;
/** What is due from $14 to $15, and what is still owed from before. */
const IN_RANGE = `coalesce(w.due, w.opened_at) <= $15 and (coalesce(w.due, w.opened_at) >= $14 or w.standing = 'overdue')`;
const NAMED = `left join unit u on u.plan = w.plan and u.code = w.unit`;
const NAME = `u.body->'name' as "unitName", u.body->>'short' as "unitShort"`;

/** What leadership looks at first, each list in one statement. */
@Injectable()
export class StandingReader {
  constructor(private readonly database: DataSource) {}

  /** By standing: what is due from one moment to another, and what is still owed from before. */
  counts(asked: Asked, from: number, to: number): Promise<readonly CountRow[]> {
    return this.database.query(
      `select standing, count(*)::int as n from (${work(asked.at)}) w
       where ${IN_RANGE}
       group by standing`,
      [...parameters(asked), from, to],
    );
  }

  /** What `counts` counts, of some standings. */
  counted(asked: Asked, { standings, from, to, ...page }: Counted): Promise<readonly MonitoredRow[]> {
    return this.list(asked, { where: `${IN_RANGE} and w.standing = any($16)`, values: [from, to, standings], ...page });
  }

  /** The most urgent first, unless another order is asked for. */
  list(asked: Asked, { where, values = [], limit, sort = 'due', place }: Which): Promise<readonly MonitoredRow[]> {
    const isNow = asked.at === null;
    const last = FIRST + values.length;
    const { order, after } = keyset([`coalesce(w.due, ${NEVER})`, 'w.key'], sort, last + 1);
    return this.database.query(
      `with found as (
         select w.* from (select w.*, count(*) over ()::int as total from (${work(asked.at)}) w where ${where}) w
         ${place ? `where ${after}` : ''} order by ${order} limit $${last}
       )
       select w.id::float8 as id, w.key, w.kind, w.plan, w.obligation, w.period, w.definition, w.calendar, w.unit, ${NAME},
         w.tags, w.stage, w.done, w.due::float8 as due, w.at::float8 as at, ${isNow ? 'i.snapshot' : 'null'} as snapshot, w.restricted, w.total
       from found w join instance i on i.id = w.id ${NAMED} order by ${order}`,
      [...parameters(asked), ...values, limit, ...(place ?? [])],
    );
  }

  lateUnits(asked: Asked, limit: number): Promise<readonly LateUnitRow[]> {
    return this.database.query(
      `select w.plan, w.unit, w.late, w.since::float8 as since, ${NAME} from (
         select w.plan, w.unit, count(*)::int as late, min(w.due) as since from (${work(asked.at)}) w
         where w.standing = 'overdue' group by w.plan, w.unit order by count(*) desc, min(w.due), w.unit limit $14
       ) w ${NAMED} order by w.late desc, w.since, w.unit`,
      [...parameters(asked), limit],
    );
  }

  /** What comes, by obligation, period and day: thousands of units that owe the same are one line. */
  coming(asked: Asked, [after, until]: readonly [number, number], limit: number): Promise<readonly ComingRow[]> {
    return this.database.query(
      `select c.plan, c.obligation, c.period, c.definition, c.due::float8 as due, c.open,
         case when c.single then c.one else p.id end::float8 as id, case when c.single then c."oneKey" else p.key end as key,
         case when c.single then c.restricted else p.restricted end as restricted, c.total
       from (
         select w.plan, w.obligation, w.period, w.due, min(w.definition) as definition, min(w.kind) as kind, min(w.parent) as parent,
           min(w.id) as one, min(w.key) as "oneKey", bool_or(w.restricted) as restricted, count(*) = 1 and min(w.kind) = 'occurrence' as single,
           count(*)::int as open, count(*) over ()::int as total from (${work(asked.at)}) w
         where w.standing in ('on-track', 'due-soon') and w.due > $14 and w.due <= $15
         group by w.plan, w.obligation, w.period, w.due order by w.due, w.plan, w.obligation, w.period limit $16
       ) c left join instance p on p.key = c.parent and c.kind = 'task' and ${visible(6, 'p')}
       order by c.due, c.plan, c.obligation, c.period`,
      [...parameters(asked), after, until, limit],
    );
  }
}
