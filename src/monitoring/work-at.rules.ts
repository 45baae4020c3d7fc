import { visible } from '../people/visible.js';
import { signsIn } from '../work/signs.rules.js';
import { standings } from '../work/timeliness.rules.js';

/** How work stands by its tags, in SQL: `standingOf`. */
export const standingIn = (tags: string): string =>
  `case ${standings.map((tag) => `when '${tag}' = any(${tags}) then '${tag}'`).join(' ')} else 'no-deadline' end`;

const own = `i.id, i.key, i.kind, i.plan, i.obligation, i.period, i.definition, i.calendar, i.parent, i.opened_at, i.restricted`;
/** Written by the door's transactions, row by row of `instance`. */
const written = `i.unit, i.tags, i.stage, i.stage_since, i.due, i.at, i.standing, i.signs, (i.signs & 1) <> 0 as done`;
/** As a history has it, where something was written since; where nothing was, the row is as it stood. */
const then = (column: string, past = `h.${column}`): string =>
  `case when h.at is null then i.${column} else ${past} end as ${column}`;

/**
 * The work that a scope sees, as it stood, in SQL: of now by its rows; of a moment in the past by its rows too, where they
 * were written before, else by the last row of the history up to then, which says how it stood after it. Nothing is played
 * again. What one may see is asked of today. Work that was opened again counts once: as the instance that took its place.
 *
 * @param at the number of the parameter with the moment, null for now; the eight of the scope begin at `scope`
 */
export const workAt = (isPast: boolean, { at, scope }: { readonly at: number; readonly scope: number }): string =>
  isPast
    ? `select p.*, (p.signs & 1) <> 0 as done from (
       select ${own}, ${['unit', 'tags', 'stage', 'due', 'at'].map((column) => then(column)).join(', ')},
         ${then('stage_since', sinceIn(at))}, ${then('standing', standingIn('h.tags'))}, ${then('signs', signsIn('h.tags'))}
       from instance i left join lateral (
         select seq, unit, tags, stage, due, at from history where i.at > $${at} and instance_id = i.id and at <= $${at}
         order by seq desc limit 1) h on true
       where ${visible(scope)} and i.opened_at <= $${at}
         and i.key not in (select again.reopens from instance again where again.reopens is not null and again.opened_at <= $${at})) p`
    : `select ${own}, ${written}
       from instance i
       where ${visible(scope)} and $${at}::bigint is null
         and i.key not in (select again.reopens from instance again where again.reopens is not null)`;

/**
 * Since when something stood in its stage, by its history. What the statechart itself remembers (`stageAt`) may be the
 * moment of something that it listens to, long before it was opened; that is not how long anybody has waited for it.
 */
const sinceIn = (at: number): string => `(select coalesce(f.effective_at, f.at) from history f
  where f.instance_id = i.id and f.seq > coalesce((select max(o.seq) from history o
    where o.instance_id = i.id and o.at <= $${at} and o.stage <> h.stage), -1) order by f.seq limit 1)`;
