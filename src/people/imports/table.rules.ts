import { nearest } from '../../core/definition/nearest.js';
import { unfit } from '../../core/problem.js';
import type { Cell } from '../../platform/sheet/cells.js';
import { MOST_ROWS } from '../../platform/sheet/sheet.js';
import type { RowError } from './row-error.js';

/** A column that a file may have, by its headings; the first of each language is the one that a template has. */
export type Column<Field extends string = string> = {
  readonly field: Field;
  readonly vi: readonly [string, ...string[]];
  readonly en: readonly [string, ...string[]];
  /** Without it the file says nothing at all. */
  readonly isKey?: true;
  /** Of a template. */
  readonly example: string;
};
export type TableRow<Field extends string> = {
  readonly row: number;
  readonly cells: Readonly<Partial<Record<Field, Cell>>>;
};
export type Table<Field extends string> = {
  readonly rows: readonly TableRow<Field>[];
  /** How the file calls its columns. */
  readonly headings: Readonly<Partial<Record<Field, string>>>;
  readonly wrong: readonly RowError[];
  /** Rows that begin with #: notes and examples. */
  readonly skipped: number;
};

/** A title may stand above the headings. */
const SEARCHED = 10;
/** What offices number their rows with, and columns for the eye: passed over. */
const FOR_THE_EYE = ['stt', 'tt', 'no', 'so tt', 'so thu tu', 'ghi chu', 'note', 'notes', 'remark', 'remarks'];

/** As people type it: without marks, capitals and signs. */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/**
 * Rows of cells as rows of fields: under headings in Vietnamese or English, with or without diacritics, in any order.
 *
 * @throws Problem bad-request where no row is a heading, or where there are too many rows
 */
export function tableOf<Field extends string>(
  rows: readonly (readonly Cell[])[],
  columns: readonly Column<Field>[],
): Table<Field> {
  const names = new Map(
    columns.flatMap(({ field, vi, en }) => [field, ...vi, ...en].map((name) => [folded(name), field] as const)),
  );
  const key = columns.find(({ isKey }) => isKey)?.field;
  const fieldOf = (cell: Cell | undefined): Field | undefined => names.get(folded(plainOf(cell)));
  const at = rows.slice(0, SEARCHED).findIndex((cells) => cells.some((cell) => fieldOf(cell) === key));
  if (at < 0) throw unfit('file', 'heading', { choices: columns.map(({ vi: [name] }) => name) });
  const heading = rows[at] ?? [];
  const places = heading.map(fieldOf);
  const body = rows.slice(at + 1).map((cells, n) => ({ row: at + n + 2, cells }));
  const written = body.filter(({ cells }) => cells.some((cell) => plainOf(cell) !== ''));
  const meant = written.filter(({ cells }) => !plainOf(cells.find((cell) => plainOf(cell) !== '')).startsWith('#'));
  if (meant.length > MOST_ROWS) throw unfit('file', 'at-most-rows', { most: MOST_ROWS });
  return {
    rows: meant.map(({ row, cells }) => ({ row, cells: fieldsOf(places, cells) })),
    headings: Object.fromEntries(
      places.flatMap((field, n) => (field === undefined ? [] : [[field, plainOf(heading[n])]])),
    ) as Partial<Record<Field, string>>,
    wrong: [...wrongHeadings(heading, places, columns, at + 1), ...headless(places.length, meant)],
    skipped: written.length - meant.length,
  };
}

const plainOf = (cell: Cell | undefined): string =>
  cell === null || cell === undefined ? '' : String(cell).normalize('NFC').trim();

function fieldsOf<Field extends string>(
  places: readonly (Field | undefined)[],
  cells: readonly Cell[],
): Partial<Record<Field, Cell>> {
  const fields: Partial<Record<Field, Cell>> = {};
  places.forEach((field, n) => {
    if (field !== undefined) fields[field] ??= cells[n] ?? null;
  });
  return fields;
}

/** A column that would be passed over in silence is refused: its heading may be mistyped. */
function wrongHeadings<Field extends string>(
  heading: readonly Cell[],
  places: readonly (Field | undefined)[],
  columns: readonly Column<Field>[],
  row: number,
): RowError[] {
  const known = columns.flatMap(({ vi, en }) => [vi[0], en[0]]);
  return heading.flatMap((cell, n): RowError[] => {
    const value = plainOf(cell);
    const field = places[n];
    const wrong = (code: RowError['code'], suggestion?: string): RowError[] => [
      { row, column: value, code, bounds: {}, value, suggestion },
    ];
    if (field !== undefined) return places.indexOf(field) < n ? wrong('heading-once') : [];
    if (value === '' || FOR_THE_EYE.includes(folded(value))) return [];
    return wrong('known-heading', nearest(value, known));
  });
}

/** Cells to the right of all headings: what they mean is said nowhere. */
function headless(width: number, rows: readonly { readonly row: number; readonly cells: readonly Cell[] }[]) {
  return rows.flatMap(({ row, cells }): RowError[] => {
    const beyond = cells.slice(width).find((cell) => plainOf(cell) !== '');
    return beyond === undefined
      ? []
      : [{ row, column: null, code: 'known-heading', bounds: {}, value: plainOf(beyond) }];
  });
}
