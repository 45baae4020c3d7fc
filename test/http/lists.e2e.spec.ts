import { Answers } from '../fuzz/answers.js';
import type { Document } from '../fuzz/calls.js';
import { signedIn } from '../support/browser-session.js';
import { tinyPlan, useApp, type Api, type Problem } from './api.js';

const api = useApp(tinyPlan);

type Item = { readonly id: number; readonly key: string; readonly status: string };
type Page = { readonly items: Item[]; readonly next: string | null };
const round = 'tiny/R0/2024-H1';
const at = async (key: string): Promise<Item> => (await api().get<Item>(`/instances?key=${key}`)).body;
const act = async (event: string, by: string, key: string, more: object = {}): Promise<number> => {
  const { id } = await at(key);
  const headers = { 'idempotency-key': `${event}-${key.length}-${by}` };
  const wish = { event, ...more };
  return (await api().as(by).post(`/instances/${id}/events`, wish, headers)).status;
};

/** Two rounds in two years: one with its tasks, one that nobody has begun. */
beforeAll(async () => {
  await api().post('/sandbox/clock', { to: '2024-05-03' });
  expect(await act('request.issue', 'an', round, { fields: { due: '2024-06-18' } })).toBe(200);
  await api().post('/sandbox/clock', { to: '2025-07-02' });
}, 60_000);

test('pages hold what they should while others move the rows', async () => {
  const all = (await api().get<Page>('/occurrences?sort=key&limit=200')).body.items.map(({ key }) => key);
  expect(all.length).toBeGreaterThan(2);
  for (const sort of ['due', '-due', 'key', '-key', 'urgency', '-urgency']) {
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await api().get<Page>(`/occurrences?sort=${sort}&limit=1${cursor}`);
      seen.push(...body.items.map(({ key }) => key));
      // Somebody acts between two pages; the rows keep their places.
      await act('summary.issue', 'an', 'tiny/S1/2024-H1');
      if (body.next === null) break;
      cursor = `&cursor=${body.next}`;
    }
    expect([...seen].sort()).toEqual(all);
  }
});

test('a cursor of another list, or one made up, is refused', async () => {
  const { body } = await api().get<Page>('/occurrences?sort=key&limit=1');
  const other = await api().get<Problem>(`/occurrences?sort=due&limit=1&cursor=${body.next}`);
  expect(other).toMatchObject({ status: 400, body: { code: 'bad-request', field: 'cursor', expected: 'cursor' } });
  expect((await api().get<Problem>('/tasks?cursor=abc')).body).toMatchObject({ code: 'bad-request', field: 'cursor' });
});

test.each(['/instances/1', '/plans/tiny', '/session', '/problems/not-found', '/accounts/an', '/khong-co'])(
  'what takes no question is asked none: %s',
  async (path) => {
    const { status, body } = await api().get<Problem>(`${path}?zzz=1`);
    const isThere = path !== '/khong-co';
    expect([status, body.code]).toEqual(isThere ? [400, 'unknown-field'] : [404, 'not-found']);
    if (isThere) expect(body).toMatchObject({ field: 'zzz', expected: 'nothing' });
  },
);

test.each([
  ['/tasks?limit=201', 'limit', 'at-most'],
  ['/tasks?limit=0', 'limit', 'at-least'],
  ['/tasks?limit=many', 'limit', 'integer'],
  ['/tasks?limit=1.5', 'limit', 'integer'],
  ['/tasks?parent=1e300', 'parent', 'integer'],
  ['/tasks?unit=xa%00an', 'unit', 'plain-text'],
  ['/tasks?dueBefore=2024-02-30', 'dueBefore', 'day-or-instant'],
  ['/tasks?dueBefore=2024-02-01T00:00', 'dueBefore', 'day-or-instant'],
  ['/tasks?sort=colour', 'sort', 'one-of'],
  ['/tasks?status=late', 'status', 'one-of'],
  ['/instances/abc', 'id', 'integer'],
  ['/instances/0', 'id', 'at-least'],
  ['/instances/99999999999999999999', 'id', 'integer'],
  ['/instances?key=', 'key', 'some-text'],
  ['/plans/x/versions/99999999999', 'version', 'at-most'],
  ['/plans/x/versions/1.5/files', 'version', 'integer'],
])('%s is refused by its field, and by what must stand there', async (path, field, expected) => {
  const { status, body } = await api().get<Problem>(path, { 'accept-language': 'en' });
  expect({ status, code: body.code, field: body['field'], expected: body['expected'] }).toEqual({
    status: 400,
    code: 'bad-request',
    field,
    expected,
  });
  expect(body.detail).toMatch(/^The request is not as expected at “\w+”: [a-z].+\.$/);
});

