import { randomBytes } from 'node:crypto';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { at } from '../../src/core/calendar/day.js';
import { BELL } from '../../src/engine/jobs/bell.js';
import { Jobs } from '../../src/platform/jobs.js';
import { Api, letIn, tinyFiles, tinyPlan } from '../http/api.js';
import { ADMIN, giveAuthenticator } from '../support/accounts.js';
import { checkout, run } from '../support/app.js';
import { startFleet, type Fleet, type Member } from '../support/fleet.js';
import { createDatabase, type TestDatabase } from '../support/postgres.js';
import { until } from '../support/until.js';

const databases: Awaited<ReturnType<typeof createDatabase>>[] = [];
afterEach(() => Promise.all(databases.splice(0).map((db) => db.drop())));
const fresh = async (): Promise<TestDatabase> => {
  const db = await createDatabase();
  databases.push(db);
  return db;
};
const countOf = async ({ pool }: TestDatabase, what: string): Promise<number> =>
  (await pool.query<{ n: number }>(`select count(*)::int as n from ${what}`)).rows[0]?.n ?? 0;
const OVERDUE = `instance where kind = 'task' and 'overdue' = any(tags)`;
const TWICE = `(select from history where kind = 'timer' group by instance_id, key having count(*) > 1) twice`;
const BACKWARDS = `history h join history b on b.instance_id = h.instance_id and b.seq = h.seq - 1 where h.at < b.at`;

async function verified({ url }: TestDatabase, env: Record<string, string> = {}): Promise<void> {
  const verify = run(['scripts/dung-han.mjs', 'verify', '--json'], { env: { DATABASE_URL: url, ...env } });
  expect({ ...(await verify.ended), said: verify.output() }).toMatchObject({ code: 0 });
}
/** Looks at what is due that this worker has finished. */
const looksOf = (worker: Member): Promise<number> =>
  worker.counted('dung_han_rounds_total', 'round="waves",outcome="done"');
/** Jobs that this worker has done what they said. */
const heardBy = (worker: Member): Promise<number> => worker.counted('dung_han_jobs_total', 'job="wake",outcome="done"');

/** Whoever writes down that a timer has fired stands at a gate, with the instance in its hands, until it is opened. */
async function gateOf({ url, pool }: TestDatabase) {
  const gate = new pg.Client({ connectionString: url });
  await gate.connect();
  await pool.query(`create function stand() returns trigger language plpgsql as
    $$ begin if new.kind = 'timer' then perform pg_advisory_xact_lock_shared(77); end if; return new; end $$`);
  await pool.query(`create trigger stand before insert on history for each row execute function stand()`);
  await gate.query('select pg_advisory_lock(77)');
  return { open: () => gate.query('select pg_advisory_unlock(77)'), end: () => gate.end() };
}

/** Who stands at the gate, and who is free: the latter looks at the same timer, and leaves it to whoever has it. */
async function atTheGate(db: TestDatabase, { workers }: Fleet): Promise<{ holder: Member; free: Member }> {
  const waiting = `pg_stat_activity where datname = current_database() and wait_event = 'advisory'`;
  await until('one of them to stand at the gate', async () => (await countOf(db, waiting)) > 0);
  const before = await Promise.all(workers.map(looksOf));
  return until('the other to have looked twice', async () => {
    const now = await Promise.all(workers.map(looksOf));
    const index = now.findIndex((looks, who) => looks >= (before[who] ?? 0) + 2);
    const [free, holder] = [workers[index], workers[1 - index]];
    return free && holder && { holder, free };
  });
}

test.each(['goes on', 'is killed'])(
  'two workers race for one timer, and the one that has it %s: it fires once, and the other does not wait',
  async (fate) => {
    const db = await fresh();
    const fleet = await startFleet(db.url, { env: tinyPlan });
    await Promise.all(fleet.members.map((member) => member.ready()));
    const gate = await gateOf(db);
    try {
      await db.pool.query(`update database_mode set now = (select min(at) from timer)`);
      const { holder } = await atTheGate(db, fleet);
      if (fate === 'is killed') await holder.kill();
      await gate.open();
      await until(
        'the round to be open',
        async () => (await countOf(db, `instance where key = 'tiny/R0/2024-H1'`)) === 1,
      );
      expect(await countOf(db, TWICE)).toBe(0);
      expect(await countOf(db, `history where kind = 'timer' and event->>'type' like 'xstate.after.w-next.%'`)).toBe(
        await countOf(db, `instance where kind = 'occurrence'`),
      );
      await verified(db);
    } finally {
      await gate.end();
      await fleet.stop();
    }
  },
  300_000,
);

