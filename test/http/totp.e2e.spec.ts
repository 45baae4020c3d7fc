import { codeOf } from '../support/authenticator.js';
import { cookieOf, givePassword, PASSWORD, signedIn } from '../support/browser-session.js';
import { useDatabase } from '../support/postgres.js';
import { giveAdministrator } from '../support/accounts.js';
import { startApp, type App } from '../support/app.js';
import { Api, tinyPlan, useApp, type Answer, type Problem } from './api.js';

const api = useApp(tinyPlan);
const code = ({ status, body }: Answer<Problem>) => ({ status, code: body.code });
const failed = { status: 401, code: 'sign-in-failed' };

const signIn = (name: string, given?: string, at: Api = api()): Promise<Answer<Problem>> =>
  at.as(null).post<Problem>('/session', { name, password: PASSWORD, ...(given !== undefined && { code: given }) });
/** Each code is good once: what was used is forgotten, so that a test need not wait for the next. */
const forgetSteps = () => api().pool.query('update account set totp_step = null');
/** A wrong code makes the next try wait. */
const forgive = () => api().pool.query('delete from sign_in_failure');
async function setUp(who: Api): Promise<string> {
  const { status, body } = await who.post<{ secret: string; uri: string }>('/session/totp');
  expect(status).toBe(201);
  expect(body.uri).toMatch(new RegExp(`^otpauth://totp/.+secret=${body.secret}`));
  expect((await who.put('/session/totp', { code: codeOf(body.secret) })).status).toBe(204);
  await forgetSteps();
  return body.secret;
}

test('an authenticator is in use once a code of it was given; then signing in asks for one', async () => {
  const chi = await signedIn(api(), api().pool, 'chi');
  const { body } = await chi.post<{ secret: string }>('/session/totp');
  expect((await signIn('chi')).status).toBe(204);
  expect(code(await chi.put('/session/totp', { code: codeOf(body.secret, 7) }))).toEqual(failed);
  expect((await chi.put('/session/totp', { code: codeOf(body.secret) })).status).toBe(204);
  expect(code(await chi.post('/session/totp'))).toEqual({ status: 409, code: 'totp-active' });
  expect((await chi.get<{ hasTotp: boolean }>('/session')).body.hasTotp).toBe(true);
  expect(code(await signIn('chi'))).toEqual({ status: 401, code: 'code-needed' });
  const { rows } = await api().pool.query<{ kept: string }>(
    `select totp_secret as kept from account where name = 'chi'`,
  );
  expect(rows[0]?.kept).toMatch(/^1\./);
  expect(rows[0]?.kept).not.toContain(body.secret);
});

test('a code is good once, a step early or late, and only with the password', async () => {
  const secret = await setUp(await signedIn(api(), api().pool, 'dung'));
  const now = codeOf(secret);
  const both = await Promise.all([signIn('dung', now), signIn('dung', now)]);
  expect(both.map(({ status }) => status).sort()).toEqual([204, 401]);
  expect(code(await signIn('dung', now))).toEqual(failed);
  await forgetSteps();
  await forgive();
  expect((await signIn('dung', codeOf(secret, -1))).status).toBe(204);
  expect((await signIn('dung', codeOf(secret, 1))).status).toBe(204);
  await forgetSteps();
  for (const steps of [-3, 3]) expect(code(await signIn('dung', codeOf(secret, steps)))).toEqual(failed);
  const wrong = await api()
    .as(null)
    .post<Problem>('/session', { name: 'dung', password: 'sai', code: codeOf(secret) });
  expect(code(wrong)).toEqual(failed);
});

test('wrong codes count as failures: the next try waits', async () => {
  await setUp(await signedIn(api(), api().pool, 'em'));
  for (let n = 0; n < 3; n += 1) expect(code(await signIn('em', '000000'))).toEqual(failed);
  expect(code(await signIn('em', '000000'))).toEqual({ status: 429, code: 'too-many-tries' });
});

test('its owner removes it with a code, an administrator for whoever has lost it', async () => {
  const ba = await signedIn(api(), api().pool, 'ba');
  expect(code(await ba.delete('/session/totp?code=123456'))).toEqual({ status: 404, code: 'not-found' });
  const secret = await setUp(ba);
  expect(code(await ba.delete(`/session/totp?code=${codeOf(secret, 5)}`))).toEqual(failed);
  expect((await ba.delete(`/session/totp?code=${codeOf(secret)}`)).status).toBe(204);
  expect((await signIn('ba')).status).toBe(204);
  await setUp(ba);
  expect(code(await ba.as('dung').delete('/accounts/ba/totp'))).toEqual({ status: 403, code: 'not-allowed' });
  expect((await api().delete('/accounts/ba/totp')).status).toBe(204);
  expect((await ba.get('/session')).status).toBe(401);
  expect((await signIn('ba')).status).toBe(204);
});

describe('in production', () => {
  const db = useDatabase();
  let app: App;
  beforeAll(async () => {
    app = await startApp(db().url, { ...tinyPlan, CLOCK: 'system' });
  }, 180_000);
  afterAll(() => app.stop());

  test('an administrator does nothing before an authenticator is set up', async () => {
    const production = new Api(app.url, null);
    await giveAdministrator(db().pool);
    await givePassword(db().pool, 'quan-tri');
    const me = production.with(cookieOf(await signIn('quan-tri', undefined, production)));
    const needed = { status: 403, code: 'totp-required' };
    expect(code(await me.get('/accounts'))).toEqual(needed);
    expect(code(await me.post('/tokens', { name: 'x', scopes: ['admin'] }))).toEqual(needed);
    expect(code(await production.as('quan-tri').get('/accounts'))).toEqual(needed);
    expect((await me.get('/session')).status).toBe(200);
    // Unless a sign-in elsewhere has asked for a second factor that is trusted.
    await db().pool.query(`update session set way = 'oidc', second_factor = 'provider'`);
    expect((await me.get('/accounts')).status).toBe(200);
    await db().pool.query(`update session set second_factor = 'here'`);
    expect(code(await me.get('/accounts'))).toEqual(needed);
    await me
      .post<{ secret: string }>('/session/totp')
      .then(({ body: { secret } }) => me.put('/session/totp', { code: codeOf(secret) }));
    expect((await me.get('/accounts')).status).toBe(200);
  });
});
