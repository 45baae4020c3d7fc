import { allRoutes } from '../../src/permissions.js';
import { pdf } from '../support/attachments.js';
import { ADMIN, bearer, givePost, giveTokens } from '../support/accounts.js';
import { startApp } from '../support/app.js';
import { useDatabase } from '../support/postgres.js';
import { until } from '../support/until.js';
import { Api, tinyPlan } from './api.js';
import { done, liveTwoPlans } from './two-plans.js';

// Whoever is told something of a restricted dossier is in the trail: every route of the application is asked, and what it
// answers is searched for the dossiers' keys and numbers. A route that is not in these tables fails.

const db = useDatabase();
let api: Api;
const OWN = 'twin/R1/2024-H1/xa-an';
const OTHER = 'twin/R1/2024-H1/xa-binh';
/** Numbers that stand for nothing else. */
const FIRST = 770_000_001;
let dossiers: readonly { readonly id: number; readonly key: string }[] = [];
const idOf = (key: string): number => dossiers.find((one) => one.key === key)?.id ?? 0;
let round = 0;
let file = 0;
let message = 0;
let lifecycle = '';
let lastPlace = '';
const SEC = 'twin-secretariat';

beforeAll(async () => {
  const app = await startApp(db().url, tinyPlan);
  api = new Api(app.url);
  await db().pool.query(`alter table instance alter column id restart with ${FIRST}`);
  await liveTwoPlans(api, db().pool, { twin: 'lời của xã Bình' });
  await givePost(db().pool, 'twin-both', ['twin', 'ban-chi-dao', 'auditor']);
  await givePost(db().pool, 'twin-both', ['twin', 'ban-chi-dao', 'leader']);
  // Whoever may call every route sees every dossier as well.
  await givePost(db().pool, ADMIN, ['twin', 'ban-chi-dao', 'leader']);
  const { rows } = await db().pool.query<{ id: string; key: string; definition: string; restricted: boolean }>(
    'select id, key, definition, restricted from instance',
  );
  dossiers = rows.filter(({ restricted }) => restricted).map(({ id, key }) => ({ id: Number(id), key }));
  expect(dossiers.map(({ key }) => key).sort()).toEqual([OWN, OTHER]);
  round = Number(rows.find(({ key }) => key === 'twin/R0/2024-H1')?.id);
  lifecycle = rows.find(({ key }) => key === OWN)?.definition ?? '';
  // From here on there is news for them: a place in it is good for whom it was told to.
  const { body } = await api.as(SEC).call('GET', '/live?wait=false');
  lastPlace = /^id: ?(\S+)$/m.exec(String(body))?.[1] ?? '';
  expect(lastPlace).not.toBe('');
  await handIn();
  message = await until('a message about a dossier', async () => {
    const about = await db().pool.query<{ id: number }>(
      `select m.id::int as id from inbox_message m join instance i on i.id = m.instance_id
       where i.restricted and m.unit = 'xa-an' and m.seat = 'officer' and m.read_at is null limit 1`,
    );
    return about.rows[0]?.id;
  });
  await db().pool.query(
    `insert into errand (instance, seq, index, at, hop, task, trouble) values ($1, 999, 0, 4e12, 0, '{}', 'it broke')`,
    [OWN],
  );
}, 180_000);

/** A form, with a file beside it. */
async function handIn(): Promise<void> {
  const officer = api.as('twin-officer');
  const sent = await fetch(`${api.url}/api/v1/instances/${idOf(OWN)}/files`, {
    method: 'POST',
    body: new Uint8Array(pdf('mật')),
    headers: {
      'content-type': 'application/octet-stream',
      'x-file-name': 'a.pdf',
      'idempotency-key': 'f',
      ...bearer('twin-officer'),
    },
  });
  const received = (await sent.json()) as { id: number };
  expect([sent.status, received]).toEqual([201, expect.anything()]);
  file = received.id;
  const answers = { summary: 'Tốt', meetings: 3 };
  const path = `/instances/${idOf(OWN)}`;
  done(await officer.put(`${path}/forms/report/draft`, { answers }, { 'if-match': '"0"' }));
  const report = { event: 'report.submit', form: { answers } };
  done(await officer.post(`${path}/events`, report, { 'idempotency-key': 'in' }));
}

