import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Me, Needs } from '../people/access.decorators.js';
import type { Principal } from '../people/principal.js';
import { Refusals } from '../people/refusals.js';
import { Problems } from '../platform/api-problems.js';
import { IdempotencyKey, WithoutKey } from '../platform/asked.decorators.js';
import { Dear } from '../platform/dear.decorator.js';
import { idParam } from './instances.dto.js';
import { remindBody, type RemindBody, RemindedAll } from './remind.dto.js';
import { Remind } from './remind.service.js';
import { senderOf } from './send-event.service.js';

@ApiTags('work')
@Controller('api/v1/occurrences')
export class RemindersController {
  constructor(
    private readonly reminders: Remind,
    private readonly refusals: Refusals,
  ) {}

  /** Reminds all tasks of an occurrence that are late (đôn đốc), each with its own outcome. The same key reminds nobody twice. */
  @Post(':id/reminders')
  @HttpCode(200)
  @Dear()
  @WithoutKey()
  @Problems('not-found', 'key-reused')
  @Needs('work.act')
  remind(
    @Param('id', { schema: idParam }) id: number,
    @Body({ schema: remindBody }) body: RemindBody,
    @IdempotencyKey() key: string,
    @Req() request: Request,
    @Me() me: Principal,
  ): Promise<RemindedAll> {
    return this.reminders.all(senderOf(me), id, body, { key, refused: (one) => this.refusals.note(request, one) });
  }
}
