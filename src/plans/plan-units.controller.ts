import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Me, Needs } from '../people/access.decorators.js';
import type { Principal } from '../people/principal.js';
import { Problems } from '../platform/api-problems.js';
import { IfMatchNeeded, SpokenLanguage } from '../platform/asked.decorators.js';
import { Dear } from '../platform/dear.decorator.js';
import type { Looked } from '../platform/etag.rules.js';
import type { Language } from '../platform/language.js';
import { EditedPlan } from './plan-editor.dto.js';
import {
  PlanUnitsPage,
  unitBody,
  type UnitBody,
  unitParam,
  versionUnitsQuery,
  type VersionUnitsQuery,
} from './plan-units.dto.js';
import { PlanUnits } from './plan-units.service.js';
import { planParam, versionParam } from './plans.dto.js';

@ApiTags('plans')
@Controller('api/v1/plans/:plan/versions/:version/units')
export class PlanUnitsController {
  constructor(private readonly units: PlanUnits) {}

  /** The units of a version, with when they exist, who follows whom, and the groups that they are in. */
  @Get()
  @Problems('not-found', 'plan-has-errors')
  @Needs('plans.read')
  list(
    @Param('plan', { schema: planParam }) plan: string,
    @Param('version', { schema: versionParam }) version: number,
    @Query({ schema: versionUnitsQuery }) query: VersionUnitsQuery,
    @SpokenLanguage() language: Language,
    @Me() me: Principal,
  ): Promise<PlanUnitsPage> {
    return this.units.page({ plan, version, language, me }, query);
  }

  /** Writes a unit into a draft, or adds it. Its tag is that of the version. */
  @Put(':unit')
  @Dear()
  @Problems('not-found', 'plan-not-draft', 'plan-has-errors', 'plan-changed')
  @Needs('plans.edit')
  write(
    @Param('plan', { schema: planParam }) plan: string,
    @Param('version', { schema: versionParam }) version: number,
    @Param('unit', { schema: unitParam }) unit: string,
    @Body({ schema: unitBody }) body: UnitBody,
    @IfMatchNeeded() looked: Looked,
    @SpokenLanguage() language: Language,
    @Me() me: Principal,
  ): Promise<EditedPlan> {
    return this.units.write({ plan, version, language, me, looked }, unit, body);
  }
}
