import { z } from 'zod';
import { daySchema, type Calendar } from './calendar.js';
import {
  baseOf,
  dateExprSchema,
  isAnchorName,
  reachInYears,
  resolveDay,
  type Anchors,
  type DateExpr,
  type ResolvedDay,
} from './date-expr.js';
import { daysOfRule, isDayRule } from './day-rule.js';
import { addDays, at, dayOf, endOfDay, toDay, yearOf, type Day, type Instant } from './day.js';
import {
  halves,
  oncePeriod,
  PERIOD_TEXT,
  periodOf,
  periodOfDay,
  periodsOfYear,
  quarters,
  type PartOfYear,
  type Period,
} from './period.js';
import type { Reason } from './reason.js';
import { OFFICE_OPENS } from './working-time.js';
import { refusals } from '../refusals.js';

export type { Period, PeriodKind } from './period.js';

type Dates = {
  /** Data cut-off (chốt số liệu). May be counted from 'period.start', 'period.end' and 'opened'. */
  readonly cutOff?: DateExpr | undefined;
  /** Closing, at the end of its day. May be counted from these and from 'cutOff'. */
  readonly closes?: DateExpr | undefined;
};
/** The first and the last day on which something may open. */
type Bounds = { readonly from?: Day | undefined; readonly until?: Day | undefined };

export type PeriodicSchedule = Dates &
  Bounds & {
    readonly every: 'quarter' | 'half-year' | 'year';
    readonly only?: readonly PartOfYear[] | undefined;
    readonly opens: DateExpr;
    /** The years of the periods, whenever these open. */
    readonly years?: readonly number[] | undefined;
  };
export type RuleSchedule = Dates &
  Bounds & { readonly rrule: string; readonly start: Day; readonly opens?: DateExpr | undefined };
export type OnceSchedule = Dates & { readonly once: Day; readonly period?: string | undefined };
export type RequestSchedule = { readonly on: 'request' };
export type Schedule = PeriodicSchedule | RuleSchedule | OnceSchedule | RequestSchedule;

export type Opening = {
  readonly period: Period;
  /** 08:00 of its day; openings of one day follow each other by a millisecond, so that "the next one" loses none. */
  readonly opens: Instant;
  readonly cutOff?: Day;
  readonly closes?: Instant;
  readonly provisional: boolean;
  readonly reasons: readonly Reason[];
};

const ofPeriod = (expr: DateExpr): boolean => ['period.start', 'period.end'].includes(baseOf(expr));
const knownWhenOpening = (expr: DateExpr): boolean => ofPeriod(expr) || !isAnchorName(baseOf(expr));
const yearly = (expr: DateExpr): boolean => knownWhenOpening(expr) && !/^\d{4}-/.test(baseOf(expr));

const dates = { cutOff: dateExprSchema.optional(), closes: dateExprSchema.optional() };
const bounds = { from: daySchema.optional(), until: daySchema.optional() };
const partOfYear = z.enum([...quarters, ...halves]);
const partsOf: Readonly<Record<PeriodicSchedule['every'], readonly PartOfYear[]>> = {
  quarter: quarters,
  'half-year': halves,
  year: [],
};

const periodicSchema = z
  .strictObject({
    every: z.enum(['quarter', 'half-year', 'year']),
    only: z.array(partOfYear).min(1).optional(),
    opens: dateExprSchema.refine(yearly, { error: refusals.yearlyOpening.en }),
    years: z.array(z.int().min(1976).max(2200)).min(1).optional(),
    ...dates,
    ...bounds,
  })
  .refine(({ every, only = [] }) => only.every((part) => partsOf[every].includes(part)), {
    error: refusals.only.en,
    path: ['only'],
  });

