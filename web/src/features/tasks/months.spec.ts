import { isMonth, monthAfter, monthOf, weeksOf } from './months';

test('months follow each other over the ends of years', () => {
  expect([monthAfter('2023-12', 1), monthAfter('2024-01', -1), monthAfter('2023-06', -18)]).toEqual([
    '2024-01',
    '2023-12',
    '2021-12',
  ]);
  expect(monthOf('2023-11-17')).toBe('2023-11');
});

test('weeks begin on Monday and have the days of the neighbours', () => {
  const weeks = weeksOf('2023-11');
  expect(weeks[0]).toEqual([
    ...['2023-10-30', '2023-10-31'],
    ...['2023-11-01', '2023-11-02', '2023-11-03', '2023-11-04', '2023-11-05'],
  ]);
  expect(weeks).toHaveLength(5);
  expect(weeks.at(-1)?.at(-1)).toBe('2023-12-03');
  expect(weeksOf('2021-02')).toHaveLength(4);
});

test.each(['2023-13', '2023-00', '23-01', undefined])('%s is no month', (text) => expect(isMonth(text)).toBe(false));
