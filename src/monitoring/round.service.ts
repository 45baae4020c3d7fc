import { Inject, Injectable } from '@nestjs/common';
import { denied } from '../core/access.js';
import { toIso } from '../core/calendar/day.js';
import type { Machine } from '../core/definition/machine.js';
import { problem } from '../core/problem.js';
import { may, scopeFor } from '../people/access.rules.js';
import { actorsIn, type Person, type Principal } from '../people/principal.js';
import type { PlatformClock } from '../platform/clock.js';
import { CLOCK } from '../platform/tokens.js';
import { possibleView } from '../work/possible-view.js';
import { statesOf } from '../work/states.rules.js';
import { isoOrNull } from '../work/work-view.js';
import { ContactsService, type Told } from './contacts.service.js';
import { MachinesReader } from './machines.reader.js';
import { MonitoredView } from './monitored-view.service.js';
import type { MonitoredItem } from './standing.dto.js';
import { RoundReader, type RoundTaskRow } from './round.reader.js';
import type { HandedIn, Mark, RoundPage, RoundQuery, RoundRow } from './round.dto.js';

type Seen = {
  readonly items: ReadonlyMap<number, MonitoredItem>;
  readonly told: Told;
  readonly machineOf: (row: RoundTaskRow) => Machine | undefined;
  readonly actors: readonly Person[];
  readonly now: number;
};

/** The table of a round (trang đợt): how each unit stands, with whom it is stuck, and what one may do about it here. */
@Injectable()
export class RoundService {
  constructor(
    private readonly reader: RoundReader,
    private readonly view: MonitoredView,
    private readonly machines: MachinesReader,
    private readonly contacts: ContactsService,
    @Inject(CLOCK) private readonly clock: PlatformClock,
  ) {}

  async page(me: Principal, id: number, query: RoundQuery): Promise<RoundPage> {
    const scope = scopeFor(me);
    const round = await this.reader.find(scope, id);
    if (!round) throw problem('not-found', { asked: id });
    const now = await this.clock.now();
    const { items: rows, next } = await this.reader.page(scope, round, query);
    const items = await this.view.items(scope, rows, now);
    const seen: Seen = {
      items,
      told: await this.contacts.told(me, [...items.values()], now),
      machineOf: await this.machines.find(rows),
      actors: may(me, 'work.act', round.plan) ? actorsIn(me, round.plan) : [],
      now,
    };
    const totals = await this.reader.totals(scope, round, query);
    return {
      items: rows.flatMap((row) => {
        const item = items.get(row.id);
        return item ? [rowView(row, item, seen)] : [];
      }),
      ...totals,
      next,
    };
  }
}

function rowView(row: RoundTaskRow, item: MonitoredItem, { told, machineOf, actors, now }: Seen): RoundRow {
  const machine = machineOf(row);
  const { status, snapshot, tags, seq, sentAt } = row;
  return {
    ...item,
    status,
    states: machine && snapshot ? statesOf(machine.definition, snapshot) : [],
    tags: [...tags],
    seq,
    sentAt: isoOrNull(sentAt),
    handedIn: handedInOf(row),
    marks: machine ? marksOf(machine, row) : [],
    ...told(item),
    acts: machine && status === 'running' ? actsOf(machine, row, actors, now) : [],
  };
}

const handedInOf = ({ form, version, formAt }: RoundTaskRow): HandedIn | null =>
  form === null || version === null || formAt === null ? null : { form, version, at: toIso(formAt) };

const marksOf = ({ definition: { marks = {} } }: Machine, { snapshot }: RoundTaskRow): Mark[] =>
  Object.entries(marks).flatMap(([name, label]) => (snapshot?.context.facts[name] === true ? [{ name, label }] : []));

function actsOf(machine: Machine, { snapshot, at }: RoundTaskRow, actors: readonly Person[], now: number) {
  if (!snapshot || actors.length === 0) return [];
  const { context: whose, value } = snapshot;
  return possibleView(machine, snapshot, Math.max(now, at), () => []).filter(({ event: type }) =>
    actors.some((actor) => !denied(machine.definition, actor, { type }, { whose, value })),
  );
}
