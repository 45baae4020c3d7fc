import type { Language } from './language';

/** Whatever the browser says: the offices that this is for are all in one zone. */
export const ZONE = 'Asia/Ho_Chi_Minh';

const locales: Readonly<Record<Language, string>> = { vi: 'vi-VN', en: 'en-GB' };

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** 2023-11-17 */
export const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);

/** A day (`2023-11-17`) or an instant, as the calendar and the clock in Vietnam have it. */
function read(iso: string): Readonly<Record<'day' | 'month' | 'year' | 'hour' | 'minute', string>> {
  if (isDay(iso)) {
    const [year = '', month = '', day = ''] = iso.split('-');
    return { year, month, day, hour: '00', minute: '00' };
  }
  const found = Object.fromEntries(parts.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]));
  return found as ReturnType<typeof read>;
}

/** 17/11/2023 */
export function dateText(iso: string): string {
  const { day, month, year } = read(iso);
  return `${day}/${month}/${year}`;
}

/** 17/11 */
export function shortDateText(iso: string): string {
  const { day, month } = read(iso);
  return `${day}/${month}`;
}

/** 17:00 */
export function timeText(iso: string): string {
  const { hour, minute } = read(iso);
  return `${hour}:${minute}`;
}

/** 17/11/2023 17:00, as the API's sentences have it. */
export const momentText = (iso: string): string => `${dateText(iso)} ${timeText(iso)}`;

/** The day in Vietnam: 2023-11-17 */
export function dayOf(iso: string): string {
  const { day, month, year } = read(iso);
  return `${year}-${month}-${day}`;
}

const weekdayOf = (iso: string, language: Language, weekday: 'long' | 'short' | 'narrow'): string =>
  new Intl.DateTimeFormat(locales[language], { weekday, timeZone: 'UTC' }).format(new Date(`${dayOf(iso)}T00:00:00Z`));

/** Thứ Sáu: at the head of a column. */
export const weekdayHead = (iso: string, language: Language): string => weekdayOf(iso, language, 'long');

/** thứ Sáu, Chủ Nhật: within a line. */
export const weekdayText = (iso: string, language: Language): string =>
  weekdayHead(iso, language).replace(/^Thứ/, (word) => word.toLowerCase());

/** T6: where a column is as wide as a thumb. */
export const shortWeekdayText = (iso: string, language: Language): string =>
  weekdayOf(iso, language, language === 'vi' ? 'narrow' : 'short');

/** 17:00 thứ Sáu 17/11/2023 */
export const dueText = (iso: string, language: Language): string =>
  `${timeText(iso)} ${weekdayText(iso, language)} ${dateText(iso)}`;

/** 1.234,5 */
export const numberText = (value: number, language: Language, digits = 2): string =>
  new Intl.NumberFormat(locales[language], { maximumFractionDigits: digits }).format(value);

/** 87,5% */
export const percentText = (share: number, language: Language): string =>
  new Intl.NumberFormat(locales[language], { style: 'percent', maximumFractionDigits: 1 }).format(share);

const steps: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** 3 phút trước; `now` is the clock of the house, which in a sandbox is not the browser's. */
export function agoText(iso: string, now: string, language: Language): string {
  const seconds = (Date.parse(iso) - Date.parse(now)) / 1000;
  const words = new Intl.RelativeTimeFormat(locales[language], { numeric: 'auto' });
  const [unit, size] = steps.find(([, least]) => Math.abs(seconds) >= least) ?? ['second', 1];
  return words.format(Math.trunc(seconds / size), unit);
}

/** 12 ngày: how long something took, in its largest unit. */
export function spanText(milliseconds: number, language: Language): string {
  const seconds = Math.max(0, milliseconds / 1000);
  const [unit, size] = steps.find(([, least]) => seconds >= least) ?? ['minute', 60];
  return new Intl.NumberFormat(locales[language], { style: 'unit', unit, unitDisplay: 'long' }).format(
    Math.trunc(seconds / size),
  );
}

/** 2,4 MB */
export function sizeText(bytes: number, language: Language): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  const step = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return `${numberText(bytes / 1000 ** step, language, step < 2 ? 0 : 1)} ${units[step] ?? ''}`;
}

/** Vietnamese order, whatever the language of the page: the names are Vietnamese. */
export const inOrder = new Intl.Collator('vi').compare;
