import { PASSWORD, cookieOf, signedIn } from '../support/browser-session.js';
import { ADMIN } from '../support/accounts.js';
import { tinyPlan, useApp, type Api, type Problem } from './api.js';

// A browser that stands open and unwatched: what is grave asks for the password again.
const api = useApp(tinyPlan);
const before = (minutes: number) =>
  api().pool.query('update session set created_at = now() - make_interval(mins => $1)', [minutes]);

/** What gives rights or ways in, and what cannot be taken back. */
const grave: readonly (readonly [method: string, path: string, body: object])[] = [
  ['POST', '/tokens', { name: 'x', scopes: ['read'] }],
  ['POST', '/session/totp', {}],
  ['DELETE', '/session/totp?code=123456', {}],
  ['POST', '/accounts', { name: 'x', displayName: 'X' }],
  ['PATCH', '/accounts/khong-co', { email: 'x@example.vn' }],
  ['POST', '/accounts/khong-co/password', {}],
  ['DELETE', '/accounts/khong-co/totp', {}],
  ['DELETE', '/accounts/khong-co/sessions', {}],
  ['POST', '/accounts/khong-co/posts', { plan: '*', unit: '*', seat: 'leader' }],
  ['POST', '/accounts/khong-co/links', { issuer: 'https://x.vn', subject: 'x' }],
  ['POST', '/accounts/khong-co/erase', { reason: 'x' }],
  ['POST', '/delegations', {}],
];
const ask = (who: Api, [method, path, body]: (typeof grave)[number]) =>
  who.call<Problem>(method, path, body, { 'if-match': '"1"' });

test.each(grave)('%s %s is done a quarter of an hour after signing in, and not later', async (...route) => {
  const who = await signedIn(api(), api().pool, ADMIN);
  await before(14);
  expect((await ask(who, route)).body.code).not.toBe('sign-in-again');
  await api().pool.query(`delete from account where name = 'x'`);
  await before(16);
  expect(await ask(who, route)).toMatchObject({
    status: 403,
    body: {
      code: 'sign-in-again',
      minutes: 15,
      detail: 'Việc này chỉ làm được trong vòng 15 phút sau khi đăng nhập; hãy nhập lại mật khẩu để tiếp tục.',
    },
  });
});

test('everything else goes on, and a program with a token is not asked', async () => {
  const who = await signedIn(api(), api().pool, ADMIN);
  await before(16);
  for (const path of ['/accounts', '/tokens', '/sessions', '/tasks'])
    expect([path, (await who.get(path)).status]).toEqual([path, 200]);
  const post = { plan: 'tiny', unit: 'xa-an', seat: 'officer' };
  expect((await api().post('/accounts/ba/posts', post)).status).toBe(201);
});

test('signing in again in the same browser is enough, and ends the session that it had', async () => {
  const who = await signedIn(api(), api().pool, 'chi');
  await before(16);
  const first = cookieOf(await api().as(null).post('/session', { name: 'chi', password: PASSWORD }));
  await before(16);
  const again = await api().as(null).post('/session', { name: 'chi', password: PASSWORD }, first);
  const now = api().with(cookieOf(again));
  expect((await now.post('/tokens', { name: 'x', scopes: ['read'] })).status).toBe(201);
  expect((await api().with(first).get('/session')).status).toBe(401);
  // Of another browser nothing is ended.
  expect((await who.get('/session')).status).toBe(200);
});
