import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { calendarYearSchema, makeCalendar, type CalendarYear } from '../src/core/calendar/calendar.js';
import { parseYaml } from '../src/core/definition/parse.js';
import { CULTURE_DAY, libraryDays, proposal, proposedDays } from '../scripts/calendar-rules.mjs';

/** The years' tables against two sources that know nothing of them: a library's dates, and the rules of the law. */
const folder = join(__dirname, '..', 'workflows', 'calendars');
const read = (name: string, text: string): CalendarYear => {
  const { value, findings } = parseYaml(name, text, calendarYearSchema);
  expect(findings).toEqual([]);
  if (!value) throw new Error(`${name} cannot be read`);
  return value;
};
const tables = readdirSync(folder)
  .sort()
  .map((name) => read(name, readFileSync(join(folder, name), 'utf8')));
const isWeekend = (day: string): boolean => [0, 6].includes(new Date(day).getUTCDay());

const TET = 'which five days are Tết is decided every year';
const SECOND = "National Day's second day is decided every year";
const MADE_UP = 'days in lieu: Labour Code, article 111.3';
const SWAP = 'a swap, by the notice that the table names';
/** Where the tables and the library differ, each with its reason. Nothing else may. */
const known: Readonly<Record<string, string>> = {
  '2023-01-02': MADE_UP,
  '2023-01-20': `${TET}: notice 5034/TB-LĐTBXH`,
  '2023-01-26': `${MADE_UP}; notice 5034/TB-LĐTBXH`,
  '2023-05-02': MADE_UP,
  '2023-05-03': MADE_UP,
  '2023-09-01': `${SECOND}: notice 5034/TB-LĐTBXH`,
  '2023-09-04': MADE_UP,
  '2024-02-08': `${TET}: notice 5015/TB-LĐTBXH`,
  '2024-02-14': `${MADE_UP}; notice 5015/TB-LĐTBXH`,
  '2024-04-29': SWAP,
  '2024-05-04': SWAP,
  '2024-09-03': `${SECOND}: notice 5015/TB-LĐTBXH`,
  '2025-01-27': `${TET}: notice 6150/TB-BLĐTBXH`,
  '2025-02-01': `${TET}: a Saturday, not among the five of notice 6150/TB-BLĐTBXH`,
  '2025-04-26': SWAP,
  '2025-05-02': SWAP,
  '2025-09-01': `${SECOND}: notice 6150/TB-BLĐTBXH`,
  '2026-01-02': SWAP,
  '2026-01-10': SWAP,
  '2026-04-27': MADE_UP,
  '2026-08-22': SWAP,
  '2026-08-31': SWAP,
  '2026-09-01': `${SECOND}: notice 9441/TB-BNV`,
  '2026-11-24': `Vietnamese Culture Day: ${CULTURE_DAY.source}`,
  '2027-02-04': `${TET}: not yet`,
  '2027-02-10': MADE_UP,
  '2027-05-03': MADE_UP,
  '2027-09-03': `${SECOND}: not yet`,
  '2027-11-24': `Vietnamese Culture Day: ${CULTURE_DAY.source}`,
};

describe.each(tables.map((table) => [table.year, table] as const))('%i', (year, { status, days }) => {
  const off = days.filter(({ kind }) => kind !== 'swapped-work').map(({ date }) => date);
  const worked = days.filter(({ kind }) => kind === 'swapped-work').map(({ date }) => date);

  test('is the library day by day, but for differences that have a reason', () => {
    const public_ = new Set(libraryDays(year).map(({ date }) => date));
    const differing = [
      ...off.filter((date) => !public_.has(date)),
      ...worked,
      ...[...public_].filter((date) => !off.includes(date)),
    ];
    expect(differing.sort()).toEqual(Object.keys(known).filter((date) => date.startsWith(`${year}`)));
  });

  test('is what the rules propose, but for swaps', () => {
    const swapped = days.filter(({ kind }) => kind === 'swapped-off').map(({ date }) => date);
    const weekdays = (dates: readonly string[]) => dates.filter((date) => !isWeekend(date)).sort();
    expect(weekdays(proposedDays(year).map(({ date }) => date))).toEqual(
      weekdays(off).filter((date) => !swapped.includes(date)),
    );
  });

  test('every day names its source, and what nobody has announced is provisional', () => {
    expect(days.filter(({ source }) => source === undefined)).toEqual([]);
    const isGuess = days.some(({ source = '' }) => source.startsWith('dự kiến'));
    const isRecent = days.some(({ date }) => date.endsWith(CULTURE_DAY.day));
    // 24/11 is known from its resolution alone: its year stays provisional until a yearly notice names it.
    if (isGuess || isRecent) expect(status).toBe('provisional');
  });
});

test('the days that everybody remembers', () => {
  const off = (day: string) => tables.some(({ days }) => days.some(({ date }) => date === day));
  for (const ancestors of ['2023-04-29', '2024-04-18', '2025-04-07', '2026-04-26']) expect(off(ancestors)).toBe(true);
  for (const tet of ['2023-01-22', '2024-02-10', '2025-01-29', '2026-02-17', '2027-02-06']) expect(off(tet)).toBe(true);
});

test.each([2028, 2029, 2033])(
  'what is proposed for %i is a calendar, provisional, each day with its source',
  (year) => {
    const table = read(`vn-${year}.yaml`, proposal(year));
    expect(table).toMatchObject({ year, status: 'provisional' });
    expect(makeCalendar([table]).years).toHaveLength(1);
    expect(table.days.every(({ source }) => source !== undefined)).toBe(true);
    expect(table.days.filter(({ label }) => label.vi.startsWith('nghỉ bù')).every(({ date }) => !isWeekend(date))).toBe(
      true,
    );
  },
);

test('2028: New Year, Tết on Wednesday 26/1, both of April and May, and National Day on a Saturday', () => {
  const off = proposedDays(2028).map(({ date, kind }) => `${date.slice(5)} ${kind}`);
  expect(off).toEqual([
    ...['01-01 holiday', '01-03 in-lieu'],
    ...['01-24 holiday', '01-25 holiday', '01-26 holiday', '01-27 holiday', '01-28 holiday'],
    ...['04-04 holiday', '04-30 holiday', '05-01 holiday', '05-02 in-lieu'],
    ...['09-01 holiday', '09-02 holiday', '09-04 in-lieu', '11-24 holiday'],
  ]);
});
