import { disposition, nameIn, savedName } from './file-name.rules.js';

test('a name is kept as it was given, with letters and marks put together', () => {
  expect(nameIn(encodeURIComponent('Báo cáo quý I.pdf'.normalize('NFD')))).toBe('Báo cáo quý I.pdf');
  expect(nameIn(encodeURIComponent(' a "b"; c/d.pdf '))).toBe('a "b"; c/d.pdf');
});

test.each([
  ['nothing', undefined],
  ['an empty name', '%20'],
  ['what is no UTF-8', '%E0%A4'],
  ['a line end', 'a%0D%0AX-Evil:%201.pdf'],
  ['a NUL', 'a%00.pdf'],
  ['more than 200 characters', 'x'.repeat(201)],
])('%s is no name', (_, header) => {
  expect(nameIn(header)).toBeUndefined();
});

test.each([
  ['Báo cáo.pdf', 'pdf', 'Báo cáo.pdf'],
  ['anh.JPEG', 'jpg', 'anh.JPEG'],
  ['trang.html', 'pdf', 'trang.html.pdf'],
  ['../../etc/passwd', 'docx', '_.._etc_passwd.docx'],
  ['.pdf', 'pdf', 'pdf.pdf'],
  ['bao-cao\u202efdp.exe', 'pdf', 'bao-caofdp.exe.pdf'],
  ['a\\b:c.png', 'png', 'a_b_c.png'],
] as const)('%s, which is a %s, is kept as %s', (name, type, saved) => {
  expect(savedName(name, type)).toBe(saved);
});

test('a browser is told a name in plain letters and as it is, and nothing else', () => {
  expect(disposition('attachment', `Đề án "số 1"; l'eau (2).pdf`)).toBe(
    `attachment; filename="De an _so 1_; l'eau (2).pdf"; filename*=UTF-8''%C4%90%E1%BB%81%20%C3%A1n%20%22s%E1%BB%91%201%22%3B%20l%27eau%20%282%29.pdf`,
  );
});
