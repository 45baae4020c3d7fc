import { signedIn } from '../support/browser-session.js';
import { twinPlan } from '../support/twin-plan.js';
import { tinyPlan, useApp, type Api, type Problem } from './api.js';
import { until } from '../support/until.js';

// Whatever a client sends is either answered or refused; the server never fails because of it.
jest.setTimeout(120_000);
const api = useApp(tinyPlan);

type Parameter = { readonly name: string; readonly in: string; readonly required?: boolean };
type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly parameters?: readonly Parameter[] }>>>>;
};
type Page = { readonly items: unknown[]; readonly next: string | null };

/** What the places in addresses and the questions that must be asked stand for here. */
let known: Readonly<Record<string, string>>;
let lists: readonly string[];
/** Somebody at a browser: their tokens and sessions are for no program. */
let atBrowser: Api;

beforeAll(async () => {
  await api().post('/sandbox/clock', { to: '2024-05-03' });
  const { body: round } = await api().get<{ id: number }>('/instances?key=tiny/R0/2024-H1');
  known = {
    ...{ id: String(round.id), unit: 'van-phong', name: 'dung', plan: 'tiny', version: '1' },
    ...{ form: 'report', path: 'summary', quadrant: 'not-assessable' },
  };
  await api()
    .as('an')
    .post(
      `/instances/${round.id}/events`,
      { event: 'request.issue', fields: { due: '2024-06-18' } },
      { 'idempotency-key': 'ban-hanh' },
    );
  await api().post('/sandbox/clock', { to: '2025-07-02' });
  // Posts are lent in person: here they simply are.
  await api().pool.query(
    `insert into delegation (from_account, to_account, plan, unit, seat, from_day, to_day, reason)
     select f.id, t.id, 'tiny', 'van-phong', 'officer', d, d, 'nghỉ phép' from account f, account t, unnest('{2024-05-01,2024-06-01}'::text[]) d
     where f.name = 'an' and t.name = 'ba'`,
  );
  await api().post('/plans', { files: twinPlan() });
  await api().pool.query(
    `insert into account_link (issuer, subject, account_id)
     select 'https://dang-nhap.example.vn', s, a.id from account a, unnest('{s1,s2}'::text[]) s where a.name = 'dung'`,
  );
  await api().pool.query(
    `insert into import (kind, actor, digest, rows, added, changed, unchanged)
     select 'users', 'an', 'x', 1, 1, 0, 0 from generate_series(1, 2)`,
  );
  atBrowser = await signedIn(api(), api().pool, 'an');
  await signedIn(api(), api().pool, 'an');
  for (const name of ['một', 'hai']) await atBrowser.post('/tokens', { name, scopes: ['read'] });
  const { body: task } = await api().get<{ id: number }>('/instances?key=tiny/R1/2024-H1/xa-an');
  const { body: document } = await api().get<Document>('/api/openapi.json');
  lists = Object.entries(document.paths).flatMap(([path, { get }]) => {
    const parameters = get?.parameters ?? [];
    if (!parameters.some(({ name }) => name === 'cursor')) return [];
    const asked = parameters
      .filter((one) => one.in === 'query' && one.required)
      .map(({ name }) => `${name}=${known[name]}`);
    // An office does not talk to itself: a round has no conversation.
    const places = path.endsWith('/remarks') ? { ...known, id: String(task.id) } : known;
    return [`${path.replace(/\{(\w+)\}/g, (_, name: string) => places[name] ?? '')}?${asked.join('&')}`];
  });
}, 120_000);

const asker = (list: string): Api => {
  if (/v1\/(sessions|tokens|sandbox)/.test(list)) return atBrowser;
  return /plans|accounts|operations/.test(list) ? api() : api().as('an');
};
/** Of this there may be less than two rows here: its cursor is made up. */
const scarceHere = /dung\/sessions|remarks|operations|lifecycles|files|answers|monitoring|sandbox/;
const cursorOf = (place: unknown): string => Buffer.from(JSON.stringify(place)).toString('base64url');

const oddities: readonly unknown[] = [
  ...[1e300, -1e300, 1.5, -1, 2 ** 31, -(2 ** 40), 2 ** 53, 1e18, 0],
  ...['', 'a\0b', '\ud800', '99999999999999999999', 'x'.repeat(500), '; drop table instance', "'"],
  ...[null, true, [], {}, [['due']], { length: 3 }],
];

/** Cursors that no page of ours has handed out: no JSON, other JSON, and a real one with one part changed. */
function hostile(real: string): readonly string[] {
  const place = JSON.parse(Buffer.from(real, 'base64url').toString()) as unknown[];
  const [sort, at] = place as [string, unknown[]];
  const changed = [
    ...place.flatMap((_, index) => oddities.map((odd) => place.with(index, odd))),
    ...at.flatMap((_, index) => oddities.map((odd) => [sort, at.with(index, odd)])),
  ];
  const others = [
    ...oddities,
    ['due', [1e300, 'x']],
    ['due', [1.5, 'x']],
    ['due', [1, 'a\0b']],
    ['seq', [1e300]],
    [sort, at.slice(1)],
    [sort, [...at, 1]],
    place.slice(1),
    [...place, 1],
    [place],
    Array.from({ length: 200 }, () => 1),
  ];
  const deep = `${'['.repeat(400)}${']'.repeat(400)}`;
  const texts = ['', '!', 'abc', '%00', 'x'.repeat(1999), 'x'.repeat(3000), Buffer.from(deep).toString('base64url')];
  return [...[...changed, ...others].map(cursorOf), ...texts];
}

test('a cursor that no page has handed out is refused, or leads somewhere; it never breaks a list', async () => {
  expect(lists.length).toBeGreaterThanOrEqual(7);
  for (const list of lists) {
    const first = await until(`two rows of ${list}`, async () => {
      const { status, body } = await asker(list).get<Page>(`${list}&limit=1`);
      expect([list, status]).toEqual([list, 200]);
      return body.next ?? (scarceHere.test(list) ? cursorOf(['at', [1, 1]]) : undefined);
    });
    for (const cursor of hostile(first)) {
      const { status, body } = await asker(list).get<Problem>(`${list}&limit=1&cursor=${cursor}`);
      if (status === 200) continue;
      expect([list, cursor, status, body.code, body['field']]).toEqual([list, cursor, 400, 'bad-request', 'cursor']);
    }
  }
});

test('a timeline is not paged on in the other direction', async () => {
  const timeline = `/instances/${known['id']}/timeline`;
  const { body } = await api().get<Page>(`${timeline}?sort=-seq&limit=1`);
  expect((await api().get(`${timeline}?sort=-seq&cursor=${body.next}`)).status).toBe(200);
  expect(await api().get<Problem>(`${timeline}?sort=seq&cursor=${body.next}`)).toMatchObject({
    status: 400,
    body: { code: 'bad-request', field: 'cursor', expected: 'cursor' },
  });
});
