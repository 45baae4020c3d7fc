import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Me, Needs } from '../people/access.decorators.js';
import { scopeFor } from '../people/access.rules.js';
import type { Principal } from '../people/principal.js';
import { Problems } from '../platform/api-problems.js';
import { Search } from './search.service.js';
import { searchQuery, type SearchQuery, SearchView } from './search.dto.js';
import { ListWork } from './list-work.service.js';
import { type CountsQuery, countsQuery, TaskCounts, WorkPage, workQuery, type WorkQuery } from './work.dto.js';

@ApiTags('work')
@Controller('api/v1')
export class WorkController {
  constructor(
    private readonly work: ListWork,
    private readonly finding: Search,
  ) {}

  /** The obligations that run, each by its schedule. */
  @Get('obligations')
  @Problems()
  @Needs('work.read')
  obligations(@Query({ schema: workQuery }) query: WorkQuery, @Me() me: Principal): Promise<WorkPage> {
    return this.work.page(scopeFor(me), 'series', query);
  }

  /** Occurrences: one period's run of an obligation. */
  @Get('occurrences')
  @Problems()
  @Needs('work.read')
  occurrences(@Query({ schema: workQuery }) query: WorkQuery, @Me() me: Principal): Promise<WorkPage> {
    return this.work.page(scopeFor(me), 'occurrence', query);
  }

  /** Tasks: one unit's share of an occurrence. */
  @Get('tasks')
  @Problems()
  @Needs('work.read')
  tasks(@Query({ schema: workQuery }) query: WorkQuery, @Me() me: Principal): Promise<WorkPage> {
    return this.work.page(scopeFor(me), 'task', query);
  }

  /** Everything that is called so, with or without accents: units, obligations, what runs, clauses of plans. */
  @Get('search')
  @Problems()
  @Needs('work.read')
  search(@Query({ schema: searchQuery }) query: SearchQuery, @Me() me: Principal): Promise<SearchView> {
    return this.finding.search(me, query);
  }

  /** How many tasks each box of a unit's home holds. */
  @Get('tasks/counts')
  @Problems()
  @Needs('work.read')
  counts(@Query({ schema: countsQuery }) query: CountsQuery, @Me() me: Principal): Promise<TaskCounts> {
    return this.work.counts(scopeFor(me), query);
  }
}
