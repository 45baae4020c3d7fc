import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Me, Needs } from '../people/access.decorators.js';
import type { Principal } from '../people/principal.js';
import { Problems } from '../platform/api-problems.js';
import { idParam } from '../work/instances.dto.js';
import { ageingQuery, type AgeingQuery, AgeingView } from './ageing.dto.js';
import { AgeingService } from './ageing.service.js';
import { ExplanationPage, explanationsQuery, type ExplanationsQuery } from './explanations.dto.js';
import { ExplanationsService } from './explanations.service.js';
import { queueQuery, type QueueQuery, QueueView } from './queue.dto.js';
import { QueueService } from './queue.service.js';
import { RoundPage, roundQuery, type RoundQuery } from './round.dto.js';
import { RoundService } from './round.service.js';
import { ScoresPage, scoresQuery, type ScoresQuery } from './scores.dto.js';
import { ScoresService } from './scores.service.js';
import {
  MonitoredPage,
  standingItemsQuery,
  type StandingItemsQuery,
  standingQuery,
  type StandingQuery,
  StandingView,
} from './standing.dto.js';
import { StandingItemsService } from './standing-items.service.js';
import { StandingService } from './standing.service.js';
import { trendQuery, type TrendQuery, TrendView } from './trend.dto.js';
import { TrendService } from './trend.service.js';
import { yearQuery, type YearQuery, YearView } from './year.dto.js';
import { YearService } from './year.service.js';

@ApiTags('monitoring')
@Controller('api/v1/monitoring')
export class MonitoringController {
  constructor(
    private readonly standings: StandingService,
    private readonly behind: StandingItemsService,
    private readonly trends: TrendService,
    private readonly years: YearService,
    private readonly ages: AgeingService,
    private readonly explained: ExplanationsService,
    private readonly queues: QueueService,
    private readonly rounds: RoundService,
    private readonly points: ScoresService,
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
  items(@Query({ schema: standingItemsQuery }) query: StandingItemsQuery, @Me() me: Principal): Promise<MonitoredPage> {
    return this.behind.items(me, query);
  }

  /** How rates went, by month, quarter or year, and by unit, kind of units or obligation. */
  @Get('trend')
  @Problems()
  @Needs('work.read')
  trend(@Query({ schema: trendQuery }) query: TrendQuery, @Me() me: Principal): Promise<TrendView> {
    return this.trends.trend(me, query);
  }

  /** The year of a plan as bars: what opened, ran or ended in it, by the plan’s sections. */
  @Get('year')
  @Problems()
  @Needs('work.read')
  year(@Query({ schema: yearQuery }) query: YearQuery, @Me() me: Principal): Promise<YearView> {
    return this.years.year(me, query);
  }

  /** In which stages what runs stands, how many and since when: where it is stuck. */
  @Get('ageing')
  @Problems()
  @Needs('work.read')
  ageing(@Query({ schema: ageingQuery }) query: AgeingQuery, @Me() me: Principal): Promise<AgeingView> {
    return this.ages.ageing(me, query);
  }

  /** Who was asked to explain themselves (yêu cầu giải trình), by whom and why, and what the unit answered. */
  @Get('explanations')
  @Problems()
  @Needs('work.read')
  explanations(
    @Query({ schema: explanationsQuery }) query: ExplanationsQuery,
    @Me() me: Principal,
  ): Promise<ExplanationPage> {
    return this.explained.page(me, query);
  }

  /** The day of the secretariat: what came in, what is to be appraised, what the units still owe, and whom to call. */
  @Get('queue')
  @Problems()
  @Needs('work.read')
  queue(@Query({ schema: queueQuery }) query: QueueQuery, @Me() me: Principal): Promise<QueueView> {
    return this.queues.queue(me, query);
  }

  /** The table of a round: how each unit stands, with whom it is stuck, and what whoever asks may do about it. */
  @Get('rounds/:id')
  @Problems('not-found')
  @Needs('work.read')
  round(
    @Param('id', { schema: idParam }) id: number,
    @Query({ schema: roundQuery }) query: RoundQuery,
    @Me() me: Principal,
  ): Promise<RoundPage> {
    return this.rounds.page(me, id, query);
  }

  /** The points of a scoring round (bảng tổng hợp điểm): each unit’s own, the appraised and the settled ones, and what was changed and why. */
  @Get('scores/:id')
  @Problems('not-found')
  @Needs('work.read')
  scores(
    @Param('id', { schema: idParam }) id: number,
    @Query({ schema: scoresQuery }) query: ScoresQuery,
    @Me() me: Principal,
  ): Promise<ScoresPage> {
    return this.points.page(me, id, query);
  }
}
