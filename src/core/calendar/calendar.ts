import { z } from 'zod';
import { digest } from '../canonical.js';
import { CalendarError, type CalendarErrorCode } from './calendar-error.js';
import {
  dayOfSerial,
  isDay,
  serialOf,
  serialOfParts,
  weekdayOfSerial,
  yearOf,
  type Day,
  type Serial,
  NO_SUCH_DAY,
} from './day.js';

export { CalendarError, type CalendarErrorCode } from './calendar-error.js';
export { ZONE, type Day, type Instant } from './day.js';

export type Label = { readonly vi: string; readonly en: string };

/** holiday: ngày nghỉ lễ · in-lieu: nghỉ bù · swapped-off, swapped-work: hoán đổi (a weekday off for a worked Saturday). */
export type CalendarDayKind = 'holiday' | 'in-lieu' | 'swapped-off' | 'swapped-work';

export type CalendarDay = {
  readonly date: Day;
  readonly kind: CalendarDayKind;
  readonly label: Label;
  readonly source?: string | undefined;
  readonly pair?: Day | undefined;
};

export type CalendarYear = {
  readonly year: number;
  readonly status: 'decided' | 'provisional';
  readonly days: readonly CalendarDay[];
};

const dayPattern = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const daySchema = dayPattern.refine(isDay, NO_SUCH_DAY);
export const labelSchema = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });

export const calendarYearSchema = z.strictObject({
  year: z.int().min(1976).max(2200),
  status: z.enum(['decided', 'provisional']),
  days: z.array(
    z.strictObject({
      date: daySchema,
      kind: z.enum(['holiday', 'in-lieu', 'swapped-off', 'swapped-work']),
      label: labelSchema,
      source: z.string().min(1).optional(),
      pair: daySchema.optional(),
    }),
  ),
});

export type DayKind = {
  readonly kind: 'working' | 'weekend' | CalendarDayKind;
  readonly label?: Label;
};

/**
 * A working calendar (lịch làm việc): what the years' official decisions say, and weekends where they say nothing.
 * Opaque: read it through the functions of this file.
 */
export type Calendar = {
  /** The content hash of the years. */
  readonly id: string;
  readonly years: readonly CalendarYear[];
  readonly lookup: Lookup;
};

type Lookup = {
  readonly days: ReadonlyMap<Serial, CalendarDay>;
  readonly status: ReadonlyMap<number, CalendarYear['status']>;
  /** One flag a day from the first year to the last: counting working days is the hot path. */
  readonly first: Serial;
  readonly working: Uint8Array;
  /** Days that differ from Monday–Friday, in order, and how many working days they add or take up to there. */
  readonly changes: readonly Serial[];
  readonly sums: readonly number[];
};

export type CalendarData = { readonly id: string; readonly years: readonly CalendarYear[] };

const isWeekend = (serial: Serial): boolean => weekdayOfSerial(serial) > 5;

export function makeCalendar(years: readonly CalendarYear[]): Calendar {
  const ordered = years.map(inOrder).sort((a, b) => a.year - b.year);
  refuseTwins(ordered);
  const days = new Map<Serial, CalendarDay>();
  for (const year of ordered) for (const day of year.days) addDay(days, year.year, day);
  for (const day of days.values()) checkPair(days, day);
  const status = new Map(ordered.map((year) => [year.year, year.status]));
  return { id: digest(ordered), years: ordered, lookup: { days, status, ...flags(ordered, days), ...sums(days) } };
}

/** The same decisions written in another order are the same calendar. */
const inOrder = (year: CalendarYear): CalendarYear => ({
  year: year.year,
  status: year.status,
  days: [...year.days].sort((a, b) => (a.date < b.date ? -1 : 1)),
});

const refuse = (code: CalendarErrorCode, facts: Record<string, string | number>): never => {
  throw new CalendarError(code, facts);
};

const refuseTwins = (ordered: readonly CalendarYear[]): void => {
  const twin = ordered.find((year, i) => ordered[i - 1]?.year === year.year);
  if (twin) refuse('year-twice', { year: twin.year });
};

const addDay = (days: Map<Serial, CalendarDay>, year: number, day: CalendarDay): void => {
  const { date, kind } = day;
  const serial = serialOf(date);
  if (yearOf(date) !== year) refuse('date-outside-year', { date, year });
  if (days.has(serial)) refuse('date-twice', { date });
  if (kind === 'in-lieu' && isWeekend(serial)) refuse('in-lieu-on-weekend', { date });
  if (kind === 'swapped-off' && isWeekend(serial)) refuse('swapped-off-on-weekend', { date });
  if (kind === 'swapped-work' && !isWeekend(serial)) refuse('swapped-work-on-weekday', { date });
  days.set(serial, day);
};

