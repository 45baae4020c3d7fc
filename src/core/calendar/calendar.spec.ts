import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import {
  CalendarError,
  calendarFromData,
  calendarToData,
  calendarYearSchema,
  dayKind,
  isProvisional,
  isWorkingDay,
  makeCalendar,
  type CalendarData,
  type CalendarDay,
  type CalendarYear,
} from './calendar.js';
import { addDays, weekday, yearOf } from './day.js';

const read = (year: number): CalendarYear =>
  calendarYearSchema.parse(parse(readFileSync(`workflows/calendars/vn-${year}.yaml`, 'utf8')));
const years = [2023, 2024, 2025, 2026, 2027].map(read);
const vietnam = makeCalendar(years);

const label = { vi: 'nghỉ', en: 'off' };
const holiday = (date: string): CalendarDay => ({ date, kind: 'holiday', label });
const off = (date: string, pair?: string): CalendarDay => ({ date, kind: 'swapped-off', label, pair });
const worked = (date: string, pair?: string): CalendarDay => ({ date, kind: 'swapped-work', label, pair });
const year = (...days: CalendarDay[]): CalendarYear => ({ year: 2025, status: 'decided', days });

const daysOf = (y: number): string[] =>
  Array.from({ length: 366 }, (_, i) => addDays(`${y}-01-01`, i)).filter((day) => yearOf(day) === y);
const short = (day: string): string => `${day.slice(8)}/${day.slice(5, 7)}`;

test.each([
  [2023, '02/01 20/01 23/01 24/01 25/01 26/01 01/05 02/05 03/05 01/09 04/09', ''],
  [2024, '01/01 08/02 09/02 12/02 13/02 14/02 18/04 29/04 30/04 01/05 02/09 03/09', '04/05'],
  [2025, '01/01 27/01 28/01 29/01 30/01 31/01 07/04 30/04 01/05 02/05 01/09 02/09', '26/04'],
  [2026, '01/01 02/01 16/02 17/02 18/02 19/02 20/02 27/04 30/04 01/05 31/08 01/09 02/09 24/11', '10/01 22/08'],
  [2027, '01/01 04/02 05/02 08/02 09/02 10/02 16/04 30/04 03/05 02/09 03/09 24/11', ''],
])('in %i offices are closed on exactly these weekdays and work on exactly these Saturdays', (y, closed, open) => {
  const weekdaysOff = daysOf(y).filter((day) => weekday(day) <= 5 && !isWorkingDay(vietnam, day));
  const weekendsWorked = daysOf(y).filter((day) => weekday(day) > 5 && isWorkingDay(vietnam, day));
  expect(weekdaysOff.map(short).join(' ')).toBe(closed);
  expect(weekendsWorked.map(short).join(' ')).toBe(open);
});

test.each(['2023-04-29', '2024-04-18', '2025-04-07', '2026-04-26', '2027-04-16'])('Giỗ Tổ falls on %s', (day) => {
  expect(dayKind(vietnam, day).label?.vi).toBe('Giỗ Tổ Hùng Vương');
});

test.each(['2023-01-22', '2024-02-10', '2025-01-29', '2026-02-17', '2027-02-06'])('Tết falls on %s', (day) => {
  expect(dayKind(vietnam, day)).toMatchObject({ kind: 'holiday', label: { vi: 'Tết Nguyên đán' } });
});

test('19/11/2023 is a Sunday and 20/11/2023, Teachers’ Day, a working day', () => {
  expect(dayKind(vietnam, '2023-11-19')).toEqual({ kind: 'weekend' });
  expect(dayKind(vietnam, '2023-11-20')).toEqual({ kind: 'working' });
});

test('every day of the files names where it was decided', () => {
  for (const { days } of years) for (const day of days) expect(day.source).toBeTruthy();
});

