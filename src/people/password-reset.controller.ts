import { Body, Controller, HttpCode, Post, Put, Req } from '@nestjs/common';
import { ApiAcceptedResponse, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Problems } from '../platform/api-problems.js';
import { Open } from '../platform/open.decorator.js';
import { askResetBody, type AskResetBody, resetBody, type ResetBody, ResetAsked } from './password-reset.dto.js';
import { LINK_MINUTES, PasswordReset } from './password-reset.service.js';
import { callerOf } from './session.controller.js';

@ApiTags('session')
@Controller('api/v1/password-resets')
export class PasswordResetController {
  constructor(private readonly resets: PasswordReset) {}

  /** Sends a link to a new password to the address of an account; the answer is the same where there is none. */
  @Post()
  @HttpCode(202)
  @ApiAcceptedResponse({ type: ResetAsked })
  @Problems('too-many-tries', 'mail-not-configured', 'cross-site')
  @Open()
  async ask(@Body({ schema: askResetBody }) { name }: AskResetBody, @Req() request: Request): Promise<ResetAsked> {
    await this.resets.ask(name, callerOf(request).address);
    return { minutes: LINK_MINUTES };
  }

  /** A new password by such a link, once; every session of the account ends. */
  @Put()
  @HttpCode(204)
  @Problems('reset-link-over', 'password-too-common', 'password-has-name', 'cross-site')
  @Open()
  reset(@Body({ schema: resetBody }) { token, next }: ResetBody): Promise<void> {
    return this.resets.reset(token, next);
  }
}
