import type { AnyMachineSnapshot } from 'xstate';
import { own, rolesHeld } from './access.js';
import { kept } from './books.js';
import { isClosed, unmetFor, type Condition } from './conditions.js';
import { groupsOf } from './definition/definition.js';
import type { Machine } from './definition/machine.js';
import { settled } from './definition/due.js';
import type { Role } from './definition/schema.js';
import type { Actor, Context, Event, Snapshot } from './instance.js';
import type { Effect } from './effect.js';
import { initialTransition, transition, type Action } from './inert.js';
import { reopening, reopeningEvents } from './reopening.js';
import { toEffect } from './effect.js';

/** What one step did. Plain data: no clock, no database, and no effect is carried out. */
export type Moved = {
  readonly outcome: 'moved';
  readonly snapshot: Snapshot;
  readonly tags: readonly string[];
  readonly stage: string;
  readonly effects: readonly Effect[];
};
export type Refused =
  | {
      readonly outcome: 'refused';
      readonly code: 'event-not-expected' | 'not-closed' | 'already-open';
    }
  /** What would have to hold. */
  | { readonly outcome: 'refused'; readonly code: 'guard-not-met'; readonly unmet: readonly Condition[] }
  | { readonly outcome: 'refused'; readonly code: 'forbidden-event'; readonly by: readonly Role[] };
export type Step = Moved | Refused;
/** When it happened, and who did it. */
export type Moment = { readonly at: number; readonly effectiveAt?: number; readonly actor?: Actor };

/** Events that the engine itself writes. They only keep the books of the context; the statechart reacts by its guards. */
export const systemEvents = [
  'child.moved',
  'children.opened',
  'source.moved',
  'deadline.moved',
  'calendar.moved',
  'parent.moved',
] as const;
const isSystem = (type: string): boolean => (systemEvents as readonly string[]).includes(type);
const isTimer = (type: string): boolean => type.startsWith('xstate.');

/** The first step of an instance. Pure. Throws when the machine itself is broken: such an instance is never stored. */
export function begin(machine: Machine, context: Context): Moved {
  const [next, actions] = initialTransition(machine.chart, settled(machine.definition, machine.calendar, context));
  return moved(machine, next, actions);
}

/** One step of a running instance. Pure. An event that the state does not take is refused, and nothing changes. */
export function step(machine: Machine, snapshot: Snapshot, event: Event, moment: Moment): Step {
  const sender = senderOf(machine, snapshot, event, moment.actor);
  const books: Context = {
    ...snapshot.context,
    at: moment.at,
    effectiveAt: moment.effectiveAt ?? moment.at,
    ...(sender && { sender }),
  };
  const context = isSystem(event.type) ? kept(machine, books, event) : books;
  const current = restore(machine, { ...snapshot, context });
  if (snapshot.status === 'done') return reopened(machine, { ...snapshot, context }, event);
  if (own(machine.definition.events, event.type)?.reopens) return { outcome: 'refused', code: 'not-closed' };
  if (!isSystem(event.type) && !isTimer(event.type) && !current.can(event))
    return refused(machine, { ...snapshot, context }, event);
  const [next, actions] = transition(machine.chart, current, event);
  const done = moved(machine, next, actions, stageOf(machine, current));
  const follows = [
    ...redated(event, snapshot.context, done),
    ...handedOver(machine, snapshot.context, done.snapshot.context),
  ];
  return follows.length > 0 ? { ...done, effects: [...done.effects, ...follows] } : done;
}

const movesDeadlines = ({ type }: Event): boolean => type === 'deadline.moved' || type === 'calendar.moved';

/** Whoever still has work to do learns of its new deadline, once: no lifecycle hears of these letters. */
function redated(event: Event, { due: was }: Context, { snapshot, tags }: Moved): readonly Effect[] {
  const { due } = snapshot.context;
  const isOpen = ['on-track', 'due-soon', 'overdue'].some((tag) => tags.includes(tag));
  const isSame = was['end'] === due['end'] && was['working-end'] === due['working-end'];
  if (!movesDeadlines(event) || !isOpen || isSame) return [];
  return [{ type: 'notice', to: ['unit.officer', 'unit.head'], template: 'deadline-moved', level: 0 }];
}

/** Whoever has been handed over tells the children, whose `parent` it is. */
const handedOver = ({ definition }: Machine, was: Context, { unit }: Context): readonly Effect[] =>
  unit === was.unit
    ? []
    : groupsOf(definition, undefined).map(([group]) => ({
        type: 'errand',
        task: { type: 'tell', group, event: { type: 'parent.moved', unit } },
      }));

