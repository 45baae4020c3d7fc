import { toIso } from '../core/calendar/day.js';
import { problem } from '../core/problem.js';
import type { EngineHouse } from '../engine/create-engine.js';
import type { QueueBell } from '../engine/jobs/bell.js';
import { plansWhere } from '../people/access.rules.js';
import type { Principal } from '../people/principal.js';
import type { Trail, TrailEntry } from '../people/trail.js';
import { labelOf } from '../platform/words.js';
import type {
  AsidePage,
  OperationsView,
  OutboxPage,
  OutboxQuery,
  Retried,
  TimerPage,
  TimersQuery,
  TroubleQuery,
} from './operations.dto.js';
import type { OperationsReader, Plans } from './operations.reader.js';
import type { OperationsStore } from './operations.store.js';

type Parts = {
  readonly house: Pick<EngineHouse, 'waves' | 'clock'>;
  readonly bell: Pick<QueueBell, 'check' | 'ring'>;
  readonly kind: OperationsView['queue']['kind'];
  readonly reader: OperationsReader;
  readonly store: OperationsStore;
  readonly trail: Trail;
};

/** What an administrator sees of the machine, and what they can set going again. */
export class Operations {
  constructor(private readonly parts: Parts) {}

  async view(me: Principal): Promise<OperationsView> {
    const { house, reader } = this.parts;
    const now = await house.clock.now();
    const [counts, queue] = await Promise.all([reader.counts(plansOf(me), now), this.queue()]);
    const { pending, late, next, waiting, refused, delivered, dead, lastTimer, ...rest } = counts;
    return {
      at: toIso(now),
      queue,
      timers: { pending, late, next: isoOrNull(next) },
      outbox: { waiting, refused, delivered, dead },
      ...rest,
      lastTimer: isoOrNull(lastTimer),
    };
  }

  async timers(me: Principal, query: TimersQuery): Promise<TimerPage> {
    const now = await this.parts.house.clock.now();
    const { items, next } = await this.parts.reader.timers(plansOf(me), query);
    return {
      items: items.map(({ timer, definition: _, restricted: __, at, ...row }) => ({
        ...row,
        at: toIso(at),
        isLate: at <= now,
        label: timerLabel(timer),
      })),
      next,
    };
  }

  async outbox(me: Principal, query: OutboxQuery): Promise<OutboxPage> {
    const { items, next } = await this.parts.reader.messages(plansOf(me), query);
    return {
      items: items.map(({ at, nextTry, deliveredAt, deadAt, restricted: _, ...row }) => ({
        ...row,
        at: toIso(at),
        nextTry: isoOrNull(nextTry?.getTime() ?? null),
        deliveredAt: isoOrNull(deliveredAt?.getTime() ?? null),
        deadAt: isoOrNull(deadAt?.getTime() ?? null),
      })),
      next,
    };
  }

  async aside(me: Principal, kind: 'instance' | 'errand', query: TroubleQuery): Promise<AsidePage> {
    const { items, next } = await this.parts.reader.aside(plansOf(me), kind, query);
    return { items: items.map(({ at, restricted: _, ...row }) => ({ ...row, at: toIso(at) })), next };
  }

  async retryMessage(me: Principal, id: number): Promise<Retried> {
    await this.again(me, id, 'message');
    await this.parts.bell.ring({ wakeAt: [], mail: false, errands: false, outbox: true });
    return { id, status: 'waiting', trouble: null };
  }

  async retryErrand(me: Principal, id: number): Promise<Retried> {
    await this.again(me, id, 'errand');
    await this.catchUp();
    return { id, status: 'waiting', trouble: null };
  }

  /** Whoever fails again is set aside again, and the answer says so. */
  async retryInstance(me: Principal, id: number): Promise<Retried> {
    await this.again(me, id, 'instance');
    await this.catchUp();
    const row = await this.parts.reader.instance(id);
    return { id, status: row?.status ?? 'running', trouble: row?.trouble ?? null };
  }

  private async again(me: Principal, id: number, what: 'message' | 'errand' | 'instance'): Promise<void> {
    const { store, trail } = this.parts;
    await trail.told(async (db) => {
      const found = await store[what](db, id, plansOf(me));
      if (!found) throw problem('not-found', { asked: id });
      const { plan, key } = found;
      const told: TrailEntry = { kind: 'retried', actor: me.name, plan, subject: key, after: { what, id } };
      return { value: undefined, told: [told] };
    });
  }

  private async catchUp(): Promise<void> {
    const { house } = this.parts;
    await house.waves.settle(await house.clock.now());
  }

  private async queue(): Promise<OperationsView['queue']> {
    const { bell, kind } = this.parts;
    try {
      await bell.check();
      return { kind, isWell: true, trouble: null };
    } catch (error) {
      return { kind, isWell: false, trouble: error instanceof Error ? error.message : String(error) };
    }
  }
}

const plansOf = (me: Principal): Plans => plansWhere(me, 'operations.manage') ?? null;
const isoOrNull = (instant: number | null): string | null => (instant === null ? null : toIso(instant));

/** Of a list over many plans: by its kind. Which one it is stands on the page of the instance. */
function timerLabel(key: string): ReturnType<typeof labelOf> {
  const [, name = key] = /^xstate\.after\.(.+?)\.duty\./.exec(key) ?? [];
  const [, kind, of = ''] = /^(r|e|w)-(.+)$/.exec(name) ?? [];
  if (kind === 'r') return labelOf('timers', 'reminder', { name: of });
  if (kind === 'e') return labelOf('timers', 'escalation', { name: of });
  if (kind === 'w') return labelOf('timers', 'window', { name: of });
  return labelOf('timers', name);
}
