import { Inject, Injectable } from '@nestjs/common';
import { dayOf, endOfDay, startOfDay, toDay, yearOf } from '../core/calendar/day.js';
import { scopeFor } from '../people/access.rules.js';
import type { Principal } from '../people/principal.js';
import type { PlatformClock } from '../platform/clock.js';
import { CLOCK } from '../platform/tokens.js';
import { DefinitionReader, type DefinitionHeads } from '../work/definition.reader.js';
import { isoOrNull, unitName } from '../work/work-view.js';
import { fiveOf, grouped, type StandingCounts } from './matrix.rules.js';
import { momentOf } from './moment.js';
import { numbersOf } from './standing.rules.js';
import type { TrendLine, TrendPoint, TrendQuery, TrendView } from './trend.dto.js';
import { TrendReader, type TrendRow } from './trend.reader.js';
import { startOf, type Split } from './trend.rules.js';
import { UnitNamesReader, type UnitNames } from './unit-names.reader.js';

const YEARS = 3;

/** How rates went, by month, quarter or year. */
@Injectable()
export class TrendService {
  constructor(
    private readonly reader: TrendReader,
    private readonly definitions: DefinitionReader,
    private readonly units: UnitNamesReader,
    @Inject(CLOCK) private readonly clock: PlatformClock,
  ) {}

  async trend(me: Principal, query: TrendQuery): Promise<TrendView> {
    const { at, moment } = momentOf(query.asOf, await this.clock.now());
    const year = yearOf(dayOf(moment));
    const { from = toDay(year - YEARS + 1, 1, 1), to = toDay(year, 12, 31), step, by, kind } = query;
    const { plan, unit, obligation, unitKind } = query;
    const asked = { scope: scopeFor(me), at, plan, unit, obligation, unitKind };
    const days = { from: startOfDay(from), to: endOfDay(to) };
    const rows = await this.reader.trend(asked, { kind, step, by, ...days });
    const heads = await this.definitions.heads(rows.flatMap(({ definition }) => definition ?? []));
    const places = rows.flatMap(({ plan: of, name }) =>
      of === null || name === null ? [] : [{ plan: of, unit: name }],
    );
    const units = await this.units.names(by === 'unit' ? places : []);
    const lines = grouped(rows, ({ plan: of, name }) => `${of} ${name}`);
    return {
      asOf: isoOrNull(at),
      from,
      to,
      step,
      by,
      lines: [...lines.values()].map((some) => lineOf(some, by, { heads, units })),
    };
  }
}

type Known = { readonly heads: DefinitionHeads; readonly units: UnitNames };

function lineOf(rows: readonly TrendRow[], by: Split, { heads, units }: Known): TrendLine {
  const [{ plan = null, name = null, definition = null } = {}] = rows;
  const isUnit = by === 'unit' && plan !== null && name !== null;
  return {
    plan,
    name,
    label: definition === null ? null : (heads.get(definition)?.label ?? null),
    unit: isUnit ? unitName({ unit: name, ...units(plan, name) }) : null,
    points: [...grouped(rows, ({ period }) => period)].map(([period, some]) => pointOf(period, some)),
  };
}

function pointOf(period: string, rows: readonly TrendRow[]): TrendPoint {
  const counts: StandingCounts = Object.fromEntries(rows.map(({ standing, n }) => [standing, n]));
  return { period, start: startOf(period), numbers: fiveOf(counts), counts: numbersOf(rows) };
}
