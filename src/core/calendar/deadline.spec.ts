import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { calendarYearSchema, isWorkingDay, makeCalendar } from './calendar.js';
import { addDays, at, dayOf, dayOfSerial, endOfDay, fromIso, serialOf, toIso, type Day } from './day.js';
import {
  dateExprSchema,
  deadlineFromInstant,
  deadlineRuleSchema,
  resolveDay,
  resolveDeadline,
  type Anchors,
  type DateExpr,
  type DeadlineRule,
} from './deadline.js';

const files = [2023, 2024, 2025, 2026, 2027].map((y) => readFileSync(`workflows/calendars/vn-${y}.yaml`, 'utf8'));
const vietnam = makeCalendar(files.map((text) => calendarYearSchema.parse(parse(text))));

const anchors = (year: number, days: Record<string, Day> = {}): Anchors => ({
  year,
  days: { 'period.start': `${year}-01-01`, 'period.end': `${year}-12-31`, ...days },
});
const due = (rule: DeadlineRule, year = 2023) => resolveDeadline(rule, anchors(year), vietnam);
const day = (expr: DateExpr, days: Record<string, Day> = {}) => resolveDay(expr, anchors(2023, days), vietnam).day;
const local = (instant: number) => toIso(instant).slice(0, 16);

test('“trước ngày 20/11” is the last millisecond of 19/11, and what is sent then is on time', () => {
  const { legalEnd } = due({ before: '11-20' });
  expect(toIso(legalEnd)).toBe('2023-11-19T23:59:59.999+07:00');
  expect(fromIso('2023-11-17T09:00:00+07:00') <= legalEnd).toBe(true);
  expect(fromIso('2023-11-19T23:59:59+07:00') <= legalEnd).toBe(true);
  expect(fromIso('2023-11-20T00:00:00+07:00') <= legalEnd).toBe(false);
});

test.each([
  [2023, '2023-11-19T23:59', '2023-11-17T17:00'],
  [2024, '2024-11-19T23:59', '2024-11-19T17:00'],
  [2025, '2025-11-19T23:59', '2025-11-19T17:00'],
  [2026, '2026-11-19T23:59', '2026-11-19T17:00'],
  [2027, '2027-11-19T23:59', '2027-11-19T17:00'],
  [2028, '2028-11-19T23:59', '2028-11-17T17:00'],
])('before 20/11 in %i ends by law at %s and should be done by %s', (year, legal, working) => {
  const { legalEnd, workingEnd } = due({ before: '11-20' }, year);
  expect([local(legalEnd), local(workingEnd)]).toEqual([legal, working]);
});

const rows: readonly [string, DeadlineRule, string, string][] = [
  ['before a working day after a Sunday, stays', { before: '2023-11-20' }, '2023-11-19T23:59', '2023-11-17T17:00'],
  [
    'before, rolls back over the weekend',
    { before: '2023-11-20', roll: 'back' },
    '2023-11-17T23:59',
    '2023-11-17T17:00',
  ],
  [
    'before, rolls forward over the weekend',
    { before: '2023-11-20', roll: 'forward' },
    '2023-11-20T23:59',
    '2023-11-20T17:00',
  ],
  ['before a day after a working day', { before: '2023-11-22', roll: 'back' }, '2023-11-21T23:59', '2023-11-21T17:00'],
  ['by a Saturday', { by: '2023-11-18' }, '2023-11-18T23:59', '2023-11-17T17:00'],
  ['by a Saturday, back', { by: '2023-11-18', roll: 'back' }, '2023-11-17T23:59', '2023-11-17T17:00'],
  ['by a Saturday, forward', { by: '2023-11-18', roll: 'forward' }, '2023-11-20T23:59', '2023-11-20T17:00'],
  ['by a day of Tết', { by: '2023-01-25' }, '2023-01-25T23:59', '2023-01-19T17:00'],
  ['by a day of Tết, back', { by: '2023-01-25', roll: 'back' }, '2023-01-19T23:59', '2023-01-19T17:00'],
  ['by a day of Tết, forward', { by: '2023-01-25', roll: 'forward' }, '2023-01-27T23:59', '2023-01-27T17:00'],
  ['by a worked Saturday', { by: '2025-04-26', roll: 'back' }, '2025-04-26T23:59', '2025-04-26T17:00'],
  ['by a Friday swapped off', { by: '2025-05-02', roll: 'forward' }, '2025-05-05T23:59', '2025-05-05T17:00'],
  ['within a working day', { within: '2023-11-17' }, '2023-11-17T17:00', '2023-11-17T17:00'],
  ['within a Sunday', { within: '2023-11-19' }, '2023-11-19T17:00', '2023-11-17T17:00'],
  ['within a Sunday, back', { within: '2023-11-19', roll: 'back' }, '2023-11-17T17:00', '2023-11-17T17:00'],
  ['within a Sunday, forward', { within: '2023-11-19', roll: 'forward' }, '2023-11-20T17:00', '2023-11-20T17:00'],
];
test.each(rows)('%s', (_, rule, legal, working) => {
  const { legalEnd, workingEnd } = due(rule);
  expect([local(legalEnd), local(workingEnd)]).toEqual([legal, working]);
});

