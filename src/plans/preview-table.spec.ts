import { request, smallPlan, smallYears, synthesis } from '../../test/support/small-plan.js';
import { makeCalendar } from '../core/calendar/calendar.js';
import { momentsBetween } from '../core/plan/preview.js';
import { namesIn, previewTable, WIDTH, wrapped } from './preview-table.js';

const calendar = makeCalendar(smallYears);
const table = (plan = smallPlan(), from = '2023-01-01', to = '2025-12-31', language: 'vi' | 'en' = 'vi'): string =>
  [...previewTable(momentsBetween(plan, calendar, from, to), namesIn(plan, language), language)].join('');

test('a month has a heading, a row begins with its weekday and date', () => {
  expect(table(smallPlan([synthesis]), '2023-11-16', '2023-11-19')).toBe(
    [
      'Tháng 11/2023',
      'T5 16/11/2023 08:00  nhắc việc       S7 2023 S7 (5.2¶3)',
      '                                     office, báo chuyên viên đơn vị: trước 20/11/2023 → hết 19/11;',
      '                                     18–19/11 là cuối tuần → nên xong 17:00 thứ Sáu 17/11; nhắc 1',
      '                                     ngày làm việc trước ngày làm việc cuối của hạn 17/11 → 08:00',
      '                                     thứ Năm 16/11',
      'T6 17/11/2023 16:00  nhắc việc       S7 2023 S7 (5.2¶3)',
      '                                     office, báo chuyên viên đơn vị: trước 20/11/2023 → hết 19/11;',
      '                                     18–19/11 là cuối tuần → nên xong 17:00 thứ Sáu 17/11; nhắc',
      '                                     16:00 đúng ngày làm việc cuối của hạn thứ Sáu 17/11',
      'T6 17/11/2023 17:00  nên xong        S7 2023 S7 (5.2¶3)',
      '                                     office: trước 20/11/2023 → hết 19/11; 18–19/11 là cuối tuần →',
      '                                     nên xong 17:00 thứ Sáu 17/11',
      'CN 19/11/2023 23:59  hết hạn         S7 2023 S7 (5.2¶3)',
      '                                     office: trước 20/11/2023 → hết 19/11; 18–19/11 là cuối tuần →',
      '                                     nên xong 17:00 thứ Sáu 17/11',
      '',
      '4 mốc.  * dựa vào việc được giả định là đã làm  ~ lịch nghỉ của năm chưa chính thức',
      '',
    ].join('\n'),
  );
});

test('no line is longer than a narrow terminal, in either language', () => {
  const lines = [...table().split('\n'), ...table(smallPlan(), '2023-01-01', '2025-12-31', 'en').split('\n')];
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(WIDTH);
});

test('units of one date share a row: few by name, many by number', () => {
  const plan = smallPlan([request]);
  expect(table(plan, '2023-05-22', '2023-05-22')).toContain('d1, d2, báo chuyên viên đơn vị: giả định «Ban hành»');
  const label = { vi: 'x', en: 'x' };
  const more = Array.from({ length: 30 }, (_, i) => ({ code: `e${i}`, name: label, kind: 'district', order: 50 + i }));
  const large = { ...plan, units: { ...plan.units, units: [...plan.units.units, ...more] } };
  expect(table(large, '2023-05-22', '2023-05-22')).toContain('32 đơn vị, báo chuyên viên đơn vị');
});

test('what is assumed and what is provisional carries its mark', () => {
  const row = table(smallPlan([request]), '2025-06-13', '2025-06-15')
    .split('\n')
    .find((line) => line.startsWith('CN 15/06/2025'));
  expect(row).toMatch(/hết hạn\*~ {2,}R1 2025-H1/);
});

test('a time with nothing in it says so', () => {
  expect(table(smallPlan([synthesis]), '2023-01-01', '2023-01-02')).toBe('Không có mốc nào trong khoảng này.\n');
});

test('text breaks at spaces, and a long word stands alone', () => {
  expect(wrapped('a bb ccccccccc d', 4)).toEqual(['a bb', 'ccccccccc', 'd']);
  expect(wrapped('', 4)).toEqual(['']);
});
