import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Me, Needs } from '../people/access.decorators.js';
import { sendSheet } from '../people/imports/sheet-body.js';
import { exportEntry } from '../people/export-entry.js';
import { looksAreTold } from '../people/looks.js';
import type { Principal } from '../people/principal.js';
import { TrailStore } from '../people/trail.store.js';
import { Problems } from '../platform/api-problems.js';
import { SpokenLanguage } from '../platform/asked.decorators.js';
import { Dear } from '../platform/dear.decorator.js';
import { isKnown } from '../platform/etag.rules.js';
import type { Language } from '../platform/language.js';
import { sheetFile } from '../platform/sheet/write-sheet.js';
import { labelOf } from '../platform/words.js';
import { matrixExportQuery, type MatrixExportQuery, matrixQuery, type MatrixQuery, MatrixView } from './matrix.dto.js';
import { MatrixService } from './matrix.service.js';
import { matrixRows } from './matrix-sheet.js';

@ApiTags('monitoring')
@Controller('api/v1/monitoring/matrix')
export class MatrixController {
  constructor(
    private readonly matrix: MatrixService,
    private readonly trail: TrailStore,
  ) {}

  /** Units × rounds: what each unit handed in and when, with expected, actual, rate, on time and rate on time. */
  @Get()
  @ApiOkResponse({ type: MatrixView })
  @Problems()
  @Needs('work.read')
  async view(
    @Query({ schema: matrixQuery }) query: MatrixQuery,
    @Me() me: Principal,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<MatrixView | undefined> {
    // Before anything is read: what is written meanwhile makes another tag.
    const tag = await this.matrix.tag(me, query);
    if (tag !== undefined) {
      response.set('ETag', tag);
      if (isKnown(request.get('if-none-match'), tag)) return void response.status(304);
    }
    return this.matrix.view(me, query);
  }

  /** All of it as a file. That it was taken is in the trail. */
  @Get('export')
  @Dear()
  @ApiOkResponse({
    content: {
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
        schema: { type: 'string', format: 'binary' },
      },
      'text/csv': { schema: { type: 'string' }, example: 'Mã,Đơn vị,Báo cáo 6 tháng 2023-H1\r\n' },
    },
  })
  @Problems()
  @Needs('work.read')
  async export(
    @Query({ schema: matrixExportQuery }) { format, language: _, ...query }: MatrixExportQuery,
    @SpokenLanguage() language: Language,
    @Me() me: Principal,
    @Res() response: Response,
  ): Promise<void> {
    const { plan } = query;
    await this.trail.append([
      exportEntry(me, { subject: 'matrix', plan, by: 'work.read', asked: { format, ...query } }),
    ]);
    const pages: MatrixView[] = [];
    for await (const page of this.matrix.pages(me, query)) pages.push(page);
    const [head] = pages;
    if (!head) return;
    await looksAreTold();
    const rows = matrixRows(
      head,
      pages.flatMap((page) => page.rows),
      language,
    );
    sendSheet(
      response,
      { format, name: 'matrix' },
      await sheetFile(format, labelOf('matrix', 'sheet')[language], rows),
    );
  }
}
