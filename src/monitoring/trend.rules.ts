import { toDay } from '../core/calendar/day.js';

export const steps = ['month', 'quarter', 'year'] as const;
export type Step = (typeof steps)[number];
export const splits = ['none', 'unit', 'unitKind', 'obligation'] as const;
export type Split = (typeof splits)[number];

/** The zone has been seven hours ahead since 1975: the day of an instant is arithmetic, in SQL too. */
const LOCAL = (instant: string): string => `timestamp 'epoch' + (${instant} + 25200000) * interval '1 millisecond'`;
/** What PostgreSQL calls a step. */
const forms: Readonly<Record<Step, string>> = { month: 'YYYY-MM', quarter: 'YYYY-"Q"Q', year: 'YYYY' };
/** The period of an instant, in SQL. */
export const periodIn = (step: Step, instant: string): string => `to_char(${LOCAL(instant)}, '${forms[step]}')`;

/** The first day of a period. */
export function startOf(period: string): string {
  const [, year = '', quarter, month] = /^(\d{4})(?:-Q([1-4])|-(\d\d))?$/.exec(period) ?? [];
  return toDay(Number(year), quarter ? 3 * Number(quarter) - 2 : Number(month ?? 1), 1);
}
