import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Problems } from '../platform/api-problems.js';
import { ListWork } from './list-work.service.js';
import { WorkPage, workQuery, type WorkQuery } from './work.dto.js';

@ApiTags('work')
@Controller('api/v1')
export class WorkController {
  constructor(private readonly work: ListWork) {}

  /** The obligations that run, each by its schedule. */
  @Get('obligations')
  @Problems()
  obligations(@Query({ schema: workQuery }) query: WorkQuery): Promise<WorkPage> {
    return this.work.page('all', 'series', query);
  }

  /** Occurrences: one period's run of an obligation. */
  @Get('occurrences')
  @Problems()
  occurrences(@Query({ schema: workQuery }) query: WorkQuery): Promise<WorkPage> {
    return this.work.page('all', 'occurrence', query);
  }

  /** Tasks: one unit's share of an occurrence. */
  @Get('tasks')
  @Problems()
  tasks(@Query({ schema: workQuery }) query: WorkQuery): Promise<WorkPage> {
    return this.work.page('all', 'task', query);
  }
}
