import { signedIn } from '../support/browser-session.js';
import { tinyFiles, tinyPlan, useApp, type Answer, type Api, type Problem } from './api.js';

// Idempotency-Key on every command: the first answer again, and nothing done twice.
const api = useApp(tinyPlan);
type List<Row> = { readonly items: Row[]; readonly next: string | null };

let chi: Api;
let an: Api;
beforeAll(async () => {
  chi = await signedIn(api(), api().pool, 'chi');
  an = await signedIn(api(), api().pool, 'an');
});

const key = (name: string) => ({ 'idempotency-key': name });
const replayed = ({ headers }: Answer<unknown>): string | null => headers.get('idempotency-replayed');
const refused = ({ status, body }: Answer<Problem>) => ({ status, code: body.code });
const count = async (table: string): Promise<number> =>
  Number((await api().pool.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]?.n);
/** What a command leaves behind: entries of the trail, but for those that tell of it anew. */
const told = (): Promise<number> => count('audit_entry');

const lent = { deputy: 'ba', plan: 'tiny', unit: 'van-phong', seat: 'officer', from: '2024-06-01', to: '2099-12-31' };
const post = { plan: 'tiny', unit: 'xa-an', seat: 'officer' };
let holding = 0;
let loan = 0;
let tokenId = '';

/** In this order: what is made by one is used by the next. */
const commands: readonly (readonly [string, () => Api, string, () => string, () => unknown])[] = [
  ['a new account', api, 'POST', () => '/accounts', () => ({ name: 'mot', displayName: 'Một' })],
  ['a change of it', api, 'PATCH', () => '/accounts/mot', () => ({ displayName: 'Một nữa' })],
  ['a new password', api, 'POST', () => '/accounts/mot/password', () => undefined],
  ['a post', api, 'POST', () => '/accounts/mot/posts', () => post],
  ['taking it', api, 'DELETE', () => `/accounts/mot/posts/${holding}`, () => undefined],
  ['a token', () => chi, 'POST', () => '/tokens', () => ({ name: 'một', scopes: ['read'] })],
  ['revoking it', () => chi, 'DELETE', () => `/tokens/${tokenId}`, () => undefined],
  ['lending a post', () => an, 'POST', () => '/delegations', () => ({ ...lent, reason: 'Nghỉ phép' })],
  ['taking it back', () => an, 'DELETE', () => `/delegations/${loan}`, () => undefined],
  ['a plan', api, 'POST', () => '/plans', () => ({ files: nextPlan() })],
  ['its activation', api, 'POST', () => '/plans/tiny/versions/1/activate', () => ({})],
  ['the clock', api, 'POST', () => '/sandbox/clock', () => ({ by: 'day' })],
  ['an erasure', api, 'POST', () => '/accounts/mot/erase', () => ({ reason: 'theo yêu cầu' })],
];
const nextPlan = () => {
  const files = Object.fromEntries(tinyFiles());
  return { ...files, 'plans/tiny/plan.yaml': `${files['plans/tiny/plan.yaml'] ?? ''}# again\n` };
};

test.each(commands)('%s is done once, and answered twice', async (name, who, method, path, body) => {
  const headers = { ...key(`once-${name.length}-${method}`), 'if-match': '*' };
  const at = path();
  const first = await who().call<{ id?: unknown }>(method, at, body(), headers);
  expect([first.status < 300, first.body]).toEqual([true, first.body]);
  const before = await told();
  const again = await who().call<{ id?: unknown }>(method, at, body(), headers);
  expect({ status: again.status, body: again.body, etag: again.headers.get('etag') }).toEqual({
    status: first.status,
    body: first.body,
    etag: first.headers.get('etag'),
  });
  expect([replayed(first), replayed(again)]).toEqual([null, 'true']);
  expect(await told()).toBe(before);
  if (name === 'a post') holding = Number(first.body.id);
  if (name === 'a token') tokenId = String(first.body.id);
  if (name === 'lending a post') loan = Number(first.body.id);
});

test('the same key with another content, or for another address, is refused', async () => {
  const wish = { name: 'hai', displayName: 'Hai' };
  expect((await api().post('/accounts', wish, key('hai'))).status).toBe(201);
  const other = { status: 422, code: 'key-reused' };
  expect(refused(await api().post<Problem>('/accounts', { ...wish, displayName: 'Ba' }, key('hai')))).toEqual(other);
  expect((await api().post('/accounts/hai/password', undefined, key('khoa'))).status).toBe(200);
  expect(refused(await api().post<Problem>('/accounts/chi/password', undefined, key('khoa')))).toEqual(other);
});

test('keys belong to an account and a route', async () => {
  const { name } = { name: 'cùng tên' };
  const mine = await chi.post<{ id: string }>('/tokens', { name, scopes: ['read'] }, key('chung'));
  const theirs = await an.post<{ id: string }>('/tokens', { name, scopes: ['read'] }, key('chung'));
  expect([mine.status, theirs.status, replayed(theirs)]).toEqual([201, 201, null]);
  expect(theirs.body.id).not.toBe(mine.body.id);
  expect((await an.post('/delegations', { ...lent, reason: 'x' }, key('chung'))).status).toBe(201);
});

