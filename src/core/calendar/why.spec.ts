import * as fc from 'fast-check';
import { makeCalendar, type CalendarYear } from './calendar.js';
import { at, dayOfSerial, endOfDay, serialOf, type Day } from './day.js';
import {
  deadlineFromInstant,
  resolveDay,
  resolveDeadline,
  timing,
  type DateExpr,
  type DeadlineRule,
} from './deadline.js';
import { why } from './why.js';

const label = (vi: string, en: string) => ({ vi, en });
const years: readonly CalendarYear[] = [
  { year: 2023, status: 'decided', days: [] },
  { year: 2024, status: 'decided', days: [] },
  {
    year: 2025,
    status: 'decided',
    days: [
      { date: '2025-04-26', kind: 'swapped-work', label: label('làm bù cho 02/5', 'for 02/5'), pair: '2025-05-02' },
      { date: '2025-04-30', kind: 'holiday', label: label('Ngày Chiến thắng', 'Reunification Day') },
      { date: '2025-05-01', kind: 'holiday', label: label('Quốc tế lao động', 'Labour Day') },
      { date: '2025-05-02', kind: 'swapped-off', label: label('hoán đổi', 'swapped'), pair: '2025-04-26' },
    ],
  },
];
const calendar = makeCalendar(years);
const opened = '2023-05-22';
const anchors = (year: number) => ({ year, days: { opened, event: '2025-04-25', 'period.start': `${year}-01-01` } });
const because = (rule: DeadlineRule, year: number) => {
  const { reasons } = resolveDeadline(rule, anchors(year), calendar);
  return [why(reasons, 'vi'), why(reasons, 'en')];
};
const dayBecause = (expr: DateExpr, year: number) => {
  const { reasons } = resolveDay(expr, anchors(year), calendar);
  return [why(reasons, 'vi'), why(reasons, 'en')];
};

test('before 20/11/2023 explains the Sunday', () => {
  expect(because({ before: '11-20' }, 2023)).toEqual([
    'trước 20/11/2023 → hết 19/11; 18–19/11 là cuối tuần → nên xong 17:00 thứ Sáu 17/11',
    'before 20/11/2023 → by the end of 19/11; 18–19/11 is a weekend → best done by 17:00 on Friday 17/11',
  ]);
});

test('before 20/11/2024 has nothing to explain', () => {
  expect(because({ before: '11-20' }, 2024)[0]).toBe('trước 20/11/2024 → hết 19/11 → nên xong 17:00 thứ Ba 19/11');
});

test('a deadline that rolls says where it went', () => {
  expect(because({ by: '2023-11-19', roll: 'back' }, 2023)[0]).toBe(
    'chậm nhất hết 19/11/2023; 18–19/11 là cuối tuần → lùi về thứ Sáu 17/11 → nên xong 17:00 thứ Sáu 17/11',
  );
  expect(because({ by: '2023-11-19', roll: 'forward' }, 2023)[1]).toBe(
    'by the end of 19/11/2023; 19/11 is at the weekend → moved forward to Monday 20/11 → best done by 17:00 on Monday 20/11',
  );
});

test('days off and a worked Saturday are named with their reasons', () => {
  expect(dayBecause({ from: 'event', workingDays: 5 }, 2025)).toEqual([
    'tính từ ngày xảy ra sự kiện 25/04/2025; 5 ngày làm việc sau 25/04 → thứ Ba 06/05; thứ Bảy 26/04 là ngày làm việc (làm bù cho 02/5); 30/04 là ngày nghỉ (Ngày Chiến thắng); 01/05 là ngày nghỉ (Quốc tế lao động); 02/05 là ngày nghỉ (hoán đổi)',
    'counted from the day of the event, 25/04/2025; 5 working days after 25/04 → Tuesday 06/05; Saturday 26/04 is worked (for 02/5); 30/04 is off (Reunification Day); 01/05 is off (Labour Day); 02/05 is off (swapped)',
  ]);
});

test('a year is said again where it changes', () => {
  expect(because({ by: { from: '2023-12-25', workingDays: 6 } }, 2023)[0]).toBe(
    '6 ngày làm việc sau 25/12/2023 → thứ Ba 02/01/2024; chậm nhất hết 02/01/2024 → nên xong 17:00 thứ Ba 02/01/2024',
  );
});

test('an undecided year is said', () => {
  expect(because({ within: '11-19' }, 2031)).toEqual([
    'trong ngày làm việc 19/11/2031 → 17:00 → nên xong 17:00 thứ Tư 19/11; lịch nghỉ năm 2031 chưa chính thức, ngày có thể thay đổi',
    'within the working day 19/11/2031 → 17:00 → best done by 17:00 on Wednesday 19/11; the holidays of 2031 are not decided yet, so the date may change',
  ]);
});

const timed = (rule: DeadlineRule, year: number) => {
  const rules = {
    reminders: [{ key: 'a', workingDays: -10, to: ['officer'] }],
    escalations: [{ level: 1, workingDays: 2 }],
  };
  const deadline = resolveDeadline(rule, anchors(year), calendar);
  const { reminders, escalations } = timing(rules, deadline, at(`${year}-04-01`, '08:00'), calendar);
  return [...reminders, ...escalations].map(({ reasons }) => [why(reasons(), 'vi'), why(reasons(), 'en')]);
};

