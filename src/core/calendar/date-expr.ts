import { z } from 'zod';
import { provisionalYear, type Calendar } from './calendar.js';
import { CalendarError } from './calendar-error.js';
import { addDays, addMonths, daysInMonth, isDay, toDay, type Day, NO_SUCH_DAY } from './day.js';
import { countedPast, type Reason } from './reason.js';
import { addWorkingDays } from './working-time.js';
import { refusals } from '../refusals.js';

/**
 * When something is: 'MM-DD' in the year of the period, '+1/MM-DD' in the year after, 'YYYY-MM-DD', the name of an
 * anchor ('period.end', 'opened', 'cutOff', …); or one of these and an offset. Months are added first, then days,
 * then working days, so `{ from: 'period.start', days: -1, workingDays: 1 }` is the period's first working day.
 */
export type DateExpr = string | DateOffset;
export type DateOffset = {
  readonly from: string;
  readonly months?: number | undefined;
  readonly days?: number | undefined;
  readonly workingDays?: number | undefined;
};

/** The days that names stand for, and the year that 'MM-DD' belongs to. */
export type Anchors = { readonly year: number; readonly days: Readonly<Record<string, Day | undefined>> };

export type ResolvedDay = { readonly day: Day; readonly reasons: readonly Reason[]; readonly provisional: boolean };

const YEARLY = /^(?:([+-]\d)\/)?(\d\d)-(\d\d)$/;
const ANCHOR = /^[A-Za-z][A-Za-z0-9]*(?:[.-][A-Za-z0-9]+)*$/;
const TEXT = /^(?:(?:[+-]\d\/)?\d\d-\d\d|\d{4}-\d\d-\d\d|[A-Za-z][A-Za-z0-9]*(?:[.-][A-Za-z0-9]+)*)$/;

/** Leap years decide whether 29/02 exists; no year has 31/04. */
const isYearly = (text: string): boolean => {
  const parts = YEARLY.exec(text);
  if (!parts) return false;
  const month = Number(parts[2]);
  const date = Number(parts[3]);
  return month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(2024, month);
};

const isDateText = (text: string): boolean => isYearly(text) || isDay(text) || ANCHOR.test(text);

const textSchema = z.string().regex(TEXT, refusals.date.en).refine(isDateText, NO_SUCH_DAY);

export const workingDaysSchema = z.int().min(-2500).max(2500);
/** The dates of a language in which working days are written like this. */
export const datesCounting = <T extends z.ZodType>(workingDays: T) =>
  z.union([
    textSchema,
    z.strictObject({
      from: textSchema,
      months: z.int().min(-120).max(120).optional(),
      days: z.int().min(-3660).max(3660).optional(),
      workingDays: workingDays.optional(),
    }),
  ]);
export const dateExprSchema = datesCounting(workingDaysSchema);

export const baseOf = (expr: string | { readonly from: string }): string =>
  typeof expr === 'string' ? expr : expr.from;
export const isAnchorName = (text: string): boolean => ANCHOR.test(text);

const yearly = (text: string, year: number): ResolvedDay => {
  const [, shift = '0', month = '', date = ''] = YEARLY.exec(text) ?? [];
  const inYear = year + Number(shift);
  const last = daysInMonth(inYear, Number(month));
  const day = toDay(inYear, Number(month), Math.min(Number(date), last));
  const reason: Reason =
    Number(date) > last
      ? { code: 'end-of-month', facts: { asked: `${month}-${date}`, day } }
      : { code: 'fixed-date', facts: { day } };
  return { day, reasons: [reason], provisional: false };
};

const base = (text: string, anchors: Anchors): ResolvedDay => {
  if (isYearly(text)) return yearly(text, anchors.year);
  if (isDay(text)) return { day: text, reasons: [{ code: 'fixed-date', facts: { day: text } }], provisional: false };
  if (!ANCHOR.test(text)) throw new CalendarError('date-expression-invalid', { expression: text });
  const day = Object.hasOwn(anchors.days, text) ? anchors.days[text] : undefined;
  if (day === undefined) throw new CalendarError('anchor-unknown', { anchor: text });
  return { day, reasons: [{ code: 'anchored', facts: { anchor: text, day } }], provisional: false };
};

export function resolveDay(expr: DateExpr, anchors: Anchors, calendar: Calendar): ResolvedDay {
  if (typeof expr === 'string') return base(expr, anchors);
  const start = base(expr.from, anchors);
  const { months = 0, days = 0, workingDays = 0 } = expr;
  const afterMonths = addMonths(start.day, months);
  const afterDays = addDays(afterMonths, days);
  const counted = plusWorkingDays(afterDays, workingDays, calendar);
  const monthReasons: readonly Reason[] =
    months === 0 ? [] : [{ code: 'plus-months', facts: { from: start.day, months, day: afterMonths } }];
  const dayReasons: readonly Reason[] =
    days === 0 ? [] : [{ code: 'plus-days', facts: { from: afterMonths, days, day: afterDays } }];
  return { ...counted, reasons: [...start.reasons, ...monthReasons, ...dayReasons, ...counted.reasons] };
}

const plusWorkingDays = (from: Day, workingDays: number, calendar: Calendar): ResolvedDay => {
  if (workingDays === 0) return { day: from, reasons: [], provisional: false };
  const day = addWorkingDays(calendar, from, workingDays);
  const [first, last] = workingDays > 0 ? [addDays(from, 1), day] : [day, addDays(from, -1)];
  const undecided = provisionalYear(calendar, first, last);
  const reasons: readonly Reason[] = [
    { code: 'plus-working-days', facts: { from, workingDays, day } },
    ...countedPast(calendar, first, last),
    ...(undecided === undefined ? [] : [{ code: 'provisional' as const, facts: { year: undecided } }]),
  ];
  return { day, reasons, provisional: undecided !== undefined };
};

/** How many years an expression can lie away from the period it belongs to, generously. */
export const reachInYears = (expr: DateExpr): number => {
  const shift = Math.abs(Number(YEARLY.exec(baseOf(expr))?.[1] ?? 0));
  if (typeof expr === 'string') return shift + 1;
  const { months = 0, days = 0, workingDays = 0 } = expr;
  return shift + 2 + Math.ceil((Math.abs(months) * 31 + Math.abs(days) + Math.abs(workingDays) * 2) / 365);
};
