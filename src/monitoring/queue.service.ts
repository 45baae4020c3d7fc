import { Inject, Injectable } from '@nestjs/common';
import { toIso } from '../core/calendar/day.js';
import { own } from '../core/access.js';
import { formNameOf } from '../core/definition/definition.js';
import { scopeFor } from '../people/access.rules.js';
import { isShown } from '../people/looks.js';
import { actorsIn, type Principal } from '../people/principal.js';
import type { PlatformClock } from '../platform/clock.js';
import { CLOCK } from '../platform/tokens.js';
import { ContactsService, type Told as Contacts } from './contacts.service.js';
import { MachinesReader } from './machines.reader.js';
import { momentOf } from './moment.js';
import { MonitoredView } from './monitored-view.service.js';
import type { QueueAct, QueueItem, QueueList, QueueQuery, QueueView } from './queue.dto.js';
import { nextAct, queueLists, type QueueName } from './queue.rules.js';
import type { MonitoredItem } from './standing.dto.js';
import { StandingReader, type MonitoredRow } from './standing.reader.js';
import type { Asked } from './survey.rules.js';

/** Among so many that were handed in those are found whose turn is an office's. */
const MOST = 500;

type Told = {
  readonly items: ReadonlyMap<number, MonitoredItem>;
  readonly contacts: Contacts;
  readonly acts: ReadonlyMap<number, QueueAct>;
};

/** The day of the secretariat: what came, what is to be appraised, what the units still owe, and whom to call. */
@Injectable()
export class QueueService {
  constructor(
    private readonly reader: StandingReader,
    private readonly view: MonitoredView,
    private readonly contacts: ContactsService,
    private readonly machines: MachinesReader,
    @Inject(CLOCK) private readonly clock: PlatformClock,
  ) {}

  async queue(me: Principal, { asOf, limit, ...narrowed }: QueueQuery): Promise<QueueView> {
    const { at, moment } = momentOf(asOf, await this.clock.now());
    const asked: Asked = { scope: scopeFor(me), at, ...narrowed };
    const list = (name: QueueName, most = limit) => ({ where: queueLists[name], limit: most });
    const lists = {
      toReceive: list('toReceive'),
      toAppraise: list('toAppraise', MOST),
      waiting: list('waiting'),
      returned: list('returned'),
      overdue: list('overdue'),
      // Whose turn it is, is told of now only.
      toDecide: at === null ? list('toDecide', MOST) : { where: 'false', limit: 0 },
    };
    const rows = await this.reader.lists(asked, lists, 'not w.done');
    const told = await this.told(me, asked, Object.values(rows).flat(), moment);
    const isOffices = ({ id, unit }: MonitoredRow): boolean =>
      at !== null || (told.items.get(id)?.turn ?? []).some((post) => post.unit.code !== unit);
    const toAppraise = rows.toAppraise.filter(isOffices);
    const toDecide = rows.toDecide.filter(({ id }) => (told.items.get(id)?.turn ?? []).length > 0);
    return {
      asOf: toIso(moment),
      toReceive: listOf(rows.toReceive, told),
      toAppraise: { ...listOf(toAppraise.slice(0, limit), told), total: toAppraise.length },
      waiting: listOf(rows.waiting, told),
      returned: listOf(rows.returned, told),
      overdue: listOf(rows.overdue, told),
      toDecide: { ...listOf(toDecide.slice(0, limit), told), total: toDecide.length },
    };
  }

  private async told(me: Principal, asked: Asked, rows: readonly MonitoredRow[], moment: number): Promise<Told> {
    const items = await this.view.items(asked.scope, rows, moment);
    return {
      items,
      contacts: await this.contacts.told(me, [...items.values()], moment),
      acts: await this.acts(me, rows, moment),
    };
  }

  /** What whoever asks would do next, thing by thing; of the past nothing can be done. */
  private async acts(
    me: Principal,
    rows: readonly MonitoredRow[],
    moment: number,
  ): Promise<ReadonlyMap<number, QueueAct>> {
    const machineOf = await this.machines.find(rows);
    const actors = new Map(
      [...new Set(rows.map(({ plan }) => plan))].map((plan) => [plan, actorsIn(me, plan)] as const),
    );
    return new Map(
      rows.flatMap((row) => {
        const machine = machineOf(row);
        const { snapshot } = row;
        if (!machine || !snapshot) return [];
        const event = nextAct(machine, snapshot, Math.max(moment, row.at), actors.get(row.plan) ?? []);
        const spec = event === undefined ? undefined : own(machine.definition.events, event);
        return event === undefined || !spec
          ? []
          : [[row.id, { event, label: spec.label, form: formNameOf(spec) ?? null }] as const];
      }),
    );
  }
}

function listOf(rows: readonly MonitoredRow[], told: Told): QueueList {
  isShown(rows);
  return {
    total: rows[0]?.total ?? 0,
    items: rows.flatMap(({ id }) => {
      const item = told.items.get(id);
      return item ? [queueItem(item, told)] : [];
    }),
  };
}

const queueItem = (item: MonitoredItem, { contacts, acts }: Told): QueueItem => ({
  ...item,
  ...contacts(item),
  act: acts.get(item.id) ?? null,
});
