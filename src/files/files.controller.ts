import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { toIso } from '../core/calendar/day.js';
import { problem } from '../core/problem.js';
import { Me, Needs } from '../people/access.decorators.js';
import { scopeFor } from '../people/access.rules.js';
import { isShown, looksAreTold } from '../people/looks.js';
import { actorsIn, behalfIn, type Principal } from '../people/principal.js';
import { refusedAt } from '../people/refusals.js';
import { TrailStore } from '../people/trail.store.js';
import { Problems } from '../platform/api-problems.js';
import { IdempotencyKey, IfMatch, WithoutKey } from '../platform/asked.decorators.js';
import { Dear } from '../platform/dear.decorator.js';
import { isUnchanged, type Looked, type Rev } from '../platform/etag.rules.js';
import { Revised } from '../platform/revised.decorator.js';
import { AttachFile } from './attach-file.service.js';
import { ContentStore } from './content-store.js';
import { FileReader, type Asking, type FileRow, type Place } from './file.reader.js';
import { FileStore } from './file.store.js';
import { fileTypes } from './file-type.rules.js';
import {
  attachBody,
  type AttachBody,
  contentQuery,
  type ContentQuery,
  fileParam,
  FilesPage,
  filesQuery,
  type FilesQuery,
  FileView,
  instanceParam,
} from './files.dto.js';
import { sendFile } from './send-file.js';
import { TakesFile } from './takes-file.js';
import { UploadFile } from './upload.service.js';

const binary = { schema: { type: 'string', format: 'binary' } } as const;
const binaries = Object.fromEntries(Object.values(fileTypes).map(({ mime }) => [mime, binary]));

@ApiTags('files')
@Controller('api/v1')
export class FilesController {
  constructor(
    private readonly reader: FileReader,
    private readonly files: FileStore,
    private readonly contents: ContentStore,
    private readonly uploads: UploadFile,
    private readonly attaching: AttachFile,
    private readonly trail: TrailStore,
  ) {}

  /** Attaches a file, as it is; the same key with the same file is answered again. Its unit's alone, until a submission names it. */
  @Post('instances/:id/files')
  @Revised(stateOf)
  @Dear()
  @WithoutKey()
  @TakesFile()
  @Problems(
    'not-found',
    'payload-too-large',
    'file-type',
    'file-infected',
    'scanner-away',
    'too-many-files',
    'key-reused',
  )
  @Needs('work.act')
  async upload(
    @Param('id', { schema: instanceParam }) id: number,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @IdempotencyKey() key: string,
    @Me() me: Principal,
  ): Promise<FileView> {
    const place = await this.place(me, id);
    const unit = unitAt(me, place);
    const length = request.get('content-length');
    const received = await this.uploads.receive({
      instanceId: id,
      plan: place.plan,
      subject: place.key,
      unit,
      account: me.name,
      onBehalfOf: behalfIn(actorsIn(me, place.plan), unit),
      key,
      name: request.get('x-file-name'),
      contentType: request.get('content-type'),
      length: length === undefined ? undefined : Number(length),
      content: request,
    });
    const file = await this.found(me, received.id);
    if (received.replayed) {
      response.set('Idempotency-Replayed', 'true');
      isShown([file], { file: file.id });
    }
    return fileView(file);
  }

  /** The files of an instance: those that its submissions name, and of the others those of one's own unit. */
  @Get('instances/:id/files')
  @Problems('not-found')
  @Needs('work.read')
  async list(
    @Param('id', { schema: instanceParam }) id: number,
    @Query({ schema: filesQuery }) query: FilesQuery,
    @Me() me: Principal,
  ): Promise<FilesPage> {
    isShown([await this.place(me, id)]);
    const { items, next } = await this.reader.page(askingOf(me), id, query);
    return { items: items.map(fileView), next };
  }

  /** What is known of a file. */
  @Get('files/:id')
  @Revised(stateOf)
  @Problems('not-found')
  @Needs('work.read')
  async view(@Param('id', { schema: fileParam }) id: number, @Me() me: Principal): Promise<FileView> {
    const file = await this.found(me, id);
    isShown([file], { file: id });
    return fileView(file);
  }

