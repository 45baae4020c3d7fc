import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { scopeFor } from '../people/access.rules.js';
import { isShown } from '../people/looks.js';
import type { Principal } from '../people/principal.js';
import type { PlatformClock } from '../platform/clock.js';
import { placeIn, sortedPage } from '../platform/list-query.js';
import { CLOCK } from '../platform/tokens.js';
import { standings } from '../work/timeliness.rules.js';
import { daysOf, momentOf } from './moment.js';
import { MonitoredView } from './monitored-view.service.js';
import type { MonitoredPage, StandingItemsQuery } from './standing.dto.js';
import { placeOf, StandingReader } from './standing.reader.js';
import { quadrantOf } from './standing.rules.js';

/** The work behind one of the numbers of leadership's page: as many as it counts. */
@Injectable()
export class StandingItemsService {
  constructor(
    private readonly reader: StandingReader,
    private readonly view: MonitoredView,
    @Inject(CLOCK) private readonly clock: PlatformClock,
  ) {}

  async items(me: Principal, query: StandingItemsQuery): Promise<MonitoredPage> {
    const { at, moment } = momentOf(query.asOf, await this.clock.now());
    const { start, end } = daysOf(query, moment);
    const { limit, sort, quadrant, plan, unit, obligation, unitKind } = query;
    const asked = { scope: scopeFor(me), at, plan, unit, obligation, unitKind };
    const behind = standings.filter((standing) => quadrantOf(standing) === quadrant);
    const place = placeIn(query, z.tuple([z.int(), z.string()]));
    const of = { standings: behind, from: start, to: end, limit: limit + 1, sort, place };
    const rows = await this.reader.counted(asked, of);
    const page = sortedPage(rows, query, placeOf);
    isShown(page.items);
    const items = await this.view.items(asked.scope, page.items, moment);
    return { ...page, total: rows[0]?.total ?? 0, items: page.items.flatMap(({ id }) => items.get(id) ?? []) };
  }
}
