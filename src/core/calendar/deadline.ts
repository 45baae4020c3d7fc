import { z } from 'zod';
import { provisionalYear, type Calendar } from './calendar.js';
import { dateExprSchema, resolveDay, type Anchors, type DateExpr } from './date-expr.js';
import { addDays, at, DAY, dayOf, endOfDay, toIso, type Day, type Instant } from './day.js';
import { countedPast, daysOff, type Reason, type ReasonCode } from './reason.js';
import {
  addWorkingDays,
  firstWorkingDayOnOrAfter,
  lastWorkingDayOnOrBefore,
  OFFICE_CLOSES,
  OFFICE_OPENS,
} from './working-time.js';

export { dateExprSchema, resolveDay, type Anchors, type DateExpr, type ResolvedDay } from './date-expr.js';
export type { Reason, ReasonCode } from './reason.js';

/** What happens when the legal end falls on a day off: giữ, lùi, tiến. */
export type Roll = 'stay' | 'back' | 'forward';

/** before: "trước ngày D", the end of D−1 · by: "chậm nhất / đến ngày D", its end · within: "trong ngày làm việc D", 17:00. */
export type DeadlineRule =
  | { readonly before: DateExpr; readonly roll?: Roll | undefined }
  | { readonly by: DateExpr; readonly roll?: Roll | undefined }
  | { readonly within: DateExpr; readonly roll?: Roll | undefined };

const roll = z.enum(['stay', 'back', 'forward']).optional();
/** A rule each of whose days is written like this. */
export const deadlinesBy = <T extends z.ZodType>(date: T) =>
  z.union([
    z.strictObject({ before: date, roll }),
    z.strictObject({ by: date, roll }),
    z.strictObject({ within: date, roll }),
  ]);
export const deadlineRuleSchema = deadlinesBy(dateExprSchema);

export type Deadline = {
  /** The last good millisecond: timeliness is judged by it. */
  readonly legalEnd: Instant;
  /** By when it should be done: the close of the last working day not after it. Reminders and plans count from here. */
  readonly workingEnd: Instant;
  /** Rests on a year that nobody has decided yet. */
  readonly provisional: boolean;
  readonly reasons: readonly Reason[];
};

type LegalDay = { readonly day: Day; readonly end: (day: Day) => Instant; readonly reason: Reason };

const legalDay = (rule: DeadlineRule, day: Day): LegalDay => {
  if ('before' in rule) {
    const end = addDays(day, -1);
    return { day: end, end: endOfDay, reason: { code: 'before', facts: { day, end } } };
  }
  if ('by' in rule) return { day, end: endOfDay, reason: { code: 'by', facts: { day } } };
  const time = OFFICE_CLOSES;
  return { day, end: (d) => at(d, time), reason: { code: 'within', facts: { day, time } } };
};

const exprOf = (rule: DeadlineRule): DateExpr => {
  if ('before' in rule) return rule.before;
  return 'by' in rule ? rule.by : rule.within;
};

const rolled = (
  how: Roll,
  from: Day,
  calendar: Calendar,
): { readonly day: Day; readonly reasons: readonly Reason[] } => {
  if (how === 'stay') return { day: from, reasons: [] };
  const back = how === 'back';
  const day = back ? lastWorkingDayOnOrBefore(calendar, from) : firstWorkingDayOnOrAfter(calendar, from);
  if (day === from) return { day, reasons: [] };
  const off = back ? daysOff(calendar, day, from) : daysOff(calendar, from, day);
  return { day, reasons: [...off, { code: back ? 'rolled-back' : 'rolled-forward', facts: { from, day } }] };
};

export function resolveDeadline(rule: DeadlineRule, anchors: Anchors, calendar: Calendar): Deadline {
  const resolved = resolveDay(exprOf(rule), anchors, calendar);
  const legal = legalDay(rule, resolved.day);
  const moved = rolled(rule.roll ?? 'stay', legal.day, calendar);
  // The rule's own words repeat a plain date, so it is no reason of its own.
  const own = resolved.reasons.filter(({ code }) => code !== 'fixed-date');
  return withWorkingEnd(calendar, {
    legalEnd: legal.end(moved.day),
    reasons: [...own, legal.reason, ...moved.reasons],
    touched: [resolved.day, legal.day, moved.day],
  });
}

