import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { dayOf } from '../core/calendar/day.js';
import { problem } from '../core/problem.js';
import type { PlatformClock } from '../platform/clock.js';
import { isCalledBy } from '../platform/access-log.js';
import { isPlayedBy } from '../platform/request-id.js';
import type { Config } from '../platform/config.js';
import { isDear } from '../platform/dear.decorator.js';
import { onlyLooks } from '../platform/methods.js';
import { type Count, Limits } from '../platform/limits.js';
import { CLOCK, CONFIG } from '../platform/tokens.js';
import { NEEDED, RECENTLY } from '../platform/open.decorator.js';
import type { Needed } from './access.decorators.js';
import { needsTotp } from './access.rules.js';
import { isAsking, sessionOf } from './asking.js';
import { mayDo, type Principal } from './principal.js';
import { PrincipalReader } from './principal.reader.js';
import { digestOf } from './secrets.js';

/** For so long after signing in a browser may do what is grave (`@Recently`). */
const RECENT_MINUTES = 15;
const BEARER = /^Bearer (\S+)$/;

/** Before every route: who asks, and may they. What a route needs stands on it; without a word it answers nobody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly principals: PrincipalReader,
    @Inject(CLOCK) private readonly clock: PlatformClock,
    @Inject(CONFIG) private readonly config: Config,
    private readonly limits: Limits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<true> {
    const needed = this.reflector.getAllAndOverride<Needed | undefined>(NEEDED, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (needed === undefined) throw new Error(`${context.getClass().name} does not say who may call it`);
    const request = context.switchToHttp().getRequest<Request>();
    // Also where nobody need be signed in: a page of elsewhere must not sign a browser in as somebody whom it chose.
    if (isFromElsewhere(request)) throw problem('cross-site');
    if (needed === 'nothing') return true;
    const principal = await this.principal(request);
    if (!principal) throw problem('not-signed-in');
    isAsking(request, principal);
    if (principal.began) isPlayedBy(principal.began.name);
    isCalledBy(request, { account: principal.account, via: 'token' in principal.via ? 'token' : 'session' });
    await this.counted(context, request, principal);
    if (needed === 'an account') return true;
    if (needed === 'a session' && 'token' in principal.via) throw problem('not-allowed', { needed });
    if (principal.secondFactor === 'due') throw problem('code-needed');
    if (needed === 'a session') return this.asksAgain(context, principal);
    if (principal.mustChange) throw problem('password-must-change');
    const hasTwo = principal.hasTotp || principal.secondFactor === 'provider';
    if (this.config.clock === 'system' && needsTotp(principal) && !hasTwo) throw problem('totp-required');
    const { plan } = request.params;
    // Before anything is looked up: whether there is such a plan is told to nobody who may not see it.
    if (!mayDo(principal, needed, typeof plan === 'string' ? plan : undefined))
      throw problem('not-allowed', { needed });
    return this.asksAgain(context, principal);
  }

  private asksAgain(context: ExecutionContext, { signedInAgo = 0 }: Principal): true {
    const isGrave = this.reflector.get<true | undefined>(RECENTLY, context.getHandler()) === true;
    if (isGrave && signedInAgo > RECENT_MINUTES * 60) throw problem('sign-in-again', { minutes: RECENT_MINUTES });
    return true;
  }

  /** Before it is known whether they may: who is refused again and again is counted too. */
  private counted(context: ExecutionContext, request: Request, { account }: Principal): Promise<void> {
    const counts: Count[] = [['account', account]];
    if (!onlyLooks(request)) counts.push(['writes', account]);
    if (isDear(context.getHandler())) counts.push(['dear', account]);
    return this.limits.count(context.switchToHttp().getResponse<Response>(), counts);
  }

  private async principal(request: Request): Promise<Principal | undefined> {
    const day = dayOf(await this.clock.now());
    const [, token] = BEARER.exec(request.get('authorization') ?? '') ?? [];
    if (token !== undefined) return this.principals.byToken(digestOf(token), day);
    const session = sessionOf(request, this.config.isSecure);
    if (session === undefined) return undefined;
    return this.principals.bySession(session, day);
  }
}

/**
 * A browser says where a request comes from; a page of another site must not act with our cookie (beside SameSite=Strict). A
 * token is added by no browser by itself: whose page it is matters nothing then.
 */
function isFromElsewhere(request: Request): boolean {
  if (onlyLooks(request) || BEARER.test(request.get('authorization') ?? '')) return false;
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const origin = request.get('origin');
  return origin !== undefined && URL.parse(origin)?.host !== request.get('host');
}
