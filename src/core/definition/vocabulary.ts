import { assign } from 'xstate';
import type { Calendar, Instant } from '../calendar/calendar.js';
import { at as timeOf, dayOf, endOfDay, startOfDay } from '../calendar/day.js';
import { deadlineFromInstant, resolveDay, resolveDeadline, timing, type DeadlineRule } from '../calendar/deadline.js';
import type { Deadline as Resolved } from '../calendar/deadline.js';
import { nextOpening } from '../calendar/recurrence.js';
import { addWorkingDays, workingDaysBetween } from '../calendar/working-time.js';
import { NO_CHILDREN, type Context, type Deadline, type Event, type Scalar, type Verdict } from '../instance.js';
import { isPlausibleDay, isPlausibleInstant } from '../payload.js';
import { anchorsOf } from './anchors.js';
import { groupsOf, type Definition } from './definition.js';
import type { Role } from './schema.js';

/**
 * The closed vocabulary: what a lifecycle may name, and what it means. Everything reads the context only; the moment
 * was written there before the transition. An entry is never changed once released, only added under a new name,
 * because running instances are replayed with it.
 */
type Args = { context: Context; event: Event };
type Change = Partial<Context>;

const TIMED = /^(end|working-end|soon|r-|e-)/;

export type Setting = Pick<Deadline, 'kind' | 'rule'> & { readonly next: Resolved; readonly since?: Instant };

/** Puts a deadline and all that hangs on it into the context; `touched` sends the timeliness region through its routing. */
export function withDeadline(
  definition: Definition,
  calendar: Calendar,
  context: Context,
  { next, kind, rule, since = context.at }: Setting,
): Change {
  const from = kind === 'main' ? context.opened : since;
  const { timing: rules } = definition;
  const when = timing(
    { ...(rules.soon && { soon: rules.soon }), reminders: rules.reminders, escalations: rules.escalation },
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
      ...Object.fromEntries(when.escalations.map((e) => [`e-${e.level}`, e.at])),
    },
    deadline: {
      kind,
      original: context.deadline?.original ?? next.legalEnd,
      provisional: next.provisional,
      rule,
      since,
    },
    touched: true,
  };
}

/** The obligation's own rule, once all its anchors are known; undefined before that. */
export function ownDeadline(definition: Definition, calendar: Calendar, context: Context): Resolved | undefined {
  if (!definition.deadline) return undefined;
  return tryResolve(definition.deadline, context, calendar);
}

