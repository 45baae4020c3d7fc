import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Me, Needs } from '../people/access.decorators.js';
import { plansWhere, scopeFor } from '../people/access.rules.js';
import { exportEntry } from '../people/export-entry.js';
import { looksAreTold } from '../people/looks.js';
import type { Principal } from '../people/principal.js';
import { TrailStore } from '../people/trail.store.js';
import { Problems } from '../platform/api-problems.js';
import { Dear } from '../platform/dear.decorator.js';
import { sendText, Streamed } from '../platform/send-text.js';
import { csvHead, csvLine } from './audit-csv.js';
import {
  auditExportQuery,
  type AuditExportQuery,
  AuditPage,
  auditQuery,
  type AuditQuery,
  type AuditFilter,
} from './audit.dto.js';
import { AuditReader, type Seen } from './audit.reader.js';
import { WordsReader } from './words.reader.js';

const types = { ndjson: 'application/x-ndjson', csv: 'text/csv' } as const;

@ApiTags('audit')
@Controller('api/v1/audit')
export class AuditController {
  constructor(
    private readonly audit: AuditReader,
    private readonly words: WordsReader,
    private readonly trail: TrailStore,
  ) {}

  /** Who did what, the newest first: sign-ins, changes, exports, and the commands to all instances. */
  @Get()
  @Problems()
  @Needs('audit.read')
  async list(
    @Query({ schema: auditQuery }) { limit, cursor, sort, fields: _, ...filter }: AuditQuery,
    @Me() me: Principal,
  ): Promise<AuditPage> {
    const { items, next } = await this.audit.page(seenBy(me, filter), { limit, cursor, sort });
    return { items: await this.words.told(items, scopeFor(me)), next };
  }

  /** The same as a file, the oldest first. That it was taken is in the trail. */
  @Get('export')
  @Streamed()
  @Dear()
  @ApiOkResponse({
    content: {
      'application/x-ndjson': {
        schema: { type: 'string' },
        example: '{"id":"t1","kind":"sign-in","actor":"thu-ky"}\n',
      },
      'text/csv': { schema: { type: 'string' }, example: 'id,kind,at\r\n' },
    },
  })
  @Problems()
  @Needs('audit.read')
  async export(
    @Query({ schema: auditExportQuery }) { format, ...filter }: AuditExportQuery,
    @Me() me: Principal,
    @Res() response: Response,
  ): Promise<void> {
    // What comes from now on, this very export included, is for the next one.
    const seen = seenBy(me, { ...filter, to: Math.min(filter.to ?? Infinity, Date.now()) });
    const { from, to, ...asked } = filter;
    await this.trail.append([
      exportEntry(me, { subject: 'audit', by: 'audit.read', asked: { format, ...asked, from, to } }),
    ]);
    response.set('Content-Disposition', `attachment; filename="audit.${format}"`);
    await sendText(response, types[format], this.text(seen, format));
  }

  private async *text(seen: Seen, format: AuditExportQuery['format']): AsyncGenerator<string> {
    if (format === 'csv') yield csvHead;
    for await (const entries of this.audit.all(seen)) {
      await looksAreTold();
      yield entries.map((entry) => (format === 'csv' ? csvLine(entry) : `${JSON.stringify(entry)}\n`)).join('');
    }
  }
}

const seenBy = (me: Principal, filter: AuditFilter): Seen => ({
  plans: plansWhere(me, 'audit.read'),
  scope: scopeFor(me),
  filter,
});
