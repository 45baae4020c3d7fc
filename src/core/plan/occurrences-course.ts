import type { Definition, MachineJson } from '../definition/definition.js';
import type { Label } from '../definition/schema.js';

/**
 * The course of a lifecycle as far as it can be read without running it: what happens at the opening, on an event, at the
 * end of a window. Guards that only a running instance can answer are taken as open.
 */
export type Deed = { readonly type: string; readonly params: Readonly<Record<string, unknown>> };
export type Place = { readonly state: string; readonly edges: readonly EdgeJson[] };
export type Waiting = Place & { readonly window: string };
/** What one move does, and the windows of the states that it enters. */
export type Move = { readonly deeds: readonly Deed[]; readonly windows: readonly Waiting[] };

export type Course = {
  readonly begin: () => Move;
  /** The first place that takes the event. */
  readonly on: (event: string) => Move | undefined;
  readonly after: (waiting: Place) => Move;
  readonly windows: readonly Waiting[];
  /** Where a task group may be opened; first what needs nobody. */
  readonly openers: (group: string) => readonly Opener[];
};
/** By itself, once sources are where they should be; or by an event. */
export type Opener = { readonly state: string; readonly event?: string; readonly sources: readonly string[] };

type EdgeJson = {
  readonly target?: string;
  readonly guard?: GuardJson;
  readonly actions?: readonly ActionJson[];
  readonly reenter?: boolean;
};
type ActionJson = { readonly type: string; readonly params?: Readonly<Record<string, unknown>> };
type GuardJson = {
  readonly type: string;
  readonly guard?: GuardJson;
  readonly guards?: readonly GuardJson[];
  readonly params?: Readonly<Record<string, unknown>>;
};
type StateJson = {
  readonly id?: string;
  readonly type?: string;
  readonly target?: string;
  readonly initial?: string;
  readonly tags?: readonly string[];
  readonly entry?: readonly ActionJson[];
  readonly on?: Readonly<Record<string, readonly EdgeJson[]>>;
  readonly after?: Readonly<Record<string, readonly EdgeJson[]>>;
  readonly always?: readonly EdgeJson[];
  readonly onDone?: readonly EdgeJson[];
  readonly states?: Readonly<Record<string, StateJson>>;
};

const WINDOW = 'w-';
const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('.')));
const below = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

function* walk(node: StateJson, path: string): Generator<readonly [string, StateJson]> {
  yield [path, node];
  for (const [name, child] of Object.entries(node.states ?? {})) yield* walk(child, below(path, name));
}

/** What is known of a guard from the definition alone. */
function known(guard: GuardJson | undefined): boolean | undefined {
  if (!guard) return true;
  switch (guard.type) {
    case 'parameter.is':
      return guard.params?.['value'] === guard.params?.['equals'];
    case 'reopened':
      return false;
    case 'not': {
      const inner = known(guard.guard);
      return inner === undefined ? undefined : !inner;
    }
    case 'and':
      return all((guard.guards ?? []).map(known));
    case 'or': {
      const none = all((guard.guards ?? []).map(known).map((one) => (one === undefined ? undefined : !one)));
      return none === undefined ? undefined : !none;
    }
    default:
      return undefined;
  }
}
const all = (parts: readonly (boolean | undefined)[]): boolean | undefined =>
  parts.includes(false) ? false : parts.includes(undefined) ? undefined : true;

/** The sources that a guard asks about; `*` is all of them. */
const sourcesIn = (guard: GuardJson | undefined): readonly string[] => {
  if (!guard) return [];
  if (guard.type === 'source.in') return [String(guard.params?.['source'])];
  if (guard.type === 'sources.all') return ['*'];
  return [guard.guard, ...(guard.guards ?? [])].flatMap(sourcesIn);
};

const mayPass = ({ guard }: EdgeJson): boolean => known(guard) !== false;
const surelyPasses = ({ guard }: EdgeJson): boolean => known(guard) === true;