  /**
   * The file itself, or a part of it (`Range`); also one that came with the document by which work was asked for that one sees
   * (`asked.files` of a task). Of a restricted dossier it stands in the trail.
   */
  @Get('files/:id/content')
  @ApiOkResponse({ content: binaries })
  @Problems('not-found')
  @Needs('work.read')
  async content(
    @Param('id', { schema: fileParam }) id: number,
    @Query({ schema: contentQuery }) { show }: ContentQuery,
    @Res() response: Response,
    @Me() me: Principal,
  ): Promise<void> {
    const file = (await this.reader.find(askingOf(me), id)) ?? (await this.reader.enclosed(askingOf(me), id));
    if (!file) throw problem('not-found', { asked: id });
    isShown([file], { file: id });
    await looksAreTold();
    await sendFile(response, file, { show, contents: this.contents });
  }

  /** Adds a file to a step that is over, such as the signed minutes of a meeting: by those whose work it is, or who collect it. */
  @Post('files/:id/attach')
  @HttpCode(200)
  @Revised(stateOf)
  @Problems('not-found', 'file-missing')
  @Needs('work.act')
  async attach(
    @Param('id', { schema: fileParam }) id: number,
    @Body({ schema: attachBody }) { seq }: AttachBody,
    @Me() me: Principal,
  ): Promise<FileView> {
    const file = await this.found(me, id);
    const { plan, ...place } = await this.place(me, file.instance);
    const units = unitsIn(me, plan);
    if (![place.unit, place.owner, place.parentUnit].some((unit) => unit !== null && units.includes(unit)))
      throw problem('not-allowed', { needed: 'work.act' });
    await this.attaching.attach({ file, seq, by: me.name });
    return fileView(await this.found(me, id));
  }

  /** Takes a file away that nothing names yet. */
  @Delete('files/:id')
  @HttpCode(204)
  @Problems('not-found', 'file-bound')
  @Needs('work.act')
  async remove(
    @Param('id', { schema: fileParam }) id: number,
    @IfMatch() looked: Looked,
    @Me() me: Principal,
  ): Promise<void> {
    const file = await this.found(me, id);
    // It goes one way: what is bound meanwhile is not given up (`giveUp`).
    isUnchanged(looked, stateOf(fileView(file)));
    const { plan, key: subject, unit, sha256, size } = file;
    const bound = refusedAt(problem('file-bound', { file: id }), { plan, key: subject, isChained: false });
    if (file.boundAt !== null) throw bound;
    await this.trail.told(async (db) => {
      if (!(await this.files.giveUp(id, db))) throw bound;
      const who = { actor: me.name, onBehalfOf: behalfIn(actorsIn(me, plan), unit), plan, subject };
      return { value: undefined, told: [{ kind: 'file-removed', ...who, before: { file: id, unit, sha256, size } }] };
    });
    await this.contents.drop([id]);
    await this.files.forget([id]);
  }

  private async place(me: Principal, id: number): Promise<Place> {
    const place = await this.reader.place(scopeFor(me), id);
    if (!place) throw problem('not-found', { asked: id });
    return place;
  }

  private async found(me: Principal, id: number): Promise<FileRow> {
    const file = await this.reader.find(askingOf(me), id);
    if (!file) throw problem('not-found', { asked: id });
    return file;
  }
}

/** A file never changes; what becomes of it does. */
function stateOf({ state }: Pick<FileView, 'state'>): Rev {
  return state;
}

const unitsIn = (me: Principal, plan: string): string[] => [
  ...new Set(actorsIn(me, plan).flatMap(({ seats }) => seats.map(({ unit }) => unit))),
];

/** For which of their units somebody attaches a file: whose work it is comes first, then who collects it. */
function unitAt(me: Principal, { plan, unit, owner, parentUnit }: Place): string {
  const units = unitsIn(me, plan);
  const found = [unit, owner, parentUnit].find((one) => one !== null && units.includes(one)) ?? units[0];
  if (found === undefined) throw problem('not-allowed', { needed: 'work.act' });
  return found;
}

const askingOf = (me: Principal): Asking => ({
  scope: scopeFor(me),
  units: Object.keys(me.offices).flatMap((plan) => unitsIn(me, plan).map((unit) => `${plan}/${unit}`)),
});

const fileView = ({
  by,
  byName,
  at,
  boundAt,
  seqs,
  plan: _,
  key: __,
  restricted: ___,
  ...file
}: FileRow): FileView => ({
  ...file,
  state: boundAt === null ? 'waiting' : 'bound',
  by: { id: by, name: byName },
  at: toIso(at),
  boundAt: boundAt === null ? null : toIso(boundAt),
  seqs: [...seqs],
});
