import type { Definition } from './definition.js';
import { graphOf, type GraphEdge, type GraphState, type GuardJson } from './graph.js';

/** One step of the ordinary course: what is sent, or what comes by itself; and in which state it is awaited. */
export type LineStep = {
  readonly edge: GraphEdge;
  /** The innermost state in which it is awaited, and the one that it leads to. */
  readonly from: string;
  readonly to: string;
};

/**
 * The ordinary course of a lifecycle, from its beginning to an end, in order: the way with most acts of those that
 * lead on without anybody giving a reason for it; of equal ones the first as it is written. What sends back, puts off or calls off is beside it. Pure.
 */
export function mainLine(definition: Definition): readonly LineStep[] {
  const chart = chartOf(definition);
  const best = new Map<string, Way | undefined>();
  const walked = new Set<string>();
  const way = (leaf: string): Way | undefined => {
    if (best.has(leaf)) return best.get(leaf);
    // Whoever comes back to where they are coming from goes in a circle.
    if (walked.has(leaf)) return undefined;
    walked.add(leaf);
    const found = chart.isEnd(leaf) ? { worth: 0, steps: [] } : chosen(chart.stepsFrom(leaf), way);
    walked.delete(leaf);
    best.set(leaf, found);
    return found;
  };
  const ways = chart.begins.flatMap((leaf) => way(leaf) ?? []);
  return ways.sort((a, b) => b.worth - a.worth)[0]?.steps ?? [];
}

type Way = { readonly worth: number; readonly steps: readonly LineStep[] };

function chosen(steps: readonly LineStep[], way: (leaf: string) => Way | undefined): Way | undefined {
  return steps
    .flatMap((step): Way[] => {
      const on = way(step.to);
      return on ? [{ worth: on.worth + worthOf(step), steps: [step, ...on.steps] }] : [];
    })
    .reduce<Way | undefined>((one, other) => (one && one.worth >= other.worth ? one : other), undefined);
}
/** What comes by itself, or because nobody did anything, is no act. */
const worthOf = ({ edge }: LineStep): number => (edge.kind === 'event' ? 1 : 0);

type Chart = {
  readonly begins: readonly string[];
  readonly stepsFrom: (leaf: string) => readonly LineStep[];
  readonly isEnd: (leaf: string) => boolean;
};

function chartOf(definition: Definition): Chart {
  const { states, edges } = graphOf(definition);
  const byId = new Map(states.map((state) => [state.id, state]));
  const inside = (id: string | null): readonly GraphState[] => states.filter(({ parent }) => parent === id);
  const entered = (id: string): readonly string[] => {
    const below = inside(id);
    if (below.length === 0) return [id];
    const first = byId.get(id)?.kind === 'parallel' ? below : below.filter(({ isInitial }) => isInitial);
    return first.flatMap((state) => entered(state.id));
  };
  const leads = (edge: GraphEdge): boolean =>
    !edge.isInternal &&
    (edge.kind !== 'event' || definition.events[edge.name]?.reason !== 'required') &&
    (edge.guard === null || mayHold(edge.guard));
  return {
    begins: inside(null)
      .filter(({ isInitial }) => isInitial)
      .flatMap(({ id }) => entered(id)),
    isEnd: (leaf) => byId.get(leaf)?.kind === 'final' && byId.get(leaf)?.parent === null,
    stepsFrom: (leaf) => {
      const isOver = byId.get(leaf)?.kind === 'final';
      // Of a state that is over only its parent’s `done` leads on.
      const from = isOver ? [byId.get(leaf)?.parent] : aroundOf(leaf);
      return edges
        .filter((edge) => from.includes(edge.from) && (edge.kind === 'done') === isOver && leads(edge))
        .flatMap((edge) => entered(edge.to).map((to) => ({ edge, from: leaf, to })));
    },
  };
}

/** The state itself, and those that it is in. */
const aroundOf = (path: string): readonly string[] =>
  path.split('.').map((_, index, names) => names.slice(0, index + 1).join('.'));

/** What a plan has settled for good never changes; whatever else a guard asks may come true. */
function mayHold(guard: GuardJson): boolean {
  if (guard.type === 'parameter.is') return guard.params?.['value'] === guard.params?.['equals'];
  if (guard.type === 'not') return guard.guard?.type !== 'parameter.is' || !mayHold(guard.guard);
  if (guard.type === 'and') return (guard.guards ?? []).every(mayHold);
  return guard.type !== 'or' || (guard.guards ?? []).some(mayHold);
}
