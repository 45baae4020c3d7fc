import { Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { exportEntry } from '../export-entry.js';
import { TrailStore } from '../trail.store.js';
import { Problems } from '../../platform/api-problems.js';
import { IfMatch, SpokenLanguage } from '../../platform/asked.decorators.js';
import { Dear } from '../../platform/dear.decorator.js';
import type { Looked } from '../../platform/etag.rules.js';
import type { Language } from '../../platform/language.js';
import { Revised } from '../../platform/revised.decorator.js';
import { sheetFile } from '../../platform/sheet/write-sheet.js';
import { Me, Needs, Recently } from '../access.decorators.js';
import { domainOf } from '../access.rules.js';
import type { Principal } from '../principal.js';
import { errorView, fileView, LISTED, revOfView } from './import-view.js';
import { ImportReader } from './import.reader.js';
import {
  importParam,
  importQuery,
  type ImportQuery,
  ImportView,
  ImportsPage,
  importsQuery,
  type ImportsQuery,
  templateQuery,
  type TemplateQuery,
  UndoneImport,
  UserImportReport,
} from './imports.dto.js';
import { sendSheet, SheetBody, TakesSheet } from './sheet-body.js';
import { type Importer, type ImportReport, UserImport } from './user-import.service.js';
import { userColumns } from './user-columns.js';

const SHEET_NAMES = { vi: 'Tài khoản', en: 'Accounts' } as const;

@ApiTags('imports')
@Controller('api/v1/imports')
export class ImportsController {
  constructor(
    private readonly users: UserImport,
    private readonly reader: ImportReader,
    private readonly trail: TrailStore,
  ) {}

  /** Imports of accounts and of units: one's own and those of the plans that one administers, the newest first. */
  @Get()
  @Problems()
  @Needs('accounts.manage')
  list(@Query({ schema: importsQuery }) query: ImportsQuery, @Me() me: Principal): Promise<ImportsPage> {
    return this.reader.page(domainOf(me), me.name, query);
  }

  /** An empty table to fill in, with an example; rows that begin with # are not read. */
  @Get('users/template')
  @ApiOkResponse({
    content: {
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
        schema: { type: 'string', format: 'binary' },
      },
      'text/csv': { schema: { type: 'string' }, example: 'Tên đăng nhập,Họ và tên\r\n' },
    },
  })
  @Problems()
  @Needs('accounts.manage')
  async template(
    @Query({ schema: templateQuery }) { format }: TemplateQuery,
    @SpokenLanguage() language: Language,
    @Me() me: Principal,
    @Res() response: Response,
  ): Promise<void> {
    await this.trail.append([exportEntry(me, { subject: 'users-template', by: 'accounts.manage', asked: { format } })]);
    const rows = [userColumns.map((column) => column[language][0]), userColumns.map(({ example }) => example)];
    sendSheet(response, { format, name: 'users' }, await sheetFile(format, SHEET_NAMES[language], rows));
  }

  /** One of accounts. */
  @Get('users/:id')
  @Revised(revOfView)
  @Problems('not-found')
  @Needs('accounts.manage')
  view(@Param('id', { schema: importParam }) id: number, @Me() me: Principal): Promise<ImportView> {
    return this.reader.view(domainOf(me), me.name, { id, kind: 'users' });
  }

  /** What a file of accounts and posts would change; with the digest of that look it is done, all of it or nothing. */
  @Post('users')
  @HttpCode(200)
  @Dear()
  @TakesSheet()
  @Problems('payload-too-large', 'import-has-errors', 'import-moved', 'last-administrator')
  @Needs('accounts.manage')
  @Recently()
  async import(
    @SheetBody() file: Buffer,
    @Query({ schema: importQuery }) { sheet, commit }: ImportQuery,
    @SpokenLanguage() language: Language,
    @Me() me: Principal,
  ): Promise<UserImportReport> {
    const done =
      commit === undefined
        ? await this.users.look(importer(me), file, sheet)
        : await this.users.commit(importer(me), file, { sheet, confirmed: commit });
    return reportView(done, language);
  }

  /** Takes back the last import, as long as nobody has changed since what it did. */
  @Post('users/:id/undo')
  @Dear()
  @HttpCode(200)
  @Problems(
    'not-found',
    'import-undone',
    'import-not-last',
    'import-over',
    'import-in-use',
    'import-moved',
    'last-administrator',
  )
  @Needs('accounts.manage')
  @Recently()
  undo(
    @Param('id', { schema: importParam }) id: number,
    @IfMatch() looked: Looked,
    @Me() me: Principal,
  ): Promise<UndoneImport> {
    return this.users.undo(importer(me), id, looked);
  }
}

const importer = (me: Principal): Importer => ({ actor: me.name, domain: domainOf(me), entries: [] });

const reportView = ({ file, errors, changes, ...report }: ImportReport, language: Language): UserImportReport => ({
  ...report,
  file: fileView(file),
  errors: errors.slice(0, LISTED).map((error) => errorView(error, language)),
  changes: changes
    .slice(0, LISTED)
    .map(({ row, what, account, before, after }) => ({ row, what, account, before, after })),
});
