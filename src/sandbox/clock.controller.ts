import { Body, Controller, Get, HttpCode, HttpStatus, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Me, Needs } from '../people/access.decorators.js';
import type { Principal } from '../people/principal.js';
import { Dear } from '../platform/dear.decorator.js';
import { Open } from '../platform/open.decorator.js';
import { Problems } from '../platform/api-problems.js';
import { IfMatch } from '../platform/asked.decorators.js';
import type { Looked, Rev } from '../platform/etag.rules.js';
import { Revised } from '../platform/revised.decorator.js';
import {
  ClockMove,
  ClockView,
  moveClockBody,
  type MoveClockBody,
  moveClockQuery,
  type MoveClockQuery,
} from './clock.dto.js';
import { MoveClock } from './move-clock.service.js';

@ApiTags('sandbox')
@Controller('api/v1/sandbox')
export class ClockController {
  constructor(private readonly moving: MoveClock) {}

  /** The clock that everybody here goes by. */
  @Get('clock')
  @Revised(({ now }: ClockView): Rev => Date.parse(now))
  @Problems()
  @Open()
  show(): Promise<ClockView> {
    return this.moving.show();
  }

  /** Moves the virtual clock forward and plays everything on the way, each thing at its own time. */
  @Post('clock')
  @Dear()
  @HttpCode(200)
  @Revised(({ clock }: ClockMove): Rev => Date.parse(clock.now))
  @ApiOkResponse({ type: ClockMove })
  @ApiAcceptedResponse({ type: ClockMove, description: 'With wait=false: it is being played.' })
  @Problems('not-sandbox', 'clock-backwards')
  @Needs('clock.move')
  async move(
    @Body({ schema: moveClockBody }) body: MoveClockBody,
    @Query({ schema: moveClockQuery }) { wait }: MoveClockQuery,
    @IfMatch() looked: Looked,
    @Me() me: Principal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ClockMove> {
    const moved = await this.moving.move(body, {
      wait: wait === 'true',
      actor: me.began?.name ?? me.name,
      playing: me.name,
      looked,
    });
    if (moved.played === null) response.status(HttpStatus.ACCEPTED);
    return moved;
  }
}
