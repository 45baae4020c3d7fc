import { makeCalendar } from './calendar.js';
import { countDays } from './count-days.js';
import { addWorkingDays } from './working-time.js';

const label = { vi: 'nghỉ', en: 'off' };
const calendar = makeCalendar([
  {
    year: 2025,
    status: 'decided',
    days: [
      { date: '2025-04-26', kind: 'swapped-work', label, pair: '2025-05-02' },
      { date: '2025-04-30', kind: 'holiday', label },
      { date: '2025-05-01', kind: 'holiday', label },
      { date: '2025-05-02', kind: 'swapped-off', label, pair: '2025-04-26' },
    ],
  },
]);

test('three working days before 05/05/2025 is the worked Saturday, and each day on the way says why', () => {
  const passed = countDays(calendar, '2025-05-05', -3);
  expect(passed.map(({ day, kind, n }) => `${day.slice(5)} ${kind} ${n ?? '–'}`)).toEqual([
    '05-04 weekend –',
    '05-03 weekend –',
    '05-02 swapped-off –',
    '05-01 holiday –',
    '04-30 holiday –',
    '04-29 working 1',
    '04-28 working 2',
    '04-27 weekend –',
    '04-26 swapped-work 3',
  ]);
  expect(passed.at(-1)?.day).toBe(addWorkingDays(calendar, '2025-05-05', -3));
});

test('no day is counted where none is asked for', () => {
  expect(countDays(calendar, '2025-05-05', 0)).toEqual([]);
});