const ruleSchema = z
  .strictObject({
    rrule: z.string().min(1),
    start: daySchema,
    opens: dateExprSchema.refine(ofPeriod, { error: refusals.periodOpening.en }).optional(),
    ...dates,
    ...bounds,
  })
  .refine(({ rrule, start }) => isDayRule(rrule, start), {
    error: refusals.rrule.en,
    path: ['rrule'],
  });

const onceSchema = z.strictObject({
  once: daySchema,
  period: z.string().regex(PERIOD_TEXT, refusals.period.en).optional(),
  ...dates,
});

export const scheduleSchema = z.union([
  periodicSchema,
  ruleSchema,
  onceSchema,
  z.strictObject({ on: z.literal('request') }),
]);

export type Candidate = { readonly period: Period; readonly opened: ResolvedDay };

const LAST_YEAR = 2200;
const FIRST_DAY = '0001-01-01';
const LAST_DAY = `${LAST_YEAR}-12-31`;

/** What rules may count from in a period; callers add their own: 'opened', 'cutOff', 'parent.due', … */
export const anchorsOf = (period: Period): Anchors => ({
  year: period.year,
  days: { 'period.start': period.start, 'period.end': period.end },
});

const byOpening = (a: Candidate, b: Candidate): number => {
  const [x, y] = [
    `${a.opened.day} ${a.period.start} ${a.period.id}`,
    `${b.opened.day} ${b.period.start} ${b.period.id}`,
  ];
  return x < y ? -1 : 1;
};

/**
 * Periods of a year may open in another one. Year after year joins the pool, and what opens before any later year
 * can is let go: so openings come in order, without an end being needed.
 */
function* periodic(schedule: PeriodicSchedule, from: Day, calendar: Calendar): Generator<Candidate> {
  const reach = reachInYears(schedule.opens);
  const last = Math.min(LAST_YEAR, ...(schedule.years ? [Math.max(...schedule.years)] : []));
  const first = Math.max(1, yearOf(from) - reach, schedule.years ? Math.min(...schedule.years) : 1);
  let pool: readonly Candidate[] = [];
  for (let year = first; year <= last; year += 1) {
    pool = [...pool, ...candidatesOf(schedule, year, calendar)].sort(byOpening);
    const safe = year === last ? undefined : toDay(Math.max(1, year + 1 - reach), 1, 1);
    yield* pool.filter(({ opened }) => safe === undefined || opened.day < safe);
    pool = pool.filter(({ opened }) => safe !== undefined && opened.day >= safe);
  }
}

const candidatesOf = (schedule: PeriodicSchedule, year: number, calendar: Calendar): readonly Candidate[] => {
  const { every, only, years, opens } = schedule;
  if (years && !years.includes(year)) return [];
  return periodsOfYear(every, year)
    .filter(({ id }) => !only || only.some((part) => id.endsWith(`-${part}`)))
    .map((period) => ({ period, opened: resolveDay(opens, anchorsOf(period), calendar) }));
};

/** Offsets keep the order of a rule's days, so only the beginning of the search must look wider. */
function* byRule(schedule: RuleSchedule, from: Day, calendar: Calendar): Generator<Candidate> {
  const { rrule, start, opens = 'period.start' } = schedule;
  const earliest = addDays(from > start ? from : start, -366 * reachInYears(opens));
  for (const day of daysOfRule(rrule, start, earliest)) {
    if (yearOf(day) > LAST_YEAR) return;
    yield ofDay(schedule, day, calendar);
  }
}

const ofDay = ({ opens = 'period.start' }: RuleSchedule, day: Day, calendar: Calendar): Candidate => {
  const period = periodOfDay(day);
  return { period, opened: resolveDay(opens, anchorsOf(period), calendar) };
};

const onceOf = ({ once, period }: OnceSchedule): Candidate => ({
  period: period === undefined ? oncePeriod(once) : periodOf(period),
  opened: { day: once, reasons: [{ code: 'fixed-date', facts: { day: once } }], provisional: false },
});

