import { Body, Controller, Get, HttpCode, Inject, Put, Query, Req, Res } from '@nestjs/common';
import { ApiFoundResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { problem } from '../core/problem.js';
import { Problems } from '../platform/api-problems.js';
import type { Config } from '../platform/config.js';
import { AnyQuery } from '../platform/known-query.interceptor.js';
import { Open } from '../platform/open.decorator.js';
import { CONFIG } from '../platform/tokens.js';
import { Me, Needs } from './access.decorators.js';
import { cookieName, cookieOf, sessionCookie, sessionOf } from './asking.js';
import { departQuery, type DepartQuery, SignInWays } from './oidc.dto.js';
import { Oidc } from './oidc.service.js';
import { MINUTES } from './oidc.store.js';
import type { Principal } from './principal.js';
import { callerOf } from './session.controller.js';
import { giveCodeBody, type GiveCodeBody } from './session.dto.js';
import { SessionStore } from './session.store.js';
import { SignIn } from './sign-in.service.js';
import { TrailStore } from './trail.store.js';

@ApiTags('session')
@Controller('api/v1/session')
export class OidcController {
  constructor(
    private readonly oidc: Oidc,
    private readonly signIn: SignIn,
    private readonly sessions: SessionStore,
    private readonly trail: TrailStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** How one can sign in here. */
  @Get('ways')
  @Problems()
  @Open()
  ways(): SignInWays {
    const { oidc } = this.config;
    return { password: true, ...(oidc && { oidc: { label: oidc.label, begin: '/api/v1/session/oidc' } }) };
  }

  /** Sends a browser to the provider of accounts, to sign in there; where that fails, to `/?error=…`, a code of a problem. */
  @Get('oidc')
  @Problems('oidc-not-configured')
  @ApiFoundResponse({ description: 'to the provider' })
  @Open()
  async depart(
    @Query({ schema: departQuery }) query: DepartQuery,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const departed = await this.oidc.depart(query, {
      held: cookieOf(request, this.cookie),
      replaces: sessionOf(request, this.config.isSecure),
    });
    if ('failed' in departed) return away(response, failedAt(departed.failed, query.returnTo));
    response.cookie(this.cookie, departed.browser, { ...this.lax(), maxAge: MINUTES * 60_000 });
    return away(response, departed.url);
  }

  /** Where the provider sends the browser back to: signed in, to where it wanted; or to `/?error=…&returnTo=…`. */
  @Get('oidc/callback')
  @AnyQuery()
  @Problems('oidc-not-configured')
  @ApiFoundResponse({ description: 'to where the browser wanted, with a session' })
  @Open()
  async arrive(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { search } = new URL(request.originalUrl, 'http://here.invalid');
    const arrived = await this.oidc.arrive(search, cookieOf(request, this.cookie), callerOf(request));
    if ('failed' in arrived) return away(response, failedAt(arrived.failed, arrived.returnTo));
    const { isSecure } = this.config;
    response.clearCookie(this.cookie, this.lax());
    response.cookie(cookieName(isSecure), arrived.token, sessionCookie(isSecure, arrived.seconds));
    return away(response, arrived.returnTo);
  }

  /** The code of the authenticator that a sign-in elsewhere still owes. */
  @Put('code')
  @HttpCode(204)
  @Problems('sign-in-failed', 'too-many-tries', 'totp-not-configured')
  @Needs('an account')
  async giveCode(
    @Body({ schema: giveCodeBody }) { code }: GiveCodeBody,
    @Me() me: Principal,
    @Req() request: Request,
  ): Promise<void> {
    if (!('session' in me.via)) throw problem('not-allowed', { needed: 'a session' });
    if (me.secondFactor !== 'due') return;
    const { session } = me.via;
    await this.signIn.proveCode(me, code, callerOf(request));
    const after = { way: 'oidc', secondFactor: 'here' };
    await this.trail.told(async (db) => ({
      value: await this.sessions.codeGiven(session, db),
      told: [{ kind: 'sign-in', actor: me.name, subject: me.name, after }],
    }));
  }

  private get cookie(): string {
    return `${cookieName(this.config.isSecure)}-oidc`;
  }

  /** The one cookie that a browser sends with a link from elsewhere: the provider's, which leads back here. */
  private lax() {
    return { ...sessionCookie(this.config.isSecure), sameSite: 'lax' } as const;
  }
}

function away(response: Response, to: string): void {
  response.set('Cache-Control', 'no-store').redirect(302, to);
}

/** Where a page can say what went wrong, and offer to try once more. */
function failedAt(error: string, returnTo?: string): string {
  return `/?${new URLSearchParams({ error, ...(returnTo !== undefined && returnTo !== '/' && { returnTo }) }).toString()}`;
}