test('a reminder names the days off that it counts past', () => {
  expect(timed({ by: '05-15' }, 2025)[0]).toEqual([
    'nhắc 10 ngày làm việc trước ngày làm việc cuối của hạn 15/05/2025 → 08:00 thứ Hai 28/04; 30/04 là ngày nghỉ (Ngày Chiến thắng); 01/05 là ngày nghỉ (Quốc tế lao động); 02/05 là ngày nghỉ (hoán đổi)',
    'reminder 10 working days before the last working day 15/05/2025 → 08:00 on Monday 28/04; 30/04 is off (Reunification Day); 01/05 is off (Labour Day); 02/05 is off (swapped)',
  ]);
});

test('an escalation names the days off that it counts past', () => {
  expect(timed({ by: '04-29' }, 2025)[1]?.[0]).toBe(
    'đôn đốc lần 1: 2 ngày làm việc sau ngày hết hạn 29/04/2025 → 08:00 thứ Ba 06/05; 30/04 là ngày nghỉ (Ngày Chiến thắng); 01/05 là ngày nghỉ (Quốc tế lao động); 02/05 là ngày nghỉ (hoán đổi)',
  );
});

test('where the deadline is not the day that the plan writes, its own chain comes first', () => {
  expect(timed({ before: '11-20' }, 2023).map(([vi]) => vi)).toEqual([
    'trước 20/11/2023 → hết 19/11; 18–19/11 là cuối tuần → nên xong 17:00 thứ Sáu 17/11; nhắc 10 ngày làm việc trước ngày làm việc cuối của hạn 17/11 → 08:00 thứ Sáu 03/11',
    'trước 20/11/2023 → hết 19/11; đôn đốc lần 1: 2 ngày làm việc sau ngày hết hạn 19/11 → 08:00 thứ Ba 21/11',
  ]);
  expect(timed({ by: '10-01', roll: 'back' }, 2023).map(([vi]) => vi)).toEqual([
    'chậm nhất hết 01/10/2023; 30/09–01/10 là cuối tuần → lùi về thứ Sáu 29/09; nhắc 10 ngày làm việc trước ngày làm việc cuối của hạn 29/09 → 08:00 thứ Sáu 15/09',
    'chậm nhất hết 01/10/2023; 30/09–01/10 là cuối tuần → lùi về thứ Sáu 29/09; đôn đốc lần 1: 2 ngày làm việc sau ngày hết hạn 29/09 → 08:00 thứ Ba 03/10',
  ]);
});

test('an extension, a reminder and an escalation have their sentences', () => {
  const deadline = deadlineFromInstant(endOfDay('2023-11-26'), calendar);
  expect(why(deadline.reasons, 'vi')).toBe(
    'được ấn định đến 23:59 26/11/2023; 25–26/11 là cuối tuần → nên xong 17:00 thứ Sáu 24/11',
  );
  const rules = {
    reminders: [
      { key: 'a', workingDays: -1, to: ['officer'] },
      { key: 'b', workingDays: 0, to: ['officer'] },
    ],
    escalations: [{ level: 1, workingDays: 1 }],
  };
  const { reminders, escalations } = timing(rules, deadline, at(opened, '08:00'), calendar);
  expect([...reminders, ...escalations].map(({ reasons }) => why(reasons(), 'en'))).toEqual([
    'set to 23:59 on 26/11/2023; 25–26/11 is a weekend → best done by 17:00 on Friday 24/11; reminder 1 working day before the last working day 24/11 → 08:00 on Thursday 23/11',
    'set to 23:59 on 26/11/2023; 25–26/11 is a weekend → best done by 17:00 on Friday 24/11; reminder at 08:00 on the last working day, Friday 24/11',
    'escalation level 1: 1 working day after the day of the deadline 26/11/2023 → 08:00 on Monday 27/11',
  ]);
});

test('a 29 February that the year does not have is explained', () => {
  expect(dayBecause('02-29', 2023)[0]).toBe('năm này không có ngày 29/02 → 28/02/2023');
});

test('no reasons, no words', () => {
  expect(why([], 'vi')).toBe('');
});

const anyDay: fc.Arbitrary<Day> = fc
  .integer({ min: serialOf('2023-01-01'), max: serialOf('2026-12-31') })
  .map(dayOfSerial);
const anyExpr = fc.record({
  from: anyDay,
  months: fc.integer({ min: -3, max: 3 }),
  days: fc.integer({ min: -9, max: 9 }),
  workingDays: fc.integer({ min: -9, max: 9 }),
});
const anyRule = fc.oneof(
  anyExpr.map((before) => ({ before, roll: 'back' as const })),
  anyExpr.map((by) => ({ by, roll: 'forward' as const })),
  anyExpr.map((within) => ({ within })),
);

test('whatever the reasons, both languages have one sentence without a gap in it', () => {
  fc.assert(
    fc.property(anyRule, (rule) => {
      for (const text of because(rule, 2023)) {
        expect(text).toMatch(/^\S.*\S$/);
        expect(text).not.toMatch(/undefined|NaN|\n| {2}|; ;|→ →/);
      }
    }),
  );
});

test('one of several due days that an occurrence sets is no name of the plan', () => {
  const reasons = [{ code: 'anchored', facts: { anchor: 'parent.nominations-due', day: '2025-10-31' } }] as const;
  expect([why(reasons, 'vi'), why(reasons, 'en')]).toEqual([
    'tính từ hạn được ấn định 31/10/2025',
    'counted from the due day that was set, 31/10/2025',
  ]);
});
