import { standings } from '../work/timeliness.rules.js';
import { byUrgency, cellState, fiveOf, sumOf } from './matrix.rules.js';

test('what is overdue says so, also where it was returned', () => {
  expect(cellState('overdue', true)).toBe('overdue');
  expect(cellState('on-track', true)).toBe('returned');
  expect(cellState('on-track', false)).toBe('in-time');
  expect(cellState('cancelled', false)).toBe('exempt');
  expect(standings.map((one) => cellState(one, false))).not.toContain(undefined);
});

test('of several in one place the one that asks most for attention is shown', () => {
  const states = (['on-time', 'exempt', 'overdue', 'returned'] as const).map((state) => ({ state }));
  expect([...states].sort(byUrgency).map(({ state }) => state)).toEqual(['overdue', 'returned', 'on-time', 'exempt']);
});

test('the five numbers: what is exempt was not expected, what is late came', () => {
  const five = fiveOf({ 'on-time': 6, late: 2, overdue: 3, missing: 1, exempt: 1, cancelled: 1 });
  expect(five).toEqual({ expected: 12, actual: 8, rate: 66.7, onTime: 6, rateOnTime: 50 });
  expect(fiveOf({ exempt: 2 })).toEqual({ expected: 0, actual: 0, rate: null, onTime: 0, rateOnTime: null });
  expect(sumOf([five, fiveOf({ 'on-time': 4 })])).toEqual({
    expected: 16,
    actual: 12,
    rate: 75,
    onTime: 10,
    rateOnTime: 62.5,
  });
});
