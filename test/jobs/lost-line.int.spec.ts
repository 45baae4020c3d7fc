import { BELL } from '../../src/engine/jobs/bell.js';
import { Jobs } from '../../src/platform/jobs.js';
import { useDatabase } from '../support/postgres.js';
import { startProxy } from '../support/proxy.js';
import { until } from '../support/until.js';

const db = useDatabase();
/** BullMQ brings its own schema up to date under this lock. */
const MIGRATING = `${0x42554c4c}, hashtext('bullmq')`;

test('a server that goes away in the middle of a statement of the queue fails that statement, and nothing else', async () => {
  const proxy = await startProxy(db().url);
  const holder = await db().pool.connect();
  await holder.query(`select pg_advisory_lock(${MIGRATING})`);
  const jobs = new Jobs({ databaseUrl: proxy.url, databaseSchema: 'public', redisUrl: undefined, queuePrefix: 'lost' });
  const queue = jobs.queue(BELL);
  const ready = queue.waitUntilReady().then(
    () => 'ready',
    (error: unknown) => error,
  );
  await until('the queue to wait for the lock', async () => {
    const { rowCount } = await db().pool.query(
      `select 1 from pg_stat_activity where application_name = 'dung-han-jobs' and wait_event = 'advisory' and datname = current_database()`,
    );
    return rowCount === 1;
  });
  proxy.cut();
  expect(await ready).toBeInstanceOf(Error);
  await jobs.close(queue);
  await holder.query('select pg_advisory_unlock_all()');
  holder.release();
  await proxy.close();
});
