import { giveTokens } from '../support/accounts.js';
import { signedIn } from '../support/browser-session.js';
import { tinyPlan, useApp, type Answer, type Api, type Problem } from './api.js';

// Thay mặt: Dũng, officer of xa-an and xa-binh, is away from 5 to 8 June; Thay acts for him. One story, told in order.
const api = useApp(tinyPlan);
type Delegation = { id: number; holder: string; deputyName: string; from: string; to: string };
type List<Item> = { items: Item[] };
type Post = { unit: string; seat: string; onBehalfOf?: string };
type Entry = { event: string; actor: { id: string; name: string; onBehalfOf: { id: string; name: string } | null } };
type Named = { id: number };

let an: Api;
let dung: Api;
let em: Api;
let thay: Api;
beforeAll(async () => {
  const { pool } = api();
  await giveTokens(pool, ['thay']);
  await pool.query(`update account set display_name = 'Lê Văn Thay' where name = 'thay'`);
  an = await signedIn(api(), pool, 'an');
  dung = await signedIn(api(), pool, 'dung');
  em = await signedIn(api(), pool, 'em');
  thay = await signedIn(api(), pool, 'thay');
  await clockTo('2024-05-02T08:00:00+07:00');
  const round = await at('tiny/R0/2024-H1');
  const issued = await send(an, round, 'request.issue', { fields: { due: '2024-06-18' } });
  expect(issued.status).toBe(200);
  await clockTo('2024-05-03');
});

const clockTo = async (to: string): Promise<void> => {
  expect((await api().post('/sandbox/clock', { to })).status).toBe(200);
};
const at = async (key: string): Promise<number> => (await api().get<Named>(`/instances?key=${key}`)).body.id;
let keys = 0;
const send = (by: Api, id: number, event: string, more: object = {}, key = `key-${(keys += 1)}`) =>
  by.post<Problem>(`/instances/${id}/events`, { event, ...more }, { 'idempotency-key': key });
const code = ({ status, body }: Answer<Problem>) => ({ status, code: body.code });
const lastOf = async (id: number): Promise<Entry | undefined> =>
  (await api().get<List<Entry>>(`/instances/${id}/timeline?sort=-seq&limit=1`)).body.items[0];

const away = {
  unit: 'xa-an',
  plan: 'tiny',
  seat: 'officer',
  from: '2024-06-05',
  to: '2024-06-08',
  reason: 'Nghỉ phép',
};

test('an administrator of the plan lends a post of somebody to whoever has none', async () => {
  const { status, body } = await an.post<Delegation>('/delegations', { ...away, holder: 'dung', deputy: 'thay' });
  expect({ status, ...body }).toMatchObject({ status: 201, holder: 'dung', deputyName: 'Lê Văn Thay', ...away });
  expect(code(await an.post('/delegations', { ...away, holder: 'dung', deputy: 'thay' }))).toEqual({
    status: 409,
    code: 'already-held',
  });
});

test('before its first day nothing is lent', async () => {
  await clockTo('2024-06-04');
  expect(code(await send(thay, await at('tiny/R1/2024-H1/xa-an'), 'report.submit'))).toEqual({
    status: 403,
    code: 'not-allowed',
  });
});