test.each([
  { from: 99_999_999_999, to: 1 },
  { from: 1, to: 1e300 },
  { from: 0, to: 1 },
  { from: 1.5, to: 1 },
])('versions that no plan counts to are not compared: %j', async (wish) => {
  const { status, body } = await api().post<Problem>('/plans/tiny/compare', wish);
  expect({ status, code: body.code }).toEqual({ status: 400, code: 'bad-request' });
});

test.each([
  ['a text that is no JSON', '{"event":'],
  ['a list', '[]'],
  ['null', 'null'],
  ['a key that changes the prototype', '{"__proto__":{"a":1},"event":"x","by":{"person":"an"},"z":1}'],
  [
    'an object without an end',
    `{"event":"x","by":{"person":"an"},"body":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`,
  ],
  [
    'a list without an end',
    `{"event":"x","by":{"person":"an"},"body":{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`,
  ],
  ['a sequence that nothing counts to', '{"event":"x","by":{"person":"an"},"expectedSeq":99999999999}'],
])('%s as a body is refused', async (_, text) => {
  const { id } = await at(round);
  const { status, body } = await api().post<Problem>(`/instances/${id}/events`, text, { 'idempotency-key': 'odd' });
  expect(status).toBe(400);
  expect(['bad-request', 'unknown-field']).toContain(body.code);
});

test('a body beyond the limit is refused before it is read', async () => {
  const { status, body } = await api().post<Problem>('/plans', {
    files: { 'plans/x/plan.yaml': 'x'.repeat(5_000_000) },
  });
  expect({ status, code: body.code }).toEqual({ status: 413, code: 'payload-too-large' });
});

test('people and units are those of the plan', async () => {
  const people = await api().get<{ items: { id: string; seats: object[] }[] }>('/people?unit=xa-an');
  expect(people.body.items.map(({ id }) => id)).toEqual(['dung', 'em']);
  const units = await api().get<{ items: { code: string }[]; next: string }>('/units?plan=tiny&limit=2');
  expect(units.body.items.map(({ code }) => code)).toEqual(['van-phong', 'ban-chi-dao']);
  const rest = await api().get<{ items: { code: string }[] }>(`/units?plan=tiny&cursor=${units.body.next}`);
  expect(rest.body.items.map(({ code }) => code)).toEqual(['xa-an', 'xa-binh', 'xa-cat']);
});

