import { fieldsOf, given, isEmpty, type Answers, type Cells, type Condition, type Field, type Form } from './form.js';

/** What a field says, as far as it is shown; undefined: nothing. */
export type Look = (field: string) => unknown;

export function holds(condition: Condition, look: Look): boolean {
  if ('all' in condition) return condition.all.every((one) => holds(one, look));
  if ('any' in condition) return condition.any.some((one) => holds(one, look));
  if ('not' in condition) return !holds(condition.not, look);
  const value = look(condition.field);
  if ('answered' in condition) return isEmpty(value) !== condition.answered;
  if ('is' in condition) return value === condition.is;
  if ('in' in condition) return typeof value === 'string' && condition.in.includes(value);
  if ('has' in condition) return Array.isArray(value) && value.includes(condition.has);
  if ('atLeast' in condition) return typeof value === 'number' && value >= condition.atLeast;
  return typeof value === 'number' && value <= condition.atMost;
}

/** The fields that a condition asks. */
export function asks(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(asks);
  if ('any' in condition) return condition.any.flatMap(asks);
  if ('not' in condition) return asks(condition.not);
  return [condition.field];
}

/** What is shown of a form, given what was answered: a field that is hidden says nothing to others either. */
export type Shown = { readonly isShown: (field: string) => boolean; readonly look: Look };

export function shown(form: Form, answers: Answers): Shown {
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
  const look: Look = (id) => (isShown(id) ? given(answers, id) : undefined);
  return { isShown, look };
}

/** Inside a row its own columns come first. */
export const inRow =
  (columns: readonly Pick<Field, 'id'>[], cells: Cells, outside: Look): Look =>
  (id) =>
    columns.some((column) => column.id === id) ? given(cells, id) : outside(id);

export const isRequired = ({ required = false }: Pick<Field, 'required'>, look: Look): boolean =>
  typeof required === 'boolean' ? required : holds(required.when, look);

export const fieldNamed = (form: Form, id: string): Field | undefined =>
  fieldsOf(form).find((field) => field.id === id);