test.each(['goes on', 'is killed'])(
  'twenty jobs say that one moment has come, and the worker that plays it %s with jobs in its hands: each deadline happens once',
  async (fate) => {
    const db = await fresh();
    const fleet = await startFleet(db.url, { env: tinyPlan });
    await Promise.all(fleet.members.map((member) => member.ready()));
    const queue = new Jobs({
      databaseUrl: db.url,
      databaseSchema: 'public',
      redisUrl: undefined,
      queuePrefix: 'dung-han',
    }).queue(BELL);
    const tasks = await issuedRound(fleet, db);
    const gate = await gateOf(db);
    try {
      expect(tasks).toBe(2);
      await db.pool.query('update database_mode set now = $1', [at('2024-06-19', '00:30')]);
      const { holder, free } = await atTheGate(db, fleet);
      const before = { holder: await heardBy(holder), free: await heardBy(free) };
      // While the other hears nothing, whoever stands at the gate takes as many as it can.
      free.send('SIGSTOP');
      const jobs = Array.from({ length: 20 }, (_, n) => ({
        name: 'wake',
        data: undefined,
        opts: { jobId: `twin-${n}` },
      }));
      await queue.addBulk(jobs);
      await until('jobs to lie with it', async () => (await queue.getJobCountByTypes('active')) >= 8);
      free.send('SIGCONT');
      await until('the other to have done the rest', async () => (await heardBy(free)) >= before.free + 12);
      // What a killed worker had taken is delivered once more.
      if (fate === 'is killed') await holder.kill();
      await gate.open();
      const since = fate === 'is killed' ? 0 : before.holder;
      await until(
        'all twenty to have been done',
        async () => (await heardBy(holder)) - since + (await heardBy(free)) - before.free >= jobs.length,
      );
      await until('both to be overdue', async () => (await countOf(db, OVERDUE)) === tasks);
      expect(await countOf(db, `history where kind = 'timer' and event->>'type' like 'xstate.after.end.%'`)).toBe(
        tasks,
      );
      expect(await countOf(db, TWICE)).toBe(0);
      await verified(db);
    } finally {
      await queue.close();
      await gate.end();
      await fleet.stop();
    }
  },
  300_000,
);

/** The tasks of the tiny plan's first round, all standing open in the evening before they are overdue: how many there are. */
async function issuedRound(fleet: Fleet, db: TestDatabase): Promise<number> {
  await fleet.api.ready();
  await letIn(db.pool);
  const api = new Api(fleet.url);
  const moved = async (to: string): Promise<void> =>
    expect(await api.post('/sandbox/clock', { to })).toMatchObject({ status: 200 });
  await moved('2024-05-03T09:00:00+07:00');
  const round = (await api.get<{ id: number }>('/instances?key=tiny/R0/2024-H1')).body.id;
  const wish = { event: 'request.issue', fields: { due: '2024-06-18' } };
  const headers = { 'idempotency-key': 'issue' };
  expect(await api.as('an').post(`/instances/${round}/events`, wish, headers)).toMatchObject({ status: 200 });
  await moved('2024-06-18T20:00:00+07:00');
  return countOf(db, `instance where kind = 'task' and not 'overdue' = any(tags)`);
}

test('the system clock of all processes is set back by an hour: no history goes back, and nothing happens twice', async () => {
  const db = await fresh();
  const folder = mkdtempSync(join(tmpdir(), 'dung-han-clock-'));
  const file = join(folder, 'skew');
  const setTo = (instant: number): void => {
    // Moved into place: nobody ever reads half of it.
    writeFileSync(`${file}.new`, String(instant - Date.now()));
    renameSync(`${file}.new`, file);
  };
  setTo(at('2024-05-01', '09:00'));
  const preload = join(checkout, 'test', 'support', 'skewed-clock.mjs');
  const env = {
    ...tinyPlan,
    CLOCK: 'system',
    SECRET_KEY: randomBytes(32).toString('base64'),
    SKEW_FILE: file,
    NODE_OPTIONS: `--import=${preload}`,
  };
  const fleet = await startFleet(db.url, { env });
  const api = new Api(fleet.url);
  const idOf = async (key: string) => (await api.get<{ id: number }>(`/instances?key=${key}`)).body.id;
  const act = async (key: string, event: string, by: string, fields: object = {}): Promise<number> => {
    const wish = { event, fields };
    const headers = { 'idempotency-key': `${event}-${key.length}-${by}` };
    return (await api.as(by).post(`/instances/${await idOf(key)}/events`, wish, headers)).status;
  };
  try {
    await Promise.all(fleet.members.map((member) => member.ready()));
    await letIn(db.pool);
    await giveAuthenticator(db.pool, [ADMIN, 'an']);
    expect((await api.post('/plans', { files: Object.fromEntries(tinyFiles()) })).status).toBeLessThan(300);
    expect((await api.post('/plans/tiny/versions/1/activate')).status).toBe(200);
    const round = 'tiny/R0/2024-H1';
    setTo(at('2024-05-03', '09:00'));
    await until('the round to be open', async () => (await countOf(db, `instance where key = '${round}'`)) === 1);
    expect(await act(round, 'request.issue', 'an', { due: '2024-06-18' })).toBe(200);
    await until('the tasks to be open', async () => (await countOf(db, `instance where kind = 'task'`)) === 2);
    setTo(at('2024-06-19', '00:30'));
    await until('both to be overdue', async () => (await countOf(db, OVERDUE)) === 2);
    const fired = await countOf(db, `history where kind = 'timer'`);
    // An hour ago, both were not.
    setTo(at('2024-06-18', '23:30'));
    expect(await act('tiny/R1/2024-H1/xa-an', 'report.submit', 'dung')).toBe(200);
    const looks = await Promise.all(fleet.workers.map(looksOf));
    await until('each worker to have looked again', async () => {
      const now = await Promise.all(fleet.workers.map(looksOf));
      return now.every((n, who) => n >= (looks[who] ?? 0) + 2);
    });
    expect(await countOf(db, `history where kind = 'timer'`)).toBe(fired);
    // The same deadline comes by for the second time.
    setTo(at('2024-06-19', '08:30'));
    await until(
      'the other to be chased',
      async () => (await countOf(db, `history where event->>'type' like 'xstate.after.e-1.%'`)) === 1,
    );
    expect(await countOf(db, BACKWARDS)).toBe(0);
    expect(await countOf(db, TWICE)).toBe(0);
    await verified(db, { CLOCK: 'system' });
    expect(fleet.members.flatMap(({ fallen }) => fallen)).toEqual([]);
  } finally {
    await fleet.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}, 300_000);