const candidates = (schedule: Schedule, from: Day, calendar: Calendar): Iterable<Candidate> => {
  if ('every' in schedule) return periodic(schedule, from, calendar);
  if ('rrule' in schedule) return byRule(schedule, from, calendar);
  return 'once' in schedule ? [onceOf(schedule)] : [];
};

/** What a schedule opens for periods that lie in [from, to], on whatever day that is, and however its openings are bounded. */
export function* candidatesWithin(
  schedule: PeriodicSchedule | RuleSchedule,
  from: Day,
  to: Day,
  calendar: Calendar,
): Generator<Candidate> {
  if ('every' in schedule) {
    for (let year = yearOf(from); year <= yearOf(to); year += 1)
      yield* candidatesOf(schedule, year, calendar).filter(({ period }) => period.start >= from && period.end <= to);
    return;
  }
  for (const day of daysOfRule(schedule.rrule, schedule.start, from > schedule.start ? from : schedule.start)) {
    if (day > to) return;
    yield ofDay(schedule, day, calendar);
  }
}

const boundsOf = (schedule: Schedule): Bounds => ('every' in schedule || 'rrule' in schedule ? schedule : {});

/**
 * Every opening on `from` or later, in order, computed as far as it is read.
 * `from` and `until` of a schedule bound the day of opening; `years` the period.
 */
export function* openingsFrom(schedule: Schedule, from: Day, calendar: Calendar): Generator<Opening> {
  const { from: first = FIRST_DAY, until = LAST_DAY } = boundsOf(schedule);
  const begin = from > first ? from : first;
  let previous: { readonly day: Day; readonly count: number } = { day: '', count: 0 };
  if (begin > until) return;
  for (const candidate of candidates(schedule, begin, calendar)) {
    const { day } = candidate.opened;
    if (day > until) return;
    if (day < begin) continue;
    previous = { day, count: day === previous.day ? previous.count + 1 : 0 };
    yield opening(schedule, candidate, previous.count, calendar);
  }
}

const opening = (schedule: Schedule, { period, opened }: Candidate, nth: number, calendar: Calendar): Opening => {
  const opens = at(opened.day, OFFICE_OPENS) + nth;
  const { provisional, reasons } = opened;
  if ('on' in schedule) return { period, opens, provisional, reasons };
  const known = anchorsOf(period);
  const withOpened = { ...known, days: { ...known.days, opened: opened.day } };
  const cutOff = schedule.cutOff === undefined ? undefined : resolveDay(schedule.cutOff, withOpened, calendar);
  const withCutOff = { ...withOpened, days: { ...withOpened.days, cutOff: cutOff?.day } };
  const closes = schedule.closes === undefined ? undefined : resolveDay(schedule.closes, withCutOff, calendar);
  return {
    period,
    opens,
    ...(cutOff ? { cutOff: cutOff.day } : {}),
    ...(closes ? { closes: endOfDay(closes.day) } : {}),
    provisional: [opened, cutOff, closes].some((date) => date?.provisional),
    reasons,
  };
};

/** What opens on a day in [from, to], in order of opening. */
export function openingsBetween(schedule: Schedule, from: Day, to: Day, calendar: Calendar): readonly Opening[] {
  const found: Opening[] = [];
  for (const next of openingsFrom(schedule, from, calendar)) {
    if (dayOf(next.opens) > to) return found;
    found.push(next);
  }
  return found;
}

/** The periods whose day of opening lies in [from, to], in order of opening. */
export const periodsBetween = (schedule: Schedule, from: Day, to: Day, calendar: Calendar): readonly Period[] =>
  openingsBetween(schedule, from, to, calendar).map(({ period }) => period);

/** The first opening strictly after an instant: what a series' timer waits for. */
export function nextOpening(schedule: Schedule, after: Instant, calendar: Calendar): Opening | undefined {
  for (const next of openingsFrom(schedule, dayOf(after), calendar)) if (next.opens > after) return next;
  return undefined;
}
