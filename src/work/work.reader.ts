import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Json } from '../core/canonical.js';
import type { Scope } from '../people/access.rules.js';
import { isShown, type Shown } from '../people/looks.js';
import { visible, visibleTo } from '../people/visible.js';
import { placeIn, sortedPage } from '../platform/list-query.js';
import { type Bucket, buckets, inBucket, isOwed } from './buckets.rules.js';
import type { CountsQuery, WorkQuery } from './work.dto.js';

export type Kind = 'series' | 'occurrence' | 'task';
type Text = { readonly vi: string; readonly en: string };
export type Counts = {
  readonly expected: number;
  readonly opened: boolean;
  readonly tags: Readonly<Record<string, number>>;
};
export type WorkRow = {
  readonly id: number;
  readonly key: string;
  readonly kind: Kind;
  readonly plan: string;
  readonly obligation: string;
  readonly period: string;
  readonly definition: string;
  readonly calendar: string;
  readonly unit: string;
  readonly unitName: Text | null;
  readonly unitShort: string | null;
  readonly parentId: number | null;
  readonly parent: string | null;
  readonly status: 'running' | 'done' | 'quarantined';
  readonly stage: string;
  /** In which states it stands. */
  readonly value: Json;
  readonly tags: readonly string[];
  readonly verdict: 'on-time' | 'late' | null;
  readonly verdictOriginal: 'on-time' | 'late' | null;
  readonly due: number | null;
  readonly workingEnd: number | null;
  readonly deadlineKind: 'main' | 'sub' | null;
  readonly openedAt: number;
  readonly at: number;
  readonly seq: number;
  readonly children: Readonly<Record<string, Counts>>;
  readonly opensNext: number | null;
  /** Somebody has to do something about it. */
  readonly owed: boolean;
  /** A dossier that is open to few: whoever looks at it is in the trail. */
  readonly restricted: boolean;
  /** Of a parent that is seen. */
  readonly parentRestricted: boolean | null;
};

/** What a row tells of: itself, and what it belongs to. */
export const toldBy = ({ plan, key, restricted, parent, parentRestricted }: ToldBy): readonly Shown[] => [
  { plan, key, restricted },
  ...(parent !== null && parentRestricted === true ? [{ plan, key: parent, restricted: true }] : []),
];
type ToldBy = Pick<WorkRow, 'plan' | 'key' | 'restricted' | 'parent' | 'parentRestricted'>;

/** Tasks by box, and all of them. */
export type TaskCount = Readonly<Record<Bucket | 'total', number>>;

/** Where a page ended: the deadline there, the key there, and whether it was still owed. */
const place = z.tuple([z.int().nullable(), z.string(), z.int().min(0).max(1)]);
type Sort = WorkQuery['sort'];

/** Whatever has no deadline comes last; `-due` is the exact reverse, so that one index serves both. */
const NEVER = '9223372036854775807';
const DUE = `coalesce(i.due, ${NEVER})`;
const PLACE = `coalesce($12::bigint, ${NEVER})`;
const RESTS = `(not ${isOwed()})`;
const orders: Readonly<Record<Sort, (due: string) => { readonly order: string; readonly after: string }>> = {
  // The most urgent first: what is owed by its deadline, then the rest.
  urgency: (due) => ({
    order: `${RESTS}, ${due}, i.key`,
    after: `(${RESTS}, ${due}, i.key) > ($23 = 0, ${PLACE}, $13)`,
  }),
  '-urgency': (due) => ({
    order: `${RESTS} desc, ${due} desc, i.key desc`,
    after: `(${RESTS}, ${due}, i.key) < ($23 = 0, ${PLACE}, $13)`,
  }),
  due: (due) => ({ order: `${due}, i.key`, after: `(${due}, i.key) > (${PLACE}, $13)` }),
  '-due': (due) => ({ order: `${due} desc, i.key desc`, after: `(${due}, i.key) < (${PLACE}, $13)` }),
  key: () => ({ order: 'i.key', after: `${PLACE} is not null and i.key > $13` }),
  '-key': () => ({ order: 'i.key desc', after: `${PLACE} is not null and i.key < $13` }),
};

/**
 * What narrows the list to few rows is looked up first and sorted then: walking along the deadlines until enough of them
 * turn up would read the whole table. An expression that no index knows tells the planner so.
 */
