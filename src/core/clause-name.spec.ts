import { clauseName } from './clause-name.js';

test.each([
  ['4', 'mục 4', 'section 4'],
  ['5.1', 'mục 5.1', 'section 5.1'],
  ['4•2', 'mục 4, gạch đầu dòng 2', 'section 4, bullet 2'],
  ['5.2¶3', 'mục 5.2, đoạn 3', 'section 5.2, paragraph 3'],
  ['3¶2, 5.1¶2', 'mục 3, đoạn 2; mục 5.1, đoạn 2', 'section 3, paragraph 2; section 5.1, paragraph 2'],
  ['Điều 7', 'Điều 7', 'Điều 7'],
])('%s', (citation, vi, en) => {
  expect([clauseName(citation, 'vi'), clauseName(citation, 'en')]).toEqual([vi, en]);
});
