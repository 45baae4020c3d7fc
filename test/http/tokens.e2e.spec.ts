import { signedIn } from '../support/browser-session.js';
import { tinyPlan, useApp, type Api, type Problem } from './api.js';

const api = useApp(tinyPlan);
type Token = { id: string; name: string; scopes: string[]; expiresAt: string; usedAt: string | null; token: string };

let chi: Api;
beforeAll(async () => {
  chi = await signedIn(api(), api().pool, 'chi');
});
const make = async (body: object): Promise<Token> => {
  const { status, body: made } = await chi.post<Token>('/tokens', body);
  expect(status).toBe(201);
  return made;
};
const by = ({ token }: Token): Api => chi.with({ authorization: `Bearer ${token}` });

test('a token is shown once, kept as a digest, and opens what its scopes say', async () => {
  const made = await make({ name: 'bảng theo dõi', scopes: ['read', 'read'], days: 30 });
  expect(made.token).toMatch(/^dht_[\w-]{43}$/);
  expect(made.scopes).toEqual(['read']);
  const days = (Date.parse(made.expiresAt) - Date.now()) / 86_400_000;
  expect(Math.round(days)).toBe(30);
  expect((await by(made).get('/tasks')).status).toBe(200);
  expect((await by(made).post<Problem>('/instances/1/events', {})).body.code).toBe('not-allowed');
  const listed = (await chi.get<{ items: Token[] }>('/tokens')).body.items.find(({ id }) => id === made.id);
  expect(listed?.usedAt).toMatch(/\+07:00$/);
  expect((await chi.get('/tokens/1')).body).toMatchObject({ status: 400, field: 'id', expected: 'uuid' });
  expect({ ...listed, usedAt: null, token: made.token }).toEqual(made);
  const { rows } = await api().pool.query('select from api_token where $1 in (hash, name)', [made.token]);
  expect(rows).toEqual([]);
});

test('a token makes no tokens and ends none, and touches neither sessions nor the password', async () => {
  const made = await make({ name: 'mọi việc', scopes: ['read', 'act', 'plans', 'admin'] });
  const mine = by(made);
  for (const { status, body } of [
    await mine.get<Problem>('/tokens'),
    await mine.post<Problem>('/tokens', { name: 'con', scopes: ['read'] }),
    await mine.delete<Problem>(`/tokens/${made.id}`),
    await mine.get<Problem>('/sessions'),
    await mine.delete<Problem>('/sessions'),
    await mine.put<Problem>('/session/password', { current: 'x', next: 'một mật khẩu mới' }),
  ])
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'not-allowed' });
});

test('a name is used once at a time, and is free again once its token is revoked', async () => {
  const first = await make({ name: 'đồng bộ', scopes: ['read'] });
  expect(await chi.post<Problem>('/tokens', { name: 'đồng bộ', scopes: ['read'] })).toMatchObject({
    status: 409,
    body: { code: 'name-taken', name: 'đồng bộ' },
  });
  expect((await chi.delete(`/tokens/${first.id}`)).status).toBe(204);
  expect((await by(first).get('/tasks')).status).toBe(401);
  expect((await chi.delete(`/tokens/${first.id}`)).status).toBe(404);
  const second = await make({ name: 'đồng bộ', scopes: ['read'] });
  expect((await by(first).get('/tasks')).status).toBe(401);
  expect((await by(second).get('/tasks')).status).toBe(200);
});

test('nobody sees or revokes the tokens of others', async () => {
  const made = await make({ name: 'của Chi', scopes: ['read'] });
  const dung = await signedIn(api(), api().pool, 'dung');
  expect((await dung.get<{ items: Token[] }>('/tokens')).body.items.map(({ id }) => id)).not.toContain(made.id);
  expect((await dung.delete(`/tokens/${made.id}`)).status).toBe(404);
  expect((await by(made).get('/tasks')).status).toBe(200);
});

test.each([
  [{ name: 'x', scopes: ['read'], days: 366 }, 'days', 'at-most'],
  [{ name: 'x', scopes: [] }, 'scopes', 'at-least-entries'],
  [{ name: 'x', scopes: ['all'] }, 'scopes.0', 'one-of'],
  [{ name: ' ', scopes: ['read'] }, 'name', 'some-text'],
])('%j is no token', async (body, field, expected) => {
  expect(await chi.post<Problem>('/tokens', body)).toMatchObject({ status: 400, body: { field, expected } });
});
