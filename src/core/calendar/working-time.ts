import { countUpTo, isWorkingSerial, type Calendar } from './calendar.js';
import { CalendarError } from './calendar-error.js';
import { dayOfSerial, serialOf, type Day, type Serial } from './day.js';

export { addDays, addMonths, at, dayOf, endOfDay, fromIso, startOfDay, toIso, weekday } from './day.js';

/** Opening of offices: when people are told of what a day brings. */
export const OFFICE_OPENS = '08:00';
/** The end of a working day ("trong ngày làm việc"). */
export const OFFICE_CLOSES = '17:00';

/** No stretch without a working day is longer; a calendar that has one is a mistake, not a holiday. */
const SEARCH_LIMIT = 366;

const nearest = (calendar: Calendar, from: Serial, step: 1 | -1): Serial => {
  for (let i = 0; i < SEARCH_LIMIT; i += 1) {
    const serial = from + i * step;
    if (isWorkingSerial(calendar, serial)) return serial;
  }
  throw new CalendarError('no-working-day', { from: dayOfSerial(from), step });
};

export const lastWorkingDayOnOrBefore = (calendar: Calendar, day: Day): Day =>
  dayOfSerial(nearest(calendar, serialOf(day), -1));

export const firstWorkingDayOnOrAfter = (calendar: Calendar, day: Day): Day =>
  dayOfSerial(nearest(calendar, serialOf(day), 1));

/** The n-th working day after (n > 0) or before (n < 0) a day, which itself need not be one; 0 is the day itself. */
export function addWorkingDays(calendar: Calendar, day: Day, n: number): Day {
  if (!Number.isSafeInteger(n)) throw new CalendarError('count-invalid', { count: n });
  const step = n < 0 ? -1 : 1;
  let serial = serialOf(day);
  for (let left = Math.abs(n); left > 0; left -= 1) serial = nearest(calendar, serial + step, step);
  return dayOfSerial(serial);
}

/** How many working days lie in (from, to]; negative when `to` is the earlier one. */
export const workingDaysBetween = (calendar: Calendar, from: Day, to: Day): number =>
  countUpTo(calendar, serialOf(to)) - countUpTo(calendar, serialOf(from));
