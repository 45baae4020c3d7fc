import {
  isEmpty,
  LONG_TEXT,
  MOST_FILES,
  SHORT_TEXT,
  type ChoiceField,
  type Column,
  type DateField,
  type FileField,
  type NumberField,
  type TextField,
} from './form.js';

/** What can be wrong with an answer; the words are with whoever shows it. */
export const troubleCodes = [
  'unknown-field',
  'unknown-row',
  'wrong-type',
  'required',
  'too-long',
  'too-small',
  'too-large',
  'too-precise',
  'not-a-choice',
  'too-many',
  'too-few',
  'too-early',
  'too-late',
  'disagrees',
] as const;
export type TroubleCode = (typeof troubleCodes)[number];
export type Trouble = {
  readonly path: string;
  readonly code: TroubleCode;
  readonly params: Readonly<Record<string, string | number>>;
};
type Amiss = Omit<Trouble, 'path'>;

/** What cannot be kept at all, not even in a draft. */
export const isShapeless = ({ code }: Pick<Trouble, 'code'>): boolean =>
  code === 'unknown-field' || code === 'unknown-row' || code === 'wrong-type';

const wrongType = (expected: string): readonly Amiss[] => [{ code: 'wrong-type', params: { expected } }];

/** One answer against its field. What is not answered is not wrong. */
export function amiss(field: Column, value: unknown): readonly Amiss[] {
  if (value === undefined || value === null || value === '') return [];
  switch (field.type) {
    case 'text':
      return text(field, value);
    case 'number':
      return number(field, value);
    case 'choice':
      return choice(field, value);
    case 'date':
      return date(field, value);
    case 'yes-no':
      return typeof value === 'boolean' ? [] : wrongType('yes-no');
    case 'file':
      return files(field, value);
    default:
      return field satisfies never;
  }
}

function text({ long = false, max = long ? LONG_TEXT : SHORT_TEXT }: TextField, value: unknown): readonly Amiss[] {
  if (typeof value !== 'string') return wrongType('text');
  // As people count: a letter with its marks is one.
  const length = [...value.normalize('NFC')].length;
  return length > max ? [{ code: 'too-long', params: { max, length } }] : [];
}

function number({ min, max, decimals = 0 }: NumberField, value: unknown): readonly Amiss[] {
  if (typeof value !== 'number' || !Number.isFinite(value)) return wrongType('number');
  return [
    ...(min !== undefined && value < min ? [{ code: 'too-small', params: { min } } as const] : []),
    ...(max !== undefined && value > max ? [{ code: 'too-large', params: { max } } as const] : []),
    ...(rounded(value, decimals) === value ? [] : [{ code: 'too-precise', params: { decimals } } as const]),
  ];
}
/** Of two numbers only so many digits count: 0.1 + 0.2 is 0.3. */
export const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));

function choice({ options, many = false, maxChosen }: ChoiceField, value: unknown): readonly Amiss[] {
  const known = (one: unknown): boolean => options.some(({ id }) => id === one);
  if (!many) {
    if (typeof value !== 'string') return wrongType('choice');
    return known(value) ? [] : [{ code: 'not-a-choice', params: { value } }];
  }
  if (!isListOfTexts(value)) return wrongType('choices');
  const strange = value.find((one) => !known(one));
  if (strange !== undefined) return [{ code: 'not-a-choice', params: { value: strange } }];
  if (new Set(value).size < value.length) return wrongType('choices');
  return maxChosen !== undefined && value.length > maxChosen ? [{ code: 'too-many', params: { max: maxChosen } }] : [];
}

const isListOfTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

function date({ from, to }: DateField, value: unknown): readonly Amiss[] {
  if (!isDay(value)) return wrongType('date');
  return [
    ...(from !== undefined && value < from ? [{ code: 'too-early', params: { from } } as const] : []),
    ...(to !== undefined && value > to ? [{ code: 'too-late', params: { to } } as const] : []),
  ];
}

/** A day of the calendar, as 2023-06-15. */
export function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}

const isId = (id: unknown): boolean => Number.isSafeInteger(id) && Number(id) > 0;
function files({ maxFiles = MOST_FILES }: FileField, value: unknown): readonly Amiss[] {
  if (!Array.isArray(value) || !value.every(isId) || new Set(value).size < value.length) return wrongType('file');
  return value.length > maxFiles ? [{ code: 'too-many', params: { max: maxFiles } }] : [];
}

/** A row in which nothing was said is no row. */
export const isBlank = (cells: Readonly<Record<string, unknown>>): boolean => Object.values(cells).every(isEmpty);