type Call = readonly [who: string, path: () => string];
const of =
  (path: string): (() => string) =>
  () =>
    `/instances/${idOf(OWN)}${path}`;
const at = (path: string) => (): string => path;
/** How each route is asked for something that is open to few; what it then tells stands in the trail. */
const tells: Readonly<Record<string, Call>> = {
  'GET /api/v1/audit': ['twin-both', at('/audit?kind=command&plan=twin')],
  'GET /api/v1/audit/export': ['twin-both', at('/audit/export?kind=command&plan=twin')],
  'GET /api/v1/files/:id': ['twin-officer', () => `/files/${file}`],
  'GET /api/v1/files/:id/content': ['twin-officer', () => `/files/${file}/content`],
  'GET /api/v1/inbox': ['twin-officer', at('/inbox?unit=xa-an&seat=officer&limit=200')],
  'GET /api/v1/inbox/:id': ['twin-officer', () => `/inbox/${message}`],
  'POST /api/v1/inbox/:id/read': ['twin-officer', () => `/inbox/${message}/read`],
  'GET /api/v1/instances': [SEC, at(`/instances?key=${OTHER}`)],
  'GET /api/v1/instances/:id': [SEC, of('')],
  'GET /api/v1/instances/:id/answers': [SEC, () => `/instances/${round}/answers`],
  'GET /api/v1/instances/:id/files': ['twin-officer', of('/files')],
  'GET /api/v1/instances/:id/forms': [SEC, of('/forms')],
  'GET /api/v1/instances/:id/forms/:form': [SEC, of('/forms/report')],
  'GET /api/v1/instances/:id/forms/:form/draft': ['twin-officer', of('/forms/report/draft')],
  'GET /api/v1/instances/:id/forms/:form/submissions': [SEC, of('/forms/report/submissions')],
  'GET /api/v1/instances/:id/forms/:form/submissions/:version': [SEC, of('/forms/report/submissions/1')],
  'GET /api/v1/instances/:id/forms/:form/submissions/:version/receipt': [
    SEC,
    of('/forms/report/submissions/1/receipt'),
  ],
  'GET /api/v1/instances/:id/path': [SEC, of('/path')],
  'GET /api/v1/instances/:id/remarks': ['twin-officer', of('/remarks')],
  'GET /api/v1/instances/:id/talk': ['twin-officer', of('/talk')],
  'GET /api/v1/instances/:id/steps': [SEC, of('/steps')],
  // Of the round, which is open: of its tasks they hear.
  'GET /api/v1/instances/:id/timeline': ['twin-leader', () => `/instances/${round}/timeline?limit=200`],
  'GET /api/v1/live': [SEC, at('/live?wait=false')],
  'GET /api/v1/monitoring/ageing': [SEC, at('/monitoring/ageing')],
  'GET /api/v1/monitoring/explanations': [SEC, at('/monitoring/explanations?plan=twin')],
  'GET /api/v1/monitoring/matrix': [SEC, at('/monitoring/matrix?plan=twin&from=2024-01-01&to=2024-12-31')],
  'GET /api/v1/monitoring/matrix/export': [
    SEC,
    at('/monitoring/matrix/export?format=csv&from=2024-01-01&to=2024-12-31'),
  ],
  'GET /api/v1/monitoring/queue': [SEC, at('/monitoring/queue')],
  'GET /api/v1/monitoring/rounds/:id': [SEC, () => `/monitoring/rounds/${round}`],
  'GET /api/v1/monitoring/scores/:id': [SEC, () => `/monitoring/scores/${round}`],
  'GET /api/v1/monitoring/standing': ['twin-leader', at('/monitoring/standing?asOf=2024-06-21')],
  'GET /api/v1/monitoring/standing/items': [
    SEC,
    at('/monitoring/standing/items?quadrant=done-late&from=2024-01-01&to=2024-12-31'),
  ],
  'GET /api/v1/operations/errands': ['twin-administrator', at('/operations/errands')],
  'GET /api/v1/operations/outbox': ['twin-administrator', at('/operations/outbox?limit=200')],
  'GET /api/v1/operations/quarantine': ['twin-administrator', at('/operations/quarantine')],
  'GET /api/v1/operations/timers': ['twin-administrator', at('/operations/timers?limit=200')],
  'GET /api/v1/sandbox/happenings': [SEC, at('/sandbox/happenings?from=2024-06-01&to=2024-06-25')],
  'GET /api/v1/search': ['twin-appraiser', at('/search?q=bao+cao')],
  'GET /api/v1/tasks': ['twin-officer', at('/tasks')],
};
/** What these rows must be before they can be told of. */
const before: Readonly<Record<string, string>> = {
  'GET /api/v1/monitoring/explanations': `insert into history (instance_id, seq, kind, key, at, actor, event, tags, unit, stage, hash)
    select id, 999, 'letter', 'why', at, '{"kind":"person","id":"twin-leader"}', '{"type":"explanation.ask"}', tags, unit, stage, 'none'
    from instance where key = '${OTHER}'`,
  'GET /api/v1/operations/quarantine': `update instance set status = 'quarantined', trouble = 'it broke' where key = '${OTHER}'`,
  'GET /api/v1/operations/timers': `update instance set status = 'running', trouble = null where key = '${OTHER}';
    insert into timer (instance_id, key, at, hop) select id, 'overdue', 4e12, 0 from instance where key = '${OTHER}' on conflict do nothing`,
};