/** What is closed stays as it is, and notes that it is opened again. */
function reopened(machine: Machine, snapshot: Snapshot, event: Event): Step {
  const asked = reopening(machine.definition, snapshot.context, event);
  if (typeof asked === 'string') return { outcome: 'refused', code: asked };
  const current = restore(machine, { ...snapshot, context: { ...snapshot.context, again: asked.key } });
  return { ...moved(machine, current, [], stageOf(machine, current)), effects: [asked.effect] };
}

/** The roles that an edge may ask for: of a person, and only where the lifecycle narrows the event. */
const senderOf = (
  { definition }: Machine,
  { context }: Snapshot,
  { type }: Event,
  actor: Actor | undefined,
): readonly Role[] | undefined =>
  actor?.kind === 'person' && own(definition.narrowed, type) ? rolesHeld(definition, actor.seats, context) : undefined;

/** Why not: because of the state, of a guard, or only because of who asks. */
function refused(machine: Machine, snapshot: Snapshot, event: Event): Refused {
  const { sender, ...context } = snapshot.context;
  const current = restore(machine, { ...snapshot, context });
  if (!expected(current).has(event.type)) return { outcome: 'refused', code: 'event-not-expected' };
  if (!sender || !current.can(event))
    return { outcome: 'refused', code: 'guard-not-met', unmet: unmetFor(machine, current, event, sender) };
  const taken = (role: Role) => restore(machine, { ...snapshot, context: { ...context, sender: [role] } }).can(event);
  const by = own(machine.definition.events, event.type)?.by ?? [];
  return { outcome: 'refused', code: 'forbidden-event', by: by.filter(taken) };
}

/** The events of people that the state would take now: guards that read the event may still refuse one. */
export function possible(machine: Machine, snapshot: Snapshot, at: number): readonly string[] {
  if (snapshot.status === 'done') return reopeningEvents(machine.definition, snapshot.context);
  const current = restore(machine, { ...snapshot, context: { ...snapshot.context, at, effectiveAt: at } });
  const types = expected(current);
  return Object.keys(machine.definition.events).filter((type) => types.has(type) && !isClosed(machine, current, type));
}

/** What the active states name, those that they stand in too. Once for all events: XState gathers it anew each time. */
const expected = ({ _nodes }: AnyMachineSnapshot): ReadonlySet<string> =>
  new Set(_nodes.flatMap(({ ownEvents }) => ownEvents as readonly string[]));

const restore = ({ chart }: Machine, snapshot: Snapshot): AnyMachineSnapshot => {
  // resolveState is three times faster; restoreSnapshot alone knows how to bring history states back.
  if (!snapshot.historyValue || Object.keys(snapshot.historyValue).length === 0)
    return chart.resolveState({
      value: snapshot.value as never,
      context: snapshot.context,
      status: snapshot.status,
    });
  return chart.restoreSnapshot({ ...snapshot, children: {} } as never, {} as never) as AnyMachineSnapshot;
};

/** “closed” is every closed instance: it is said where nothing that tells more is true. */
const stageOf = ({ definition }: Machine, { tags, status }: AnyMachineSnapshot): string =>
  definition.stages.find((tag) => tag !== 'closed' && tags.has(tag)) ?? (status === 'done' ? 'closed' : 'open');

/** What somebody has asked and waits for; once it is closed nobody does. */
const marksOf = ({ definition: { marks = {} } }: Machine, { status }: AnyMachineSnapshot, { facts }: Context) =>
  status === 'done' ? [] : Object.keys(marks).filter((mark) => facts[mark] === true);

function moved(machine: Machine, next: AnyMachineSnapshot, actions: readonly Action[], was?: string): Moved {
  if (next.status !== 'active' && next.status !== 'done')
    throw next.error instanceof Error ? next.error : new Error(`a snapshot of status ${next.status}`);
  const { sender: _, ...last } = next.context as unknown as Context;
  const stage = stageOf(machine, next);
  const context = stage === was ? last : { ...last, stageAt: last.effectiveAt };
  const tags = [...new Set([...next.tags, ...marksOf(machine, next, context)])].sort();
  const history = next.historyValue as Record<string, readonly { id: string }[]>;
  return {
    outcome: 'moved',
    snapshot: {
      status: next.status,
      value: next.value as Snapshot['value'],
      context,
      ...(Object.keys(history).length > 0 && {
        historyValue: Object.fromEntries(
          Object.entries(history).map(([key, nodes]) => [key, nodes.map(({ id }) => ({ id }))]),
        ),
      }),
    },
    tags,
    stage,
    effects: actions.flatMap((action) => toEffect(machine, context.at, action.type, action.params)),
  };
}
