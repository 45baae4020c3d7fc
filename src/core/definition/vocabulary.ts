import { assign } from 'xstate';
import type { Calendar, Instant } from '../calendar/calendar.js';
import { dayOf, startOfDay } from '../calendar/day.js';
import { deadlineFromInstant, resolveDay, type DeadlineRule } from '../calendar/deadline.js';
import { nextOpening } from '../calendar/recurrence.js';
import { addWorkingDays, workingDaysBetween } from '../calendar/working-time.js';
import {
  NO_CHILDREN,
  type Context,
  type Deadline,
  type Event,
  type Facts,
  type Scalar,
  type Verdict,
} from '../instance.js';
import { anchorsOf } from './anchors.js';
import { groupsOf, type Definition } from './definition.js';
import { endFrom, settled, tryResolve, unpaused, windowEnd, withDeadline, type Setting } from './due.js';
import type { Role } from './schema.js';

/**
 * The closed vocabulary: what a lifecycle may name, and what it means. Everything reads the context only; the moment
 * was written there before the transition. An entry is never changed once released, only added under a new name,
 * because running instances are replayed with it.
 */
type Args = { context: Context; event: Event };
type Change = Partial<Context>;

/** Whether this timer has told of the legal end as it stands now. A timer of another end has still to speak. */
const isTold = ({ told, due }: Context, name: string): boolean => {
  const end = due['end'];
  return end !== undefined && (told[name] ?? []).includes(end);
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
    const anew = unpaused(context);
    if (end !== undefined) return set(anew, { next: deadlineFromInstant(end, calendar), kind, rule: null });
    const next = by.rule && tryResolve(by.rule, anew, calendar);
    return next && by.rule ? set(anew, { next, kind, rule: by.rule }) : {};
  };

  /** Facts may be the last thing that the own deadline waited for, or move it. */
  const knowing = (context: Context, facts: Facts, of: 'facts' | 'parentFacts' = 'facts'): Change =>
    settled(definition, calendar, { ...context, [of]: { ...context[of], ...facts } });

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
    'deadline.set': change<{ field: string } | { own: true } | DeadlineRule>((args, params) => {
      if ('field' in params) return setting(args, 'main', params);
      const rule = 'own' in params ? definition.deadline : params;
      return rule ? setting(args, 'main', { rule }) : {};
    }),
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
    'fact.keep': change<{ fields: readonly string[]; of?: 'parent' }>(({ context, event }, { fields, of }) => {
      const kept = fields.filter((f) => event[f] !== undefined).map((f) => [f, scalarOf(event[f])] as const);
      return knowing(context, Object.fromEntries(kept), of === 'parent' ? 'parentFacts' : 'facts');
    }),
    'fact.set': change<{ fact: string; value: Scalar }>(({ context }, { fact, value }) =>
      knowing(context, { [fact]: value }),
    ),
    'source.asked': change<{ field: string; as: string }>(({ context, event }, { field, as }) => {
      const key = event[field];
      if (typeof key !== 'string') return {};
      const { [as]: _, ...sources } = context.sources;
      return { sources, links: { ...context.links, [as]: key } };
    }),
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

/** Guards that look at what a letter brings: before there is one, nobody can say whether they hold. */
export const readsEvent = (guard: string): boolean => guard.startsWith('event.');

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
    reopened: guard(({ context }) => context.reopens !== undefined),
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
