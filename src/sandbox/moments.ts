import { isWorkingDay, type Calendar, type Day, type Instant } from '../core/calendar/calendar.js';
import { at, dayOf, HOUR, MINUTE } from '../core/calendar/day.js';
import { resolveDay, type Anchors } from '../core/calendar/deadline.js';
import {
  addWorkingDays,
  firstWorkingDayOnOrAfter,
  lastWorkingDayOnOrBefore,
  OFFICE_OPENS,
} from '../core/calendar/working-time.js';
import { anchorsOf } from '../core/definition/anchors.js';
import type { Context } from '../core/instance.js';
import type { Span } from '../core/plan/schema.js';
import { drawWhole } from './dice.js';

/** Timers are due at whole seconds or at a day's last millisecond: people act beside them, never at the same instant. */
const ODD = 137;
const SECOND = 1000;
/** Nobody acts within a minute of the opening or the close of the office. */
const EDGE = MINUTE;
const OFFICE_HOURS = 9 * HOUR;

const opens = (day: Day): Instant => at(day, OFFICE_OPENS) + EDGE;
const closes = (day: Day): Instant => at(day, OFFICE_OPENS) + OFFICE_HOURS - EDGE;
const between = (from: Instant, to: Instant, dice: number): Instant => {
  const instant = from + Math.floor(dice * (to - from));
  return instant - (instant % SECOND) + ODD;
};

/** An instant within office hours of a working day, chosen by the dice. */
export const inOffice = (day: Day, dice: number): Instant => between(opens(day), closes(day), dice);

/** The instant itself when it lies after the other one; else what is left of that day's office hours, or the next working day. */
export function afterwards(instant: Instant, after: Instant, calendar: Calendar, dice: number): Instant {
  if (instant > after) return instant;
  const day = dayOf(after);
  const from = Math.max(after + EDGE, opens(day));
  if (isWorkingDay(calendar, day) && from < closes(day)) return between(from, closes(day), dice);
  return inOffice(addWorkingDays(calendar, day, 1), dice);
}

/** The days that an act's dates may name, with what only a rehearsal knows. */
export function actAnchors(context: Context, moments: { readonly entered: Instant; readonly now: Instant }): Anchors {
  const { year, days } = anchorsOf({ ...context, at: moments.now });
  const { end } = context.due;
  const entered = dayOf(moments.entered);
  return {
    year,
    days: {
      ...days,
      entered,
      // An instance without a deadline is not late: people count from when they were asked.
      'working-end': end === undefined ? entered : dayOf(context.due['working-end'] ?? end),
      'legal-end': end === undefined ? entered : dayOf(end),
    },
  };
}

const endings: readonly string[] = ['legal-end', 'working-end'];

/** The day that a span means: so many working days from its start; the nearest working day when that is none. */
export function dayIn(
  { workingDays: [from, to], from: start }: Span,
  anchors: Anchors,
  calendar: Calendar,
  dice: number,
): Day {
  const n = drawWhole(from, to, dice);
  const { day } = resolveDay(start, anchors, calendar);
  if (n !== 0) return addWorkingDays(calendar, day, n);
  // On the very day of a deadline that is a Sunday, people are done on Friday.
  return typeof start === 'string' && endings.includes(start)
    ? lastWorkingDayOnOrBefore(calendar, day)
    : firstWorkingDayOnOrAfter(calendar, day);
}
