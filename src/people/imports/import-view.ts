import type { Rev } from '../../platform/etag.rules.js';
import type { Language } from '../../platform/language.js';
import type { Sheet } from '../../platform/sheet/cells.js';
import { expectationWords } from '../../platform/words.js';
import type { ImportedFile, ImportView, RowErrorView } from './imports.dto.js';
import type { RowError } from './row-error.js';

/** What an answer lists at most; the counts speak of all. */
export const LISTED = 1000;

export const fileView = ({ format, name, others, encoding }: Sheet): ImportedFile => ({
  format,
  sheet: name,
  otherSheets: [...others],
  encoding,
});

export const errorView = (
  { row, column, code, bounds, value, suggestion }: RowError,
  language: Language,
): RowErrorView => ({
  row,
  column,
  code,
  message: expectationWords(code, bounds)[language],
  value,
  ...(suggestion !== undefined && { suggestion }),
});

/** An import is done, and one day perhaps undone; nothing else of it changes. */
export const revOfImport = (isUndone: boolean): Rev => (isUndone ? 'undone' : 'done');
export const revOfView = ({ undoneAt }: ImportView): Rev => revOfImport(undoneAt !== null);

/** In the order of the file. */
export const byRow = (a: { readonly row: number }, b: { readonly row: number }): number => a.row - b.row;
