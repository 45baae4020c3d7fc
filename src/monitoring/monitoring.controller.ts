import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Me, Needs } from '../people/access.decorators.js';
import type { Principal } from '../people/principal.js';
import { Problems } from '../platform/api-problems.js';
import {
  MonitoredList,
  standingItemsQuery,
  type StandingItemsQuery,
  standingQuery,
  type StandingQuery,
  StandingView,
} from './standing.dto.js';
import { StandingItemsService } from './standing-items.service.js';
import { StandingService } from './standing.service.js';

@ApiTags('monitoring')
@Controller('api/v1/monitoring')
export class MonitoringController {
  constructor(
    private readonly standings: StandingService,
    private readonly behind: StandingItemsService,
  ) {}

  /** Leadership's one page: the four numbers, who is late and with whom it is stuck, what comes, what waits for a decision. */
  @Get('standing')
  @Problems()
  @Needs('work.read')
  standing(@Query({ schema: standingQuery }) query: StandingQuery, @Me() me: Principal): Promise<StandingView> {
    return this.standings.standing(me, query);
  }

  /** The work behind one of the four numbers, or of those beside them: as many as it counts, the most urgent first. */
  @Get('standing/items')
  @Problems()
  @Needs('work.read')
  items(@Query({ schema: standingItemsQuery }) query: StandingItemsQuery, @Me() me: Principal): Promise<MonitoredList> {
    return this.behind.items(me, query);
  }
}
