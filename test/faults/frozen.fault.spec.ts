import type pg from 'pg';
import { lockByKey } from '../../src/engine/ledger/statements.js';
import { isConnectionLost } from '../../src/engine/ledger/transaction.js';
import { addMonths } from '../../src/core/calendar/day.js';
import { draw } from '../../src/sandbox/dice.js';
import { rehearse } from '../../src/sandbox/rehearsal.js';
import { from, peopleOf, realPlan } from '../sandbox/troupe.js';
import { count } from '../support/count.js';
import { allDelivered, expectSameLines, linesOf, openDriver, seedOr, undisturbed } from '../support/driver.js';
import { startFleet } from '../support/fleet.js';
import { useHouse } from '../support/house.js';
import { command, issueRound, makeHouse, officerOf } from '../support/make.js';
import { useDatabase } from '../support/postgres.js';
import { ServedStage, unsalted } from '../support/served-stage.js';

const db = useDatabase();
const SEED = seedOr(17);
const TIMES = count(12, 80);
const MONTHS = count(7, 36);
const span = { seed: SEED, from: from('2023-01-01'), to: from(addMonths('2023-01-01', MONTHS)) - 1 };
/** What freezes a worker, a little after the beginning of a step, and since which step it is frozen. */
type Frozen = { readonly falling: NodeJS.Timeout; since?: number };
/** A freeze comes within so many milliseconds of its step's beginning: while it takes up what the step sets off. */
const WITHIN = 60;
/** A worker thaws only when the rehearsal has gone on for so many steps without it. */
const STEPS_WITHOUT = 5;

/** What the server says to a session that it ends for its silence. */
const IDLE_IN_TRANSACTION = '25P03';

/** As the application sets it, but shorter: nobody wants to wait for half a minute here. */
function impatient(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.set('options', '-c search_path=public -c idle_in_transaction_session_timeout=500');
  return url.href;
}

test(
  `a worker that freezes ${TIMES} times in the middle of its work holds nobody up: its locks are given to others`,
  async () => {
    const bundle = await realPlan();
    const expected = await undisturbed(bundle, span, unsalted);
    // The workers alone: whoever waits a long time for the machine in the middle of a start has not fallen silent.
    const fleet = await startFleet(db().url, { workerEnv: { DATABASE_URL: impatient(db().url) } });
    await Promise.all(fleet.members.map((member) => member.ready()));
    const driver = await openDriver(db().url, bundle);
    const frozen = new Map<number, Frozen>();
    const thaw = (who: number): void => {
      // At the end of the piece it may not have come to freezing yet.
      clearTimeout(frozen.get(who)?.falling);
      frozen.delete(who);
      fleet.workers[who]?.send('SIGCONT');
    };
    const thawAll = (): void => fleet.workers.forEach((_, who) => thaw(who));
    try {
      const steps = expected.wakes + expected.letters;
      const every = Math.floor(steps / TIMES);
      let freezes = 0;
      const stage = new ServedStage({
        url: fleet.url,
        behind: driver.stage,
        isCommand: (step) => draw(SEED, 'command', step) < 0.2,
        onStep: (step) => {
          for (const [who, { since = step }] of frozen) if (step >= since + STEPS_WITHOUT) thaw(who);
          const who = Math.floor(draw(SEED, 'who', step) * fleet.workers.length);
          if (step % every !== 0 || frozen.size > 0) return;
          const freeze = (): void => {
            fleet.workers[who]?.send('SIGSTOP');
            one.since = stage.steps;
            freezes += 1;
          };
          const one: Frozen = { falling: setTimeout(freeze, WITHIN * draw(SEED, 'after', step)) };
          frozen.set(who, one);
        },
      });
      const begun = performance.now();
      await rehearse({ stage, people: peopleOf(bundle, span), from: span.from, to: span.to });
      console.info(`${freezes} freezes, ${((performance.now() - begun) / 1000).toFixed(1)} s`);
      // On a fast machine one may last until the step at which the next was to come.
      expect(freezes).toBeGreaterThanOrEqual(TIMES / 2);
      thawAll();
      expectSameLines(await linesOf(stage, unsalted), expected.lines);
      const { checks } = await stage.verify();
      expect(checks.filter(({ ok }) => !ok)).toEqual([]);
      await allDelivered(driver);
      expect(fleet.members.flatMap(({ fallen }) => fallen)).toEqual([]);
    } finally {
      thawAll();
      await driver.close();
      await fleet.stop();
    }
  },
  count(900_000, 3_600_000),
);

describe('a process that falls silent while it holds a lock', () => {
  const living = useHouse();

  test('is cut off, the command that waited is taken, and its own work may be tried again', async () => {
    const { house, db: place, history } = living();
    const [key = ''] = await issueRound(house, 1);
    const settings = { ...place.settings, databaseUrl: impatient(place.url) };
    const silent = await makeHouse({ ...place, settings }, { clock: house.clock });
    const told: string[] = [];
    const { master } = silent.database.driver as unknown as { master: pg.Pool };
    master.on('acquire', (client) =>
      client.on('error', (error: Error & { code?: string }) => told.push(error.code ?? '')),
    );
    const held = silent.transactions.run(async (sql) => {
      await sql.query(lockByKey, [[key]]);
      // It does not wake up before the others have gone on without it.
      const [reply] = await house.engine.send([command(key, officerOf('u00001'), 'report.submit')]);
      return { value: reply };
    });
    const error: unknown = await held.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect({ error: String(error), isLost: isConnectionLost(error) }).toMatchObject({ isLost: true });
    expect(told).toContain(IDLE_IN_TRANSACTION);
    expect(await history(key)).toEqual(['xstate.init', 'report.submit']);
    await silent.close();
    await house.waves.settle(house.time.at);
  });
});

test('every connection of ours is cut off that says nothing for half a minute in a transaction', async () => {
  const driver = await openDriver(db().url, await realPlan());
  expect(await driver.rows('show idle_in_transaction_session_timeout')).toEqual([
    { idle_in_transaction_session_timeout: '30s' },
  ]);
  await driver.close();
});
