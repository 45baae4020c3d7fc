import * as fc from 'fast-check';
import { makeCalendar } from './calendar.js';
import { addDays, at, dayOf, dayOfSerial, serialOf, toIso } from './day.js';
import {
  nextOpening,
  openingsBetween,
  openingsFrom,
  periodsBetween,
  scheduleSchema,
  type Opening,
  type Schedule,
} from './recurrence.js';

const weekends = makeCalendar([{ year: 2023, status: 'decided', days: [] }]);
const local = (instant: number) => toIso(instant).slice(0, 16);
const ids = (schedule: Schedule, from: string, to: string) =>
  periodsBetween(schedule, from, to, weekends).map(({ id }) => id);
const opensOn = (schedule: Schedule, from: string, to: string) =>
  openingsBetween(schedule, from, to, weekends).map(({ period, opens }) => `${period.id} ${dayOf(opens)}`);

test('quarters have their months, their Roman numbers and their year', () => {
  const periods = periodsBetween({ every: 'quarter', opens: 'period.start' }, '2023-01-01', '2023-12-31', weekends);
  expect(periods.map(({ id, start, end }) => `${id} ${start} ${end}`)).toEqual([
    '2023-Q1 2023-01-01 2023-03-31',
    '2023-Q2 2023-04-01 2023-06-30',
    '2023-Q3 2023-07-01 2023-09-30',
    '2023-Q4 2023-10-01 2023-12-31',
  ]);
  expect(periods.map(({ label }) => label.vi)).toEqual(['I', 'II', 'III', 'IV'].map((n) => `quý ${n} năm 2023`));
});

test('halves and years are named as offices name them', () => {
  const halves = periodsBetween({ every: 'half-year', opens: 'period.start' }, '2023-01-01', '2023-12-31', weekends);
  expect(halves.map(({ id, label }) => `${id} ${label.vi}, ${label.en}`)).toEqual([
    '2023-H1 6 tháng đầu năm 2023, first half of 2023',
    '2023-H2 6 tháng cuối năm 2023, second half of 2023',
  ]);
  const [year] = periodsBetween({ every: 'year', opens: '09-01' }, '2023-01-01', '2023-12-31', weekends);
  expect(year).toEqual({
    id: '2023',
    kind: 'year',
    start: '2023-01-01',
    end: '2023-12-31',
    year: 2023,
    label: { vi: 'năm 2023', en: '2023' },
  });
});

test('next year’s plan opens on 15/12 of this year, and comes in its place', () => {
  expect(opensOn({ every: 'year', opens: '-1/12-15' }, '2022-12-15', '2024-12-31')).toEqual([
    '2023 2022-12-15',
    '2024 2023-12-15',
    '2025 2024-12-15',
  ]);
});

test('a report on the year that opens in the next one belongs to the year before', () => {
  expect(opensOn({ every: 'year', opens: '+1/01-05' }, '2023-01-01', '2024-12-31')).toEqual([
    '2022 2023-01-05',
    '2023 2024-01-05',
  ]);
});

test('only some quarters, only some years, only between two days of opening', () => {
  expect(ids({ every: 'quarter', only: ['Q1', 'Q3'], opens: 'period.start' }, '2023-01-01', '2024-01-31')).toEqual([
    '2023-Q1',
    '2023-Q3',
    '2024-Q1',
  ]);
  expect(ids({ every: 'year', years: [2025, 2023], opens: '06-01' }, '2020-01-01', '2030-01-01')).toEqual([
    '2023',
    '2025',
  ]);
  const bounded: Schedule = { every: 'quarter', opens: 'period.start', from: '2023-04-01', until: '2023-10-01' };
  expect(ids(bounded, '2020-01-01', '2030-01-01')).toEqual(['2023-Q2', '2023-Q3', '2023-Q4']);
});

test('an opening may be counted in working days', () => {
  const schedule: Schedule = { every: 'quarter', opens: { from: 'period.end', workingDays: -9 } };
  expect(opensOn(schedule, '2023-01-01', '2023-06-30')).toEqual(['2023-Q1 2023-03-20', '2023-Q2 2023-06-19']);
});

test('an opening has its cut-off and its close, each counted from what is known then', () => {
  const schedule: Schedule = {
    every: 'half-year',
    only: ['H1'],
    opens: '05-22',
    cutOff: '06-14',
    closes: { from: 'cutOff', workingDays: 5 },
  };
  const next = nextOpening(schedule, at('2023-01-01', '00:00'), weekends);
  expect(next).toMatchObject({ period: { id: '2023-H1' }, cutOff: '2023-06-14', provisional: false });
  expect([local(next?.opens ?? 0), local(next?.closes ?? 0)]).toEqual(['2023-05-22T08:00', '2023-06-21T23:59']);
});

