import type { Chart, Standing } from './get-lifecycles';

const DAY = 86_400_000;
/** How long the one that has stood somewhere longest stands there. */
export type Age = 'days' | 'weeks' | 'months';
export type Held = {
  readonly state: string;
  readonly count: number;
  readonly oldestMs: number;
  readonly medianMs: number;
  readonly age: Age;
  /** Somebody has to do something there; what is accepted and waits for its round holds nobody up. */
  readonly waits: boolean;
  /** Of all states that hold others up, the one in which most time is lost. */
  readonly isWorst: boolean;
};

const ageOf = (ms: number): Age => (ms < 7 * DAY ? 'days' : ms < 30 * DAY ? 'weeks' : 'months');

/**
 * Where work stands, the most held up first: how many stand there, times how long half of them have stood there. Wholes are
 * told after their parts, and where nobody has anything to do after those where somebody has; only a state without parts, with
 * a week's wait for somebody in it, is called the worst.
 */
export function heldUp(chart: Chart, standing: Standing | undefined): readonly Held[] {
  if (!standing) return [];
  const wholes = new Set(chart.states.flatMap(({ parent }) => (parent === null ? [] : [parent])));
  const at = Date.parse(standing.at);
  const found = standing.states
    .filter(({ count }) => count > 0)
    .map(({ state, waits, count, oldest, median }) => ({
      ...{ state, waits, count },
      oldestMs: at - Date.parse(oldest),
      medianMs: at - Date.parse(median),
    }))
    .sort(
      (a, b) =>
        Number(b.waits) - Number(a.waits) ||
        Number(wholes.has(a.state)) - Number(wholes.has(b.state)) ||
        b.count * b.medianMs - a.count * a.medianMs,
    );
  const [first] = found;
  const worst = first?.waits && !wholes.has(first.state) && first.oldestMs >= 7 * DAY ? first.state : undefined;
  return found.map((one) => ({ ...one, age: ageOf(one.oldestMs), isWorst: one.state === worst }));
}
