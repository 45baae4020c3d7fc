import type { Schedule } from '../calendar/recurrence.js';
import type { DateExpr, DeadlineRule } from '../calendar/deadline.js';
import type { Json } from '../canonical.js';
import type { Form } from '../form/form.js';
import { timingSchema, type Timing } from '../plan/schema.js';
import type { Actors, Definition, Listen, MachineJson, TaskGroup, WindowSpec } from './definition.js';
import {
  followedTags,
  type Action,
  type Edge,
  type Edges,
  type Guard,
  type Label,
  type Lifecycle,
  type Role,
  type State,
} from './schema.js';
import { timelinessRegion } from './timeliness.js';

/** What an obligation adds to a lifecycle: everything that is not a state. */
export type Duty = {
  readonly kind: Definition['kind'];
  readonly plan: string;
  readonly obligation: string;
  readonly clause: string;
  readonly class: Definition['class'];
  readonly label: Label;
  readonly owner: string | null;
  readonly actors: Actors;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly deadline: DeadlineRule | null;
  readonly timing: Timing | null;
  readonly listens: readonly Listen[];
  readonly groups: Readonly<Record<string, TaskGroup>>;
  readonly schedule: Schedule | null;
  readonly restricted?: boolean;
  readonly forms?: Readonly<Record<string, Form>>;
};

/** A definition that cannot be compiled. The linter finds these first; whoever skips it meets this. */
export class CompileError extends Error {
  constructor(
    readonly code: 'unknown-parameter' | 'unknown-guard',
    readonly what: string,
  ) {
    super(`${code}: ${what}`);
  }
}

/** The root of every machine, and so the first word of every state's id. */
export const ROOT = 'duty';
const workId = (path: string): string => `${ROOT}.work.${path}`;

/** Lifecycle × obligation → the definition that instances are pinned to. Pure; the same input gives the same hash. */
export function compile(lifecycle: Lifecycle, duty: Duty): Definition {
  const value = parameters(lifecycle, duty.parameters);
  const states = [...walk(lifecycle.states)];
  const withTag = (tag: string) =>
    states.filter(([, state]) => state.tags?.includes(tag)).map(([path]) => workId(path));
  const [handedIn, exempt, cancelled, suspended] = followedTags.map(withTag);
  const timing = duty.timing ?? timingSchema.parse({});
  const work = region({ initial: lifecycle.initial, states: lifecycle.states }, { lifecycle, value });
  const timeliness = timelinessRegion(timing, {
    final: Object.entries(lifecycle.states)
      .filter(([, s]) => s.type === 'final')
      .map(([name]) => workId(name)),
    handedIn: handedIn ?? [],
    exempt: exempt ?? [],
    cancelled: cancelled ?? [],
    suspended: suspended ?? [],
    tagged: (tags) => [...new Set(tags.flatMap(withTag))],
  });
  return {
    format: 1,
    kind: duty.kind,
    plan: duty.plan,
    obligation: duty.obligation,
    clause: duty.clause,
    class: duty.class,
    label: duty.label,
    lifecycle: lifecycle.lifecycle,
    owner: duty.owner,
    actors: duty.actors,
    machine: { id: ROOT, type: 'parallel', states: { work, timeliness } },
    labels: Object.fromEntries(states.flatMap(([path, state]) => (state.label ? [[path, state.label]] : []))),
    events: lifecycle.events ?? {},
    narrowed: narrowedIn(states, lifecycle.events ?? {}),
    windows: Object.fromEntries(
      Object.entries(lifecycle.windows ?? {}).map(([name, rule]) => [name, windowSpec(rule, value)]),
    ),
    deadline: duty.deadline,
    timing,
    stages: lifecycle.stages ?? [],
    ...(lifecycle.marks && { marks: lifecycle.marks }),
    listens: duty.listens,
    groups: duty.groups,
    schedule: duty.schedule,
    ...(duty.restricted && { restricted: true }),
    ...(duty.forms && Object.keys(duty.forms).length > 0 && { forms: duty.forms }),
  };
}

/** Every work state with its path, parents first. */
export function* walk(states: Readonly<Record<string, State>>, above = ''): Generator<readonly [string, State]> {
  for (const [name, state] of Object.entries(states)) {
    const path = above + name;
    yield [path, state];
    if (state.states) yield* walk(state.states, `${path}.`);
  }
}

export const edgesOf = (edges: Edges | undefined): readonly Edge[] =>
  edges === undefined
    ? []
    : (Array.isArray(edges) ? edges : [edges]).map((edge) => (typeof edge === 'string' ? { target: edge } : edge));

type Value = (name: string) => Json;
type Scope = { readonly lifecycle: Lifecycle; readonly value: Value };

const parameters =
  (lifecycle: Lifecycle, given: Readonly<Record<string, unknown>>): Value =>
  (name) => {
    const declared = lifecycle.parameters?.[name];
    if (!declared) throw new CompileError('unknown-parameter', name);
    return (given[name] ?? declared.default) as Json;
  };

/** Puts values where `{ parameter: name }` stands, however deep. */
function filled(node: unknown, value: Value): Json {
  if (node === null || typeof node !== 'object') return node as Json;
  if (Array.isArray(node)) return node.map((item) => filled(item, value));
  const keys = Object.keys(node);
  const name = (node as { parameter?: unknown }).parameter;
  if (keys.length === 1 && typeof name === 'string') return value(name);
  return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, filled(item, value)]));
}

