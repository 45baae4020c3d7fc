import { cookieOf } from '../support/browser-session.js';
import { giveTokens } from '../support/accounts.js';
import { tinyPlan, useApp, type Answer, type Api, type Problem } from './api.js';

// Accounts in the hands of administrators: quan-tri of everything, an (by the tiny plan) of that plan alone.
const api = useApp(tinyPlan);
type Account = { name: string; displayName: string; email: string | null; isDisabled: boolean; version: number };
type Added = Account & { password: string };
type Post = { id: number | null; plan: string; unit: string; seat: string; source: string; from?: string };
type List<Item> = { items: Item[]; next: string | null };

let everything: Api;
let ofTiny: Api;
beforeAll(async () => {
  everything = api();
  ofTiny = api().as('an');
  await api().pool.query(
    `insert into person (plan, id, body) values ('other', 'phong', '{"id":"phong","name":"Phong","seats":[{"unit":"so-x","seat":"officer"}]}')`,
  );
  await giveTokens(api().pool, ['phong']);
});

const signIn = (name: string, password: string): Promise<Answer<Problem>> =>
  api().as(null).post<Problem>('/session', { name, password });
const add = async (by: Api, name: string): Promise<Added> => {
  const { status, body } = await by.post<Added>('/accounts', { name, displayName: `Người ${name}` });
  expect(status).toBe(201);
  return body;
};
const code = ({ status, body }: Answer<Problem>) => ({ status, code: body.code });

test('a new account has a first password, shown once, that must be changed', async () => {
  const { password, ...account } = await add(everything, 'moi');
  expect(account).toMatchObject({ name: 'moi', displayName: 'Người moi', email: null, mustChange: true, version: 1 });
  expect((await signIn('moi', password)).status).toBe(204);
  const again = (await everything.get<Account>('/accounts/moi')).body;
  expect(again).toEqual(account);
  expect(code(await everything.post('/accounts', { name: 'moi', displayName: 'x' }))).toEqual({
    status: 409,
    code: 'name-taken',
  });
});

test('a change names the version that was looked at', async () => {
  await add(everything, 'sua');
  const { headers, body } = await everything.get<Account>('/accounts/sua');
  const etag = headers.get('etag') ?? '';
  expect(etag).toMatch(new RegExp(`^"${body.version}\\.`));
  const change = { displayName: 'Tên mới', email: 'sua@example.vn' };
  expect(code(await everything.patch('/accounts/sua', change))).toEqual({ status: 428, code: 'precondition-required' });
  const changed = await everything.patch<Account>('/accounts/sua', change, { 'if-match': etag });
  expect(changed).toMatchObject({ status: 200, body: { ...change, version: body.version + 1 } });
  expect(changed.headers.get('etag')).toMatch(new RegExp(`^"${body.version + 1}\\.`));
  expect(code(await everything.patch('/accounts/sua', change, { 'if-match': etag }))).toEqual({
    status: 412,
    code: 'precondition-failed',
  });
  await add(everything, 'sua-2');
  expect(code(await everything.patch('/accounts/sua-2', { email: 'SUA@example.vn' }, { 'if-match': '"1"' }))).toEqual({
    status: 409,
    code: 'email-taken',
  });
});

test('whoever is disabled is signed out and cannot come back until enabled', async () => {
  const { password } = await add(everything, 'nghi');
  const cookie = (await signIn('nghi', password)).headers.get('set-cookie')?.split(';')[0] ?? '';
  const setTo = async (disabled: boolean): Promise<void> => {
    const etag = (await everything.get('/accounts/nghi')).headers.get('etag') ?? '';
    const { status, body } = await everything.patch<Account>('/accounts/nghi', { disabled }, { 'if-match': etag });
    expect({ status, is: body.isDisabled }).toEqual({ status: 200, is: disabled });
  };
  await setTo(true);
  expect((await api().as(null).get('/session', { cookie })).status).toBe(401);
  expect((await signIn('nghi', password)).status).toBe(401);
  await setTo(false);
  expect((await signIn('nghi', password)).status).toBe(204);
});

test('a password that an administrator resets ends the sessions and the old password', async () => {
  const { password } = await add(everything, 'quen');
  const cookie = (await signIn('quen', password)).headers.get('set-cookie')?.split(';')[0] ?? '';
  const { status, body } = await everything.post<{ password: string }>('/accounts/quen/password');
  expect(status).toBe(200);
  expect((await api().as(null).get('/session', { cookie })).status).toBe(401);
  expect((await signIn('quen', password)).status).toBe(401);
  expect((await signIn('quen', body.password)).status).toBe(204);
});