/** Lists of what no dossier of these plans is, plans and people, counts without names, and what is one's own: asked by who sees most. */
const quiet: Readonly<Record<string, string>> = {
  'GET /api/v1/accounts': '/accounts',
  'GET /api/v1/accounts/:name': '/accounts/twin-officer',
  'GET /api/v1/accounts/:name/links': '/accounts/twin-officer/links',
  'GET /api/v1/accounts/:name/posts': '/accounts/twin-officer/posts',
  'GET /api/v1/accounts/:name/sessions': '/accounts/twin-officer/sessions',
  'GET /api/v1/delegations': '/delegations',
  'GET /api/v1/delegations/:id': '/delegations/1',
  'GET /api/v1/imports': '/imports',
  'GET /api/v1/imports/units/:plan/:id': '/imports/units/twin/1',
  'GET /api/v1/imports/units/:plan/template': '/imports/units/twin/template',
  'GET /api/v1/imports/users/:id': '/imports/users/1',
  'GET /api/v1/imports/users/template': '/imports/users/template',
  'GET /api/v1/instances/:id/working-day': '/instances/DOSSIER/working-day?from=2024-05-02&workingDays=3',
  'GET /api/v1/lifecycles': '/lifecycles',
  'GET /api/v1/lifecycles/:hash': '/lifecycles/LIFECYCLE',
  'GET /api/v1/lifecycles/:hash/standing': '/lifecycles/LIFECYCLE/standing',
  'GET /api/v1/monitoring/trend': '/monitoring/trend',
  'GET /api/v1/monitoring/year': '/monitoring/year?year=2024',
  'GET /api/v1/obligations': '/obligations?limit=200',
  'GET /api/v1/occurrences': '/occurrences?limit=200',
  'GET /api/v1/operations': '/operations',
  'GET /api/v1/people': '/people?limit=200',
  'GET /api/v1/plans': '/plans',
  'GET /api/v1/plans/:plan': '/plans/twin',
  'GET /api/v1/plans/:plan/clauses': '/plans/twin/clauses',
  'GET /api/v1/plans/:plan/versions/:version': '/plans/twin/versions/1',
  'GET /api/v1/plans/:plan/versions/:version/calendars/:year': '/plans/twin/versions/1/calendars/2024',
  'GET /api/v1/plans/:plan/versions/:version/files': '/plans/twin/versions/1/files',
  'GET /api/v1/plans/:plan/versions/:version/obligations/:obligation': '/plans/twin/versions/1/obligations/R0',
  'GET /api/v1/plans/:plan/versions/:version/obligations/:obligation/messages':
    '/plans/twin/versions/1/obligations/R0/messages',
  'GET /api/v1/plans/:plan/versions/:version/preview': '/plans/twin/versions/1/preview?from=2024-01-01&to=2024-12-31',
  'GET /api/v1/plans/:plan/versions/:version/units': '/plans/twin/versions/1/units',
  'GET /api/v1/plans/:plan/versions/:version/vocabulary': '/plans/twin/versions/1/vocabulary',
  'GET /api/v1/plans/:plan/versions/:version/working-day':
    '/plans/twin/versions/1/working-day?from=2024-05-02&workingDays=3',
  'GET /api/v1/problems': '/problems',
  'GET /api/v1/problems/:code': '/problems/not-found',
  'GET /api/v1/sandbox/clock': '/sandbox/clock',
  'GET /api/v1/sandbox/people': '/sandbox/people',
  'GET /api/v1/session': '/session',
  'GET /api/v1/session/oidc': '/session/oidc',
  'GET /api/v1/session/oidc/callback': '/session/oidc/callback',
  'GET /api/v1/session/ways': '/session/ways',
  'GET /api/v1/sessions': '/sessions',
  'GET /api/v1/tasks/counts': '/tasks/counts',
  'GET /api/v1/tokens': '/tokens',
  'GET /api/v1/tokens/:id': '/tokens/1',
  'GET /api/v1/units': '/units?limit=200',
  'GET /health/live': '/health/live',
  'GET /health/ready': '/health/ready',
  'GET /metrics': '/metrics',
};

