/**
 * A form (biểu mẫu) as data: what is asked, of what kind, when it must be answered, what must agree with what. Pinned with
 * the definition of an instance. This folder is shared with the browser: plain types and pure functions, no packages.
 */
export type Words = { readonly vi: string; readonly en: string };

export type Form = {
  /** The name of its file. */
  readonly form: string;
  readonly label: Words;
  readonly help?: Words | undefined;
  /** The clause that it comes from. */
  readonly source: string;
  /** The form of the same work that it is set against, by the name that the lifecycle has for it: place by place, what that one said last. */
  readonly against?: string | undefined;
  readonly sections: readonly Section[];
  readonly checks?: readonly Check[] | undefined;
};

/** A heading of the report (đề mục) and what is asked under it. */
export type Section = {
  readonly id: string;
  readonly label: Words;
  readonly help?: Words | undefined;
  readonly source?: string | undefined;
  /** Shown only when. */
  readonly when?: Condition | undefined;
  readonly fields: readonly Field[];
};

type Asked = {
  readonly id: string;
  readonly label: Words;
  readonly help?: Words | undefined;
  readonly source?: string | undefined;
  readonly required?: boolean | { readonly when: Condition } | undefined;
  readonly when?: Condition | undefined;
  /** False: what was said last time is not offered again. */
  readonly again?: boolean | undefined;
};
export type TextField = Asked & {
  readonly type: 'text';
  /** Paragraphs instead of a line. */
  readonly long?: boolean | undefined;
  /** In characters. */
  readonly max?: number | undefined;
};
export type NumberField = Asked & {
  readonly type: 'number';
  readonly unit?: Words | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** How many stand behind the comma; none by default. */
  readonly decimals?: number | undefined;
};
export type Option = { readonly id: string; readonly label: Words };
export type ChoiceField = Asked & {
  readonly type: 'choice';
  readonly options: readonly Option[];
  readonly many?: boolean | undefined;
  readonly maxChosen?: number | undefined;
};
/** A day, not before `from` and not after `to`. */
export type DateField = Asked & {
  readonly type: 'date';
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};
export type YesNoField = Asked & { readonly type: 'yes-no' };
export const fileKinds = ['pdf', 'docx', 'xlsx', 'png', 'jpg'] as const;
export type FileKind = (typeof fileKinds)[number];
/** Attachments, by their ids. */
export type FileField = Asked & {
  readonly type: 'file';
  readonly kinds?: readonly FileKind[] | undefined;
  readonly maxFiles?: number | undefined;
  readonly maxMegabytes?: number | undefined;
};
export type Column = TextField | NumberField | ChoiceField | DateField | YesNoField | FileField;
/** A row that is always there: a criterion, an indicator. */
export type FixedRow = {
  readonly id: string;
  readonly label: Words;
  readonly help?: Words | undefined;
  readonly source?: string | undefined;
  /** What a number column may be at most in this row: the points of a criterion. */
  readonly max?: Readonly<Record<string, number>> | undefined;
};
export type TableField = Asked & {
  readonly type: 'table';
  readonly columns: readonly Column[];
  /** These rows and no others; without them, as many as people add. */
  readonly rows?: readonly FixedRow[] | undefined;
  readonly minRows?: number | undefined;
  readonly maxRows?: number | undefined;
  /** Between the columns of each row. */
  readonly checks?: readonly Check[] | undefined;
};
export type Field = Column | TableField;

/** On what other fields say: of the same row first, then of the form. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly field: string; readonly is: string | number | boolean }
  | { readonly field: string; readonly in: readonly string[] }
  | { readonly field: string; readonly has: string }
  | { readonly field: string; readonly atLeast: number }
  | { readonly field: string; readonly atMost: number }
  | { readonly field: string; readonly answered: boolean }
  /** It says otherwise than the form that this one is set against, at the same place. */
  | { readonly field: string; readonly differs: true };

export const relations = ['equals', 'at-most', 'at-least', 'not-before', 'not-after'] as const;
export type Relation = (typeof relations)[number];
/**
 * What must agree: `field`, `table.column` (all its rows together) or `table.row.column`; several are summed. Silent as
 * long as one of them is not answered.
 */
export type Check = {
  readonly id: string;
  readonly left: string | readonly string[];
  readonly is: Relation;
  readonly right: number | string | readonly string[];
  readonly when?: Condition | undefined;
  /** What is wrong, in a sentence. */
  readonly says: Words;
};

/** Where nothing else is said. */
export const SHORT_TEXT = 300;
export const LONG_TEXT = 20_000;
export const MOST_ROWS = 200;
export const MOST_FILES = 5;

/** What was filled in: field → value; a table is a list of rows, or row → cells where its rows are fixed. */
export type Answers = Readonly<Record<string, unknown>>;
export type Cells = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A name that came from outside must not find what every object has ("constructor"). */
export const given = (record: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(record, name) ? record[name] : undefined;

/** Nothing was said: nothing, an empty text, no choice. */
export const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

export const fieldsOf = (form: Form): readonly Field[] => form.sections.flatMap(({ fields }) => fields);

/** The rows of a table with the name that each has in a path. */
export function rowsOf(field: TableField, value: unknown): readonly (readonly [name: string, cells: Cells])[] {
  if (field.rows) {
    const cells = isRecord(value) ? value : {};
    return field.rows.map(({ id }) => {
      const row = given(cells, id);
      return [id, isRecord(row) ? row : {}] as const;
    });
  }
  return Array.isArray(value) ? value.map((row: unknown, n) => [String(n), isRecord(row) ? row : {}] as const) : [];
}
