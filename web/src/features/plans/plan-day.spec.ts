import fc from 'fast-check';
import { dayShown, dayWritten, isDayWritten } from './plan-day';

const two = (n: number): string => String(n).padStart(2, '0');
const yearly = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }));
const before = fc.oneof(
  fc.constant(''),
  fc.integer({ min: 1900, max: 2999 }).map((year) => `${year}-`),
  fc.constantFrom('+1/', '-1/', '+9/'),
);
const written = fc.tuple(before, yearly).map(([start, [month, day]]) => `${start}${two(month)}-${two(day)}`);

test.each(['năm', 'year'])(
  'what the plan writes is shown, and what is shown is written the same again (%s)',
  (word) => {
    fc.assert(fc.property(written, (day) => dayWritten(dayShown(day, word) ?? '') === day));
  },
);

test.each([
  ['15/04', '04-15'],
  ['5/4', '04-05'],
  ['15-4-2024', '2024-04-15'],
  ['2024-04-15', '2024-04-15'],
  ['31/1 (+1 năm)', '+1/01-31'],
  ['15/', '15/'],
  ['parent.due', 'parent.due'],
])('%s is written %s', (typed, is) => {
  expect(dayWritten(typed)).toBe(is);
});

test('the name of a day is no day', () => {
  expect(dayShown('period.end', 'năm')).toBeUndefined();
});

test.each([
  ['02-29', true],
  ['2023-02-29', false],
  ['13-31', false],
  ['+1/01-31', true],
  ['parent.due', true],
  ['15/', false],
])('%s is a day: %s', (text, is) => {
  expect(isDayWritten(text)).toBe(is);
});