/** A swap is two days that name each other: a weekday off and the Saturday or Sunday worked for it. */
const checkPair = (days: ReadonlyMap<Serial, CalendarDay>, { date, kind, pair }: CalendarDay): void => {
  const swapped = kind === 'swapped-off' || kind === 'swapped-work';
  if (!swapped) {
    if (pair !== undefined) refuse('pair-unexpected', { date, kind, pair });
    return;
  }
  if (pair === undefined) return refuse('pair-missing', { date, kind });
  const other = days.get(serialOf(pair));
  if (!other) return refuse('pair-missing', { date, kind, pair });
  const opposite = kind === 'swapped-off' ? 'swapped-work' : 'swapped-off';
  if (other.kind !== opposite || other.pair !== date) refuse('pair-not-mutual', { date, kind, pair });
};

const works = (serial: Serial, day: CalendarDay | undefined): boolean =>
  day ? day.kind === 'swapped-work' : !isWeekend(serial);

const flags = (ordered: readonly CalendarYear[], days: ReadonlyMap<Serial, CalendarDay>) => {
  const from = ordered.at(0);
  const to = ordered.at(-1);
  if (!from || !to) return { first: 0, working: new Uint8Array() };
  const first = serialOfParts(from.year, 1, 1);
  const working = new Uint8Array(serialOfParts(to.year + 1, 1, 1) - first);
  return { first, working: working.map((_, i) => (works(first + i, days.get(first + i)) ? 1 : 0)) };
};

const sums = (days: ReadonlyMap<Serial, CalendarDay>) => {
  const changes = [...days].filter(([serial, day]) => works(serial, day) === isWeekend(serial));
  changes.sort(([a], [b]) => a - b);
  let sum = 0;
  return {
    changes: changes.map(([serial]) => serial),
    sums: changes.map(([, day]) => (sum += day.kind === 'swapped-work' ? 1 : -1)),
  };
};

export const calendarToData = (calendar: Calendar): CalendarData => ({ id: calendar.id, years: calendar.years });

export function calendarFromData(data: CalendarData): Calendar {
  const calendar = makeCalendar(data.years);
  if (calendar.id !== data.id) refuse('id-mismatch', { expected: data.id, actual: calendar.id });
  return calendar;
}

export const isWorkingSerial = ({ lookup }: Calendar, serial: Serial): boolean => {
  const known = lookup.working[serial - lookup.first];
  return known === undefined ? !isWeekend(serial) : known === 1;
};

export const isWorkingDay = (calendar: Calendar, day: Day): boolean => isWorkingSerial(calendar, serialOf(day));

/** Nobody has decided this day's year yet, so a decision may still turn it into a day off or a worked Saturday. */
export const isProvisional = ({ lookup }: Calendar, day: Day): boolean => lookup.status.get(yearOf(day)) !== 'decided';

export const dayKind = ({ lookup }: Calendar, day: Day): DayKind => {
  const serial = serialOf(day);
  const listed = lookup.days.get(serial);
  if (listed) return { kind: listed.kind, label: listed.label };
  return { kind: isWeekend(serial) ? 'weekend' : 'working' };
};

/** Working days of all time up to and including this one; only differences mean anything. */
export const countUpTo = ({ lookup }: Calendar, serial: Serial): number => {
  // 1970-01-05 was a Monday: whole weeks hold five, the started week holds what has passed of it.
  const sinceMonday = serial - 4;
  const weeks = Math.floor(sinceMonday / 7);
  const weekdays = weeks * 5 + Math.min(sinceMonday - weeks * 7 + 1, 5);
  return weekdays + (lookup.sums[lastUpTo(lookup.changes, serial)] ?? 0);
};

const lastUpTo = (ordered: readonly Serial[], serial: Serial): number => {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ordered[middle] ?? Infinity) <= serial) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

/** The years' days off and worked weekends between two days, both included, in order. */
export const listedBetween = ({ lookup }: Calendar, from: Day, to: Day): readonly CalendarDay[] => {
  const days: CalendarDay[] = [];
  for (let serial = serialOf(from); serial <= serialOf(to); serial += 1) {
    const listed = lookup.days.get(serial);
    if (listed) days.push(listed);
  }
  return days;
};

/** The first undecided year that a stretch of days touches. */
export const provisionalYear = ({ lookup }: Calendar, from: Day, to: Day): number | undefined => {
  for (let year = yearOf(from); year <= yearOf(to); year += 1) {
    if (lookup.status.get(year) !== 'decided') return year;
  }
  return undefined;
};

export const daysBetween = (from: Day, to: Day): readonly Day[] => {
  const first = serialOf(from);
  return Array.from({ length: Math.max(0, serialOf(to) - first + 1) }, (_, i) => dayOfSerial(first + i));
};
