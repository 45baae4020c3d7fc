import { provisionalYear, type Calendar, type Instant } from '../calendar/calendar.js';
import { dayOf, toIso } from '../calendar/day.js';
import { timing } from '../calendar/deadline.js';
import type { Reason } from '../calendar/reason.js';
import type { Definition } from '../definition/definition.js';
import type { Role } from '../definition/schema.js';
import { labelOfTags } from './occurrences-course.js';
import { assumedReasons } from './occurrences-known.js';
import type { Dated, Run, Span } from './occurrences.js';

/** In the order in which they are told when they fall on one instant. */
export const kinds = ['opens', 'cutOff', 'reminder', 'workingEnd', 'due', 'overdue', 'escalation', 'closes'] as const;
export type Kind = (typeof kinds)[number];

/** One date of an occurrence, or of the tasks of one group in it: the same for each of its units. */
export type Moment = {
  readonly at: Instant;
  readonly kind: Kind;
  /** Tells the dates of one occurrence and unit apart: `due`, `r-t5`, `e-2`, `w-lateness`. Stable across versions. */
  readonly key: string;
  readonly obligation: string;
  readonly clause: string;
  readonly occurrence: string;
  /** The posts that are told then, if the work is still to be done. */
  readonly roles: readonly Role[];
  readonly reasons: readonly Reason[];
  /** Rests on a year whose holidays nobody has decided yet. */
  readonly provisional: boolean;
  /** Rests on an act of people that is taken for granted. */
  readonly assumed: boolean;
  readonly units: () => readonly string[];
  /** The unit of the parent of a unit's instance. */
  readonly parentOf: (unit: string) => string | null;
  readonly definition: Definition;
  readonly opened: Instant;
  readonly order: readonly number[];
};

/** Every date of a run and of its tasks. */
export function* momentsOf(run: Run, calendar: Calendar): Generator<Moment> {
  const { definition, period, order, opened, cutOff, closes, spans, windows, units, parentOf } = run;
  const moment = (kind: Kind, key: string, date: Dated, roles: readonly Role[] = []): Moment => ({
    at: date.at,
    kind,
    key,
    obligation: definition.obligation,
    clause: definition.clause,
    occurrence: period.id,
    roles,
    reasons: date.reasons,
    provisional: date.provisional,
    assumed: date.acts.length > 0,
    units,
    parentOf,
    definition,
    opened: opened.at,
    order,
  });
  yield moment('opens', 'opens', opened, opened.to);
  if (cutOff) yield moment('cutOff', 'cut-off', cutOff);
  const told = new Set<string>();
  for (const span of spans)
    for (const one of spanMoments(run, span, calendar, moment)) {
      // Of one legal end each is told once, also when an act sets that same day again.
      const id = `${one.key}@${span.deadline.legalEnd}`;
      if (!told.has(id)) yield one;
      told.add(id);
    }
  const end = spans.at(-1)?.deadline.legalEnd ?? Infinity;
  for (const one of windows) {
    if (one.opens) continue;
    // Telling people while there is still time is a reminder; after that a window closes something.
    const reminds = one.to.length > 0 && one.at <= end;
    yield moment(reminds ? 'reminder' : 'closes', `w-${one.window}`, one, one.to);
  }
  if (closes) yield moment('closes', 'closes', closes);
  for (const task of run.tasks) yield* momentsOf(task, calendar);
}

type Make = (kind: Kind, key: string, date: Dated, roles?: readonly Role[]) => Moment;

function* spanMoments({ definition, opened }: Run, span: Span, calendar: Calendar, moment: Make): Generator<Moment> {
  const { deadline, since, until } = span;
  const { timing: rules } = definition;
  const when = timing(
    { soon: rules.soon, reminders: rules.reminders, overdue: rules.overdue, escalations: rules.escalation },
    deadline,
    opened.at,
    calendar,
  );
  const doubt = (at: Instant) => doubtOf(span, at, calendar);
  for (const { key, at, reasons } of when.reminders) {
    const rule = rules.reminders.find((one) => one.key === key);
    if (!rule || at < since || at >= until) continue;
    const when = rule.while && labelOfTags(definition, rule.while);
    const only: readonly Reason[] = when ? [{ code: 'only-while', facts: when }] : [];
    yield moment('reminder', `r-${key}`, dated(span, at, [...reasons(), ...only], doubt(at)), rule.to);
  }
  const { workingEnd, legalEnd, reasons } = deadline;
  if (workingEnd < until) yield moment('workingEnd', 'working-end', dated(span, workingEnd, reasons));
  if (legalEnd < until) yield moment('due', 'due', dated(span, legalEnd, reasons));
  if (when.overdue && when.overdue.at < until) {
    // The morning after comes whatever days are off: it is as certain as the legal end.
    const date = told(span, when.overdue.at, when.overdue.reasons(), doubt(legalEnd));
    yield moment('overdue', 'overdue', date, rules.overdue?.to);
  }
  for (const { level, at, reasons } of when.escalations) {
    const rule = rules.escalation.find((one) => one.level === level);
    if (rule && at < until) yield moment('escalation', `e-${level}`, told(span, at, reasons(), doubt(at)), rule.to);
  }
}

type Why = readonly Reason[];

const dated = ({ deadline, acts }: Span, at: Instant, reasons: Why, doubt: Why = []): Dated => ({
  at,
  reasons: [...assumedReasons(acts), ...reasons, ...doubt],
  provisional: deadline.provisional || doubt.length > 0,
  acts,
});

/** What is past when the deadline begins to count is told at once, as a running instance does. */
function told(span: Span, at: Instant, reasons: Why, doubt: Why): Dated {
  const { since } = span;
  if (at >= since) return dated(span, at, reasons, doubt);
  const late: Reason = { code: 'told-at-once', facts: { day: dayOf(since), time: toIso(since).slice(11, 16) } };
  return dated(span, since, [...reasons, late], doubt);
}

/** What is not decided yet between a deadline and a date that is counted from it. */
function doubtOf({ deadline }: Span, at: Instant, calendar: Calendar): readonly Reason[] {
  const [first = '', last = ''] = [dayOf(at), dayOf(deadline.legalEnd)].sort();
  const said = deadline.reasons.filter(({ code }) => code === 'provisional');
  const year = provisionalYear(calendar, first, last);
  if (said.length > 0) return said;
  return year === undefined ? [] : [{ code: 'provisional', facts: { year } }];
}

const rank = (kind: Kind): number => kinds.indexOf(kind);

function byOrder(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** By time; what falls together in the order of the plan, an occurrence's own dates before those of its tasks. */
export const byTime = (a: Moment, b: Moment): number =>
  a.at - b.at ||
  byOrder(a.order, b.order) ||
  a.opened - b.opened ||
  rank(a.kind) - rank(b.kind) ||
  (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
