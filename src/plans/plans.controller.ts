import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Me, Needs } from '../people/access.decorators.js';
import { exportEntry } from '../people/export-entry.js';
import type { Principal } from '../people/principal.js';
import { TrailStore } from '../people/trail.store.js';
import { Problems } from '../platform/api-problems.js';
import { IfMatch, SpokenLanguage, WithoutKey } from '../platform/asked.decorators.js';
import { Dear } from '../platform/dear.decorator.js';
import type { Looked, Rev } from '../platform/etag.rules.js';
import type { Language } from '../platform/language.js';
import { Revised } from '../platform/revised.decorator.js';
import { sendText, Streamed } from '../platform/send-text.js';
import { PlansApi } from './plans-api.service.js';
import { versionRev } from './version-rev.js';
import {
  activateBody,
  type ActivateBody,
  ActivationView,
  compareBody,
  type CompareBody,
  ComparisonView,
  ImportedPlan,
  importPlanBody,
  type ImportPlanBody,
  LintReport,
  PlanClauses,
  PlanFilesView,
  PlanList,
  plansQuery,
  type PlansQuery,
  planParam,
  PlanVersionDetail,
  PlanView,
  previewQuery,
  type PreviewQuery,
  PreviewView,
  versionParam,
} from './plans.dto.js';

@ApiTags('plans')
@Controller('api/v1/plans')
export class PlansController {
  constructor(
    private readonly plans: PlansApi,
    private readonly trail: TrailStore,
  ) {}

  /** Imports a plan as a draft version. Files that cannot be read are refused and leave nothing behind. */
  @Post()
  @Dear()
  @ApiCreatedResponse({ type: ImportedPlan })
  @ApiOkResponse({ type: ImportedPlan, description: 'These very files are a version already.' })
  @Problems('not-found', 'plan-has-errors', 'payload-too-large')
  @Needs('plans.edit')
  async import(
    @Body({ schema: importPlanBody }) body: ImportPlanBody,
    @SpokenLanguage() language: Language,
    @Me() me: Principal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ImportedPlan> {
    const imported = await this.plans.import(body, me, language);
    response.status(imported.isNew ? HttpStatus.CREATED : HttpStatus.OK);
    return imported;
  }

  /** All plans and their versions. */
  @Get()
  @Problems()
  @Needs('plans.read')
  list(@Query({ schema: plansQuery }) query: PlansQuery, @Me() me: Principal): Promise<PlanList> {
    return this.plans.list(me, query);
  }

  /** A plan: which version runs, and all that there are. */
  @Get(':plan')
  @Revised(({ active, versions }: PlanView): Rev => `${active ?? 'none'}-of-${versions[0]?.version ?? 0}`)
  @Problems('not-found')
  @Needs('plans.read')
  plan(@Param('plan', { schema: planParam }) plan: string, @Me() me: Principal): Promise<PlanView> {
    return this.plans.plan(me, plan);
  }

  /** What a plan says, clause by clause, in its own words. */
  @Get(':plan/clauses')
  @Problems('not-found', 'plan-has-errors')
  @Needs('plans.read')
  clauses(@Param('plan', { schema: planParam }) plan: string): Promise<PlanClauses> {
    return this.plans.clauses(plan);
  }

  /** A version with its obligations. */
  @Get(':plan/versions/:version')
  @Revised((detail: PlanVersionDetail): Rev => versionRev(detail))
  @Problems('not-found', 'plan-has-errors')
  @Needs('plans.read')
  version(
    @Param('plan', { schema: planParam }) plan: string,
    @Param('version', { schema: versionParam }) version: number,
    @SpokenLanguage() language: Language,
    @Me() me: Principal,
  ): Promise<PlanVersionDetail> {
    return this.plans.version({ plan, version, me, language });
  }

  /** The files of a version, as they were imported. That they were taken is in the trail. */
  @Get(':plan/versions/:version/files')
  @Problems('not-found')
  @Needs('plans.edit')
  async files(
    @Param('plan', { schema: planParam }) plan: string,
    @Param('version', { schema: versionParam }) version: number,
    @Me() me: Principal,
  ): Promise<PlanFilesView> {
    const files = await this.plans.files(plan, version);
    await this.trail.append([exportEntry(me, { subject: 'plan-files', plan, by: 'plans.edit', asked: { version } })]);
    return files;
  }

  /** What is wrong with a version: file, line, column, rule, and what was probably meant. */
  @Post(':plan/versions/:version/lint')
  @Dear()
  @WithoutKey()
  @HttpCode(200)
  @Problems('not-found')
  @Needs('plans.read')
  lint(
    @Param('plan', { schema: planParam }) plan: string,
    @Param('version', { schema: versionParam }) version: number,
    @SpokenLanguage() language: Language,
    @Me() me: Principal,
  ): Promise<LintReport> {
    return this.plans.lint({ plan, version, me, language });
  }

  /** Every date that a version will produce between two days, in order of time and as it is worked out. */
  @Get(':plan/versions/:version/preview')
  @Streamed()
  @Dear()
  @ApiOkResponse({ type: PreviewView })
  @Problems('not-found', 'plan-has-errors')
  @Needs('plans.read')
  async preview(
    @Param('plan', { schema: planParam }) plan: string,
    @Param('version', { schema: versionParam }) version: number,
    @Query({ schema: previewQuery }) { from, to, obligation }: PreviewQuery,
    @Res() response: Response,
    @SpokenLanguage() language: Language,
    @Me() me: Principal,
  ): Promise<void> {
    const text = await this.plans.preview({ plan, version, me, language }, { from, to, obligation });
    await sendText(response, 'application/json', text);
  }

  /** What activating one version after another would change; the hash is what an activation confirms. */
  @Post(':plan/compare')
  @Dear()
  @WithoutKey()
  @HttpCode(200)
  @Problems('not-found', 'plan-has-errors')
  @Needs('plans.edit')
  compare(
    @Param('plan', { schema: planParam }) plan: string,
    @Body({ schema: compareBody }) { from, to }: CompareBody,
    @SpokenLanguage() language: Language,
  ): Promise<ComparisonView> {
    return this.plans.compare(plan, from, to, language);
  }

  /** Brings a version to life, in one transaction. What runs on another version goes on as it is. */
  @Post(':plan/versions/:version/activate')
  @Dear()
  @HttpCode(200)
  @Problems(
    'not-found',
    'plan-has-errors',
    'plan-changed',
    'plan-superseded',
    'plan-term-over',
    'forbidden-event',
    'event-not-expected',
    'instance-busy',
  )
  @Needs('plans.activate')
  activate(
    @Param('plan', { schema: planParam }) plan: string,
    @Param('version', { schema: versionParam }) version: number,
    @Body({ schema: activateBody }) { hash }: ActivateBody,
    @IfMatch() looked: Looked,
    @SpokenLanguage() language: Language,
    @Me() me: Principal,
  ): Promise<ActivationView> {
    return this.plans.activate(plan, version, { hash, me, language, looked });
  }
}
