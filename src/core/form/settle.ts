import { holds, inRow, shown } from './condition.js';
import {
  fieldsOf,
  given,
  isEmpty,
  isRecord,
  rowsOf,
  type Answers,
  type Cells,
  type Field,
  type Form,
  type TableField,
} from './form.js';
import { amiss, isBlank } from './value.js';

/** Answers field by field: a value, or undefined where it is left out. */
function keeping(form: Form, answers: Answers, keep: (field: Field, value: unknown) => unknown): Answers {
  const kept = fieldsOf(form).map((field) => [field.id, keep(field, given(answers, field.id))] as const);
  return Object.fromEntries(kept.filter(([, value]) => !isEmpty(value)));
}

/** Cell by cell; blank rows that somebody added go, fixed ones stay where they are. */
function cellwise(
  field: TableField,
  value: unknown,
  keep: (column: TableField['columns'][number], cells: Cells) => unknown,
) {
  const rows = rowsOf(field, value).map(([name, cells]) => {
    const kept = field.columns.map((column) => [column.id, keep(column, cells)] as const);
    return [name, Object.fromEntries(kept.filter(([, cell]) => !isEmpty(cell)))] as const;
  });
  const said = rows.filter(([, cells]) => !isBlank(cells));
  if (said.length === 0) return undefined;
  return field.rows ? Object.fromEntries(said) : said.map(([, cells]) => cells);
}

/** What is handed in: what is shown and was answered, and nothing else. */
export function settled(form: Form, answers: Answers): Answers {
  const { isShown, look } = shown(form, answers);
  return keeping(form, answers, (field, value) => {
    if (!isShown(field.id)) return undefined;
    if (field.type !== 'table') return value;
    return cellwise(field, value, (column, cells) =>
      !column.when || holds(column.when, inRow(field.columns, cells, look)) ? given(cells, column.id) : undefined,
    );
  });
}

/** What was said last time, as far as it fits this form; attachments, and what must be said anew, are not offered. */
export function offered(form: Form, last: Answers): Answers {
  return keeping(form, last, (field, value) => {
    if (field.again === false || field.type === 'file') return undefined;
    if (field.type !== 'table') return amiss(field, value).length === 0 ? value : undefined;
    return cellwise(field, value, (column, cells) => {
      const cell = given(cells, column.id);
      return column.again === false || column.type === 'file' || amiss(column, cell).length > 0 ? undefined : cell;
    });
  });
}

/** Without words: figures, days and choices are the unit's; texts and attachments may name a person. */
export function withoutWords(form: Form, answers: Answers): Answers {
  const isWordless = ({ type }: Field): boolean => type !== 'text' && type !== 'file';
  return keeping(form, answers, (field, value) => {
    if (field.type !== 'table') return isWordless(field) ? value : undefined;
    return cellwise(field, value, (column, cells) => (isWordless(column) ? given(cells, column.id) : undefined));
  });
}

/** The ids of all attachments in it. */
export function attachmentsIn(form: Form, answers: Answers): readonly number[] {
  const ids = (field: Field, value: unknown): readonly number[] => {
    if (field.type === 'file') return Array.isArray(value) ? value.filter((id) => typeof id === 'number') : [];
    if (field.type !== 'table') return [];
    return rowsOf(field, value).flatMap(([, cells]) =>
      field.columns.flatMap((column) => ids(column, isRecord(cells) ? given(cells, column.id) : undefined)),
    );
  };
  return [...new Set(fieldsOf(form).flatMap((field) => ids(field, given(answers, field.id))))];
}
