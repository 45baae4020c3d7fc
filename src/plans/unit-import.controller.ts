import { Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Me, Needs } from '../people/access.decorators.js';
import { errorView, fileView, LISTED, revOfView } from '../people/imports/import-view.js';
import { importParam, ImportView, templateQuery, type TemplateQuery } from '../people/imports/imports.dto.js';
import { sendSheet, SheetBody, TakesSheet } from '../people/imports/sheet-body.js';
import { exportEntry } from '../people/export-entry.js';
import type { Principal } from '../people/principal.js';
import { TrailStore } from '../people/trail.store.js';
import { Problems } from '../platform/api-problems.js';
import { IfMatch, SpokenLanguage } from '../platform/asked.decorators.js';
import { Dear } from '../platform/dear.decorator.js';
import type { Looked } from '../platform/etag.rules.js';
import type { Language } from '../platform/language.js';
import { Revised } from '../platform/revised.decorator.js';
import { sheetFile } from '../platform/sheet/write-sheet.js';
import { findingView } from './plan-view.js';
import { planParam } from './plans.dto.js';
import { UndoneUnitImport, unitImportQuery, type UnitImportQuery, UnitImportReport } from './unit-import.dto.js';
import { UnitImport, type UnitsReport } from './unit-import.service.js';
import { unitColumns } from './unit-columns.js';
import { unitRow } from './unit-import.rules.js';

const SHEET_NAMES = { vi: 'Đơn vị', en: 'Units' } as const;

@ApiTags('imports')
@Controller('api/v1/imports/units')
export class UnitImportController {
  constructor(
    private readonly units: UnitImport,
    private readonly trail: TrailStore,
  ) {}

  /** The units of the plan as a table to change and to send back, with an example; rows that begin with # are not read. */
  @Get(':plan/template')
  @ApiOkResponse({
    content: {
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { example: 'PK…' },
      'text/csv': { example: 'Mã đơn vị,Tên đơn vị\r\n' },
    },
  })
  @Problems('not-found', 'plan-has-errors')
  @Needs('plans.edit')
  async template(
    @Param('plan', { schema: planParam }) plan: string,
    @Query({ schema: templateQuery }) { format }: TemplateQuery,
    @SpokenLanguage() language: Language,
    @Me() me: Principal,
    @Res() response: Response,
  ): Promise<void> {
    const file = await this.units.units(plan);
    await this.trail.append([exportEntry(me, { subject: 'units', plan, by: 'plans.edit', asked: { format } })]);
    const head = [unitColumns.map((column) => column[language][0]), unitColumns.map(({ example }) => example)];
    const rows = [...head, ...file.units.map((unit) => unitRow(unit, file))];
    sendSheet(response, { format, name: 'units' }, await sheetFile(format, SHEET_NAMES[language], rows));
  }

  /** One of units of this plan. */
  @Get(':plan/:id')
  @Revised(revOfView)
  @Problems('not-found')
  @Needs('plans.edit')
  view(
    @Param('plan', { schema: planParam }) plan: string,
    @Param('id', { schema: importParam }) id: number,
    @Me() { name: actor }: Principal,
  ): Promise<ImportView> {
    return this.units.view({ plan, actor }, id);
  }

  /** What a file of units would change in a plan; with the digest of that look it becomes a draft of the plan. */
  @Post(':plan')
  @HttpCode(200)
  @Dear()
  @TakesSheet()
  @Problems('payload-too-large', 'not-found', 'plan-has-errors', 'import-has-errors', 'import-moved')
  @Needs('plans.edit')
  async import(
    @SheetBody() file: Buffer,
    @Param('plan', { schema: planParam }) plan: string,
    @Query({ schema: unitImportQuery }) { commit, ...wish }: UnitImportQuery,
    @SpokenLanguage() language: Language,
    @Me() { name: actor }: Principal,
  ): Promise<UnitImportReport> {
    const asked = { plan, actor };
    const report =
      commit === undefined
        ? await this.units.look(asked, file, wish)
        : await this.units.commit(asked, file, wish, commit);
    return reportView(report, language);
  }

  /** Withdraws the draft that the last import of units made, as long as it was not activated. */
  @Post(':plan/:id/undo')
  @HttpCode(200)
  @Problems('not-found', 'import-undone', 'import-not-last', 'import-activated')
  @Needs('plans.edit')
  undo(
    @Param('plan', { schema: planParam }) plan: string,
    @Param('id', { schema: importParam }) id: number,
    @IfMatch() looked: Looked,
    @Me() { name: actor }: Principal,
  ): Promise<UndoneUnitImport> {
    return this.units.undo({ plan, actor }, id, looked);
  }
}

const reportView = ({ file, errors, edits, findings, newerDrafts, ...report }: UnitsReport, language: Language) => ({
  ...report,
  newerDrafts: [...newerDrafts],
  file: fileView(file),
  errors: errors.slice(0, LISTED).map((error) => errorView(error, language)),
  changes: edits.slice(0, LISTED).map(({ row, before, after, joins, leaves }) => ({
    ...{ row, code: after.code, before, after },
    joins: [...joins],
    leaves: [...leaves],
  })),
  findings: findings.map((finding) => findingView(finding, language)),
});
