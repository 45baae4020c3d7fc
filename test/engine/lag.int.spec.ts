import { Registry } from 'prom-client';
import type pg from 'pg';
import { Lag } from '../../src/engine/lag.js';
import { useHouse } from '../support/house.js';
import { command, issueRound, moment, officerOf, type TestHouse } from '../support/make.js';

const LIMIT = 300;
const real = { at: 0 };
const watch = ({ transactions, clock }: TestHouse): { lag: Lag; gauge(name: string): Promise<number> } => {
  const lag = new Lag({
    transactions,
    clock: { mode: 'production', now: () => clock.now() },
    lagSeconds: LIMIT,
    realNow: () => real.at * 1000,
  });
  const registry = new Registry();
  lag.register(registry);
  const gauge = async (name: string): Promise<number> =>
    Number(new RegExp(`^dung_han_${name} (.*)$`, 'm').exec(await registry.metrics())?.[1]);
  return { lag, gauge };
};

describe('an engine whose workers do nothing', () => {
  const living = useHouse();

  test('is seen to be behind by its timers and letters, until somebody does the work', async () => {
    const { house } = living();
    const [first = ''] = await issueRound(house, 2);
    const { lag, gauge } = watch(house);
    expect(await gauge('oldest_overdue_timer_seconds')).toBe(0);
    // A minute past the legal end of the second, and what the first one says to its round.
    house.time.at = moment('06-01');
    await house.engine.send([command(first, officerOf('u00001'), 'report.submit')]);
    house.time.at += 40_000;
    expect(await gauge('oldest_undelivered_letter_seconds')).toBe(40);
    const [{ at = 0 } = {}] = await living().rows<{ at: number }>(`select min(at)::float8 as at from timer`);
    house.time.at = at + 60_000;
    expect(await gauge('oldest_overdue_timer_seconds')).toBe(60);
    for (let gone = 0; gone <= LIMIT; gone += 10) {
      real.at += 10;
      house.time.at += 10_000;
      await lag.look();
    }
    expect(() => lag.check()).toThrow(/oldest overdue timer: \d+ s/);
    await house.waves.settle(house.time.at);
    await lag.look();
    expect(() => lag.check()).not.toThrow();
    expect(await gauge('oldest_overdue_timer_seconds')).toBe(0);
    expect(await gauge('oldest_undelivered_letter_seconds')).toBe(0);
  });
});

describe('a pool whose connections are all parked', () => {
  const living = useHouse({ poolSize: 2 });

  test('is no green health: nobody can look at what is due', async () => {
    const { house } = living();
    const { lag } = watch(house);
    await lag.look();
    const { master } = house.database.driver as unknown as { master: pg.Pool };
    const parked = [await master.connect(), await master.connect()];
    try {
      real.at += LIMIT + 1;
      await expect(lag.look()).rejects.toThrow('timeout exceeded when trying to connect');
      expect(() => lag.check()).toThrow(/nobody could look at what is due for 301 s/);
    } finally {
      for (const client of parked) client.release();
    }
    await lag.look();
    expect(() => lag.check()).not.toThrow();
  });
});
