import type { Calendar, Instant } from '../calendar/calendar.js';
import { baseOf, type DateExpr } from '../calendar/date-expr.js';
import { dayOf, isDay } from '../calendar/day.js';
import { resolveDay, resolveDeadline, type Anchors, type Deadline, type DeadlineRule } from '../calendar/deadline.js';
import type { Reason } from '../calendar/reason.js';
import type { Label } from '../definition/schema.js';
import type { Scalar } from '../instance.js';

/** An act that people do first and that a preview takes for granted (giả định). */
export type Act = { readonly obligation: string; readonly label: Label; readonly at: Instant };

/** A fact, since when it is known, and the acts that it rests on. */
export type Known = {
  readonly value: Scalar;
  readonly since: Instant;
  readonly acts: readonly Act[];
  /** What the form calls it. */
  readonly label?: Label;
};
export type Names = ReadonlyMap<string, Known>;

/** A value that was worked out of names: when it can first be known, and what it takes for granted. */
export type Resolved<T> = { readonly value: T; readonly since: Instant; readonly acts: readonly Act[] };
export type KnownDay = { readonly day: string; readonly reasons: readonly Reason[]; readonly provisional: boolean };

const dayIn = (value: Scalar): string | undefined =>
  typeof value === 'number' ? dayOf(value) : typeof value === 'string' && isDay(value) ? value : undefined;

/** Of all that is known, what the expression counts from. */
const anchors = (expr: DateExpr, names: Names, year: number): Anchors => {
  const name = baseOf(expr);
  const known = names.get(name);
  return { year, days: known ? { [name]: dayIn(known.value) } : {} };
};

const isUnknown = (error: unknown): boolean =>
  error instanceof Error && (error as { code?: unknown }).code === 'anchor-unknown';

/** Undefined as long as the expression counts from a name that nobody knows. */
function attempt<T extends { readonly reasons: readonly Reason[] }>(
  expr: DateExpr,
  names: Names,
  work: () => T,
): Resolved<T> | undefined {
  try {
    const { since = -Infinity, acts = [], label } = names.get(baseOf(expr)) ?? {};
    const value = work();
    return { value: label ? { ...value, reasons: named(value.reasons, label) } : value, since, acts };
  } catch (error) {
    if (isUnknown(error)) return undefined;
    throw error;
  }
}

const named = (reasons: readonly Reason[], label: Label): readonly Reason[] =>
  reasons.map((reason) => (reason.code === 'anchored' ? { ...reason, facts: { ...reason.facts, ...label } } : reason));

export type Scope = { readonly names: Names; readonly year: number; readonly calendar: Calendar };

export const knownDay = (expr: DateExpr, { names, year, calendar }: Scope): Resolved<KnownDay> | undefined =>
  attempt(expr, names, () => resolveDay(expr, anchors(expr, names, year), calendar));

export const ruleCountsFrom = (rule: DeadlineRule): string => baseOf(exprOf(rule));
const exprOf = (rule: DeadlineRule): DateExpr =>
  'before' in rule ? rule.before : 'by' in rule ? rule.by : rule.within;

export const knownDeadline = (rule: DeadlineRule, { names, year, calendar }: Scope): Resolved<Deadline> | undefined =>
  attempt(exprOf(rule), names, () => resolveDeadline(rule, anchors(exprOf(rule), names, year), calendar));

/** Names seen from another instance: `source.R0.due`, `parent.due`. */
export const seenAs = (prefix: string, facts: Names, notBefore: Instant): Names =>
  new Map(
    [...facts].map(([name, known]) => [`${prefix}${name}`, { ...known, since: Math.max(known.since, notBefore) }]),
  );

/** One act is one reason, however often it is met. */
export const together = (...lists: readonly (readonly Act[])[]): readonly Act[] => [...new Set(lists.flat())];

export const assumedReasons = (acts: readonly Act[]): readonly Reason[] =>
  [...acts]
    .sort((a, b) => a.at - b.at)
    .map(({ obligation, label, at }) => ({ code: 'assumed', facts: { obligation, day: dayOf(at), ...label } }));
