import { hashPassword } from '../../src/people/secrets.js';
import { startApp, type App } from '../support/app.js';
import { until } from '../support/until.js';
import { useDatabase } from '../support/postgres.js';
import { Api, letIn, tinyPlan, type Problem } from './api.js';

// The trail of what people do over HTTP, and who may read it.
const db = useDatabase();
let app: App;
let api: Api;
beforeAll(async () => {
  app = await startApp(db().url, tinyPlan);
  await letIn(db().pool);
  await db().pool.query(`update account set password = $1 where name = 'dung'`, [await hashPassword(PASSWORD)]);
  api = new Api(app.url);
}, 180_000);
afterAll(() => app.stop());

const PASSWORD = 'một mật khẩu của riêng dung';
type Entry = {
  id: string;
  kind: string;
  at: string;
  actor: string | null;
  onBehalfOf: string | null;
  plan: string | null;
  subject: string | null;
  correlation: string | null;
  address: string | null;
  before: unknown;
  after: Record<string, unknown> | null;
  personal: Record<string, unknown> | null;
  hash: string | null;
};
type Page = { items: Entry[]; next: string | null };
const entries = async (query: string): Promise<Entry[]> => (await api.get<Page>(`/audit?${query}`)).body.items;
const named = (id: string) => ({ 'x-request-id': id });

test('the start itself is in it: the plan that came with it', async () => {
  expect(await entries('kind=plan-activated&kind=plan-imported')).toMatchObject([
    { kind: 'plan-activated', actor: 'operator', plan: 'tiny', before: null, after: { version: 1 } },
    { kind: 'plan-imported', actor: 'operator', plan: 'tiny', after: { version: 1 } },
  ]);
});

