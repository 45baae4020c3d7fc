import type { Bounds, Expectation } from '../../core/problem.js';

/** A cell that is not what it must be, or a row that cannot be done: a code with its bounds, as of a field of a request. */
export type RowError = {
  /** As a spreadsheet counts, from 1. */
  readonly row: number;
  /** The heading of the cell as it stands in the file; null: the row as a whole. */
  readonly column: string | null;
  readonly code: Expectation;
  readonly bounds: Bounds;
  /** What stands there. */
  readonly value: string | null;
  /** What was probably meant. */
  readonly suggestion?: string | undefined;
};
