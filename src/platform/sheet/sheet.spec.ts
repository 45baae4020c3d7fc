import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { Problem } from '../../core/problem.js';
import { archive, type Part, sheets } from '../../../test/support/sheets.js';
import { packed, unpacked } from './archive.js';
import { csvRows, delimiterOf } from './csv.js';
import { readSheetFile } from './sheet.js';
import { decoded } from './text.js';
import { sheetFile } from './write-sheet.js';

const refusal = async (reading: Promise<unknown>): Promise<unknown> => {
  const error: unknown = await reading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof Problem ? { field: error.facts['field'], expected: error.facts['expected'] } : error;
};
const text = (content: string): Buffer => Buffer.from(content);
const all = (): boolean => true;

describe('an archive', () => {
  test('comes out as it went in, and again from what is packed of it', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,8}\.xml$/), fc.string({ unit: 'grapheme' })),
        (contents) => {
          const parts = Object.entries(contents).map(([name, content]) => ({ name, content: text(content) }));
          const out = unpacked(archive(parts), all);
          const told = (some: ReadonlyMap<string, Buffer>) =>
            [...some].map(([name, content]) => [name, content.toString()]);
          expect(told(out)).toEqual(Object.entries(contents));
          expect(told(unpacked(packed(out), all))).toEqual(Object.entries(contents));
        },
      ),
    );
  });

  const nothing = Buffer.alloc(60 * 1024 * 1024);
  test.each<[string, readonly Part[], string]>([
    ['a bomb', [{ name: 'a', content: nothing }], 'small-content'],
    ['a bomb that says it is small', [{ name: 'a', content: nothing, saidSize: 10 }], 'small-content'],
    [
      'many that are large together',
      Array.from({ length: 8 }, (_, n) => ({ name: `a${n}`, content: nothing.subarray(0, 8 << 20) })),
      'small-content',
    ],
    ['one with a password', [{ name: 'a', content: text('a'), flags: 1 }], 'open-file'],
    [
      'two parts of one name',
      [
        { name: 'a', content: text('a') },
        { name: 'a', content: text('b') },
      ],
      'whole-archive',
    ],
  ])('%s is refused', (_, parts, expected) => {
    expect(() => unpacked(archive(parts), all)).toThrow(expected);
  });

  test('cut anywhere or with any byte changed it is refused or whole, and nothing else happens', () => {
    const whole = archive([{ name: 'a', content: text('những gì có trong này') }]);
    const looked = (file: Buffer): void => {
      try {
        expect(unpacked(file, all).get('a')?.toString() ?? 'những gì có trong này').toBe('những gì có trong này');
      } catch (error) {
        expect(error).toBeInstanceOf(Problem);
      }
    };
    fc.assert(fc.property(fc.nat(whole.length), (length) => looked(whole.subarray(0, length))));
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
        const file = Buffer.from(whole);
        file[at] = byte;
        looked(file);
      }),
    );
  });
});

describe('a workbook', () => {
  const day = new Date(Date.UTC(2024, 0, 31));
  test('is read by its first sheet, or by the one that is named', async () => {
    const file = await sheets({ 'Tài khoản': [['a', 1, day, true, null, 'z']], Khác: [['b']] });
    expect(await readSheetFile(file)).toEqual({
      format: 'xlsx',
      name: 'Tài khoản',
      others: ['Khác'],
      encoding: null,
      rows: [['a', 1, day, true, null, 'z']],
    });
    expect(await readSheetFile(file, 'khác')).toMatchObject({ name: 'Khác', rows: [['b']] });
    expect(await refusal(readSheetFile(file, 'Không có'))).toEqual({ field: 'sheet', expected: 'one-of' });
  });

  const sheetOf = (data: string): readonly Part[] => [
    {
      name: 'xl/workbook.xml',
      content: text('<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'),
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: text(
        '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
      ),
    },
    { name: 'xl/styles.xml', content: text('<styleSheet/>') },
    { name: 'xl/worksheets/sheet1.xml', content: text(data) },
  ];
  const data = (cells: string): string => `<worksheet><sheetData><row r="1">${cells}</row></sheetData></worksheet>`;

  test('of a formula only what it came to is read', async () => {
    const cells = '<c r="A1" t="str"><f>HYPERLINK("x")</f><v>kept</v></c><c r="B1"><f>1+1</f><v>2</v></c>';
    const { rows } = await readSheetFile(archive(sheetOf(data(cells))));
    expect(rows).toEqual([['kept', 2]]);
  });

  test('with entities is refused', async () => {
    const file = archive(sheetOf(`<!DOCTYPE a [<!ENTITY b "c">]>${data('')}`));
    expect(await refusal(readSheetFile(file))).toEqual({ field: 'file', expected: 'whole-archive' });
  });

  test.each<[string, Buffer, string]>([
    ['nothing', Buffer.alloc(0), 'sheet-file'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), 'sheet-file'],
    ['an old .xls, or one with a password', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'open-file'],
    ['an archive of something else', archive([{ name: 'word/document.xml', content: text('<a/>') }]), 'whole-archive'],
    ['half an archive', archive([{ name: 'a', content: text('a') }]).subarray(0, 20), 'whole-archive'],
    ['more than fits', Buffer.alloc(6 * 1024 * 1024, 'a'), 'small-file'],
    ['too many rows', text('a\n'.repeat(10_011)), 'at-most-rows'],
    ['too many columns', text(`${'a,'.repeat(100)}a`), 'at-most-columns'],
    ['a quotation mark that is never closed', text('a,b\n"c'), 'whole-csv'],
  ])('%s is refused', async (_, file, expected) => {
    expect(await refusal(readSheetFile(file))).toEqual({ field: 'file', expected });
  });

  test('a CSV has no sheets', async () => {
    expect(await refusal(readSheetFile(text('a'), 'S'))).toEqual({ field: 'sheet', expected: 'nothing' });
  });
});

