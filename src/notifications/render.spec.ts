import fc from 'fast-check';
import { placeholders, render, type TemplateFacts, TemplateError } from './render.js';

const facts: TemplateFacts = {
  unit: 'Ban Dân vận',
  work: 'Báo cáo 6 tháng đầu năm 2023',
  obligation: 'Báo cáo 6 tháng',
  clause: '4•1',
  period: '6 tháng đầu năm 2023',
  due: '15/06/2023',
  workingEnd: '17:00 thứ Năm 15/06/2023',
  deadline: 'hết 15/06/2023',
  level: '1',
  plan: '19-KH/BCĐ',
  owner: 'Cơ quan Thường trực',
  help: 'Xin hỏi.',
  mistake: 'Xin báo.',
  link: '/x',
};
const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'none';
  } catch (error) {
    return error instanceof TemplateError ? error.code : 'another error';
  }
};

test('the first line is the subject, the rest the text', () => {
  expect(render('Sắp đến hạn: {{obligation}}\n\nKính gửi {{unit}},\nhạn {{due}}.\n', facts)).toEqual({
    subject: 'Sắp đến hạn: Báo cáo 6 tháng',
    text: 'Kính gửi Ban Dân vận,\nhạn 15/06/2023.',
  });
});

test('one line is a subject without a text', () => {
  expect(render('Mức {{ level }}', facts)).toEqual({ subject: 'Mức 1', text: '' });
});

test('a byte order mark and the line ends of another system change nothing', () => {
  expect(render('\uFEFFA\r\nB\r\nC', facts)).toEqual({ subject: 'A', text: 'B\nC' });
});

test('a line that leads to the work is left out where there is nothing to lead to', () => {
  const template = 'A\n\nHạn {{due}}.\n\nMở việc: {{ link }}\n';
  expect(render(template, facts).text).toBe('Hạn 15/06/2023.\n\nMở việc: /x');
  expect(render(template, { ...facts, link: '' }).text).toBe('Hạn 15/06/2023.');
});

test.each([
  ['unknown-placeholder', 'Hạn {{dueDate}}'],
  ['unknown-placeholder', 'A\n{{}}'],
  ['unknown-placeholder', 'A\n{{constructor}}'],
  ['stray-brace', 'Hạn {{due'],
  ['stray-brace', 'A\ndue}}'],
  ['no-subject', '\nHạn {{due}}'],
  ['no-subject', ''],
])('%s: %j', (code, template) => {
  expect(codeOf(() => render(template, facts))).toBe(code);
});

test('a value that looks like a placeholder is only a value', () => {
  expect(render('{{unit}}', { ...facts, unit: '{{due}} $& {{x}}' }).subject).toBe('{{due}} $& {{x}}');
});

test('whatever the text, it is rendered or refused by code', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom(...placeholders, '{{', '}}', '\n'))), (parts) => {
      expect(codeOf(() => render(parts.join(''), facts))).not.toBe('another error');
    }),
  );
});
