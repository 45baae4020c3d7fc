import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { problem } from '../core/problem.js';
import { Problems } from '../platform/api-problems.js';
import type { Config } from '../platform/config.js';
import { CONFIG } from '../platform/tokens.js';
import { Open } from '../platform/open.decorator.js';
import { Me, Needs } from './access.decorators.js';
import { permissions } from './access.rules.js';
import { cookieName, cookieOf, deviceCookie, sessionCookie, sessionOf } from './asking.js';
import { DEVICE_DAYS } from './device.rules.js';
import { Oidc } from './oidc.service.js';
import { OwnPostsReader } from './own-posts.reader.js';
import { mayDo, type Principal } from './principal.js';
import {
  changePasswordBody,
  type ChangePasswordBody,
  MeView,
  SessionList,
  sessionsQuery,
  type SessionsQuery,
  signInBody,
  type SignInBody,
} from './session.dto.js';
import { sessionPage } from './session-page.js';
import { SessionStore } from './session.store.js';
import { type Caller, SignIn } from './sign-in.service.js';
import { TrailStore } from './trail.store.js';

const LEAVING = {
  description: 'Where the session at the provider is ended, from which the browser comes back to `/`.',
  required: false,
  schema: { type: 'string', format: 'uri' },
  example: 'https://id.example.vn/session/end?client_id=dung-han',
} as const;
const sessionId = z.string().regex(/^[0-9a-f]{64}$/);

@ApiTags('session')
@Controller('api/v1')
export class SessionController {
  constructor(
    private readonly signIn: SignIn,
    private readonly sessions: SessionStore,
    private readonly posts: OwnPostsReader,
    private readonly trail: TrailStore,
    private readonly oidc: Oidc,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Signs in: the answer sets a cookie that no script can read. A session that the browser had before is over. */
  @Post('session')
  @HttpCode(204)
  @Problems('sign-in-failed', 'code-needed', 'too-many-tries', 'cross-site')
  @Open()
  async open(
    @Body({ schema: signInBody }) body: SignInBody,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    const { isSecure } = this.config;
    const caller = { ...callerOf(request), replaces: sessionOf(request, isSecure) };
    const { token, seconds, device } = await this.signIn.signIn(body, caller);
    response.cookie(cookieName(isSecure), token, sessionCookie(isSecure, seconds));
    response.cookie(deviceCookie(isSecure), device, sessionCookie(isSecure, DEVICE_DAYS * 86_400));
  }

  /** Who is signed in, and what they may do. */
  @Get('session')
  @Problems()
  @Needs('an account')
  async me(@Me() me: Principal): Promise<MeView> {
    return {
      name: me.name,
      displayName: me.displayName,
      mustChange: me.mustChange,
      hasTotp: me.hasTotp,
      codeDue: me.secondFactor === 'due',
      posts: await this.posts.of(me),
      rights: permissions.filter((permission) => mayDo(me, permission)),
      playedBy: me.began?.name ?? null,
    };
  }

  /** Signs out, and a token that asks is told that it has no session; whoever signed in at a provider may go on to `Location`, and sign out there too. */
  @Delete('session')
  @HttpCode(204)
  @ApiNoContentResponse({ headers: { Location: LEAVING } })
  @Problems()
  @Needs('an account')
  async close(@Me() me: Principal, @Res({ passthrough: true }) response: Response): Promise<void> {
    if (!('session' in me.via)) throw problem('not-allowed', { needed: 'a session' });
    const way = await this.sessions.wayOf(me.via.session);
    await this.closed(me, me.via.session);
    const next = way === 'oidc' ? await this.oidc.leave() : undefined;
    if (next !== undefined) response.location(next);
    response.clearCookie(cookieName(this.config.isSecure), sessionCookie(this.config.isSecure));
  }

  /** Changes one's own password, and ends every other session. */
  @Put('session/password')
  @HttpCode(204)
  @Problems('sign-in-failed', 'too-many-tries', 'password-too-common', 'password-has-name')
  @Needs('a session')
  changePassword(
    @Body({ schema: changePasswordBody }) body: ChangePasswordBody,
    @Me() me: Principal,
    @Req() request: Request,
  ): Promise<void> {
    return this.signIn.changePassword(me, body, callerOf(request));
  }

  /** One's own sessions, the last used first. */
  @Get('sessions')
  @Problems()
  @Needs('a session')
  async list(@Query({ schema: sessionsQuery }) query: SessionsQuery, @Me() me: Principal): Promise<SessionList> {
    return sessionPage(await this.sessions.list(me.account), me, query);
  }

  /** Ends one of one's own sessions. */
  @Delete('sessions/:id')
  @HttpCode(204)
  @Problems('not-found')
  @Needs('a session')
  async end(@Param('id', { schema: sessionId }) id: string, @Me() me: Principal): Promise<void> {
    if ((await this.closed(me, id)) === 0) throw problem('not-found');
  }

  /** Signs out everywhere. */
  @Delete('sessions')
  @HttpCode(204)
  @Problems()
  @Needs('a session')
  async endAll(@Me() me: Principal): Promise<void> {
    await this.closed(me);
  }

  private closed({ account, name }: Principal, id?: string): Promise<number> {
    return this.trail.told(async (db) => {
      const sessions = await this.sessions.close(account, id, db);
      return {
        value: sessions,
        told: sessions === 0 ? [] : [{ kind: 'sign-out', actor: name, subject: name, after: { sessions } }],
      };
    });
  }
}

export const callerOf = (request: Request): Caller => ({
  address: request.ip ?? '–',
  agent: request.get('user-agent') ?? '',
  // Signed: under which of its names it comes matters nothing.
  device: cookieOf(request, deviceCookie(true)) ?? cookieOf(request, deviceCookie(false)),
});
