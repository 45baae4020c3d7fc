import {
  fieldsOf,
  given,
  isEmpty,
  rowsOf,
  type Answers,
  type Cells,
  type Condition,
  type Field,
  type Form,
  type TableField,
} from './form.js';

/** What a field says, as far as it is shown; undefined: nothing. `against`: what the form says there that this one is set against. */
export type Look = (field: string, side?: 'against') => unknown;

export function holds(condition: Condition, look: Look): boolean {
  if ('all' in condition) return condition.all.every((one) => holds(one, look));
  if ('any' in condition) return condition.any.some((one) => holds(one, look));
  if ('not' in condition) return !holds(condition.not, look);
  const value = look(condition.field);
  if ('differs' in condition) return differs(value, look(condition.field, 'against'));
  if ('answered' in condition) return isEmpty(value) !== condition.answered;
  if ('is' in condition) return value === condition.is;
  if ('in' in condition) return typeof value === 'string' && condition.in.includes(value);
  if ('has' in condition) return Array.isArray(value) && value.includes(condition.has);
  if ('atLeast' in condition) return typeof value === 'number' && value >= condition.atLeast;
  return typeof value === 'number' && value <= condition.atMost;
}

/** Where one of the two says nothing, they do not differ. */
const differs = (one: unknown, other: unknown): boolean => !isEmpty(one) && !isEmpty(other) && one !== other;

/** The fields that a condition asks. */
export function asks(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(asks);
  if ('any' in condition) return condition.any.flatMap(asks);
  if ('not' in condition) return asks(condition.not);
  return [condition.field];
}

/** What is shown of a form, given what was answered: a field that is hidden says nothing to others either. */
export type Shown = { readonly isShown: (field: string) => boolean; readonly look: Look };

export function shown(form: Form, answers: Answers, against: Answers = {}): Shown {
  const places = new Map(
    form.sections.flatMap((section) => section.fields.map((field) => [field.id, { section, field }] as const)),
  );
  const known = new Map<string, boolean>();
  const isShown = (id: string): boolean => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const place = places.get(id);
    if (!place) return false;
    // Whoever asks in a circle is told no; the linter refuses such forms.
    known.set(id, false);
    const is = [place.section.when, place.field.when].every((when) => !when || holds(when, look));
    known.set(id, is);
    return is;
  };
  const look: Look = (id, side) =>
    side === 'against' ? given(against, id) : isShown(id) ? given(answers, id) : undefined;
  return { isShown, look };
}

/** Inside a row its own columns come first. */
export const inRow =
  (columns: readonly Pick<Field, 'id'>[], cells: Cells, outside: Look, against: Cells = {}): Look =>
  (id, side) =>
    columns.some((column) => column.id === id) ? given(side ? against : cells, id) : outside(id, side);

/** The rows of a table as the form has them that this one is set against: only fixed rows are the same on both sides. */
export function theirRows(field: TableField, look: Look): (row: string) => Cells {
  const rows = new Map(field.rows ? rowsOf(field, look(field.id, 'against')) : []);
  return (row) => rows.get(row) ?? {};
}

export const isRequired = ({ required = false }: Pick<Field, 'required'>, look: Look): boolean =>
  typeof required === 'boolean' ? required : holds(required.when, look);

export const fieldNamed = (form: Form, id: string): Field | undefined =>
  fieldsOf(form).find((field) => field.id === id);
