import { Injectable } from '@nestjs/common';
import type { Calendar, Instant } from '../core/calendar/calendar.js';
import { dayOf, toIso } from '../core/calendar/day.js';
import { turnOf, type Turn } from '../core/turn.js';
import { knowsUnit, type Scope } from '../people/access.rules.js';
import { labelOf } from '../platform/words.js';
import { isOwedNow } from '../work/buckets.rules.js';
import { CalendarReader } from '../work/calendar.reader.js';
import { DefinitionReader, type DefinitionHeads } from '../work/definition.reader.js';
import { standLabel } from '../work/stage-labels.rules.js';
import { termOf } from '../work/term.rules.js';
import { isoOrNull, obligationName, termView, timelinessView, unitName } from '../work/work-view.js';
import { HoldersReader, type HolderRow } from './holders.reader.js';
import { MachinesReader } from './machines.reader.js';
import type { MonitoredItem, TurnPost } from './standing.dto.js';
import type { MonitoredRow } from './standing.reader.js';
import { UnitNamesReader, type UnitNames } from './unit-names.reader.js';

type Known = {
  readonly heads: DefinitionHeads;
  readonly calendars: ReadonlyMap<string, Calendar>;
  readonly units: UnitNames;
  readonly holders: readonly HolderRow[];
  readonly now: Instant;
};
type Turned = { readonly row: MonitoredRow; readonly turn: readonly Turn[] | null };

/** Rows as people read them: words, days left, and whose turn it is by name. */
@Injectable()
export class MonitoredView {
  constructor(
    private readonly definitions: DefinitionReader,
    private readonly calendars: CalendarReader,
    private readonly machines: MachinesReader,
    private readonly units: UnitNamesReader,
    private readonly people: HoldersReader,
  ) {}

  /** Of several lists at once: each thing is looked up once for all of them. */
  async items(scope: Scope, rows: readonly MonitoredRow[], now: Instant): Promise<ReadonlyMap<number, MonitoredItem>> {
    const turned = await this.turned(rows, now);
    const places = turned.flatMap(({ row, turn }) => (turn ?? []).map((one) => ({ plan: row.plan, ...one })));
    const known: Known = {
      heads: await this.definitions.heads(rows.map(({ definition }) => definition)),
      calendars: await this.calendars.calendars(rows.map(({ calendar }) => calendar)),
      units: await this.units.names(places),
      holders: await this.people.holders(
        places.filter((place) => knowsUnit(scope, place)),
        dayOf(now),
      ),
      now,
    };
    return new Map(turned.map((one) => [one.row.id, itemOf(one, known)]));
  }

  private async turned(rows: readonly MonitoredRow[], now: Instant): Promise<readonly Turned[]> {
    const machineOf = await this.machines.find(rows);
    return rows.map((row) => {
      const machine = row.snapshot && machineOf(row);
      return { row, turn: machine ? turnOf(machine, row.snapshot, Math.max(now, row.at)) : null };
    });
  }
}

function itemOf({ row, turn }: Turned, known: Known): MonitoredItem {
  const head = known.heads.get(row.definition);
  const timeliness = timelinessView({ ...row, ...judged(row) });
  return {
    id: row.id,
    key: row.key,
    kind: row.kind,
    plan: row.plan,
    obligation: row.obligation,
    ...obligationName(head, row.obligation),
    period: row.period,
    unit: unitName(row),
    stage: row.stage,
    stageLabel: standLabel(head, {
      ...row,
      status: row.done ? 'done' : 'running',
      value: row.snapshot?.value ?? null,
    }),
    timeliness,
    due: isoOrNull(row.due),
    term: termOfRow(row, known),
    at: toIso(row.at),
    turn: turn?.map((post) => postView(row.plan, post, known)) ?? null,
  };
}

/** What only the statechart remembers is not known of the past; nothing that is listed needs it. */
function judged({ snapshot }: MonitoredRow) {
  const { verdict = null, verdictOriginal = null, deadline } = snapshot?.context ?? {};
  return { verdict, verdictOriginal, deadlineKind: deadline?.kind ?? null };
}

/** Of what somebody still has to do: what was handed in is not late, however long it is looked at. */
function termOfRow({ due, done, tags, snapshot, calendar }: MonitoredRow, known: Known): MonitoredItem['term'] {
  const { calendars, now } = known;
  const days = calendars.get(calendar);
  if (due === null || !days || !isOwedNow(done ? 'done' : 'running', tags)) return null;
  return termView(termOf({ due, workingEnd: snapshot?.context.due['working-end'] ?? null }, days, now));
}

const postView = (plan: string, { role, unit, seat }: Turn, { units, holders }: Known): TurnPost => ({
  role,
  label: labelOf('posts', role),
  unit: unitName({ unit, ...units(plan, unit) }),
  seat,
  people: holders
    .filter((one) => one.plan === plan && one.unit === unit && one.seat === seat)
    .map(({ id, name }) => ({ id, name })),
});
