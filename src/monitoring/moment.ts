import { dayOf, endOfDay, startOfDay, toDay, yearOf } from '../core/calendar/day.js';

/** Of when it is asked. What is still to come is now. */
export type Moment = {
  /** Null: now, by the rows as they stand. */
  readonly at: number | null;
  readonly moment: number;
};
export const momentOf = (asOf: number | undefined, now: number): Moment =>
  asOf === undefined || asOf >= now ? { at: null, moment: now } : { at: asOf, moment: asOf };

/** The days that are asked for; the year of the moment, where none are. */
export function daysOf({ from, to }: Days, moment: number) {
  const year = yearOf(dayOf(moment));
  const days = { from: from ?? toDay(year, 1, 1), to: to ?? toDay(year, 12, 31) };
  return { ...days, start: startOfDay(days.from), end: endOfDay(days.to) };
}
type Days = { readonly from?: string | undefined; readonly to?: string | undefined };
