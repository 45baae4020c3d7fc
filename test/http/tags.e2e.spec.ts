import { signedIn } from '../support/browser-session.js';
import { csv } from '../support/sheets.js';
import { tinyPlan, useApp, type Answer, type Api, type Problem } from './api.js';

// ETag, If-None-Match and If-Match, the same on everything that can change.
const api = useApp(tinyPlan);
type Item = { readonly id: number; readonly key: string; readonly seq: number };
type List<Row> = { readonly items: Row[]; readonly next: string | null };
const STALE = { 'if-match': '"0.gone"' };

const at = async (name: string): Promise<Item> => (await api().get<Item>(`/instances?key=${name}`)).body;

let thuKy: Api;
let chi: Api;
let message = 0;
const imports = { users: 0, units: 0 };
let task: Item;
beforeAll(async () => {
  await api().post('/sandbox/clock', { to: '2024-05-03' });
  const { id } = await at('tiny/R0/2024-H1');
  const issue = { event: 'request.issue', fields: { due: '2024-06-18' } };
  await api().as('an').post(`/instances/${id}/events`, issue, key('issue'));
  await api().post('/sandbox/clock', { to: '2024-06-19' });
  task = await at('tiny/R1/2024-H1/xa-an');
  expect((await extend('before', {})).status).toBe(200);
  [chi, thuKy] = [await signedIn(api(), api().pool, 'chi'), await signedIn(api(), api().pool, 'an')];
  message = (await api().as('dung').get<List<Item>>('/inbox?unit=xa-an')).body.items[0]?.id ?? 0;
  await api().post('/accounts', { name: 'moi', displayName: 'Người mới' });
  imports.users = await imported('users', [
    ['Tên đăng nhập', 'Họ và tên'],
    ['tu-bang', 'Từ Bảng'],
  ]);
  imports.units = await imported('units/tiny', [
    ['Mã đơn vị', 'Tên đơn vị', 'Loại'],
    ['xa-moi', 'Xã Mới', 'commune'],
  ]);
}, 120_000);

/** A file that was looked at and confirmed. @returns the id of the import */
async function imported(what: string, rows: readonly (readonly string[])[]): Promise<number> {
  const send = (query = '') =>
    api().file<{ digest: string; import: number | null }>(`/imports/${what}${query}`, csv(rows), 'text/csv');
  const { digest } = (await send()).body;
  return (await send(`?commit=${digest}`)).body.import ?? 0;
}

const key = (name: string) => ({ 'idempotency-key': name });
const etag = ({ headers }: Answer<unknown>): string => headers.get('etag') ?? '';
const refused = ({ status, body }: Answer<Problem>) => ({ status, code: body.code });
const failed = { status: 412, code: 'precondition-failed' };

