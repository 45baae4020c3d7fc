import { hashPassword } from '../../src/people/secrets.js';
import { giveAdministrator, giveTokens } from '../support/accounts.js';
import { startApp, type App } from '../support/app.js';
import { useDatabase } from '../support/postgres.js';
import { cookieOf } from '../support/browser-session.js';
import { Api, tinyPlan, type Answer, type Problem } from './api.js';

// Signing in, as a browser does it.
const db = useDatabase();
let app: App;
let stranger: Api;
beforeAll(async () => {
  app = await startApp(db().url, tinyPlan);
  stranger = new Api(app.url).as(null);
}, 180_000);
afterAll(() => app.stop());

const PASSWORD = 'mật khẩu dài và dễ nhớ';
async function account(name: string, more: { mustChange?: boolean } = {}): Promise<string> {
  await db().pool.query(
    `insert into account (name, display_name, password, must_change) values ($1, $1, $2, $3)
     on conflict (name) do update set password = excluded.password, must_change = excluded.must_change`,
    [name, await hashPassword(PASSWORD), more.mustChange ?? false],
  );
  return name;
}
const signIn = <Body = Problem>(name: string, password = PASSWORD): Promise<Answer<Body>> =>
  stranger.post<Body>('/session', { name, password });
type Me = { name: string; mustChange: boolean; rights: string[]; posts: { unit: string; seat: string }[] };

test('the first start makes an administrator and people of each kind, with passwords that are shown once', async () => {
  const shown = app.output().match(/^\S+: [a-z0-9]{4}(?:-[a-z0-9]{4}){3}$/gm) ?? [];
  expect(shown.map((line) => line.split(':')[0])).toEqual(['quan-tri', 'an', 'ba', 'chi', 'dung', 'em']);
  const [name = '', password = ''] = shown[0]?.split(': ') ?? [];
  const me = await stranger.get<Me>('/session', cookieOf(await signIn(name, password)));
  expect(me.body).toMatchObject({ name: 'quan-tri', mustChange: false });
  expect(me.body.rights).toContain('plans.activate');
  const { rows } = await db().pool.query(`select from account where password like '%' || $1 || '%'`, [password]);
  expect(rows).toEqual([]);
});

test('signing in gives a cookie that no script reads; signing out ends it on the server', async () => {
  const answer = await signIn(await account('dung'));
  expect(answer.status).toBe(204);
  expect(answer.headers.get('set-cookie')).toMatch(/^dung-han=dhs_[\w-]{43}; .*HttpOnly; SameSite=Strict$/);
  const cookie = cookieOf(answer);
  const { body } = await stranger.get<Me>('/session', cookie);
  expect(body.posts).toContainEqual({
    ...{ plan: 'tiny', unit: 'xa-an', unitName: { vi: 'Xã An', en: 'An' } },
    ...{ seat: 'officer', roles: ['unit-officer'], groups: [], collects: false },
  });
  expect((await stranger.delete('/session', cookie)).status).toBe(204);
  expect(await stranger.get<Problem>('/session', cookie)).toMatchObject({
    status: 401,
    body: { code: 'not-signed-in', title: 'Chưa đăng nhập' },
  });
});

test.each([
  ['dung', 'sai'],
  ['khong-co-ai', PASSWORD],
])('%s with a wrong name or password is told the same', async (name, password) => {
  const { status, body } = await signIn(name, password);
  expect({ status, code: body.code, detail: body.detail }).toEqual({
    status: 401,
    code: 'sign-in-failed',
    detail: 'Tên đăng nhập, mật khẩu hoặc mã xác thực không đúng.',
  });
});

