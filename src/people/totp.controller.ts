import { Body, Controller, Delete, HttpCode, Post, Put, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { problem } from '../core/problem.js';
import { Problems } from '../platform/api-problems.js';
import { Me, Needs, Recently } from './access.decorators.js';
import type { Principal } from './principal.js';
import { callerOf } from './session.controller.js';
import { confirmTotpBody, type ConfirmTotpBody, totpQuery, type TotpQuery, TotpSetUp } from './session.dto.js';
import { SignIn } from './sign-in.service.js';
import { Totp } from './totp.service.js';
import { TotpStore } from './totp.store.js';
import { TrailStore } from './trail.store.js';

/** One's own authenticator. */
@ApiTags('session')
@Controller('api/v1/session/totp')
export class TotpController {
  constructor(
    private readonly totp: Totp,
    private readonly store: TotpStore,
    private readonly signIn: SignIn,
    private readonly trail: TrailStore,
  ) {}

  /** Begins to set up an authenticator: its secret is shown once, and in use when a code of it was given. */
  @Post()
  @Problems('totp-active', 'totp-not-configured')
  @Needs('a session')
  @Recently()
  begin(@Me() me: Principal): Promise<TotpSetUp> {
    return this.totp.begin(me);
  }

  /** A code of it confirms it: from now on signing in asks for one. */
  @Put()
  @HttpCode(204)
  @Problems('not-found', 'totp-active', 'sign-in-failed', 'too-many-tries', 'totp-not-configured')
  @Needs('a session')
  async confirm(
    @Body({ schema: confirmTotpBody }) { code }: ConfirmTotpBody,
    @Me() me: Principal,
    @Req() request: Request,
  ): Promise<void> {
    if (me.hasTotp) throw problem('totp-active');
    if (!(await this.store.of(me.account))) throw problem('not-found');
    await this.signIn.proveCode(me, code, callerOf(request));
    await this.trail.told(async (db) => ({
      value: await this.store.activate(me.account, db),
      told: [{ kind: 'account-changed', actor: me.name, subject: me.name, after: { totp: true } }],
    }));
  }

  /** Removes it, with a code of it. */
  @Delete()
  @HttpCode(204)
  @Problems('not-found', 'sign-in-failed', 'too-many-tries', 'totp-not-configured')
  @Needs('a session')
  @Recently()
  async remove(
    @Query({ schema: totpQuery }) { code }: TotpQuery,
    @Me() me: Principal,
    @Req() request: Request,
  ): Promise<void> {
    if (!me.hasTotp) throw problem('not-found');
    await this.signIn.proveCode(me, code, callerOf(request));
    await this.trail.told(async (db) => ({
      value: await this.store.remove(me.account, db),
      told: [{ kind: 'account-changed', actor: me.name, subject: me.name, after: { totp: false } }],
    }));
  }
}
