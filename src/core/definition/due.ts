import type { Calendar, Instant } from '../calendar/calendar.js';
import { at as timeOf, dayOf, endOfDay } from '../calendar/day.js';
import { deadlineFromInstant, resolveDay, resolveDeadline, timing, type DeadlineRule } from '../calendar/deadline.js';
import type { Deadline as Resolved } from '../calendar/deadline.js';
import { nextOpening } from '../calendar/recurrence.js';
import { addWorkingDays } from '../calendar/working-time.js';
import { canonical } from '../canonical.js';
import type { Context, Deadline } from '../instance.js';
import { isPlausibleDay, isPlausibleInstant } from '../payload.js';
import { anchorsOf } from './anchors.js';
import type { Definition } from './definition.js';

/** What an instance waits for: its deadline and all that hangs on it, and its windows. All instants are in `context.due`. */
const TIMED = /^(end|working-end|soon|announce|r-|e-)/;

export type Setting = Pick<Deadline, 'kind' | 'rule'> & { readonly next: Resolved; readonly since?: Instant };

/** Puts a deadline and all that hangs on it into the context; `touched` sends the timeliness region through its routing. */
export function withDeadline(
  definition: Definition,
  calendar: Calendar,
  context: Context,
  { next, kind, rule, since = context.at }: Setting,
): Partial<Context> {
  const from = kind === 'main' ? context.opened : since;
  const main = context.deadline?.kind === 'sub' ? context.deadline.main : context.due['end'];
  const { timing: rules } = definition;
  const when = timing(
    { soon: rules.soon, reminders: rules.reminders, overdue: rules.overdue, escalations: rules.escalation },
    next,
    from,
    calendar,
  );
  const kept = Object.entries(context.due).filter(([name]) => !TIMED.test(name));
  return {
    due: {
      ...Object.fromEntries(kept),
      end: next.legalEnd,
      'working-end': next.workingEnd,
      soon: when.soon,
      ...Object.fromEntries(when.reminders.map((r) => [`r-${r.key}`, r.at])),
      ...(when.overdue && { announce: when.overdue.at }),
      ...Object.fromEntries(when.escalations.map((e) => [`e-${e.level}`, e.at])),
    },
    deadline: {
      kind,
      original: context.deadline?.original ?? next.legalEnd,
      provisional: next.provisional,
      rule,
      since,
      ...(kind === 'sub' && main !== undefined && { main }),
    },
    touched: true,
  };
}

/** The obligation's own rule, once all its anchors are known; undefined before that. */
export function ownDeadline(definition: Definition, calendar: Calendar, context: Context): Resolved | undefined {
  if (!definition.deadline) return undefined;
  return tryResolve(definition.deadline, context, calendar);
}

/** The deadline by a rule; undefined while one of its anchors is unknown. */
export function tryResolve(rule: DeadlineRule, context: Context, calendar: Calendar): Resolved | undefined {
  try {
    return resolveDeadline(rule, anchorsOf(context), calendar);
  } catch (error) {
    if (isUnknownAnchor(error)) return undefined;
    throw error;
  }
}
const isUnknownAnchor = (error: unknown): boolean =>
  error instanceof Error && (error as { code?: unknown }).code === 'anchor-unknown';

/**
 * The own rule is counted when the last of its anchors is known, and again when one moves, until somebody names a day.
 * Once counted it is counted from the same moment ever after: `now` does not run on.
 */
export function settled(definition: Definition, calendar: Calendar, context: Context): Context {
  const { deadline } = context;
  const rule = definition.deadline;
  const isOwn = deadline === null || (deadline.kind === 'main' && canonical(deadline.rule) === canonical(rule));
  if (!isOwn) return context;
  const since = deadline?.since ?? context.at;
  const next = ownDeadline(definition, calendar, { ...context, at: since });
  if (!next || next.legalEnd === context.due['end']) return context;
  return { ...context, ...withDeadline(definition, calendar, context, { next, kind: 'main', rule, since }) };
}

/** A day that somebody names while the work rests is meant as it is: the rest is not added to it. */
export function unpaused(context: Context): Context {
  const { paused: _, ...due } = context.due;
  return { ...context, due };
}

/**
 * A new calendar: deadlines that were counted are counted again, windows too. A day that somebody named stays, and only
 * what hangs on it moves.
 */
export function recounted(definition: Definition, calendar: Calendar, context: Context): Context {
  const moved = { ...context, due: { ...context.due, ...windowsAnew(definition, calendar, context) } };
  const { deadline } = context;
  const end = context.due['end'];
  if (deadline === null || end === undefined) return moved;
  const { kind, rule, since } = deadline;
  const counted = rule ? tryResolve(rule, { ...context, at: since }, calendar) : undefined;
  const next = counted ?? deadlineFromInstant(end, calendar);
  return { ...moved, ...withDeadline(definition, calendar, moved, { next, kind, rule, since }) };
}

const windowsAnew = (definition: Definition, calendar: Calendar, context: Context): Context['due'] =>
  Object.fromEntries(
    Object.entries(context.windows).flatMap(([name, at]) => {
      const end = windowEnd(definition, calendar, { ...context, at }, name);
      return end === undefined ? [] : [[`w-${name}`, end] as const];
    }),
  );

export function windowEnd(
  definition: Definition,
  calendar: Calendar,
  context: Context,
  name: string,
): Instant | undefined {
  const rule = definition.windows[name];
  if (!rule) return undefined;
  if ('workingDays' in rule) return endOfDay(addWorkingDays(calendar, dayOf(context.at), rule.workingDays));
  if ('on' in rule) return timeOf(resolveDay(rule.on, anchorsOf(context), calendar).day, rule.time);
  return definition.schedule ? nextOpening(definition.schedule, context.at, calendar)?.opens : undefined;
}

/** The end of an instant or a day that a letter brought: a day means its last millisecond. */
export const endFrom = (value: unknown): Instant | undefined => {
  if (typeof value === 'string') return isPlausibleDay(value) ? endOfDay(value) : undefined;
  return isPlausibleInstant(value) ? value : undefined;
};
