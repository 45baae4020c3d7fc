import { check, isComplete } from '../core/form/check.js';
import {
  fieldsOf,
  given,
  isRecord,
  type Answers,
  type Cells,
  type Check,
  type Column,
  type Field,
  type FixedRow,
  type Form,
  type TableField,
} from '../core/form/form.js';
import { settled } from '../core/form/settle.js';
import { disagreements } from '../core/form/agree.js';
import { shown } from '../core/form/condition.js';
import { rounded } from '../core/form/value.js';
import { drawWhole } from './dice.js';
import { wordsFor } from './plausible-words.js';

/** A number in [0, 1) about a place of the form: the same for the same place, whatever else is asked. */
export type Die = (about: string) => number;

/** What synthetic people fill in (số liệu diễn tập): as anybody might, complete, and the same whenever it is drawn again. */
export function plausible(form: Form, day: string, die: Die): Answers {
  const answers = Object.fromEntries(
    fieldsOf(form).map((field) => [field.id, answerTo(field, { day, die, at: field.id })]),
  );
  let agreed: Answers = answers;
  // What one check mends another may undo: a few rounds settle it (a chain of checks, one after the other), or leave it to whoever looks.
  const rounds = Math.max(4, (form.checks ?? []).length + 1);
  for (let round = 0; round < rounds && !isComplete(form, settled(form, agreed)); round += 1)
    agreed = mended(form, agreed);
  return settled(form, agreed);
}

type Drawing = { readonly day: string; readonly die: Die; readonly at: string };

function answerTo(field: Field, { day, die, at }: Drawing): unknown {
  if (field.type !== 'table') return cell(field, { day, die, at });
  if (field.rows)
    return Object.fromEntries(
      field.rows.map((row) => [row.id, cells(field, { day, die, at: `${at}.${row.id}` }, row)]),
    );
  const least = Math.max(field.minRows ?? 1, 1);
  const n = drawWhole(least, Math.min(field.maxRows ?? 3, least + 2), die(at));
  return Array.from({ length: n }, (_, row) => cells(field, { day, die, at: `${at}.${row}` }));
}

const cells = ({ columns }: TableField, { day, die, at }: Drawing, row?: FixedRow): Cells =>
  Object.fromEntries(columns.map((column) => [column.id, cell(column, { day, die, at: `${at}.${column.id}` }, row)]));

function cell(field: Column, { day, die, at }: Drawing, row?: FixedRow): unknown {
  const dice = die(at);
  switch (field.type) {
    case 'text':
      return wordsFor(field, dice);
    case 'number':
      return numberIn(field, dice, row?.max?.[field.id]);
    case 'choice': {
      const first = drawWhole(0, field.options.length - 1, dice);
      const ids = field.options.map(({ id }) => id);
      if (field.many !== true) return ids[first];
      return ids.filter((_, n) => n === first || die(`${at}#${n}`) < 0.4).slice(0, field.maxChosen ?? ids.length);
    }
    case 'date':
      return clamped(day, field.from, field.to);
    case 'yes-no':
      return dice < 0.5;
    case 'file':
      return undefined;
    default:
      return field satisfies never;
  }
}

/** Points are mostly good; of other numbers there are some. */
function numberIn(
  { min = 0, max, decimals = 0 }: Column & { readonly type: 'number' },
  dice: number,
  rowMax?: number,
): number {
  const [low, high] =
    rowMax === undefined ? [min, Math.min(max ?? Infinity, min + 40)] : [Math.max(min, rowMax * 0.75), rowMax];
  return rounded(low + dice * (high - low), decimals);
}

const clamped = (day: string, from = day, to = day): string => (day < from ? from : day > to ? to : day);

/** What does not agree is made to: the side that is one place takes what the other comes to. */
function mended(form: Form, answers: Answers): Answers {
  const { look } = shown(form, answers);
  const whole = disagreements(form.checks, { fields: fieldsOf(form), look }).reduce<Answers>((before, { params }) => {
    const said = form.checks?.find(({ id }) => id === params['check']);
    return said ? mend(before, said, params) : before;
  }, answers);
  return Object.fromEntries(
    Object.entries(whole).map(([id, value]) => {
      const field = fieldsOf(form).find((one) => one.id === id);
      return [id, field?.type === 'table' ? rowsMended(field, value) : value];
    }),
  );
}

type Params = Readonly<Record<string, string | number>>;
function mend(answers: Answers, { left, is, right }: Check, params: Params): Answers {
  const one = (side: Check['right']): string | undefined => {
    const [path, more] = [side].flat();
    return typeof path === 'string' && more === undefined && path.split('.').length !== 2 ? path : undefined;
  };
  const [a, b] = [one(left), one(right)];
  if (is === 'equals' && b !== undefined) return put(answers, b, params['left']);
  if (a !== undefined) return put(answers, a, params['right']);
  return b === undefined ? answers : put(answers, b, params['left']);
}

function put(answers: Answers, path: string, value: unknown): Answers {
  const [id = '', row, column] = path.split('.');
  if (row === undefined || column === undefined) return { ...answers, [id]: value };
  const table = given(answers, id);
  const before = isRecord(table) ? table : {};
  const cellsOf = given(before, row);
  return { ...answers, [id]: { ...before, [row]: { ...(isRecord(cellsOf) ? cellsOf : {}), [column]: value } } };
}

function rowsMended(field: TableField, value: unknown): unknown {
  const row = (cellsOf: unknown): unknown => {
    if (!isRecord(cellsOf)) return cellsOf;
    const wrong = disagreements(field.checks, { fields: field.columns, look: (id) => given(cellsOf, id) });
    return wrong.reduce<Answers>((before, { params }) => {
      const said = field.checks?.find(({ id }) => id === params['check']);
      return said ? mend(before, said, params) : before;
    }, cellsOf);
  };
  if (Array.isArray(value)) return value.map(row);
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([id, one]) => [id, row(one)])) : value;
}

/** For whoever must know that it fits. */
export const misfits = (form: Form, answers: Answers): readonly string[] =>
  check(form, answers, { complete: true }).problems.map(({ path, code }) => `${path} ${code}`);
