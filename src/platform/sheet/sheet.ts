import { unfit } from '../../core/problem.js';
import type { Sheet } from './cells.js';
import { csvRows } from './csv.js';
import { decoded } from './text.js';
import { readWorkbook } from './workbook.js';

/** The types by which such files are sent; what they are is seen from what is in them. */
export const SHEET_TYPES = ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'text/csv'] as const;
export const LARGEST_FILE = 5 * 1024 * 1024;
export const MOST_ROWS = 10_000;
/** A heading and what stands above it. */
const ABOVE = 10;
const MOST_COLUMNS = 100;

const startsWith = (file: Buffer, ...bytes: readonly number[]): boolean => bytes.every((byte, n) => file[n] === byte);

/**
 * A spreadsheet or a CSV text, told apart by what it is.
 *
 * @param wanted the name of the sheet; without it the first
 * @throws Problem bad-request saying what a file must be
 */
export async function readSheetFile(file: Buffer, wanted?: string): Promise<Sheet> {
  if (file.length === 0) throw unfit('file', 'sheet-file');
  if (file.length > LARGEST_FILE) throw unfit('file', 'small-file', { most: LARGEST_FILE / 1024 / 1024 });
  // What Excel wrote before 2007, and what it writes under a password.
  if (startsWith(file, 0xd0, 0xcf, 0x11, 0xe0)) throw unfit('file', 'open-file');
  const sheet = startsWith(file, 0x50, 0x4b) ? await readWorkbook(file, wanted) : csvOf(file, wanted);
  if (sheet.rows.length > MOST_ROWS + ABOVE) throw unfit('file', 'at-most-rows', { most: MOST_ROWS });
  if (sheet.rows.some((cells) => cells.length > MOST_COLUMNS))
    throw unfit('file', 'at-most-columns', { most: MOST_COLUMNS });
  return sheet;
}

function csvOf(file: Buffer, wanted: string | undefined): Sheet {
  if (wanted !== undefined) throw unfit('sheet', 'nothing');
  const { text, encoding } = decoded(file);
  return { format: 'csv', name: null, others: [], encoding, rows: csvRows(text, MOST_ROWS + ABOVE) };
}
