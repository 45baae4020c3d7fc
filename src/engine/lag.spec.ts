import { Registry } from 'prom-client';
import { Passed } from './behind.js';
import { Lag } from './lag.js';
import type { Transactions } from './ledger/transaction.js';

const LIMIT = 300;
type Oldest = { kind: string; item: string; at: number };

/** A process that looks every five seconds at what the test says is the oldest; instants are seconds. */
function watching(mode: 'production' | 'sandbox', begun = 0) {
  const time = { real: 0, clock: begun };
  const world: { oldest: Oldest[]; failure?: Error } = { oldest: [] };
  const query = (() => {
    if (world.failure) return Promise.reject(world.failure);
    const oldest = world.oldest.map((one) => ({ ...one, at: one.at * 1000 }));
    return Promise.resolve([{ quarantined: 1, dead: 2, aside: 3, oldest }]);
  }) as unknown as Transactions['query'];
  const clock = { mode, now: () => Promise.resolve(time.clock * 1000) };
  const lag = new Lag({ transactions: { query }, clock, lagSeconds: LIMIT, realNow: () => time.real * 1000 });
  /** Seconds go by; the clock of production with them. `each` changes the world before every look. */
  const pass = async (seconds: number, each: () => void = () => undefined): Promise<void> => {
    for (let gone = 0; gone < seconds; gone += 5) {
      time.real += 5;
      if (mode === 'production') time.clock += 5;
      each();
      await lag.look().catch(() => undefined);
    }
  };
  return { lag, time, world, pass };
}
const timer = (at: number, item = `timer ${at}`): Oldest => ({ kind: 'timer', item, at });
const FAILS = /oldest overdue timer: \d+ s/;

describe.each(['production', 'sandbox'] as const)('%s', (mode) => {
  test('nothing waits: all is well, for ever', async () => {
    const { lag, pass } = watching(mode);
    await pass(5_000);
    expect(() => lag.check()).not.toThrow();
  });

  test.each(['timer', 'letter', 'errand'])(
    'a %s that is stuck fails the check after its time, and not before',
    async (kind) => {
      const { lag, world, pass } = watching(mode);
      await pass(10);
      world.oldest = [{ kind, item: 'stuck', at: 0 }];
      await pass(LIMIT - 20);
      expect(() => lag.check()).not.toThrow();
      await pass(40);
      expect(() => lag.check()).toThrow(/oldest .*: \d+ s \(stuck\)/);
      world.oldest = [];
      await pass(5);
      expect(() => lag.check()).not.toThrow();
    },
  );

  test('a message that is stuck is the channel’s matter', async () => {
    const { lag, world, pass } = watching(mode);
    world.oldest = [{ kind: 'message', item: 'm', at: 0 }];
    await pass(5 * LIMIT);
    expect(() => lag.check()).not.toThrow();
  });

  test('a database that was away is no reason to fail; a pool that gives no connection is', async () => {
    const { lag, world, pass } = watching(mode);
    world.failure = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    await pass(2 * LIMIT);
    expect(() => lag.check()).not.toThrow();
    world.failure = new Error('timeout exceeded when trying to connect');
    await pass(LIMIT);
    expect(() => lag.check()).not.toThrow();
    await pass(10);
    expect(() => lag.check()).toThrow(/nobody could look at what is due for \d+ s/);
    delete world.failure;
    await pass(5);
    expect(() => lag.check()).not.toThrow();
  });
});

