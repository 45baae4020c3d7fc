import { type Answers, fieldsOf, type Form, given, isEmpty, type TableField } from '../../../../src/core/form/form';
import type { Against } from './get-form';

/** The numbers of another form, where this one asks for the same at the same place: to begin from, and to be changed with a reason. */
export function numbersOf(form: Form, { answers }: Against): Answers {
  const said = fieldsOf(form).map((field) => {
    const value = given(answers, field.id);
    if (field.type === 'table') return [field.id, field.rows ? rowsOf(field, value) : undefined] as const;
    return [field.id, field.type === 'number' ? value : undefined] as const;
  });
  return Object.fromEntries(said.filter(([, value]) => !isEmpty(value)));
}

function rowsOf({ rows = [], columns }: TableField, table: unknown): Answers {
  const cellsOf = (row: string): Answers => {
    const cells = given((table ?? {}) as Answers, row) as Answers | undefined;
    const numbers = columns.filter(({ type }) => type === 'number').map(({ id }) => [id, given(cells ?? {}, id)]);
    return Object.fromEntries(numbers.filter(([, value]) => !isEmpty(value))) as Answers;
  };
  return Object.fromEntries(rows.map(({ id }) => [id, cellsOf(id)]));
}
