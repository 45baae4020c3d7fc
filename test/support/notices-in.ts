import type { Json } from '../../src/core/canonical.js';
import { type Notice, noticesIn } from '../../src/core/definition/notices.js';

type Move = { readonly target?: string; readonly actions?: Json };
type State = {
  readonly type?: string;
  readonly initial?: string;
  readonly on?: Readonly<Record<string, readonly Move[]>>;
  readonly after?: Readonly<Record<string, readonly Move[]>>;
  readonly always?: readonly Move[];
  readonly onDone?: readonly Move[];
  readonly entry?: Json;
  readonly states?: Readonly<Record<string, State>>;
};
type Place = { readonly path: readonly string[]; readonly state: State };
/** A notice of the work itself, and what is open where it leaves its reader. */
export type Sending = Notice & { readonly at: string; readonly offered: ReadonlySet<string> };

/** What the states of the work send, each with the events of the state that is come to; of a deadline's own notices that is anywhere. */
export function sendingIn(machine: Json): Sending[] {
  const { work } = (machine as unknown as { states: { work: State } }).states;
  const at = (path: readonly string[]): State | undefined =>
    path.reduce<State | undefined>((state, name) => state?.states?.[name], work);
  const open = (path: readonly string[], seen = new Set<string>()): readonly string[] => {
    const state = at(path);
    if (!state || seen.has(path.join('.'))) return [];
    seen.add(path.join('.'));
    const here = path.flatMap((_, n) => Object.keys(at(path.slice(0, n + 1))?.on ?? {}));
    const inner =
      state.initial === undefined
        ? Object.keys(state.type === 'parallel' ? (state.states ?? {}) : {})
        : [state.initial];
    const onward = (state.always ?? []).flatMap(({ target }) => (target === undefined ? [] : [comeTo(path, target)]));
    return [...here, ...[...inner.map((name) => [...path, name]), ...onward].flatMap((next) => open(next, seen))];
  };
  const of = ({ path, state }: Place): Sending[] => {
    const { on = {}, after = {}, always = [], onDone = [] } = state;
    const moves = [...Object.values(on), ...Object.values(after), always, onDone].flat();
    const sent = [
      { actions: state.entry, to: path },
      ...moves.map(({ target, actions }) => ({ actions, to: target === undefined ? path : comeTo(path, target) })),
    ];
    const here = sent.flatMap(({ actions, to }) =>
      at(to)?.type === 'history'
        ? []
        : noticesIn(actions ?? null).map((one) => ({ ...one, at: to.join('.'), offered: new Set(open(to)) })),
    );
    const below = Object.entries(state.states ?? {}).map(([name, child]) => ({ path: [...path, name], state: child }));
    return [...here, ...below.flatMap(of)];
  };
  return of({ path: [], state: work });
}

/** A target is named from beside the state that it leaves, or from within it where it begins with a dot. */
const comeTo = (path: readonly string[], target: string): readonly string[] =>
  target.startsWith('.') ? [...path, ...target.slice(1).split('.')] : [...path.slice(0, -1), ...target.split('.')];
