import { placeIn, spanOf } from './place';

test('a moment stands where its day is in the year, and no further than its edges', () => {
  expect(placeIn(2023, '2023-01-01T00:00:00+07:00')).toBe(0);
  expect(placeIn(2023, '2023-07-02T12:00:00+07:00')).toBeCloseTo(49.86, 1);
  expect(placeIn(2023, '2022-11-20T00:00:00+07:00')).toBe(0);
  expect(placeIn(2023, '2024-02-01T00:00:00+07:00')).toBe(100);
});

test('a bar of one day is wide enough to be seen, also at the end of the year', () => {
  expect(spanOf(2023, '2023-06-20T08:00:00+07:00', '2023-06-20T17:00:00+07:00').width).toBe(3);
  const last = spanOf(2023, '2023-12-31T08:00:00+07:00', '2023-12-31T17:00:00+07:00');
  expect(last.start + last.width).toBeLessThanOrEqual(100);
});
