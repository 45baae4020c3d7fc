import { ErasureStore } from '../../src/audit/erasure.store.js';
import { openDatabase, type Database } from '../../src/platform/database.js';
import { inboxArrivals } from '../../src/notifications/inbox-arrivals.js';
import { bearer } from '../support/accounts.js';
import { startApp, type App } from '../support/app.js';
import { LiveNotes } from '../../src/live/live-notes.store.js';
import { useDatabase } from '../support/postgres.js';
import { listen, type Line } from '../support/sse.js';
import { Api, tinyPlan, type Answer, type Problem } from './api.js';
import { done, liveTwoPlans } from './two-plans.js';

// What a unit and the office that follows its work say to each other beside a task: theirs, leadership's to read, and nobody else's.
jest.setTimeout(180_000);
const db = useDatabase();
let app: App;
let api: Api;
let database: Database;
const ids = new Map<string, number>();
const idOf = (key: string): number => ids.get(key) ?? 0;
const OWN = 'tiny/R1/2024-H1/xa-an';
const OTHER = 'tiny/R1/2024-H1/xa-binh';
const ROUND = 'tiny/R0/2024-H1';
const DOSSIER = 'twin/R1/2024-H1/xa-binh';

type View = { side: string | null; office: string | null; total: number; unread: number; open: number };
type Remark = {
  id: number;
  side: string;
  text: string | null;
  state: string;
  by: { id: string };
  answers: number | null;
  about: { form: string; path: string | null; label: { vi: string } | null } | null;
  settled: { by: { id: string } } | null;
  isNew: boolean;
  isMine: boolean;
  mayTakeBack: boolean;
};
type Page<One> = { items: One[]; next: string | null };
type Message = {
  id: number;
  template: string;
  instanceId: number;
  subject: string;
  readAt: string | null;
  by: { id: string } | null;
};

beforeAll(async () => {
  app = await startApp(db().url, tinyPlan);
  api = new Api(app.url);
  await liveTwoPlans(api, db().pool);
  database = await openDatabase(db().settings);
  const { rows } = await db().pool.query<{ id: string; key: string }>('select id, key from instance');
  for (const { id, key } of rows) ids.set(key, Number(id));
}, 180_000);
afterAll(() => database.destroy());

const say = (who: string, key: string, text: string, more: object = {}): Promise<Answer<Remark>> =>
  api.as(who).post<Remark>(`/instances/${idOf(key)}/remarks`, { text, ...more });
const heard = async (who: string, key = OWN): Promise<Remark[]> =>
  done(await api.as(who).get<Page<Remark>>(`/instances/${idOf(key)}/remarks?sort=id&limit=200`)).items;
const view = async (who: string, key = OWN): Promise<View> =>
  done(await api.as(who).get<View>(`/instances/${idOf(key)}/talk`));
const told = async (who: string, unit: string): Promise<Message[]> =>
  done(await api.as(who).get<Page<Message>>(`/inbox?unit=${unit}&limit=200`)).items.filter(
    ({ template }) => template === 'talk',
  );
const read = async (who: string, key = OWN): Promise<View> => {
  const upTo = (await heard(who, key)).at(-1)?.id;
  return done(await api.as(who).post<View>(`/instances/${idOf(key)}/talk/read`, { upTo }));
};

