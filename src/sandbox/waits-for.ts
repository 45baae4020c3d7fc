import { openTo, postsOf } from '../core/access.js';
import type { Instant } from '../core/calendar/calendar.js';
import { toIso } from '../core/calendar/working-time.js';
import type { Json } from '../core/canonical.js';
import type { Definition } from '../core/definition/definition.js';
import type { Seat } from '../core/instance.js';
import { activeStates, isRegular, leadingOn } from '../core/turn.js';
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
  const soonest = Math.min(...windows.map(([, at]) => at));
  if (Number.isFinite(soonest)) return { kind: 'date', at: toIso(soonest) };
  const states = [...activeStates(definition, standing.snapshot.value)];
  const asked = new Set(states.flatMap(({ always }) => sourcesIn(always)));
  const sources = definition.listens.filter(({ as }) => asked.has(as));
  if (sources.length > 0) return { kind: 'obligations', obligations: obligationsOf(sources) };
  const next = leading(standing, definition);
  if (next.length > 0) return { kind: 'post', posts: next };
  if (above && above.kind !== 'series') return { kind: 'parent', obligation: above.obligation, period: above.period };
  if (posts.length > 0) return { kind: 'post', posts };
  return definition.listens.length > 0
    ? { kind: 'obligations', obligations: obligationsOf(definition.listens) }
    : { kind: 'unknown' };
}

const obligationsOf = (listens: Definition['listens']): readonly string[] => [
  ...new Set(listens.map(({ obligation }) => obligation)),
];

const isObject = (value: unknown): value is { readonly [key: string]: Json | undefined } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The sources that guards ask, however deep they stand. */
function sourcesIn(edges: Json | undefined): readonly string[] {
  if (Array.isArray(edges)) return edges.flatMap(sourcesIn);
  if (!isObject(edges)) return [];
  const { type, params } = edges;
  if (type === 'source.in' && isObject(params) && typeof params['source'] === 'string') return [params['source']];
  return Object.values(edges).flatMap(sourcesIn);
}

/** Whoever may send an event that leads on. */
function leading({ snapshot }: Standing, definition: Definition): readonly Seat[] {
  const posts = leadingOn(definition, snapshot.value).flatMap((event) =>
    openTo(definition, event, snapshot.value).flatMap((role) => postsOf(definition, role, snapshot.context)),
  );
  return posts.filter((post, i) => posts.findIndex(({ unit, seat }) => unit === post.unit && seat === post.seat) === i);
}