test('on its days the deputy sees and does what the holder may there, and nothing else; the history says on whose behalf', async () => {
  await clockTo('2024-06-05');
  expect((await thay.get<{ posts: Post[] }>('/session')).body.posts).toEqual([
    {
      ...{ plan: 'tiny', unit: 'xa-an', unitName: { vi: 'Xã An', en: 'An' } },
      ...{ seat: 'officer', roles: ['unit-officer'], groups: [], collects: false },
      ...{ onBehalfOf: 'dung', onBehalfOfName: expect.any(String) as string },
    },
  ]);
  expect((await thay.get<List<{ key: string }>>('/tasks')).body.items.map(({ key }) => key)).toEqual([
    'tiny/R1/2024-H1/xa-an',
  ]);
  expect((await send(thay, await at('tiny/R1/2024-H1/xa-binh'), 'report.submit')).status).toBe(404);
  const task = await at('tiny/R1/2024-H1/xa-an');
  expect((await send(thay, task, 'report.submit', {}, 'gui-1')).status).toBe(200);
  const repeated = await send(thay, task, 'report.submit', {}, 'gui-1');
  expect([repeated.status, repeated.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
  expect(await lastOf(task)).toMatchObject({
    event: 'report.submit',
    actor: { id: 'thay', name: 'Lê Văn Thay', onBehalfOf: { id: 'dung', name: 'Phạm Văn Dũng' } },
  });
});

test('what was lent is not lent on, and gives no say over accounts', async () => {
  const on = { ...away, deputy: 'em', from: '2024-06-06' };
  expect(code(await thay.post('/delegations', on))).toEqual({ status: 403, code: 'not-allowed' });
  // Neither does an administrator lend what somebody only deputises for.
  expect(code(await an.post('/delegations', { ...on, holder: 'thay' }))).toEqual({
    status: 409,
    code: 'post-not-held',
  });
  // A seat of the whole plan is lent where the plan has it.
  expect(await an.post<Problem>('/delegations', { ...away, seat: 'administrator', deputy: 'thay' })).toMatchObject({
    status: 400,
    body: { field: 'unit', expected: 'seat-place', choices: ['van-phong'] },
  });
  const admin = { ...away, unit: 'van-phong', seat: 'administrator', from: '2024-06-05', to: '2024-06-05' };
  const lent = await an.post<Delegation>('/delegations', { ...admin, deputy: 'thay' });
  expect(lent.status).toBe(201);
  expect((await thay.get<{ rights: string[] }>('/session')).body.rights).toContain('plans.activate');
  expect(code(await thay.get('/accounts'))).toEqual({ status: 403, code: 'not-allowed' });
  expect((await an.delete(`/delegations/${lent.body.id}`)).status).toBe(204);
  expect((await thay.get<{ rights: string[] }>('/session')).body.rights).not.toContain('plans.activate');
});

test('after its last day it is over by itself', async () => {
  const task = await at('tiny/R1/2024-H1/xa-an');
  expect((await send(an, task, 'report.return', { body: 'thiếu số liệu' })).status).toBe(200);
  await clockTo('2024-06-08T17:00:00+07:00');
  expect((await thay.get('/tasks')).status).toBe(200);
  await clockTo('2024-06-09');
  expect((await thay.get('/tasks')).status).toBe(403);
  expect(code(await send(thay, task, 'report.submit'))).toEqual({ status: 403, code: 'not-allowed' });
});

test('a holder lends to a colleague, who uses it where they have no right of their own, or say so', async () => {
  const days = { from: '2024-06-09', to: '2024-06-30', reason: 'Đi học' };
  const head = { plan: 'tiny', unit: 'xa-an', seat: 'head', ...days };
  expect((await em.post('/delegations', { ...head, deputy: 'dung' })).status).toBe(201);
  const task = await at('tiny/R1/2024-H1/xa-an');
  expect(code(await send(dung, task, 'report.submit', { onBehalfOf: 'ba' }))).toEqual({
    status: 403,
    code: 'not-deputy',
  });
  // Dũng is its officer himself.
  expect((await send(dung, task, 'report.submit')).status).toBe(200);
  expect((await lastOf(task))?.actor).toEqual({
    kind: 'person',
    work: null,
    id: 'dung',
    name: 'Phạm Văn Dũng',
    onBehalfOf: null,
    label: null,
  });
  expect((await send(an, task, 'report.return', { body: 'còn thiếu' })).status).toBe(200);
  expect((await send(dung, task, 'report.submit', { onBehalfOf: 'em' })).status).toBe(200);
  expect((await lastOf(task))?.actor.onBehalfOf).toEqual({ id: 'em', name: 'Võ Thị Em' });
});

test('nobody lends the post of another, to whom they do not know, or for days gone by', async () => {
  const head = { plan: 'tiny', unit: 'xa-an', seat: 'head', from: '2024-07-01', to: '2024-07-02', reason: 'x' };
  expect(code(await dung.post('/delegations', { ...head, holder: 'em', deputy: 'dung' }))).toEqual({
    status: 403,
    code: 'not-allowed',
  });
  expect(code(await dung.post('/delegations', { ...head, deputy: 'em' }))).toEqual({
    status: 409,
    code: 'post-not-held',
  });
  for (const deputy of ['chi', 'thay', 'khong-co-ai', 'em'])
    expect(await em.post('/delegations', { ...head, deputy })).toMatchObject({
      status: 400,
      body: { field: 'deputy', expected: 'deputy' },
    });
  const past = { from: '2024-06-01', to: '2024-06-02' };
  expect(await em.post('/delegations', { ...head, ...past, deputy: 'dung' })).toMatchObject({
    status: 400,
    body: { field: 'to', expected: 'day-past', least: '2024-06-09' },
  });
});

test('it is seen and ended by those whom it concerns, and by the plan’s administrator', async () => {
  const seenBy = async (who: Api): Promise<string[]> =>
    (await who.get<List<Delegation>>('/delegations')).body.items.map(({ holder }) => holder);
  expect(await seenBy(an)).toEqual(['em', 'dung']);
  expect(await seenBy(dung)).toEqual(['em', 'dung']);
  expect(await seenBy(em)).toEqual(['em']);
  expect(await seenBy(api().as('chi'))).toEqual([]);
  const [{ id } = { id: 0 }] = (await em.get<List<Delegation>>('/delegations')).body.items;
  expect(code(await dung.delete(`/delegations/${id}`))).toEqual({ status: 404, code: 'not-found' });
  expect((await em.delete(`/delegations/${id}`)).status).toBe(204);
  const posts = (await dung.get<{ posts: Post[] }>('/session')).body.posts;
  expect(posts.filter(({ onBehalfOf }) => onBehalfOf)).toEqual([]);
});