test('a unit and its secretariat talk; leadership reads; for others it is as if there were none', async () => {
  const asked = done(await say('tiny-officer', OWN, '  Phụ lục 2 lấy số liệu đến ngày nào?  '));
  expect(asked).toMatchObject({
    side: 'unit',
    text: 'Phụ lục 2 lấy số liệu đến ngày nào?',
    isMine: true,
    state: 'said',
  });
  const answer = done(await say('tiny-secretariat', OWN, 'Đến hết ngày 14/6.', { answers: asked.id }));
  expect(answer).toMatchObject({ side: 'office', answers: asked.id, by: { id: 'tiny-secretariat' } });
  for (const who of ['tiny-officer', 'tiny-secretariat', 'tiny-leader'])
    expect((await heard(who)).map(({ side }) => side)).toEqual(['unit', 'office']);
  expect((await view('tiny-officer')).side).toBe('unit');
  expect(await view('tiny-secretariat')).toMatchObject({
    side: 'office',
    office: 'van-phong',
    total: 2,
    unread: 1,
    open: 1,
  });
  expect(await view('tiny-leader')).toMatchObject({ side: 'reader', unread: 0 });
  const refused = await api.as('tiny-leader').post<Problem>(`/instances/${idOf(OWN)}/remarks`, { text: 'Tôi xem' });
  expect(refused).toMatchObject({ status: 403, body: { code: 'talk-not-yours' } });
  // Whoever sees the work and has no part in its conversation.
  for (const who of ['tiny-member', 'tiny-auditor', 'tiny-appraiser', 'tiny-administrator']) {
    expect(await view(who)).toMatchObject({ side: null, office: null, total: 0, unread: 0 });
    expect((await api.as(who).get(`/instances/${idOf(OWN)}/remarks`)).status).toBe(404);
  }
  for (const who of ['tiny-other', 'twin-officer', 'tiny-award']) {
    const nothing = await api.as(who).get<Problem>('/instances/987654321/remarks');
    const hidden = await api.as(who).get<Problem>(`/instances/${idOf(OWN)}/remarks`);
    expect([hidden.status, hidden.body.code]).toEqual([nothing.status, nothing.body.code]);
    expect((await say(who, OWN, 'x')).status).toBe(404);
    expect((await api.as(who).get(`/instances/${idOf(OWN)}/talk`)).status).toBe(404);
  }
});

test('an office does not talk to itself', async () => {
  expect(await view('tiny-secretariat', ROUND)).toMatchObject({ side: null, office: null });
  expect((await say('tiny-secretariat', ROUND, 'x')).status).toBe(404);
});

test('the other side is told once until it has read, by whom, and each arrives while it is looked at', async () => {
  const line: Line = await listen(app.url, bearer('tiny-officer'));
  const outside: Line = await listen(app.url, bearer('tiny-other'));
  // Whoever reads along hears as well; whoever sees the work alone does not.
  const reader: Line = await listen(app.url, bearer('tiny-leader'));
  const member: Line = await listen(app.url, bearer('tiny-member'));
  for (const one of [reader, member]) await one.hears('that it is told', ({ event }) => event === 'ready');
  await line.hears('that it is told', ({ event }) => event === 'ready');
  await outside.hears('that it is told', ({ event }) => event === 'ready');
  await read('tiny-officer');
  expect((await told('tiny-officer', 'xa-an')).every(({ readAt }) => readAt !== null)).toBe(true);
  const before = (await told('tiny-officer', 'xa-an')).length;
  done(await say('tiny-secretariat', OWN, 'Xin bổ sung biểu 3.'));
  done(await say('tiny-secretariat', OWN, 'Và biểu 4.'));
  const [notice, ...older] = await told('tiny-officer', 'xa-an');
  expect(older).toHaveLength(before);
  expect(notice).toMatchObject({ instanceId: idOf(OWN), readAt: null, by: { id: 'tiny-secretariat' } });
  expect(notice?.subject).toMatch(/^Trao đổi mới: /);
  await line.hears('the remark', ({ event, data }) => event === 'talk' && data['instance'] === idOf(OWN));
  await line.hears('the message', ({ event, data }) => event === 'inbox' && data['id'] === notice?.id);
  expect(await view('tiny-officer')).toMatchObject({ unread: 2 });
  expect((await heard('tiny-officer')).filter(({ isNew }) => isNew).map(({ text }) => text)).toEqual([
    'Xin bổ sung biểu 3.',
    'Và biểu 4.',
  ]);
  expect(await read('tiny-officer')).toMatchObject({ unread: 0 });
  expect((await told('tiny-officer', 'xa-an'))[0]?.readAt).not.toBeNull();
  const { rows } = await db().pool.query<{ actor: string }>(
    `select actor from audit_entry where kind = 'message-read' and after->>'message' = $1`,
    [String(notice?.id)],
  );
  expect(rows).toEqual([{ actor: 'tiny-officer' }]);
  // The next is told anew; what was told to the other side is its own.
  done(await say('tiny-secretariat', OWN, 'Cảm ơn.'));
  expect(await told('tiny-officer', 'xa-an')).toHaveLength(before + 2);
  expect(await told('tiny-other', 'xa-binh')).toEqual([]);
  done(await say('tiny-other', OTHER, 'Đơn vị tôi xin hỏi'));
  await outside.hears('its own', ({ event }) => event === 'talk');
  expect(outside.told.filter(({ event }) => event === 'talk').map(({ data }) => data['instance'])).toEqual([
    idOf(OTHER),
  ]);
  await reader.hears('of both', ({ event, data }) => event === 'talk' && data['instance'] === idOf(OTHER));
  expect(reader.told.some(({ event, data }) => event === 'talk' && data['instance'] === idOf(OWN))).toBe(true);
  // A change of the work that came last: whatever was said before has gone by.
  await new LiveNotes(database).tell([{ kind: 'file', instanceId: idOf(OTHER) }]);
  await member.hears('the file', ({ event }) => event === 'file');
  expect(member.told.filter(({ event }) => event === 'talk')).toEqual([]);
  [line, outside, reader, member].forEach((one) => one.close());
});