test('a year without data, and one that is not decided, are provisional', () => {
  expect(['2023-05-05', '2025-05-05'].map((day) => isProvisional(vietnam, day))).toEqual([false, false]);
  expect(['2027-05-05', '2031-05-05'].map((day) => isProvisional(vietnam, day))).toEqual([true, true]);
});

test('no dates are made up: without data only weekends are off', () => {
  expect(isWorkingDay(vietnam, '2031-01-01')).toBe(true);
  expect(isWorkingDay(makeCalendar([]), '2023-11-18')).toBe(false);
});

test.each<[string, CalendarYear[], string]>([
  ['the same year twice', [year(), year()], 'year-twice'],
  ['the same day twice', [year(holiday('2025-01-01'), holiday('2025-01-01'))], 'date-twice'],
  ['a day of another year', [year(holiday('2024-01-01'))], 'date-outside-year'],
  ['a day that does not exist', [year(holiday('2025-02-29'))], 'date-invalid'],
  ['a swap without its other half', [year(off('2025-05-02'))], 'pair-missing'],
  ['a swap whose other half is not there', [year(off('2025-05-02', '2025-04-26'))], 'pair-missing'],
  [
    'two halves that do not name each other',
    [year(off('2025-05-02', '2025-04-26'), worked('2025-04-26', '2025-05-05'), off('2025-05-05', '2025-04-26'))],
    'pair-not-mutual',
  ],
  [
    'two days off swapped for each other',
    [year(off('2025-05-02', '2025-05-05'), off('2025-05-05', '2025-05-02'))],
    'pair-not-mutual',
  ],
  [
    'a Sunday swapped off',
    [year(off('2025-05-04', '2025-04-26'), worked('2025-04-26', '2025-05-04'))],
    'swapped-off-on-weekend',
  ],
  [
    'a Friday worked for another',
    [year(off('2025-05-02', '2025-04-25'), worked('2025-04-25', '2025-05-02'))],
    'swapped-work-on-weekday',
  ],
  ['a holiday with a pair', [year({ ...holiday('2025-05-02'), pair: '2025-04-26' })], 'pair-unexpected'],
  ['a day in lieu on a Saturday', [year({ date: '2025-05-03', kind: 'in-lieu', label })], 'in-lieu-on-weekend'],
])('%s is refused', (_, data, code) => {
  expect(() => makeCalendar(data)).toThrow(CalendarError);
  expect(() => makeCalendar(data)).toThrow(code);
});

test('a swap may reach into the next year', () => {
  const next: CalendarYear = { year: 2026, status: 'decided', days: [worked('2026-01-10', '2025-12-31')] };
  const calendar = makeCalendar([year(off('2025-12-31', '2026-01-10')), next]);
  expect(['2025-12-31', '2026-01-10'].map((day) => isWorkingDay(calendar, day))).toEqual([false, true]);
});

test('a field that is not known is refused', () => {
  expect(calendarYearSchema.safeParse({ ...year(), scope: 'all' }).success).toBe(false);
  expect(calendarYearSchema.safeParse(year({ ...holiday('2025-02-29') })).success).toBe(false);
});

test('the order of years and days makes no other calendar; another day does', () => {
  const shuffled = [...years].reverse().map((y) => ({ ...y, days: [...y.days].reverse() }));
  expect(makeCalendar(shuffled).id).toBe(vietnam.id);
  expect(makeCalendar(years.slice(1)).id).not.toBe(vietnam.id);
});

test('a calendar survives JSON with its id', () => {
  const someYears = fc.subarray(years);
  fc.assert(
    fc.property(someYears, (some) => {
      const calendar = makeCalendar(some);
      const back = calendarFromData(JSON.parse(JSON.stringify(calendarToData(calendar))) as CalendarData);
      expect(back).toEqual(calendar);
      expect(back.id).toMatch(/^[0-9a-f]{64}$/);
    }),
  );
});

test('data whose id is not its content is refused', () => {
  expect(() => calendarFromData({ ...calendarToData(vietnam), years: [] })).toThrow('id-mismatch');
});
