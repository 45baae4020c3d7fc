import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Me, Needs } from '../people/access.decorators.js';
import type { Principal } from '../people/principal.js';
import { Problems } from '../platform/api-problems.js';
import { IfMatchNeeded, SpokenLanguage } from '../platform/asked.decorators.js';
import { Dear } from '../platform/dear.decorator.js';
import type { Looked, Rev } from '../platform/etag.rules.js';
import type { Language } from '../platform/language.js';
import { Revised } from '../platform/revised.decorator.js';
import {
  calendarBody,
  type CalendarBody,
  CalendarYearView,
  workingDayQuery,
  type WorkingDayQuery,
  WorkingDayView,
  yearParam,
} from './plan-calendar.dto.js';
import { PlanCalendar } from './plan-calendar.service.js';
import { EditedPlan } from './plan-editor.dto.js';
import { planParam, versionParam } from './plans.dto.js';
import { versionRev } from './version-rev.js';

@ApiTags('plans')
@Controller('api/v1/plans/:plan/versions/:version')
export class PlanCalendarController {
  constructor(private readonly calendars: PlanCalendar) {}

  /** A year of the working calendar, day by day: what is off, what is worked, and by which decision. */
  @Get('calendars/:year')
  @Revised((view: CalendarYearView): Rev => versionRev({ status: view.versionStatus, content: view.content }))
  @Problems('not-found', 'plan-has-errors')
  @Needs('plans.read')
  year(
    @Param('plan', { schema: planParam }) plan: string,
    @Param('version', { schema: versionParam }) version: number,
    @Param('year', { schema: yearParam }) year: number,
    @SpokenLanguage() language: Language,
    @Me() me: Principal,
  ): Promise<CalendarYearView> {
    return this.calendars.year({ plan, version, language, me }, year);
  }

  /** The days of a year as they are decided now, in a draft. What runs hears of it when the draft is activated. */
  @Put('calendars/:year')
  @Dear()
  @Problems('not-found', 'plan-not-draft', 'plan-has-errors', 'plan-changed')
  @Needs('plans.edit')
  write(
    @Param('plan', { schema: planParam }) plan: string,
    @Param('version', { schema: versionParam }) version: number,
    @Param('year', { schema: yearParam }) year: number,
    @Body({ schema: calendarBody }) body: CalendarBody,
    @IfMatchNeeded() looked: Looked,
    @SpokenLanguage() language: Language,
    @Me() me: Principal,
  ): Promise<EditedPlan> {
    return this.calendars.write({ plan, version, language, me, looked }, year, body);
  }

  /** So many working days from a day on, or before it: which day that is, and every day on the way with its reason. */
  @Get('working-day')
  @Problems('not-found', 'plan-has-errors')
  @Needs('plans.read')
  workingDay(
    @Param('plan', { schema: planParam }) plan: string,
    @Param('version', { schema: versionParam }) version: number,
    @Query({ schema: workingDayQuery }) { from, workingDays }: WorkingDayQuery,
    @SpokenLanguage() language: Language,
    @Me() me: Principal,
  ): Promise<WorkingDayView> {
    return this.calendars.workingDay({ plan, version, language, me }, from, workingDays);
  }
}
