import { dayOf, weekday } from '../core/calendar/day.js';
import type { Calendar, Instant } from '../core/calendar/calendar.js';
import { workingDaysBetween } from '../core/calendar/working-time.js';

/** What “còn 3 ngày làm việc, đến 17:00 thứ Sáu 17/11” is said with; no client counts working days. */
export type Term = {
  readonly legalEnd: Instant;
  readonly workingEnd: Instant;
  /** 1 is Monday, 7 Sunday. */
  readonly legalWeekday: number;
  readonly workingWeekday: number;
  /** After today, up to the day of the working end; 0: today, or past. */
  readonly workingDaysLeft: number;
  /** Past the legal end, with today; 0: not past. */
  readonly workingDaysLate: number;
};

export function termOf(
  { due, workingEnd }: { readonly due: Instant; readonly workingEnd: Instant | null },
  calendar: Calendar,
  now: Instant,
): Term {
  const end = workingEnd ?? due;
  const today = dayOf(now);
  const between = (from: string, to: string): number => Math.max(0, workingDaysBetween(calendar, from, to));
  return {
    legalEnd: due,
    workingEnd: end,
    legalWeekday: weekday(dayOf(due)),
    workingWeekday: weekday(dayOf(end)),
    workingDaysLeft: now > due ? 0 : between(today, dayOf(end)),
    workingDaysLate: now > due ? between(dayOf(due), today) : 0,
  };
}
