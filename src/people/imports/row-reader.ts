import type { Bounds, Expectation } from '../../core/problem.js';
import type { Cell } from '../../platform/sheet/cells.js';
import { dayIn, isDash, isEmpty, phoneIn, textOf, wordsIn } from './cell.rules.js';
import type { RowError } from './row-error.js';
import type { Table, TableRow } from './table.rules.js';

/** Of a field: undefined where nothing is said of it, null where what there is shall go. */
export type Said<Value> = Value | null | undefined;
const LONGEST_VALUE = 200;

/** The fields of one row, and what is wrong with them. */
export class RowReader<Field extends string> {
  readonly wrong: RowError[] = [];

  constructor(
    private readonly headings: Table<Field>['headings'],
    private readonly row: TableRow<Field>,
  ) {}

  text(field: Field, most = 200): Said<string> {
    return this.said(field, (cell) => {
      const text = textOf(cell);
      if (/\p{Cc}|\p{Surrogate}/u.test(text)) return this.refuse(field, 'plain-text');
      return text.length > most ? this.refuse(field, 'short-text', { most }) : text;
    });
  }

  /** What no row goes without. */
  needed(field: Field): string | undefined {
    return this.text(field) ?? this.refuse(field, 'some-text');
  }

  matching(field: Field, pattern: RegExp, expected: Expectation): Said<string> {
    const text = this.text(field);
    return typeof text === 'string' && !pattern.test(text) ? this.refuse(field, expected) : text;
  }

  day(field: Field): Said<string> {
    return this.said(field, (cell) => dayIn(cell) ?? this.refuse(field, 'day-of-sheet'));
  }

  phone(field: Field): Said<string> {
    return this.said(field, (cell) => phoneIn(cell) ?? this.refuse(field, 'phone'));
  }

  words(field: Field): Said<readonly string[]> {
    return this.said(field, wordsIn);
  }

  whole(field: Field): Said<number> {
    return this.said(field, (cell) => {
      const number = Number(textOf(cell));
      return Number.isSafeInteger(number) ? number : this.refuse(field, 'integer');
    });
  }

  has(field: Field): boolean {
    return !isEmpty(this.row.cells[field]);
  }

  refuse(field: Field, code: Expectation, bounds: Bounds = {}, suggestion?: string): undefined {
    const value = textOf(this.row.cells[field]).slice(0, LONGEST_VALUE);
    const column = this.headings[field] ?? null;
    this.wrong.push({ row: this.row.row, column, code, bounds, value: value === '' ? null : value, suggestion });
  }

  private said<Value>(field: Field, read: (cell: Cell) => Value | undefined): Said<Value> {
    const cell = this.row.cells[field];
    if (cell === undefined || isEmpty(cell)) return undefined;
    return isDash(cell) ? null : read(cell);
  }
}