/** A deadline that a person set: an extension, a date in a written request. */
export function deadlineFromInstant(legalEnd: Instant, calendar: Calendar): Deadline {
  const day = dayOf(legalEnd);
  const reason: Reason = { code: 'given', facts: { day, time: toIso(legalEnd).slice(11, 16) } };
  return withWorkingEnd(calendar, { legalEnd, reasons: [reason], touched: [day] });
}

type LegalEnd = { readonly legalEnd: Instant; readonly reasons: readonly Reason[]; readonly touched: readonly Day[] };

const withWorkingEnd = (calendar: Calendar, { legalEnd, reasons, touched }: LegalEnd): Deadline => {
  const lastDay = dayOf(legalEnd);
  // A deadline before offices open leaves nothing of its day to work in.
  const usable = legalEnd < at(lastDay, OFFICE_OPENS) ? addDays(lastDay, -1) : lastDay;
  const day = lastWorkingDayOnOrBefore(calendar, usable);
  const workingEnd = Math.min(at(day, OFFICE_CLOSES), legalEnd);
  const days = [day, ...touched].sort();
  const undecided =
    reasons.flatMap((reason) => (reason.code === 'provisional' ? [reason.facts.year] : []))[0] ??
    provisionalYear(calendar, days.at(0) ?? day, days.at(-1) ?? day);
  const told: readonly Reason[] = [
    ...reasons.filter(({ code }) => code !== 'provisional'),
    ...daysOff(calendar, day, usable),
    { code: 'working-end', facts: { day, time: toIso(workingEnd).slice(11, 16) } },
    ...(undecided === undefined ? [] : [{ code: 'provisional' as const, facts: { year: undecided } }]),
  ];
  return { legalEnd, workingEnd, provisional: undecided !== undefined, reasons: told };
};

export type ReminderRule = {
  readonly key: string;
  readonly from?: 'working-end' | 'opened' | 'legal-end' | undefined;
  /** Negative: before. */
  readonly workingDays: number;
  readonly at?: string | undefined;
  /** Whom it is for, in whatever words: equal words are the same people. */
  readonly to: readonly string[];
  /** Only under this condition: nobody can count on it. */
  readonly while?: readonly string[] | undefined;
};
export type EscalationRule = {
  readonly level: number;
  /** Working days after the day of the legal end. */
  readonly workingDays: number;
  readonly at?: string | undefined;
};
export type TimingRules = {
  /** Always before the working end, whatever its sign. */
  readonly soon?: { readonly workingDays: number; readonly at?: string | undefined } | undefined;
  readonly reminders: readonly ReminderRule[];
  /** Nobody is told without it. */
  readonly overdue?: OverdueRule | undefined;
  readonly escalations: readonly EscalationRule[];
};
export type OverdueRule = { readonly at?: string | undefined };

/** Reasons are worked out when somebody asks: an instance that re-dates its timers does not. */
type Timed = { readonly at: Instant; readonly reasons: () => readonly Reason[] };
export type TimedReminder = Timed & { readonly key: string };
export type TimedEscalation = Timed & { readonly level: number };
export type Timing = {
  readonly soon: Instant;
  readonly reminders: readonly TimedReminder[];
  readonly overdue?: Timed;
  readonly escalations: readonly TimedEscalation[];
};

/** Due soon, unless the plan says otherwise, three working days before the working end. */
const SOON = 3;

export function timing(rules: TimingRules, deadline: Deadline, opened: Instant, calendar: Calendar): Timing {
  const { workingEnd, legalEnd } = deadline;
  const soonDay = addWorkingDays(calendar, dayOf(workingEnd), -Math.abs(rules.soon?.workingDays ?? SOON));
  const soon = Math.min(at(soonDay, rules.soon?.at ?? OFFICE_OPENS), legalEnd);
  const reminders = rules.reminders
    .map((rule) => reminder(rule, { deadline, opened, calendar }))
    .filter((one) => one.at >= opened && one.at <= legalEnd)
    .sort((a, b) => a.at - b.at || Number(isConditional(a.rule)) - Number(isConditional(b.rule)));
  const escalations = rules.escalations.map((rule) => escalation(rule, deadline, calendar)).sort((a, b) => a.at - b.at);
  const dueDays = [dayOf(workingEnd), dayOf(legalEnd)];
  const kept = spaced(reminders, dueDays).map(({ rule: { key }, at, reasons }) => ({ key, at, reasons }));
  const overdue = rules.overdue && overdueNotice(rules.overdue, deadline);
  return { soon: Math.max(soon, opened), reminders: kept, ...(overdue && { overdue }), escalations };
}

