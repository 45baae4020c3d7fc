import { LiveNotes } from '../../src/live/live-notes.store.js';
import { openDatabase, type Database } from '../../src/platform/database.js';
import { bearer, givePost } from '../support/accounts.js';
import { startApp, type App } from '../support/app.js';
import { cookieOf, givePassword, PASSWORD } from '../support/browser-session.js';
import { useDatabase } from '../support/postgres.js';
import { listen, type Line, type Told } from '../support/sse.js';
import { until } from '../support/until.js';
import { Api, tinyPlan, type Problem } from './api.js';
import { done, liveTwoPlans } from './two-plans.js';

// What changes, told as it happens: to each what they may see, without gap and without doubles, until the session ends.
jest.setTimeout(180_000);
const db = useDatabase();
let app: App;
let api: Api;
let database: Database;
const ids = new Map<string, number>();
const idOf = (key: string): number => ids.get(key) ?? 0;
const OWN = 'tiny/R1/2024-H1/xa-an';
const OTHER = 'tiny/R1/2024-H1/xa-binh';
const DOSSIER = 'twin/R1/2024-H1/xa-binh';

beforeAll(async () => {
  app = await startApp(db().url, tinyPlan);
  api = new Api(app.url);
  await liveTwoPlans(api, db().pool);
  database = await openDatabase(db().settings);
  const { rows } = await db().pool.query<{ id: string; key: string }>('select id, key from instance');
  for (const { id, key } of rows) ids.set(key, Number(id));
}, 180_000);
afterAll(() => database.destroy());

let wishes = 0;
async function send(who: string, key: string, event: string, more: object = {}): Promise<void> {
  const headers = { 'idempotency-key': `live-${(wishes += 1)}` };
  done(await api.as(who).post(`/instances/${idOf(key)}/events`, { event, ...more }, headers));
}
/** Handed in, and given back, again and again. */
const back = async (): Promise<void> => {
  await send('tiny-secretariat', OTHER, 'report.return', { body: 'Thiếu' });
};
const again = (): Promise<void> => send('tiny-other', OTHER, 'report.submit');
const ready = (line: Line): Promise<Told> => line.hears('that it is told', ({ event }) => event === 'ready');
const as = async (who: string, lastId?: string, query = ''): Promise<Line> => {
  const line = await listen(
    app.url,
    { ...bearer(who), ...(lastId !== undefined && { 'last-event-id': lastId }) },
    query,
  );
  expect(line.status).toBe(200);
  await ready(line);
  return line;
};
const of = (line: Line, kind = 'instance'): unknown[] =>
  line.told.filter(({ event }) => event === kind).map(({ data }) => data['instance']);

test('each hears of what they see, and of nothing else; only ids and kinds are said', async () => {
  const names = ['tiny-officer', 'tiny-other', 'tiny-secretariat', 'twin-officer', 'tiny-award'] as const;
  const [officer, other, secretariat, twin, award] = (await Promise.all(names.map((name) => as(name)))) as [
    Line,
    Line,
    Line,
    Line,
    Line,
  ];
  await back();
  await again();
  const lines = [officer, other, secretariat, twin, award];
  for (const line of [other, secretariat])
    await until('both to be told', () => of(line).filter((id) => id === idOf(OTHER)).length >= 2 || undefined);
  const [one] = other.told.filter(({ event }) => event === 'instance');
  expect(one?.data).toEqual({ id: idOf(OTHER), instance: idOf(OTHER), of: 'task', plan: 'tiny', obligation: 'R1' });
  // Numbers would tell how much there was that is not for these eyes.
  expect(one?.id).toMatch(/^1\.[\w-]{40,}$/);
  // What comes after it has been told to all: then what was not told is not coming.
  await send('tiny-officer', OWN, 'report.submit');
  await until('the next to be told', () => of(officer).includes(idOf(OWN)) || undefined);
  expect(new Set(of(officer))).toEqual(new Set([idOf(OWN)]));
  expect(new Set(of(other))).toEqual(new Set([idOf(OTHER)]));
  // The clock has just gone on: what it still tells a unit is that unit's own.
  expect(of(twin).filter((id) => id !== idOf('twin/R1/2024-H1/xa-an'))).toEqual([]);
  expect(of(award)).toEqual([]);
  lines.forEach((line) => line.close());
});

