import { dayNumber, dayOfNumber, isOver } from './days';

test('days are counted over months, leap years and years', () => {
  expect(dayNumber('2024-03-01') - dayNumber('2024-02-28')).toBe(2);
  expect(dayNumber('2023-01-01') - dayNumber('2022-12-31')).toBe(1);
  for (const day of ['2023-06-30', '2024-02-29', '1999-12-31']) expect(dayOfNumber(dayNumber(day))).toBe(day);
});

test.each([
  ['2023-Q2', '2023-06-30', false],
  ['2023-Q2', '2023-07-01', true],
  ['2023-Q4', '2023-12-31', false],
  ['2023-Q4', '2024-01-01', true],
  ['2023-06', '2023-06-01', false],
  ['2023-06', '2023-07-01', true],
  ['2023', '2023-11-20', false],
  ['2023', '2024-01-02', true],
])('%s on %s: is it over? %s', (period, day, isIt) => expect(isOver(period, day)).toBe(isIt));
