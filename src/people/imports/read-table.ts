import { sha256 } from '../../core/canonical.js';
import type { Sheet } from '../../platform/sheet/cells.js';
import { readSheetFile } from '../../platform/sheet/sheet.js';
import { type Column, type Table, tableOf } from './table.rules.js';

/** A file as it was sent, and by the digest of its bytes. */
export type ReadTable<Field extends string> = {
  readonly sheet: Sheet;
  readonly table: Table<Field>;
  readonly content: string;
};

/**
 * Read before anybody waits for it: a file takes a while.
 *
 * @param sheet the name of the sheet that is meant; without it the first
 */
export async function readTable<Field extends string>(
  file: Buffer,
  sheet: string | undefined,
  columns: readonly Column<Field>[],
): Promise<ReadTable<Field>> {
  const read = await readSheetFile(file, sheet);
  const content = sha256(file);
  return { sheet: read, table: tableOf(read.rows, columns), content };
}