export function courseOf(definition: Definition): Course {
  const root = (definition.machine['states'] as MachineJson)['work'] as unknown as StateJson;
  const states = new Map(walk(root, ''));
  const byId = new Map([...states].flatMap(([path, { id }]) => (id === undefined ? [] : [[id, path] as const])));
  const windows = [...states].flatMap(([state, { after }]) =>
    Object.entries(after ?? {}).map(([name, edges]) => ({ state, window: name.slice(WINDOW.length), edges })),
  );

  const resolve = (from: string, target: string): string => {
    if (target.startsWith('#')) {
      const [id = '', ...rest] = target.slice(1).split('.');
      return [byId.get(id) ?? id, ...rest].join('.');
    }
    return target.startsWith('.') ? below(from, target.slice(1)) : below(parentOf(from), target);
  };

  function follow(from: string, edge: EdgeJson | undefined, seen: Set<EdgeJson>): Move {
    if (!edge || seen.has(edge)) return { deeds: [], windows: [] };
    seen.add(edge);
    const own = (edge.actions ?? []).map(deed);
    if (edge.target === undefined) return { deeds: own, windows: [] };
    const entered = enter(resolve(from, edge.target), from, seen);
    return { deeds: [...own, ...entered.deeds], windows: entered.windows };
  }

  /** Enters a state and all on the way to it that were not active, then goes down to its initial states. */
  function enter(path: string, from: string, seen: Set<EdgeJson>): Move {
    const node = states.get(path);
    if (!node) return { deeds: [], windows: [] };
    if (node.type === 'history') {
      const parent = parentOf(path);
      return enter(node.target === undefined ? parent : resolve(path, node.target), from, seen);
    }
    const above = path
      .split('.')
      .slice(0, -1)
      .map((_, i, names) => names.slice(0, i + 1).join('.'))
      .filter((one) => one !== from && !from.startsWith(`${one}.`));
    return joined([...above.map((one) => enterOne(one, seen)), down(path, seen)]);
  }

  function down(path: string, seen: Set<EdgeJson>): Move {
    const node = states.get(path);
    if (!node) return { deeds: [], windows: [] };
    const initial = node.type === 'parallel' ? Object.keys(node.states ?? {}) : node.initial ? [node.initial] : [];
    const own = path === '' ? { deeds: [], windows: [] } : enterOne(path, seen);
    const done = node.type === 'final' ? (states.get(parentOf(path))?.onDone ?? []).find(mayPass) : undefined;
    const inner = initial.map((name) => down(below(path, name), seen));
    return joined([own, ...inner, follow(parentOf(path), done, seen)]);
  }

  const enterOne = (path: string, seen: Set<EdgeJson>): Move => {
    const node = states.get(path);
    const onward = follow(path, (node?.always ?? []).find(surelyPasses), seen);
    return {
      deeds: [...(node?.entry ?? []).map(deed), ...onward.deeds],
      windows: [...windows.filter(({ state }) => state === path), ...onward.windows],
    };
  };

  const openers: Course['openers'] = (group) => {
    const opens = (state: string, edge: EdgeJson): boolean =>
      mayPass(edge) && follow(state, edge, new Set()).deeds.some((one) => opensGroup(one, group));
    const places = [...states];
    const alone = places.flatMap(([state, { always = [], onDone = [], after = {} }]) =>
      [...always, ...onDone, ...Object.values(after).flat()]
        .filter((edge) => opens(state, edge))
        .map((edge) => ({
          state: edge.target === undefined ? state : resolve(state, edge.target),
          sources: sourcesIn(edge.guard),
        })),
    );
    const asked = places.flatMap(([state, node]) =>
      Object.entries(node.on ?? {}).flatMap(([event, edges]) =>
        edges.some((edge) => opens(state, edge)) ? [{ state, event, sources: [] }] : [],
      ),
    );
    return [...alone, ...asked];
  };

  const on: Course['on'] = (event) => {
    for (const [state, node] of states) {
      const edge = node.on?.[event]?.find(mayPass);
      if (edge) return follow(state, edge, new Set());
    }
    return undefined;
  };
  const begun = down('', new Set());
  return {
    windows,
    openers: once(openers),
    begin: () => begun,
    on: once(on),
    after: once(({ state, edges }: Place) => follow(state, edges.find(mayPass), new Set())),
  };
}

/** The course of a lifecycle is the same in every occurrence. */
function once<Key, Value>(work: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.has(key) ? (known.get(key) as Value) : work(key);
    known.set(key, value);
    return value;
  };
}

/** What the states with one of these tags are called. */
export function labelOfTags({ machine, labels }: Definition, tags: readonly string[]): Label | undefined {
  const root = (machine['states'] as MachineJson)['work'] as unknown as StateJson;
  const found = [...walk(root, '')].flatMap(([path, state]) =>
    state.tags?.some((tag) => tags.includes(tag)) ? (labels[path] ?? []) : [],
  );
  const named = (language: keyof Label): string => [...new Set(found.map((label) => label[language]))].join(' / ');
  return found.length === 0 ? undefined : { vi: named('vi'), en: named('en') };
}

export const opensGroup = ({ type, params }: Deed, group: string): boolean =>
  type === 'tasks.open' && (params['group'] === undefined || params['group'] === group);

const deed = ({ type, params }: ActionJson): Deed => ({ type, params: params ?? {} });

const joined = (moves: readonly Move[]): Move => ({
  deeds: moves.flatMap(({ deeds }) => deeds),
  windows: moves.flatMap(({ windows }) => windows),
});