test('an opening counted in a year that nobody has decided is provisional', () => {
  const schedule: Schedule = { every: 'quarter', opens: { from: 'period.end', workingDays: -9 } };
  expect(nextOpening(schedule, at('2024-01-01', '00:00'), weekends)?.provisional).toBe(true);
});

test('the next opening is strictly after the moment asked about', () => {
  const schedule: Schedule = { every: 'year', opens: '09-01' };
  const opens = at('2023-09-01', '08:00');
  expect(nextOpening(schedule, opens - 1, weekends)?.opens).toBe(opens);
  expect(nextOpening(schedule, opens, weekends)?.period.id).toBe('2024');
});

test('openings of one day follow each other, so that none is lost', () => {
  const schedule: Schedule = { every: 'quarter', opens: '01-05' };
  const first = at('2023-01-05', '08:00');
  const all = openingsBetween(schedule, '2023-01-01', '2023-12-31', weekends);
  expect(all.map(({ period, opens }) => [period.id, opens - first])).toEqual([
    ['2023-Q1', 0],
    ['2023-Q2', 1],
    ['2023-Q3', 2],
    ['2023-Q4', 3],
  ]);
  expect(nextOpening(schedule, first, weekends)?.period.id).toBe('2023-Q2');
});

test('a rule of RFC 5545 gives days', () => {
  const monthly: Schedule = { rrule: 'FREQ=MONTHLY;BYMONTHDAY=15', start: '2023-01-01' };
  expect(ids(monthly, '2023-02-01', '2023-04-30')).toEqual(['2023-02-15', '2023-03-15', '2023-04-15']);
  const lastFriday: Schedule = { rrule: 'FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR;COUNT=3', start: '2023-01-01' };
  expect(ids(lastFriday, '2020-01-01', '2030-01-01')).toEqual(['2023-01-27', '2023-03-31', '2023-05-26']);
  const leap: Schedule = { rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', start: '2023-01-01' };
  expect(ids(leap, '2023-01-01', '2032-12-31')).toEqual(['2024-02-29', '2028-02-29', '2032-02-29']);
});

test('a rule of days ends with the day of its UNTIL', () => {
  const schedule: Schedule = { rrule: 'FREQ=DAILY;UNTIL=20230103', start: '2023-01-01' };
  expect(scheduleSchema.parse(schedule)).toEqual(schedule);
  expect(ids(schedule, '2022-01-01', '2024-01-01')).toEqual(['2023-01-01', '2023-01-02', '2023-01-03']);
});

test('a rule may open before its days', () => {
  const schedule: Schedule = {
    rrule: 'FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=20',
    start: '2023-01-01',
    opens: { from: 'period.start', months: -2 },
    until: '2024-12-31',
  };
  expect(opensOn(schedule, '2023-01-01', '2030-01-01')).toEqual(['2023-11-20 2023-09-20', '2024-11-20 2024-09-20']);
});

test('what is done once opens once, for the period that it is about', () => {
  expect(ids({ once: '2023-04-03' }, '2023-01-01', '2023-12-31')).toEqual(['once']);
  const review: Schedule = { once: '2025-06-01', period: '2023-2025' };
  const [period] = periodsBetween(review, '2025-01-01', '2025-12-31', weekends);
  expect(period).toMatchObject({ id: '2023-2025', start: '2023-01-01', end: '2025-12-31', year: 2025 });
  expect(nextOpening(review, at('2025-06-01', '08:00'), weekends)).toBeUndefined();
  expect(ids(review, '2026-01-01', '2030-01-01')).toEqual([]);
});

test('what opens on request has no openings', () => {
  expect(ids({ on: 'request' }, '2020-01-01', '2030-01-01')).toEqual([]);
  expect(nextOpening({ on: 'request' }, 0, weekends)).toBeUndefined();
});

test('openings without an end are computed only as far as they are read', () => {
  const openings = openingsFrom({ every: 'quarter', opens: 'period.start' }, '2023-01-01', weekends);
  expect(openings.next().value).toMatchObject({ period: { id: '2023-Q1' } });
  expect(openings.next().value).toMatchObject({ period: { id: '2023-Q2' } });
});

test.each<[string, unknown]>([
  ['two kinds at once', { every: 'year', opens: '01-01', once: '2023-01-01' }],
  ['no opening', { every: 'year' }],
  ['an opening on one day of all time', { every: 'year', opens: '2023-01-01' }],
  ['an opening counted from something that is not known yet', { every: 'year', opens: 'event' }],
  ['quarters of a year', { every: 'year', only: ['Q1'], opens: '01-01' }],
  ['halves of quarters', { every: 'quarter', only: ['H1'], opens: '01-01' }],
  ['a part that RFC 5545 does not have', { rrule: 'FREQ=MONTHLY;HELLO=1', start: '2023-01-01' }],
  ['a 99th day of the month', { rrule: 'FREQ=MONTHLY;BYMONTHDAY=99', start: '2023-01-01' }],
  ['the same part twice', { rrule: 'FREQ=MONTHLY;FREQ=DAILY', start: '2023-01-01' }],
  ['hours', { rrule: 'FREQ=DAILY;BYHOUR=9', start: '2023-01-01' }],
  ['every hour', { rrule: 'FREQ=HOURLY', start: '2023-01-01' }],
  ['no frequency', { rrule: 'INTERVAL=2', start: '2023-01-01' }],
  ['days that never come', { rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', start: '2023-01-01' }],
  ['a day that does not exist', { once: '2023-02-29' }],
  ['a period that does not exist', { once: '2023-01-01', period: '2023-Q5' }],
  ['another occasion than a request', { on: 'friday' }],
])('a schedule with %s is refused', (_, schedule) => {
  expect(scheduleSchema.safeParse(schedule).success).toBe(false);
});

const anyOpens = fc.oneof(
  fc.constantFrom('period.start', 'period.end', '-1/12-15', '+1/01-05', '+2/02-29', '06-30'),
  fc.record({
    from: fc.constantFrom('period.start', 'period.end', '03-31'),
    months: fc.integer({ min: -14, max: 14 }),
    days: fc.integer({ min: -400, max: 400 }),
    workingDays: fc.integer({ min: -60, max: 60 }),
  }),
);
const anySchedule: fc.Arbitrary<Schedule> = fc.oneof(
  fc.record({ every: fc.constantFrom('quarter' as const, 'half-year' as const, 'year' as const), opens: anyOpens }),
  fc.record({ every: fc.constant('year' as const), opens: anyOpens, years: fc.constant([2022, 2024]) }),
  fc.record({
    rrule: fc.constantFrom('FREQ=MONTHLY;BYMONTHDAY=-1', 'FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TH', 'FREQ=YEARLY'),
    start: fc.constant('2022-02-01'),
    opens: fc.record({ from: fc.constant('period.start'), workingDays: fc.integer({ min: -30, max: 30 }) }),
  }),
  fc.record({ once: fc.constant('2023-05-05') }),
);
const anyDay = fc.integer({ min: serialOf('2021-01-01'), max: serialOf('2025-12-31') }).map(dayOfSerial);

const chain = (schedule: Schedule, from: string, to: string): Opening[] => {
  const found: Opening[] = [];
  let next = nextOpening(schedule, at(from, '00:00') - 1, weekends);
  while (next && dayOf(next.opens) <= to) {
    found.push(next);
    next = nextOpening(schedule, next.opens, weekends);
  }
  return found;
};

test('going from one opening to the next visits, strictly later each time, exactly the openings between two days', () => {
  fc.assert(
    fc.property(anySchedule, anyDay, fc.nat(500), (schedule, from, n) => {
      const to = addDays(from, n);
      const visited = chain(schedule, from, to);
      expect(visited).toEqual(openingsBetween(schedule, from, to, weekends));
      visited.slice(1).forEach(({ opens }, i) => expect(opens).toBeGreaterThan(visited[i]?.opens ?? 0));
    }),
    { numRuns: 60 },
  );
});

test('a stretch of time has the openings of its parts', () => {
  fc.assert(
    fc.property(anySchedule, anyDay, fc.nat(300), fc.nat(300), (schedule, from, n, m) => {
      const middle = addDays(from, n);
      const to = addDays(middle, m + 1);
      const parts = [...ids(schedule, from, middle), ...ids(schedule, addDays(middle, 1), to)];
      expect(ids(schedule, from, to)).toEqual(parts);
    }),
    { numRuns: 60 },
  );
});

test('every schedule that is tried here is one that a plan may contain', () => {
  fc.assert(fc.property(anySchedule, (schedule) => expect(scheduleSchema.safeParse(schedule).success).toBe(true)));
});