test('where somebody is signed in is seen, and ended from outside', async () => {
  const { password } = await add(everything, 'phien');
  const cookie = cookieOf(await signIn('phien', password));
  const sessions = async () => (await everything.get<List<{ isThis: boolean }>>('/accounts/phien/sessions')).body.items;
  expect(await sessions()).toEqual([expect.objectContaining({ isThis: false })]);
  expect(code(await ofTiny.call<Problem>('DELETE', '/accounts/phong/sessions'))).toMatchObject({ status: 404 });
  expect((await everything.call('DELETE', '/accounts/phien/sessions')).status).toBe(204);
  expect(await sessions()).toEqual([]);
  expect((await api().with(cookie).get('/session')).status).toBe(401);
});

test('a post that is given is held on its days, and taken back', async () => {
  await add(everything, 'giu');
  await giveTokens(api().pool, ['giu']);
  const post = { plan: 'tiny', unit: 'xa-an', seat: 'officer', to: '2024-12-31' };
  const given = await everything.post<Post>('/accounts/giu/posts', post);
  expect(given).toMatchObject({ status: 201, body: { ...post, source: 'admin', groups: [] } });
  expect(code(await everything.post('/accounts/giu/posts', post))).toEqual({ status: 409, code: 'already-held' });
  expect((await everything.post('/accounts/giu/posts', { ...post, to: undefined, from: '2025-01-01' })).status).toBe(
    201,
  );
  const me = await api().as('giu').get<{ posts: Post[] }>('/session');
  expect(me.body.posts).toEqual([
    {
      ...{ plan: 'tiny', unit: 'xa-an', unitName: { vi: 'Xã An', en: 'An' } },
      ...{ seat: 'officer', roles: ['unit-officer'], groups: [], collects: false },
    },
  ]);
  expect((await everything.delete(`/accounts/giu/posts/${given.body.id}`)).status).toBe(204);
  expect((await everything.delete(`/accounts/giu/posts/${given.body.id}`)).status).toBe(404);
  expect((await api().as('giu').get('/tasks')).status).toBe(403);
  const ofPlan = (await everything.get<List<Post>>('/accounts/dung/posts')).body.items;
  expect(ofPlan).toContainEqual({ id: null, plan: 'tiny', unit: 'xa-an', seat: 'officer', groups: [], source: 'plan' });
});

test.each([
  [{ plan: 'khong-co', unit: 'x', seat: 'officer' }, 'plan', 'known-plan'],
  [{ plan: 'tiny', unit: 'x', seat: 'officer' }, 'unit', 'unit'],
  [{ plan: 'tiny', unit: '*', seat: 'officer' }, 'unit', 'unit'],
  [{ plan: '*', unit: 'xa-an', seat: 'leader' }, 'unit', 'one-of'],
  [{ plan: 'tiny', unit: 'xa-an', seat: 'gardener' }, 'seat', 'one-of'],
  [{ plan: 'tiny', unit: 'xa-an', seat: 'auditor' }, 'unit', 'seat-place'],
  [{ plan: 'tiny', unit: 'xa-an', seat: 'leader' }, 'unit', 'seat-place'],
  [{ plan: 'tiny', unit: 'xa-an', seat: 'member' }, 'unit', 'seat-place'],
  [{ plan: 'tiny', unit: 'xa-an', seat: 'administrator' }, 'unit', 'seat-place'],
  [{ plan: 'tiny', unit: 'xa-an', seat: 'officer', from: '2024-02-01', to: '2024-01-01' }, 'to', 'day-from'],
  [{ plan: 'tiny', unit: 'xa-an', seat: 'officer', groups: ['a'] }, 'groups', 'at-most-entries'],
])('%j is no post', async (post, field, expected) => {
  expect(await everything.post<Problem>('/accounts/dung/posts', post)).toMatchObject({
    status: 400,
    body: { field, expected },
  });
});

test('accounts are listed page by page, by name and by unit', async () => {
  const names: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Answer<List<Account>> = await everything.get(`/accounts?limit=3${cursor && `&cursor=${cursor}`}`);
    names.push(...page.body.items.map(({ name }) => name));
    cursor = page.body.next;
  }
  expect(names).toEqual([...new Set(names)].sort());
  expect(names).toEqual(expect.arrayContaining(['an', 'chi', 'phong', 'quan-tri']));
  const of = async (query: string): Promise<string[]> =>
    (await everything.get<List<Account>>(`/accounts?${query}`)).body.items.map(({ name }) => name);
  expect(await of('unit=xa-an')).toEqual(expect.arrayContaining(['dung', 'em']));
  expect(await of('unit=so-x')).toEqual(['phong']);
  expect(await of('name=CHI')).toEqual(['chi']);
  await everything.post('/accounts', { name: 'd.d', displayName: 'Đỗ Đức' });
  // As it is written, and by whoever types no marks.
  for (const asked of ['Đỗ Đức', 'đức', 'do duc'])
    expect([asked, await of(`name=${encodeURIComponent(asked)}`)]).toEqual([asked, ['d.d']]);
});

