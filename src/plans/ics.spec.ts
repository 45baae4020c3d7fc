import { request, smallPlan, smallYears, synthesis } from '../../test/support/small-plan.js';
import { makeCalendar } from '../core/calendar/calendar.js';
import { momentsBetween } from '../core/plan/preview.js';
import { toIcs } from './ics.js';
import { namesIn } from './preview-table.js';

const calendar = makeCalendar(smallYears);
const ics = (plan = smallPlan([synthesis]), more: { unit?: string; stamp?: number } = {}): string =>
  toIcs(momentsBetween(plan, calendar, '2023-01-01', '2025-12-31'), {
    plan: 'small',
    title: 'Kế hoạch nhỏ',
    names: namesIn(plan, 'vi'),
    language: 'vi',
    stamp: Date.UTC(2023, 0, 1),
    ...more,
  });
/** Folded lines joined again. */
const lines = (text: string): readonly string[] => text.replaceAll('\r\n ', '').split('\r\n');
const event = (text: string, uid: string): readonly string[] => {
  const all = lines(text);
  const start = all.indexOf(`UID:${uid}`);
  return all.slice(start, all.indexOf('END:VEVENT', start));
};

test('it invites nobody: a method would need an organiser', () => {
  expect(lines(ics()).filter((line) => /^(METHOD|ORGANIZER)/.test(line))).toEqual([]);
});

test('a deadline fills its day, and says why it is that day', () => {
  const due = event(ics(), 'small/S7/2023/due@dung-han');
  expect(due).toContain('DTSTART;VALUE=DATE:20231119');
  expect(due.find((line) => line.startsWith('DESCRIPTION'))).toContain(
    'trước 20/11/2023 → hết 19/11\\; 18–19/11 là cuối tuần → nên xong 17:00 thứ Sáu 17/11',
  );
  expect(due).toContain('STATUS:CONFIRMED');
});

test('a reminder has its time in the zone that the calendar declares, whatever zone the machine is in', () => {
  const text = ics();
  expect(event(text, 'small/S7/2023/r-t5@dung-han')).toContain('DTSTART;TZID=Asia/Ho_Chi_Minh:20231110T080000');
  expect(text).toContain('BEGIN:VTIMEZONE\r\nTZID:Asia/Ho_Chi_Minh\r\n');
  expect(lines(text).filter((line) => line.startsWith('DTSTAMP'))).toContain('DTSTAMP:20230101T000000Z');
});

test('what is not certain is tentative', () => {
  const text = ics(smallPlan([request]));
  expect(event(text, 'small/R1/2023-H1/due@dung-han')).toContain('STATUS:TENTATIVE');
});

test('the same plan gives the same events another time', () => {
  const uids = (text: string) => lines(text).filter((line) => line.startsWith('UID:'));
  expect(uids(ics(undefined, { stamp: 1 }))).toEqual(uids(ics()));
  expect(new Set(uids(ics())).size).toBe(uids(ics()).length);
});

test('a calendar for one unit is its own', () => {
  expect(ics(smallPlan([request]), { unit: 'd1' })).toContain('UID:small/R1/2023-H1/due/d1@dung-han');
});

test('lines end and are folded as the RFC wants them', () => {
  const text = ics();
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
  expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
});
