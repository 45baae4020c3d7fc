import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Me, Needs } from '../people/access.decorators.js';
import type { Principal } from '../people/principal.js';
import { Problems } from '../platform/api-problems.js';
import { IfMatch } from '../platform/asked.decorators.js';
import type { Looked } from '../platform/etag.rules.js';
import { Revised } from '../platform/revised.decorator.js';
import {
  instanceParam,
  readBody,
  type ReadBody,
  remarkBody,
  type RemarkBody,
  remarkParam,
  TalkPage,
  remarksQuery,
  type RemarksQuery,
  TalkRemark,
  settleBody,
  type SettleBody,
  TalkView,
} from './talk.dto.js';
import { remarkRev } from './talk-remark.js';
import { Talk } from './talk.service.js';

@ApiTags('talk')
@Controller('api/v1/instances/:id')
export class TalkController {
  constructor(private readonly talk: Talk) {}

  /** How one stands in the conversation beside an instance, and what of it one has not read. */
  @Get('talk')
  @Problems('not-found')
  @Needs('work.read')
  view(@Param('id', { schema: instanceParam }) id: number, @Me() me: Principal): Promise<TalkView> {
    return this.talk.view(me, id);
  }

  /** One has read it so far. A bookmark: nothing of the work changes by it. */
  @Post('talk/read')
  @HttpCode(200)
  @Problems('not-found')
  @Needs('work.act')
  read(
    @Param('id', { schema: instanceParam }) id: number,
    @Body({ schema: readBody }) { upTo }: ReadBody,
    @Me() me: Principal,
  ): Promise<TalkView> {
    return this.talk.read(me, id, upTo);
  }

  /** What was said, the newest first: for the unit whose work it is, the office that follows it, and leadership. */
  @Get('remarks')
  @Problems('not-found')
  @Needs('work.read')
  list(
    @Param('id', { schema: instanceParam }) id: number,
    @Query({ schema: remarksQuery }) query: RemarksQuery,
    @Me() me: Principal,
  ): Promise<TalkPage> {
    return this.talk.list(me, id, query);
  }

  /** Says something to the other side. It is not edited afterwards, but taken back while it is fresh. */
  @Post('remarks')
  @Revised(remarkRev)
  @Problems('not-found', 'talk-not-yours')
  @Needs('work.act')
  say(
    @Param('id', { schema: instanceParam }) id: number,
    @Body({ schema: remarkBody }) body: RemarkBody,
    @Me() me: Principal,
  ): Promise<TalkRemark> {
    return this.talk.say(me, id, body);
  }

  /** Takes back what one has just said; that something was said stays. */
  @Delete('remarks/:remark')
  @HttpCode(204)
  @Problems('not-found', 'talk-not-yours', 'remark-kept')
  @Needs('work.act')
  takeBack(
    @Param('id', { schema: instanceParam }) id: number,
    @Param('remark', { schema: remarkParam }) remark: number,
    @IfMatch() looked: Looked,
    @Me() me: Principal,
  ): Promise<void> {
    return this.talk.takeBack(me, { id, remark, looked });
  }

  /** Either side says that something is settled (đã xử lý), or that it is not. */
  @Put('remarks/:remark/settled')
  @Revised(remarkRev)
  @Problems('not-found', 'talk-not-yours')
  @Needs('work.act')
  settle(
    @Param('id', { schema: instanceParam }) id: number,
    @Param('remark', { schema: remarkParam }) remark: number,
    @Body({ schema: settleBody }) { settled }: SettleBody,
    @IfMatch() looked: Looked,
    @Me() me: Principal,
  ): Promise<TalkRemark> {
    return this.talk.settle(me, { id, remark, looked }, settled);
  }
}
