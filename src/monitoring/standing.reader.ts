import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Snapshot } from '../core/instance.js';
import { keyset } from '../platform/list-query.js';
import type { Standing } from '../work/timeliness.rules.js';
import {
  FIRST,
  foundIn,
  inRange,
  NAME,
  NAMED,
  NEVER,
  parameters,
  survey,
  totalsOf,
  URGENCY,
  work,
  type Asked,
  type Found,
  type FoundLists,
  type Lists,
} from './survey.rules.js';

type Text = { readonly vi: string; readonly en: string };
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

/** Which of the work is listed. More parameters follow the thirteen of every question. */
type Which = {
  readonly where: string;
  readonly values?: readonly unknown[];
  readonly limit: number;
  readonly sort?: string;
  readonly place?: Place | undefined;
};
export type Listed<Name extends string> = Readonly<Record<Name, readonly MonitoredRow[]>>;

/** Lists of work, the most urgent first. */
@Injectable()
export class StandingReader {
  constructor(private readonly database: DataSource) {}

  /** What `figures` counts, of some standings. */
  counted(asked: Asked, { standings, from, to, ...page }: Counted): Promise<readonly MonitoredRow[]> {
    const where = `${inRange('$14', '$15')} and w.standing = any($16)`;
    return this.list(asked, { where, values: [from, to, standings], ...page });
  }

  /** The most urgent first, unless another order is asked for. */
  async list(
    asked: Asked,
    { where, values = [], limit, sort = 'due', place }: Which,
  ): Promise<readonly MonitoredRow[]> {
    const last = FIRST + values.length;
    const { order, after } = keyset(['w.place', 'w.key'], sort, last + 1);
    const [{ total, ids }]: [Found] = await this.database.query(
      `with found as (select w.id, w.key, ${URGENCY} as place, count(*) over () as total from (${work(asked.at)}) w where ${where})
       select coalesce(max(total), 0)::int as total, coalesce(jsonb_agg(w.id order by ${order}), '[]') as ids
       from (select w.* from found w ${place ? `where ${after}` : ''} order by ${order} limit $${last}) w`,
      [...parameters(asked), ...values, limit, ...(place ?? [])],
    );
    return this.rows(asked, { total, ids });
  }

  /** Several lists of all the work. */
  async lists<Name extends string>(asked: Asked, lists: Lists<Name>, among = 'true'): Promise<Listed<Name>> {
    const [{ found }]: [{ readonly found: FoundLists<Name> }] = await this.database.query(
      `with ${survey(asked.at, lists, { among })} select ${foundIn(lists)} as found`,
      [...parameters(asked)],
    );
    return this.listed(asked, lists, found);
  }

  /** The rows of lists that were found. */
  async listed<Name extends string>(asked: Asked, lists: Lists<Name>, found: FoundLists<Name>): Promise<Listed<Name>> {
    const totals = totalsOf(lists, found);
    const names = Object.keys(lists) as Name[];
    const ids = [...new Set(names.flatMap((name) => found.ids[name]))];
    const rows = new Map((await this.rows(asked, { total: 0, ids })).map((row) => [row.id, row]));
    const of = ({ total, ids: mine }: Found): readonly MonitoredRow[] =>
      mine.flatMap((id) => {
        const row = rows.get(id);
        return row ? [{ ...row, total }] : [];
      });
    return Object.fromEntries(names.map((name) => [name, of(totals[name])])) as Listed<Name>;
  }

  /** Those of some numbers, in that order. */
  private rows(asked: Asked, { total, ids }: Found): Promise<readonly MonitoredRow[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return this.database.query(
      `select w.id::float8 as id, w.key, w.kind, w.plan, w.obligation, w.period, w.definition, w.calendar, w.unit, ${NAME},
         w.tags, w.stage, w.done, w.due::float8 as due, w.at::float8 as at, ${asked.at === null ? 'i.snapshot' : 'null'} as snapshot,
         w.restricted, $15::int as total
       from unnest($14::bigint[]) with ordinality f(id, n) join (${work(asked.at)}) w on w.id = f.id
         ${asked.at === null ? 'join instance i on i.id = f.id' : ''} ${NAMED} order by f.n`,
      [...parameters(asked), ids, total],
    );
  }
}
