import * as fc from 'fast-check';
import { timingSchema } from '../plan/schema.js';
import { makeCalendar } from './calendar.js';
import { at, DAY, dayOf, dayOfSerial, HOUR, serialOf, toIso, weekday } from './day.js';
import { deadlineFromInstant, resolveDeadline, timing, type ReminderRule, type TimingRules } from './deadline.js';

const weekends = makeCalendar([]);
const before20November = resolveDeadline({ before: '11-20' }, { year: 2023, days: {} }, weekends);
const opened = at('2023-09-01', '08:00');
const local = (instant: number) => toIso(instant).slice(0, 16);

const to = ['officer'];
const rules: TimingRules = {
  reminders: [-20, -10, -5, -3, -1, 0].map((workingDays) => ({ key: `D${workingDays}`, workingDays, to })),
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

describe('nobody is reminded twice within 24 hours, except on the due day', () => {
  const kept = (...reminders: readonly (Pick<ReminderRule, 'key' | 'workingDays'> & Partial<ReminderRule>)[]) =>
    planned({ reminders: reminders.map((rule) => ({ to, ...rule })), escalations: [] }).reminders.map(({ key }) => key);
  const morning = { key: 'morning', workingDays: -3 };
  const evening = { key: 'evening', workingDays: -3, at: '16:00' };

  test('the same people', () => {
    expect(
      kept(
        morning,
        evening,
        { key: 'next-day', workingDays: -2 },
        { key: 'too-soon', workingDays: -1, at: '07:00' },
        { key: 'due-day', workingDays: 0, at: '06:30' },
        { key: 'due-hour', workingDays: 0, at: '15:00' },
        { key: 'due-hour-again', workingDays: 0, at: '15:00' },
      ),
    ).toEqual(['morning', 'next-day', 'due-day', 'due-hour']);
  });

  test('other people are not the same: what one has heard the other has not', () => {
    expect(kept(morning, { ...evening, to: ['leadership'] })).toEqual(['morning', 'evening']);
    expect(kept(morning, { ...evening, to: ['officer', 'head'] })).toEqual(['morning', 'evening']);
    expect(kept({ ...morning, to: ['officer', 'head'] }, { ...evening, to: ['head'] })).toEqual(['morning']);
    expect(kept({ key: 'dawn', workingDays: -3, at: '06:00', to: ['head'] }, morning, evening)).toEqual([
      'dawn',
      'morning',
    ]);
  });

  test('one that was left out counts for nobody', () => {
    const night = { key: 'night', workingDays: -3, at: '22:00' };
    expect(kept(morning, night, { key: 'next-noon', workingDays: -2, at: '12:00' })).toEqual(['morning', 'next-noon']);
  });

  test('one that comes only while the work is at a certain point may stay unsaid, and so suppresses none', () => {
    const early = { ...morning, while: ['drafting'] };
    expect(kept(early, evening)).toEqual(['morning', 'evening']);
    expect(kept(morning, { ...evening, while: ['drafting'] })).toEqual(['morning']);
    // At one moment the certain one goes first, whatever order they are written in.
    expect(kept({ ...evening, key: 'perhaps', while: ['drafting'] }, evening)).toEqual(['evening']);
  });
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
  const reminders = [{ key: 'acknowledge', from: 'opened' as const, workingDays: 2, to }];
  expect(planned({ reminders, escalations: [] }).reminders.map(({ at: when }) => local(when))).toEqual([
    '2023-09-05T08:00',
  ]);
  expect(planned({ reminders, escalations: [] }, at('2023-11-17', '08:00')).reminders).toEqual([]);
});

test.each([
  ['the end of a Sunday', { before: '2023-11-20' }, undefined, '2023-11-20T08:00'],
  ['the end of a Friday: a Saturday is a morning too', { by: '2023-11-17' }, undefined, '2023-11-18T08:00'],
  ['the close of offices', { within: '2023-11-20' }, undefined, '2023-11-21T08:00'],
  ['the close of offices, an hour of the same evening', { within: '2023-11-20' }, '19:00', '2023-11-20T19:00'],
  ['the end of a day, an hour of the next evening', { by: '2023-11-20' }, '19:00', '2023-11-21T19:00'],
])('overdue is told at the first hour that is not before %s', (_, rule, at, expected) => {
  const deadline = resolveDeadline(rule, { year: 2023, days: {} }, weekends);
  const { overdue } = planned({ reminders: [], escalations: [], overdue: { at } }, opened, deadline);
  expect(local(overdue?.at ?? 0)).toBe(expected);
  expect(planned({ reminders: [], escalations: [] }, opened, deadline)).not.toHaveProperty('overdue');
});

test.each([
  ['the end of a Sunday', { before: '2023-11-20' }, undefined, '2023-11-20T08:00'],
  ['the end of a day, an hour of the next evening', { by: '2023-11-20' }, '19:00', '2023-11-21T19:00'],
  ['the close of offices', { within: '2023-11-20' }, undefined, '2023-11-21T08:00'],
  ['the close of offices, the very same hour', { within: '2023-11-20' }, '17:00', '2023-11-21T17:00'],
  ['the close of offices, an hour of the same evening', { within: '2023-11-20' }, '19:00', '2023-11-20T19:00'],
])('an escalation on the very day of the deadline comes at the first hour after %s', (_, rule, at, expected) => {
  const deadline = resolveDeadline(rule, { year: 2023, days: {} }, weekends);
  const level = { level: 1, workingDays: 0, at };
  const { escalations, overdue } = planned({ reminders: [], escalations: [level], overdue: {} }, opened, deadline);
  expect(local(escalations[0]?.at ?? 0)).toBe(expected);
  // Whoever is late hears no later than those above, unless the plan puts the level in the evening between.
  if (at === undefined) expect(escalations[0]?.at).toBe(overdue?.at);
});

test('rules with a mistake in them are refused', () => {
  const escalation = { level: 1, workingDays: 1, to: ['unit.head'] };
  const read = (one: object) => timingSchema.safeParse({ escalation: [one] }).success;
  expect(read(escalation)).toBe(true);
  expect(read({ ...escalation, workingDays: -1 })).toBe(false);
  expect(read({ ...escalation, level: 0 })).toBe(false);
  expect(read({ ...escalation, at: '8:00' })).toBe(false);
});

const anyInstant = fc
  .tuple(fc.integer({ min: serialOf('2023-01-01'), max: serialOf('2024-12-31') }), fc.nat(DAY - 1))
  .map(([serial, ms]) => at(dayOfSerial(serial), '00:00') + ms);
const anyTime = fc.tuple(fc.nat(23), fc.nat(59)).map((parts) => parts.map((n) => `${n}`.padStart(2, '0')).join(':'));
const anyRules: fc.Arbitrary<TimingRules> = fc.record({
  soon: fc.record({ workingDays: fc.integer({ min: -20, max: 0 }), at: anyTime }),
  reminders: fc.uniqueArray(
    fc.record({
      key: fc.string({ minLength: 1 }),
      from: fc.constantFrom('working-end' as const, 'opened' as const, 'legal-end' as const),
      workingDays: fc.integer({ min: -30, max: 30 }),
      at: anyTime,
      to: fc.subarray(['officer', 'head', 'leadership'], { minLength: 1 }),
      while: fc.option(fc.constant(['drafting']), { nil: undefined }),
    }),
    { selector: ({ key }) => key },
  ),
  escalations: fc.array(fc.record({ level: fc.integer({ min: 1, max: 5 }), workingDays: fc.nat(20), at: anyTime })),
});

test('whatever the rules: in order, reminders between opening and legal end, a day apart for each, escalations after it', () => {
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
      const ruleOf = (key: string) => some.reminders.find((rule) => rule.key === key)!;
      /** Who has been reminded for certain so shortly before, by the reminders that are kept. */
      const had = (at: number, earlier: typeof reminders) =>
        earlier
          .filter((one) => at - one.at >= 0 && at - one.at < (dueDays.includes(dayOf(at)) ? 1 : 24 * HOUR))
          .filter(({ key }) => !ruleOf(key).while)
          .flatMap(({ key }) => ruleOf(key).to);
      const isNews = (key: string, at: number, earlier: typeof reminders) =>
        ruleOf(key).to.some((one) => !had(at, earlier).includes(one));
      reminders.forEach(({ key, at }, i) => expect(isNews(key, at, reminders.slice(0, i))).toBe(true));
      for (const rule of some.reminders.filter(({ key }) => !reminders.some((one) => one.key === key))) {
        const [alone] = timing({ ...some, reminders: [rule] }, deadline, since, weekends).reminders;
        if (alone) expect(isNews(rule.key, alone.at, reminders)).toBe(false);
      }
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