function tryResolve(rule: DeadlineRule, context: Context, calendar: Calendar): Resolved | undefined {
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

/** Whether this timer has told of the legal end as it stands now. A timer of another end has still to speak. */
const isTold = ({ told, due }: Context, name: string): boolean => {
  const end = due['end'];
  return end !== undefined && (told[name] ?? []).includes(end);
};

/** The end of an instant or a day that a letter brought: a day means its last millisecond. */
export const endFrom = (value: unknown): Instant | undefined => {
  if (typeof value === 'string') return isPlausibleDay(value) ? endOfDay(value) : undefined;
  return isPlausibleInstant(value) ? value : undefined;
};

const judge = (context: Context, end: Instant | undefined): Verdict | null =>
  end === undefined ? null : context.effectiveAt <= end ? 'on-time' : 'late';

const scalarOf = (value: unknown): Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;

/** Actions that change the context. The rest (notices, tasks, links) are effects: `step` reads them off the transition. */
export function changes(definition: Definition, calendar: Calendar) {
  const change = <P>(rule: (args: Args, params: P) => Change) =>
    assign<Context, Event, P, Event, never>(({ context, event }, params) => rule({ context, event }, params));
  const set = (context: Context, setting: Setting) => withDeadline(definition, calendar, context, setting);
  /** The end that a field of the event names, or the one that the rule counts. */
  const setting = (
    { context, event }: Args,
    kind: Deadline['kind'],
    by: { field?: string | undefined; rule?: DeadlineRule },
  ) => {
    const end = by.field === undefined ? undefined : endFrom(event[by.field]);
    if (end !== undefined) return set(context, { next: deadlineFromInstant(end, calendar), kind, rule: null });
    const next = by.rule && tryResolve(by.rule, context, calendar);
    return next && by.rule ? set(context, { next, kind, rule: by.rule }) : {};
  };

  return {
    'window.open': change<{ window: string }>(({ context }, { window }) => {
      const { [`w-${window}`]: last, ...rest } = context.due;
      // An opening that came while the series was busy with another one is late, not lost: it is counted from the last.
      const isSchedule = 'schedule' in (definition.windows[window] ?? {});
      const since = isSchedule ? Math.min(last ?? context.at, context.at) : context.at;
      const instant = windowEnd(definition, calendar, { ...context, at: since }, window);
      return {
        due: instant === undefined ? rest : { ...rest, [`w-${window}`]: instant },
        windows: { ...context.windows, [window]: since },
      };
    }),
    'verdict.make': change(({ context }) =>
      context.verdict !== null
        ? {}
        : { verdict: judge(context, context.due['end']), verdictOriginal: judge(context, context.deadline?.original) },
    ),
    'due.tell': change<{ due: string }>(({ context }, { due }) => {
      const end = context.due['end'];
      if (end === undefined || isTold(context, due)) return {};
      return { told: { ...context.told, [due]: [...(context.told[due] ?? []), end] } };
    }),
    'deadline.settled': change(() => ({ touched: false })),
    'deadline.set': change<{ field: string } | DeadlineRule>((args, params) =>
      setting(args, 'main', 'field' in params ? params : { rule: params }),
    ),
    'deadline.sub': change<{ workingDays: number; field?: string }>((args, { workingDays, field }) =>
      setting(args, 'sub', { field, rule: { by: { from: 'now', workingDays } } }),
    ),
    'deadline.pause': change(({ context }) => ({ due: { ...context.due, paused: context.at } })),
    'deadline.resume': change(({ context }) => {
      const { paused, ...due } = context.due;
      const end = due['end'];
      if (paused === undefined || end === undefined) return { due };
      const days = workingDaysBetween(calendar, dayOf(paused), dayOf(context.at));
      const day = dayOf(end);
      // At its own time of the day: 17:00 stays 17:00.
      const moved = startOfDay(addWorkingDays(calendar, day, days)) + (end - startOfDay(day));
      const next = deadlineFromInstant(moved, calendar);
      return set({ ...context, due }, { next, kind: context.deadline?.kind ?? 'main', rule: null });
    }),
    'fact.keep': change<{ fields: readonly string[] }>(({ context, event }, { fields }) => ({
      facts: {
        ...context.facts,
        ...Object.fromEntries(fields.filter((f) => event[f] !== undefined).map((f) => [f, scalarOf(event[f])])),
      },
    })),
    'fact.set': change<{ fact: string; value: Scalar }>(({ context }, { fact, value }) => ({
      facts: { ...context.facts, [fact]: value },
    })),
    'count.up': change<{ counter: string }>(({ context }, { counter }) => ({
      counters: { ...context.counters, [counter]: (context.counters[counter] ?? 0) + 1 },
    })),
    'tasks.asked': change<{ group?: string } | undefined>(({ context }, params) => ({
      children: {
        ...context.children,
        ...Object.fromEntries(
          groupsOf(definition, params?.group).map(([group]) => {
            const was = context.children[group] ?? NO_CHILDREN;
            return [group, { ...was, asked: (was.asked ?? 0) + 1 }] as const;
          }),
        ),
      },
    })),
    'unit.set': change<{ field: string }>(({ event }, { field }) => {
      const unit = event[field];
      return typeof unit === 'string' ? { unit } : {};
    }),
  };
}

function windowEnd(definition: Definition, calendar: Calendar, context: Context, name: string): Instant | undefined {
  const rule = definition.windows[name];
  if (!rule) return undefined;
  if ('workingDays' in rule) return endOfDay(addWorkingDays(calendar, dayOf(context.at), rule.workingDays));
  if ('on' in rule) return timeOf(resolveDay(rule.on, anchorsOf(context), calendar).day, rule.time);
  return definition.schedule ? nextOpening(definition.schedule, context.at, calendar)?.opens : undefined;
}

const countIn = (
  context: Context,
  tags: readonly string[],
  group?: string,
): { expected: number; n: number; opened: boolean } => {
  const groups = Object.entries(context.children).filter(([name]) => group === undefined || name === group);
  return {
    opened: groups.length > 0 && groups.every(([, g]) => g.opened && !g.asked),
    expected: groups.reduce((sum, [, g]) => sum + g.expected, 0),
    n: groups.reduce((sum, [, g]) => sum + tags.reduce((part, tag) => part + (g.tags[tag] ?? 0), 0), 0),
  };
};

/** Guards. `work.in`, `and`, `or`, `not` are XState's own and are put in when the machine is made. */
export function guards(definition: Definition, calendar: Calendar) {
  const guard =
    <P>(rule: (args: Args, params: P) => boolean) =>
    ({ context, event }: Args, params: P) =>
      rule({ context, event }, params);
  return {
    // Only people are kept out by their posts: what other instances and the engine send is not asked.
    'sender.is': guard<{ roles: readonly Role[] }>(
      ({ context: { sender } }, { roles }) => sender === undefined || sender.some((role) => roles.includes(role)),
    ),
    'deadline.known': guard(({ context }) => context.due['end'] !== undefined),
    'deadline.touched': guard(({ context }) => context.touched),
    // Strict: at the very moment of a due instant its timer has still to fire.
    'due.past': guard<{ due: string }>(({ context }, { due }) => {
      const instant = context.due[due];
      return instant !== undefined && context.at > instant;
    }),
    'due.told': guard<{ due: string }>(({ context }, { due }) => isTold(context, due)),
    'verdict.is': guard<{ verdict: Verdict }>(({ context }, { verdict }) => context.verdict === verdict),
    'children.all': guard<{ tags: string[]; group?: string }>(({ context }, { tags, group }) => {
      const { opened, expected, n } = countIn(context, tags, group);
      return opened && n === expected;
    }),
    'children.any': guard<{ tags: string[]; group?: string }>(
      ({ context }, { tags, group }) => countIn(context, tags, group).n > 0,
    ),
    'source.in': guard<{ source: string; tags: string[] }>(({ context }, { source, tags }) => {
      const heard = context.sources[source];
      return heard !== undefined && tags.includes(heard.tag);
    }),
    'sources.all': guard<{ tags: string[] }>(({ context }, { tags }) =>
      definition.listens.every((link) => {
        const heard = context.sources[link.as];
        return heard !== undefined && tags.includes(heard.tag);
      }),
    ),
    'counter.below': guard<{ counter: string; limit: number }>(
      ({ context }, { counter, limit }) => (context.counters[counter] ?? 0) < limit,
    ),
    'parameter.is': guard<{ value: Scalar; equals: Scalar }>((_, { value, equals }) => value === equals),
    'event.has': guard<{ field: string }>(
      ({ event }, { field }) => event[field] !== undefined && event[field] !== null,
    ),
    'event.is': guard<{ field: string; equals: Scalar }>(({ event }, { field, equals }) => event[field] === equals),
    'event.day': guard<{ field: string; notBefore?: never; notAfter?: never }>(
      ({ context, event }, { field, notBefore, notAfter }) => {
        const value = event[field];
        const day = typeof value === 'number' ? dayOf(value) : typeof value === 'string' ? value : undefined;
        if (day === undefined) return false;
        const anchors = anchorsOf(context);
        if (notBefore !== undefined && day < resolveDay(notBefore, anchors, calendar).day) return false;
        return notAfter === undefined || day <= resolveDay(notAfter, anchors, calendar).day;
      },
    ),
    'fact.is': guard<{ fact: string; equals: Scalar }>(
      ({ context }, { fact, equals }) => (context.facts[fact] ?? null) === equals,
    ),
    'schedule.ended': guard(
      ({ context }) =>
        !definition.schedule ||
        (!('on' in definition.schedule) &&
          context.due['w-next'] === undefined &&
          nextOpening(definition.schedule, context.at, calendar) === undefined),
    ),
  };
}

/**
 * A due instant as a delay from the letter's moment. A past deadline is due at once; a past reminder, what has been told
 * of this very end, and an instant that is not known are never armed (Infinity: `step` leaves them out).
 */
export const until =
  (name: string) =>
  ({ context }: { context: Context }): number => {
    const instant = context.due[name];
    if (instant === undefined || isTold(context, name)) return Infinity;
    if (name.startsWith('r-') && instant < context.at) return Infinity;
    return Math.max(0, instant - context.at);
  };
