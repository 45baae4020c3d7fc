import type { ScoreRow } from './get-scores';

type Row = Pick<ScoreRow, 'tags' | 'self' | 'appraised' | 'final' | 'difference' | 'criteria'>;

/** What the table is looked at by. */
export const shelves = ['all', 'open', 'changed', 'classChanged', 'fixed', 'leftOut'] as const;
export type Shelf = (typeof shelves)[number];

const has = ({ tags }: Pick<Row, 'tags'>, ...some: readonly string[]): boolean =>
  some.some((tag) => tags.includes(tag));
/** It has no points and will have none. */
export const isLeftOut = (row: Pick<Row, 'tags'>): boolean =>
  has(row, 'unclassified', 'left-unclassified', 'exempt', 'cancelled');
export const isFixed = ({ final }: Pick<Row, 'final'>): boolean => final !== null;
/** What counts of a sheet now: its settled points, else the appraised ones. */
export const latest = ({ final, appraised }: Pick<Row, 'final' | 'appraised'>) => final ?? appraised;
export const isClassChanged = (row: Pick<Row, 'self' | 'final' | 'appraised'>): boolean => {
  const [mine, theirs] = [row.self?.class ?? null, latest(row)?.class ?? null];
  return mine !== null && theirs !== null && mine !== theirs;
};
export const isChanged = (row: Row): boolean =>
  (row.difference ?? 0) !== 0 || row.criteria.some((one) => one.isChanged) || isClassChanged(row);

const rules: Readonly<Record<Shelf, (row: Row) => boolean>> = {
  all: () => true,
  open: (row) => !isFixed(row) && !isLeftOut(row),
  changed: isChanged,
  classChanged: isClassChanged,
  fixed: isFixed,
  leftOut: isLeftOut,
};
export const isOn = (shelf: Shelf, row: Row): boolean => rules[shelf](row);

export const sorts = ['unit', 'self', 'appraised', 'final', 'difference'] as const;
type By = (typeof sorts)[number];
export type Sort = By | `-${By}`;
export const isSort = (text: unknown): text is Sort =>
  typeof text === 'string' && sorts.some((by) => text === by || text === `-${by}`);

const numbers: Readonly<Record<Exclude<By, 'unit'>, (row: Row) => number | null>> = {
  self: ({ self }) => self?.points ?? null,
  appraised: ({ appraised }) => appraised?.points ?? null,
  final: ({ final }) => final?.points ?? null,
  difference: ({ difference }) => difference,
};

/** In official order among those that are alike; what has no points stands behind, whichever way. */
export function sorted<One extends Row>(rows: readonly One[], sort: Sort): readonly One[] {
  const by = sort.replace('-', '') as By;
  const isDown = sort.startsWith('-');
  if (by === 'unit') return isDown ? [...rows].reverse() : rows;
  const of = numbers[by];
  return [...rows].sort((a, b) => {
    const [x, y] = [of(a), of(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return isDown ? y - x : x - y;
  });
}