test('it is not edited: its author takes it back while it is fresh, and whoever was told is not led to nothing', async () => {
  await read('tiny-officer');
  const { id } = done(await say('tiny-secretariat', OWN, 'Gửi nhầm'));
  expect((await told('tiny-officer', 'xa-an'))[0]).toMatchObject({ readAt: null });
  const path = `/instances/${idOf(OWN)}/remarks/${id}`;
  expect((await heard('tiny-officer')).at(-1)?.mayTakeBack).toBe(false);
  expect(await api.as('tiny-officer').call<Problem>('DELETE', path)).toMatchObject({
    status: 409,
    body: { code: 'remark-kept', minutes: 10 },
  });
  expect((await api.as('tiny-secretariat').call('DELETE', path)).status).toBe(204);
  expect((await heard('tiny-officer')).at(-1)).toMatchObject({ id, text: null, state: 'taken-back' });
  expect(await view('tiny-officer')).toMatchObject({ unread: 0 });
  expect((await told('tiny-officer', 'xa-an'))[0]?.readAt).not.toBeNull();
  const late = done(await say('tiny-secretariat', OWN, 'Lời cũ'));
  await db().pool.query(`update remark set said_at = now() - interval '11 minutes' where id = $1`, [late.id]);
  expect((await heard('tiny-secretariat')).at(-1)?.mayTakeBack).toBe(false);
  const kept = await api.as('tiny-secretariat').call<Problem>('DELETE', `/instances/${idOf(OWN)}/remarks/${late.id}`);
  expect(kept.body.code).toBe('remark-kept');
  expect((await api.as('tiny-other').call('DELETE', `/instances/${idOf(OTHER)}/remarks/${late.id}`)).status).toBe(404);
});

test('either side says that it is settled; once', async () => {
  const { id } = done(await say('tiny-officer', OWN, 'Xin mẫu phụ lục'));
  const { open } = await view('tiny-officer');
  const path = `/instances/${idOf(OWN)}/remarks/${id}/settled`;
  const settled = done(await api.as('tiny-secretariat').call<Remark>('PUT', path, { settled: true }));
  expect(settled.settled?.by.id).toBe('tiny-secretariat');
  const again = done(await api.as('tiny-officer').call<Remark>('PUT', path, { settled: true }));
  expect(again.settled?.by.id).toBe('tiny-secretariat');
  expect((await view('tiny-officer')).open).toBe(open - 1);
  expect(done(await api.as('tiny-officer').call<Remark>('PUT', path, { settled: false })).settled).toBeNull();
  expect((await api.as('tiny-leader').call('PUT', path, { settled: true })).status).toBe(403);
});

