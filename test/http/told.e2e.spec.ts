import { allRoutes } from '../../src/permissions.js';
import { TOLD_AN_HOUR } from '../../src/people/refusal.store.js';
import { bearer } from '../support/accounts.js';
import { startApp } from '../support/app.js';
import { pdf } from '../support/attachments.js';
import { useDatabase } from '../support/postgres.js';
import { Api, type Problem } from './api.js';
import { tinyPlan } from './api.js';
import { done, liveTwoPlans } from './two-plans.js';

// What leaves as a file and what is refused are in the trail as well; nobody is called as those who have no account.
const db = useDatabase();
let api: Api;
beforeAll(async () => {
  api = new Api((await startApp(db().url, tinyPlan)).url);
  await liveTwoPlans(api, db().pool);
}, 180_000);

type Entry = {
  kind: string;
  actor: string;
  plan: string | null;
  subject: string | null;
  before: unknown;
  after: Record<string, unknown>;
  body: Record<string, unknown> | null;
};
let asked = 0;
/** What one request has left in the trail. */
async function traces(who: string, method: string, path: string, body?: object, headers = {}) {
  const id = `told-by-request-${(asked += 1)}`;
  const answer = await api.as(who).call<Problem>(method, path, body, { 'x-request-id': id, ...headers });
  const { rows } = await db().pool.query<Entry>(
    'select kind, actor, plan, subject, before, after, body from audit_entry where correlation = $1 order by seq',
    [id],
  );
  return { status: answer.status, code: answer.body.code, rows };
}

describe('what leaves as a file', () => {
  const files: Readonly<Record<string, readonly [path: string, entry: object]>> = {
    'GET /api/v1/audit/export': [
      '/audit/export?kind=sign-in',
      { subject: 'audit', after: { format: 'ndjson', kind: ['sign-in'] } },
    ],
    'GET /api/v1/imports/units/:plan/template': [
      '/imports/units/tiny/template?format=csv',
      { plan: 'tiny', subject: 'units', after: { format: 'csv' } },
    ],
    'GET /api/v1/imports/users/template': [
      '/imports/users/template?format=csv',
      { subject: 'users-template', after: { format: 'csv' } },
    ],
    'GET /api/v1/monitoring/matrix/export': [
      '/monitoring/matrix/export?format=csv&plan=tiny',
      { plan: 'tiny', subject: 'matrix', after: { format: 'csv' } },
    ],
    'GET /api/v1/plans/:plan/versions/:version/files': [
      '/plans/twin/versions/1/files',
      { plan: 'twin', subject: 'plan-files', after: { version: 1 } },
    ],
  };
  /** An attachment as it was sent in (of a restricted dossier it is a look, restricted-views.e2e), news, and the machine's own numbers. */
  const others = ['GET /api/v1/files/:id/content', 'GET /api/v1/live', 'GET /metrics'];

  test('is every answer that is no JSON, and the files of a plan', async () => {
    type Described = Record<string, { get?: { responses: Record<string, { content?: Record<string, unknown> }> } }>;
    const { body } = await api.get<{ paths: Described }>('/api/openapi.json');
    const kinds = (path: string): string[] =>
      Object.keys(body.paths[path.replace(/:(\w+)/g, '{$1}')]?.get?.responses['200']?.content ?? {});
    const found = allRoutes()
      .filter(({ method, path }) => method === 'GET' && kinds(path).some((kind) => kind !== 'application/json'))
      .map(({ method, path }) => `${method} ${path}`);
    const known = [...Object.keys(files), ...others];
    expect(found.filter((route) => !known.includes(route))).toEqual([]);
  });

  test.each(Object.entries(files))('%s', async (_, [path, entry]) => {
    const { status, rows } = await traces('quan-tri', 'GET', path);
    expect([status, rows]).toMatchObject([200, [{ kind: 'exported', actor: 'quan-tri', ...entry }]]);
  });
});

describe('what comes beside a task before it is handed in', () => {
  const KEY = 'tiny/R1/2024-H1/xa-an';
  const who = { actor: 'tiny-officer', plan: 'tiny', subject: KEY };
  let path: string;
  beforeAll(async () => {
    const { id } = done(await api.as('tiny-secretariat').get<{ id: number }>(`/instances?key=${KEY}`));
    path = `/instances/${id}`;
  });

  test('a file that is added, and one that is taken away: by digest and size, never by its name', async () => {
    const sent = await fetch(`${api.url}/api/v1${path}/files`, {
      method: 'POST',
      body: new Uint8Array(pdf('riêng')),
      headers: {
        'content-type': 'application/octet-stream',
        'x-file-name': 'Nguyen-Van-A.pdf',
        'idempotency-key': 'f',
        'x-request-id': 'adds-a-file',
        ...bearer('tiny-officer'),
      },
    });
    const file = (await sent.json()) as { id: number; sha256: string; size: number };
    const of = { file: file.id, unit: 'xa-an', sha256: file.sha256, size: file.size };
    const added = await db().pool.query<Entry>(`select * from audit_entry where correlation = 'adds-a-file'`);
    expect(added.rows).toMatchObject([{ kind: 'file-added', ...who, after: of }]);
    const { status, rows } = await traces('tiny-officer', 'DELETE', `/files/${file.id}`);
    expect([status, rows]).toMatchObject([204, [{ kind: 'file-removed', ...who, before: of }]]);
    expect(JSON.stringify([added.rows, rows])).not.toContain('Nguyen');
  });

  test('a draft: who began it and who threw it away, and not each time that somebody types on', async () => {
    const draft = `${path}/forms/report/draft`;
    const put = (revision: number, meetings: number) =>
      traces('tiny-officer', 'PUT', draft, { answers: { meetings } }, { 'if-match': `"${revision}"` });
    const entry = (kind: string, revision: number) => [
      { kind, ...who, after: { form: 'report', unit: 'xa-an', revision } },
    ];
    expect((await put(0, 1)).rows).toMatchObject(entry('draft-begun', 1));
    expect(await put(1, 2)).toMatchObject({ status: 200, rows: [] });
    const late = await put(1, 3);
    expect(late).toMatchObject({ status: 412, rows: [{ kind: 'refused', ...who }] });
    const gone = await traces('tiny-officer', 'DELETE', draft, undefined, { 'if-match': '"2"' });
    expect([gone.status, gone.rows]).toMatchObject([204, entry('draft-discarded', 3)]);
    expect((await put(3, 1)).rows).toMatchObject(entry('draft-begun', 4));
    expect((await traces('tiny-officer', 'DELETE', draft)).status).toBe(204);
  });
});

