import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { visible } from '../people/visible.js';
import { hasSign } from '../work/signs.rules.js';
import type { Standing } from '../work/timeliness.rules.js';
import { StandingReader, type Listed, type MonitoredRow } from './standing.reader.js';
import { NOT_REQUESTED } from './standing.rules.js';
import {
  foundIn,
  inRange,
  NAME,
  NAMED,
  parameters,
  survey,
  type Asked,
  type FoundLists,
  type Lists,
} from './survey.rules.js';

export type CountRow = { readonly standing: Standing; readonly n: number };
export type LateUnitRow = Pick<MonitoredRow, 'plan' | 'unit' | 'unitName' | 'unitShort'> & {
  readonly late: number;
  readonly since: number;
};
export type ComingRow = Pick<MonitoredRow, 'plan' | 'obligation' | 'period' | 'definition' | 'total'> & {
  readonly due: number;
  readonly open: number;
  readonly id: number | null;
  /** Of what the id names. */
  readonly key: string | null;
  readonly restricted: boolean | null;
};
/** What is asked beside the scope: which days, and what their plans tell of leadership. */
export type Figures = {
  readonly from: number;
  readonly to: number;
  /** Now, and until when what comes is told. */
  readonly after: number;
  readonly until: number;
  readonly monday: number;
  /** By definition, the tags by which something has come before leadership. */
  readonly escalated: readonly { readonly hash: string; readonly tag: string }[];
  /** The definitions in which leadership decides something; none of the past. */
  readonly leads: readonly string[];
  readonly limit: number;
};
type ListName = 'notRequested' | 'late' | 'newlyOverdue' | 'escalated' | 'decisions';
type Numbers = {
  readonly counts: readonly CountRow[];
  readonly lateUnits: readonly LateUnitRow[];
  readonly coming: readonly ComingRow[];
};
/** Of the decisions more than the limit: whose they are is told by their statecharts. */
export type FigureRows = Numbers & { readonly lists: Listed<ListName> };
/** Nobody decides on more than that in one sitting; what is beyond is found in the lists. */
const MOST_DECISIONS = 1000;

const comes = (after: string, until: string): string =>
  `w.standing in ('on-track', 'due-soon') and w.due > ${after} and w.due <= ${until}`;

const rowsOf = (text: string): string => `(select coalesce(jsonb_agg(r), '[]') from (${text}) r)`;

/** Leadership's one page, in one statement. */
@Injectable()
export class LeadershipReader {
  constructor(
    private readonly database: DataSource,
    private readonly standing: StandingReader,
  ) {}

  async figures(asked: Asked, of: Figures): Promise<FigureRows> {
    const { from, to, after, until, monday, escalated, leads, limit } = of;
    const late = `w.standing = 'overdue'`;
    const coming = comes('$16', '$17');
    const lists: Lists<ListName> = {
      notRequested: { where: `not w.done and ${hasSign('w', NOT_REQUESTED)}`, limit },
      late: { where: late, limit },
      newlyOverdue: { where: `w.standing in ('overdue', 'missing') and w.due >= $19 and w.due < $16`, limit },
      escalated: { where: `${late} and w.definition = any($20) and ${hasTag(asked.at, '$21')}`, limit },
      decisions: { where: `not w.done and w.definition = any($22)`, limit: MOST_DECISIONS },
    };
    const more = {
      where: `${late} or ${coming}`,
      columns: `, w.plan, w.unit, w.obligation, w.period, w.definition, w.kind, w.parent, w.restricted, w.standing, w.due`,
    };
    const [row]: [Numbers & { readonly found: FoundLists<ListName> }] = await this.database.query(
      `with ${survey(asked.at, lists, more)}
       select ${rowsOf(`select w.standing, count(*) as n from work w where ${inRange('$14', '$15')} group by w.standing`)} as counts,
         ${rowsOf(lateUnitsOf(late))} as "lateUnits", ${rowsOf(comingOf(coming))} as coming, ${foundIn(lists)} as found`,
      [
        ...parameters(asked),
        ...[from, to, after, until, limit, monday],
        ...[escalated.map(({ hash }) => hash), escalated.map(({ hash, tag }) => `${hash} ${tag}`), leads],
      ],
    );
    const { found, ...numbers } = row;
    return { ...numbers, lists: await this.standing.listed(asked, lists, found) };
  }
}

/** What a row is tagged with stands in no index, and in the past in its history. */
const hasTag = (at: number | null, some: string): string => {
  const has = (tags: string): string =>
    `exists (select from unnest(${tags}) tag where w.definition || ' ' || tag = any(${some}))`;
  return at === null ? `exists (select from instance i where i.id = w.id and ${has('i.tags')})` : has('w.tags');
};

const lateUnitsOf = (where: string): string => `
  select w.plan, w.unit, w.late, w.since, ${NAME} from (
    select w.plan, w.unit, count(*) as late, min(w.due) as since from listed w
    where ${where} group by w.plan, w.unit order by count(*) desc, min(w.due), w.unit limit $18
  ) w ${NAMED} order by w.late desc, w.since, w.unit`;

/** What comes, by obligation, period and day: thousands of units that owe the same are one line. */
const comingOf = (where: string): string => `
  select c.plan, c.obligation, c.period, c.definition, c.due, c.open, case when c.single then c.one else p.id end as id,
    case when c.single then c."oneKey" else p.key end as key, case when c.single then c.restricted else p.restricted end as restricted, c.total
  from (
    select w.plan, w.obligation, w.period, w.due, min(w.definition) as definition, min(w.kind) as kind, min(w.parent) as parent,
      min(w.id) as one, min(w.key) as "oneKey", bool_or(w.restricted) as restricted, count(*) = 1 and min(w.kind) = 'occurrence' as single,
      count(*) as open, count(*) over () as total
    from listed w where ${where}
    group by w.plan, w.obligation, w.period, w.due order by w.due, w.plan, w.obligation, w.period limit $18
  ) c left join instance p on p.key = c.parent and c.kind = 'task' and ${visible(6, 'p')}
  order by c.due, c.plan, c.obligation, c.period`;
