import type { Json } from '../canonical.js';
import type { Definition } from './definition.js';
import type { Label } from './schema.js';

/** A guard as the machine has it. */
export type GuardJson = {
  readonly type: string;
  readonly params?: { readonly [name: string]: Json };
  readonly guard?: GuardJson;
  readonly guards?: readonly GuardJson[];
};
export type GraphState = {
  /** Its path below `work`: "review.open". */
  readonly id: string;
  readonly parent: string | null;
  readonly label: Label | null;
  readonly kind: 'state' | 'final' | 'parallel' | 'history';
  readonly isInitial: boolean;
  readonly tags: readonly string[];
};
/** What moves: something people or others send, a window's end, a condition that comes true, or all regions being over. */
export type GraphEdge = {
  readonly from: string;
  /** The same as `from` where it stays there. */
  readonly to: string;
  readonly kind: 'event' | 'timer' | 'always' | 'done';
  /** The event, or the window. */
  readonly name: string;
  readonly by: readonly string[];
  readonly guard: GuardJson | null;
  /** It stays where it is and only does something. */
  readonly isInternal: boolean;
};
export type Graph = { readonly states: readonly GraphState[]; readonly edges: readonly GraphEdge[] };

type Node = {
  readonly type?: GraphState['kind'];
  readonly id?: string;
  readonly initial?: string;
  readonly tags?: readonly string[];
  readonly states?: Readonly<Record<string, Node>>;
  readonly on?: EdgeMap;
  readonly after?: EdgeMap;
  readonly always?: readonly EdgeJson[];
  readonly onDone?: readonly EdgeJson[];
};
type EdgeJson = { readonly target?: string; readonly guard?: GuardJson };
type EdgeMap = Readonly<Record<string, readonly EdgeJson[]>>;
type Placed = {
  readonly path: string;
  readonly parent: string | null;
  readonly node: Node;
  readonly isInitial: boolean;
};

/** The work of a definition as a statechart to draw: its states, parents first, and what leads from one to the other. Pure. */
export function graphOf({ machine, labels, events }: Definition): Graph {
  const work = (machine['states'] as unknown as { work: Node }).work;
  const placed = [...placesIn(work, null)];
  const byId = new Map(placed.flatMap(({ path, node }) => (node.id === undefined ? [] : [[node.id, path] as const])));
  const states = placed.map(({ path, parent, node, isInitial }): GraphState => ({
    id: path,
    parent,
    label: labels[path] ?? null,
    kind: node.type ?? 'state',
    isInitial,
    tags: node.tags ?? [],
  }));
  const edges = placed.flatMap((place) => [...edgesOf(place, byId)]);
  return {
    states,
    edges: edges.map((edge) =>
      edge.kind === 'event' && edge.by.length === 0 ? { ...edge, by: events[edge.name]?.by ?? [] } : edge,
    ),
  };
}

function* placesIn(node: Node, parent: string | null): Generator<Placed> {
  for (const [name, inner] of Object.entries(node.states ?? {})) {
    const path = parent === null ? name : `${parent}.${name}`;
    // Of parallel regions each is entered: none is the first.
    yield { path, parent, node: inner, isInitial: node.initial === name };
    yield* placesIn(inner, path);
  }
}

function* edgesOf({ path, parent, node }: Placed, byId: ReadonlyMap<string, string>): Generator<GraphEdge> {
  const edge = (kind: GraphEdge['kind'], name: string, { target, guard }: EdgeJson): GraphEdge => {
    const { by, rest } = apart(guard);
    const to = target === undefined ? path : targetOf(target, { path, parent }, byId);
    return { from: path, to, kind, name, by, guard: rest, isInternal: target === undefined };
  };
  for (const [event, edges] of Object.entries(node.on ?? {})) for (const one of edges) yield edge('event', event, one);
  for (const [timer, edges] of Object.entries(node.after ?? {}))
    for (const one of edges) yield edge('timer', timer.replace(/^w-/, ''), one);
  for (const one of node.always ?? []) yield edge('always', '', one);
  for (const one of node.onDone ?? []) yield edge('done', '', one);
}

/** `sibling`, `sibling.child`, `.child`, `#id` and `#id.child`, as XState reads them. */
function targetOf(
  target: string,
  { path, parent }: Pick<Placed, 'path' | 'parent'>,
  byId: ReadonlyMap<string, string>,
): string {
  if (target.startsWith('.')) return `${path}${target}`;
  if (!target.startsWith('#')) return parent === null ? target : `${parent}.${target}`;
  const [id = '', ...below] = target.slice(1).split('.');
  const known = byId.get(id);
  if (known !== undefined) return [known, ...below].join('.');
  return target.replace(/^#duty\.work\./, '');
}

/** Whom an edge is for is asked first of its guards; the rest is what must hold. */
function apart(guard: GuardJson | undefined): { readonly by: readonly string[]; readonly rest: GuardJson | null } {
  const rolesOf = (one: GuardJson): readonly string[] =>
    one.type === 'sender.is' ? ((one.params?.['roles'] ?? []) as readonly string[]) : [];
  if (!guard) return { by: [], rest: null };
  if (guard.type === 'sender.is') return { by: rolesOf(guard), rest: null };
  const [first, ...others] = guard.type === 'and' ? (guard.guards ?? []) : [];
  if (first?.type !== 'sender.is') return { by: [], rest: guard };
  const [only] = others;
  return { by: rolesOf(first), rest: others.length > 1 ? { type: 'and', guards: others } : (only ?? null) };
}

/** The states that a stored value stands in, outermost first: `{ review: 'open' }` is review and review.open. */
export function statesIn(value: Json | undefined, above = ''): readonly string[] {
  if (typeof value === 'string') return [above + value];
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => [above + name, ...statesIn(inner, `${above}${name}.`)]);
}

/** What stands in the work region of a stored snapshot's value. */
export const workIn = (value: Json): readonly string[] => statesIn((value as { work?: Json } | null)?.work);
