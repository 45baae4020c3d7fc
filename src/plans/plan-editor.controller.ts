import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { Me, Needs } from '../people/access.decorators.js';
import type { Principal } from '../people/principal.js';
import { Problems } from '../platform/api-problems.js';
import { IfMatchNeeded, SpokenLanguage, WithoutKey } from '../platform/asked.decorators.js';
import { Dear } from '../platform/dear.decorator.js';
import type { Looked, Rev } from '../platform/etag.rules.js';
import type { Language } from '../platform/language.js';
import { Revised } from '../platform/revised.decorator.js';
import {
  CheckedObligation,
  deriveBody,
  type DeriveBody,
  EditedPlan,
  obligationBody,
  type ObligationBody,
  ObligationDetail,
  obligationParam,
  PlanVocabulary,
} from './plan-editor.dto.js';
import { PlanEditor } from './plan-editor.service.js';
import { planParam, PlanVersionView, versionParam } from './plans.dto.js';
import { versionRev } from './version-rev.js';

@ApiTags('plans')
@Controller('api/v1/plans/:plan/versions')
export class PlanEditorController {
  constructor(private readonly editor: PlanEditor) {}

  /** A draft that begins with the files of a version, to be edited. */
  @Post()
  @ApiCreatedResponse({ type: PlanVersionView })
  @Problems('not-found')
  @Needs('plans.edit')
  derive(
    @Param('plan', { schema: planParam }) plan: string,
    @Body({ schema: deriveBody }) { from }: DeriveBody,
    @Me() me: Principal,
  ): Promise<PlanVersionView> {
    return this.editor.derive(plan, from, me);
  }

  /** What an obligation of this version may name: lifecycles with their parameters, units, ladders, templates. */
  @Get(':version/vocabulary')
  @Problems('not-found', 'plan-has-errors')
  @Needs('plans.edit')
  vocabulary(
    @Param('plan', { schema: planParam }) plan: string,
    @Param('version', { schema: versionParam }) version: number,
    @SpokenLanguage() language: Language,
  ): Promise<PlanVocabulary> {
    return this.editor.vocabulary({ plan, version, language });
  }

  /** An obligation as the plan has it. Its tag is that of the version's files. */
  @Get(':version/obligations/:obligation')
  @Revised((detail: ObligationDetail): Rev => versionRev(detail))
  @Problems('not-found', 'plan-has-errors')
  @Needs('plans.edit')
  obligation(
    @Param('plan', { schema: planParam }) plan: string,
    @Param('version', { schema: versionParam }) version: number,
    @Param('obligation', { schema: obligationParam }) obligation: string,
    @SpokenLanguage() language: Language,
  ): Promise<ObligationDetail> {
    return this.editor.obligation({ plan, version, language }, obligation);
  }

  /** Writes an obligation into a draft, or adds it: all of it or nothing. The rest of the files stays as it is written. */
  @Put(':version/obligations/:obligation')
  @Dear()
  @Problems('not-found', 'plan-not-draft', 'plan-has-errors', 'plan-changed')
  @Needs('plans.edit')
  write(
    @Param('plan', { schema: planParam }) plan: string,
    @Param('version', { schema: versionParam }) version: number,
    @Param('obligation', { schema: obligationParam }) obligation: string,
    @Body({ schema: obligationBody }) body: ObligationBody,
    @IfMatchNeeded() looked: Looked,
    @SpokenLanguage() language: Language,
    @Me() me: Principal,
  ): Promise<EditedPlan> {
    return this.editor.write({ plan, version, language, me, looked }, obligation, body.obligation);
  }

  /** Takes an obligation out of a draft. */
  @Delete(':version/obligations/:obligation')
  @Dear()
  @Problems('not-found', 'plan-not-draft', 'plan-has-errors', 'plan-changed')
  @Needs('plans.edit')
  remove(
    @Param('plan', { schema: planParam }) plan: string,
    @Param('version', { schema: versionParam }) version: number,
    @Param('obligation', { schema: obligationParam }) obligation: string,
    @IfMatchNeeded() looked: Looked,
    @SpokenLanguage() language: Language,
    @Me() me: Principal,
  ): Promise<EditedPlan> {
    return this.editor.write({ plan, version, language, me, looked }, obligation, null);
  }

  /** What would be wrong with an obligation as it is being written, and the next dates that it would have. Nothing is stored. */
  @Post(':version/obligations/:obligation/check')
  @WithoutKey()
  @HttpCode(200)
  @Problems('not-found', 'plan-has-errors')
  @Needs('plans.edit')
  check(
    @Param('plan', { schema: planParam }) plan: string,
    @Param('version', { schema: versionParam }) version: number,
    @Param('obligation', { schema: obligationParam }) obligation: string,
    @Body({ schema: obligationBody }) body: ObligationBody,
    @SpokenLanguage() language: Language,
  ): Promise<CheckedObligation> {
    return this.editor.check({ plan, version, language }, obligation, body.obligation);
  }
}
