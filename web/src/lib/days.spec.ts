import { dayNumber, dayOfNumber } from './days';

test('days are counted over months, leap years and years', () => {
  expect(dayNumber('2024-03-01') - dayNumber('2024-02-28')).toBe(2);
  expect(dayNumber('2023-01-01') - dayNumber('2022-12-31')).toBe(1);
  for (const day of ['2023-06-30', '2024-02-29', '1999-12-31']) expect(dayOfNumber(dayNumber(day))).toBe(day);
});
