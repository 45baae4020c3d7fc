import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { visible, visibleTo } from '../people/visible.js';
import type { Standing } from '../work/timeliness.rules.js';
import { NOT_REQUESTED } from './standing.rules.js';
import type { Asked } from './survey.rules.js';
import { workAt } from './work-at.rules.js';

type Text = { readonly vi: string; readonly en: string };
/** Periods that touch these days, and the obligations of the tasks; none: all. */
export type Range = { readonly from: string; readonly to: string; readonly obligations: readonly string[] | undefined };
/** One round's tasks of one obligation. */
export type ColumnRow = {
  readonly parent: string;
  readonly parentId: number;
  readonly parentSeen: boolean;
  readonly parentRestricted: boolean;
  readonly definition: string;
  readonly plan: string;
  readonly obligation: string;
  readonly period: string;
  readonly start: string;
  readonly due: number | null;
  readonly lastDue: number | null;
  readonly counts: Readonly<Partial<Record<Standing, number>>>;
};
/** A round whose units have not been asked. */
export type UnaskedRow = Pick<
  ColumnRow,
  'parent' | 'parentId' | 'parentRestricted' | 'definition' | 'plan' | 'period' | 'start'
>;
export type UnitPlace = readonly [plan: string, order: number, code: string];
export type MatrixUnit = {
  readonly plan: string;
  readonly unit: string;
  readonly order: number;
  readonly unitName: Text | null;
  readonly unitShort: string | null;
};
export type CellRow = {
  readonly id: number;
  readonly key: string;
  readonly restricted: boolean;
  readonly plan: string;
  readonly unit: string;
  readonly parent: string;
  readonly obligation: string;
  readonly definition: string;
  readonly standing: Standing;
  readonly stage: string;
  readonly done: boolean;
  readonly returned: boolean;
  readonly due: number | null;
  readonly submitted: number | null;
};

/** As the index has it. */
const ORDER = `(u.body->'order')::bigint`;
/** The place of units that the plan has forgotten. */
const FORGOTTEN = 2_147_483_647;
/** Parameters 1 to 13 are those of every question. */
const tasks = (at: number | null): string => `
  select w.* from (${workAt(at !== null, { at: 1, scope: 6 })}) w
  where w.kind = 'task' and ($2::text is null or w.plan = $2) and ($3::text is null or w.unit = $3)
    and ($5::text is null or exists (select from unit k where k.plan = w.plan and k.code = w.unit and k.body->>'kind' = $5))
    and $4::text is null`;
const parameters = ({ at, plan, unit, unitKind, scope }: Asked): readonly unknown[] => [
  ...[at, plan ?? null, unit ?? null, null, unitKind ?? null],
  ...visibleTo(scope),
];
/** Whoever owes something, found by looking at all that is owed; those that the plan has forgotten come last. */
const unitsOf = (work: string, owed: string): string => `
  select o.plan, o.unit, coalesce(${ORDER}, ${FORGOTTEN})::float8 as "order", u.body->'name' as "unitName", u.body->>'short' as "unitShort"
  from (select distinct w.plan, w.unit from (${work}) w where ${owed}) o left join unit u on u.plan = o.plan and u.code = o.unit
  where $16::text is null or (o.plan, coalesce(${ORDER}, ${FORGOTTEN}), o.unit collate "C") > ($16, $17::bigint, $18)
  order by o.plan, coalesce(${ORDER}, ${FORGOTTEN}), o.unit collate "C"`;
const PERIOD = `p.snapshot->'context'->'period'`;
/** The rounds whose period touches some days; what they are called is looked up by whoever may see their tasks. */
const rounds = `p.kind = 'occurrence' and ($2::text is null or p.plan = $2) and (${PERIOD}->>'start') <= $15 and (${PERIOD}->>'end') >= $14`;

/** Units × rounds, counted whole and read by the page. */
@Injectable()
export class MatrixReader {
  constructor(private readonly database: DataSource) {}

  /** Every round with its tasks by standing. */
  columns(asked: Asked, { from, to, obligations }: Range): Promise<readonly ColumnRow[]> {
    return this.database.query(
      `with round as materialized (
         select p.id, p.key, p.plan, p.period, p.definition, p.restricted, ${PERIOD}->>'start' as start, ${visible(6, 'p')} as seen
         from instance p where ${rounds}
       ), counted as (
         select w.parent, w.obligation, w.standing, count(*)::int as n, min(w.due) as due, max(w.due) as last
         from round r join (${tasks(asked.at)}) w on w.parent = r.key
         where ($16::text[] is null or w.obligation = any($16))
         group by w.parent, w.obligation, w.standing
       )
       select r.key as parent, r.id::float8 as "parentId", r.seen as "parentSeen", r.restricted as "parentRestricted", r.definition, r.plan, c.obligation, r.period, r.start,
         min(c.due)::float8 as due, max(c.last)::float8 as "lastDue", jsonb_object_agg(c.standing, c.n) as counts
       from counted c join round r on r.key = c.parent
       group by r.key, r.id, r.seen, r.restricted, r.definition, r.plan, r.period, r.start, c.obligation
       order by r.plan, r.start, min(c.due), c.obligation, r.key`,
      [...parameters(asked), from, to, obligations ?? null],
    );
  }

