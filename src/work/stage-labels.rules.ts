import type { Json } from '../core/canonical.js';
import type { Definition } from '../core/definition/definition.js';
import { type Label, labelOf } from '../platform/words.js';
import { statePaths } from './states.rules.js';

type State = {
  readonly always?: unknown;
  readonly tags?: readonly string[];
  readonly states?: Readonly<Record<string, State>>;
};
type Placed = { readonly path: string; readonly state: State };
/** What a definition says of its stages: the work region of its machine, and what its states are called. */
export type Staged = Pick<Definition, 'labels' | 'stages'> & { readonly work: Json | undefined };

/**
 * What the stages of a definition are called: by the state that all who carry its tag stand in, where there is one with a
 * name; else by the outermost of them. Where one passes through at once nobody stands.
 */
export function stageLabels({ work, labels, stages }: Staged): Readonly<Record<string, Label>> {
  const states = [...outerFirst(within((work ?? {}) as State))];
  return Object.fromEntries(
    stages.flatMap((stage) => {
      const carriers = states.filter(({ path, state }) => state.tags?.includes(stage) && labels[path]);
      const stood = carriers.filter(({ state }) => state.always === undefined).map(({ path }) => path);
      const label = labels[around(stood)] ?? labels[stood[0] ?? carriers[0]?.path ?? ''];
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

/** What is known of a definition's words. */
export type Known = { readonly labels: Definition['labels']; readonly stages: Readonly<Record<string, Label>> };
type Stood = {
  readonly stage: string;
  readonly status: 'running' | 'done' | 'quarantined';
  /** Of its snapshot; null: not known, as of the past. */
  readonly value: Json | null;
};

/**
 * Where something stands, for whoever works with it and in every list: the state in which it is inside the outermost one
 * (“Chờ tiếp nhận”), which says more than its stage (“Đang chuẩn bị”); by its stage where there is none with a name, and once it is over.
 */
export function standLabel(known: Known | undefined, { stage, status, value }: Stood): Label {
  const paths = status === 'done' ? [] : statePaths(value).slice(0, 2);
  const label = paths.flatMap((path) => known?.labels[path] ?? []).at(-1);
  return label ?? stageLabel(known?.stages ?? {}, stage, status);
}

/** The path of the innermost state that holds all of these. */
function around(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => path.split('.'));
  const n = first.findIndex((name, at) => others.some((other) => other[at] !== name));
  return (n < 0 ? first : first.slice(0, n)).join('.');
}

function* outerFirst(level: readonly Placed[]): Generator<Placed> {
  if (level.length === 0) return;
  yield* level;
  yield* outerFirst(level.flatMap(({ path, state }) => within(state, `${path}.`)));
}

const within = ({ states = {} }: State, above = ''): Placed[] =>
  Object.entries(states).map(([name, state]) => ({ path: above + name, state }));
