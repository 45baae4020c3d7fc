import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Me, Needs } from '../people/access.decorators.js';
import type { Principal } from '../people/principal.js';
import { Problems } from '../platform/api-problems.js';
import {
  AsidePage,
  OperationsView,
  OutboxPage,
  outboxQuery,
  type OutboxQuery,
  Retried,
  rowParam,
  TimerPage,
  timersQuery,
  type TimersQuery,
  troubleQuery,
  type TroubleQuery,
} from './operations.dto.js';
import { Operations } from './operations.service.js';

@ApiTags('operations')
@Controller('api/v1/operations')
export class OperationsController {
  constructor(private readonly operations: Operations) {}

  /** Whether the queue is well, what is due next, and what somebody must look at. */
  @Get()
  @Problems()
  @Needs('operations.manage')
  view(@Me() me: Principal): Promise<OperationsView> {
    return this.operations.view(me);
  }

  /** What will happen by itself, the next first. */
  @Get('timers')
  @Problems()
  @Needs('operations.manage')
  timers(@Query({ schema: timersQuery }) query: TimersQuery, @Me() me: Principal): Promise<TimerPage> {
    return this.operations.timers(me, query);
  }

  /** Messages to posts: waiting, delivered, given up. */
  @Get('outbox')
  @Problems()
  @Needs('operations.manage')
  outbox(@Query({ schema: outboxQuery }) query: OutboxQuery, @Me() me: Principal): Promise<OutboxPage> {
    return this.operations.outbox(me, query);
  }

  /** Tries a message again that was refused or given up; channels that have taken it are not asked twice. */
  @Post('outbox/:id/retry')
  @HttpCode(200)
  @Problems('not-found')
  @Needs('operations.manage')
  retryMessage(@Param('id', { schema: rowParam }) id: number, @Me() me: Principal): Promise<Retried> {
    return this.operations.retryMessage(me, id);
  }

  /** Instances whose step failed: nothing of it was stored, and nothing moves them. */
  @Get('quarantine')
  @Problems()
  @Needs('operations.manage')
  quarantine(@Query({ schema: troubleQuery }) query: TroubleQuery, @Me() me: Principal): Promise<AsidePage> {
    return this.operations.aside(me, 'instance', query);
  }

  /** Lets an instance go on from where it stood. If it fails again, it is set aside again. */
  @Post('quarantine/:id/retry')
  @HttpCode(200)
  @Problems('not-found')
  @Needs('operations.manage')
  retryInstance(@Param('id', { schema: rowParam }) id: number, @Me() me: Principal): Promise<Retried> {
    return this.operations.retryInstance(me, id);
  }

  /** Openings and links that could not be done. */
  @Get('errands')
  @Problems()
  @Needs('operations.manage')
  errands(@Query({ schema: troubleQuery }) query: TroubleQuery, @Me() me: Principal): Promise<AsidePage> {
    return this.operations.aside(me, 'errand', query);
  }

  /** Tries an errand again. */
  @Post('errands/:id/retry')
  @HttpCode(200)
  @Problems('not-found')
  @Needs('operations.manage')
  retryErrand(@Param('id', { schema: rowParam }) id: number, @Me() me: Principal): Promise<Retried> {
    return this.operations.retryErrand(me, id);
  }
}