describe('what was just made is changed by the tag that came with it', () => {
  test('an account, and a post of it', async () => {
    const made = await api().post('/accounts', { name: 'vua-lap', displayName: 'Vừa Lập' });
    const disabled = (tag: string) =>
      api().patch<Problem>('/accounts/vua-lap', { disabled: true }, { 'if-match': tag });
    const given = await api().post<{ version: number }>(
      '/accounts/vua-lap/posts',
      { plan: 'tiny', unit: 'xa-an', seat: 'officer' },
      { 'if-match': etag(made) },
    );
    expect([made.status, given.status, given.body.version]).toEqual([201, 201, 2]);
    expect(refused(await disabled(etag(made)))).toEqual(failed);
    expect((await disabled(etag(given))).status).toBe(200);
  });

  test('what no tag of ours stands for has none', async () => {
    const reset = await api().post('/accounts/vua-lap/password');
    expect([reset.status, reset.headers.get('etag')]).toEqual([200, null]);
    expect((await api().get('/tasks')).headers.get('etag')).toMatch(/^W\//);
    expect((await api().get('/khong-co')).headers.get('etag')).toBeNull();
  });
});

describe('an answer that the asker has already is not said again', () => {
  test.each([
    '/tasks',
    '/occurrences?limit=2',
    '/instances?key=tiny/R0/2024-H1',
    '/plans',
    '/plans/tiny',
    '/plans/tiny/versions/1',
    '/plans/tiny/versions/1/files',
    '/accounts',
    '/accounts/moi',
    '/accounts/moi/posts',
    '/delegations',
    '/people',
    '/units',
    '/audit?to=2020-01-01',
    '/sandbox/clock',
    '/session',
    '/problems',
    '/problems/not-found',
  ])('%s', async (path) => {
    const first = await api().get(path);
    expect(first).toMatchObject({ status: 200 });
    expect(first.headers.get('cache-control')).toBe('no-store');
    const again = await api().get(path, { 'if-none-match': `"x", ${etag(first)}` });
    expect({ status: again.status, body: again.body, etag: etag(again) }).toEqual({
      status: 304,
      body: '',
      etag: etag(first),
    });
    expect((await api().get(path, { 'if-none-match': '"x"' })).status).toBe(200);
  });

  test('and what is said of it in another language is another answer', async () => {
    const vi = await api().get('/problems/not-found');
    const en = await api().get('/problems/not-found', { 'accept-language': 'en', 'if-none-match': etag(vi) });
    expect(en.status).toBe(200);
  });
});

const extend = (name: string, headers: Record<string, string>): Promise<Answer<Problem>> => {
  const wish = { event: 'deadline.extend', fields: { to: '2024-07-05' }, body: 'Lùi hạn' };
  return api()
    .as('ba')
    .post<Problem>(`/instances/${task.id}/events`, wish, { ...key(name), ...headers });
};

type Resource = {
  readonly look: () => Promise<Answer<unknown>>;
  /** A change of it, and what it is answered when it is carried out. */
  readonly change: (headers: Record<string, string>) => Promise<Answer<Problem>>;
  readonly done: number;
};
const token = async (): Promise<string> =>
  (await chi.get<List<{ id: string; name: string }>>('/tokens')).body.items.find(({ name }) => name === 'thẻ')?.id ??
  '';
const loan = async (): Promise<number> =>
  (await thuKy.get<List<{ id: number }>>('/delegations')).body.items[0]?.id ?? 0;
const post = async (): Promise<number> =>
  (await api().get<List<{ id: number }>>('/accounts/moi/posts')).body.items[0]?.id ?? 0;

const resources: Readonly<Record<string, Resource>> = {
  'an instance': {
    look: () => api().get(`/instances/${task.id}`),
    change: (headers) => extend(`extend ${headers['if-match'] ?? ''}`.replace(/[^\w-]/g, '_'), headers),
    done: 200,
  },
  'a message': {
    look: () => api().as('dung').get(`/inbox/${message}`),
    change: (headers) => api().as('dung').post(`/inbox/${message}/read`, {}, headers),
    done: 200,
  },
  'an account': {
    look: () => api().get('/accounts/moi'),
    change: (headers) => api().patch('/accounts/moi', { displayName: 'Người khác' }, headers),
    done: 200,
  },
  'an account’s password': {
    look: () => api().get('/accounts/moi'),
    change: (headers) => api().post('/accounts/moi/password', {}, headers),
    done: 200,
  },
  'the posts of an account': {
    look: () => api().get('/accounts/moi/posts'),
    change: (headers) => api().post('/accounts/moi/posts', { plan: 'tiny', unit: 'xa-an', seat: 'officer' }, headers),
    done: 201,
  },
  'a post that is taken': {
    look: () => api().get('/accounts/moi/posts'),
    change: async (headers) => api().delete(`/accounts/moi/posts/${await post()}`, headers),
    done: 204,
  },
  'a token': {
    look: async () => chi.get(`/tokens/${await token()}`),
    change: async (headers) => chi.delete(`/tokens/${await token()}`, headers),
    done: 204,
  },
  'a post that is lent': {
    look: async () => thuKy.get(`/delegations/${await loan()}`),
    change: async (headers) => thuKy.delete(`/delegations/${await loan()}`, headers),
    done: 204,
  },
  'the clock': {
    look: () => api().get('/sandbox/clock'),
    change: (headers) => api().post('/sandbox/clock', { by: 'day' }, headers),
    done: 200,
  },
  'a plan’s version': {
    look: () => api().get('/plans/tiny/versions/1'),
    change: (headers) => api().post('/plans/tiny/versions/1/activate', {}, headers),
    done: 200,
  },
  'an import of accounts': {
    look: () => api().get(`/imports/users/${imports.users}`),
    change: (headers) => api().post(`/imports/users/${imports.users}/undo`, {}, headers),
    done: 200,
  },
  'an import of units': {
    look: () => api().get(`/imports/units/tiny/${imports.units}`),
    change: (headers) => api().post(`/imports/units/tiny/${imports.units}/undo`, {}, headers),
    done: 200,
  },
  'a person who is erased': {
    look: () => api().get('/accounts/moi'),
    change: (headers) => api().post('/accounts/moi/erase', { reason: 'theo yêu cầu' }, headers),
    done: 200,
  },
};

describe('nobody acts on what somebody else has changed since', () => {
  beforeAll(async () => {
    await chi.post('/tokens', { name: 'thẻ', scopes: ['read'] });
    const lent = {
      deputy: 'ba',
      plan: 'tiny',
      unit: 'van-phong',
      seat: 'officer',
      from: '2024-06-01',
      to: '2024-12-31',
    };
    expect(await thuKy.post('/delegations', { ...lent, reason: 'Nghỉ phép' })).toMatchObject({ status: 201 });
  });

  test.each(Object.entries(resources))('%s', async (_, { look, change, done }) => {
    const seen = await look();
    expect(seen.status).toBe(200);
    expect(etag(seen)).toMatch(/^"[\w-]+\.[\w-]{16}"$/);
    const stale = await change(STALE);
    expect(refused(stale)).toEqual(failed);
    expect(stale.headers.get('content-type')).toContain('application/problem+json');
    // Nothing has happened.
    expect(etag(await look())).toBe(etag(seen));
    expect((await change({ 'if-match': etag(seen) })).status).toBe(done);
  });

  test('a sequence that was looked at may be said without its digest, and the first of two wins', async () => {
    const { seq } = (await api().get<Item>(`/instances/${task.id}`)).body;
    const send = (name: string): Promise<Answer<Problem>> => extend(name, { 'if-match': `"${seq}"` });
    const both = [await send('first'), await send('second')];
    expect(both.map(({ status }) => status)).toEqual([200, 412]);
    // The same key again is the same letter, whatever has moved since.
    const again = await send('first');
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
  });

  test('whoever looked at an import before somebody else undid it is told so first', async () => {
    for (const path of [`/imports/users/${imports.users}`, `/imports/units/tiny/${imports.units}`]) {
      expect((await api().get<{ undoneBy: string }>(path)).body.undoneBy).toBe('quan-tri');
      const { status, body } = await api().post<Problem>(`${path}/undo`, {}, { 'if-match': '"done"' });
      expect([path, status, body['version']]).toEqual([path, 412, 'undone']);
      expect((await api().post<Problem>(`${path}/undo`)).body.code).toBe('import-undone');
    }
  });

  test('what people write is overwritten by nobody who has not looked', async () => {
    const { status, body } = await api().patch<Problem>('/accounts/chi', { displayName: 'Chi' });
    expect({ status, code: body.code }).toEqual({ status: 428, code: 'precondition-required' });
    expect((await api().patch('/accounts/chi', { displayName: 'Chi' }, { 'if-match': '*' })).status).toBe(200);
  });
});
