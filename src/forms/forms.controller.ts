import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Me, Needs } from '../people/access.decorators.js';
import type { Principal } from '../people/principal.js';
import { Problems } from '../platform/api-problems.js';
import { IfMatch, IfMatchNeeded } from '../platform/asked.decorators.js';
import type { Looked, Rev } from '../platform/etag.rules.js';
import { Revised } from '../platform/revised.decorator.js';
import { wholeText } from '../platform/read-schema.js';
import { Drafts } from './drafts.service.js';
import {
  draftBody,
  type DraftBody,
  DraftView,
  formParam,
  FormsView,
  FormView,
  presenceBody,
  type PresenceBody,
  PresenceView,
  SavedDraft,
} from './forms.dto.js';
import { Forms } from './forms.service.js';

export const instanceParam = wholeText(1, Number.MAX_SAFE_INTEGER);
const revOf = ({ revision }: SavedDraft): Rev => revision;

@ApiTags('forms')
@Controller('api/v1/instances/:id/forms')
export class FormsController {
  constructor(
    private readonly forms: Forms,
    private readonly drafts: Drafts,
  ) {}

  /** The forms that the events of an instance come with. */
  @Get()
  @Problems('not-found')
  @Needs('work.read')
  list(@Param('id', { schema: instanceParam }) id: number, @Me() me: Principal): Promise<FormsView> {
    return this.forms.list(me, id);
  }

  /** One of them: what is asked, what was remarked, what was said last time. */
  @Get(':form')
  @Problems('not-found')
  @Needs('work.read')
  view(
    @Param('id', { schema: instanceParam }) id: number,
    @Param('form', { schema: formParam }) name: string,
    @Me() me: Principal,
  ): Promise<FormView> {
    return this.forms.view(me, { id, name });
  }

  /** The draft of one's own unit; where nothing is written, what it begins from. */
  @Get(':form/draft')
  @Revised(revOf)
  @Problems('not-found')
  @Needs('work.act')
  draft(
    @Param('id', { schema: instanceParam }) id: number,
    @Param('form', { schema: formParam }) name: string,
    @Me() me: Principal,
  ): Promise<DraftView> {
    return this.drafts.view(me, { id, name });
  }

  /** Saves it, as often as somebody types. Whoever has not seen the last one is told who wrote it, and when. */
  @Put(':form/draft')
  @Revised(revOf)
  @Problems(
    'not-found',
    'form-misshapen',
    'form-closed',
    'precondition-failed',
    'precondition-required',
    'payload-too-large',
  )
  @Needs('work.act')
  save(
    @Param('id', { schema: instanceParam }) id: number,
    @Param('form', { schema: formParam }) name: string,
    @Body({ schema: draftBody }) { answers }: DraftBody,
    @IfMatchNeeded() looked: Looked,
    @Me() me: Principal,
  ): Promise<SavedDraft> {
    return this.drafts.save(me, { id, name }, looked, answers);
  }

  /** Throws away what is written. */
  @Delete(':form/draft')
  @HttpCode(204)
  @Problems('not-found', 'form-closed', 'precondition-failed')
  @Needs('work.act')
  discard(
    @Param('id', { schema: instanceParam }) id: number,
    @Param('form', { schema: formParam }) name: string,
    @IfMatch() looked: Looked,
    @Me() me: Principal,
  ): Promise<void> {
    return this.drafts.discard(me, { id, name }, looked);
  }

  /** Whoever has it open says so every few seconds, and learns who else has. */
  @Post(':form/presence')
  @HttpCode(200)
  @Problems('not-found')
  @Needs('work.act')
  beat(
    @Param('id', { schema: instanceParam }) id: number,
    @Param('form', { schema: formParam }) name: string,
    @Body({ schema: presenceBody }) body: PresenceBody,
    @Me() me: Principal,
  ): Promise<PresenceView> {
    return this.drafts.beat(me, { id, name }, body);
  }
}