type Course = { readonly deadline: Deadline; readonly opened: Instant; readonly calendar: Calendar };

type Planned = Timed & { readonly rule: ReminderRule };
const isConditional = (rule: ReminderRule): boolean => rule.while !== undefined;

const reminder = (rule: ReminderRule, { deadline, opened, calendar }: Course): Planned => {
  const { workingDays, from: counted = 'working-end', at: hour = OFFICE_OPENS } = rule;
  const { workingEnd, legalEnd } = deadline;
  const from = dayOf({ 'working-end': workingEnd, opened, 'legal-end': legalEnd }[counted]);
  const day = addWorkingDays(calendar, from, workingDays);
  const reasons = (): readonly Reason[] => [
    ...startReasons(counted, deadline),
    { code: 'reminder', facts: { counted, from, workingDays, day, time: hour } },
    ...skipped(calendar, from, day),
  ];
  return { rule, at: at(day, hour), reasons };
};

/** People hear of it at an hour at which they can do something: the first one that is not before the legal end. */
const overdueNotice = ({ at: hour = OFFICE_OPENS }: OverdueRule, deadline: Deadline): Timed => {
  const from = dayOf(deadline.legalEnd);
  const day = at(from, hour) < deadline.legalEnd ? addDays(from, 1) : from;
  const reasons = (): readonly Reason[] => [
    ...startReasons('legal-end', deadline),
    { code: 'overdue', facts: { from, day, time: hour } },
  ];
  return { at: at(day, hour), reasons };
};

const escalation = (rule: EscalationRule, deadline: Deadline, calendar: Calendar): TimedEscalation => {
  const { level, workingDays, at: hour = OFFICE_OPENS } = rule;
  const from = dayOf(deadline.legalEnd);
  const counted = addWorkingDays(calendar, from, workingDays);
  const isOver = (day: Day): boolean => at(day, hour) > deadline.legalEnd;
  // Nothing escalates what is not yet overdue: counted from the very day of the deadline, the first such hour after it.
  const day = [counted, from].find(isOver) ?? addDays(from, 1);
  const reasons = (): readonly Reason[] => [
    ...startReasons('legal-end', deadline),
    { code: 'escalation', facts: { level, from, workingDays, day, time: hour } },
    ...skipped(calendar, from, day),
  ];
  return { level, at: at(day, hour), reasons };
};

/** What counting from one day to another, either way, went past beside weekends. */
const skipped = (calendar: Calendar, from: Day, day: Day): readonly Reason[] =>
  from <= day ? countedPast(calendar, addDays(from, 1), day) : countedPast(calendar, day, addDays(from, -1));

/** Why the count starts where it does, when that is not the very day that the plan writes. */
const startReasons = (counted: ReminderRule['from'], deadline: Deadline): readonly Reason[] => {
  if (counted === 'opened') return [];
  const told = deadline.reasons.filter(({ code }) => code !== 'provisional');
  const legal = told.slice(0, told.findLastIndex(({ code }) => movesLegalEnd.has(code)) + 1);
  const isSameDay = dayOf(deadline.workingEnd) === dayOf(deadline.legalEnd);
  return counted === 'legal-end' || isSameDay ? legal : told;
};
const movesLegalEnd: ReadonlySet<ReasonCode> = new Set(['before', 'rolled-back', 'rolled-forward']);

/**
 * A reminder is left out when all whom it is for had one within the day before it; on the due day itself, at the same
 * moment. One that depends on how far the work is counts for nobody: it may stay unsaid.
 */
const spaced = (reminders: readonly Planned[], dueDays: readonly Day[]): readonly Planned[] =>
  reminders.reduce<readonly Planned[]>((kept, next) => {
    const span = dueDays.includes(dayOf(next.at)) ? 1 : DAY;
    const before = kept.filter(({ at, rule }) => next.at - at < span && !isConditional(rule));
    const had = new Set(before.flatMap(({ rule }) => rule.to));
    return next.rule.to.every((one) => had.has(one)) ? kept : [...kept, next];
  }, []);