const sorting = ({ sort, parent, unit, obligation, period }: WorkQuery, scope: Scope) =>
  orders[sort](
    (parent ?? unit ?? obligation ?? period) === undefined && (scope === 'all' || scope.plans.length > 0)
      ? DUE
      : `(${DUE} + 0)`,
  );

/** Of an instance `i`, its unit `u` and its parent `p`. */
export const workColumns = `i.id::float8 as id, i.key, i.kind, i.plan, i.obligation, i.period, i.definition, i.calendar, i.unit, u.body->'name' as "unitName",
  u.body->>'short' as "unitShort", p.id::float8 as "parentId", i.parent, i.status, i.stage, i.snapshot->'value' as value, i.tags,
  i.snapshot->'context'->>'verdict' as verdict, i.snapshot->'context'->>'verdictOriginal' as "verdictOriginal",
  i.due::float8 as due, (i.snapshot->'context'->'due'->'working-end')::float8 as "workingEnd",
  i.snapshot->'context'->'deadline'->>'kind' as "deadlineKind",
  i.opened_at::float8 as "openedAt", i.at::float8 as at, i.seq, i.snapshot->'context'->'children' as children,
  case when i.kind = 'series' then (i.snapshot->'context'->'due'->'w-next')::float8 end as "opensNext", ${isOwed()} as owed,
  i.restricted, p.restricted as "parentRestricted"`;

/** Obligations, occurrences and tasks in pages. What a row says was written by the transaction of its last move. */
@Injectable()
export class WorkReader {
  constructor(private readonly database: DataSource) {}

  async list(
    scope: Scope,
    kind: Kind,
    query: WorkQuery,
  ): Promise<{ readonly items: readonly WorkRow[]; readonly next: string | null }> {
    const at = placeIn(query, place);
    const { order, after } = sorting(query, scope);
    const rows: WorkRow[] = await this.database.query(
      `select ${workColumns} from instance i
         left join unit u on u.plan = i.plan and u.code = i.unit
         left join instance p on p.key = i.parent and ${visible(15, 'p')}
       where i.kind = $1 and ${visible(15)}
         and ($2::text is null or i.plan = $2) and ($3::text is null or i.obligation = $3)
         and ($4::text is null or i.period = $4) and ($5::text is null or i.unit = $5)
         and ($6::bigint is null or i.parent = (select o.key from instance o where o.id = $6 and ${visible(15, 'o')}))
         and ($7::text is null or i.status = $7) and ($8::text[] is null or i.tags @> $8)
         and ($9::text is null or i.stage = $9)
         and ($10::bigint is null or (${DUE} >= $10 and i.due is not null)) and ($11::bigint is null or ${DUE} < $11)
         and ($13::text is null or ${after})${query.bucket === undefined ? '' : ` and ${inBucket(query.bucket)}`}
         and coalesce($23::int, 0) is not null
       order by ${order} limit $14`,
      [
        kind,
        query.plan ?? null,
        query.obligation ?? null,
        query.period ?? null,
        query.unit ?? null,
        query.parent ?? null,
        query.status ?? null,
        query.tag ?? null,
        query.stage ?? null,
        query.dueAfter ?? null,
        query.dueBefore ?? null,
        at?.[0] ?? null,
        at?.[1] ?? null,
        query.limit + 1,
        ...visibleTo(scope),
        at?.[2] ?? null,
      ],
    );
    const page = sortedPage(rows, query, (last) => [last.due, last.key, Number(last.owed)]);
    isShown(page.items.flatMap(toldBy));
    return page;
  }

  /** How many tasks each box holds: one look for all of them. */
  async counts(scope: Scope, query: CountsQuery): Promise<TaskCount> {
    const counted = buckets.map((bucket) => `count(*) filter (where ${inBucket(bucket)})::int as "${bucket}"`);
    const { plan, obligation, period, unit, parent } = query;
    const [row]: [TaskCount] = await this.database.query(
      `select ${counted.join(', ')}, count(*)::int as total from instance i
       where i.kind = 'task' and ${visible(6)} and ($1::text is null or i.plan = $1)
         and ($2::text is null or i.obligation = $2) and ($3::text is null or i.period = $3)
         and ($4::text is null or i.unit = $4)
         and ($5::bigint is null or i.parent = (select key from instance where id = $5))`,
      [plan ?? null, obligation ?? null, period ?? null, unit ?? null, parent ?? null, ...visibleTo(scope)],
    );
    return row;
  }
}
