import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { assemble } from '../../src/core/plan/assemble.js';
import type { PlanBundle } from '../../src/core/plan/load.js';
import { createEngine } from '../../src/engine/create-engine.js';
import { Rounds } from '../../src/engine/jobs/rounds.js';
import type { Roster } from '../../src/engine/ports.js';
import { SandboxClock } from '../../src/platform/clock.js';
import { databaseOptions } from '../../src/platform/database.js';
import { DurableStage } from '../../src/sandbox/durable-stage.js';
import { MemoryStage } from '../../src/sandbox/memory-stage.js';
import { openRehearsal } from '../../src/sandbox/rehearsal-schema.store.js';
import { count } from '../support/count.js';
import { useDatabase } from '../support/postgres.js';
import { difference, tell, type Told } from './histories.js';
import { from, peopleOf, realPlan, smallPlan } from './troupe.js';

const db = useDatabase();

type Run = { readonly seed: number; readonly from: number; readonly to: number; readonly lateness?: number };
const year: Omit<Run, 'seed'> = { from: from('2025-01-01'), to: from('2026-01-01') - 1 };

const inMemory = (bundle: PlanBundle, run: Run): Promise<Told> =>
  tell(new MemoryStage(bundle, bundle.calendar), peopleOf(bundle, run), run.from, run.to);

async function durably(bundle: PlanBundle, run: Run, how: { page?: number; runners?: number } = {}): Promise<Told> {
  const { page, runners } = how;
  const roster = { units: () => Promise.resolve(bundle.units.units) };
  const { house, clock, close } = await openRehearsal({
    databaseUrl: db().url,
    startAt: run.from,
    roster,
    ...(page && { page }),
  });
  try {
    const stage = new DurableStage({
      house,
      clock,
      source: bundle,
      calendar: bundle.calendar,
      ...(runners && { runners }),
    });
    return await tell(stage, peopleOf(bundle, run), run.from, run.to);
  } finally {
    await close(false);
  }
}

function expectSame(a: Told, b: Told): void {
  expect(difference(a, b)).toBeUndefined();
  expect(b.digest).toBe(a.digest);
  expect(b.notices).toEqual(a.notices);
  expect(b.troubles).toEqual(a.troubles);
  for (const { checks } of [a.verified, b.verified]) expect(checks.filter(({ ok }) => !ok)).toEqual([]);
}

describe('the same piece in memory and on the durable engine', () => {
  let bundle: PlanBundle;
  beforeAll(async () => {
    bundle = await smallPlan();
  });

  test.each(Array.from({ length: count(3, 60) }, (_, i) => i + 1))(
    'a year with seed %i has one history',
    async (seed) => {
      const run = { ...year, seed };
      const memory = await inMemory(bundle, run);
      expect(memory.letters).toBeGreaterThan(50);
      expectSame(memory, await durably(bundle, run));
    },
  );

  test.each([
    { page: 1, runners: 1 },
    { page: 2, runners: 3 },
    { page: 1, runners: 4 },
    { page: 1000, runners: 2 },
  ])('pages of $page and $runners runners of waves change nothing', async (how) => {
    const run = { ...year, seed: 11 };
    expectSame(await inMemory(bundle, run), await durably(bundle, run, how));
  });
});

test('waves that other processes run, while the stage only waits for quiet, change nothing', async () => {
  const bundle = await smallPlan();
  const run = { ...year, seed: 11 };
  const roster = { units: () => Promise.resolve(bundle.units.units) };
  const { house, clock, schema, close } = await openRehearsal({ databaseUrl: db().url, startAt: run.from, roster });
  const workers = [await worker(schema, roster), await worker(schema, roster)];
  try {
    const stage = new DurableStage({ house, clock, source: bundle, calendar: bundle.calendar, runners: 0 });
    expectSame(await inMemory(bundle, run), await tell(stage, peopleOf(bundle, run), run.from, run.to));
  } finally {
    await Promise.all(workers.map((stop) => stop()));
    await close(false);
  }
}, 300_000);

/** Looks at what is due, again and again, with connections and a catalogue of its own. */
async function worker(databaseSchema: string, roster: Roster): Promise<() => Promise<void>> {
  const database = await new DataSource(
    databaseOptions({ databaseUrl: db().url, databaseSchema, poolSize: 2 }),
  ).initialize();
  const clock = new SandboxClock(database);
  const { waves } = createEngine({ database, clock, roster, page: 3 });
  const failed: unknown[] = [];
  const looking = new Rounds(async () => waves.run(await clock.now()), {
    every: 2,
    onFailed: (error) => failed.push(error),
  });
  looking.start();
  return async () => {
    await looking.stop();
    await database.destroy();
    expect(failed).toEqual([]);
  };
}

/** What README.md shows of the rehearsal that it names: seed 7, and the lateness that the command takes by itself. */
const inReadme = /^Mã băm lịch sử: (\w+)$/m.exec(readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8'))?.[1];

test('the real plan, three years, seed 7: memory and the durable engine tell the same, and README.md too', async () => {
  const bundle = await realPlan();
  const run = { seed: 7, lateness: 0.1, from: from('2023-01-01'), to: from('2026-01-01') - 1 };
  expect(assemble(bundle).series.length).toBeGreaterThan(0);
  const told = await inMemory(bundle, run);
  expectSame(told, await durably(bundle, run));
  expect(inReadme).toBe(told.digest);
}, 300_000);
