import { Gauge, type Registry } from 'prom-client';
import type { PlatformClock } from '../platform/clock.js';
import { looked, Passed, tooLong, type Behind, type Look } from './behind.js';
import { isConnectionLost, type Transactions } from './ledger/transaction.js';
import type { Statement } from './ports.js';

export type LagKind = 'timer' | 'letter' | 'errand' | 'message';
const kinds: readonly LagKind[] = ['timer', 'letter', 'errand', 'message'];
/** The oldest thing of its kind that should have been done: which one it is, and since when it has been due. */
type Oldest = { readonly kind: LagKind; readonly item: string; readonly at: number };
type Counted = { readonly quarantined: number; readonly dead: number; readonly aside: number };
type Row = Counted & { readonly oldest: readonly Oldest[] | null };

export type Standing = Counted & {
  /** Seconds that the oldest of each kind has been waiting; 0: nothing waits. */
  readonly seconds: Readonly<Record<LagKind, number>>;
};

type LagParts = {
  readonly transactions: Pick<Transactions, 'query'>;
  readonly clock: PlatformClock;
  readonly lagSeconds: number;
  /** Real time in milliseconds, whatever the clock of the work says; never back. */
  readonly realNow?: () => number;
};

/**
 * How far the work is behind. In production a lag is the clock less the moment that was due; in a sandbox, whose clock
 * leaps, it is the real time since this process first saw the clock at that moment or past it. The live check fails when
 * the lag exceeds its limit and has come no nearer for as long: whoever comes up an hour after a deadline may catch up.
 */
export class Lag {
  private readonly behind = new Map<LagKind, Behind>();
  private readonly passed = new Passed();
  private readonly realNow: () => number;
  private looking: Promise<Standing> | undefined;
  private lookedAt: number;

  constructor(private readonly parts: LagParts) {
    this.realNow = parts.realNow ?? (() => performance.now());
    this.lookedAt = this.realNow();
  }

  /** Those who look at the same time share one look. */
  look(): Promise<Standing> {
    this.looking ??= this.lookNow().finally(() => (this.looking = undefined));
    return this.looking;
  }

  /** @throws a sentence when timers, letters or errands are too far behind, or nobody could look for as long */
  check(): void {
    const look = this.present();
    for (const kind of ['timer', 'letter', 'errand'] as const) {
      const behind = this.behind.get(kind);
      const age = behind && tooLong(behind, look);
      if (age !== undefined) throw new Error(`${NAMES[kind]}: ${Math.round(age / 1000)} s (${behind?.item})`);
    }
    if (look.elapsed > look.limit)
      throw new Error(`nobody could look at what is due for ${Math.round(look.elapsed / 1000)} s`);
  }

  private present(): Look {
    const at = this.realNow();
    return { at, elapsed: at - this.lookedAt, limit: this.parts.lagSeconds * 1000 };
  }

  /** Gauges that look when they are read. */
  register(registry: Registry): void {
    const gauge = (name: string, help: string, of: (standing: Standing) => number): void => {
      const look = (): Promise<number> => this.look().then(of, () => NaN);
      new Gauge({
        name: `dung_han_${name}`,
        help,
        registers: [registry],
        async collect() {
          this.set(await look());
        },
      });
    };
    for (const kind of kinds)
      gauge(
        `${NAMES[kind].replaceAll(' ', '_')}_seconds`,
        `How long the ${NAMES[kind]} has been waiting; 0: none is.`,
        ({ seconds }) => seconds[kind],
      );
    gauge(
      'quarantined_instances',
      'Instances that were set aside because their step threw.',
      ({ quarantined }) => quarantined,
    );
    gauge('errands_set_aside', 'Errands that could not be done.', ({ aside }) => aside);
    gauge('dead_letters', 'Messages that were given up.', ({ dead }) => dead);
  }

  private async lookNow(): Promise<Standing> {
    try {
      const now = await this.parts.clock.now();
      const [row] = await this.parts.transactions.query<Row>(standing, [now]);
      const { oldest, ...counted } = row ?? { oldest: null, quarantined: 0, dead: 0, aside: 0 };
      const seconds = this.ages(oldest ?? [], now);
      this.lookedAt = this.realNow();
      return { ...counted, seconds };
    } catch (error) {
      // A database that is away is the ready check's to tell. A pool that gives no connection is ours.
      if (isConnectionLost(error) && !isStarved(error)) {
        this.behind.clear();
        this.lookedAt = this.realNow();
      }
      throw error;
    }
  }

  private ages(oldest: readonly Oldest[], now: number): Record<LagKind, number> {
    const look = this.present();
    this.passed.see(now, look.at);
    const ages = { timer: 0, letter: 0, errand: 0, message: 0 };
    for (const kind of kinds) {
      const one = oldest.find((each) => each.kind === kind);
      if (one === undefined) {
        this.behind.delete(kind);
        continue;
      }
      const age = Math.max(0, this.parts.clock.mode === 'production' ? now - one.at : this.waited(one.at, look.at));
      this.behind.set(kind, looked(this.behind.get(kind), { item: one.item, age }, look));
      ages[kind] = age / 1000;
    }
    this.passed.forget(Math.min(now, ...oldest.map(({ at }) => at)));
    return ages;
  }

  private waited(due: number, at: number): number {
    return at - (this.passed.since(due) ?? at);
  }
}

const NAMES: Readonly<Record<LagKind, string>> = {
  timer: 'oldest overdue timer',
  letter: 'oldest undelivered letter',
  errand: 'oldest waiting errand',
  message: 'oldest undelivered message',
};
const isStarved = (error: unknown): boolean =>
  error instanceof Error && /timeout exceeded when trying to connect/.test(error.message);

// Each part is the head of an index.
const TIMER = `select t.* from timer t join instance i on i.id = t.instance_id and i.status = 'running'
  where t.at <= $1 order by t.at, t.hop, t.instance_id limit 1`;
const LETTER = `select l.* from letter l join instance i on i.id = l.instance_id and i.status <> 'quarantined'
  where l.outcome is null and l.at <= $1 order by l.at, l.hop, l.instance_id limit 1`;
const ERRAND = `select * from errand where not done and trouble is null and at <= $1 order by at, hop, id limit 1`;
const MESSAGE = `select * from outbox where delivered_at is null and dead_at is null order by at, id limit 1`;

const part = (kind: LagKind, item: string, source: string): string =>
  `select jsonb_build_object('kind', '${kind}', 'item', ${item}, 'at', at) as one from (${source}) as ${kind}`;
const parts = [
  part('timer', `key || ' of ' || instance_id || ' at ' || at`, TIMER),
  part('letter', `key || ' to ' || instance_id`, LETTER),
  part('errand', `id || ' of ' || instance`, ERRAND),
  part('message', 'message_id', MESSAGE),
];

const standing: Statement = {
  name: 'dh_standing',
  text: `select (select jsonb_agg(one) from (${parts.join(' union all ')}) as found) as oldest,
    (select count(*)::int from instance where status = 'quarantined') as quarantined,
    (select count(*)::int from errand where not done and trouble is not null) as aside,
    (select count(*)::int from outbox where dead_at is not null) as dead`,
};
