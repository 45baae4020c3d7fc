import type { Label } from './calendar.js';
import { CalendarError } from './calendar-error.js';
import { daysInMonth, toDay, yearOf, type Day } from './day.js';

export type PeriodKind = 'quarter' | 'half-year' | 'year' | 'years' | 'date' | 'once';

/** What a report or a meeting is about (kỳ): not when it opens, nor when it is due. */
export type Period = {
  /** '2023-Q1' · '2023-H1' · '2023' · '2023-2025' · '2023-02-15' · 'once' */
  readonly id: string;
  readonly kind: PeriodKind;
  readonly start: Day;
  readonly end: Day;
  /** The year that 'MM-DD' belongs to; of several years, the last. */
  readonly year: number;
  readonly label: Label;
};

export const quarters = ['Q1', 'Q2', 'Q3', 'Q4'] as const;
export const halves = ['H1', 'H2'] as const;
export type PartOfYear = (typeof quarters)[number] | (typeof halves)[number];

const ROMAN = ['I', 'II', 'III', 'IV'];

const ofMonths = (year: number, first: number, last: number) => ({
  start: toDay(year, first, 1),
  end: toDay(year, last, daysInMonth(year, last)),
  year,
});

const quarter = (year: number, n: number): Period => ({
  id: `${year}-Q${n}`,
  kind: 'quarter',
  ...ofMonths(year, 3 * n - 2, 3 * n),
  label: { vi: `quý ${ROMAN[n - 1]} năm ${year}`, en: `Q${n} ${year}` },
});

const half = (year: number, n: number): Period => ({
  id: `${year}-H${n}`,
  kind: 'half-year',
  ...ofMonths(year, 6 * n - 5, 6 * n),
  label: {
    vi: `6 tháng ${n === 1 ? 'đầu' : 'cuối'} năm ${year}`,
    en: `${n === 1 ? 'first' : 'second'} half of ${year}`,
  },
});

const wholeYear = (year: number): Period => ({
  id: `${year}`,
  kind: 'year',
  ...ofMonths(year, 1, 12),
  label: { vi: `năm ${year}`, en: `${year}` },
});

const years = (from: number, to: number): Period => ({
  id: `${from}-${to}`,
  kind: 'years',
  start: toDay(from, 1, 1),
  end: toDay(to, 12, 31),
  year: to,
  label: { vi: `giai đoạn ${from}–${to}`, en: `${from}–${to}` },
});

const written = (day: Day): string => `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;

export const periodOfDay = (day: Day): Period => ({
  id: day,
  kind: 'date',
  start: day,
  end: day,
  year: yearOf(day),
  label: { vi: `ngày ${written(day)}`, en: written(day) },
});

export const oncePeriod = (day: Day): Period => ({
  ...periodOfDay(day),
  id: 'once',
  kind: 'once',
  label: { vi: 'một lần', en: 'once' },
});

export const periodsOfYear = (every: 'quarter' | 'half-year' | 'year', year: number): readonly Period[] => {
  switch (every) {
    case 'quarter':
      return [1, 2, 3, 4].map((n) => quarter(year, n));
    case 'half-year':
      return [1, 2].map((n) => half(year, n));
    case 'year':
      return [wholeYear(year)];
    default:
      return every satisfies never;
  }
};

export const PERIOD_TEXT = /^(\d{4})(?:-(?:(Q)([1-4])|(H)([12])|(\d{4})))?$/;

/** The period before one: a quarter, a half-year, a year, some years. A day and `once` have none. */
export function periodBefore(id: string): string | undefined {
  const [, from = '', q, quarterNumber, h, halfNumber, to] = PERIOD_TEXT.exec(id) ?? [];
  if (from === '') return undefined;
  const year = Number(from);
  const before = (part: string, n: number, last: number): string =>
    n > 1 ? `${year}-${part}${n - 1}` : `${year - 1}-${part}${last}`;
  if (q) return before(q, Number(quarterNumber), 4);
  if (h) return before(h, Number(halfNumber), 2);
  return to === undefined ? `${year - 1}` : `${2 * year - Number(to) - 1}-${year - 1}`;
}

/** The period that a link means, seen from one's own; `previous` of what has none before it is no period. */
export function periodMeant(period: string, own: { readonly id: string; readonly year: number }): string {
  if (period === 'same') return own.id;
  if (period === 'year') return String(own.year);
  return period === 'previous' ? (periodBefore(own.id) ?? 'previous') : period;
}

/** The period that an id names: '2023', '2023-Q1', '2023-H2', '2023-2025'. */
export const periodOf = (id: string): Period => {
  const [, from = '', q, quarterNumber, h, halfNumber, to] = PERIOD_TEXT.exec(id) ?? [];
  if (from === '' || (to !== undefined && to <= from)) throw new CalendarError('period-invalid', { period: id });
  const year = Number(from);
  if (q) return quarter(year, Number(quarterNumber));
  if (h) return half(year, Number(halfNumber));
  return to === undefined ? wholeYear(year) : years(year, Number(to));
};