  /** Rounds that stand and have asked nobody yet. */
  unasked(asked: Asked, { from, to }: Range): Promise<readonly UnaskedRow[]> {
    return this.database.query(
      `select p.key as parent, p.id::float8 as "parentId", p.restricted as "parentRestricted", p.definition, p.plan, p.period, ${PERIOD}->>'start' as start
       from (${workAt(asked.at !== null, { at: 1, scope: 6 })}) w join instance p on p.id = w.id
       where w.kind = 'occurrence' and '${NOT_REQUESTED}' = any(w.tags) and not w.done and ${rounds}
         and $3::text is null and $4::text is null and $5::text is null
       order by p.plan, start, p.key`,
      [...parameters({ ...asked, unit: undefined, unitKind: undefined }), from, to],
    );
  }

  /**
   * A page of the units that owe something in some rounds, in official order: it is walked until the page is full. Those
   * that the plan has forgotten come last, and are looked for only there.
   */
  async units(asked: Asked, parents: readonly string[], page: UnitsPage): Promise<readonly MatrixUnit[]> {
    const { obligations, after, limit } = page;
    const values = [...parameters(asked), parents, obligations ?? null, ...(after ?? [null, null, null]), limit];
    const owed = `w.parent = any($14) and ($15::text[] is null or w.obligation = any($15))`;
    if (asked.at !== null) return this.database.query(`${unitsOf(tasks(asked.at), owed)} limit $19`, values);
    const known: MatrixUnit[] = await this.database.query(
      `select u.plan, u.code as unit, ${ORDER}::float8 as "order", u.body->'name' as "unitName", u.body->>'short' as "unitShort"
       from unit u cross join lateral (
         select from unnest($14::text[]) p join (${tasks(asked.at)}) w
           on w.parent = p and w.plan = u.plan and w.unit = u.code collate "default"
         where ($15::text[] is null or w.obligation = any($15)) limit 1) w
       where ($2::text is null or u.plan = $2) and ($16::text is null or (u.plan, ${ORDER}, u.code) > ($16, $17::bigint, $18))
       order by u.plan, ${ORDER}, u.code limit $19`,
      values,
    );
    if (known.length === limit) return known;
    const forgotten: MatrixUnit[] = await this.database.query(
      `select * from (${unitsOf(tasks(asked.at), owed)}) o where "order" = ${FORGOTTEN} limit $19`,
      values,
    );
    return [...known, ...forgotten].slice(0, limit);
  }

  /** What stands in the rows of some units; when it was handed in is told by its history. */
  cells(asked: Asked, parents: readonly string[], { obligations, units }: Rows): Promise<readonly CellRow[]> {
    return this.database.query(
      `select w.id::float8 as id, w.key, w.restricted, w.plan, w.unit, w.parent, w.obligation, w.definition, w.standing, w.stage, w.done,
         'returned' = any(w.tags) as returned, w.due::float8 as due, s.submitted::float8 as submitted
       from (${tasks(asked.at)}) w left join lateral (
         select coalesce(h.effective_at, h.at) as submitted from history h
         where h.instance_id = w.id and 'handed-in' = any(h.tags) and ($1::bigint is null or h.at <= $1) order by h.seq limit 1) s on true
       where w.parent = any($14) and ($15::text[] is null or w.obligation = any($15))
         and w.unit = any($16) and w.plan || '/' || w.unit = any($17)
       order by w.id`,
      [
        ...parameters(asked),
        parents,
        obligations ?? null,
        units.map(({ unit }) => unit),
        units.map(({ plan, unit }) => `${plan}/${unit}`),
      ],
    );
  }

  /**
   * How far everything has come that is read here: the transaction that wrote last, where all that began before it are
   * over, and the versions of the plans that run. Null: some may still come in between, and nothing is promised. Who
   * writes in another database of the server changes nothing here; what another user does in this one is not told to
   * us, and may be writing.
   */
  async position(): Promise<string | null> {
    const [row]: { last: string | null; plans: string; settled: boolean }[] = await this.database.query(
      `select h.xid::text as last, h.xid is null or h.xid < pg_snapshot_xmin(pg_current_snapshot()) or not exists (
           select from pg_stat_activity a where a.datname = current_database()
             and (a.usename <> current_user or age(a.backend_xid) >= age(h.xid::xid))) as settled,
         (select coalesce(sum(id), 0)::text from plan_version where status = 'active') as plans
       from (select max(xid) as xid from history) h`,
    );
    return row?.settled ? `${row.last ?? '0'}.${row.plans}` : null;
  }
}

type Rows = { readonly obligations: readonly string[] | undefined; readonly units: readonly MatrixUnit[] };
export type UnitsPage = {
  readonly obligations: readonly string[] | undefined;
  readonly after: UnitPlace | undefined;
  readonly limit: number;
};
