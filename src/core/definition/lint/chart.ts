import { edgesOf, ROOT } from '../compile.js';
import type { Path, Source } from '../finding.js';
import type { Action, Edge, Edges, Guard, Lifecycle, SimpleGuard, State } from '../schema.js';

/** A state of the work region, and where it is written. */
export type Node = {
  readonly name: string;
  /** 'preparing.drafting' */
  readonly path: string;
  readonly state: State;
  readonly at: Path;
  readonly parent: Node | undefined;
  readonly children: Node[];
};
export type Link = {
  readonly from: Node;
  readonly kind: 'on' | 'after' | 'always' | 'onDone';
  /** The event, or the window. */
  readonly name: string;
  readonly edge: Edge;
  readonly at: Path;
  /** Where its target is written; undefined when it has none. */
  readonly targetAt: Path | undefined;
  readonly target: Node | undefined;
};
/** A lifecycle as a graph, its targets resolved as XState resolves them. */
export type Chart = {
  readonly lifecycle: Lifecycle;
  readonly source: Source;
  readonly top: readonly Node[];
  readonly nodes: readonly Node[];
  readonly links: readonly Link[];
  readonly find: (from: Node, target: string) => Node | undefined;
};

export function chartOf(lifecycle: Lifecycle, source: Source): Chart {
  const nodes: Node[] = [];
  const build = (states: Readonly<Record<string, State>>, at: Path, parent: Node | undefined): Node[] =>
    Object.entries(states).map(([name, state]) => {
      const here = [...at, 'states', name];
      const node: Node = {
        name,
        path: parent ? `${parent.path}.${name}` : name,
        state,
        at: here,
        parent,
        children: [],
      };
      nodes.push(node);
      node.children.push(...build(state.states ?? {}, here, node));
      return node;
    });
  const top = build(lifecycle.states, [], undefined);
  const find = finder(top, nodes);
  return { lifecycle, source, top, nodes, links: nodes.flatMap((node) => linksOf(node, find)), find };
}

const childOf = (among: readonly Node[], steps: readonly string[]): Node | undefined => {
  const [first, ...rest] = steps;
  const node = among.find(({ name }) => name === first);
  return rest.length === 0 ? node : node && childOf(node.children, rest);
};

/** `sibling`, `sibling.child`, `.child`, `#id`, `#id.child`. */
const finder =
  (top: readonly Node[], nodes: readonly Node[]) =>
  (from: Node, target: string): Node | undefined => {
    if (target.startsWith('.')) return childOf(from.children, target.slice(1).split('.'));
    if (!target.startsWith('#')) return childOf(from.parent?.children ?? top, target.split('.'));
    const [id, ...rest] = target.slice(1).split('.');
    if (id === ROOT) return rest[0] === 'work' ? childOf(top, rest.slice(1)) : undefined;
    const named = nodes.find(({ state }) => state.id === id);
    return rest.length === 0 ? named : named && childOf(named.children, rest);
  };

function linksOf(from: Node, find: Chart['find']): Link[] {
  const { on, after, always, onDone } = from.state;
  const of = (kind: Link['kind'], name: string, edges: Edges | undefined, at: Path): Link[] =>
    edgesOf(edges).map((edge, index) => {
      const raw = Array.isArray(edges) ? edges[index] : edges;
      const here = Array.isArray(edges) ? [...at, index] : at;
      const targetAt = edge.target === undefined ? undefined : typeof raw === 'string' ? here : [...here, 'target'];
      const target = edge.target === undefined ? undefined : find(from, edge.target);
      return { from, kind, name, edge, at: here, targetAt, target };
    });
  const each = (kind: 'on' | 'after', map: Readonly<Record<string, Edges>> | undefined) =>
    Object.entries(map ?? {}).flatMap(([name, edges]) => of(kind, name, edges, [...from.at, kind, name]));
  return [
    ...each('on', on),
    ...each('after', after),
    ...of('always', '', always, [...from.at, 'always']),
    ...of('onDone', '', onDone, [...from.at, 'onDone']),
  ];
}

export type PlacedAction = {
  readonly action: Action;
  readonly at: Path;
  readonly node: Node;
  /** The edge it stands on; without one it stands on entry or exit. */
  readonly link: Link | undefined;
};

/** Every action of a lifecycle, with what it stands on. */
export function* actionsIn({ nodes, links }: Chart): Generator<PlacedAction> {
  for (const node of nodes)
    for (const key of ['entry', 'exit'] as const)
      yield* placed(node.state[key], [...node.at, key], { node, link: undefined });
  for (const link of links) yield* placed(link.edge.actions, [...link.at, 'actions'], { node: link.from, link });
}

function* placed(
  actions: Action | Action[] | undefined,
  at: Path,
  on: Pick<PlacedAction, 'node' | 'link'>,
): Generator<PlacedAction> {
  if (actions === undefined) return;
  if (!Array.isArray(actions)) yield { action: actions, at, ...on };
  else for (const [index, action] of actions.entries()) yield { action, at: [...at, index], ...on };
}

export type PlacedGuard = { readonly guard: SimpleGuard; readonly at: Path; readonly link: Link | undefined };

/** Every plain guard of a lifecycle: composed ones taken apart, named ones looked up, once for each edge that says them. */
export function* guardsIn({ lifecycle, links }: Chart): Generator<PlacedGuard> {
  const used = new Set<string>();
  for (const link of links)
    if (link.edge.guard !== undefined)
      for (const { guard, at, names } of plainGuards(lifecycle, link.edge.guard, [...link.at, 'guard'])) {
        names.forEach((name) => used.add(name));
        if (guard) yield { guard, at, link };
      }
  for (const [name, named] of Object.entries(lifecycle.guards ?? {}))
    if (!used.has(name))
      for (const { guard, at } of plainGuards(lifecycle, named, ['guards', name], [name]))
        if (guard) yield { guard, at, link: undefined };
}

type Found = { readonly guard: SimpleGuard | undefined; readonly at: Path; readonly names: readonly string[] };

/** The plain guards that a guard comes down to. A name that is unknown, or that says itself, comes down to none. */
export function* plainGuards(
  { guards = {} }: Lifecycle,
  guard: Guard,
  at: Path,
  names: readonly string[] = [],
): Generator<Found> {
  const inside = (inner: Guard, where: Path, said = names) => plainGuards({ guards } as Lifecycle, inner, where, said);
  if (typeof guard === 'string') {
    const named = Object.hasOwn(guards, guard) ? guards[guard] : undefined;
    if (named === undefined || names.includes(guard)) yield { guard: undefined, at, names: [...names, guard] };
    else yield* inside(named, ['guards', guard], [...names, guard]);
  } else if ('guard' in guard) yield* inside(guard.guard, [...at, 'guard']);
  else if ('guards' in guard)
    for (const [index, inner] of guard.guards.entries()) yield* inside(inner, [...at, 'guards', index]);
  else yield { guard, at, names };
}
