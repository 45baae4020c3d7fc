import { ApiProperty } from '@nestjs/swagger';
import { z } from 'zod';
import { expectations, type Expectation } from '../../core/problem.js';
import { Instant } from '../../platform/formats.js';
import { listFields } from '../../platform/list-query.js';
import { as, wholeText } from '../../platform/read-schema.js';
import { encodings, type Encoding } from '../../platform/sheet/text.js';

export const importKinds = ['users', 'units'] as const;
export type ImportKind = (typeof importKinds)[number];

export const importParam = wholeText(1, Number.MAX_SAFE_INTEGER);
export const importFields = {
  sheet: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'The sheet of a workbook, by its name; without it the first.' }),
  commit: z
    .string()
    .regex(/^[0-9a-f]{64}$/, as('import-digest'))
    .optional()
    .meta({ description: 'The digest of the dry run that was looked at. Without it nothing is changed.' }),
};
export const importQuery = z.strictObject(importFields);
export type ImportQuery = z.infer<typeof importQuery>;
export const importsQuery = z.strictObject(listFields(['id'], '-id'));
export type ImportsQuery = z.infer<typeof importsQuery>;
export const templateQuery = z.strictObject({ format: z.enum(['xlsx', 'csv']).default('xlsx') });
export type TemplateQuery = z.infer<typeof templateQuery>;

export class ImportView {
  id: number;
  @ApiProperty({ enum: importKinds })
  kind: ImportKind;
  /** Of units: the plan, and the draft that was made of it. */
  plan: string | null;
  version: number | null;
  /** The name of an account, or `operator` for whoever runs the machine. */
  actor: string;
  @Instant()
  at: string;
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  @Instant()
  undoneAt: string | null;
  undoneBy: string | null;
}
export class ImportsPage {
  /** The newest first. */
  items: ImportView[];
  /** The cursor of the next page; null on the last. */
  next: string | null;
}

/** What the rows of a file come to. */
export class ImportCounts {
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  refused: number;
  /** Rows that begin with #. */
  skipped: number;
}
/** A cell or a row that cannot be taken. */
export class RowErrorView {
  /** As a spreadsheet counts, from 1. */
  row: number;
  /** The heading of the cell, as it stands in the file; null: the row as a whole. */
  column: string | null;
  @ApiProperty({ enum: expectations })
  code: Expectation;
  message: string;
  value: string | null;
  /** What was probably meant. */
  suggestion?: string;
}
export class ImportedFile {
  format: 'xlsx' | 'csv';
  /** The sheet that was read, and those that were not. */
  sheet: string | null;
  otherSheets: string[];
  @ApiProperty({ enum: encodings, nullable: true })
  encoding: Encoding | null;
}
export const changeKinds = ['account-added', 'account-changed', 'post-added', 'post-changed'] as const;
export class UserChangeView {
  row: number;
  @ApiProperty({ enum: changeKinds })
  what: (typeof changeKinds)[number];
  account: string;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  before: unknown;
  @ApiProperty({ type: 'object', additionalProperties: true })
  after: unknown;
}
export class UserImportReport {
  file: ImportedFile;
  counts: ImportCounts;
  /** What a commit confirms: of this file and of what it would change. */
  digest: string;
  /** The id of the import; null: nothing was changed, because this was a dry run or because there was nothing to change. */
  import: number | null;
  /** The first 1,000. */
  errors: RowErrorView[];
  /** The first 1,000. */
  changes: UserChangeView[];
}
export class UndoneImport {
  id: number;
  /** How many changes were taken back. */
  changes: number;
}
