import { isChanged, isClassChanged, isOn, sorted } from './scores';
import type { ScoreRow } from './get-scores';

const score = (points: number | null, name: string | null = null) => ({
  points,
  class: name,
  classLabel: null,
  version: null,
  at: null,
});
const row = (more: Partial<ScoreRow>): ScoreRow =>
  ({ tags: [], self: null, appraised: null, final: null, difference: null, criteria: [], ...more }) as ScoreRow;

test('what has no points stands behind, whichever way it is sorted', () => {
  const rows = [row({ id: 1 }), row({ id: 2, final: score(70) }), row({ id: 3, final: score(90) })];
  expect(sorted(rows, 'final').map(({ id }) => id)).toEqual([2, 3, 1]);
  expect(sorted(rows, '-final').map(({ id }) => id)).toEqual([3, 2, 1]);
  expect(sorted(rows, '-unit').map(({ id }) => id)).toEqual([3, 2, 1]);
});

test('a sheet is changed by its points, by one of its criteria, or by its class alone', () => {
  expect(isChanged(row({ difference: 0 }))).toBe(false);
  expect(isChanged(row({ difference: -3 }))).toBe(true);
  const one = { id: 'a', self: 5, appraised: 4, isChanged: true, note: null, reason: null };
  expect(isChanged(row({ difference: 0, criteria: [one] }))).toBe(true);
  const other = row({ self: score(90, 'excellent'), appraised: score(90, 'good') });
  expect([isClassChanged(other), isChanged(other)]).toEqual([true, true]);
  // A settled class counts more than the one that was expected.
  expect(isClassChanged(row({ ...other, final: score(90, 'excellent') }))).toBe(false);
});

test('what is exempt or left out is not waited for', () => {
  expect(isOn('open', row({}))).toBe(true);
  expect(isOn('open', row({ tags: ['exempt'] }))).toBe(false);
  expect(isOn('open', row({ final: score(80) }))).toBe(false);
  expect(isOn('leftOut', row({ tags: ['left-unclassified'] }))).toBe(true);
});
