import { postsOf } from '../access.js';
import type { Calendar, Day, Instant } from '../calendar/calendar.js';
import { endOfDay, startOfDay } from '../calendar/day.js';
import type { Reason } from '../calendar/reason.js';
import type { PlanSource } from './assemble.js';
import { unfold } from './occurrences.js';
import { byTime, momentsOf, type Kind, type Moment } from './preview-moments.js';

/** One date that the plan will produce, for one unit, and why it is that date. */
export type PreviewEntry = {
  readonly at: Instant;
  readonly kind: Kind;
  /** Tells the dates of one occurrence and unit apart: `due`, `r-t5`, `e-2`. */
  readonly key: string;
  readonly obligation: string;
  readonly clause: string;
  /** The period's id. */
  readonly occurrence: string;
  readonly unit: string;
  /** The posts that are told then, if the work is still to be done: `unit/seat`. */
  readonly to: readonly string[];
  readonly reasons: readonly Reason[];
  readonly provisional: boolean;
  readonly assumed: boolean;
};

/** The plan's dates from the first day to the last, in order of time, not yet told unit by unit. */
export function momentsBetween(source: PlanSource, calendar: Calendar, from: Day, to: Day): readonly Moment[] {
  const [first, last] = [startOfDay(from), endOfDay(to)];
  const found: Moment[] = [];
  for (const run of unfold(source, calendar))
    for (const moment of momentsOf(run, calendar)) if (moment.at >= first && moment.at <= last) found.push(moment);
  return found.sort(byTime);
}

/**
 * Every date that a plan will produce from one day to another (xem trước), in order of time. Pure. Everything is worked
 * out once per occurrence; a unit costs no more than its entry.
 */
export function* preview(source: PlanSource, calendar: Calendar, from: Day, to: Day): Generator<PreviewEntry> {
  for (const moment of momentsBetween(source, calendar, from, to)) yield* entriesOf(moment);
}

export function* entriesOf(moment: Moment): Generator<PreviewEntry> {
  const { at, kind, key, obligation, clause, occurrence, reasons, provisional, assumed } = moment;
  const told = toldBy(moment);
  for (const unit of moment.units())
    yield {
      at,
      kind,
      key,
      obligation,
      clause,
      occurrence,
      unit,
      to: told(unit),
      reasons,
      provisional,
      assumed,
    };
}

const NOBODY: readonly string[] = [];

/** Who is told, as `unit/seat`, each once. */
export function toldBy({ definition, roles, parentOf }: Moment): (unit: string) => readonly string[] {
  if (roles.length === 0) return () => NOBODY;
  return (unit) => {
    const posts: string[] = [];
    const whose = { unit, parentUnit: parentOf(unit) };
    for (const role of roles)
      for (const post of postsOf(definition, role, whose)) {
        const text = `${post.unit}/${post.seat}`;
        if (!posts.includes(text)) posts.push(text);
      }
    return posts;
  };
}
