import { freePort } from '../support/free-port.js';
import { givePassword, cookieOf, PASSWORD } from '../support/browser-session.js';
import { startApp, type App } from '../support/app.js';
import { tokenOf } from '../support/accounts.js';
import { useDatabase } from '../support/postgres.js';
import { until } from '../support/until.js';
import { Api, letIn, tinyPlan, type Problem } from './api.js';

const db = useDatabase();
const started: App[] = [];
afterAll(() => Promise.all(started.map((app) => app.stop())));

async function logged(env: Readonly<Record<string, string>> = {}): Promise<{ readonly app: App; readonly api: Api }> {
  const app = await startApp(db().url, { ...tinyPlan, ROLE: 'api', TRUST_PROXY: '1', LOG_LEVEL: 'trace', ...env });
  started.push(app);
  await letIn(db().pool);
  return { app, api: new Api(app.url) };
}

type Line = { readonly msg: string; readonly requestId: string; readonly [fact: string]: unknown };
const linesOf = (app: App): Line[] =>
  app
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => JSON.parse(line) as Line)
    .filter(({ msg }) => msg === 'request');
/** The line of one request: it is written when its answer has gone out. */
const lineOf = (app: App, requestId: string): Promise<Line> =>
  until(`the line of ${requestId}`, () => linesOf(app).find((line) => line.requestId === requestId));
let asked = 0;
const named = (): { readonly 'x-request-id': string } => ({ 'x-request-id': `access-log-${(asked += 1)}` });

const from = { 'x-forwarded-for': '203.0.113.77' };

test('each request is one line: what was asked by its pattern, by whose account, how it ended and how long it took', async () => {
  const { app, api } = await logged();
  const [account] = (await db().pool.query<{ id: string }>(`select id from account where name = 'quan-tri'`)).rows;
  const id = named();
  const answer = await api.get('/accounts/chi', { ...id, ...from });
  expect(answer.headers.get('x-request-id')).toBe(id['x-request-id']);
  expect(await lineOf(app, id['x-request-id'])).toEqual({
    level: 30,
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
    msg: 'request',
    requestId: id['x-request-id'],
    method: 'GET',
    route: '/api/v1/accounts/:name',
    status: 200,
    ms: expect.any(Number) as number,
    bytes: expect.any(Number) as number,
    account: account?.id,
    via: 'token',
    address: '203.0.113.0/24',
  });
  const stranger = named();
  await api.as(null).get('/khong-co-gi', stranger);
  const line = await lineOf(app, stranger['x-request-id']);
  expect(line).toMatchObject({ status: 404, method: 'GET' });
  expect(Object.keys(line)).not.toEqual(expect.arrayContaining(['route', 'account', 'via']));
  const watched = named();
  await fetch(`${app.url}/health/live`, { headers: watched });
  expect(await lineOf(app, watched['x-request-id'])).toMatchObject({ level: 20, route: '/health/live' });
});

test.each([
  ['full', '203.0.113.77'],
  ['none', undefined],
])('of the address it keeps what is asked for: %s', async (LOG_ADDRESS, address) => {
  const { app, api } = await logged({ LOG_ADDRESS });
  const id = named();
  await api.get('/plans', { ...id, ...from });
  expect((await lineOf(app, id['x-request-id']))['address']).toBe(address);
});

test('nothing that somebody sends stands in the log, however a request ends', async () => {
  const { app, api } = await logged({
    SMTP_URL: `smtp://thu:mat-khau-thu@127.0.0.1:${await freePort()}`,
    MAIL_FROM: 'dung-han@example.vn',
    PUBLIC_URL: 'http://dunghan.example.vn',
    REQUEST_SECONDS: '1',
  });
  const stranger = api.as(null);
  const secret = (what: string): string => `bi-mat-${what}-4711`;
  const email = 'bi-mat-thu-4711@example.vn';
  await givePassword(db().pool, 'chi');
  await db().pool.query(`update account set email = $1 where name = 'chi'`, [email]);
  const { cookie } = cookieOf(await stranger.post('/session', { name: 'chi', password: PASSWORD }));
  const chi = api.with({ cookie, 'sec-fetch-site': 'same-origin' });
  const ask = [
    () => stranger.post('/session', { name: secret('ten'), password: secret('mat-khau') }),
    () => stranger.post('/session', `{"name":"chi","password":"${secret('json')}`),
    () => stranger.post('/session', secret('kieu'), { 'content-type': 'text/plain' }),
    () => stranger.get(`/session?x=${secret('hoi')}`, { authorization: `Bearer ${secret('token')}` }),
    () => stranger.get('/session', { cookie: `dung-han=${secret('cookie')}` }),
    () => stranger.get(`/${secret('dia-chi')}?y=${secret('hoi')}`),
    () => stranger.get(`/%E0%A4%A?${secret('hoi')}`),
    () => stranger.post('/password-resets', { name: email }),
    () => stranger.put('/password-resets', { token: secret('lien-ket'), next: secret('mat-khau-moi') }),
    () => chi.put('/session/password', { current: secret('cu'), next: secret('mat-khau-moi') }),
    () => chi.get(`/tasks?unit=${secret('hoi')}&cursor=${secret('con-tro')}`),
    () => api.get(`/accounts/${secret('nguoi')}`),
    () => api.patch('/accounts/chi', { email: secret('khong-phai-thu') }, { 'if-match': `"${secret('the')}"` }),
    () => api.post('/accounts', { name: 'nguoi-moi', displayName: secret('ho-ten'), email }),
    () =>
      api.post(
        '/instances/1/events',
        { event: secret('viec'), body: secret('loi') },
        { 'idempotency-key': secret('khoa') },
      ),
    () => api.post(`/plans`, { files: { [secret('tep')]: secret('noi-dung') } }),
  ];
  for (const one of ask) expect((await one()).status).toBeGreaterThanOrEqual(200);
  // What fails inside is told as well, and repeats no more of it.
  const holder = await db().pool.connect();
  try {
    await holder.query('begin; lock table account, password_reset in access exclusive mode');
    for (const one of [ask[0], ask[8], ask[10], ask[11], ask[14]])
      expect(await one?.()).toMatchObject({ status: 503, body: { code: 'took-too-long' } });
  } finally {
    await holder.query('rollback');
    holder.release();
  }
  await app.says(/no link to a new password was sent/);
  const last = named();
  await api.get<Problem>('/plans', last);
  await lineOf(app, last['x-request-id']);

  expect(linesOf(app).length).toBeGreaterThan(ask.length);
  expect(app.output()).not.toMatch(/4711/);
  for (const kept of [
    PASSWORD,
    cookie.split('=')[1] ?? '',
    tokenOf('quan-tri'),
    'mat-khau-thu',
    'insert into',
    '$argon2',
  ])
    expect(app.output()).not.toContain(kept);
});
