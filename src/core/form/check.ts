import { disagreements } from './agree.js';
import { inRow, isRequired, shown, theirRows, type Look } from './condition.js';
import {
  fieldsOf,
  given,
  isEmpty,
  isRecord,
  MOST_ROWS,
  rowsOf,
  type Answers,
  type Cells,
  type Column,
  type Field,
  type FixedRow,
  type Form,
  type TableField,
} from './form.js';
import { holds } from './condition.js';
import { amiss, isBlank, type Trouble } from './value.js';

export type { Trouble } from './value.js';
export type Checked = {
  /** What is wrong; where it must be complete, also what is missing (`required`). */
  readonly problems: readonly Trouble[];
  /** Paths of what must be answered and is not. */
  readonly missing: readonly string[];
};

type Asked = {
  readonly complete: boolean;
  /** What the form says that this one is set against. */
  readonly against?: Answers | undefined;
};

/** The one check of a form, here and in the browser. What is hidden is asked nothing. */
export function check(form: Form, answers: unknown, { complete, against }: Asked): Checked {
  if (!isRecord(answers))
    return { problems: [{ path: '', code: 'wrong-type', params: { expected: 'form' } }], missing: [] };
  const fields = fieldsOf(form);
  const { isShown, look } = shown(form, answers, against);
  const found = fields
    .filter(({ id }) => isShown(id))
    .map((field) =>
      field.type === 'table' ? table(field, look) : plain(field, look(field.id), { look, at: field.id }),
    );
  const missing = found.flatMap((one) => one.missing);
  return {
    problems: [
      ...strangers(answers, fields, ''),
      ...found.flatMap((one) => one.problems),
      ...disagreements(form.checks, { fields, look }),
      ...(complete ? missing.map((path): Trouble => ({ path, code: 'required', params: {} })) : []),
    ],
    missing,
  };
}

/** Whether it can be handed in as it is. */
export const isComplete = (form: Form, answers: unknown): boolean =>
  check(form, answers, { complete: true }).problems.length === 0;

const strangers = (answers: Answers, fields: readonly Pick<Field, 'id'>[], at: string): readonly Trouble[] =>
  Object.keys(answers)
    .filter((name) => !fields.some(({ id }) => id === name))
    .map((name) => ({ path: `${at}${name}`, code: 'unknown-field', params: {} }));

type Place = { readonly look: Look; readonly at: string; readonly row?: FixedRow | undefined };

function plain(field: Column, value: unknown, { look, at, row }: Place): Checked {
  const max = row?.max?.[field.id];
  const bounded =
    field.type === 'number' && max !== undefined ? { ...field, max: Math.min(max, field.max ?? max) } : field;
  return {
    problems: amiss(bounded, value).map((one) => ({ path: at, ...one })),
    missing: isEmpty(value) && isRequired(field, look) ? [at] : [],
  };
}

function table(field: TableField, look: Look): Checked {
  const { id } = field;
  const value = look(id);
  if (!isEmpty(value) && (field.rows ? !isRecord(value) : !isListOfRows(value)))
    return { problems: [{ path: id, code: 'wrong-type', params: { expected: 'table' } }], missing: [] };
  const rows = rowsOf(field, value);
  const others = theirRows(field, look);
  const found = rows.map(([name, cells]) => row(field, name, { cells, look, against: others(name) }));
  const required = isRequired(field, look);
  const least = Math.max(field.minRows ?? 0, required && !field.rows ? 1 : 0);
  const n = field.rows ? least : rows.filter(([, cells]) => !isBlank(cells)).length;
  return {
    problems: [...strangeRows(field, value), ...tooMany(field, rows.length), ...found.flatMap((one) => one.problems)],
    // A table that may be left out altogether asks for nothing until somebody begins it.
    missing: [
      ...(n < least && (required || n > 0) ? [id] : []),
      ...(field.rows && !required && rows.every(([, cells]) => isBlank(cells))
        ? []
        : found.flatMap((one) => one.missing)),
    ],
  };
}

function strangeRows({ id, rows }: TableField, value: unknown): readonly Trouble[] {
  if (!rows || !isRecord(value)) return [];
  const strange = Object.entries(value).filter(
    ([name, cells]) => !isRecord(cells) || !rows.some((one) => one.id === name),
  );
  return strange.map(([name]) => ({ path: `${id}.${name}`, code: 'unknown-row', params: {} }));
}

const isListOfRows = (value: unknown): boolean => Array.isArray(value) && value.every(isRecord);

function tooMany({ id, rows, maxRows = MOST_ROWS }: TableField, n: number): readonly Trouble[] {
  return !rows && n > maxRows ? [{ path: id, code: 'too-many', params: { max: maxRows } }] : [];
}

type Row = { readonly cells: Cells; readonly look: Look; readonly against: Cells };

/** A row that somebody added and left blank is as good as none. */
function row({ id, columns, rows, checks }: TableField, name: string, { cells, look: outside, against }: Row): Checked {
  const look = inRow(columns, cells, outside, against);
  const fixed = rows?.find((one) => one.id === name);
  const at = `${id}.${name}.`;
  const visible = columns.filter(({ when }) => !when || holds(when, look));
  const found = visible.map((column) =>
    plain(column, given(cells, column.id), { look, at: at + column.id, row: fixed }),
  );
  return {
    problems: [
      ...strangers(cells, columns, at),
      ...found.flatMap((one) => one.problems),
      ...disagreements(checks, { fields: columns, look, at }),
    ],
    missing: !rows && isBlank(cells) ? [] : found.flatMap((one) => one.missing),
  };
}
