import { csvCell } from '../platform/sheet/write-sheet.js';
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

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  return csvCell(typeof value === 'string' ? value : JSON.stringify(value));
}
