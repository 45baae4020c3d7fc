import type { Standing } from '../work/timeliness.rules.js';

/** What a cell of the matrix says by a letter: Đ đúng hạn · M muộn · Q quá hạn · T trả lại · × miễn · – chưa yêu cầu … */
export const cellStates = [
  'overdue',
  'missing',
  'returned',
  'in-time',
  'no-deadline',
  'suspended',
  'late',
  'untimed',
  'on-time',
  'exempt',
  'not-requested',
] as const;
export type CellState = (typeof cellStates)[number];

/** What is overdue says so, also where it was returned. */
export function cellState(standing: Standing, returned: boolean): CellState {
  switch (standing) {
    case 'on-track':
    case 'due-soon':
      return returned ? 'returned' : 'in-time';
    case 'cancelled':
      return 'exempt';
    case 'closed':
      return 'no-deadline';
    default:
      return standing;
  }
}

/** Of several in one place the one that asks most for attention is shown: as they stand in the list. */
export const byUrgency = (a: { readonly state: CellState }, b: { readonly state: CellState }): number =>
  cellStates.indexOf(a.state) - cellStates.indexOf(b.state);

/** DHIS2's five: what was expected, what came, what came in time. In percent with one decimal; null: nothing was expected. */
export type Five = {
  readonly expected: number;
  /** Handed in: who appraises it, and when, does not matter. */
  readonly actual: number;
  readonly rate: number | null;
  readonly onTime: number;
  readonly rateOnTime: number | null;
};
export type StandingCounts = Readonly<Partial<Record<Standing, number>>>;

export function fiveOf(counts: StandingCounts): Five {
  const { exempt = 0, cancelled = 0, late = 0, untimed = 0, 'on-time': onTime = 0 } = counts;
  const expected = Object.values(counts).reduce((sum, n) => sum + n, 0) - exempt - cancelled;
  return fiveFrom({ expected, actual: onTime + late + untimed, onTime });
}

export const fiveFrom = (some: Pick<Five, 'expected' | 'actual' | 'onTime'>): Five => ({
  ...some,
  rate: percent(some.actual, some.expected),
  rateOnTime: percent(some.onTime, some.expected),
});

export const sumOf = (all: readonly Five[]): Five =>
  fiveFrom({
    expected: all.reduce((sum, { expected }) => sum + expected, 0),
    actual: all.reduce((sum, { actual }) => sum + actual, 0),
    onTime: all.reduce((sum, { onTime }) => sum + onTime, 0),
  });

const percent = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((1000 * part) / whole) / 10;

/** Rows by what they have in common, in the order in which they came. */
export function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
