import { own, openTo, postsOf } from '../core/access.js';
import type { Instant } from '../core/calendar/calendar.js';
import { toIso } from '../core/calendar/working-time.js';
import type { Json } from '../core/canonical.js';
import type { Definition } from '../core/definition/definition.js';
import type { Seat } from '../core/instance.js';
import type { NamedAct } from './acts.js';
import type { Told } from './chronicle.js';
import type { Standing } from './stage.js';

/** Whom or what an open instance waits for. */
export type WaitsFor =
  | { readonly kind: 'post'; readonly posts: readonly Seat[] }
  /** So many tasks below it that are neither handed in nor exempt. */
  | { readonly kind: 'tasks'; readonly n: number }
  | { readonly kind: 'obligations'; readonly obligations: readonly string[] }
  | { readonly kind: 'date'; readonly at: string }
  /** Nothing of its own any more: until the work above it is closed. */
  | { readonly kind: 'parent'; readonly obligation: string; readonly period: string }
  | { readonly kind: 'unknown' };

export type Waiting = {
  readonly standing: Standing;
  readonly definition: Definition;
  /** The act that is written for it, if any. */
  readonly act: NamedAct | undefined;
  readonly tasks: number;
  readonly above: Told | undefined;
  readonly until: Instant;
};

/** What somebody is written to do; else what the state itself waits for; else what leads out of it. */
export function waitsFor({ standing, definition, act, tasks, above, until }: Waiting): WaitsFor {
  const { context } = standing.snapshot;
  const posts = act ? postsOf(definition, act.by, context) : [];
  // What somebody may do but need not is not what it waits for, while tasks are missing.
  if (act && isRegular(definition, act.event) && (act.chance === 1 || tasks === 0)) return { kind: 'post', posts };
  if (tasks > 0) return { kind: 'tasks', n: tasks };
  const windows = Object.entries(context.due).filter(([name, at]) => name.startsWith('w-') && at > until);
  const next = Math.min(...windows.map(([, at]) => at));
  if (Number.isFinite(next)) return { kind: 'date', at: toIso(next) };
  const states = [...activeStates(standing, definition)];
  const asked = new Set(states.flatMap(({ always }) => sourcesIn(always)));
  const sources = definition.listens.filter(({ as }) => asked.has(as));
  if (sources.length > 0) return { kind: 'obligations', obligations: obligationsOf(sources) };
  const leading = leadingOn(states, standing, definition);
  if (leading.length > 0) return { kind: 'post', posts: leading };
  if (above && above.kind !== 'series') return { kind: 'parent', obligation: above.obligation, period: above.period };
  if (posts.length > 0) return { kind: 'post', posts };
  return definition.listens.length > 0
    ? { kind: 'obligations', obligations: obligationsOf(definition.listens) }
    : { kind: 'unknown' };
}

/** What asks for a reason is the exception: nobody waits for a cancellation, or for what is done without the others. */
const isRegular = ({ events }: Definition, event: string): boolean => own(events, event)?.reason !== 'required';

const obligationsOf = (listens: Definition['listens']): readonly string[] => [
  ...new Set(listens.map(({ obligation }) => obligation)),
];

type StateJson = { readonly [key: string]: Json | undefined };
const isObject = (value: unknown): value is StateJson =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The work states in which it stands, as they are compiled. */
function* activeStates({ snapshot: { value } }: Standing, { machine }: Definition): Generator<StateJson> {
  const { states } = machine;
  if (isObject(value) && isObject(states)) yield* inside(states['work'], value['work']);
}

function* inside(region: Json | undefined, value: unknown): Generator<StateJson> {
  if (!isObject(region) || !isObject(region['states'])) return;
  const inner = typeof value === 'string' ? { [value]: undefined } : isObject(value) ? value : {};
  for (const [name, below] of Object.entries(inner)) {
    const state = region['states'][name];
    if (isObject(state)) yield state;
    yield* inside(state, below);
  }
}

/** The sources that guards ask, however deep they stand. */
function sourcesIn(edges: Json | undefined): readonly string[] {
  if (Array.isArray(edges)) return edges.flatMap(sourcesIn);
  if (!isObject(edges)) return [];
  const { type, params } = edges;
  if (type === 'source.in' && isObject(params) && typeof params['source'] === 'string') return [params['source']];
  return Object.values(edges).flatMap(sourcesIn);
}

/** Whoever may send an event that leads on. */
function leadingOn(states: readonly StateJson[], { snapshot }: Standing, definition: Definition): readonly Seat[] {
  const events = states
    .flatMap(({ on }) => (isObject(on) ? Object.entries(on) : []))
    .filter(([, edges]) => leads(edges));
  const posts = events.flatMap(([event]) => {
    const spec = own(definition.events, event);
    if (!spec || !isRegular(definition, event)) return [];
    return openTo(definition, event, snapshot.value).flatMap((role) => postsOf(definition, role, snapshot.context));
  });
  return posts.filter((post, i) => posts.findIndex(({ unit, seat }) => unit === post.unit && seat === post.seat) === i);
}

const leads = (edges: Json | undefined): boolean =>
  Array.isArray(edges) && edges.some((edge) => isObject(edge) && edge['target'] !== undefined);
