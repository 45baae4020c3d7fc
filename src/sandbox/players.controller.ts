import { Body, Controller, Get, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { scopeFor } from '../people/access.rules.js';
import { Me, Needs } from '../people/access.decorators.js';
import { cookieName, sessionCookie } from '../people/asking.js';
import type { Principal } from '../people/principal.js';
import { callerOf } from '../people/session.controller.js';
import { Problems } from '../platform/api-problems.js';
import type { Config } from '../platform/config.js';
import { pageAmong } from '../platform/list-query.js';
import { CONFIG } from '../platform/tokens.js';
import { HappeningsReader } from './happenings.reader.js';
import {
  HappeningList,
  happeningsQuery,
  type HappeningsQuery,
  PlayerList,
  playersQuery,
  type PlayersQuery,
  switchBody,
  type SwitchBody,
} from './players.dto.js';
import { matching, rankBy } from './players.rules.js';
import { Players } from './players.service.js';

@ApiTags('sandbox')
@Controller('api/v1/sandbox')
export class PlayersController {
  constructor(
    private readonly players: Players,
    private readonly happenings: HappeningsReader,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Whom one may go on as: whoever holds a post today, with what waits for them. */
  @Get('people')
  @Problems('not-sandbox')
  @Needs('a session')
  async people(@Query({ schema: playersQuery }) query: PlayersQuery): Promise<PlayerList> {
    const all = await this.players.list();
    return pageAmong(matching(all, query.q), query, rankBy(query.sort, all));
  }

  /** Goes on as somebody else, with their rights and no more. In a sandbox only, from a browser. */
  @Post('session')
  @HttpCode(204)
  @Problems('not-sandbox', 'not-found')
  @Needs('a session')
  async switch(
    @Body({ schema: switchBody }) { person }: SwitchBody,
    @Me() me: Principal,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    const { token, seconds } = await this.players.switch(me, person, callerOf(request));
    response.cookie(cookieName(this.config.isSecure), token, sessionCookie(this.config.isSecure, seconds));
  }

  /** What happened in a stretch of virtual time, among what one sees: alike things together, the most telling first. */
  @Get('happenings')
  @Problems('not-sandbox')
  @Needs('work.read')
  async happened(
    @Query({ schema: happeningsQuery }) { from, to }: HappeningsQuery,
    @Me() me: Principal,
  ): Promise<HappeningList> {
    this.players.isSandbox();
    return { happenings: await this.happenings.between(scopeFor(me), from, to) };
  }
}
