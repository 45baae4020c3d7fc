import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Me, Needs } from '../people/access.decorators.js';
import type { Principal } from '../people/principal.js';
import { Problems } from '../platform/api-problems.js';
import { SpokenLanguage } from '../platform/asked.decorators.js';
import { Dear } from '../platform/dear.decorator.js';
import type { Language } from '../platform/language.js';
import { obligationParam } from '../plans/plan-editor.dto.js';
import { planParam, versionParam } from '../plans/plans.dto.js';
import { PlanMessagesView } from './plan-messages.dto.js';
import { PlanMessages } from './plan-messages.service.js';

@ApiTags('plans')
@Controller('api/v1/plans/:plan/versions/:version/obligations/:obligation/messages')
export class PlanMessagesController {
  constructor(private readonly messages: PlanMessages) {}

  /** What people are told about an obligation: which message, when, to whom, and how it would read. */
  @Get()
  @Dear()
  @Problems('not-found', 'plan-has-errors')
  @Needs('plans.read')
  list(
    @Param('plan', { schema: planParam }) plan: string,
    @Param('version', { schema: versionParam }) version: number,
    @Param('obligation', { schema: obligationParam }) obligation: string,
    @SpokenLanguage() language: Language,
    @Me() me: Principal,
  ): Promise<PlanMessagesView> {
    return this.messages.of({ plan, version, me, language }, obligation);
  }
}
