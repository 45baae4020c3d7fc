import { Inject, Injectable } from '@nestjs/common';
import { DAY, dayOf, startOfDay, toIso, weekday } from '../core/calendar/day.js';
import type { Definition } from '../core/definition/definition.js';
import { decidesOn } from '../core/turn.js';
import { scopeFor } from '../people/access.rules.js';
import { isShown } from '../people/looks.js';
import { actorsIn, type Principal } from '../people/principal.js';
import type { PlatformClock } from '../platform/clock.js';
import { CLOCK } from '../platform/tokens.js';
import { labelOf } from '../platform/words.js';
import { DefinitionReader } from '../work/definition.reader.js';
import { unitName } from '../work/work-view.js';
import { MachinesReader } from './machines.reader.js';
import { daysOf, momentOf } from './moment.js';
import { MonitoredView } from './monitored-view.service.js';
import type { Coming, FourLabels, MonitoredList, StandingQuery, StandingView } from './standing.dto.js';
import { LeadershipReader, type ComingRow, type Figures, type LateUnitRow } from './leadership.reader.js';
import type { MonitoredRow } from './standing.reader.js';
import { numbersOf } from './standing.rules.js';
import type { Asked } from './survey.rules.js';

const AHEAD = 30;

/** Leadership's one page. */
@Injectable()
export class StandingService {
  constructor(
    private readonly reader: LeadershipReader,
    private readonly machines: MachinesReader,
    private readonly definitions: DefinitionReader,
    private readonly view: MonitoredView,
    @Inject(CLOCK) private readonly clock: PlatformClock,
  ) {}

  async standing(me: Principal, query: StandingQuery): Promise<StandingView> {
    const now = await this.clock.now();
    const { at, moment } = momentOf(query.asOf, now);
    const today = dayOf(moment);
    const { from, to, start, end } = daysOf(query, moment);
    const { limit, plan, unit, obligation, unitKind } = query;
    const asked: Asked = { scope: scopeFor(me), at, plan, unit, obligation, unitKind };
    const monday = dayOf(startOfDay(today) - (weekday(today) - 1) * DAY);
    const days = { from: start, to: end, after: moment, until: moment + AHEAD * DAY, monday: startOfDay(monday) };
    const { escalated, leads } = leadershipIn(await this.machines.all());
    const figures = { ...days, escalated, leads: at === null ? leads : [], limit };
    const { counts, lateUnits, coming, lists } = await this.reader.figures(asked, figures);
    const rows = { ...lists, decisions: await this.decisions(me, lists.decisions, moment) };
    const shown = { ...rows, decisions: rows.decisions.slice(0, limit) };
    isShown(Object.values(shown).flat());
    const items = await this.view.items(asked.scope, Object.values(shown).flat(), moment);
    const listed = (some: readonly MonitoredRow[], total = some[0]?.total ?? 0): MonitoredList => ({
      total,
      items: some.flatMap(({ id }) => items.get(id) ?? []),
    });
    return {
      asOf: toIso(moment),
      from,
      to,
      counts: numbersOf(counts),
      labels: numberLabels(),
      notRequested: listed(shown.notRequested),
      late: listed(shown.late),
      lateUnits: lateUnits.map(lateUnitView),
      newlyOverdue: { since: monday, ...listed(shown.newlyOverdue) },
      coming: await this.coming(coming, days.until),
      decisions: listed(shown.decisions, rows.decisions.length),
      escalated: listed(shown.escalated),
    };
  }

  private async coming(rows: readonly ComingRow[], until: number): Promise<Coming> {
    const heads = await this.definitions.heads(rows.map(({ definition }) => definition));
    isShown(
      rows.flatMap(({ plan, key, restricted }) =>
        key === null ? [] : [{ plan, key, restricted: restricted === true }],
      ),
    );
    return {
      until: dayOf(until),
      total: rows[0]?.total ?? 0,
      items: rows.map(({ plan, obligation, period, definition, due, open, id }) => {
        const { clause = '', label = { vi: obligation, en: obligation } } = heads.get(definition) ?? {};
        return { plan, obligation, clause, label, period, due: toIso(due), open, id };
      }),
    };
  }

  /** What somebody may decide now by a post of leadership, their own or one that was lent to them. */
  private async decisions(
    me: Principal,
    candidates: readonly MonitoredRow[],
    now: number,
  ): Promise<readonly MonitoredRow[]> {
    const machineOf = await this.machines.find(candidates);
    const plans = new Map(
      [...new Set(candidates.map(({ plan }) => plan))].map((plan) => [plan, leadersIn(me, plan)] as const),
    );
    return candidates.filter((row) => {
      const machine = machineOf(row);
      const { snapshot } = row;
      if (!machine || !snapshot) return false;
      return (plans.get(row.plan) ?? []).some((actor) => decidesOn(machine, snapshot, now, actor).length > 0);
    });
  }
}

const lateUnitView = ({ plan, late, since, ...unit }: LateUnitRow): StandingView['lateUnits'][number] => ({
  ...{ plan, unit: unitName(unit) },
  ...{ late, since: toIso(since) },
});

/** Where plans tell leadership, at that level and those beyond, and where it decides. */
function leadershipIn(definitions: ReadonlyMap<string, Definition>): Pick<Figures, 'escalated' | 'leads'> {
  const all = [...definitions];
  return {
    escalated: all.flatMap(([hash, { timing }]) => {
      const levels = timing.escalation.filter(({ to }) => to.includes('leadership')).map(({ level }) => level);
      const least = Math.min(...levels);
      const beyond = timing.escalation.filter(({ level }) => level >= least);
      return beyond.map(({ level }) => ({ hash, tag: `escalated-${level}` }));
    }),
    leads: all.filter(([, definition]) => isLed(definition)).map(([hash]) => hash),
  };
}

const isLed = ({ events }: Definition): boolean => Object.values(events).some(({ by }) => by.includes('leadership'));

/** As whom somebody leads a plan; without their other posts, by which they may do more. */
const leadersIn = (me: Principal, plan: string) =>
  actorsIn(me, plan).flatMap((actor) => {
    const seats = actor.seats.filter(({ seat }) => seat === 'leader');
    const besides = [...(actor.besides ?? []), ...actor.seats.map(({ unit }) => unit)];
    return seats.length > 0 ? [{ ...actor, seats, besides }] : [];
  });

const numberLabels = (): FourLabels => ({
  doneOnTime: labelOf('quadrants', 'done-on-time'),
  doneLate: labelOf('quadrants', 'done-late'),
  openInTime: labelOf('quadrants', 'open-in-time'),
  openOverdue: labelOf('quadrants', 'open-overdue'),
  doneUntimed: labelOf('quadrants', 'done-untimed'),
  exempt: labelOf('quadrants', 'exempt'),
  notAssessable: labelOf('quadrants', 'not-assessable'),
  notRequested: labelOf('quadrants', 'not-requested'),
});