test('messages are told to whom they are for', async () => {
  const [other, officer] = [await as('tiny-other'), await as('tiny-officer')];
  await back();
  const told = await other.hears('a message', ({ event }) => event === 'inbox');
  const page = done(await api.as('tiny-other').get<{ items: { id: number }[] }>('/inbox?unit=xa-binh&limit=200'));
  expect(page.items.map(({ id }) => id)).toContain(told.data['id']);
  await again();
  await send('tiny-secretariat', OWN, 'report.return', { body: 'Thiếu' });
  await officer.hears('a message of its own', ({ event }) => event === 'inbox');
  expect(officer.told.map(({ data }) => data['instance'])).not.toContain(idOf(OTHER));
  [other, officer].forEach((line) => line.close());
});

test('a restricted dossier is told of to those who are let in', async () => {
  const names = ['twin-secretariat', 'twin-member', 'twin-other', 'twin-administrator'];
  const lines = await Promise.all(names.map((name) => as(name)));
  await send('twin-secretariat', DOSSIER, 'report.return', { body: 'Thiếu' });
  for (const line of [lines[0], lines[2]])
    await line?.hears('the dossier', ({ data }) => data['instance'] === idOf(DOSSIER));
  // Its round hears of it, and that is everybody's who oversees the plan.
  const [, member, , administrator] = lines as [Line, Line, Line, Line];
  for (const line of [member, administrator]) {
    await line.hears('the round', ({ data }) => data['instance'] === idOf('twin/R0/2024-H1'));
    expect(of(line)).not.toContain(idOf(DOSSIER));
    expect(of(line, 'inbox')).not.toContain(idOf(DOSSIER));
  }
  lines.forEach((line) => line.close());
});

describe('whoever comes again', () => {
  test('is told what they missed, from wherever they were: no gap and no doubles', async () => {
    const whole = await as('tiny-secretariat');
    const start = whole.lastId();
    await send('tiny-officer', OWN, 'report.submit');
    await send('tiny-secretariat', OWN, 'report.return', { body: 'Thiếu' });
    await send('tiny-officer', OWN, 'report.submit');
    await new LiveNotes(database).tell([{ kind: 'talk', instanceId: idOf(OWN) }]);
    await whole.hears('the last of them', ({ event }) => event === 'talk');
    expect(of(whole).filter((id) => id === idOf(OWN)).length).toBeGreaterThanOrEqual(3);
    const told = whole.told.filter(({ event }) => event !== 'ready' && event !== 'clock');
    whole.close();
    for (const [n, from] of [start, ...told.map(({ id }) => id ?? '')].entries()) {
      const line = await as('tiny-secretariat', from, '?wait=false');
      await line.over;
      const missed = line.told.filter(({ event }) => event !== 'ready' && event !== 'clock');
      // One place is sealed anew each time it is told.
      const what = ({ event, data }: Told): unknown => ({ event, data });
      expect(missed.slice(0, told.length - n).map(what)).toEqual(told.slice(n).map(what));
      expect(line.told.find(({ event }) => event === 'ready')?.data).toEqual({ complete: true });
    }
  });

  test('from nowhere, or from another database, is told to look at everything anew', async () => {
    for (const from of [undefined, 'x', '-1', '999999999999', '1.instance.x', '1.INSTANCE.1']) {
      const line = await as('tiny-secretariat', from, '?wait=false');
      await line.over;
      expect([from, line.told.map(({ event, data }) => [event, data])]).toEqual([
        from,
        [
          ['ready', { complete: false }],
          ['clock', {}],
        ],
      ]);
    }
  });

  test('hears of nothing that is not final: what was begun before comes in its own time, and once', async () => {
    const slow = await db().pool.connect();
    await slow.query('begin');
    await new LiveNotes(database).tell([{ kind: 'talk', instanceId: idOf(OWN) }], {
      query: async ({ text }, values = []) => (await slow.query(text, [...values])).rows as never[],
    });
    const line = await as('tiny-officer');
    const from = line.lastId();
    const beside = await as('tiny-secretariat', undefined, '?wait=false');
    await beside.over;
    await new LiveNotes(database).tell([{ kind: 'draft', instanceId: idOf(OWN), unit: 'xa-an' }]);
    line.close();
    const between = await as('tiny-officer', from, '?wait=false');
    await between.over;
    expect(of(between, 'draft')).toEqual([]);
    await slow.query('commit');
    slow.release();
    const after = await as('tiny-officer', between.lastId());
    await after.hears('the later one', ({ event }) => event === 'draft');
    expect([of(after, 'talk'), of(after, 'draft')]).toEqual([[idOf(OWN)], [idOf(OWN)]]);
    after.close();
    // A note for one unit is for nobody else who sees the work.
    const secretariat = await as('tiny-secretariat', beside.lastId(), '?wait=false');
    await secretariat.over;
    // A place is good for whom it was told to, and for nobody else.
    const stolen = await as('tiny-secretariat', from, '?wait=false');
    await stolen.over;
    expect(stolen.told[0]).toMatchObject({ event: 'ready', data: { complete: false } });
    expect([of(secretariat, 'talk'), of(secretariat, 'draft')]).toEqual([[idOf(OWN)], []]);
  });

  test('after notes are forgotten that they had not heard, is told so', async () => {
    const line = await as('tiny-officer', undefined, '?wait=false');
    await line.over;
    const from = line.lastId();
    await new LiveNotes(database).tell([{ kind: 'talk', instanceId: idOf(OWN) }]);
    const later = await as('tiny-officer', from, '?wait=false');
    await later.over;
    await db().pool.query(`update live_note set told_at = now() - interval '3 days'`);
    await new LiveNotes(database).forget();
    await new LiveNotes(database).forget();
    const old = await as('tiny-officer', from, '?wait=false');
    await old.over;
    expect(old.told[0]).toMatchObject({ event: 'ready', data: { complete: false } });
  });
});

