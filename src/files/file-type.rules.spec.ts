import { archive, docx, jpg, pdf, png, xlsx } from '../../test/support/attachments.js';
import { Sniffer, type FileType } from './file-type.rules.js';

function typeOf(file: Buffer, step = file.length): FileType | undefined {
  const sniffer = new Sniffer();
  for (let at = 0; at < file.length; at += step) sniffer.add(file.subarray(at, at + step));
  return sniffer.type();
}

test.each([
  ['pdf', pdf()],
  ['png', png()],
  ['jpg', jpg()],
  ['docx', docx()],
  ['xlsx', xlsx()],
] as const)('a %s file is known by its content, in one piece and byte by byte', (type, file) => {
  expect(typeOf(file)).toBe(type);
  expect(typeOf(file, 1)).toBe(type);
  expect(typeOf(file, 5)).toBe(type);
});

test('a document with many large parts is known by its last bytes alone', () => {
  const names = Array.from({ length: 500 }, (_, n) => `word/media/image-${n}-${'x'.repeat(4000)}.png`);
  const file = docx(...names);
  expect(file.length).toBeGreaterThan(4_000_000);
  // Its directory holds every name once more: two megabytes are more than any document has.
  expect(typeOf(file, 65_536)).toBeUndefined();
  expect(typeOf(docx(...names.slice(0, 60)), 65_536)).toBe('docx');
});

test.each([
  ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['nothing', Buffer.alloc(0)],
  ['a page before a PDF file', Buffer.concat([Buffer.from('<html>'), pdf()])],
  ['a program', Buffer.from('4d5a900003', 'hex')],
  ['what Office wrote before 2007, or under a password', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ['an archive of anything', archive('a.txt')],
  ['a document with a program in it', docx('word/vbaProject.bin')],
  ['a document and a workbook in one', docx('xl/workbook.xml')],
  ['a document without a list of its types', archive('word/document.xml')],
  ['a document that is cut off', docx().subarray(0, -30)],
])('%s is none of the types', (_, file) => {
  expect(typeOf(file)).toBeUndefined();
});

test('what can be none of them is told by its first bytes', () => {
  const sniffer = new Sniffer();
  expect(sniffer.add(Buffer.from('<html'))).toBe(true);
  expect(sniffer.add(Buffer.from('><body>'))).toBe(false);
});