/** Who writes does something: it is told by what was done, in the trail or in the chain of the instance. */
const acts = (route: string): boolean => !route.startsWith('GET ');

type View = {
  actor: string;
  onBehalfOf: string | null;
  plan: string;
  subject: string | null;
  after: { keys?: string[]; route: string };
};
let asked = 0;
async function ask(
  method: string,
  path: string,
  who: string,
  body: object = {},
  more: Readonly<Record<string, string>> = {},
): Promise<{ status: number; text: string; views: View[] }> {
  const id = `looks-at-${(asked += 1)}`;
  const headers = { 'x-request-id': id, 'last-event-id': lastPlace, ...more };
  const answer = await api.as(who).call(method, path, method === 'GET' ? undefined : body, headers);
  const views = await viewsUnder(id);
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  return { status: answer.status, text, views };
}
async function viewsUnder(id: string): Promise<View[]> {
  const { rows } = await db().pool.query<View>(
    `select actor, on_behalf_of as "onBehalfOf", plan, subject, after from audit_entry
     where kind = 'restricted-viewed' and correlation = $1 order by seq`,
    [id],
  );
  return rows;
}
const keysIn = (views: readonly View[]): string[] =>
  views.flatMap(({ subject, after }) => after.keys ?? [subject ?? '']);
const mentioned = (text: string): string[] =>
  dossiers
    .filter(({ id, key }) => text.includes(key) || new RegExp(`(?<!\\d)${id}(?!\\d)`).test(text))
    .map(({ key }) => key);

