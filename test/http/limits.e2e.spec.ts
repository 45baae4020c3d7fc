import { giveTokens } from '../support/accounts.js';
import { startApp, type App } from '../support/app.js';
import { useDatabase } from '../support/postgres.js';
import { describeWithRedis, startRedis } from '../support/redis.js';
import { Api, letIn, tinyPlan, type Answer, type Problem } from './api.js';

jest.setTimeout(180_000);
const db = useDatabase();
const apps: App[] = [];
afterAll(() => Promise.all(apps.map((app) => app.stop())));

/** One more process on the database of this file, with these limits and no others. */
async function limited(env: Readonly<Record<string, string>>): Promise<{ readonly api: Api; readonly app: App }> {
  const app = await startApp(db().url, { ...tinyPlan, ROLE: 'api', TRUST_PROXY: '1', ...env });
  apps.push(app);
  await letIn(db().pool);
  return { app, api: new Api(app.url) };
}
const from = (address: string) => ({ 'x-forwarded-for': address });
const look = (api: Api, address = '203.0.113.1', path = '/plans'): Promise<Answer<Problem>> =>
  api.get<Problem>(path, from(address));
const statuses = async (times: number, ask: () => Promise<Answer<Problem>>): Promise<number[]> => {
  const found: number[] = [];
  for (let n = 0; n < times; n += 1) found.push((await ask()).status);
  return found;
};
const over = (limit: string) => ({ status: 429, body: { code: 'too-many-requests', limit } });

test('an account has its share of a minute, wherever it asks from, and takes nothing from anybody else', async () => {
  const { api } = await limited({ LIMIT_ACCOUNT: '3' });
  const first = await look(api.as('an'));
  expect(first.status).toBe(200);
  expect(first.headers.get('ratelimit-policy')).toBe('"account";q=3;w=60');
  expect(first.headers.get('ratelimit')).toMatch(/^"account";r=2;t=([1-9]|[1-5]\d|60)$/);
  expect(await statuses(3, () => look(api.as('an')))).toEqual([200, 200, 429]);
  const refused = await look(api.as('an'), '198.51.100.9');
  expect(refused).toMatchObject(over('account'));
  expect(refused.headers.get('ratelimit')).toMatch(/^"account";r=0;t=\d+$/);
  const seconds = Number(refused.headers.get('retry-after'));
  expect(seconds).toBe(refused.body['seconds']);
  expect(refused.body).toMatchObject({
    title: 'Quá nhiều yêu cầu',
    detail: `Quá 3 yêu cầu trong một phút; hãy thử lại sau ${seconds} giây.`,
  });
  // Another account, at another address and at the very same.
  expect((await look(api.as('ba'), '198.51.100.7')).status).toBe(200);
  expect((await look(api.as('chi'))).status).toBe(200);
});

test('what changes something and what takes long are counted apart: looking goes on', async () => {
  const { api } = await limited({ LIMIT_WRITES: '2', LIMIT_DEAR: '1' });
  const an = api.as('an');
  const write = () => an.post<Problem>('/inbox/999999/read');
  expect(await statuses(2, write)).toEqual([404, 404]);
  expect(await write()).toMatchObject(over('writes'));
  const preview = () => an.get<Problem>('/plans/tiny/versions/1/preview?from=2024-01-01&to=2024-01-31');
  expect((await preview()).status).toBe(200);
  expect(await preview()).toMatchObject(over('dear'));
  expect((await look(an)).status).toBe(200);
});

test('an address is counted whoever asks, a network of IPv6 as one; who watches is not', async () => {
  const { api } = await limited({ LIMIT_ADDRESS: '3' });
  const stranger = api.as(null);
  const door = (address: string) => look(stranger, address, '/session');
  expect(await statuses(3, () => door('203.0.113.1'))).toEqual([401, 401, 401]);
  expect(await door('203.0.113.1')).toMatchObject(over('address'));
  expect(await look(api.as('an'))).toMatchObject(over('address'));
  expect((await door('203.0.113.2')).status).toBe(401);
  expect(
    [
      await door('2001:db8:1:2::1'),
      await door('2001:db8:1:2::2'),
      await door('2001:db8:1:2:9::3'),
      await door('2001:db8:1:2::4'),
      await door('2001:db8:1:3::1'),
    ].map(({ status }) => status),
  ).toEqual([401, 401, 401, 429, 401]);
  for (const path of ['/health/live', '/health/ready', '/metrics'])
    expect(await statuses(4, () => look(stranger, '203.0.113.1', path))).toEqual([200, 200, 200, 200]);
  // Before anything is read of it, a body of the wrong kind included.
  expect(await stranger.post('/session', 'x', { ...from('203.0.113.1'), 'content-type': 'text/plain' })).toMatchObject(
    over('address'),
  );
});

test('whom a request names as its sender is believed of proxies of ours alone', async () => {
  const { api } = await limited({ LIMIT_ADDRESS: '2', TRUST_PROXY: '0' });
  const addresses = ['203.0.113.1', '203.0.113.2', '203.0.113.3'];
  const found = [];
  for (const address of addresses) found.push((await look(api.as('an'), address)).status);
  expect(found).toEqual([200, 200, 429]);
});

test('thirty people behind one address are never held up by what is usual', async () => {
  const usual = { LIMIT_ADDRESS: '', LIMIT_ACCOUNT: '', LIMIT_WRITES: '', LIMIT_DEAR: '' };
  const { api } = await limited(usual);
  const people = Array.from({ length: 30 }, (_, index) => `nguoi-${index}`);
  await giveTokens(db().pool, people);
  const found = await Promise.all(
    people.map((name) => statuses(20, () => look(api.as(name), '203.0.113.1', '/session'))),
  );
  expect(new Set(found.flat())).toEqual(new Set([200]));
});

describeWithRedis('with Redis', () => {
  test('all processes count together; while it is away each counts for itself, and says so', async () => {
    const redis = await startRedis();
    const env = { LIMIT_ACCOUNT: '4', REDIS_URL: redis.url };
    const [here, there] = [await limited(env), await limited(env)];
    const both = [here, there].map(({ api }) => api.as('an'));
    const [one = here.api, other = there.api] = both;
    expect([
      ...(await statuses(2, () => look(one))),
      ...(await statuses(2, () => look(other))),
      ...(await statuses(1, () => look(one))),
      ...(await statuses(1, () => look(other))),
    ]).toEqual([200, 200, 200, 200, 429, 429]);
    await redis.stop();
    // Nobody is refused because of it, and nobody is let in for ever.
    expect(await statuses(5, () => look(one))).toEqual([200, 200, 200, 200, 429]);
    expect(here.app.output()).toContain('Redis does not answer: requests are counted in each process by itself');
  });
});
