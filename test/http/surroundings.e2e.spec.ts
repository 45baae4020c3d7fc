import { freePort } from '../support/free-port.js';
import { giveAuthenticator } from '../support/accounts.js';
import { startApp } from '../support/app.js';
import { createDatabase } from '../support/postgres.js';
import { startProxy } from '../support/proxy.js';
import { until } from '../support/until.js';
import { Api, letIn, tinyPlan, type Problem } from './api.js';

// Applications of their own: for production, beside each other, behind a line that is cut.
jest.setTimeout(180_000);

const databases: Awaited<ReturnType<typeof createDatabase>>[] = [];
const fresh = async () => {
  const database = await createDatabase();
  databases.push(database);
  return database;
};
afterAll(() => Promise.all(databases.map((database) => database.drop())));

const ready = async (url: string): Promise<{ status: number; body: { status: string } }> => {
  const response = await fetch(`${url}/health/ready`);
  return { status: response.status, body: (await response.json()) as { status: string } };
};
type Plans = { items: { versions: { version: number; status: string }[] }[] };

test('production begins without a plan, and its clock is nobody’s to set', async () => {
  const { url, pool } = await fresh();
  const app = await startApp(url, { ...tinyPlan, CLOCK: 'system' });
  await letIn(pool);
  await giveAuthenticator(pool);
  const api = new Api(app.url);
  expect((await api.get('/plans')).body).toEqual({ items: [], next: null });
  expect((await api.get('/sandbox/clock')).body).toMatchObject({ mode: 'production', next: null });
  const { status, body } = await api.post<Problem>('/sandbox/clock', { by: 'day' }, { 'accept-language': 'en' });
  expect({ status, code: body.code, title: body.title }).toEqual({
    status: 409,
    code: 'not-sandbox',
    title: 'Not a sandbox',
  });
  await app.stop();
});

test('a queue that is away degrades what is ready, and is no reason to send nobody there', async () => {
  const away = { ...tinyPlan, REDIS_URL: `redis://127.0.0.1:${await freePort()}`, LOG_LEVEL: 'fatal' };
  const { url, pool } = await fresh();
  const app = await startApp(url, away);
  await letIn(pool);
  expect(await ready(app.url)).toEqual({
    status: 200,
    body: {
      status: 'degraded',
      checks: {
        database: 'ok',
        queue: { degraded: 'the queue does not answer; the rounds of the workers carry on without it' },
        sandbox: 'ok',
      },
    },
  });
  const { body } = await new Api(app.url).post('/sandbox/clock', { to: '2024-05-03' });
  expect(body).toMatchObject({ played: { opened: 1 } });
  await app.stop();
});

test('two that start together bring the plan to life once', async () => {
  const { url, pool } = await fresh();
  const apps = await Promise.all([startApp(url, tinyPlan), startApp(url, { ...tinyPlan, ROLE: 'api' })]);
  await letIn(pool);
  for (const app of apps) {
    const { body } = await new Api(app.url).get<Plans>('/plans');
    expect(body.items.map(({ versions }) => versions)).toMatchObject([[{ version: 1, status: 'active' }]]);
  }
  const { rows } = await pool.query(`select key from instance where kind = 'series' order by key`);
  expect(rows).toEqual([{ key: 'tiny/R0' }, { key: 'tiny/S1' }]);
  await Promise.all(apps.map((app) => app.stop()));
});

test('a database that is away is 503 and worth trying again; what was asked happens once', async () => {
  const { url, pool } = await fresh();
  const proxy = await startProxy(url);
  const app = await startApp(proxy.url, { ...tinyPlan, LOG_LEVEL: 'fatal' });
  await letIn(pool);
  const api = new Api(app.url);
  await api.post('/sandbox/clock', { to: '2024-05-03' });
  const { body: round } = await api.get<{ id: number }>('/instances?key=tiny/R0/2024-H1');
  const wish = { event: 'request.issue', fields: { due: '2024-06-18' } };
  const issue = () =>
    api.as('an').post<Problem>(`/instances/${round.id}/events`, wish, { 'idempotency-key': 'ban-hanh' });

  await until('the queue to be there', async () => (await ready(app.url)).body.status === 'ok');
  proxy.cut();
  expect(await ready(app.url)).toMatchObject({ status: 503, body: { status: 'failing' } });
  const read = await api.get<Problem>('/tasks');
  expect(read).toMatchObject({ status: 503, body: { code: 'database-away', title: 'Tạm thời chưa phục vụ được' } });
  expect(Number(read.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(JSON.stringify(read.body)).not.toMatch(/ECONN|127\.0\.0\.1|select/);
  expect(await issue()).toMatchObject({ status: 503, body: { code: 'database-away' } });

  proxy.mend();
  await until('the database to be back', async () => (await api.get('/tasks')).status === 200);
  expect((await issue()).status).toBe(200);
  expect((await issue()).headers.get('idempotency-replayed')).toBe('true');
  const { body } = await api.get<{ items: { event: string }[] }>(`/instances/${round.id}/timeline`);
  expect(body.items.filter(({ event }) => event === 'request.issue')).toHaveLength(1);
  await app.stop();
  await proxy.close();
});

test('no answer can do anything in a browser; the pages of the API have what they bring, and nothing from elsewhere', async () => {
  const { url, pool } = await fresh();
  const app = await startApp(url, { ...tinyPlan, PUBLIC_URL: 'https://dunghan.example.vn' });
  await letIn(pool);
  const api = new Api(app.url);
  for (const path of ['/plans', '/khong-co-gi', '/api/openapi.json']) {
    const { headers } = await api.get(path);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
      'strict-transport-security': 'max-age=15768000',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    });
  }
  const { headers, body } = await api.get<string>('/api/docs');
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toMatch(/https?:|\*/);
  // What the policy forbids is not on the page: a script of its own between the tags.
  expect(body).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>\s*\S/);
  await app.stop();
});