/** What changes something at an instance: how the trail or the chain knows of it, and of its answer. */
const changing: Readonly<Record<string, string>> = {
  'POST /api/v1/instances/:id/events': 'a command in the chain; given again, it is the same command',
  'POST /api/v1/occurrences/:id/reminders': 'a command in the chain of each',
  'POST /api/v1/instances/:id/files': 'file-added; given again, a look',
  'POST /api/v1/files/:id/attach': 'file-attached',
  'DELETE /api/v1/files/:id': 'file-removed; it answers with nothing',
  'PUT /api/v1/instances/:id/forms/:form/draft': 'draft-begun; it answers with what is wrong in what was sent just now',
  'DELETE /api/v1/instances/:id/forms/:form/draft': 'draft-discarded; it answers with nothing',
  'POST /api/v1/instances/:id/forms/:form/presence':
    'who else of one’s own unit has it open, and nothing of what it says',
  'POST /api/v1/instances/:id/remarks': 'remarked; it answers with what was said just now',
  'DELETE /api/v1/instances/:id/remarks/:remark': 'remarked; it answers with nothing',
  'PUT /api/v1/instances/:id/remarks/:remark/settled': 'a look, whether or not it changes anything',
  'POST /api/v1/instances/:id/talk/read': 'a look',
  'POST /api/v1/inbox/:id/read': 'message-read, and a look; given again, a look',
};
test('every route is in one of the tables', () => {
  const atInstances = allRoutes()
    .map(({ method, path }) => `${method} ${path}`)
    .filter((route) => acts(route) && /\/(instances|occurrences|files|inbox)\//.test(route));
  expect(atInstances.sort()).toEqual(Object.keys(changing).sort());
  const routes = allRoutes().map(({ method, path }) => `${method} ${path}`);
  const known = [...Object.keys(tells), ...Object.keys(quiet)];
  expect(routes.filter((route) => !acts(route) && !known.includes(route))).toEqual([]);
  expect(known.filter((route) => !routes.includes(route))).toEqual([]);
});

test.each(Object.entries(tells))('%s', async (route, [who, path]) => {
  if (before[route]) await db().pool.query(before[route]);
  const { status, text, views } = await ask(route.split(' ')[0] ?? '', path(), who);
  expect([status, text]).toEqual([200, expect.anything()]);
  expect(views.length).toBeGreaterThan(0);
  expect(views.every(({ actor, plan, after }) => actor === who && plan === 'twin' && after.route === route)).toBe(true);
  expect(keysIn(views)).toEqual(expect.arrayContaining(mentioned(text)));
  expect(dossiers.map(({ key }) => key)).toEqual(expect.arrayContaining(keysIn(views)));
});

test.each(Object.entries(quiet))('%s tells nothing of a dossier, and nothing is written', async (_, path) => {
  const { text, views } = await ask(
    'GET',
    path.replace('LIFECYCLE', lifecycle).replace('DOSSIER', String(idOf(OWN))),
    ADMIN,
  );
  expect([mentioned(text), views]).toEqual([[], []]);
});

test('an answer that is given again is looked at again', async () => {
  for (const _ of [1, 2]) {
    const path = `/inbox/${message}/read`;
    const { status, views } = await ask('POST', path, 'twin-officer', {}, { 'idempotency-key': 'read-twice' });
    expect([status, views]).toMatchObject([200, [{ subject: OWN }]]);
  }
  const again = await fetch(`${api.url}/api/v1/instances/${idOf(OWN)}/files`, {
    method: 'POST',
    body: new Uint8Array(pdf('mật')),
    headers: {
      'content-type': 'application/octet-stream',
      'x-file-name': 'a.pdf',
      'idempotency-key': 'f',
      'x-request-id': 'the-file-again',
      ...bearer('twin-officer'),
    },
  });
  expect([again.headers.get('idempotency-replayed'), await viewsUnder('the-file-again')]).toMatchObject([
    'true',
    [{ subject: OWN }],
  ]);
});

test('an act that changes nothing is a look all the same', async () => {
  const said = done(
    await api.as('twin-officer').post<{ id: number }>(`/instances/${idOf(OWN)}/remarks`, { text: 'Xin hỏi.' }),
  );
  for (const _ of [1, 2]) {
    const path = `/instances/${idOf(OWN)}/remarks/${said.id}/settled`;
    const { status, views } = await ask('PUT', path, 'twin-officer', { settled: true });
    expect([status, views]).toMatchObject([200, [{ subject: OWN }]]);
  }
});

test('an ordinary look writes nothing: not in lists, and not of an open task', async () => {
  for (const path of ['/tasks', '/instances?key=tiny/R1/2024-H1/xa-an', '/search?q=xa+an', '/monitoring/standing'])
    expect((await ask('GET', path, 'tiny-secretariat')).views).toEqual([]);
});

test('of many one entry, found by each of their keys', async () => {
  const { views } = await ask('GET', '/tasks', SEC);
  expect(views).toMatchObject([{ subject: null, after: { route: 'GET /api/v1/tasks', keys: [OWN, OTHER] } }]);
  type Page = { items: { actor: string; after: { route: string } }[] };
  const about = done(
    await api.get<Page>(`/audit?kind=restricted-viewed&subject=${OTHER}&actor=${SEC}&limit=200`),
  ).items;
  expect(about.map(({ after }) => after.route)).toEqual(
    expect.arrayContaining(['GET /api/v1/tasks', 'GET /api/v1/instances']),
  );
});

test('whoever is let in by a post that was lent looks on behalf of the lender', async () => {
  await giveTokens(db().pool, ['deputy']);
  await db().pool.query(
    `insert into delegation (from_account, to_account, plan, unit, seat, from_day, to_day, reason)
     select a.id, b.id, 'twin', 'xa-an', 'officer', '2024-06-01', '2024-12-31', 'nghỉ phép' from account a, account b
     where a.name = 'twin-officer' and b.name = 'deputy'`,
  );
  expect((await ask('GET', '/tasks', 'deputy')).views).toMatchObject([{ onBehalfOf: 'twin-officer', subject: OWN }]);
  expect((await ask('GET', '/tasks', 'twin-officer')).views).toMatchObject([{ onBehalfOf: null, subject: OWN }]);
});