test('whoever looked before somebody else settled it changes nothing', async () => {
  const { id } = done(await say('tiny-officer', OWN, 'Nên bỏ dòng nào?'));
  const path = `/instances/${idOf(OWN)}/remarks/${id}`;
  const put = (who: string, settled: boolean, tag: string): Promise<Answer<unknown>> =>
    api.as(who).call('PUT', `${path}/settled`, { settled }, { 'if-match': tag });
  expect((await put('tiny-secretariat', true, '"open"')).status).toBe(200);
  expect((await put('tiny-officer', true, '"open"')).status).toBe(412);
  expect((await api.as('tiny-officer').call('DELETE', path, undefined, { 'if-match': '"open"' })).status).toBe(412);
  expect((await put('tiny-officer', false, '"settled"')).status).toBe(200);
  expect((await api.as('tiny-officer').call('DELETE', path, undefined, { 'if-match': '"open"' })).status).toBe(204);
  expect((await put('tiny-officer', true, '"open"')).status).toBe(412);
});

test('said again with the same key it was said once; what leads nowhere is refused', async () => {
  const path = `/instances/${idOf(OWN)}/remarks`;
  const twice = await Promise.all(
    [1, 2].map(() => api.as('tiny-officer').post<Remark>(path, { text: 'một lần' }, { 'idempotency-key': 'noi' })),
  );
  const again = await api.as('tiny-officer').post<Remark>(path, { text: 'một lần' }, { 'idempotency-key': 'noi' });
  expect(new Set([...twice, again].filter(({ status }) => status === 201).map(({ body }) => body.id)).size).toBe(1);
  expect((await heard('tiny-officer')).filter(({ text }) => text === 'một lần')).toHaveLength(1);
  const foreign = done(await say('tiny-other', OTHER, 'của người khác'));
  for (const wrong of [{ answers: foreign.id }, { answers: 987654321 }])
    expect((await say('tiny-officer', OWN, 'x', wrong)).status).toBe(404);
  for (const wrong of [{ text: '   ' }, { text: 'x'.repeat(4001) }, { text: 'x', about: { form: 'constructor' } }])
    expect((await api.as('tiny-officer').post(path, wrong)).status).toBe(400);
});

test('a restricted dossier’s conversation is for those who are let in, and whoever looks stands in the trail', async () => {
  done(await say('twin-other', DOSSIER, 'Hồ sơ có đủ chưa?'));
  expect(await heard('twin-secretariat', DOSSIER)).toHaveLength(1);
  expect(await heard('twin-leader', DOSSIER)).toHaveLength(1);
  for (const who of ['twin-member', 'twin-administrator', 'twin-officer', 'twin-auditor'])
    expect((await api.as(who).get(`/instances/${idOf(DOSSIER)}/remarks`)).status).toBe(404);
  const { rows } = await db().pool.query<{ actor: string }>(
    `select distinct actor from audit_entry where kind = 'restricted-viewed' and subject = $1 and after->>'route' like '%/remarks' order by actor`,
    [DOSSIER],
  );
  expect(rows.map(({ actor }) => actor)).toEqual(['twin-leader', 'twin-secretariat']);
});

test('the trail says who and what became of it, never what; and what somebody said goes with their data', async () => {
  const words = 'điều riêng của tôi';
  const { id } = done(await say('tiny-officer', OWN, words));
  const { rows } = await db().pool.query<{ actor: string; after: object; all: string }>(
    `select actor, after, to_jsonb(e)::text as all from audit_entry e where kind = 'remarked' order by seq desc limit 1`,
  );
  expect(rows[0]).toMatchObject({ actor: 'tiny-officer', after: { remark: id, act: 'said', unit: 'xa-an' } });
  expect(rows[0]?.all).not.toContain(words);
  const { wrong } = inboxArrivals;
  expect((await db().pool.query(wrong)).rows).toEqual([]);
  await database.transaction((manager) => new ErasureStore().erase('tiny-officer', manager));
  const left = await heard('tiny-secretariat');
  expect(left.filter(({ by }) => by.id === 'tiny-officer').map(({ text, state }) => [text, state])).toEqual(
    expect.arrayContaining([[null, 'erased']]),
  );
  expect(JSON.stringify(left)).not.toContain(words);
  expect((await db().pool.query(wrong)).rows).toEqual([]);
});
