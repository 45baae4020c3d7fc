import type { Scope } from '../people/access.rules.js';
import { visibleTo } from '../people/visible.js';
import { workAt } from './work-at.rules.js';

/** What is asked: whose eyes, of when, of what. `at`: null is now. */
export type Asked = {
  readonly scope: Scope;
  readonly at: number | null;
  readonly plan?: string | undefined;
  readonly unit?: string | undefined;
  readonly obligation?: string | undefined;
  readonly unitKind?: string | undefined;
};
/** After every deadline that there can be. */
export const NEVER = Number.MAX_SAFE_INTEGER;

/** The work in question, `w`: parameters 1 to 13. */
export const work = (at: number | null): string => `
  select w.* from (${workAt(at !== null, { at: 1, scope: 6 })}) w
  where w.kind in ('occurrence', 'task') and ($2::text is null or w.plan = $2) and ($3::text is null or w.unit = $3)
    and ($4::text is null or w.obligation = $4)
    and ($5::text is null or exists (select from unit k where k.plan = w.plan and k.code = w.unit and k.body->>'kind' = $5))`;
export const parameters = ({ at, plan, unit, obligation, unitKind, scope }: Asked): readonly unknown[] => [
  ...[at, plan ?? null, unit ?? null, obligation ?? null, unitKind ?? null],
  ...visibleTo(scope),
];
export const FIRST = 14;
export const URGENCY = `coalesce(w.due, ${NEVER})`;
export const NAMED = `left join unit u on u.plan = w.plan and u.code = w.unit`;
export const NAME = `u.body->'name' as "unitName", u.body->>'short' as "unitShort"`;

/** What is due from one moment to another, and what is still owed from before. */
export const inRange = (from: string, to: string): string =>
  `coalesce(w.due, w.opened_at) <= ${to} and (coalesce(w.due, w.opened_at) >= ${from} or w.standing = 'overdue')`;
/** Several lists at once, each with how many rows of it are told, the most urgent first. */
export type Lists<Name extends string> = Readonly<Record<Name, { readonly where: string; readonly limit: number }>>;
export type Found = { readonly total: number; readonly ids: readonly number[] };
/** What is told of the lists: the ids of each, and how many rows stand in which of them, by their bits. */
export type FoundLists<Name extends string> = {
  readonly ids: Readonly<Record<Name, readonly number[]>>;
  readonly sizes: readonly { readonly bits: number; readonly n: number }[];
};

const TOLD = `w.id, w.key, w.kind, w.plan, w.unit, w.obligation, w.period, w.definition, w.parent, w.restricted, w.opened_at, w.due,
  w.standing, w.signs, w.done`;
/**
 * Everything is looked at once, however much is asked of it: all there is as `work w`, what stands in a list as `listed w`
 * with a bit for each, and `more` of that which is asked besides. Of the past every row may cost a look into its history,
 * and so it is kept; of now an index tells it as often as one asks.
 */
export function survey(at: number | null, lists: Lists<string>, more: More = {}): string {
  const all = Object.values(lists);
  const bits = all.map(({ where }, n) => `(((${where}) is true)::int << ${n})`).join(' | ');
  return `
  work as ${at === null ? 'not materialized' : 'materialized'} (
    select ${TOLD}${at === null ? '' : `, case when w.standing = 'overdue' then w.tags end as tags`} from (${work(at)}) w),
  listed as materialized (
    select w.id, w.key, ${URGENCY} as place, ${bits} as bits${more.columns ?? ''} from work w
    where ${more.among ?? [more.where ?? 'false', ...all.map(({ where }) => where)].map((where) => `(${where})`).join(' or ')})`;
}
/** `among`: what holds of every list and of what is asked besides, where that is sooner asked than all of them. */
type More = { readonly where?: string; readonly columns?: string; readonly among?: string };

/** What a survey found of its lists, as one value. */
export function foundIn(lists: Lists<string>): string {
  const ids = Object.entries(lists).map(
    ([name, { limit }], n) => `'${name}', array(
      select w.id from listed w where (w.bits & ${1 << n}) <> 0 order by w.place, w.key limit ${limit})`,
  );
  return `jsonb_build_object('ids', jsonb_build_object(${ids.join(', ')}),
    'sizes', (select coalesce(jsonb_agg(s), '[]') from (select w.bits, count(*) as n from listed w group by w.bits) s))`;
}

/** How many rows stand in each of the lists. */
export function totalsOf<Name extends string>(
  lists: Lists<Name>,
  { ids, sizes }: FoundLists<Name>,
): Record<Name, Found> {
  const names = Object.keys(lists) as Name[];
  const totalOf = (place: number): number => sizes.reduce((sum, { bits, n }) => sum + (bits & (1 << place) ? n : 0), 0);
  return Object.fromEntries(names.map((name, place) => [name, { total: totalOf(place), ids: ids[name] }])) as Record<
    Name,
    Found
  >;
}
