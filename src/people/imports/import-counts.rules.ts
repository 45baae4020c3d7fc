import { type Problem, problem } from '../../core/problem.js';
import { LISTED } from './import-view.js';
import type { ImportCounts } from './imports.dto.js';
import type { RowError } from './row-error.js';
import type { Table } from './table.rules.js';

type Done = { readonly row: number; readonly before: object | null };

/** What becomes of the rows, each counted once: one that adds something and changes something else adds. */
export function countsOf(
  { rows, skipped }: Pick<Table<string>, 'rows' | 'skipped'>,
  errors: readonly RowError[],
  changes: readonly Done[],
): ImportCounts {
  const wrong = new Set(errors.map(({ row }) => row));
  const good = changes.filter(({ row }) => !wrong.has(row));
  const added = new Set(good.filter(({ before }) => before === null).map(({ row }) => row)).size;
  const changed = new Set(good.map(({ row }) => row)).size - added;
  const refused = rows.filter(({ row }) => wrong.has(row)).length;
  const unchanged = rows.length - added - changed - refused;
  return { rows: rows.length, added, changed, unchanged, refused, skipped };
}

/** Where nothing but the rows is wrong: which they are, in codes; whoever answers has the words. */
export const refusal = (errors: readonly RowError[], refused: number): Problem =>
  problem('import-has-errors', { refused, rows: [...new Set(errors.map(({ row }) => row))].slice(0, LISTED) });
