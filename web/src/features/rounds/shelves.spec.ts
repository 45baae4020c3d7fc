import type { RoundRow } from './get-round';
import { isIn, type Shelf, shelves, sorted } from './shelves';

const row = (id: number, more: Partial<RoundRow>): RoundRow =>
  ({
    id,
    tags: [],
    status: 'running',
    marks: [],
    timeliness: { tag: 'on-track' },
    due: null,
    sentAt: null,
    acts: [],
    ...more,
  }) as unknown as RoundRow;
const of = (one: RoundRow): Shelf[] => shelves.filter((shelf) => isIn(shelf, one));

test('a row stands where people look for it', () => {
  expect(of(row(1, {}))).toEqual(['all', 'waiting']);
  expect(of(row(1, { timeliness: { tag: 'overdue' } as RoundRow['timeliness'] }))).toEqual([
    'all',
    'waiting',
    'overdue',
  ]);
  expect(of(row(1, { tags: ['returned'] }))).toEqual(['all', 'waiting', 'returned']);
  expect(of(row(1, { tags: ['handed-in', 'submitted'] }))).toEqual(['all', 'toReceive']);
  expect(of(row(1, { tags: ['handed-in', 'accepted'] }))).toEqual(['all', 'received']);
  expect(of(row(1, { tags: ['handed-in', 'compiled'], status: 'done' }))).toEqual(['all', 'received']);
  expect(of(row(1, { tags: ['exempt'] }))).toEqual(['all', 'excused']);
});

test('those without a day come last, and those that are alike keep their official order', () => {
  const rows = [
    row(1, { due: '2023-06-20' }),
    row(2, {}),
    row(3, { due: '2023-06-12' }),
    row(4, { due: '2023-06-20' }),
  ];
  const ids = (sort: Parameters<typeof sorted>[1]): number[] => sorted(rows, sort).map(({ id }) => id);
  expect(ids('due')).toEqual([3, 1, 4, 2]);
  expect(ids('-due')).toEqual([2, 1, 4, 3]);
  expect(ids('unit')).toEqual([1, 2, 3, 4]);
  expect(ids('-unit')).toEqual([4, 3, 2, 1]);
});
