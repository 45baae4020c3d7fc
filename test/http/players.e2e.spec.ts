import { cookieOf, signedIn } from '../support/browser-session.js';
import { tinyPlan, useApp, type Api, type Answer, type Problem } from './api.js';

type Me = { readonly name: string; readonly playedBy: string | null; readonly rights: readonly string[] };
type Player = { readonly name: string; readonly posts: readonly { readonly unit: string }[]; readonly waiting: number };
type Item = { readonly id: number; readonly key: string };
type Entry = { readonly kind: string; readonly actor: string | null; readonly subject: string | null };

const api = useApp(tinyPlan);
const production = useApp({ ...tinyPlan, CLOCK: 'system' });

const meOf = async (who: Api): Promise<Me> => (await who.get<Me>('/session')).body;
const at = async (key: string): Promise<Item> => (await api().get<Item>(`/instances?key=${key}`)).body;
async function goOnAs(who: Api, person: string | null): Promise<Api> {
  const answer: Answer<unknown> = await who.post('/sandbox/session', { person });
  expect(answer.status).toBe(204);
  return api().with(cookieOf(answer));
}

beforeAll(async () => {
  await api().post('/sandbox/clock', { to: '2024-05-03' });
  const { id } = await at('tiny/R0/2024-H1');
  const issue = { event: 'request.issue', fields: { due: '2024-06-18' } };
  expect((await api().as('an').post(`/instances/${id}/events`, issue, { 'idempotency-key': 'issue' })).status).toBe(
    200,
  );
}, 60_000);

test('whoever is at a browser sees whom they can play, and what waits for them', async () => {
  const an = await signedIn(api(), api().pool, 'an');
  const { items } = (await an.get<{ items: Player[] }>('/sandbox/people')).body;
  const dung = items.find(({ name }) => name === 'dung');
  expect(dung).toMatchObject({ posts: [{ unit: 'xa-an' }, { unit: 'xa-binh' }], waiting: 2 });
  expect(items.map(({ waiting }) => waiting)).toEqual(items.map(({ waiting }) => waiting).sort((a, b) => b - a));
  const found = (await an.get<{ items: Player[] }>('/sandbox/people?q=DUNG')).body.items;
  expect(found.map(({ name }) => name)).toEqual(['dung']);
});

test('who goes on as somebody has their rights and no more, and can be themselves again', async () => {
  const admin = await signedIn(api(), api().pool, 'quan-tri');
  const dung = await goOnAs(admin, 'dung');
  // The session that it was is over.
  expect((await admin.get('/session')).status).toBe(401);
  expect(await meOf(dung)).toMatchObject({ name: 'dung', playedBy: 'quan-tri' });
  expect((await dung.get('/accounts')).status).toBe(403);
  const [own, other] = [await at('tiny/R1/2024-H1/xa-an'), await at('tiny/R0/2024-H1')];
  expect((await dung.get(`/instances/${own.id}`)).status).toBe(200);
  expect((await dung.get(`/instances/${other.id}`)).status).toBe(404);
  // Time is not theirs but of whoever plays them.
  expect((await meOf(dung)).rights).toContain('clock.move');
  expect((await dung.post('/sandbox/clock', { by: 'day' })).status).toBe(200);
  const again = await goOnAs(await goOnAs(dung, 'an'), null);
  expect(await meOf(again)).toMatchObject({ name: 'quan-tri', playedBy: null });
  const { items } = (await again.get<{ items: Entry[] }>('/audit?kind=person-switched&sort=at')).body;
  expect(items.map(({ actor, subject }) => [actor, subject])).toEqual([
    ['quan-tri', 'dung'],
    ['quan-tri', 'an'],
    ['quan-tri', 'quan-tri'],
  ]);
});

test('what somebody does as another person is told with who it was', async () => {
  const dung = await goOnAs(await signedIn(api(), api().pool, 'em'), 'dung');
  expect((await meOf(dung)).rights).not.toContain('clock.move');
  expect((await dung.post('/sandbox/clock', { by: 'day' })).status).toBe(403);
  const { id, key } = await at('tiny/R1/2024-H1/xa-an');
  const sent = await dung.post(`/instances/${id}/events`, { event: 'report.submit' }, { 'idempotency-key': 'submit' });
  expect(sent.status).toBe(200);
  const { items } = (
    await api().get<{ items: { personal: unknown; actor: string }[] }>(`/audit?kind=command&subject=${key}`)
  ).body;
  expect(items[0]).toMatchObject({ actor: 'dung', personal: { via: { playedBy: 'em' } } });
});

test('nobody plays a person who is in no plan, nor anybody by a token', async () => {
  const an = await signedIn(api(), api().pool, 'an');
  for (const person of ['nobody-at-all', 'quan-tri'])
    expect(await an.post('/sandbox/session', { person })).toMatchObject({ status: 404, body: { code: 'not-found' } });
  expect(await api().as('an').post('/sandbox/session', { person: 'dung' })).toMatchObject({ status: 403 });
  expect(await api().as(null).post('/sandbox/session', { person: 'dung' })).toMatchObject({ status: 401 });
});

test('with the account that it began as a session ends, whomever it plays', async () => {
  const dung = await goOnAs(await signedIn(api(), api().pool, 'ba'), 'dung');
  expect((await meOf(dung)).name).toBe('dung');
  const { headers } = await api().get('/accounts/ba');
  const gone = await api().patch('/accounts/ba', { disabled: true }, { 'if-match': headers.get('etag') ?? '' });
  expect(gone.status).toBe(200);
  expect((await dung.get('/session')).status).toBe(401);
});

test('what happened in a stretch of time is told to whoever sees it, alike things together', async () => {
  type Happening = { readonly kind: string; readonly n: number; readonly obligation: string };
  const asked = '/sandbox/happenings?from=2024-05-02&to=2024-05-30';
  const happened = async (who: Api): Promise<readonly Happening[]> =>
    (await who.get<{ happenings: Happening[] }>(asked)).body.happenings;
  const opened = expect.objectContaining({ kind: 'opened', obligation: 'R1', n: 2 }) as Happening;
  const all = await happened(api());
  expect(all).toEqual(
    expect.arrayContaining([opened, expect.objectContaining({ kind: 'handed-in', obligation: 'R0' })]),
  );
  const own = await happened(api().as('dung'));
  expect(own).toContainEqual(opened);
  expect([...new Set(own.map(({ obligation }) => obligation))]).toEqual(['R1']);
});

test('in production there is nothing of all this', async () => {
  const who = await signedIn(production(), production().pool, 'quan-tri');
  const refused = { status: 409, body: { code: 'not-sandbox' } };
  expect(await who.get<Problem>('/sandbox/people')).toMatchObject(refused);
  expect(await who.post<Problem>('/sandbox/session', { person: 'an' })).toMatchObject(refused);
  expect((await meOf(who)).name).toBe('quan-tri');
});