describe('an administrator of one plan', () => {
  test('sees the accounts of its people and those of nobody, not whoever serves elsewhere', async () => {
    await add(everything, 'chua-co-viec');
    const names = (await ofTiny.get<List<Account>>('/accounts?limit=200')).body.items.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['an', 'chi', 'dung', 'chua-co-viec']));
    expect(names).not.toContain('phong');
    expect(names).not.toContain('quan-tri');
    expect((await ofTiny.get<List<Account>>('/accounts?unit=so-x')).body.items).toEqual([]);
    for (const answer of [
      await ofTiny.get<Problem>('/accounts/phong'),
      await ofTiny.get<Problem>('/accounts/phong/posts'),
      await ofTiny.post<Problem>('/accounts/quan-tri/password'),
      await ofTiny.patch<Problem>('/accounts/phong', { email: 'x@example.vn' }, { 'if-match': '*' }),
    ])
      expect(code(answer)).toEqual({ status: 404, code: 'not-found' });
  });

  test('gives posts of the plan only, refused before anybody is looked up', async () => {
    for (const post of [
      { plan: '*', unit: '*', seat: 'administrator' },
      { plan: 'other', unit: 'so-x', seat: 'officer' },
      { plan: 'tiny', unit: '*', seat: 'administrator' },
    ])
      for (const name of ['chi', 'phong', 'khong-co-ai'])
        expect(code(await ofTiny.post(`/accounts/${name}/posts`, post))).toEqual({ status: 403, code: 'not-allowed' });
    const given = { plan: 'tiny', unit: 'xa-an', seat: 'head' };
    expect((await ofTiny.post('/accounts/chi/posts', given)).status).toBe(201);
  });

  test('does not touch the password of somebody who serves elsewhere too', async () => {
    await add(everything, 'hai-noi');
    await everything.post('/accounts/hai-noi/posts', { plan: 'tiny', unit: 'xa-an', seat: 'officer' });
    expect((await ofTiny.post('/accounts/hai-noi/password')).status).toBe(200);
    await everything.post('/accounts/hai-noi/posts', { plan: '*', unit: '*', seat: 'auditor' });
    expect(code(await ofTiny.post('/accounts/hai-noi/password'))).toEqual({ status: 403, code: 'not-allowed' });
    const etag = (await ofTiny.get('/accounts/hai-noi')).headers.get('etag') ?? '';
    expect(code(await ofTiny.patch('/accounts/hai-noi', { disabled: true }, { 'if-match': etag }))).toEqual({
      status: 403,
      code: 'not-allowed',
    });
    // What is held elsewhere is neither shown nor taken.
    const seen = (await ofTiny.get<List<Post>>('/accounts/hai-noi/posts')).body.items;
    expect(seen.map(({ plan }) => plan)).toEqual(['tiny']);
    const all = (await everything.get<List<Post>>('/accounts/hai-noi/posts')).body.items;
    const wide = all.find(({ plan }) => plan === '*')?.id;
    expect((await ofTiny.delete(`/accounts/hai-noi/posts/${wide}`)).status).toBe(404);
  });

  test('makes no account of a person whom another plan names', async () => {
    await api().pool.query(
      `insert into person (plan, id, body) values ('other', 'quy', '{"id":"quy","name":"Quý","seats":[]}')`,
    );
    expect(code(await ofTiny.post('/accounts', { name: 'quy', displayName: 'x' }))).toEqual({
      status: 409,
      code: 'name-taken',
    });
    expect((await everything.post('/accounts', { name: 'quy', displayName: 'Quý' })).status).toBe(201);
  });
});

test.each(['ba', 'chi', 'dung', 'em'])('%s, who administers nothing, is let into no account', async (name) => {
  const who = api().as(name);
  for (const answer of [
    await who.get<Problem>('/accounts'),
    await who.get<Problem>('/accounts/an'),
    await who.get<Problem>('/accounts/khong-co-ai'),
    await who.post<Problem>('/accounts', { name: 'x', displayName: 'x' }),
    await who.post<Problem>('/accounts/an/password'),
    await who.post<Problem>('/accounts/an/posts', { plan: 'tiny', unit: 'xa-an', seat: 'head' }),
  ])
    expect(code(answer)).toEqual({ status: 403, code: 'not-allowed' });
});