test('signing in, failing to, changing one’s password and signing out, each with address and request', async () => {
  const stranger = api.as(null);
  const signIn = (name: string, password: string, id: string) =>
    stranger.post('/session', { name, password }, { ...named(id), 'user-agent': 'a browser' });
  await signIn('dung', 'sai', 'request-1');
  await signIn('dũng-gõ-nhầm-mật-khẩu', 'sai', 'request-2');
  const signed = await signIn('dung', PASSWORD, 'request-3');
  const cookie = { cookie: (signed.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
  const next = 'một mật khẩu khác hẳn';
  const changed = await stranger.put(
    '/session/password',
    { current: PASSWORD, next },
    { ...cookie, ...named('request-4') },
  );
  expect(changed.status).toBe(204);
  expect((await stranger.delete('/session', { ...cookie, ...named('request-5') })).status).toBe(204);
  const found = await entries('kind=sign-in&kind=sign-in-failed&kind=sign-out&kind=password-changed');
  expect(found.map(({ kind, actor, subject, correlation }) => [kind, actor, subject, correlation])).toEqual([
    ['sign-out', 'dung', 'dung', 'request-5'],
    ['password-changed', 'dung', 'dung', 'request-4'],
    ['sign-in', 'dung', 'dung', 'request-3'],
    ['sign-in-failed', null, null, 'request-2'],
    ['sign-in-failed', null, 'dung', 'request-1'],
  ]);
  expect(found.every(({ address }) => /127\.0\.0\.1|::1/.test(address ?? ''))).toBe(true);
  // What was typed in place of a name is erasable; what is no password of anybody is nowhere.
  expect(found[3]?.personal).toMatchObject({ name: 'dũng-gõ-nhầm-mật-khẩu' });
  expect(JSON.stringify(found)).not.toMatch(/mật khẩu khác|riêng dung/);
});

test('a move of the clock, by whom and how far', async () => {
  await api.post('/sandbox/clock', { to: '2024-05-03' });
  const [entry] = await entries('kind=clock-moved');
  expect(entry).toMatchObject({ actor: 'quan-tri', before: { now: expect.any(Number) as number } });
  expect(entry?.after).toEqual({ now: Date.parse('2024-05-03T00:00:00+07:00') });
});

test('commands are in it as well: taken and refused, with what they moved and from where they came', async () => {
  const { body } = await api.as('an').get<{ items: { id: number; key: string }[] }>('/occurrences?limit=1&plan=tiny');
  const [occurrence] = body.items;
  const send = (event: string, key: string, id: string, words?: string) =>
    api
      .as('an')
      .post<Problem>(
        `/instances/${occurrence?.id}/events`,
        { event, fields: event === 'request.issue' ? { due: '2024-06-18' } : {}, ...(words && { body: words }) },
        { 'idempotency-key': key, ...named(id) },
      );
  const sent = await send('request.issue', 'k1', 'request-10', 'gửi các đơn vị');
  expect([sent.status, sent.body]).toEqual([200, expect.anything()]);
  // The same wish from elsewhere is the same wish.
  const again = await send('request.issue', 'k1', 'request-11', 'gửi các đơn vị');
  expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
  expect((await send('request.issue', 'k1', 'request-12', 'lời khác')).body.code).toBe('key-reused');
  expect((await send('request.issue', 'k1', 'request-12')).body.code).toBe('key-reused');
  expect((await send('request.issue', 'k2', 'request-13')).body.code).toBe('event-not-expected');
  const found = await entries(`kind=command&subject=${encodeURIComponent(occurrence?.key ?? '')}`);
  expect(found).toMatchObject([
    { correlation: 'request-13', actor: 'an', after: { outcome: 'refused', code: 'event-not-expected' }, hash: null },
    {
      correlation: 'request-10',
      actor: 'an',
      plan: 'tiny',
      after: { outcome: 'moved', event: { type: 'request.issue' } },
      personal: { words: 'gửi các đơn vị' },
      // As people read it.
      work: { kind: 'occurrence', label: { vi: 'Đợt báo cáo 6 tháng' } },
      words: { 'request.issue': { vi: 'Ban hành văn bản yêu cầu' } },
    },
  ]);
  expect(found[1]?.hash).toMatch(/^[0-9a-f]{64}$/);
  // Whoever reads the timeline reads what was said, and nothing of from where.
  const timeline = await api
    .as('an')
    .get<{ items: { body: unknown }[] }>(`/instances/${occurrence?.id}/timeline?sort=-seq`);
  expect(timeline.body.items.map((one) => one.body).filter((one) => one !== null)).toEqual(['gửi các đơn vị']);
});

test('a message that was read: by whom, once', async () => {
  await api.post('/sandbox/clock', { to: '2024-06-25' });
  const { id, seat } = await until('a message to the office', async () => {
    const { rows } = await db().pool.query<{ id: number; seat: string }>(
      `select id::int as id, seat from inbox_message where unit = 'van-phong' and read_at is null limit 1`,
    );
    return rows[0];
  });
  // Looking at it is not reading it.
  expect((await api.as('an').get(`/inbox/${id}`)).status).toBe(200);
  for (const request of ['request-20', 'request-21'])
    expect((await api.as('an').post(`/inbox/${id}/read`, {}, named(request))).status).toBe(200);
  expect(await entries('kind=message-read')).toMatchObject([
    {
      actor: 'an',
      plan: 'tiny',
      correlation: 'request-20',
      before: { readAt: null },
      after: { message: id, unit: 'van-phong', seat, readAt: expect.any(String) as string },
    },
  ]);
});

test('who may what: accounts, posts, tokens and what is erased; names and addresses only where they can be erased', async () => {
  const email = 'moi@example.vn';
  expect((await api.post('/accounts', { name: 'moi', displayName: 'Người Mới', email })).status).toBe(201);
  expect((await api.patch('/accounts/moi', { disabled: true }, { 'if-match': '"1"' })).status).toBe(200);
  const post = { plan: 'tiny', unit: 'xa-an', seat: 'head' };
  const given = await api.post<{ id: number }>('/accounts/moi/posts', post);
  expect((await api.delete(`/accounts/moi/posts/${given.body.id}`)).status).toBe(204);
  expect((await api.post('/accounts/moi/password')).status).toBe(200);
  const found = await entries('subject=moi');
  expect(found.map(({ kind, actor, plan, before, after }) => ({ kind, actor, plan, before, after }))).toMatchObject([
    { kind: 'password-changed', actor: 'quan-tri', after: { mustChange: true } },
    { kind: 'post-changed', actor: 'quan-tri', plan: 'tiny', before: post, after: null },
    { kind: 'post-changed', actor: 'quan-tri', plan: 'tiny', before: null, after: post },
    { kind: 'account-changed', actor: 'quan-tri', before: { isDisabled: false }, after: { isDisabled: true } },
    { kind: 'account-changed', actor: 'quan-tri', before: null, after: { isDisabled: false } },
  ]);
  const chained = JSON.stringify(found.map(({ before, after }) => [before, after]));
  expect(chained).not.toMatch(/Người Mới|example/);
  expect(found.at(-1)?.personal).toMatchObject({ after: { displayName: 'Người Mới', email } });
  expect((await api.post('/accounts/moi/erase', { reason: 'theo yêu cầu' })).status).toBe(200);
  expect(JSON.stringify(await entries('subject=moi'))).not.toMatch(/Người Mới|example/);
  expect((await api.as('an').post<Problem>('/accounts/moi/erase', { reason: 'x' })).body.code).toBe('not-allowed');
});

test('a start with other settings than the last one, and no secret among them', async () => {
  const [entry] = await entries('kind=configuration-changed');
  expect(entry).toMatchObject({ actor: 'operator', subject: 'all', before: null, after: { clock: 'sandbox' } });
  expect(entry?.after?.['databaseUrl']).toMatch(/^sha256:[0-9a-f]{6}$/);
  expect(JSON.stringify(entry)).not.toContain('postgresql:');
});

test('page by page, each entry comes once', async () => {
  const all = await entries('limit=200');
  expect(all.length).toBeGreaterThan(8);
  const paged: Entry[] = [];
  for (let query = 'limit=3'; ;) {
    const { body } = await api.get<Page>(`/audit?${query}`);
    paged.push(...body.items);
    if (body.next === null) break;
    query = `limit=3&cursor=${encodeURIComponent(body.next)}`;
  }
  expect(paged.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  expect(await entries(`actor=dung&from=${all.at(-1)?.at.slice(0, 10)}`)).toHaveLength(3);
  expect(await entries('to=2020-01-01')).toEqual([]);
});

test('an export is the whole of it, the oldest first, and is in the trail itself', async () => {
  const { status, body, headers } = await api.get<string>('/audit/export?format=csv&actor=dung');
  expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  const lines = body.trimEnd().split('\r\n');
  expect(lines[0]).toBe(
    '\uFEFFid,at,workAt,kind,actor,onBehalfOf,plan,subject,correlation,address,before,after,personal,hash'.replace(
      '\uFEFF',
      lines[0]?.startsWith('\uFEFF') ? '\uFEFF' : '',
    ),
  );
  expect(lines.slice(1).map((line) => line.split(',')[3])).toEqual(['"sign-in"', '"password-changed"', '"sign-out"']);
  const [entry] = await entries('kind=exported');
  expect(entry).toMatchObject({ actor: 'quan-tri', subject: 'audit', after: { format: 'csv', actor: 'dung' } });
  const before = (await entries('limit=200')).map(({ id }) => id);
  const response = await fetch(`${app.url}/api/v1/audit/export`, {
    headers: { authorization: 'Bearer dht_test-quan-tri' },
  });
  const rows = (await response.text())
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as Entry).id);
  expect(rows).toEqual(before.toReversed());
});

test('who may: administrators and auditors, each of their own plans; nobody else', async () => {
  expect((await api.as('dung').get<Problem>('/audit')).body.code).toBe('not-allowed');
  expect((await api.as(null).get<Problem>('/audit')).status).toBe(401);
  await db().pool.query(
    `insert into holding (account_id, plan, unit, seat, source) select id, 'tiny', '*', 'auditor', 'admin' from account where name = 'em'`,
  );
  const { body } = await api.as('em').get<Page>('/audit?limit=200');
  expect(new Set(body.items.map(({ plan }) => plan))).toEqual(new Set(['tiny']));
  expect(body.items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['command', 'plan-activated']));
});

test('the table takes nothing back: not even its owner rewrites or deletes an entry without breaking into it', async () => {
  for (const text of [
    `update audit_entry set actor = 'khac'`,
    `update audit_entry set salt = null, body = null, actor = 'khac'`,
    'delete from audit_entry',
    'truncate audit_entry',
  ])
    await expect(db().pool.query(text)).rejects.toThrow('only ever added to');
  await expect(
    db().pool.query(`update audit_entry set salt = null, body = null where kind = 'sign-in-failed'`),
  ).resolves.toBeDefined();
});
