import * as fc from 'fast-check';
import { makeCalendar } from './calendar.js';
import { at, DAY, dayOf, dayOfSerial, HOUR, serialOf, toIso, weekday } from './day.js';
import { deadlineFromInstant, resolveDeadline, timing, timingRulesSchema, type TimingRules } from './deadline.js';

const weekends = makeCalendar([]);
const before20November = resolveDeadline({ before: '11-20' }, { year: 2023, days: {} }, weekends);
const opened = at('2023-09-01', '08:00');
const local = (instant: number) => toIso(instant).slice(0, 16);

const rules: TimingRules = {
  reminders: [-20, -10, -5, -3, -1, 0].map((workingDays) => ({ key: `D${workingDays}`, workingDays })),
  escalations: [
    { level: 1, workingDays: 1 },
    { level: 2, workingDays: 2 },
  ],
};
const planned = (of: TimingRules, since = opened, deadline = before20November) => timing(of, deadline, since, weekends);

test('reminders count from the working end, Friday 17/11, at 08:00 of their days', () => {
  expect(planned(rules).reminders.map(({ key, at: when }) => `${key} ${local(when)}`)).toEqual([
    'D-20 2023-10-20T08:00',
    'D-10 2023-11-03T08:00',
    'D-5 2023-11-10T08:00',
    'D-3 2023-11-14T08:00',
    'D-1 2023-11-16T08:00',
    'D0 2023-11-17T08:00',
  ]);
});

test('escalations count from the legal end: the first working day after Sunday 19/11 is Monday', () => {
  expect(planned(rules).escalations.map(({ level, at: when }) => `${level} ${local(when)}`)).toEqual([
    '1 2023-11-20T08:00',
    '2 2023-11-21T08:00',
  ]);
});

test('a thing is due soon three working days before its working end, unless the plan says otherwise', () => {
  expect(local(planned(rules).soon)).toBe('2023-11-14T08:00');
  expect(local(planned({ ...rules, soon: { workingDays: -5, at: '09:30' } }).soon)).toBe('2023-11-10T09:30');
  expect(local(planned({ ...rules, soon: { workingDays: 5 } }).soon)).toBe('2023-11-10T08:00');
});

test('what opens late is due soon at once and is not reminded of the past', () => {
  const late = at('2023-11-16', '10:00');
  expect(planned(rules, late).soon).toBe(late);
  expect(planned(rules, late).reminders.map(({ key }) => key)).toEqual(['D0']);
});

test('nobody is reminded twice within 24 hours, except on the due day', () => {
  const reminders = [
    { key: 'morning', workingDays: -3 },
    { key: 'evening', workingDays: -3, at: '16:00' },
    { key: 'next-day', workingDays: -2 },
    { key: 'too-soon', workingDays: -1, at: '07:00' },
    { key: 'due-day', workingDays: 0, at: '06:30' },
    { key: 'due-hour', workingDays: 0, at: '15:00' },
  ];
  const kept = planned({ reminders, escalations: [] }).reminders.map(({ key }) => key);
  expect(kept).toEqual(['morning', 'next-day', 'due-day', 'due-hour']);
});

test('a reminder on the same day to other posts is dropped only where all of them have been reminded', () => {
  const reminders = [
    { key: 'unit', workingDays: -3, to: ['unit.officer', 'unit.head'] },
    { key: 'leadership', workingDays: -3, at: '16:00', to: ['leadership'] },
    { key: 'officer', workingDays: -3, at: '16:30', to: ['unit.officer'] },
    { key: 'next-day', workingDays: -2, to: ['unit.officer'] },
  ];
  const kept = planned({ reminders, escalations: [] }).reminders.map(({ key }) => key);
  expect(kept).toEqual(['unit', 'leadership', 'next-day']);
});

test('a reminder to acknowledge counts from the opening', () => {
  const reminders = [{ key: 'acknowledge', from: 'opened' as const, workingDays: 2 }];
  expect(planned({ reminders, escalations: [] }).reminders.map(({ at: when }) => local(when))).toEqual([
    '2023-09-05T08:00',
  ]);
  expect(planned({ reminders, escalations: [] }, at('2023-11-17', '08:00')).reminders).toEqual([]);
});

test('an escalation on the very day of the deadline waits until it has passed', () => {
  const { escalations } = planned({ reminders: [], escalations: [{ level: 1, workingDays: 0 }] });
  expect(escalations[0]?.at).toBe(before20November.legalEnd + 1);
});

test('rules with a mistake in them are refused', () => {
  expect(timingRulesSchema.safeParse(rules).success).toBe(true);
  const wrong = [
    { level: 1, workingDays: -1 },
    { level: 0, workingDays: 1 },
    { level: 1, workingDays: 1, at: '8:00' },
  ];
  for (const one of wrong) {
    expect(timingRulesSchema.safeParse({ ...rules, escalations: [one] }).success).toBe(false);
  }
});

const anyInstant = fc
  .tuple(fc.integer({ min: serialOf('2023-01-01'), max: serialOf('2024-12-31') }), fc.nat(DAY - 1))
  .map(([serial, ms]) => at(dayOfSerial(serial), '00:00') + ms);
const anyTime = fc.tuple(fc.nat(23), fc.nat(59)).map((parts) => parts.map((n) => `${n}`.padStart(2, '0')).join(':'));
const anyRules: fc.Arbitrary<TimingRules> = fc.record({
  soon: fc.record({ workingDays: fc.integer({ min: -20, max: 0 }), at: anyTime }),
  reminders: fc.array(
    fc.record({
      key: fc.string({ minLength: 1 }),
      from: fc.constantFrom('working-end' as const, 'opened' as const, 'legal-end' as const),
      workingDays: fc.integer({ min: -30, max: 30 }),
      at: anyTime,
    }),
  ),
  escalations: fc.array(fc.record({ level: fc.integer({ min: 1, max: 5 }), workingDays: fc.nat(20), at: anyTime })),
});

test('whatever the rules: in order, reminders between opening and legal end a day apart, escalations after it', () => {
  fc.assert(
    fc.property(anyRules, anyInstant, anyInstant, (some, since, end) => {
      const deadline = deadlineFromInstant(end, weekends);
      const { soon, reminders, escalations } = timing(some, deadline, since, weekends);
      expect(soon).toBeGreaterThanOrEqual(since);
      expect(soon).toBeLessThanOrEqual(Math.max(since, end));
      const times = reminders.map((one) => one.at);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times.every((time) => time >= since && time <= end)).toBe(true);
      const dueDays = [dayOf(end), dayOf(deadline.workingEnd)];
      times.slice(1).forEach((time, i) => {
        const gap = time - (times[i] ?? 0);
        expect(gap >= 24 * HOUR || (gap > 0 && dueDays.includes(dayOf(time)))).toBe(true);
      });
      const raised = escalations.map((one) => one.at);
      expect(raised).toEqual([...raised].sort((a, b) => a - b));
      expect(raised.every((time) => time > end)).toBe(true);
    }),
  );
});

test('without rules of its own about weekends, no escalation above the first day falls on one', () => {
  fc.assert(
    fc.property(anyInstant, fc.integer({ min: 1, max: 20 }), (end, workingDays) => {
      const only = { reminders: [], escalations: [{ level: 1, workingDays }] };
      const [first] = timing(only, deadlineFromInstant(end, weekends), opened, weekends).escalations;
      expect(weekday(dayOf(first?.at ?? 0))).toBeLessThanOrEqual(5);
    }),
  );
});
