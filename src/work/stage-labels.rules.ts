import type { Json } from '../core/canonical.js';
import type { Definition } from '../core/definition/definition.js';
import { type Label, labelOf } from '../platform/words.js';

type State = { readonly tags?: readonly string[]; readonly states?: Readonly<Record<string, State>> };
type Placed = { readonly path: string; readonly state: State };
/** What a definition says of its stages: the work region of its machine, and what its states are called. */
export type Staged = Pick<Definition, 'labels' | 'stages'> & { readonly work: Json | undefined };

/** What the stages of a definition are called: each by the outermost state that carries its tag. */
export function stageLabels({ work, labels, stages }: Staged): Readonly<Record<string, Label>> {
  const states = [...outerFirst(within((work ?? {}) as State))];
  return Object.fromEntries(
    stages.flatMap((stage) => {
      const of = states.find(({ path, state }) => state.tags?.includes(stage) && labels[path]);
      const label = of && labels[of.path];
      return label ? [[stage, label] as const] : [];
    }),
  );
}

/** Whoever has no stage is `open`, and over once it has ended; what no state carries is a tag of timeliness. */
export function stageLabel(
  known: Readonly<Record<string, Label>>,
  stage: string,
  status: 'running' | 'done' | 'quarantined' = 'running',
): Label {
  if (stage === 'open') return labelOf('stages', status === 'done' ? 'over' : 'open');
  return known[stage] ?? labelOf('timeliness', stage);
}

function* outerFirst(level: readonly Placed[]): Generator<Placed> {
  if (level.length === 0) return;
  yield* level;
  yield* outerFirst(level.flatMap(({ path, state }) => within(state, `${path}.`)));
}

const within = ({ states = {} }: State, above = ''): Placed[] =>
  Object.entries(states).map(([name, state]) => ({ path: above + name, state }));
