import type { Encoding } from './text.js';

export type Cell = string | number | boolean | Date | null;
/** What a file holds, whatever its kind: rows of cells. */
export type Sheet = {
  readonly format: 'xlsx' | 'csv';
  /** The name of the sheet, and of those beside it that were not read. */
  readonly name: string | null;
  readonly others: readonly string[];
  readonly encoding: Encoding | null;
  readonly rows: readonly (readonly Cell[])[];
};
