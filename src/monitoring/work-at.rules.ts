import { visible } from '../people/visible.js';
import { standings } from '../work/timeliness.rules.js';

/** How work stands by its tags, in SQL: `standingOf`. */
export const standingIn = (tags: string): string =>
  `case ${standings.map((tag) => `when '${tag}' = any(${tags}) then '${tag}'`).join(' ')} else 'no-deadline' end`;

const own = `i.id, i.key, i.kind, i.plan, i.obligation, i.period, i.definition, i.calendar, i.parent, i.opened_at, i.restricted`;

/**
 * The work that a scope sees, as it stood, in SQL: of now by its rows; of a moment in the past by the last row of each
 * history up to then, which says how it stood after it. Nothing is played again. What one may see is asked of today.
 * Work that was opened again counts once: as the instance that took its place.
 *
 * @param at the number of the parameter with the moment, null for now; the eight of the scope begin at `scope`
 */
export const workAt = (isPast: boolean, { at, scope }: { readonly at: number; readonly scope: number }): string =>
  isPast
    ? `select ${own}, h.unit, h.tags, h.stage, h.due, h.at, ${standingIn('h.tags')} as standing, 'closed' = any(h.tags) as done
       from instance i cross join lateral (
         select unit, tags, stage, due, at from history where instance_id = i.id and at <= $${at} order by seq desc limit 1) h
       where ${visible(scope)} and i.opened_at <= $${at}
         and i.key not in (select again.reopens from instance again where again.reopens is not null and again.opened_at <= $${at})`
    : `select ${own}, i.unit, i.tags, i.stage, i.due, i.at, i.standing, 'closed' = any(i.tags) as done
       from instance i
       where ${visible(scope)} and $${at}::bigint is null
         and i.key not in (select again.reopens from instance again where again.reopens is not null)`;
