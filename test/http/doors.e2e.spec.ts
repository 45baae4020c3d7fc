import { giveAuthenticator } from '../support/accounts.js';
import { startApp, type App } from '../support/app.js';
import { useDatabase } from '../support/postgres.js';
import { Api, letIn, tinyPlan, useApp } from './api.js';

const METRICS_TOKEN = 'mot-ma-dai-cho-may-theo-doi';
const sandbox = useApp({ ...tinyPlan, METRICS_TOKEN });
const db = useDatabase();
const started: App[] = [];
afterAll(() => Promise.all(started.map((app) => app.stop())));
async function production(env: Readonly<Record<string, string>> = {}): Promise<App> {
  const app = await startApp(db().url, { ...tinyPlan, CLOCK: 'system', ...env });
  started.push(app);
  return app;
}
const knock = async (app: Pick<App, 'url'>, authorization?: string): Promise<number> =>
  (await fetch(`${app.url}/metrics`, { headers: authorization === undefined ? {} : { authorization } })).status;

test('measures are shown for their token', async () => {
  expect(await knock(sandbox())).toBe(401);
  expect(await knock(sandbox(), 'Bearer something-else-altogether')).toBe(401);
  expect(await knock(sandbox(), METRICS_TOKEN)).toBe(401);
  expect(await knock(sandbox(), `Bearer ${METRICS_TOKEN}`)).toBe(200);
});

test('in production they are shown to nobody without one, of a worker neither', async () => {
  expect(await knock(await production())).toBe(404);
  const worker = await production({ ROLE: 'worker', METRICS_TOKEN });
  expect(await knock(worker)).toBe(401);
  expect(await knock(worker, `Bearer ${METRICS_TOKEN}`)).toBe(200);
  // It serves its health beside them, and describes no API that it has not.
  for (const path of ['/api/docs', '/api/openapi.json'])
    expect((await new Api(worker.url, null).get(path)).status).toBe(404);
});

test('no answer is kept by anybody', async () => {
  const api = sandbox();
  const kept = async (path: string, who: Api = api): Promise<string | null> =>
    (await who.get(path)).headers.get('cache-control');
  for (const path of ['/plans', '/tasks', '/units', '/session', '/inbox', '/problems', '/audit', '/sandbox/clock'])
    expect([path, await kept(path)]).toEqual([path, 'no-store']);
  expect(await kept('/audit/export?format=csv')).toBe('no-store');
  expect(await kept('/khong-co-gi')).toBe('no-store');
  expect(await kept('/plans', api.as(null))).toBe('no-store');
  expect(await kept('/api/openapi.json')).toBe('no-store');
  // Nor what has a tag of its own: whoever asks by it has kept the answer themselves.
  expect(await kept('/accounts/an')).toBe('no-store');
  expect((await api.post('/session', { name: 'an', password: 'sai' })).headers.get('cache-control')).toBe('no-store');
});

test('the same in production, where an administrator has an authenticator', async () => {
  const app = await production();
  await letIn(db().pool);
  await giveAuthenticator(db().pool);
  expect((await new Api(app.url).get('/plans')).headers.get('cache-control')).toBe('no-store');
});
