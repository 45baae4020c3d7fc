import { listLines, unknownText } from './list-text.js';
import type { WorkItem } from './work.dto.js';

const words = (vi: string) => ({ vi, en: vi });
const item = (key: string, label = 'Báo cáo 6 tháng'): WorkItem =>
  ({
    id: 43,
    key,
    label: words(label),
    unit: { code: 'u', name: null, short: 'ĐU BĐBP' },
    due: '2023-06-20T23:59:59.999+07:00',
    timeliness: { label: words('Chưa hoàn thành trong hạn') },
    stageLabel: words('Mới giao'),
  }) as WorkItem;

test('what is due, whose it is and what; below it its key, where it stands and how', () => {
  expect(listLines({ items: [item('p/R1/2023-H1/u')], next: null }, 'task')).toEqual([
    '20/06/2023 23:59  ĐU BĐBP · Báo cáo 6 tháng',
    '                  #43 p/R1/2023-H1/u · Mới giao · Chưa hoàn thành trong hạn',
    '',
    '1 việc.',
  ]);
});

test('no line is wider than 100 columns, and no key is ever cut', () => {
  const key = `p/R1/2023-H1/${'u'.repeat(60)}`;
  const lines = listLines({ items: [item(key, 'x'.repeat(200))], next: null }, 'task');
  expect(Math.max(...lines.map((line) => line.length))).toBe(100);
  expect(lines).toContain(`                  #43 ${key}`);
  expect(lines).toContain('                  Mới giao · Chưa hoàn thành trong hạn');
});

test('where there is more, the line says how to get it', () => {
  expect(listLines({ items: [item('p')], next: 'abc' }, 'occurrence').at(-1)).toBe(
    '1 kỳ, còn nữa. Trang sau: --cursor abc',
  );
});

test('where there is nothing, it says where to look', () => {
  expect(listLines({ items: [], next: null }, 'task')).toEqual([
    'Không có việc nào như vậy. Thử --kind occurrence (kỳ) hoặc --kind series (nhiệm vụ), hoặc bớt điều kiện lọc.',
  ]);
});

test('a name that nothing has is said in both languages, with what was meant', () => {
  expect(unknownText({ filter: 'unit', name: 'xa-na', meant: 'xa-an' })).toBe(
    'không có đơn vị xa-na → xa-an / there is no unit xa-na → xa-an',
  );
});
