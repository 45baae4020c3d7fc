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
/** Of each row what an index tells, or a history; the rest is read of those that are shown. */
const TOLD = `w.id, w.key, w.kind, w.plan, w.unit, w.obligation, w.period, w.definition, w.parent, w.restricted, w.opened_at, w.due,
  w.standing, w.signs, w.done`;
export const URGENCY = `coalesce(w.due, ${NEVER})`;
export const NAMED = `left join unit u on u.plan = w.plan and u.code = w.unit`;
export const NAME = `u.body->'name' as "unitName", u.body->>'short' as "unitShort"`;

/** What is due from one moment to another, and what is still owed from before. */
export const inRange = (from: string, to: string): string =>
  `coalesce(w.due, w.opened_at) <= ${to} and (coalesce(w.due, w.opened_at) >= ${from} or w.standing = 'overdue')`;
/**
 * Everything is looked at once, however much is asked of it: all there is as `work w`, and what is listed of it as `listed w`.
 * Of the past every row costs a look into its history, and so it is kept; of now an index tells it as often as one asks.
 */
export const survey = (at: number | null, listed: readonly string[]): string => `
  work as ${at === null ? 'not materialized' : 'materialized'} (select ${TOLD}${at === null ? '' : `, case when w.standing = 'overdue' then w.tags end as tags`} from (${work(at)}) w),
  listed as materialized (select w.* from work w where ${listed.map((where) => `(${where})`).join(' or ') || 'false'})`;
export const idsOf = (where: string, limit: number): string => `(
  select jsonb_build_object('total', coalesce(max(total), 0), 'ids', coalesce(jsonb_agg(id order by place, key), '[]'))
  from (select w.id, w.key, ${URGENCY} as place, count(*) over () as total from listed w where ${where} order by 3, 2 limit ${limit}) w)`;
export type Found = { readonly total: number; readonly ids: readonly number[] };