test('a sandbox says that its clock was moved', async () => {
  const line = await as('tiny-officer');
  await line.hears('where it stands', ({ event }) => event === 'clock');
  done(await api.post('/sandbox/clock', { to: '2024-06-26' }));
  await until('it to be told again', () => line.told.filter(({ event }) => event === 'clock').length > 1 || undefined);
  line.close();
});

describe('a line ends', () => {
  async function atBrowser(name: string): Promise<{ readonly cookie: string }> {
    await givePassword(db().pool, name);
    return cookieOf(await api.as(null).post('/session', { name, password: PASSWORD }));
  }

  test('with the session that opened it, and with no other', async () => {
    const [one, two, three, four] = await Promise.all(
      ['tiny-officer', 'tiny-officer', 'tiny-officer', 'tiny-other'].map(atBrowser),
    );
    const lines = await Promise.all([one, two, three, four].map((cookie) => listen(app.url, cookie ?? {})));
    await Promise.all(lines.map(ready));
    expect((await api.with(one ?? {}).delete('/session')).status).toBe(204);
    await lines[0]?.over;
    await db().pool.query(
      `update session set seen_at = now() - interval '61 minutes' where id = encode(sha256($1::bytea), 'hex')`,
      [/=(.*)$/.exec(two?.cookie ?? '')?.[1]],
    );
    await lines[1]?.over;
    await db().pool.query(`update session set expires_at = now() where id = encode(sha256($1::bytea), 'hex')`, [
      /=(.*)$/.exec(three?.cookie ?? '')?.[1],
    ]);
    await lines[2]?.over;
    expect(lines[3]?.isOver()).toBe(false);
    expect((await fetch(`${app.url}/api/v1/live`, { headers: one ?? {} })).status).toBe(401);
    await db().pool.query(`update account set disabled_at = now() where name = 'tiny-other'`);
    await lines[3]?.over;
    await db().pool.query(`update account set disabled_at = null where name = 'tiny-other'`);
  });

  test('with the token that opened it', async () => {
    await givePost(db().pool, 'tiny-brief', ['tiny', 'xa-an', 'officer']);
    const line = await as('tiny-brief');
    await db().pool.query(
      `update api_token t set revoked_at = now() from account a where a.id = t.account_id and a.name = 'tiny-brief'`,
    );
    await line.over;
  });

  test('for nobody else when somebody has too many', async () => {
    await givePost(db().pool, 'tiny-many', ['tiny', 'xa-an', 'officer']);
    const lines = await Promise.all(Array.from({ length: 12 }, () => as('tiny-many')));
    const refused = await api.as('tiny-many').get<Problem>('/live');
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-lines', most: 12 } });
    lines.pop()?.close();
    await until('a place to be free', async () => {
      const line = await listen(app.url, bearer('tiny-many'), '?wait=false');
      return line.status === 200 || undefined;
    });
    lines.forEach((line) => line.close());
  });

  test('where nobody reads what is written to them', async () => {
    const line = await as('tiny-officer');
    line.close();
    await line.over;
  });

  test('with the server, which waits for none', async () => {
    const brief = await startApp(db().url, tinyPlan);
    const line = await listen(brief.url, bearer('tiny-officer'));
    await ready(line);
    expect(await brief.stop()).toMatchObject({ code: 0 });
    await line.over;
  });
});
