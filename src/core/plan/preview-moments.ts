import { provisionalYear, type Calendar, type Instant } from '../calendar/calendar.js';
import { dayOf } from '../calendar/day.js';
import { timing } from '../calendar/deadline.js';
import type { Reason } from '../calendar/reason.js';
import type { Definition } from '../definition/definition.js';
import type { Role } from '../definition/schema.js';
import { labelOfTags } from './occurrences-course.js';
import { assumedReasons } from './occurrences-known.js';
import type { Dated, Run, Span } from './occurrences.js';

/** In the order in which they are told when they fall on one instant. */
export const kinds = ['opens', 'cutOff', 'reminder', 'workingEnd', 'due', 'escalation', 'closes'] as const;
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
  for (const span of spans) yield* spanMoments(run, span, calendar, moment);
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
  const { deadline, since, until, acts } = span;
  const { timing: rules } = definition;
  const when = timing(
    { ...(rules.soon && { soon: rules.soon }), reminders: rules.reminders, escalations: rules.escalation },
    deadline,
    opened.at,
    calendar,
  );
  const own = assumedReasons(acts);
  const dated = (at: Instant, reasons: readonly Reason[]): Dated => {
    const doubt = at === deadline.legalEnd || at === deadline.workingEnd ? [] : doubtOf(span, at, calendar);
    return { at, reasons: [...own, ...reasons, ...doubt], provisional: deadline.provisional || doubt.length > 0, acts };
  };
  const counts = (at: Instant): boolean => at >= since && at < until;
  for (const { key, at, reasons } of when.reminders) {
    const rule = rules.reminders.find((one) => one.key === key);
    if (!rule || !counts(at)) continue;
    const when = rule.while && labelOfTags(definition, rule.while);
    const only: readonly Reason[] = when ? [{ code: 'only-while', facts: when }] : [];
    yield moment('reminder', `r-${key}`, dated(at, [...reasons(), ...only]), rule.to);
  }
  if (deadline.workingEnd < until)
    yield moment('workingEnd', 'working-end', dated(deadline.workingEnd, deadline.reasons));
  if (deadline.legalEnd < until)
    yield moment('due', 'due', dated(deadline.legalEnd, deadline.reasons), rules.overdue?.to ?? []);
  for (const { level, at, reasons } of when.escalations) {
    const rule = rules.escalation.find((one) => one.level === level);
    if (rule && counts(at)) yield moment('escalation', `e-${level}`, dated(at, reasons()), rule.to);
  }
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
