import { ApiProperty } from '@nestjs/swagger';
import { z } from 'zod';
import { ImportCounts, ImportedFile, importFields, RowErrorView } from '../people/imports/imports.dto.js';
import { FindingView } from '../platform/problem.dto.js';
import { wholeText } from '../platform/read-schema.js';

export const unitImportQuery = z.strictObject({
  ...importFields,
  version: wholeText(1)
    .optional()
    .meta({ description: 'The version to go on from; without it the one that runs, or the newest draft.' }),
});
export type UnitImportQuery = z.infer<typeof unitImportQuery>;

export class UnitChangeView {
  row: number;
  code: string;
  /** Null: the unit is new. */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  before: unknown;
  @ApiProperty({ type: 'object', additionalProperties: true })
  after: unknown;
  /** Groups whose lists it joins and leaves. */
  joins: string[];
  leaves: string[];
}
export class UnitImportReport {
  plan: string;
  /** The version whose units the file was measured against. */
  base: number;
  /** Drafts that are newer than that one, and whose changes are not in it. */
  newerDrafts: number[];
  /** The draft that was made, to be compared and activated; null: a dry run, or nothing to change. */
  version: number | null;
  import: number | null;
  file: ImportedFile;
  counts: ImportCounts;
  digest: string;
  /** The first 1,000. */
  errors: RowErrorView[];
  /** The first 1,000. */
  changes: UnitChangeView[];
  /** What the linter finds in the plan as it would be; with errors among them the draft cannot be activated. */
  findings: FindingView[];
}
export class UndoneUnitImport {
  id: number;
  /** The draft that was withdrawn. */
  version: number;
}
