import { CalendarError } from './calendar-error.js';

/** Epoch milliseconds. */
export type Instant = number;
/** 'YYYY-MM-DD', a local day in Asia/Ho_Chi_Minh. */
export type Day = string;
/** Days since 1970-01-01: what days are counted with. */
export type Serial = number;

export const ZONE = 'Asia/Ho_Chi_Minh';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** The zone has kept +07:00 without summer time since 1975, so its days are arithmetic: millions are computed. */
const OFFSET = 7 * HOUR;

/** What a schema says of a text that has the form of a day and is none. */
export const NO_SUCH_DAY = { error: 'no such day in the calendar', params: { problem: 'day' } } as const;

const DAY_TEXT = /^\d{4}-\d\d-\d\d$/;
const TIME_TEXT = /^([01]\d|2[0-3]):([0-5]\d)$/;
const INSTANT_TEXT = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,3}))?(Z|[+-]\d\d:\d\d)$/;
const DAYS_BEFORE_MONTH = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`);
const pad = (n: number, width: number): string => `${n}`.padStart(width, '0');

export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

export const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
};

export const yearOf = (day: Day): number => Number(day.slice(0, 4));
export const monthOf = (day: Day): number => Number(day.slice(5, 7));

export const isDay = (text: string): boolean => {
  if (!DAY_TEXT.test(text)) return false;
  const month = monthOf(text);
  const date = Number(text.slice(8));
  return month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(yearOf(text), month);
};

export const toDay = (year: number, month: number, date: number): Day => `${pad(year, 4)}-${two(month)}-${two(date)}`;

/** Days from the proleptic Gregorian calendar (leap days before the year, days before the month, the date). */
export const serialOf = (day: Day): Serial => {
  if (!isDay(day)) throw new CalendarError('date-invalid', { date: day });
  return serialOfParts(yearOf(day), monthOf(day), Number(day.slice(8)));
};

export const serialOfParts = (year: number, month: number, date: number): Serial => {
  const before = year - 1;
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  const leapThisYear = month > 2 && isLeapYear(year) ? 1 : 0;
  return before * 365 + leapDays + (DAYS_BEFORE_MONTH[month] ?? 0) + leapThisYear + date - 1 - 719_162;
};

/** The inverse, by 400-year eras that begin in March (H. Hinnant, "chrono-compatible low-level date algorithms"). */
export const dayOfSerial = (serial: Serial): Day => {
  const shifted = serial + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const date = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  if (!(year >= 0 && year <= 9999)) throw new CalendarError('date-invalid', { serial });
  return toDay(year, month, date);
};

/** 1 Monday … 7 Sunday (ISO). 1970-01-01 was a Thursday. */
export const weekdayOfSerial = (serial: Serial): number => ((((serial + 3) % 7) + 7) % 7) + 1;
export const weekday = (day: Day): number => weekdayOfSerial(serialOf(day));

const whole = (n: number): number => {
  if (!Number.isSafeInteger(n)) throw new CalendarError('count-invalid', { count: n });
  return n;
};

export const addDays = (day: Day, n: number): Day => dayOfSerial(serialOf(day) + whole(n));

/** 31/01 plus one month is the last day of February. */
export const addMonths = (day: Day, n: number): Day => {
  if (!isDay(day)) throw new CalendarError('date-invalid', { date: day });
  const months = yearOf(day) * 12 + monthOf(day) - 1 + whole(n);
  const year = Math.floor(months / 12);
  const month = (months % 12) + 1;
  if (year < 0 || year > 9999) throw new CalendarError('date-invalid', { date: day, months: n });
  return toDay(year, month, Math.min(Number(day.slice(8)), daysInMonth(year, month)));
};

export const dayOf = (instant: Instant): Day => dayOfSerial(Math.floor((instant + OFFSET) / DAY));
export const startOfDay = (day: Day): Instant => serialOf(day) * DAY - OFFSET;
/** The day's last good millisecond: 23:59:59.999. */
export const endOfDay = (day: Day): Instant => startOfDay(day) + DAY - 1;

/** `time` is 'HH:mm'. */
export const at = (day: Day, time: string): Instant => {
  const parts = TIME_TEXT.exec(time);
  if (!parts) throw new CalendarError('time-invalid', { time });
  return startOfDay(day) + Number(parts[1]) * HOUR + Number(parts[2]) * MINUTE;
};

/** '2023-11-19T23:59:59.999+07:00': always with milliseconds, so that texts sort as instants do. */
export const toIso = (instant: Instant): string => {
  const local = Math.floor(instant) + OFFSET;
  const serial = Math.floor(local / DAY);
  const rest = local - serial * DAY;
  const hours = two(Math.floor(rest / HOUR));
  const minutes = two(Math.floor(rest / MINUTE) % 60);
  const seconds = two(Math.floor(rest / 1000) % 60);
  return `${dayOfSerial(serial)}T${hours}:${minutes}:${seconds}.${pad(rest % 1000, 3)}+07:00`;
};

/** Any offset is read, but one must be there: text without it would mean another instant on another machine. */
export const fromIso = (text: string): Instant => {
  const parts = INSTANT_TEXT.exec(text);
  if (!parts) throw new CalendarError('instant-invalid', { text });
  const [, day = '', hours, minutes, seconds, fraction = '', offset = 'Z'] = parts;
  const time =
    Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * 1000 + Number(fraction.padEnd(3, '0'));
  return serialOf(day) * DAY + time - offsetOf(offset);
};

const offsetOf = (text: string): number => {
  if (text === 'Z') return 0;
  const size = Number(text.slice(1, 3)) * HOUR + Number(text.slice(4)) * MINUTE;
  return text.startsWith('-') ? -size : size;
};
