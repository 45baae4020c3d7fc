import { Inject, Injectable } from '@nestjs/common';
import { DAY, toIso } from '../core/calendar/day.js';
import { scopeFor } from '../people/access.rules.js';
import { isShown } from '../people/looks.js';
import type { Principal } from '../people/principal.js';
import type { PlatformClock } from '../platform/clock.js';
import { CLOCK } from '../platform/tokens.js';
import { DefinitionReader, type DefinitionHeads } from '../work/definition.reader.js';
import { stageLabel } from '../work/stage-labels.rules.js';
import { obligationName } from '../work/work-view.js';
import type { AgeingQuery, AgeingView, ObligationAgeing, StageAgeing } from './ageing.dto.js';
import { AgeingReader, type AgeingRow } from './ageing.reader.js';
import { MachinesReader } from './machines.reader.js';
import { grouped } from './matrix.rules.js';
import { momentOf } from './moment.js';

/** Where work waits: of each obligation the stages in which it stands, and since when. */
@Injectable()
export class AgeingService {
  constructor(
    private readonly reader: AgeingReader,
    private readonly machines: MachinesReader,
    private readonly definitions: DefinitionReader,
    @Inject(CLOCK) private readonly clock: PlatformClock,
  ) {}

  async ageing(me: Principal, { asOf, lifecycle, ...narrowed }: AgeingQuery): Promise<AgeingView> {
    const { at, moment } = momentOf(asOf, await this.clock.now());
    const lifecycles = [...(await this.machines.all())]
      .map(([hash, definition]) => ({ hash, lifecycle: definition.lifecycle }))
      .filter((one) => lifecycle === undefined || one.lifecycle === lifecycle);
    const rows = await this.reader.ageing({ scope: scopeFor(me), at, ...narrowed }, lifecycles);
    const heads = await this.definitions.heads(rows.map(({ definition }) => definition));
    isShown(
      rows.flatMap(({ plan, longestRestricted }) => longestRestricted.map((key) => ({ plan, key, restricted: true }))),
    );
    const groups = grouped(rows, ({ plan, lifecycle: by, obligation }) => `${plan} ${by} ${obligation}`);
    return {
      asOf: toIso(moment),
      obligations: [...groups.values()].flatMap((some) => obligationOf(some, heads, moment)),
    };
  }
}

function obligationOf(rows: readonly AgeingRow[], heads: DefinitionHeads, now: number): ObligationAgeing[] {
  const [first] = rows;
  if (!first) return [];
  const { plan, lifecycle, obligation, kind, definition } = first;
  const head = heads.get(definition);
  return [
    {
      plan,
      lifecycle,
      obligation,
      kind,
      ...obligationName(head, obligation),
      stages: rows.map((row) => stageOf(row, heads, now)),
    },
  ];
}

const daysSince = (since: number, now: number): number => Math.max(0, Math.floor((now - since) / DAY));
const stageOf = (row: AgeingRow, heads: DefinitionHeads, now: number): StageAgeing => ({
  stage: row.stage,
  label: stageLabel(heads.get(row.definition)?.stages ?? {}, row.stage),
  count: row.count,
  overdue: row.overdue,
  median: toIso(row.median),
  oldest: toIso(row.oldest),
  medianDays: daysSince(row.median, now),
  oldestDays: daysSince(row.oldest, now),
  longest: [...row.longest],
});