describe('what is refused', () => {
  const idOf = async (key: string): Promise<number> =>
    done(await api.as('tiny-secretariat').get<{ id: number }>(`/instances?key=${key}`)).id;
  const KEY = 'tiny/R1/2024-H1/xa-an';

  test('by the policy: a command and a look, with who, what and where', async () => {
    const post = await traces('tiny-officer', 'POST', '/plans/tiny/versions/1/activate', {});
    expect(post).toMatchObject({ status: 403, code: 'not-allowed' });
    const after = { route: 'POST /api/v1/plans/:plan/versions/:version/activate', code: 'not-allowed' };
    const body = { path: '/api/v1/plans/tiny/versions/1/activate', address: expect.any(String) as string };
    expect(post.rows).toMatchObject([{ kind: 'refused', actor: 'tiny-officer', plan: 'tiny', after, body }]);
    const look = await traces('tiny-officer', 'GET', '/audit');
    expect(look.rows).toMatchObject([
      { kind: 'refused', actor: 'tiny-officer', after: { route: 'GET /api/v1/audit' } },
    ]);
    // What is not there is not there: nothing is told of it, whoever asks.
    expect((await traces('tiny-officer', 'GET', '/instances/987654321')).rows).toEqual([]);
    expect((await traces('tiny-officer', 'GET', '/tasks')).rows).toEqual([]);
  });

  test('before it came to the door, of which work; what the door refused stands beside the history alone', async () => {
    const path = `/instances/${await idOf(KEY)}/events`;
    const send = (event: object, key: string) =>
      traces('tiny-secretariat', 'POST', path, event, { 'idempotency-key': key });
    const deputy = await send({ event: 'report.accept', onBehalfOf: 'nobody-at-all' }, 'r2');
    expect(deputy).toMatchObject({
      code: 'not-deputy',
      rows: [{ kind: 'refused', plan: 'tiny', subject: KEY, after: { code: 'not-deputy' } }],
    });
    const early = await send({ event: 'report.accept' }, 'r3');
    expect(early).toMatchObject({ status: 409, rows: [] });
    type Page = { items: { kind: string; after: { outcome: string } }[] };
    expect((await api.get<Page>(`/audit?kind=command&subject=${KEY}`)).body.items).toMatchObject([
      { after: { outcome: 'refused' } },
    ]);
  });

  test('again and again fills nothing: so much is told in an hour, the rest is counted and told once', async () => {
    const of = async (): Promise<Entry[]> =>
      (
        await db().pool.query<Entry>(
          `select after from audit_entry where kind = 'refused' and actor = 'twin-other' order by seq`,
        )
      ).rows;
    await Promise.all(
      Array.from({ length: TOLD_AN_HOUR + 25 }, () => api.as('twin-other').post('/sandbox/clock', { by: 'day' })),
    );
    expect(await of()).toHaveLength(TOLD_AN_HOUR);
    await db().pool.query(`update refusal set hour = hour - interval '1 hour' where actor = 'twin-other'`);
    await api.as('twin-other').post('/sandbox/clock', { by: 'day' });
    const [more, last] = (await of()).slice(TOLD_AN_HOUR);
    expect(more?.after).toMatchObject({ more: 25, since: expect.any(String) as string });
    expect(last?.after).toMatchObject({ code: 'not-allowed' });
    const { rows } = await db().pool.query('select told, untold from refusal where actor = $1', ['twin-other']);
    expect(rows).toEqual([{ told: 1, untold: 0 }]);
  });
});

test.each(['operator', 'clock', 'engine'])('nobody is called %s', async (name) => {
  const refused = await api.post<Problem>('/accounts', { name, displayName: 'Ai đó' });
  expect([refused.status, refused.body.code]).toEqual([409, 'name-taken']);
  const file = `Tên đăng nhập,Họ và tên\n${name},Ai đó\n`;
  const looked = await api.file<{ errors: { code: string }[] }>('/imports/users', file);
  expect(JSON.stringify(looked.body)).toContain('name');
  const { rows } = await db().pool.query('select from account where name = $1', [name]);
  expect(rows).toEqual([]);
});
