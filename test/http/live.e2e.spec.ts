import pg from 'pg';
import { startApp } from '../support/app.js';
import { useDatabase } from '../support/postgres.js';
import { until } from '../support/until.js';
import { Api, letIn, tinyPlan } from './api.js';

const db = useDatabase();
type Health = { status: string; checks: { lag?: { failing?: string } } };

test('a worker whose work does not get done says so, and is well again when it does', async () => {
  const api = await startApp(db().url, { ...tinyPlan, ROLE: 'api' });
  const worker = await startApp(db().url, { ...tinyPlan, ROLE: 'worker', LAG_SECONDS: '1', SWEEP_SECONDS: '0.05' });
  await letIn(db().pool);
  const live = async (): Promise<{ status: number; body: Health }> => {
    const response = await fetch(`${worker.url}/health/live`);
    return { status: response.status, body: (await response.json()) as Health };
  };
  expect(await live()).toMatchObject({ status: 200, body: { status: 'ok' } });
  // Somebody holds what is due, and the clock passes its moment.
  const holder = new pg.Client({ connectionString: db().url });
  await holder.connect();
  try {
    await holder.query('begin');
    await holder.query(`select from instance for update`);
    await db().pool.query(`update database_mode set now = (select min(at) from timer)`);
    await until('the live check to fail', async () => (await live()).status === 503);
    const { body } = await live();
    expect(body).toMatchObject({ status: 'failing' });
    expect(body.checks.lag?.failing).toMatch(
      /^oldest overdue timer: \d+ s \(xstate\.after\.w-next\..* of \d+ at \d+\)$/,
    );
    const metrics = await (await fetch(`${worker.url}/metrics`)).text();
    expect(Number(/^dung_han_oldest_overdue_timer_seconds (.*)$/m.exec(metrics)?.[1])).toBeGreaterThan(1);
    await holder.query('commit');
    await until('the work to be done', async () => (await live()).status === 200);
    const opened = new Api(api.url);
    await until(
      'the round to be open',
      async () => (await opened.get('/instances?key=tiny/R0/2024-H1')).status === 200,
    );
  } finally {
    await holder.end();
    await worker.stop();
    await api.stop();
  }
});
