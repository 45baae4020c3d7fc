import fc from 'fast-check';
import { isWorkingDay, makeCalendar } from '../core/calendar/calendar.js';
import { at, dayOf, endOfDay } from '../core/calendar/day.js';
import { actAnchors, afterwards, dayIn, inOffice } from './moments.js';
import { firstContext, type Context } from '../core/instance.js';

const calendar = makeCalendar([
  { year: 2023, status: 'decided', days: [{ date: '2023-09-04', kind: 'holiday', label: { vi: 'nghỉ', en: 'off' } }] },
]);
const context = (due: Context['due']): Context => ({
  ...firstContext({
    at: at('2023-10-02', '08:00'),
    key: 'k',
    unit: 'u',
    period: { id: '2023', start: '2023-01-01', end: '2023-12-31', year: 2023 },
    facts: { meeting: '2023-11-08' },
    parentUnit: null,
    parentFacts: {},
  }),
  due,
});
// "Trước ngày 20/11": the legal end is Sunday the 19th, the working end Friday the 17th.
const anchors = actAnchors(context({ end: endOfDay('2023-11-19'), 'working-end': at('2023-11-17', '17:00') }), {
  entered: at('2023-11-01', '10:00'),
  now: at('2023-11-01', '10:00'),
});
const day = (workingDays: [number, number], from: string, dice = 0): string =>
  dayIn({ workingDays, from }, anchors, calendar, dice);

test('days are counted from when the act came to fit, from the deadline, or from any day the instance can name', () => {
  expect(day([2, 2], 'entered')).toBe('2023-11-03');
  expect(day([-3, -3], 'working-end')).toBe('2023-11-14');
  expect(day([1, 1], 'legal-end')).toBe('2023-11-20');
  expect(day([0, 0], 'meeting')).toBe('2023-11-08');
  expect(day([0, 0], '12-31')).toBe('2024-01-01');
});

test('on the day of a deadline that is a Sunday people are done on Friday', () => {
  expect(day([0, 0], 'legal-end')).toBe('2023-11-17');
});

test('the dice choose among the days of a span, both ends included', () => {
  expect([0, 0.3, 0.5, 0.99].map((dice) => day([-2, 1], 'working-end', dice))).toEqual([
    '2023-11-15',
    '2023-11-16',
    '2023-11-17',
    '2023-11-20',
  ]);
});

test('an instance without a deadline is not late: its people count from when they were asked', () => {
  const open = actAnchors(context({}), { entered: at('2023-11-01', '10:00'), now: at('2023-11-01', '10:00') });
  expect(dayIn({ workingDays: [1, 1], from: 'legal-end' }, open, calendar, 0)).toBe('2023-11-02');
});

test('an act lies within office hours of a working day, after what led to it, and at no timer', () => {
  const dice = fc.double({ min: 0, max: 0.999999, noNaN: true });
  const moment = fc.integer({ min: at('2023-08-28', '00:00'), max: at('2023-09-12', '00:00') });
  fc.assert(
    fc.property(moment, dice, dice, (after, time, rest) => {
      const instant = afterwards(inOffice('2023-09-05', time), after, calendar, rest);
      expect(instant).toBeGreaterThan(after);
      expect(isWorkingDay(calendar, dayOf(instant))).toBe(true);
      expect(instant).toBeGreaterThan(at(dayOf(instant), '08:00'));
      expect(instant).toBeLessThan(at(dayOf(instant), '17:00'));
      expect(instant % 1000).toBe(137);
    }),
  );
});
