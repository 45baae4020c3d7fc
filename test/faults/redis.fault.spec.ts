import { addMonths } from '../../src/core/calendar/day.js';
import { draw } from '../../src/sandbox/dice.js';
import { rehearse } from '../../src/sandbox/rehearsal.js';
import { from, peopleOf, realPlan } from '../sandbox/troupe.js';
import { ADMIN, bearer, giveAdministrator } from '../support/accounts.js';
import { count } from '../support/count.js';
import { allDelivered, expectSameLines, linesOf, openDriver, seedOr, undisturbed } from '../support/driver.js';
import { startFleet, type Member } from '../support/fleet.js';
import { useDatabase } from '../support/postgres.js';
import { describeWithRedis, useRedis } from '../support/redis.js';
import { ServedStage, unsalted } from '../support/served-stage.js';
import { until } from '../support/until.js';

const SEED = seedOr(13);
const TIMES = count(8, 60);
const MONTHS = count(7, 36);
const span = { seed: SEED, from: from('2023-01-01'), to: from(addMonths('2023-01-01', MONTHS)) - 1 };

/** Jobs that a worker has heard from the queue so far. */
const heardBy = (worker: Member): Promise<number> => worker.counted('dung_han_jobs_total');

describeWithRedis('with the queue on Redis', () => {
  const db = useDatabase();
  const redis = useRedis();

  test(
    `Redis emptied or restarted ${TIMES} times in the middle of a rehearsal changes nothing in its history`,
    async () => {
      const bundle = await realPlan();
      const expected = await undisturbed(bundle, span, unsalted);
      const fleet = await startFleet(db().url, { env: { REDIS_URL: redis().url } });
      await fleet.api.ready();
      const driver = await openDriver(db().url, bundle);
      const heard = async () => (await Promise.all(fleet.workers.map(heardBy))).reduce((a, b) => a + b, 0);
      try {
        const steps = expected.wakes + expected.letters;
        const moments = new Map(
          Array.from(
            { length: TIMES },
            (_, n) =>
              [
                2 + Math.floor(((n + 0.8 * draw(SEED, 'loss', n)) * (steps - 4)) / TIMES),
                n % 2 === 0 ? 'flushAll' : 'restart',
              ] as const,
          ),
        );
        let done = 0;
        let under: Promise<unknown> = Promise.resolve();
        const stage = new ServedStage({
          url: fleet.url,
          behind: driver.stage,
          isCommand: (step) => draw(SEED, 'command', step) < 0.4,
          onStep: (step) => {
            const what = moments.get(step);
            if (what) under = under.then(() => redis()[what]()).then(() => (done += 1));
          },
        });
        const begun = performance.now();
        await rehearse({ stage, people: peopleOf(bundle, span), from: span.from, to: span.to });
        await under;
        console.info(
          `${done} losses, ${await heard()} jobs heard, ${((performance.now() - begun) / 1000).toFixed(1)} s`,
        );
        expect(done).toBe(TIMES);
        expectSameLines(await linesOf(stage, unsalted), expected.lines);
        const { checks } = await stage.verify();
        expect(checks.filter(({ ok }) => !ok)).toEqual([]);
        await allDelivered(driver);
        expect(fleet.members.flatMap(({ fallen }) => fallen)).toEqual([]);
      } finally {
        await driver.close();
        await fleet.stop();
      }
    },
    count(900_000, 3_600_000),
  );

  test('workers hear the bell again after Redis was emptied, and again after it was restarted', async () => {
    const fleet = await startFleet(db().url, { workers: 1, env: { REDIS_URL: redis().url } });
    try {
      const [worker] = fleet.workers;
      await fleet.api.ready();
      await giveAdministrator(db().pool);
      for (const lose of ['flushAll', 'restart'] as const) {
        await redis()[lose]();
        const before = worker ? await heardBy(worker) : 0;
        await until('the worker to hear a ring', async () => {
          const moved = await fetch(`${fleet.url}/api/v1/sandbox/clock`, {
            method: 'POST',
            headers: { ...bearer(ADMIN), 'Content-Type': 'application/json' },
            body: JSON.stringify({ by: 'week' }),
          });
          expect(moved.status).toBe(200);
          return worker !== undefined && (await heardBy(worker)) > before;
        });
      }
    } finally {
      await fleet.stop();
    }
  }, 600_000);
});
