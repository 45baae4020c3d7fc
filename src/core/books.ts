import type { Instant } from './calendar/calendar.js';
import { deadlineFromInstant } from './calendar/deadline.js';
import type { Machine } from './definition/machine.js';
import { endFrom, recounted, settled, unpaused, withDeadline } from './definition/due.js';
import { NO_CHILDREN, type Context, type Event, type Facts } from './instance.js';

/** The books of a context after a letter of the engine's. */
export function kept(machine: Machine, context: Context, event: Event): Context {
  switch (event.type) {
    case 'children.opened': {
      const { group, n } = event as { group?: string; n?: number } & Event;
      return group === undefined || n === undefined
        ? context
        : counted(context, group, { expected: n, opened: true, tags: { open: n } });
    }
    case 'child.moved': {
      const { group, from, to } = event as { group?: string; from?: string | null; to?: string } & Event;
      return group === undefined || to === undefined
        ? context
        : counted(context, group, { expected: 0, opened: false, tags: change(from ?? null, to) });
    }
    case 'source.moved': {
      const said = event as SourceMoved;
      const { source, to } = said;
      if (source === undefined || to === undefined || !isHeard(context, said)) return context;
      return settled(machine.definition, machine.calendar, {
        ...context,
        // What follows here from the source's coming to a stage came about when that did, whenever it was written down.
        effectiveAt: said.since ?? context.effectiveAt,
        sources: { ...context.sources, [source]: { tag: to, facts: said.facts ?? {} } },
      });
    }
    case 'deadline.moved': {
      const end = endFrom(event['to']);
      if (end === undefined) return context;
      const next = deadlineFromInstant(end, machine.calendar);
      const kind = context.deadline?.kind ?? 'main';
      const anew = unpaused(context);
      return { ...anew, ...withDeadline(machine.definition, machine.calendar, anew, { next, kind, rule: null }) };
    }
    case 'parent.moved': {
      const { unit } = event;
      return typeof unit === 'string' ? { ...context, parentUnit: unit } : context;
    }
    case 'calendar.moved':
      return recounted(machine.definition, machine.calendar, context);
    default:
      return context;
  }
}

type SourceMoved = Event & {
  readonly source?: string;
  readonly key?: string;
  readonly to?: string;
  readonly since?: Instant;
  readonly facts?: Facts;
};

/** Under a name that an event gave, only the one that it named is heard: not whom the name meant before. */
const isHeard = ({ links }: Context, { source = '', key }: SourceMoved): boolean =>
  links[source] === undefined || links[source] === key;

const change = (from: string | null, to: string): Record<string, number> =>
  from === null ? { [to]: 1 } : from === to ? {} : { [from]: -1, [to]: 1 };

type Delta = { readonly expected: number; readonly opened: boolean; readonly tags: Readonly<Record<string, number>> };
function counted(context: Context, group: string, delta: Delta): Context {
  const was = context.children[group] ?? NO_CHILDREN;
  const asked = (was.asked ?? 0) - (delta.opened ? 1 : 0);
  const tags = { ...was.tags };
  for (const [tag, n] of Object.entries(delta.tags)) {
    const sum = (tags[tag] ?? 0) + n;
    // A tag that nobody has is not kept: the parent's snapshot must not grow with what once was.
    if (sum === 0) delete tags[tag];
    else tags[tag] = sum;
  }
  return {
    ...context,
    children: {
      ...context.children,
      [group]: {
        expected: was.expected + delta.expected,
        opened: was.opened || delta.opened,
        ...(asked > 0 && { asked }),
        tags,
      },
    },
  };
}
