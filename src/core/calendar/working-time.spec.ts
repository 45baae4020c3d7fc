import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { calendarYearSchema, daysBetween, isWorkingDay, makeCalendar } from './calendar.js';
import { dayOfSerial, serialOf } from './day.js';
import {
  addDays,
  addWorkingDays,
  firstWorkingDayOnOrAfter,
  lastWorkingDayOnOrBefore,
  workingDaysBetween,
} from './working-time.js';

const files = [2023, 2024, 2025, 2026, 2027].map((y) => readFileSync(`workflows/calendars/vn-${y}.yaml`, 'utf8'));
const vietnam = makeCalendar(files.map((text) => calendarYearSchema.parse(parse(text))));

/** Reaches outside the years with data on both sides. */
const anyDay = fc.integer({ min: serialOf('2021-06-01'), max: serialOf('2029-06-01') }).map(dayOfSerial);
const workingDay = anyDay.filter((day) => isWorkingDay(vietnam, day));
const anyCount = fc.integer({ min: -300, max: 300 });
const counted = (from: string, to: string): number =>
  daysBetween(addDays(from, 1), to).filter((day) => isWorkingDay(vietnam, day)).length;

test('3 working days before Monday 05/5/2025 is the worked Saturday 26/4/2025', () => {
  expect([-1, -2, -3].map((n) => addWorkingDays(vietnam, '2025-05-05', n))).toEqual([
    '2025-04-29',
    '2025-04-28',
    '2025-04-26',
  ]);
});

test('5 working days after Friday 25/4/2025 pass the worked Saturday and the days off: Tuesday 06/5', () => {
  expect(addWorkingDays(vietnam, '2025-04-25', 5)).toBe('2025-05-06');
  expect(workingDaysBetween(vietnam, '2025-04-25', '2025-05-06')).toBe(5);
});

test.each([
  ['2023-11-20', -1, '2023-11-17'],
  ['2023-11-17', 1, '2023-11-20'],
  ['2023-11-18', 1, '2023-11-20'],
  ['2023-11-18', -1, '2023-11-17'],
  ['2023-01-19', 1, '2023-01-27'],
  ['2024-02-15', -1, '2024-02-07'],
  ['2024-05-03', 1, '2024-05-04'],
  ['2023-11-19', 0, '2023-11-19'],
])('%s and %i working days is %s', (day, n, expected) => {
  expect(addWorkingDays(vietnam, day, n)).toBe(expected);
});

test('the last working day before Sunday 19/11/2023 is Friday, the first after it Monday', () => {
  expect(lastWorkingDayOnOrBefore(vietnam, '2023-11-19')).toBe('2023-11-17');
  expect(firstWorkingDayOnOrAfter(vietnam, '2023-11-19')).toBe('2023-11-20');
  expect(lastWorkingDayOnOrBefore(vietnam, '2023-11-17')).toBe('2023-11-17');
});

test('a count that is not a whole number is refused', () => {
  expect(() => addWorkingDays(vietnam, '2023-11-19', 1.5)).toThrow('count-invalid');
});

test('counting one by one gives the same number of working days', () => {
  fc.assert(
    fc.property(anyDay, fc.nat(500), (from, n) => {
      const to = addDays(from, n);
      expect(workingDaysBetween(vietnam, from, to)).toBe(counted(from, to));
    }),
  );
});

test('working days between add up, in either direction', () => {
  fc.assert(
    fc.property(anyDay, anyDay, anyDay, (a, b, c) => {
      const sum = workingDaysBetween(vietnam, a, b) + workingDaysBetween(vietnam, b, c);
      expect(workingDaysBetween(vietnam, a, c)).toBe(sum);
      expect(workingDaysBetween(vietnam, b, a)).toBe(0 - workingDaysBetween(vietnam, a, b));
    }),
  );
});

test('going there and back among working days ends where it began', () => {
  fc.assert(
    fc.property(workingDay, anyCount, (day, n) => {
      const there = addWorkingDays(vietnam, day, n);
      expect(addWorkingDays(vietnam, there, -n)).toBe(day);
      expect(workingDaysBetween(vietnam, day, there)).toBe(n);
    }),
  );
});

test('a step always lands on a working day, and a later day or a longer step never lands earlier', () => {
  fc.assert(
    fc.property(anyDay, anyCount, fc.nat(40), fc.nat(40), (day, n, later, longer) => {
      const landed = addWorkingDays(vietnam, day, n);
      if (n !== 0) expect(isWorkingDay(vietnam, landed)).toBe(true);
      expect(addWorkingDays(vietnam, addDays(day, later), n) >= landed).toBe(true);
      if (isWorkingDay(vietnam, day)) expect(addWorkingDays(vietnam, day, n + longer) >= landed).toBe(true);
    }),
  );
});
