import { makeCalendar } from '../core/calendar/calendar.js';
import { at, endOfDay } from '../core/calendar/day.js';
import { termOf } from './term.rules.js';

const calendar = makeCalendar([]);
// Sunday 19/11/2023; the working end is 17:00 of the Friday before.
const due = endOfDay('2023-11-19');
const workingEnd = at('2023-11-17', '17:00');
const on = (day: string, time = '09:00') => termOf({ due, workingEnd }, calendar, at(day, time));

test('“còn 3 ngày làm việc, đến 17:00 thứ Sáu 17/11”', () => {
  expect(on('2023-11-14')).toEqual({
    legalEnd: due,
    workingEnd,
    legalWeekday: 7,
    workingWeekday: 5,
    workingDaysLeft: 3,
    workingDaysLate: 0,
  });
});

test.each([
  ['on the day of the working end', '2023-11-17', 0, 0],
  ['between the two ends', '2023-11-18', 0, 0],
  ['on the day after, a Monday', '2023-11-20', 0, 1],
  ['a week later', '2023-11-27', 0, 6],
])('%s', (_, day, workingDaysLeft, workingDaysLate) => {
  expect(on(day)).toMatchObject({ workingDaysLeft, workingDaysLate });
});

test('without a working end of its own, the legal end is both', () => {
  expect(termOf({ due, workingEnd: null }, calendar, at('2023-11-14', '09:00'))).toMatchObject({
    workingEnd: due,
    workingWeekday: 7,
    workingDaysLeft: 3,
  });
});
