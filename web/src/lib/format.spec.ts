import {
  agoText,
  dateText,
  dayOf,
  dueText,
  inOrder,
  momentText,
  numberText,
  percentText,
  shortDateText,
  sizeText,
  spanText,
  timeText,
  weekdayText,
} from './format';

// Half past midnight in Vietnam is still the day before in the universal time.
const atNight = '2023-11-16T17:30:00.000Z';

test('a moment is shown as the clock in Vietnam has it, wherever the browser is', () => {
  expect(momentText(atNight)).toBe('17/11/2023 00:30');
  expect([dateText(atNight), shortDateText(atNight), timeText(atNight)]).toEqual(['17/11/2023', '17/11', '00:30']);
  expect(dayOf(atNight)).toBe('2023-11-17');
});

test('a day is the day that it says, without any zone', () => {
  expect(dateText('2024-02-29')).toBe('29/02/2024');
  expect(weekdayText('2023-11-19', 'vi')).toBe('Chủ Nhật');
});

test('a deadline is said with its day of the week', () => {
  expect(dueText('2023-11-17T10:00:00.000Z', 'vi')).toBe('17:00 thứ Sáu 17/11/2023');
  expect(dueText('2023-11-17T10:00:00.000Z', 'en')).toBe('17:00 Friday 17/11/2023');
});

test('numbers have the points and commas of their language', () => {
  expect(numberText(1234.5, 'vi')).toBe('1.234,5');
  expect(numberText(1234.5, 'en')).toBe('1,234.5');
  expect(percentText(0.875, 'vi')).toBe('87,5%');
});

test('what has passed is said in the largest unit that fits', () => {
  const now = '2023-11-17T10:00:00.000Z';
  expect(agoText('2023-11-17T09:57:00.000Z', now, 'vi')).toBe('3 phút trước');
  expect(agoText('2023-11-15T09:00:00.000Z', now, 'en')).toBe('2 days ago');
});

test('sizes are said in the units that people know', () => {
  expect(sizeText(0, 'vi')).toBe('0 B');
  expect(sizeText(2_400_000, 'vi')).toBe('2,4 MB');
});

test('names stand in Vietnamese order', () => {
  expect(['Đức', 'Dũng', 'An', 'Ân', 'Ánh'].sort(inOrder)).toEqual(['An', 'Ánh', 'Ân', 'Dũng', 'Đức']);
});

test('how long something took is said in its largest unit', () => {
  expect(spanText(12.7 * 86_400_000, 'vi')).toBe('12 ngày');
  expect(spanText(65 * 86_400_000, 'en')).toBe('2 months');
  expect(spanText(0, 'vi')).toBe('0 phút');
});
