import { startApp, type App } from '../support/app.js';
import { cookieOf, givePassword, PASSWORD } from '../support/browser-session.js';
import { useDatabase } from '../support/postgres.js';
import { startSmtp } from '../support/smtp.js';
import { Api, tinyPlan, type Answer, type Problem } from './api.js';

const db = useDatabase();
let smtp: Awaited<ReturnType<typeof startSmtp>>;
let app: App;
let stranger: Api;
beforeAll(async () => {
  smtp = await startSmtp();
  const mail = { SMTP_URL: smtp.url, MAIL_FROM: 'dung-han@example.vn', PUBLIC_URL: 'http://dunghan.example.vn/' };
  app = await startApp(db().url, { ...tinyPlan, ...mail });
  stranger = new Api(app.url, null);
  for (const name of ['chi', 'dung', 'em']) {
    await givePassword(db().pool, name);
    await db().pool.query('update account set email = $2 where name = $1', [name, `${name}@example.vn`]);
  }
}, 180_000);
afterAll(async () => {
  await app.stop();
  await smtp.stop();
});

const NEXT = 'một mật khẩu hoàn toàn mới';
const ask = (name: string): Promise<Answer<Problem>> => stranger.post<Problem>('/password-resets', { name });
const reset = (token: string, next = NEXT): Promise<Answer<Problem>> =>
  stranger.put<Problem>('/password-resets', { token, next });
const signIn = (name: string, password: string): Promise<Answer<Problem>> =>
  stranger.post<Problem>('/session', { name, password });
const tokenIn = (text: string): string => /dat-lai-mat-khau#(\S+)/.exec(text)?.[1] ?? '';
const over = { status: 422, body: { code: 'reset-link-over' } };

test('a link is sent to the address; it gives a new password, once, and ends every session', async () => {
  const before = cookieOf(await signIn('chi', PASSWORD));
  expect(await ask('chi')).toMatchObject({ status: 202, body: { minutes: 60 } });
  const { to, raw, text } = await smtp.letter(1);
  expect(to).toBe('chi@example.vn');
  expect(raw).toMatch(/^From: .*<dung-han@example\.vn>$/m);
  const token = tokenIn(text);
  expect(text).toContain(`http://dunghan.example.vn/dat-lai-mat-khau#${token}`);
  expect(token).toMatch(/^dhr_[\w-]{43}$/);
  const { rows } = await db().pool.query('select from password_reset where id = $1', [token]);
  expect(rows).toEqual([]);
  expect(await reset(token, 'ngắn')).toMatchObject({ status: 400, body: { field: 'next' } });
  // The link is good for another try.
  expect(await reset(token, 'qwertyuiop123')).toMatchObject({ status: 422, body: { code: 'password-too-common' } });
  const both = await Promise.all([reset(token), reset(token)]);
  expect(both.map(({ status }) => status).sort()).toEqual([204, 422]);
  expect(await reset(token)).toMatchObject(over);
  expect((await stranger.get('/session', before)).status).toBe(401);
  expect((await signIn('chi', PASSWORD)).status).toBe(401);
  expect((await signIn('chi', NEXT)).status).toBe(204);
  const trail = await db().pool.query(`select actor, after from audit_entry where kind = 'password-changed'`);
  expect(trail.rows).toEqual([{ actor: 'chi', after: { byLink: true } }]);
});

test('where there is no such account, or no address, the answer is the same and no letter goes', async () => {
  await givePassword(db().pool, 'khong-thu');
  await givePassword(db().pool, 'bi-khoa');
  await db().pool.query(`update account set email = 'k@example.vn', disabled_at = now() where name = 'bi-khoa'`);
  const answers = [];
  for (const name of ['khong-co-ai', 'khong-thu', 'bi-khoa', 'k@example.vn', 'DUNG@example.vn'])
    answers.push(await ask(name));
  expect(new Set(answers.map(({ status, body }) => JSON.stringify({ status, body }))).size).toBe(1);
  // The last of them has one: whatever was to be sent before has been.
  expect((await smtp.letter(2)).to).toBe('dung@example.vn');
  expect(smtp.received.length).toBe(2);
});

test('a link is good for an hour; a newer password ends the older links', async () => {
  await ask('dung');
  const [first, second] = [tokenIn((await smtp.letter(2)).text), tokenIn((await smtp.letter(3)).text)];
  expect((await reset(second)).status).toBe(204);
  expect(await reset(first)).toMatchObject(over);
  await ask('dung');
  const third = tokenIn((await smtp.letter(4)).text);
  await db().pool.query(`update password_reset set expires_at = now()`);
  expect(await reset(third)).toMatchObject(over);
  expect(await reset('dhr_khong-co')).toMatchObject(over);
});

test('an account gets three letters in an hour, whoever asks; a network asks so often and no more', async () => {
  // Dũng has had his three.
  expect((await ask('dung')).status).toBe(202);
  expect((await ask('em')).status).toBe(202);
  expect((await smtp.letter(5)).to).toBe('em@example.vn');
  const { rows } = await db().pool.query<{ n: string }>(
    `select count(*) as n from password_reset_asked where network = '127.0.0.1'`,
  );
  for (let n = Number(rows[0]?.n); n < 20; n += 1) expect((await ask('khong-co-ai')).status).toBe(202);
  expect(await ask('khong-co-ai')).toMatchObject({ status: 429, body: { code: 'too-many-tries', seconds: 3600 } });
});

test('without a mail server the answer says so', async () => {
  const plain = await startApp(db().url, tinyPlan);
  const answer = await new Api(plain.url, null).post<Problem>('/password-resets', { name: 'chi' });
  expect(answer).toMatchObject({ status: 503, body: { code: 'mail-not-configured' } });
  await plain.stop();
});

test('an account that was imported sets its first password by a link; one that signs in elsewhere gets none here', async () => {
  await db().pool.query(
    `insert into account (name, display_name, email, must_change) values ('nhap', 'Nhập', 'nhap@example.vn', true), ('noi-khac', 'Nơi Khác', 'nk@example.vn', true)`,
  );
  await db().pool.query(
    `insert into account_link (issuer, subject, account_id) select 'https://id.example.vn', 'x', id from account where name = 'noi-khac'`,
  );
  // The next day.
  await db().pool.query(`update password_reset_asked set asked_at = asked_at - interval '1 day'`);
  const letters = smtp.received.length;
  expect((await ask('noi-khac')).status).toBe(202);
  expect((await ask('nhap@example.vn')).status).toBe(202);
  const { to, text } = await smtp.letter(letters + 1);
  expect([to, smtp.received.length]).toEqual(['nhap@example.vn', letters + 1]);
  expect((await reset(tokenIn(text))).status).toBe(204);
  expect((await signIn('nhap', NEXT)).status).toBe(204);
});
