import { fieldsOf, given, isEmpty, rowsOf, type Answers, type Form } from './form.js';

export type Difference = { readonly path: string; readonly before: unknown; readonly after: unknown };

/** What was said differently, path by path, in the order of the form; null where nothing was said. */
export function differences(form: Form, before: Answers, after: Answers): readonly Difference[] {
  return fieldsOf(form).flatMap((field) => {
    const [was, is] = [given(before, field.id), given(after, field.id)];
    if (field.type !== 'table') return differing(field.id, was, is);
    const [rows, now] = [new Map(rowsOf(field, was)), new Map(rowsOf(field, is))];
    return [...new Set([...rows.keys(), ...now.keys()])].flatMap((row) =>
      field.columns.flatMap(({ id }) =>
        differing(`${field.id}.${row}.${id}`, given(rows.get(row) ?? {}, id), given(now.get(row) ?? {}, id)),
      ),
    );
  });
}

function differing(path: string, before: unknown, after: unknown): readonly Difference[] {
  const [was, is] = [before, after].map((value) => (isEmpty(value) ? null : value));
  return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ path, before: was, after: is }];
}

/** Where in a form a path leads: a section, a field, a table, a row or a cell that it has. */
export function leadsSomewhere(form: Form, path: string): boolean {
  const [first = '', second, third, ...more] = path.split('.');
  if (second === undefined && form.sections.some(({ id }) => id === first)) return true;
  const field = fieldsOf(form).find(({ id }) => id === first);
  if (!field || second === undefined) return field !== undefined;
  if (field.type !== 'table' || more.length > 0) return false;
  const isRow = field.rows ? field.rows.some(({ id }) => id === second) : /^\d{1,4}$/.test(second);
  const isColumn = (id: string): boolean => field.columns.some((column) => column.id === id);
  return third === undefined ? isRow || isColumn(second) : isRow && isColumn(third);
}
