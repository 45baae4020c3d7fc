import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Me, Needs } from '../people/access.decorators.js';
import { scopeFor } from '../people/access.rules.js';
import type { Principal } from '../people/principal.js';
import { IdempotencyKey, IfMatch, WithoutKey } from '../platform/asked.decorators.js';
import type { Looked, Rev } from '../platform/etag.rules.js';
import { Revised } from '../platform/revised.decorator.js';
import { Problems } from '../platform/api-problems.js';
import { DescribeInstance } from './describe-instance.service.js';
import {
  CountedDay,
  countedQuery,
  type CountedQuery,
  idParam,
  InstanceView,
  keyQuery,
  type KeyQuery,
  TimelinePage,
  timelineQuery,
  type TimelineQuery,
} from './instances.dto.js';
import { EventAnswer, sendEventBody, type SendEventBody } from './send-event.dto.js';
import { SendEvent, senderOf } from './send-event.service.js';

const seqOf = ({ seq }: InstanceView): Rev => seq;

@ApiTags('instances')
@Controller('api/v1/instances')
export class InstancesController {
  constructor(
    private readonly instances: DescribeInstance,
    private readonly sending: SendEvent,
  ) {}

  /** The instance of a natural key. */
  @Get()
  @Revised(seqOf)
  @Problems('not-found')
  @Needs('work.read')
  byKey(@Query({ schema: keyQuery }) { key }: KeyQuery, @Me() me: Principal): Promise<InstanceView> {
    return this.instances.view(scopeFor(me), { key });
  }

  /** Where an instance stands, what is possible in it, and why it is due when it is due. */
  @Get(':id')
  @Revised(seqOf)
  @Problems('not-found')
  @Needs('work.read')
  view(@Param('id', { schema: idParam }) id: number, @Me() me: Principal): Promise<InstanceView> {
    return this.instances.view(scopeFor(me), { id });
  }

  /** What happened to it, entry by entry. */
  @Get(':id/timeline')
  @Problems('not-found')
  @Needs('work.read')
  timeline(
    @Param('id', { schema: idParam }) id: number,
    @Query({ schema: timelineQuery }) query: TimelineQuery,
    @Me() me: Principal,
  ): Promise<TimelinePage> {
    return this.instances.timeline(scopeFor(me), { id }, query);
  }

  /** Which day it is so many working days on, by the calendar that the instance goes by: for a new deadline. */
  @Get(':id/working-day')
  @Problems('not-found')
  @Needs('work.read')
  workingDay(
    @Param('id', { schema: idParam }) id: number,
    @Query({ schema: countedQuery }) query: CountedQuery,
    @Me() me: Principal,
  ): Promise<CountedDay> {
    return this.instances.workingDay(scopeFor(me), { id }, query);
  }

  /** Sends an event. The same key with the same content is answered again and changes nothing. */
  @Post(':id/events')
  @HttpCode(200)
  @WithoutKey()
  @Revised(({ instance }: EventAnswer) => seqOf(instance))
  @Problems(
    'not-found',
    'unknown-event',
    'event-not-expected',
    'guard-not-met',
    'forbidden-event',
    'conflict-of-interest',
    'sequence-moved',
    'instance-quarantined',
    'instance-busy',
    'key-reused',
    'event-malformed',
    'form-missing',
    'form-incomplete',
    'points-disagree',
    'remarks-misplaced',
    'file-missing',
    'precondition-failed',
    'effective-not-allowed',
    'not-deputy',
  )
  @Needs('work.act')
  async send(
    @Param('id', { schema: idParam }) id: number,
    @Body({ schema: sendEventBody }) body: SendEventBody,
    @Res({ passthrough: true }) response: Response,
    @IdempotencyKey() key: string,
    @IfMatch() looked: Looked,
    @Me() me: Principal,
  ): Promise<EventAnswer> {
    const sent = await this.sending.send(senderOf(me), { id }, { ...body, looked }, key);
    if (sent.replayed) response.set('Idempotency-Replayed', 'true');
    if ('refused' in sent) throw sent.refused;
    return sent.answer;
  }
}
