import { unfit } from '../../core/problem.js';
import { packed, unpacked } from './archive.js';
import type { Cell, Sheet } from './cells.js';

/** The parts that cells come from: no pictures, no macros, no links to elsewhere. */
const PARTS =
  /^(\[Content_Types\]\.xml|xl\/(workbook|sharedStrings|styles)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/i;

/** Of a formula what it came to when the file was saved; nothing is worked out here. */
export async function readWorkbook(file: Buffer, wanted: string | undefined): Promise<Sheet> {
  const parts = unpacked(file, (name) => PARTS.test(name));
  // Entities that stand for each other grow without end; no spreadsheet has any.
  if ([...parts.values()].some((part) => part.includes('<!DOCTYPE') || part.includes('<!ENTITY')))
    throw unfit('file', 'whole-archive');
  // Loaded with the first workbook: most processes never read one.
  const { default: readWorkbookFile } = await import('read-excel-file/node');
  const sheets = await readWorkbookFile(packed(parts)).catch(() => {
    throw unfit('file', 'whole-archive');
  });
  const names = sheets.map(({ sheet }) => sheet);
  const found = wanted === undefined ? sheets[0] : sheets.find(({ sheet }) => isNamed(sheet, wanted));
  if (!found) throw unfit('sheet', 'one-of', { choices: names });
  return {
    format: 'xlsx',
    name: found.sheet,
    others: names.filter((name) => name !== found.sheet),
    encoding: null,
    rows: found.data as readonly (readonly Cell[])[],
  };
}

const isNamed = (name: string, wanted: string): boolean =>
  name.normalize('NFC').toLowerCase() === wanted.normalize('NFC').toLowerCase();
