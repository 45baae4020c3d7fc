import type { AuditEntryView } from './audit.dto.js';

const columns = [
  'id',
  'at',
  'workAt',
  'kind',
  'actor',
  'onBehalfOf',
  'plan',
  'subject',
  'correlation',
  'address',
  'before',
  'after',
  'personal',
  'hash',
] as const satisfies readonly (keyof AuditEntryView)[];

/** So that a spreadsheet reads Vietnamese, and the names of the columns. */
export const csvHead = `\uFEFF${columns.join(',')}\r\n`;

export const csvLine = (entry: AuditEntryView): string =>
  `${columns.map((column) => cell(entry[column])).join(',')}\r\n`;

/** A spreadsheet takes what begins like a formula for one, whoever wrote it: it is text here. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
