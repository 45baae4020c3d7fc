import type { Definition } from '../core/definition/definition.js';
import { graphOf, type Graph } from '../core/definition/graph.js';
import { mainLine, type LineStep } from '../core/definition/main-line.js';

export type StepState = 'done' | 'next' | 'ahead' | 'skipped' | 'over';
/** A step of the ordinary course, where it is worth telling, and how far the work is with it. */
export type Step = LineStep & { readonly state: StepState };

/** Where work stands: its states, whether it is over, and the states that it has left. */
export type Stand = {
  readonly now: readonly string[];
  readonly isOver: boolean;
  readonly passed: ReadonlySet<string>;
  /** The events that people have sent. */
  readonly sent: ReadonlySet<string>;
};

/** The ordinary course with what has come of it. What was passed through at once, without anybody, is not told. */
export function stepsOf(definition: Definition, stand: Stand): readonly Step[] {
  const line = mainLine(definition);
  const graph = graphOf(definition);
  const position = positionIn(line, graph, stand.now);
  return line.flatMap((step, index): Step[] => {
    const { edge } = step;
    const isAct = edge.kind === 'event' && definition.events[edge.name] !== undefined;
    if (!isAct && edge.kind !== 'event' && edge.guard === null && edge.kind !== 'timer') return [];
    const has = isAct ? stand.sent.has(edge.name) : stand.passed.has(edge.from);
    if (position === undefined) return [{ ...step, state: has ? 'done' : stand.isOver ? 'over' : 'ahead' }];
    if (index === position) return [{ ...step, state: 'next' }];
    if (index > position) return [{ ...step, state: 'ahead' }];
    return has ? [{ ...step, state: 'done' }] : isAct ? [{ ...step, state: 'skipped' }] : [];
  });
}

/** The step that is awaited now; beyond the last where all is done; undefined where the work has left the ordinary course. */
function positionIn(line: readonly LineStep[], { states, edges }: Graph, now: readonly string[]): number | undefined {
  if (now.some((state) => line.at(-1)?.to === state)) return line.length;
  const on = line.findLastIndex(({ from }) => now.includes(from));
  if (on >= 0) return on;
  // Beside it, where the same act leads back: put off, returned, late.
  const leaves = now.filter((state) => !states.some(({ parent, id }) => parent === state && now.includes(id)));
  const around = edges.filter(({ from }) => leaves.some((leaf) => leaf === from || leaf.startsWith(`${from}.`)));
  const back = line.findIndex(({ edge, to }) =>
    around.some((one) => one.kind === edge.kind && (one.kind === 'event' ? one.name === edge.name : one.to === to)),
  );
  return back < 0 ? undefined : back;
}