test('what was refused has done nothing: its key is free for another try', async () => {
  const wish = { name: 'quan-tri', displayName: 'x' };
  expect((await api().post('/accounts', wish, key('thu'))).status).toBe(409);
  expect((await api().post('/accounts', { ...wish, name: 'ba-muoi' }, key('thu'))).status).toBe(201);
  expect((await api().post<Problem>('/accounts', { nonsense: true }, key('sai'))).status).toBe(400);
  expect(await count('idempotency_key where status is null')).toBe(0);
});

test('many at once act once', async () => {
  const send = () => chi.post<Problem & { id: string }>('/tokens', { name: 'cùng lúc', scopes: ['read'] }, key('race'));
  const answers = await Promise.all(Array.from({ length: 12 }, send));
  const good = answers.filter(({ status }) => status === 201);
  expect(good.length).toBeGreaterThan(0);
  expect(new Set(good.map(({ body }) => body.id)).size).toBe(1);
  for (const answer of answers.filter((one) => !good.includes(one))) {
    expect(refused(answer)).toEqual({ status: 409, code: 'key-under-way' });
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
  }
  expect((await send()).body.id).toBe(good[0]?.body.id);
  const { items } = (await chi.get<List<{ name: string }>>('/tokens')).body;
  expect(items.filter(({ name }) => name === 'cùng lúc')).toHaveLength(1);
});

test('neither the key nor anything of the answer is kept in clear', async () => {
  const made = await chi.post<{ token: string }>('/tokens', { name: 'bí mật', scopes: ['read'] }, key('own'));
  expect(made.status).toBe(201);
  const account = await api().post<{ password: string }>(
    '/accounts',
    { name: 'kin', displayName: 'Kín' },
    key('my-own-key'),
  );
  const { rows } = await api().pool.query<{ row: string }>('select row_to_json(k)::text as row from idempotency_key k');
  expect(rows.length).toBeGreaterThan(3);
  for (const { row } of rows)
    for (const secret of [made.body.token, account.body.password, 'my-own-key', 'Kín', 'bí mật'])
      expect(row).not.toContain(secret);
});

describe('whoever dies in the middle', () => {
  const wish = { name: 'giua', displayName: 'Giữa chừng' };
  /** As a process leaves it that is gone before it has answered. */
  const died = (acted: boolean): Promise<unknown> =>
    api().pool.query(
      `update idempotency_key set acted = $1, status = null, answer = null, turn_at = now() - interval '2 minutes'
       where created_at = (select max(created_at) from idempotency_key)`,
      [acted],
    );

  test('before anything was done leaves the key to the next', async () => {
    expect((await api().post('/accounts', wish, key('chet'))).status).toBe(201);
    await died(false);
    // It is carried out anew: here it meets what was done after all.
    expect(refused(await api().post<Problem>('/accounts', wish, key('chet')))).toEqual({
      status: 409,
      code: 'name-taken',
    });
  });

  test('after it was done has done it: that, and no more, is said', async () => {
    expect((await api().post('/accounts', { ...wish, name: 'sau' }, key('xong'))).status).toBe(201);
    await died(true);
    const before = await told();
    const again = await api().post<Problem>('/accounts', { ...wish, name: 'sau' }, key('xong'));
    expect(refused(again)).toEqual({ status: 409, code: 'key-answer-lost' });
    expect(await told()).toBe(before);
  });
});

test('after a day a key is forgotten', async () => {
  expect((await chi.post('/tokens', { name: 'hôm qua', scopes: ['read'] }, key('cu'))).status).toBe(201);
  await api().pool.query(`update idempotency_key set created_at = now() - interval '25 hours'`);
  const again = await chi.post<Problem>('/tokens', { name: 'hôm qua', scopes: ['read'] }, key('cu'));
  expect(refused(again)).toEqual({ status: 409, code: 'name-taken' });
});

test.each(['', ' ', 'a b', 'x'.repeat(201), 'khoá'])('%j is no key', async (given) => {
  const headers = { 'idempotency-key': Buffer.from(given).toString('latin1') };
  const { status, body } = await api().post<Problem>('/accounts', { name: 'x', displayName: 'x' }, headers);
  expect({ status, field: body['field'], expected: body['expected'] }).toEqual({
    status: 400,
    field: 'Idempotency-Key',
    expected: 'idempotency-key',
  });
});

test('what only looks takes no key, and says nothing about one', async () => {
  for (const again of [null, null]) {
    const answer = await api().post('/plans/tiny/versions/1/lint', undefined, key('nhin'));
    expect([answer.status, replayed(answer)]).toEqual([200, again]);
  }
});