describe('a text', () => {
  const word = 'Nguyễn Đức';
  test.each([
    ['utf-8', Buffer.from(word)],
    ['utf-8', Buffer.from(`\uFEFF${word}`)],
    ['utf-8', Buffer.from(word.normalize('NFD'))],
    ['utf-16le', Buffer.from(`\uFEFF${word}`, 'utf16le')],
    ['utf-16be', Buffer.from(`\uFEFF${word}`, 'utf16le').swap16()],
    // Nguyê + a combining tilde + n, as Windows wrote it.
    ['windows-1258', Buffer.from([0x4e, 0x67, 0x75, 0x79, 0xea, 0xde, 0x6e, 0x20, 0xd0, 0xfd, 0xec, 0x63])],
  ])('in %s is read', (encoding, bytes) => {
    expect(decoded(bytes)).toEqual({ encoding, text: word });
  });

  test.each([
    ['a;b;c\n1,5;2;3', ';'],
    ['a,b,c\n1;2', ','],
    ['a\tb', '\t'],
    ['"a"\t"b"', '\t'],
    ['"a;b",c,d', ','],
    ['sep=,\na;b;c', ','],
    ['a', ';'],
    ['Danh sách, năm 2024\n\na;b;c\nd;e;f', ';'],
  ])('%j is divided by %j', (lines, delimiter) => {
    expect(delimiterOf(lines)).toBe(delimiter);
  });

  test('rows are counted as a spreadsheet counts them', () => {
    expect(csvRows('sep=;\r\na;b\r\n\r\n"c\r\nd";e\r\n', 10)).toEqual([['a', 'b'], [''], ['c\r\nd', 'e']]);
  });
});

describe('what is written', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }).map((one) =>
      one
        .replace(/[\p{Cc}\p{Surrogate}\uFEFF\uFFFE\uFFFF]/gu, '')
        .normalize('NFC')
        .trim(),
    ),
    fc.constantFrom('=1+1', '+84 912', '-', '@a', '"', ';', 'Đơn vị'),
  );
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 5 });
  const plain = (some: readonly (readonly unknown[])[]): string[][] =>
    some.map((row) => [0, 1].map((n) => (row[n] === null || row[n] === undefined ? '' : String(row[n] as string))));

  test('is text again when it is read, and never a formula', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (written) => {
        const table = [['a', 'b'], ...written];
        const text = (await sheetFile('csv', 'S', table)).toString();
        const cells: string[] = parse(text, { bom: true }).flat();
        expect(cells.filter((one) => /^[=+\-@]/.test(one))).toEqual([]);
        const read = await readSheetFile(Buffer.from(text));
        expect(plain(read.rows).map((row) => row.map((one) => one.replace(/^'(?=[=+\-@])/, '')))).toEqual(table);
      }),
    );
  });

  test('is a workbook of texts', async () => {
    const table = [['Điện thoại'], ['0912345678'], ['=1+1']];
    expect((await readSheetFile(await sheetFile('xlsx', 'S', table))).rows).toEqual(table);
  });
});
