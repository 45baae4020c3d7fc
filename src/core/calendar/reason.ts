import {
  dayKind,
  daysBetween,
  isWorkingDay,
  listedBetween,
  type Calendar,
  type CalendarDay,
  type CalendarDayKind,
} from './calendar.js';
import type { Day } from './day.js';

/** Why a date is what it is: the closed list of codes, each with its facts. The words are in why.ts. */
export type ReasonFacts = {
  /** The rule names this very day (of this year). */
  readonly 'fixed-date': { readonly day: Day };
  /** The rule says 29/02 and the year has none. */
  readonly 'end-of-month': { readonly asked: string; readonly day: Day };
  /** Counted from a day with a name; a form's field has one of its own. */
  readonly anchored: { readonly anchor: string; readonly day: Day; readonly vi?: string; readonly en?: string };
  readonly 'plus-months': { readonly from: Day; readonly months: number; readonly day: Day };
  readonly 'plus-days': { readonly from: Day; readonly days: number; readonly day: Day };
  readonly 'plus-working-days': { readonly from: Day; readonly workingDays: number; readonly day: Day };
  readonly weekend: { readonly from: Day; readonly to: Day };
  readonly 'day-off': {
    readonly from: Day;
    readonly to: Day;
    readonly kind: CalendarDayKind;
    readonly vi: string;
    readonly en: string;
  };
  readonly 'worked-weekend': { readonly day: Day; readonly vi: string; readonly en: string };
  readonly before: { readonly day: Day; readonly end: Day };
  readonly by: { readonly day: Day };
  readonly within: { readonly day: Day; readonly time: string };
  /** A person gave this instant (gia hạn). */
  readonly given: { readonly day: Day; readonly time: string };
  readonly 'rolled-back': { readonly from: Day; readonly day: Day };
  readonly 'rolled-forward': { readonly from: Day; readonly day: Day };
  readonly 'working-end': { readonly day: Day; readonly time: string };
  readonly reminder: {
    readonly counted: string;
    readonly from: Day;
    readonly workingDays: number;
    readonly day: Day;
    readonly time: string;
  };
  readonly overdue: { readonly from: Day; readonly day: Day; readonly time: string };
  readonly escalation: {
    readonly level: number;
    readonly from: Day;
    readonly workingDays: number;
    readonly day: Day;
    readonly time: string;
  };
  /** What hangs on a deadline is past when that deadline becomes known. */
  readonly 'told-at-once': { readonly day: Day; readonly time: string };
  readonly provisional: { readonly year: number };
  /** Rests on an act of people that a preview takes for granted: what it is called, whose it is, when. */
  readonly assumed: { readonly obligation: string; readonly day: Day; readonly vi: string; readonly en: string };
  /** Only while the work stands where these words say. */
  readonly 'only-while': { readonly vi: string; readonly en: string };
  /** A window of the lifecycle ends: what it is called, when. */
  readonly window: { readonly day: Day; readonly time: string; readonly vi: string; readonly en: string };
};

export type ReasonCode = keyof ReasonFacts;
export type Reason = { [Code in ReasonCode]: { readonly code: Code; readonly facts: ReasonFacts[Code] } }[ReasonCode];

/** A run of days off, named once: Tết is one reason, not seven. */
const joined = (runs: readonly Reason[], next: Reason, touches: boolean): readonly Reason[] => {
  const last = runs.at(-1);
  if (last?.code === 'weekend' && next.code === 'weekend' && touches) {
    return [...runs.slice(0, -1), { code: 'weekend', facts: { from: last.facts.from, to: next.facts.to } }];
  }
  const sameName =
    last?.code === 'day-off' &&
    next.code === 'day-off' &&
    last.facts.kind === next.facts.kind &&
    last.facts.vi === next.facts.vi;
  if (sameName && touches) {
    return [...runs.slice(0, -1), { code: 'day-off', facts: { ...last.facts, to: next.facts.to } }];
  }
  return [...runs, next];
};

const offReason = (day: Day, calendar: Calendar): Reason => {
  const { kind, label } = dayKind(calendar, day);
  if (!label || kind === 'weekend' || kind === 'working') return { code: 'weekend', facts: { from: day, to: day } };
  return { code: 'day-off', facts: { from: day, to: day, kind, ...label } };
};

/** What makes the days from..to no working days, in runs. */
export const daysOff = (calendar: Calendar, from: Day, to: Day): readonly Reason[] => {
  const days = daysBetween(from, to);
  return days.reduce<readonly Reason[]>((runs, day, i) => {
    if (isWorkingDay(calendar, day)) return runs;
    const before = days[i - 1];
    return joined(runs, offReason(day, calendar), before !== undefined && !isWorkingDay(calendar, before));
  }, []);
};

const listedReason = ({ date, kind, label }: CalendarDay): Reason =>
  kind === 'swapped-work'
    ? { code: 'worked-weekend', facts: { day: date, ...label } }
    : { code: 'day-off', facts: { from: date, to: date, kind, ...label } };

/** Where counting working days met something else than weekends. */
export const countedPast = (calendar: Calendar, from: Day, to: Day): readonly Reason[] =>
  listedBetween(calendar, from, to).reduce<readonly Reason[]>((runs, listed) => {
    const last = runs.at(-1);
    const touches = last?.code === 'day-off' && daysBetween(last.facts.to, listed.date).length === 2;
    return joined(runs, listedReason(listed), touches);
  }, []);
