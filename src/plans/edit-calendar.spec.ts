import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { CalendarYear } from '../core/calendar/calendar.js';
import { editYearText } from './edit-calendar.js';

const text = readFileSync(join(__dirname, '../../workflows/calendars/vn-2026.yaml'), 'utf8');
const year = parse(text) as CalendarYear;

test('a year that is written as it was leaves the text as it is', () => {
  expect(editYearText(text, year)).toBe(text);
});

test('a pair that is swapped comes to its places, and nothing else moves', () => {
  const label = { vi: 'hoán đổi dịp 24/11', en: 'swapped around 24/11' };
  const pair = [
    { date: '2026-11-23', kind: 'swapped-off', label, pair: '2026-11-28' },
    { date: '2026-11-28', kind: 'swapped-work', label, pair: '2026-11-23' },
  ] as const;
  const after = editYearText(text, { ...year, status: 'decided', days: [...year.days, ...pair] });
  const gone = text.split('\n').filter((line) => !after.split('\n').includes(line));
  expect(gone).toEqual(['status: provisional']);
  expect(after).toContain("  - date: '2026-11-23'\n    kind: swapped-off\n");
  expect(editYearText(after, year)).toBe(text);
});

test('a year that there was not yet is begun', () => {
  const days = [{ date: '2030-01-01', kind: 'holiday', label: { vi: 'Tết Dương lịch', en: 'New Year' } }] as const;
  expect(editYearText(undefined, { year: 2030, status: 'provisional', days })).toBe(
    "year: 2030\nstatus: provisional\ndays:\n  - date: '2030-01-01'\n    kind: holiday\n    label: { vi: Tết Dương lịch, en: New Year }\n",
  );
});