test.each<[DateExpr, Day]>([
  ['11-20', '2023-11-20'],
  ['+1/02-28', '2024-02-28'],
  ['-1/12-15', '2022-12-15'],
  ['2025-12-15', '2025-12-15'],
  ['02-29', '2023-02-28'],
  ['+1/02-29', '2024-02-29'],
  ['period.end', '2023-12-31'],
  ['opened', '2023-05-22'],
  ['parent.due', '2023-06-15'],
  [{ from: 'opened', workingDays: 10 }, '2023-06-05'],
  [{ from: 'parent.due', workingDays: -3 }, '2023-06-12'],
  [{ from: 'period.start', days: -1, workingDays: 1 }, '2023-01-03'],
  [{ from: 'period.end', months: -6 }, '2023-06-30'],
  [{ from: '2023-01-31', months: 1, days: 1 }, '2023-03-01'],
  [{ from: '07-01', days: 90 }, '2023-09-29'],
])('%j is %s', (expr, expected) => {
  expect(dateExprSchema.parse(expr)).toEqual(expr);
  expect(day(expr, { opened: '2023-05-22', 'parent.due': '2023-06-15' })).toBe(expected);
});

test('a name that stands for no day is an error with its name', () => {
  expect(() => day('opened')).toThrow('anchor-unknown {"anchor":"opened"}');
  expect(() => day('constructor')).toThrow('anchor-unknown');
});

test.each(['31-12', '04-31', '+10/01-01', '2023-02-29', '1/1', '', 'a b', { from: 'opened', weeks: 2 }, { days: 3 }])(
  '%j is no date rule',
  (expr) => {
    expect(dateExprSchema.safeParse(expr).success).toBe(false);
  },
);

test.each([{ before: '11-20', by: '11-20' }, { until: '11-20' }, { by: '11-20', roll: 'up' }, {}])(
  '%j is no deadline rule',
  (rule) => {
    expect(deadlineRuleSchema.safeParse(rule).success).toBe(false);
  },
);

test('a deadline that rests on a year nobody has decided is provisional and says so', () => {
  expect(due({ before: '11-20' }, 2025).provisional).toBe(false);
  const undecided = due({ before: '11-20' }, 2027);
  expect(undecided.provisional).toBe(true);
  expect(undecided.reasons).toContainEqual({ code: 'provisional', facts: { year: 2027 } });
  const counted = resolveDay({ from: '2025-12-25', workingDays: 10 }, anchors(2025), vietnam);
  expect(counted).toMatchObject({ day: '2026-01-10', provisional: true });
});

test('a deadline gives its reasons in order', () => {
  expect(due({ before: '11-20' }).reasons).toEqual([
    { code: 'before', facts: { day: '2023-11-20', end: '2023-11-19' } },
    { code: 'weekend', facts: { from: '2023-11-18', to: '2023-11-19' } },
    { code: 'working-end', facts: { day: '2023-11-17', time: '17:00' } },
  ]);
});

