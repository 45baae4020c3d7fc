import { DAY, startOfDay, toIso } from '../../src/core/calendar/day.js';
import { TrailStore } from '../../src/people/trail.store.js';
import { foundMode, SandboxClock } from '../../src/platform/clock.js';
import { openDatabase, type Database } from '../../src/platform/database.js';
import { MoveClock } from '../../src/sandbox/move-clock.service.js';
import { PlayedReader } from '../../src/sandbox/played.reader.js';
import { useDatabase } from '../support/postgres.js';

// Two processes with one sandbox: each has its own connections and its own moves, and the row of the clock is all they share.
const db = useDatabase();
let databases: readonly Database[] = [];
beforeAll(async () => {
  databases = await Promise.all([1, 2].map(() => openDatabase({ ...db().settings, poolSize: 2 })));
  await foundMode(databases[0] as Database, { mode: 'sandbox', startAt: startOfDay('2024-01-01') });
});
afterAll(() => Promise.all(databases.map((database) => database.destroy())));

const readRow = async (): Promise<number> => new SandboxClock(databases[0] as Database).now();

/** Nobody goes on before all have come. */
function gate(all: number): () => Promise<void> {
  let come = 0;
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return () => {
    come += 1;
    if (come === all) open();
    return opened;
  };
}

/** A process in which some things are due; before its clock leaves the moment it waits for the others. */
function mover(database: Database, due: readonly number[], ready: () => Promise<void>): MoveClock {
  const open = [...due];
  const waves = {
    next: async (upTo: number) => {
      const [at] = open;
      const next = at !== undefined && at <= upTo ? { at } : undefined;
      if (next === undefined) await ready();
      return next;
    },
    settle: () => Promise.resolve(open.shift()),
  };
  type Parts = ConstructorParameters<typeof MoveClock>[0];
  const house = { clock: new SandboxClock(database), waves } as unknown as Parts['house'];
  const troupes = { gather: () => Promise.reject(new Error('nobody acts here')), disperse: () => undefined };
  const complain = (): void => undefined;
  return new MoveClock({
    ...{ house, troupes, complain },
    played: new PlayedReader(database),
    trail: new TrailStore(database),
  });
}

test.each([
  ['nothing is due', [], true],
  ['something is due already', [0], true],
  ['nobody waits for the end', [], false],
] as const)('of two who looked at the same moment one moves it, where %s', async (_, due, wait) => {
  const from = await readRow();
  const ready = gate(2);
  const looked = { revs: [String(from)] };
  const moves = databases.map((database, n) => {
    const moving = mover(
      database,
      due.map((at) => from + at),
      ready,
    );
    const to = from + (n + 1) * DAY;
    const moved = moving.move({ to }, { wait, actor: `an-${n}`, looked });
    return { to, moved, ended: () => moving.stop() };
  });
  const ends = await Promise.allSettled(moves.map(({ moved }) => moved));
  await Promise.all(moves.map(({ ended }) => ended()));
  const refused = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as { code: string }] : []));
  const winner = moves[ends.findIndex(({ status }) => status === 'fulfilled')];
  expect(refused).toMatchObject([{ code: 'precondition-failed', facts: { version: winner?.to } }]);
  expect(toIso(await readRow())).toBe(toIso(winner?.to ?? 0));
  // What was refused is not said to have been done.
  const { rows } = await db().pool.query<{ after: unknown; work_at: string }>(
    `select after, work_at from audit_entry where kind = 'clock-moved' and before->>'now' = $1`,
    [String(from)],
  );
  expect(rows).toEqual([{ after: { now: winner?.to }, work_at: String(from) }]);
});