describe('every list is asked in the same way', () => {
  type Rows = { readonly items: Record<string, unknown>[]; readonly next: string | null };
  let an: Api;
  const files = '/instances/TASK/files';
  const answers = '/instances/ROUND/answers';
  const remarks = '/instances/TASK/remarks';
  const addresses = new Map<string, string>();
  beforeAll(async () => {
    const { id } = await at('tiny/R1/2024-H1/xa-an');
    addresses.set(files, `/instances/${id}/files`);
    addresses.set(answers, `/instances/${(await at(round)).id}/answers`);
    addresses.set(remarks, `/instances/${id}/remarks`);
    for (const text of ['một', 'hai']) await api().as('dung').post(`/instances/${id}/remarks`, { text });
    for (const n of [1, 2]) {
      const headers = {
        'content-type': 'application/octet-stream',
        'x-file-name': 'a.pdf',
        'idempotency-key': `f${n}`,
      };
      expect((await api().as('dung').post(`/instances/${id}/files`, '%PDF-1.7', headers)).status).toBe(201);
    }
    an = await signedIn(api(), api().pool, 'an');
    await signedIn(api(), api().pool, 'an');
    for (const name of ['một', 'hai']) await an.post('/tokens', { name, scopes: ['read'] });
    for (const deputy of ['ba', 'em']) {
      const lent = { deputy, plan: 'tiny', unit: 'van-phong', seat: 'officer', from: '2025-07-02', to: '2025-12-31' };
      await an.post('/delegations', { ...lent, reason: 'Nghỉ phép' });
    }
  });
  const asker = (path: string): Api =>
    /^\/(sessions|tokens|sandbox)/.test(path) ? an : /inbox|files|remarks/.test(path) ? api().as('dung') : api();

  const lists: readonly (readonly [path: string, sort: string, field: string | null])[] = [
    ['/tasks', 'key', 'key'],
    ['/tasks?plan=tiny', 'urgency', 'term'],
    ['/occurrences', 'due', 'key'],
    ['/obligations', 'key', 'id'],
    ['/audit?kind=clock-moved', 'at', 'id'],
    ['/accounts', 'name', 'name'],
    ['/accounts/dung/posts', 'plan', null],
    ['/accounts/an/sessions', 'seenAt', null],
    ['/people', 'id', 'id'],
    ['/units', 'order', 'code'],
    ['/delegations', 'createdAt', 'id'],
    ['/inbox?unit=xa-an', 'at', 'id'],
    ['/tokens', 'createdAt', null],
    [files, 'id', null],
    [remarks, 'id', null],
    [answers, 'unit', null],
    ['/sessions', 'seenAt', null],
    ['/sandbox/people', 'waiting', null],
    ['/sandbox/people', 'unit', null],
    ['/plans', 'plan', null],
    ['/problems', 'code', null],
  ];

  test.each(lists)('%s by %s', async (path, sort) => {
    const who = asker(path);
    const at = (more: string): string => `${addresses.get(path) ?? path}${path.includes('?') ? '&' : '?'}${more}`;
    const up = (await who.get<Rows>(at(`sort=${sort}&limit=200`))).body;
    const down = (await who.get<Rows>(at(`sort=-${sort}&limit=200`))).body;
    expect(up.next).toBeNull();
    expect(up.items.length).toBeGreaterThan(path === '/plans' ? 0 : 1);
    expect(down.items).toEqual([...up.items].reverse());
    const seen: unknown[] = [];
    for (let cursor = ''; ;) {
      const { body } = await who.get<Rows>(at(`sort=-${sort}&limit=1${cursor}`));
      seen.push(...body.items);
      if (body.next === null) break;
      cursor = `&cursor=${body.next}`;
      const other = await who.get<Problem>(at(`sort=${sort}${cursor}`));
      expect(other).toMatchObject({ status: 400, body: { code: 'bad-request', field: 'cursor', expected: 'cursor' } });
    }
    expect(seen).toEqual(down.items);
    expect(await who.get<Problem>(at('sort=colour'))).toMatchObject({ status: 400, body: { field: 'sort' } });
    expect(await who.get<Problem>(at('colour=red'))).toMatchObject({ status: 400, body: { code: 'unknown-field' } });
  });

  test.each(lists.filter(([, , field]) => field !== null))(
    '%s says only what was asked for',
    async (path, _, field) => {
      const who = asker(path);
      const at = (more: string): string => `${path}${path.includes('?') ? '&' : '?'}${more}`;
      const whole = (await who.get<Rows>(at('limit=2'))).body;
      const document = (await api().get<Document>('/api/openapi.json')).body;
      const { body } = await who.get<Rows>(at(`limit=2&fields=${field}`));
      const route = `get /api/v1${path.replace(/\?.*/, '').replace(/\/\d+/, '/{id}')}`;
      const text = JSON.stringify(body);
      expect(new Answers(document).stumble(route, 200, 'application/json', text)).toBeUndefined();
      expect(body).toEqual({
        items: whole.items.map((item) => ({ [field ?? '']: item[field ?? ''] })),
        next: whole.next,
      });
      const wrong = await who.get<Problem>(at(`fields=${field},colour`));
      expect(wrong).toMatchObject({ status: 400, body: { code: 'bad-request', field: 'fields', expected: 'one-of' } });
      expect(wrong.body['choices']).toEqual(expect.arrayContaining(Object.keys(whole.items[0] ?? {})));
    },
  );
});
