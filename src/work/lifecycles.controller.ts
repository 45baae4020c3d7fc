import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Me, Needs } from '../people/access.decorators.js';
import { plansWhere, scopeFor } from '../people/access.rules.js';
import type { Principal } from '../people/principal.js';
import { Problems } from '../platform/api-problems.js';
import { DescribeLifecycle } from './describe-lifecycle.service.js';
import { InstanceSteps } from './instance-steps.service.js';
import { StepsView } from './steps.dto.js';
import { InstancePath } from './instance-path.service.js';
import { idParam } from './instances.dto.js';
import {
  hashParam,
  LifecycleChart,
  LifecyclePage,
  lifecyclesQuery,
  type LifecyclesQuery,
  LifecycleStanding,
  PathView,
} from './lifecycles.dto.js';

@ApiTags('instances')
@Controller('api/v1')
export class LifecyclesController {
  constructor(
    private readonly lifecycles: DescribeLifecycle,
    private readonly paths: InstancePath,
    private readonly courses: InstanceSteps,
  ) {}

  /** The statecharts by which what one sees goes, and how much goes by each. */
  @Get('lifecycles')
  @Problems()
  @Needs('work.read')
  list(@Query({ schema: lifecyclesQuery }) query: LifecyclesQuery, @Me() me: Principal): Promise<LifecyclePage> {
    return this.lifecycles.page(scopeFor(me), query);
  }

  /** A statechart to draw: its states, and what leads from one to the other, by whom and when. */
  @Get('lifecycles/:hash')
  @Problems('not-found')
  @Needs('work.read')
  chart(@Param('hash', { schema: hashParam }) hash: string, @Me() me: Principal): Promise<LifecycleChart> {
    return this.lifecycles.chart(hash, plansWhere(me, 'work.read')?.slice() ?? null);
  }

  /** How much of what one sees stands in each of its states now, and since when. */
  @Get('lifecycles/:hash/standing')
  @Problems()
  @Needs('work.read')
  standing(@Param('hash', { schema: hashParam }) hash: string, @Me() me: Principal): Promise<LifecycleStanding> {
    return this.lifecycles.standing(scopeFor(me), hash);
  }

  /** The states that an instance went through, and when. */
  @Get('instances/:id/path')
  @Problems('not-found')
  @Needs('work.read')
  path(@Param('id', { schema: idParam }) id: number, @Me() me: Principal): Promise<PathView> {
    return this.paths.path(scopeFor(me), { id });
  }

  /** The steps of an instance in order: what is done, when and by whom, what is awaited, and what is still to come. */
  @Get('instances/:id/steps')
  @Problems('not-found')
  @Needs('work.read')
  steps(@Param('id', { schema: idParam }) id: number, @Me() me: Principal): Promise<StepsView> {
    return this.courses.steps(scopeFor(me), { id });
  }
}
