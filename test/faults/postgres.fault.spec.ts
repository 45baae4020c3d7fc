import { addMonths } from '../../src/core/calendar/day.js';
import { migrate } from '../../src/platform/migrate.js';
import { draw } from '../../src/sandbox/dice.js';
import { rehearse } from '../../src/sandbox/rehearsal.js';
import { from, peopleOf, realPlan } from '../sandbox/troupe.js';
import { count } from '../support/count.js';
import { allDelivered, expectSameLines, linesOf, openDriver, seedOr, undisturbed } from '../support/driver.js';
import { startFleet } from '../support/fleet.js';
import { startPrivatePostgres, type PrivatePostgres, type Restart } from '../support/private-postgres.js';
import { ServedStage, unsalted } from '../support/served-stage.js';

const SEED = seedOr(11);
const TIMES = count(9, 60);
const MONTHS = count(7, 36);
const span = { seed: SEED, from: from('2023-01-01'), to: from(addMonths('2023-01-01', MONTHS)) - 1 };
const HOW: readonly Restart[] = ['fast', 'immediate', 'crash'];

let server: PrivatePostgres | undefined;
afterAll(() => server?.stop());

test(
  `PostgreSQL restarted ${TIMES} times in the middle of a rehearsal: fast, immediate, killed; everything goes on by itself`,
  async () => {
    server = await startPrivatePostgres();
    const { url, restart } = server;
    await migrate({ databaseUrl: url, databaseSchema: 'public', poolSize: 2 }, { mode: 'sandbox', startAt: span.from });
    const bundle = await realPlan();
    const expected = await undisturbed(bundle, span, unsalted);
    const fleet = await startFleet(url);
    await fleet.api.ready();
    const driver = await openDriver(url, bundle);
    try {
      const steps = expected.wakes + expected.letters;
      const moments = new Map(
        Array.from({ length: TIMES }, (_, n) => [
          2 + Math.floor(((n + 0.8 * draw(SEED, 'restart', n)) * (steps - 4)) / TIMES),
          HOW[n % HOW.length] ?? 'fast',
        ]),
      );
      const done: Restart[] = [];
      // One after the other: a server that is starting is not restarted.
      let under: Promise<unknown> = Promise.resolve();
      const stage = new ServedStage({
        url: fleet.url,
        behind: driver.stage,
        isCommand: (step) => draw(SEED, 'command', step) < 0.4,
        onStep: (step) => {
          const how = moments.get(step);
          if (how) under = under.then(() => restart(how)).then(() => done.push(how));
        },
      });
      const begun = performance.now();
      const played = await rehearse({ stage, people: peopleOf(bundle, span), from: span.from, to: span.to });
      await under;
      console.info(
        `${done.length} restarts, ${stage.retried} requests tried again, ${((performance.now() - begun) / 1000).toFixed(1)} s`,
      );
      expect(done).toHaveLength(TIMES);
      expectSameLines(await linesOf(stage, unsalted), expected.lines);
      expect(played.troubles).toEqual(expected.troubles);
      const { checks } = await stage.verify();
      expect(checks.filter(({ ok }) => !ok)).toEqual([]);
      await allDelivered(driver);
      // Nobody was restarted for it: every process has found its way back by itself.
      expect(fleet.members.flatMap(({ fallen }) => fallen)).toEqual([]);
    } finally {
      await driver.close();
      await fleet.stop();
    }
  },
  count(900_000, 3_600_000),
);
