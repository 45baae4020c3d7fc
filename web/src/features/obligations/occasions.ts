import type { useTranslation } from 'react-i18next';
import { quarterText } from '../../lib/period';
import type { Obligation, Occurrence, PlannedDate } from './get-obligations';

type Say = ReturnType<typeof useTranslation<'obligations'>>['t'];

/** How often it comes: “quý I hằng năm”, “6 tháng đầu năm”, “năm 2024, 2025”. */
export function oftenText({ schedule }: Pick<Obligation, 'schedule'>, t: Say): string {
  const { every, only, years, once, rrule } = schedule as Readonly<Record<string, unknown>>;
  if (once !== undefined) return t('often.once');
  if (rrule !== undefined) return t('often.rule');
  if (typeof every !== 'string') return t('often.request');
  if (Array.isArray(years)) return t('often.years', { years: years.join(', ') });
  const chosen = Array.isArray(only) ? only.map(String) : [];
  if (every === 'quarter')
    return chosen.length === 0
      ? t('often.quarter')
      : t('often.quarters', { quarters: chosen.map((one) => quarterText(one.slice(1))).join(', ') });
  if (every === 'half-year')
    return t(chosen.length === 1 ? (chosen[0] === 'H1' ? 'often.firstHalf' : 'often.secondHalf') : 'often.half-year');
  return every === 'year' ? t('often.year') : t('often.rule');
}

/** “5.1¶3” belongs to 5.1, “4•2” to 4. */
const sectionOf = ({ clause }: Obligation): string => /^\d+(?:\.\d+)*/.exec(clause)?.[0] ?? '';

/** By the sections of the plan, in their order. */
export function bySection(all: readonly Obligation[]): readonly (readonly [section: string, Obligation[]])[] {
  const sections = new Map<string, Obligation[]>();
  for (const one of all) sections.set(sectionOf(one), [...(sections.get(sectionOf(one)) ?? []), one]);
  return [...sections].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
}

export type NextDate = { readonly at: string; readonly kind: 'due' | 'opens' };

/** What comes next of it: the deadline of what is open, or the day on which it opens again. */
export function nextDate(
  open: readonly Occurrence[],
  opensNext: string | null | undefined,
  now: string,
): NextDate | undefined {
  const dates: NextDate[] = open.flatMap(({ due }) => (due === null ? [] : [{ at: due, kind: 'due' }]));
  if (opensNext) dates.push({ at: opensNext, kind: 'opens' });
  return dates
    .filter(({ at }) => Date.parse(at) >= Date.parse(now))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))[0];
}

/** An occurrence that is still to open, with its dates in the order of time. */
export type Planned = { readonly period: string; readonly dates: readonly PlannedDate[] };
const shown: readonly string[] = ['opens', 'cutOff', 'due', 'closes'];

/** What is still to open of an obligation. */
export function plannedOf(dates: readonly PlannedDate[], opened: readonly Occurrence[]): readonly Planned[] {
  const known = new Set(opened.map(({ period }) => period));
  const periods = new Map<string, PlannedDate[]>();
  for (const date of dates)
    if (shown.includes(date.kind) && !known.has(date.occurrence))
      periods.set(date.occurrence, [...(periods.get(date.occurrence) ?? []), date]);
  return [...periods].map(([period, some]) => ({ period, dates: some }));
}
