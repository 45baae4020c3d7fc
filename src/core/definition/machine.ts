import { and, createMachine, not, or, stateIn, type AnyStateMachine } from 'xstate';
import type { Calendar } from '../calendar/calendar.js';
import type { Json } from '../canonical.js';
import type { Context, Event } from '../instance.js';
import type { Definition } from './definition.js';
import { changes, guards, until } from './vocabulary.js';

/** A definition with its vocabulary bound to a calendar: what `step` runs. Made once per (definition, calendar) and cached. */
export type Machine = { readonly definition: Definition; readonly calendar: Calendar; readonly chart: AnyStateMachine };

type Node = { readonly [key: string]: Json | undefined };

/** Effects are taken off the transition by `step`; XState itself runs nothing. Their parameters are fixed as they happen. */
const effects = ['notice.send', 'tasks.open', 'tasks.tell', 'occurrence.open', 'source.listen'] as const;
export type EffectType = (typeof effects)[number];
/** An effect's parameters, and the moment it stood in: context and event as they were when the action was reached. */
export type EffectParams = {
  readonly given: { readonly [key: string]: Json | undefined };
  readonly context: Context;
  readonly event: Event;
};

export function makeMachine(definition: Definition, calendar: Calendar): Machine {
  const implementations = {
    actions: {
      ...changes(definition, calendar),
      ...Object.fromEntries(effects.map((name) => [name, () => undefined])),
    },
    guards: guards(definition, calendar),
    delays: Object.fromEntries([...delayNames(definition.machine)].map((name) => [name, until(name)])),
  };
  refuseUnknown(definition, implementations);
  const context = ({ input }: { input: Context }): Context => input;
  // XState's types describe charts written by hand; this one came from data that the schema and the linter have checked.
  // A chart that turns in circles is a bug: it throws, and the instance is set aside instead of the worker.
  const config = { ...(materialise(definition.machine) as object), context, options: { maxIterations: 1000 } };
  const chart = createMachine(config as never, implementations as never) as unknown as AnyStateMachine;
  return { definition, calendar, chart };
}

/** JSON → XState's configuration: composed guards become XState's own, and effects remember the moment they stand in. */
function materialise(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(materialise);
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      if (key === 'guard') return [key, guardOf(value as Node)];
      if (key === 'actions' || key === 'entry' || key === 'exit') return [key, (value as Node[]).map(actionOf)];
      return [key, materialise(value)];
    }),
  );
}

function guardOf(guard: Node): unknown {
  switch (guard['type']) {
    case 'not':
      return not(guardOf(guard['guard'] as Node) as never);
    case 'and':
      return and((guard['guards'] as Node[]).map(guardOf) as never);
    case 'or':
      return or((guard['guards'] as Node[]).map(guardOf) as never);
    case 'work.in':
      return or((guard['params'] as { states: string[] }).states.map((id) => stateIn(`#${id}`)));
    default:
      return guard;
  }
}

function actionOf(action: Node): unknown {
  if (!(effects as readonly unknown[]).includes(action['type'])) return action;
  const given = (action['params'] ?? {}) as Node;
  return {
    type: action['type'],
    params: ({ context, event }: { context: Context; event: Event }): EffectParams => ({ given, context, event }),
  };
}

/** A definition names something that this build does not know. */
export class UnknownName extends Error {
  constructor(
    readonly kind: 'actions' | 'guards',
    readonly unknown: string,
  ) {
    super(`${kind}: ${unknown} is not in the vocabulary`);
  }
}

const COMPOSED = ['and', 'or', 'not', 'work.in'];

/** XState passes over an action that it does not know, and history would be wrong in silence. */
function refuseUnknown({ machine }: Definition, known: { readonly actions: object; readonly guards: object }): void {
  for (const [kind, name] of namesIn(machine))
    if (!Object.hasOwn(known[kind], name) && !(kind === 'guards' && COMPOSED.includes(name)))
      throw new UnknownName(kind, name);
}

function* namesIn(node: unknown): Generator<readonly ['actions' | 'guards', string]> {
  if (Array.isArray(node)) for (const item of node) yield* namesIn(item);
  else if (node !== null && typeof node === 'object')
    for (const [key, value] of Object.entries(node)) {
      if (key === 'guard') yield ['guards', (value as { type: string }).type];
      if (key === 'guards') for (const { type } of value as { type: string }[]) yield ['guards', type];
      if (key === 'actions' || key === 'entry' || key === 'exit')
        for (const { type } of value as { type: string }[]) yield ['actions', type];
      yield* namesIn(value);
    }
}

function* delayNames(node: unknown): Generator<string> {
  if (Array.isArray(node)) for (const item of node) yield* delayNames(item);
  else if (node !== null && typeof node === 'object')
    for (const [key, value] of Object.entries(node)) {
      if (key === 'after') yield* Object.keys(value as object);
      yield* delayNames(value);
    }
}
