import { dayKind, isProvisional, isWorkingDay, type Calendar, type Day, type DayKind } from './calendar.js';
import { CalendarError } from './calendar-error.js';
import { addDays } from './day.js';

/** A day on the way: the working day that it makes up (1, 2, …), or why it does not count. */
export type CountedDay = DayKind & { readonly day: Day; readonly n: number | null; readonly isProvisional: boolean };

/**
 * Counts working days from a day and says of each day on the way whether it counts and why not (tính thử): T−5 of 20/11 is
 * the fifth working day before it.
 */
export function countDays(calendar: Calendar, from: Day, workingDays: number): readonly CountedDay[] {
  if (!Number.isSafeInteger(workingDays)) throw new CalendarError('count-invalid', { count: workingDays });
  const step = workingDays < 0 ? -1 : 1;
  const passed: CountedDay[] = [];
  let day = from;
  for (let n = 0; n < Math.abs(workingDays);) {
    day = addDays(day, step);
    const works = isWorkingDay(calendar, day);
    if (works) n += 1;
    passed.push({ day, n: works ? n : null, isProvisional: isProvisional(calendar, day), ...dayKind(calendar, day) });
  }
  return passed;
}