describe('in production', () => {
  test('a backlog that grows fails, though its head moves at every look', async () => {
    const { lag, time, world, pass } = watching('production');
    // It does half of what comes in.
    await pass(2 * LIMIT - 10, () => (world.oldest = [timer(time.clock / 2)]));
    expect(() => lag.check()).not.toThrow();
    await pass(20, () => (world.oldest = [timer(time.clock / 2)]));
    expect(() => lag.check()).toThrow(FAILS);
  });

  test('a head that always moves and never lags is well', async () => {
    const { lag, time, world, pass } = watching('production');
    await pass(10 * LIMIT, () => (world.oldest = [timer(time.clock - 3)]));
    expect(() => lag.check()).not.toThrow();
  });

  test('who comes up an hour late is well while it catches up, and fails when it does not', async () => {
    const late = watching('production', 10_000);
    let head = 10_000 - 3_600;
    await late.pass(1_500, () => (late.world.oldest = [timer((head += 15))]));
    expect(() => late.lag.check()).not.toThrow();
    const stuck = watching('production', 10_000);
    stuck.world.oldest = [timer(6_400)];
    await stuck.pass(LIMIT);
    expect(() => stuck.lag.check()).not.toThrow();
    await stuck.pass(10);
    expect(() => stuck.lag.check()).toThrow(FAILS);
    const standing = watching('production', 10_000);
    // No nearer and no further: it does not catch up.
    await standing.pass(LIMIT + 10, () => (standing.world.oldest = [timer(standing.time.clock - 3_600)]));
    expect(() => standing.lag.check()).toThrow(FAILS);
  });

  test('a process that was frozen for an hour is given its time', async () => {
    const { lag, time, world, pass } = watching('production');
    world.oldest = [timer(0)];
    await pass(10);
    time.real += 3_600;
    time.clock += 3_600;
    await pass(5);
    expect(() => lag.check()).not.toThrow();
  });

  test('old letters that come all at once, from a wave that is late, are given theirs', async () => {
    const { lag, world, pass } = watching('production', 10_000);
    await pass(1_000);
    world.oldest = [{ kind: 'letter', item: 'old', at: 5_000 }];
    await pass(LIMIT);
    expect(() => lag.check()).not.toThrow();
    await pass(10);
    expect(() => lag.check()).toThrow(/oldest undelivered letter/);
  });

  test('the gauges are the clock less the moment', async () => {
    const { lag, world, pass } = watching('production', 1_000);
    world.oldest = [timer(900), { kind: 'letter', item: 'l', at: 950 }];
    await pass(5);
    expect((await lag.look()).seconds).toEqual({ timer: 105, letter: 55, errand: 0, message: 0 });
  });
});

describe('in a sandbox, whose clock does not follow real time', () => {
  test('a leap over a year makes nothing late', async () => {
    const { lag, time, world, pass } = watching('sandbox');
    await pass(5);
    time.clock = 31_536_000;
    world.oldest = [timer(86_400)];
    await pass(5);
    expect((await lag.look()).seconds.timer).toBe(0);
    expect(() => lag.check()).not.toThrow();
  });

  test('what has been due since the clock passed it grows in real time, also while the clock goes on', async () => {
    const { lag, time, world, pass } = watching('sandbox');
    world.oldest = [timer(86_400)];
    time.clock = 86_400;
    await pass(100, () => (time.clock += 3_600));
    expect((await lag.look()).seconds.timer).toBe(95);
    await pass(LIMIT, () => (time.clock += 3_600));
    expect(() => lag.check()).toThrow(FAILS);
  });

  test('a backlog that grows because the clock is faster than the work fails, though its head moves', async () => {
    const { lag, time, world, pass } = watching('sandbox');
    await pass(3 * LIMIT, () => {
      time.clock += 3_600;
      world.oldest = [timer(time.clock / 2)];
    });
    expect(() => lag.check()).toThrow(FAILS);
  });

  test('what is remembered of the clock does not grow without end', () => {
    const passed = new Passed();
    for (let n = 0; n < 10_000; n += 1) passed.see(n, n);
    // Coarsely, and never as longer ago than it was.
    expect(passed.since(5_000)).toBeGreaterThanOrEqual(5_000);
    expect(passed.since(5_000)).toBeLessThan(5_100);
    passed.forget(9_999);
    expect(passed.since(0)).toBe(9_999);
  });
});

test('the gauges look when they are read', async () => {
  const { lag, world } = watching('production', 100);
  world.oldest = [timer(40), { kind: 'letter', item: 'l', at: 70 }];
  const registry = new Registry();
  lag.register(registry);
  const text = await registry.metrics();
  expect(text).toMatch(/^dung_han_oldest_overdue_timer_seconds 60$/m);
  expect(text).toMatch(/^dung_han_oldest_undelivered_letter_seconds 30$/m);
  expect(text).toMatch(/^dung_han_oldest_waiting_errand_seconds 0$/m);
  expect(text).toMatch(/^dung_han_quarantined_instances 1$/m);
});
