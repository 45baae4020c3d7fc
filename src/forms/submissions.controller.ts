import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Me, Needs } from '../people/access.decorators.js';
import type { Principal } from '../people/principal.js';
import { Problems } from '../platform/api-problems.js';
import { instanceParam } from './forms.controller.js';
import { formParam } from './forms.dto.js';
import { SideBySide } from './side-by-side.service.js';
import {
  AnswersPage,
  answersQuery,
  type AnswersQuery,
  ReceiptView,
  SubmissionsView,
  versionParam,
  WholeSubmission,
} from './submissions.dto.js';
import { Submissions } from './submissions.service.js';

@ApiTags('forms')
@Controller('api/v1/instances/:id')
export class SubmissionsController {
  constructor(
    private readonly submissions: Submissions,
    private readonly sideBySide: SideBySide,
  ) {}

  /** What was handed in, version by version. */
  @Get('forms/:form/submissions')
  @Problems('not-found')
  @Needs('work.read')
  list(
    @Param('id', { schema: instanceParam }) id: number,
    @Param('form', { schema: formParam }) name: string,
    @Me() me: Principal,
  ): Promise<SubmissionsView> {
    return this.submissions.list(me, { id, name });
  }

  /** One version, and what it says otherwise than the one before. */
  @Get('forms/:form/submissions/:version')
  @Problems('not-found')
  @Needs('work.read')
  one(
    @Param('id', { schema: instanceParam }) id: number,
    @Param('form', { schema: formParam }) name: string,
    @Param('version', { schema: versionParam }) version: number,
    @Me() me: Principal,
  ): Promise<WholeSubmission> {
    return this.submissions.one(me, { id, name, version });
  }

  /** What a receipt slip (phiếu tiếp nhận) says. */
  @Get('forms/:form/submissions/:version/receipt')
  @Problems('not-found')
  @Needs('work.read')
  receipt(
    @Param('id', { schema: instanceParam }) id: number,
    @Param('form', { schema: formParam }) name: string,
    @Param('version', { schema: versionParam }) version: number,
    @Me() me: Principal,
  ): Promise<ReceiptView> {
    return this.submissions.receipt(me, { id, name, version });
  }

  /** What the units that work under an occurrence say under one heading, side by side; numbers added up. */
  @Get('answers')
  @Problems('not-found')
  @Needs('work.read')
  answers(
    @Param('id', { schema: instanceParam }) id: number,
    @Query({ schema: answersQuery }) query: AnswersQuery,
    @Me() me: Principal,
  ): Promise<AnswersPage> {
    return this.sideBySide.page(me, id, query);
  }
}