function region(
  part: { initial?: string | undefined; states: Readonly<Record<string, State>> },
  scope: Scope,
): MachineJson {
  return {
    ...(part.initial && { initial: part.initial }),
    states: Object.fromEntries(Object.entries(part.states).map(([name, state]) => [name, node(state, scope)])),
  };
}

function node(state: State, scope: Scope): MachineJson {
  // The window's instant is set on entry, before XState reads it for the state's `after`.
  const windows = Object.keys(state.after ?? {}).map((window) => ({ type: 'window.open', params: { window } }));
  const entry = [...windows, ...actions(state.entry, scope)];
  const on = edgeMap(state.on, scope);
  const after = edgeMap(state.after, scope, (window) => `w-${window}`);
  return {
    ...(state.type && { type: state.type }),
    ...(state.id && { id: state.id }),
    ...(state.history && { history: state.history }),
    ...(state.target && { target: state.target }),
    ...(state.tags && { tags: state.tags }),
    ...(entry.length > 0 && { entry }),
    ...(state.exit && { exit: actions(state.exit, scope) }),
    ...(on && { on }),
    ...(after && { after }),
    ...(state.always && { always: edgesOf(state.always).map((edge) => edgeJson(edge, scope)) }),
    ...(state.onDone && { onDone: edgesOf(state.onDone).map((edge) => edgeJson(edge, scope)) }),
    ...(state.states && region({ initial: state.initial, states: state.states }, scope)),
  };
}

const edgeMap = (
  map: Readonly<Record<string, Edges>> | undefined,
  scope: Scope,
  rename = (name: string) => name,
): Json | undefined =>
  map &&
  Object.fromEntries(
    Object.entries(map).map(([name, edges]) => [rename(name), edgesOf(edges).map((edge) => edgeJson(edge, scope))]),
  );

function edgeJson({ target, guard, by, actions: does, reenter }: Edge, scope: Scope): MachineJson {
  // Whom an edge is not for passes it over: the first question, so that nobody's guard is asked in vain.
  const guards = [
    ...(by === undefined ? [] : [{ type: 'sender.is', params: { roles: by } }]),
    ...(guard === undefined ? [] : [guardJson(guard, scope)]),
  ];
  const [only] = guards;
  return {
    ...(target !== undefined && { target }),
    ...(only !== undefined && { guard: guards.length > 1 ? { type: 'and', guards } : only }),
    ...(does !== undefined && { actions: actions(does, scope) }),
    ...(reenter !== undefined && { reenter }),
  };
}

function guardJson(guard: Guard, scope: Scope): Json {
  if (typeof guard === 'string') {
    const named = scope.lifecycle.guards?.[guard];
    if (named === undefined) throw new CompileError('unknown-guard', guard);
    return guardJson(named, scope);
  }
  if (guard.type === 'not') return { type: 'not', guard: guardJson(guard.guard, scope) };
  if (guard.type === 'and' || guard.type === 'or')
    return { type: guard.type, guards: guard.guards.map((g) => guardJson(g, scope)) };
  return filled(guard, scope.value);
}

const actions = (list: Action | Action[] | undefined, { value }: Scope): Json[] =>
  list === undefined
    ? []
    : (Array.isArray(list) ? list : [list]).flatMap((action) => {
        const made = filled(action, value);
        // Noted before it is asked for: until the new tasks stand, nobody may take the old ones for all.
        if (action.type === 'tasks.open') return [asked(made), made];
        // And until the source has answered, nobody may take for its word what another said under that name.
        if (action.type === 'source.listen') return [{ type: 'source.asked', params: action.params }, made];
        return [made];
      });

function asked(opening: Json): Json {
  const { group } = (opening as { params?: { group?: Json } }).params ?? {};
  return { type: 'tasks.asked', ...(group !== undefined && { params: { group } }) };
}

function windowSpec(rule: NonNullable<Lifecycle['windows']>[string], value: Value): WindowSpec {
  if ('schedule' in rule) return { schedule: 'next' };
  if ('on' in rule) return { on: filled(rule.on, value) as DateExpr, time: rule.time ?? '08:00' };
  return { workingDays: filled(rule.workingDays, value) as number };
}

/** An edge without `by` is open to all who may send its event; a state is open to whomever one of its edges is open to. */
function narrowedIn(
  states: readonly (readonly [string, State])[],
  events: NonNullable<Lifecycle['events']>,
): Definition['narrowed'] {
  const open = Object.entries(events).flatMap(([event, { by }]) => {
    const taking = states.flatMap(([path, { on }]) => {
      const edges = edgesOf(on?.[event]);
      return edges.length > 0 ? [[path, edges] as const] : [];
    });
    if (!taking.some(([, edges]) => edges.some((edge) => edge.by))) return [];
    const roles = taking.map(([path, edges]) => [path, openOf(edges, by)] as const);
    return [[event, Object.fromEntries(roles)] as const];
  });
  return Object.fromEntries(open);
}

/** An edge narrows: it lets nobody in whom the event keeps out. */
const openOf = (edges: readonly Edge[], by: readonly Role[]): readonly Role[] =>
  by.filter((role) => edges.some((edge) => edge.by?.includes(role) ?? true));