test('a page of another site cannot act with the cookie', async () => {
  const cookie = cookieOf(await signIn('dung'));
  const pages: readonly Readonly<Record<string, string>>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://xau.vn' },
  ];
  for (const from of pages)
    expect(await stranger.delete<Problem>('/session', { ...cookie, ...from })).toMatchObject({
      status: 403,
      body: { code: 'cross-site' },
    });
  expect((await stranger.get('/session', { ...cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(200);
  expect((await stranger.delete('/session', { ...cookie, 'sec-fetch-site': 'same-origin' })).status).toBe(204);
});

test('nor does a page of another site sign anybody in, or ask for a link', async () => {
  await account('dung');
  const asked = [
    ['/session', { name: 'dung', password: PASSWORD }],
    ['/password-resets', { name: 'dung' }],
  ] as const;
  for (const from of [{ origin: 'https://xau.vn' }, { 'sec-fetch-site': 'cross-site' }] as Record<string, string>[])
    for (const [route, body] of asked) {
      const answer = await stranger.post<Problem>(route, body, from);
      expect(answer).toMatchObject({ status: 403, body: { code: 'cross-site' } });
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
  const own = { origin: stranger.url };
  expect((await stranger.post('/session', asked[0][1], own)).status).toBe(204);
});

test('with a first password nothing can be done but changing it, which ends all other sessions', async () => {
  const name = await account('em', { mustChange: true });
  const [here, elsewhere] = [cookieOf(await signIn(name)), cookieOf(await signIn(name))];
  expect(await stranger.get<Problem>('/tasks', here)).toMatchObject({
    status: 403,
    body: { code: 'password-must-change' },
  });
  const change = (current: string, next: string) =>
    stranger.put<Problem>('/session/password', { current, next }, { ...here, 'sec-fetch-site': 'same-origin' });
  expect(await change(PASSWORD, 'ngắn')).toMatchObject({ status: 400, body: { field: 'next' } });
  expect(await change('sai', 'một mật khẩu mới')).toMatchObject({ status: 401, body: { code: 'sign-in-failed' } });
  for (const [next, code] of [
    ['password12345', 'password-too-common'],
    ['BanChiDao-XaBinh-24', 'password-too-common'],
    ['mùa xuân đúng hạn', 'password-has-name'],
  ] as const)
    expect(await change(PASSWORD, next)).toMatchObject({ status: 422, body: { code } });
  expect((await change(PASSWORD, 'một mật khẩu mới')).status).toBe(204);
  expect((await stranger.get('/tasks', here)).status).toBe(200);
  expect((await stranger.get('/session', elsewhere)).status).toBe(401);
  expect((await signIn(name)).status).toBe(401);
  expect((await signIn(name, 'một mật khẩu mới')).status).toBe(204);
});

test('whoever tries again and again waits longer and longer; it holds up nobody elsewhere', async () => {
  const name = await account('ba');
  for (let n = 0; n < 3; n += 1) expect((await signIn(name, 'sai')).status).toBe(401);
  expect(await signIn(name)).toMatchObject({ status: 429, body: { code: 'too-many-tries', seconds: 1 } });
  // The same failures from another network are somebody else's.
  await db().pool.query(`update sign_in_failure set network = '198.51.100.7' where name = $1`, [name]);
  expect((await signIn(name)).status).toBe(204);
});

test('colleagues behind one address do not hold each other up: a browser that somebody signed in with is counted by itself', async () => {
  const name = await account('ba');
  await db().pool.query(`delete from sign_in_failure`);
  const [, kept = ''] = (await signIn(name)).headers.getSetCookie();
  expect(kept).toMatch(/^dung-han-device=dhd_[\w.-]+; Max-Age=15552000; .*HttpOnly; SameSite=Strict$/);
  const device = { cookie: kept.split(';')[0] ?? '' };
  const from = (headers: Record<string, string>, password: string, who = name) =>
    stranger.post<Problem>('/session', { name: who, password }, headers);
  // A colleague guesses from the same network, and waits; so does anybody with a cookie of another name or none of ours.
  for (let n = 0; n < 4; n += 1) await signIn(name, 'sai');
  const [, others = ''] = (await signIn(await account('chi'))).headers.getSetCookie();
  for (const headers of [{ cookie: '' }, { cookie: others.split(';')[0] ?? '' }, { cookie: `${device.cookie}x` }])
    expect(await from(headers, PASSWORD)).toMatchObject({ status: 429, body: { code: 'too-many-tries' } });
  expect((await from(device, PASSWORD)).status).toBe(204);
  // Its own mistakes are counted too.
  for (let n = 0; n < 3; n += 1) expect((await from(device, 'sai')).status).toBe(401);
  expect((await from(device, PASSWORD)).status).toBe(429);
  // The browser of one is no better than others for another name.
  await account('dung');
  for (let n = 0; n < 3; n += 1) expect((await from(device, 'sai', 'dung')).status).toBe(401);
  expect((await signIn('dung')).status).toBe(429);
  for (const table of ['sign_in_failure', 'session']) await db().pool.query(`delete from ${table}`);
});

test('one’s sessions are listed and can be ended, one and all', async () => {
  const name = await account('chi');
  const cookies = [cookieOf(await signIn(name)), cookieOf(await signIn(name)), cookieOf(await signIn(name))];
  const [here = { cookie: '' }, there = { cookie: '' }] = cookies;
  type List = { items: { id: string; isThis: boolean; address: string }[] };
  const { items } = (await stranger.get<List>('/sessions', here)).body;
  expect(items.map(({ isThis }) => isThis).sort()).toEqual([false, false, true]);
  const mine = (await stranger.get<List>('/sessions', there)).body.items.find(({ isThis }) => isThis);
  expect((await stranger.delete(`/sessions/${mine?.id}`, here)).status).toBe(204);
  expect((await stranger.get('/session', there)).status).toBe(401);
  // Nobody ends a session of somebody else.
  const others = cookieOf(await signIn(await account('an')));
  const own = (await stranger.get<List>('/sessions', here)).body.items[0]?.id;
  expect((await stranger.delete(`/sessions/${own}`, others)).status).toBe(404);
  expect((await stranger.delete('/sessions', here)).status).toBe(204);
  expect(await Promise.all(cookies.map(async (one) => (await stranger.get('/session', one)).status))).toEqual([
    401, 401, 401,
  ]);
});

test('a session ends when nobody uses it, at the latest after half a day, and with its account', async () => {
  const name = await account('dung');
  for (const change of [
    `update session set seen_at = now() - interval '61 minutes'`,
    `update session set expires_at = now()`,
    `update account set disabled_at = now() where name = 'dung'`,
  ]) {
    const cookie = cookieOf(await signIn(name));
    expect((await stranger.get('/session', cookie)).status).toBe(200);
    await db().pool.query(change);
    expect((await stranger.get('/session', cookie)).status).toBe(401);
  }
  expect((await signIn(name)).status).toBe(401);
});

test('a token signs nobody out, and is told so', async () => {
  await giveTokens(db().pool, ['chi']);
  expect(await stranger.as('chi').delete<Problem>('/session')).toMatchObject({
    status: 403,
    body: { code: 'not-allowed' },
  });
});

test('a server without mail says so in one line, and by no stack', async () => {
  expect((await stranger.post('/password-resets', { name: 'chi' })).status).toBe(503);
  const lines = app
    .output()
    .split('\n')
    .filter((line) => line.includes('mail-not-configured'));
  expect(lines).toEqual([expect.stringMatching(/"level":40/)]);
  expect(app.output()).not.toMatch(/password-reset\.service/);
});

test('a token does what its owner may, within its scopes, until it expires or is revoked', async () => {
  await giveAdministrator(db().pool);
  await giveTokens(db().pool, ['chi']);
  const chi = stranger.as('chi');
  expect((await chi.get('/tasks')).status).toBe(200);
  expect(await chi.post<Problem>('/sandbox/clock', { by: 'day' })).toMatchObject({
    status: 403,
    body: { code: 'not-allowed' },
  });
  await db().pool.query(`update api_token set scopes = '{act}' where name = 'test'`);
  expect((await chi.get('/tasks')).status).toBe(403);
  await db().pool.query(`update api_token set scopes = '{read}', expires_at = now() where name = 'test'`);
  expect((await chi.get('/tasks')).status).toBe(401);
  await db().pool.query(
    `update api_token set expires_at = now() + interval '1 day', revoked_at = now() where name = 'test'`,
  );
  expect((await chi.get('/tasks')).status).toBe(401);
});