test('counting past holidays and swaps names each run once', () => {
  const { reasons } = resolveDay({ from: '2025-05-05', workingDays: -3 }, anchors(2025), vietnam);
  expect(reasons).toMatchObject([
    { code: 'fixed-date' },
    { code: 'plus-working-days', facts: { from: '2025-05-05', workingDays: -3, day: '2025-04-26' } },
    { code: 'worked-weekend', facts: { day: '2025-04-26' } },
    { code: 'day-off', facts: { from: '2025-04-30', to: '2025-04-30' } },
    { code: 'day-off', facts: { from: '2025-05-01', to: '2025-05-01' } },
    { code: 'day-off', facts: { from: '2025-05-02', kind: 'swapped-off' } },
  ]);
});

test('Tết is one reason and the days in lieu another', () => {
  const { reasons } = due({ by: '2023-01-26' });
  expect(reasons.slice(1, -1)).toMatchObject([
    { code: 'day-off', facts: { from: '2023-01-20', to: '2023-01-24', kind: 'holiday' } },
    { code: 'day-off', facts: { from: '2023-01-25', to: '2023-01-26', kind: 'in-lieu' } },
  ]);
});

test('an extension until the end of a Sunday should be done by Friday', () => {
  const { legalEnd, workingEnd, reasons } = deadlineFromInstant(endOfDay('2023-11-26'), vietnam);
  expect([local(legalEnd), local(workingEnd)]).toEqual(['2023-11-26T23:59', '2023-11-24T17:00']);
  expect(reasons[0]).toEqual({ code: 'given', facts: { day: '2023-11-26', time: '23:59' } });
});

test.each([
  ['10:00', '2023-11-20T10:00'],
  ['08:00', '2023-11-20T08:00'],
  ['07:59', '2023-11-17T17:00'],
  ['00:00', '2023-11-17T17:00'],
  ['20:00', '2023-11-20T17:00'],
])('given until %s on a Monday it should be done by %s', (time, working) => {
  expect(local(deadlineFromInstant(at('2023-11-20', time), vietnam).workingEnd)).toBe(working);
});

const anyDay = fc.integer({ min: serialOf('2022-06-01'), max: serialOf('2028-06-01') }).map(dayOfSerial);
const anyRoll = fc.constantFrom('stay' as const, 'back' as const, 'forward' as const);
const anyRule: fc.Arbitrary<DeadlineRule> = fc
  .tuple(fc.constantFrom('before', 'by', 'within'), anyDay, anyRoll)
  .map(([kind, d, roll]) => ({ [kind]: d, roll }) as unknown as DeadlineRule);

test('the working end lies on a working day, not after the legal end, with no working day between them', () => {
  fc.assert(
    fc.property(anyRule, (rule) => {
      const { legalEnd, workingEnd } = due(rule);
      expect(workingEnd).toBeLessThanOrEqual(legalEnd);
      expect(isWorkingDay(vietnam, dayOf(workingEnd))).toBe(true);
      for (let d = addDays(dayOf(workingEnd), 1); d <= dayOf(legalEnd); d = addDays(d, 1)) {
        expect(isWorkingDay(vietnam, d)).toBe(false);
      }
    }),
  );
});

test('a deadline that does not stay ends on a working day, and back is never after forward', () => {
  fc.assert(
    fc.property(anyDay, (d) => {
      const [stay, back, forward] = (['stay', 'back', 'forward'] as const).map((roll) => due({ by: d, roll }).legalEnd);
      expect([back, forward].every((end) => isWorkingDay(vietnam, dayOf(end ?? 0)))).toBe(true);
      expect((back ?? 0) <= (stay ?? 0) && (stay ?? 0) <= (forward ?? 0)).toBe(true);
    }),
  );
});

test('an extension to the very instant of a deadline changes neither of its ends', () => {
  fc.assert(
    fc.property(anyRule, (rule) => {
      const { legalEnd, workingEnd, provisional } = due(rule);
      const given = deadlineFromInstant(legalEnd, vietnam);
      expect(given).toMatchObject({ legalEnd, workingEnd });
      expect(given.provisional && !provisional).toBe(false);
    }),
  );
});
