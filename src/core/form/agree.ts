import { holds, type Look } from './condition.js';
import { given, isEmpty, isRecord, rowsOf, type Cells, type Check, type Field, type Relation } from './form.js';
import { isDay, rounded, type Trouble } from './value.js';

type Operand = number | string | undefined;
/** Where the values of a check are found. */
export type Within = {
  readonly fields: readonly Field[];
  readonly look: Look;
  /** What stands before the names in paths: the row. */
  readonly at?: string;
};

/** What does not agree, said at the first field of each check. */
export const disagreements = (checks: readonly Check[] | undefined, within: Within): readonly Trouble[] =>
  (checks ?? []).flatMap((check) => disagreement(check, within) ?? []);

function disagreement({ id, left, is, right, when }: Check, within: Within): Trouble | undefined {
  if (when && !holds(when, within.look)) return undefined;
  const [a, b] = [operand(left, within), operand(right, within)];
  if (a === undefined || b === undefined || typeof a !== typeof b || agrees(a, is, b)) return undefined;
  const first = typeof left === 'string' ? left : (left[0] ?? '');
  return { path: `${within.at ?? ''}${first}`, code: 'disagrees', params: { check: id, left: a, right: b } };
}

function agrees(a: number | string, is: Relation, b: number | string): boolean {
  switch (is) {
    case 'equals':
      return a === b;
    case 'at-most':
    case 'not-after':
      return a <= b;
    case 'at-least':
    case 'not-before':
      return a >= b;
    default:
      return is satisfies never;
  }
}

function operand(of: Check['right'], within: Within): Operand {
  if (typeof of === 'number') return of;
  if (typeof of === 'string') return valueAt(of, within);
  const values = of.map((one) => valueAt(one, within));
  return values.every((value) => typeof value === 'number') ? sum(values) : undefined;
}

/** One answer, a cell of a fixed row, or a column: what of it is answered. */
function valueAt(path: string, { fields, look }: Within): Operand {
  const [id = '', second, third] = path.split('.');
  const field = fields.find((one) => one.id === id);
  if (!field) return undefined;
  const value = look(id);
  if (field.type !== 'table') return plain(value);
  const rows = rowsOf(field, value);
  if (third !== undefined) return plain(given(rows.find(([name]) => name === second)?.[1] ?? {}, third));
  return total(
    rows.map(([, cells]) => cells),
    second ?? '',
  );
}

const plain = (value: unknown): Operand => (typeof value === 'number' || isDay(value) ? value : undefined);

/** A column added up; undefined where none of its cells is answered. */
export function total(rows: readonly Cells[], column: string): number | undefined {
  const values = rows.map((cells) => (isRecord(cells) ? given(cells, column) : undefined));
  const numbers = values.filter((value) => typeof value === 'number');
  return numbers.length === 0 || values.some((value) => !isEmpty(value) && typeof value !== 'number')
    ? undefined
    : sum(numbers);
}

export const sum = (values: readonly number[]): number =>
  rounded(
    values.reduce((a, b) => a + b, 0),
    6,
  );
