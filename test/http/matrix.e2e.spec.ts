import { allRoutes } from '../../src/permissions.js';
import { givePost, giveTokens } from '../support/accounts.js';
import { giveSession } from '../support/browser-session.js';
import { useDatabase } from '../support/postgres.js';
import { twinPlan } from '../support/twin-plan.js';
import { startApp } from '../support/app.js';
import { Api, letIn, tinyPlan, type Answer, type Problem } from './api.js';
import { done } from './two-plans.js';

// Every route × every role × own unit, other unit, other plan. What is expected stands in these tables, and nowhere in the code.

const roles = {
  administrator: ['administrator'],
  secretariat: ['secretariat'],
  'unit officer': ['officer'],
  'unit head': ['head'],
  appraiser: ['appraiser'],
  'committee member': ['member'],
  leader: ['leader'],
  'award group': ['award'],
  auditor: ['auditor'],
  'an account without posts': ['nobody'],
  'a stranger': [],
} as const;
type RoleName = keyof typeof roles;
const everyRole = Object.keys(roles) as RoleName[];
const withPost = everyRole.filter((role) => role !== 'a stranger' && role !== 'an account without posts');
const withAccount = everyRole.filter((role) => role !== 'a stranger');

const whoMay = {
  'read plans': withPost,
  'write plans': ['administrator'],
  'look at work': withPost,
  'act on work': withPost.filter((role) => role !== 'auditor'),
  'read messages': withPost.filter((role) => role !== 'auditor'),
  'look people up': withPost,
  'move the clock': ['administrator'],
  'read the audit': ['administrator', 'auditor'],
  'see to the machine': ['administrator'],
  'manage accounts': ['administrator'],
  // The administrator here is that of one plan, and this reaches into every plan.
  'erase people': [],
  'lend posts': withPost,
  'make tokens': withPost,
  'see to oneself': withAccount,
  'sign out': withAccount,
  'see to one’s sessions': withAccount,
  'call it unasked': everyRole,
} as const satisfies Record<string, readonly RoleName[]>;
type Right = keyof typeof whoMay;

/** What a person does at a browser, and none of their programs with a token. */
const inPerson: readonly Right[] = ['lend posts', 'make tokens', 'see to one’s sessions'];

/** The decision on each route. A route that is not here fails. */
const decisions: Readonly<Record<string, Right>> = {
  'GET /health/live': 'call it unasked',
  'GET /health/ready': 'call it unasked',
  'GET /metrics': 'call it unasked',
  'GET /api/v1/problems': 'call it unasked',
  'GET /api/v1/problems/:code': 'call it unasked',
  'GET /api/v1/sandbox/clock': 'call it unasked',
  'POST /api/v1/sandbox/clock': 'move the clock',
  'GET /api/v1/sandbox/people': 'see to one’s sessions',
  'POST /api/v1/sandbox/session': 'see to one’s sessions',
  'GET /api/v1/sandbox/happenings': 'look at work',
  'POST /api/v1/session': 'call it unasked',
  'GET /api/v1/session/ways': 'call it unasked',
  'GET /api/v1/session/oidc': 'call it unasked',
  'GET /api/v1/session/oidc/callback': 'call it unasked',
  'PUT /api/v1/session/code': 'see to oneself',
  'POST /api/v1/password-resets': 'call it unasked',
  'PUT /api/v1/password-resets': 'call it unasked',
  'GET /api/v1/session': 'see to oneself',
  'DELETE /api/v1/session': 'sign out',
  'PUT /api/v1/session/password': 'see to one’s sessions',
  'POST /api/v1/session/totp': 'see to one’s sessions',
  'PUT /api/v1/session/totp': 'see to one’s sessions',
  'DELETE /api/v1/session/totp': 'see to one’s sessions',
  'GET /api/v1/sessions': 'see to one’s sessions',
  'DELETE /api/v1/sessions': 'see to one’s sessions',
  'DELETE /api/v1/sessions/:id': 'see to one’s sessions',
  'GET /api/v1/tokens': 'make tokens',
  'GET /api/v1/tokens/:id': 'make tokens',
  'POST /api/v1/tokens': 'make tokens',
  'DELETE /api/v1/tokens/:id': 'make tokens',
  'GET /api/v1/delegations': 'look people up',
  'GET /api/v1/delegations/:id': 'look people up',
  'POST /api/v1/delegations': 'lend posts',
  'DELETE /api/v1/delegations/:id': 'lend posts',
  'GET /api/v1/accounts': 'manage accounts',
  'POST /api/v1/accounts': 'manage accounts',
  'GET /api/v1/accounts/:name': 'manage accounts',
  'PATCH /api/v1/accounts/:name': 'manage accounts',
  'POST /api/v1/accounts/:name/erase': 'erase people',
  'POST /api/v1/accounts/:name/password': 'manage accounts',
  'DELETE /api/v1/accounts/:name/totp': 'manage accounts',
  'GET /api/v1/accounts/:name/sessions': 'manage accounts',
  'DELETE /api/v1/accounts/:name/sessions': 'manage accounts',
  'GET /api/v1/accounts/:name/posts': 'manage accounts',
  'POST /api/v1/accounts/:name/posts': 'manage accounts',
  'DELETE /api/v1/accounts/:name/posts/:id': 'manage accounts',
  'GET /api/v1/accounts/:name/links': 'manage accounts',
  'POST /api/v1/accounts/:name/links': 'manage accounts',
  'DELETE /api/v1/accounts/:name/links/:id': 'manage accounts',
  'GET /api/v1/imports': 'manage accounts',
  'GET /api/v1/imports/users/template': 'manage accounts',
  'POST /api/v1/imports/users': 'manage accounts',
  'GET /api/v1/imports/users/:id': 'manage accounts',
  'POST /api/v1/imports/users/:id/undo': 'manage accounts',
  'GET /api/v1/imports/units/:plan/template': 'write plans',
  'POST /api/v1/imports/units/:plan': 'write plans',
  'GET /api/v1/imports/units/:plan/:id': 'write plans',
  'POST /api/v1/imports/units/:plan/:id/undo': 'write plans',
  'GET /api/v1/audit': 'read the audit',
  'GET /api/v1/audit/export': 'read the audit',
  'GET /api/v1/operations': 'see to the machine',
  'GET /api/v1/operations/timers': 'see to the machine',
  'GET /api/v1/operations/outbox': 'see to the machine',
  'POST /api/v1/operations/outbox/:id/retry': 'see to the machine',
  'GET /api/v1/operations/quarantine': 'see to the machine',
  'POST /api/v1/operations/quarantine/:id/retry': 'see to the machine',
  'GET /api/v1/operations/errands': 'see to the machine',
  'POST /api/v1/operations/errands/:id/retry': 'see to the machine',
  'GET /api/v1/people': 'look people up',
  'GET /api/v1/units': 'look people up',
  'GET /api/v1/inbox': 'read messages',
  'GET /api/v1/inbox/:id': 'read messages',
  'POST /api/v1/inbox/:id/read': 'read messages',
  'GET /api/v1/obligations': 'look at work',
  'GET /api/v1/occurrences': 'look at work',
  'GET /api/v1/search': 'look at work',
  'POST /api/v1/occurrences/:id/reminders': 'act on work',
  'GET /api/v1/tasks': 'look at work',
  'GET /api/v1/tasks/counts': 'look at work',
  'GET /api/v1/monitoring/matrix': 'look at work',
  'GET /api/v1/monitoring/matrix/export': 'look at work',
  'GET /api/v1/monitoring/ageing': 'look at work',
  'GET /api/v1/monitoring/explanations': 'look at work',
  'GET /api/v1/monitoring/queue': 'look at work',
  'GET /api/v1/monitoring/rounds/:id': 'look at work',
  'GET /api/v1/monitoring/scores/:id': 'look at work',
  'GET /api/v1/monitoring/standing': 'look at work',
  'GET /api/v1/monitoring/standing/items': 'look at work',
  'GET /api/v1/monitoring/trend': 'look at work',
  'GET /api/v1/monitoring/year': 'look at work',
  'GET /api/v1/instances': 'look at work',
  'GET /api/v1/instances/:id': 'look at work',
  'GET /api/v1/instances/:id/timeline': 'look at work',
  'GET /api/v1/instances/:id/path': 'look at work',
  'GET /api/v1/instances/:id/working-day': 'look at work',
  'GET /api/v1/instances/:id/steps': 'look at work',
  'GET /api/v1/lifecycles': 'look at work',
  'GET /api/v1/lifecycles/:hash': 'look at work',
  'GET /api/v1/lifecycles/:hash/standing': 'look at work',
  'POST /api/v1/instances/:id/events': 'act on work',
  'GET /api/v1/instances/:id/forms': 'look at work',
  'GET /api/v1/instances/:id/forms/:form': 'look at work',
  'GET /api/v1/instances/:id/forms/:form/draft': 'act on work',
  'PUT /api/v1/instances/:id/forms/:form/draft': 'act on work',
  'DELETE /api/v1/instances/:id/forms/:form/draft': 'act on work',
  'POST /api/v1/instances/:id/forms/:form/presence': 'act on work',
  'GET /api/v1/instances/:id/forms/:form/submissions': 'look at work',
  'GET /api/v1/instances/:id/forms/:form/submissions/:version': 'look at work',
  'GET /api/v1/instances/:id/forms/:form/submissions/:version/receipt': 'look at work',
  'GET /api/v1/instances/:id/answers': 'look at work',
  'GET /api/v1/instances/:id/files': 'look at work',
  'POST /api/v1/instances/:id/files': 'act on work',
  'GET /api/v1/instances/:id/talk': 'look at work',
  'POST /api/v1/instances/:id/talk/read': 'act on work',
  'GET /api/v1/instances/:id/remarks': 'look at work',
  'POST /api/v1/instances/:id/remarks': 'act on work',
  'DELETE /api/v1/instances/:id/remarks/:remark': 'act on work',
  'PUT /api/v1/instances/:id/remarks/:remark/settled': 'act on work',
  'GET /api/v1/files/:id': 'look at work',
  'GET /api/v1/files/:id/content': 'look at work',
  'DELETE /api/v1/files/:id': 'act on work',
  'POST /api/v1/files/:id/attach': 'act on work',
  'GET /api/v1/live': 'look at work',
  'GET /api/v1/plans': 'read plans',
  'POST /api/v1/plans': 'write plans',
  'GET /api/v1/plans/:plan': 'read plans',
  'GET /api/v1/plans/:plan/clauses': 'read plans',
  'POST /api/v1/plans/:plan/versions': 'write plans',
  'GET /api/v1/plans/:plan/versions/:version/calendars/:year': 'read plans',
  'PUT /api/v1/plans/:plan/versions/:version/calendars/:year': 'write plans',
  'GET /api/v1/plans/:plan/versions/:version/working-day': 'read plans',
  'GET /api/v1/plans/:plan/versions/:version/units': 'read plans',
  'PUT /api/v1/plans/:plan/versions/:version/units/:unit': 'write plans',
  'GET /api/v1/plans/:plan/versions/:version/vocabulary': 'write plans',
  'GET /api/v1/plans/:plan/versions/:version/obligations/:obligation': 'write plans',
  'GET /api/v1/plans/:plan/versions/:version/obligations/:obligation/messages': 'read plans',
  'PUT /api/v1/plans/:plan/versions/:version/obligations/:obligation': 'write plans',
  'DELETE /api/v1/plans/:plan/versions/:version/obligations/:obligation': 'write plans',
  'POST /api/v1/plans/:plan/versions/:version/obligations/:obligation/check': 'write plans',
  'GET /api/v1/plans/:plan/versions/:version': 'read plans',
  'GET /api/v1/plans/:plan/versions/:version/preview': 'read plans',
  'POST /api/v1/plans/:plan/versions/:version/lint': 'read plans',
  'GET /api/v1/plans/:plan/versions/:version/files': 'write plans',
  'POST /api/v1/plans/:plan/compare': 'write plans',
  'POST /api/v1/plans/:plan/versions/:version/activate': 'write plans',
};

/** What each role sees of the rows below, all of plan tiny; of another plan nobody sees anything. */
const TASK = { own: 'R1/2024-H1/xa-an', other: 'R1/2024-H1/xa-binh' } as const;
const OFFICE = ['R0', 'S1', 'R0/2024-H1', 'S1/2024-H1'] as const;
const everything = [...OFFICE, TASK.own, TASK.other];
const rowsOf: Readonly<Record<RoleName, readonly string[]>> = {
  administrator: everything,
  secretariat: everything,
  'unit officer': [TASK.own],
  'unit head': [TASK.own],
  appraiser: ['R0', 'R0/2024-H1', TASK.own, TASK.other],
  'committee member': everything,
  leader: everything,
  'award group': [],
  auditor: everything,
  'an account without posts': [],
  'a stranger': [],
};

const posts: Readonly<Record<string, readonly [unit: string, seat: string, groups?: readonly string[]]>> = {
  administrator: ['van-phong', 'administrator'],
  secretariat: ['van-phong', 'officer'],
  officer: ['xa-an', 'officer'],
  head: ['xa-an', 'head'],
  appraiser: ['xa-cat', 'appraiser', ['R1']],
  member: ['ban-chi-dao', 'member'],
  leader: ['ban-chi-dao', 'leader'],
  award: ['xa-cat', 'award'],
  auditor: ['ban-chi-dao', 'auditor'],
};

const db = useDatabase();
let api: Api;
const as = (role: RoleName): Api => api.as(roles[role][0] ?? null);
async function atBrowser(role: RoleName): Promise<Api> {
  const [name] = roles[role];
  if (name === undefined) return api.as(null);
  return api.with(await giveSession(db().pool, name));
}
const carriers = { session: atBrowser, token: (role: RoleName) => Promise.resolve(as(role)) };
type Carrier = keyof typeof carriers;
type Row = { id: number; key: string; parent: { id: number | null } | null; children: unknown[] };
const ids = new Map<string, number>();
const idOf = (key: string): number => ids.get(key) ?? 0;

beforeAll(async () => {
  const app = await startApp(db().url, tinyPlan);
  await letIn(db().pool);
  api = new Api(app.url);
  done(await api.post('/plans', { files: twinPlan() }));
  done(await api.post('/plans/twin/versions/1/activate'));
  for (const [name, post] of Object.entries(posts)) await givePost(db().pool, name, ['tiny', ...post]);
  await givePost(db().pool, 'twin-officer', ['twin', 'xa-an', 'officer']);
  await giveTokens(db().pool, ['nobody', 'deputy', 'twin-an']);
  done(await api.post('/sandbox/clock', { to: '2024-05-03' }));
  for (const plan of ['tiny', 'twin']) {
    const { id } = done(await api.get<Row>(`/instances?key=${plan}/R0/2024-H1`));
    const issue = { event: 'request.issue', fields: { due: '2024-06-18' } };
    const by = plan === 'tiny' ? 'secretariat' : 'twin-an';
    done(await api.as(by).post(`/instances/${id}/events`, issue, { 'idempotency-key': 'issue' }));
  }
  done(await api.post('/sandbox/clock', { to: '2024-06-25' }));
  const { rows } = await db().pool.query<{ id: string; key: string }>('select id, key from instance');
  for (const { id, key } of rows) ids.set(key, Number(id));
}, 180_000);

type Refusal = Pick<Problem, 'status' | 'code' | 'title' | 'detail'>;
/** What was asked for is named again, as it was asked: that alone may differ. */
const refusal = ({ body: { status, code, title, detail, asked } }: Answer<Problem>): Refusal => ({
  ...{ status, code, title },
  detail: typeof asked === 'string' || typeof asked === 'number' ? detail.replace(String(asked), '…') : detail,
});
/** What would go on until the session ends says what there is, and ends. */
const brief = (path: string): string => (path.endsWith('/live') ? `${path}?wait=false` : path);
const ask = (who: Api, method: string, path: string, body: unknown = {}): Promise<Answer<Problem>> =>
  who.call<Problem>(method, brief(path), method === 'GET' ? undefined : body, { 'idempotency-key': 'matrix' });
const call = (role: RoleName, method: string, path: string, body?: unknown): Promise<Answer<Problem>> =>
  ask(as(role), method, path, body);

describe('every route', () => {
  const routes = allRoutes().map(({ method, path }) => `${method} ${path}`);

  test('has a decision here, and each decision a route', () => {
    expect([...routes].sort()).toEqual(Object.keys(decisions).sort());
  });

  test('of the API’s description is one of these', async () => {
    const { body } = await api.get<{ paths: Record<string, object> }>('/api/openapi.json');
    const described = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    expect(described.length).toBeGreaterThan(20);
    expect(described.filter((route) => !routes.includes(route))).toEqual([]);
  });

  /** Whatever is asked for is not there, or not asked for well: whoever is let in does no harm. */
  const samples: Readonly<Record<string, string>> = { version: '999', id: '999999999', code: 'none' };
  const addressOf = (path: string, plan: string): string =>
    path.replace(/:(\w+)/g, (_, name: string) => (name === 'plan' ? plan : (samples[name] ?? 'none')));

  describe.each<[plan: string, carrier: Carrier]>([
    ['tiny', 'session'],
    ['tiny', 'token'],
    ['twin', 'session'],
    ['twin', 'token'],
  ])('asked about plan %s by %s', (plan, carrier) => {
    test.each(allRoutes())('$method $path', async ({ method, path }) => {
      const right = decisions[`${method} ${path}`];
      const mine: readonly RoleName[] = right === undefined ? [] : whoMay[right];
      const answers = await Promise.all(
        everyRole.map(async (role) => {
          const answer = await ask(await carriers[carrier](role), method, addressOf(path, plan));
          return [role, verdict(answer)] as const;
        }),
      );
      const isElsewhere = path.includes(':plan') && plan !== 'tiny';
      const isForPeople = carrier === 'token' && right !== undefined && inPerson.includes(right);
      const expected = everyRole.map((role) => {
        if (mine.includes(role) && !isElsewhere && !isForPeople) return [role, 'let in'];
        return [role, role === 'a stranger' ? 'not signed in' : 'not allowed'];
      });
      expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(expected));
    });
  });

  function verdict({ status, body }: Answer<Problem>): string {
    if (status === 401 && body.code === 'not-signed-in') return 'not signed in';
    return status === 403 && body.code === 'not-allowed' ? 'not allowed' : 'let in';
  }
});

describe('every row', () => {
  const samples = [
    ...everything.map((row) => ['tiny', row] as const),
    ...everything.map((row) => ['twin', row] as const),
  ];

  test.each(everyRole)('in the lists of %s is one that they see', async (role) => {
    const found = await Promise.all(
      ['obligations', 'occurrences', 'tasks'].map((list) =>
        as(role).get<{ items?: Row[]; next: string | null }>(`/${list}`),
      ),
    );
    const keys = found.flatMap(({ body: { items = [] } }) => items.map(({ key }) => key));
    expect(keys.sort()).toEqual(rowsOf[role].map((row) => `tiny/${row}`).sort());
    expect(found.filter(({ body }) => typeof body.next === 'string')).toEqual([]);
  });

  /** How each route that leads to one instance is asked. */
  const ways: Readonly<Record<string, (key: string) => readonly [method: string, path: string]>> = {
    'GET /api/v1/instances': (key: string) => ['GET', `/instances?key=${key}`],
    'GET /api/v1/instances/:id': (key: string) => ['GET', `/instances/${idOf(key)}`],
    'GET /api/v1/instances/:id/timeline': (key: string) => ['GET', `/instances/${idOf(key)}/timeline`],
    'GET /api/v1/instances/:id/path': (key: string) => ['GET', `/instances/${idOf(key)}/path`],
    'GET /api/v1/instances/:id/steps': (key: string) => ['GET', `/instances/${idOf(key)}/steps`],
    'GET /api/v1/instances/:id/working-day': (key: string) => [
      'GET',
      `/instances/${idOf(key)}/working-day?from=2024-05-02&workingDays=3`,
    ],
    'POST /api/v1/instances/:id/events': (key: string) => ['POST', `/instances/${idOf(key)}/events`],
    'GET /api/v1/instances/:id/forms': (key: string) => ['GET', `/instances/${idOf(key)}/forms`],
    'GET /api/v1/instances/:id/talk': (key: string) => ['GET', `/instances/${idOf(key)}/talk`],
    'GET /api/v1/instances/:id/files': (key: string) => ['GET', `/instances/${idOf(key)}/files`],
    'POST /api/v1/instances/:id/files': (key: string) => ['POST', `/instances/${idOf(key)}/files`],
  };
  const nowhere = { 'GET /api/v1/instances': '/instances?key=tiny/X9/2024-H1' } as Readonly<Record<string, string>>;

  test('that a route leads to by its id is among those asked here, or has a test of its own', () => {
    const byId = Object.keys(decisions).filter((route) => route.includes('/:id'));
    const own = [
      'DELETE /api/v1/sessions/:id',
      'GET /api/v1/tokens/:id',
      'DELETE /api/v1/tokens/:id',
      'GET /api/v1/delegations/:id',
      'DELETE /api/v1/delegations/:id',
      'DELETE /api/v1/accounts/:name/posts/:id',
      'DELETE /api/v1/accounts/:name/links/:id',
      // forms.e2e.spec.ts
      'GET /api/v1/instances/:id/forms/:form',
      'GET /api/v1/instances/:id/forms/:form/draft',
      'PUT /api/v1/instances/:id/forms/:form/draft',
      'DELETE /api/v1/instances/:id/forms/:form/draft',
      'POST /api/v1/instances/:id/forms/:form/presence',
      'GET /api/v1/instances/:id/forms/:form/submissions',
      'GET /api/v1/instances/:id/forms/:form/submissions/:version',
      'GET /api/v1/instances/:id/forms/:form/submissions/:version/receipt',
      'GET /api/v1/instances/:id/answers',
      // talk.e2e.spec.ts
      'POST /api/v1/instances/:id/talk/read',
      'GET /api/v1/instances/:id/remarks',
      'POST /api/v1/instances/:id/remarks',
      'DELETE /api/v1/instances/:id/remarks/:remark',
      'PUT /api/v1/instances/:id/remarks/:remark/settled',
      // reminders.e2e.spec.ts, files.e2e.spec.ts
      'GET /api/v1/monitoring/rounds/:id',
      'GET /api/v1/monitoring/scores/:id',
      'POST /api/v1/occurrences/:id/reminders',
      'GET /api/v1/files/:id',
      'GET /api/v1/files/:id/content',
      'DELETE /api/v1/files/:id',
      'POST /api/v1/files/:id/attach',
      'GET /api/v1/inbox/:id',
      'GET /api/v1/imports/users/:id',
      'POST /api/v1/imports/users/:id/undo',
      'GET /api/v1/imports/units/:plan/:id',
      'POST /api/v1/imports/units/:plan/:id/undo',
      'POST /api/v1/inbox/:id/read',
      'POST /api/v1/operations/outbox/:id/retry',
      'POST /api/v1/operations/quarantine/:id/retry',
      'POST /api/v1/operations/errands/:id/retry',
    ];
    expect(byId.filter((route) => !(route in ways) && !own.includes(route))).toEqual([]);
  });

  describe.each(Object.entries(ways))('%s', (route, way) => {
    const body = { event: 'report.return', fields: {}, body: 'Thiếu phụ lục' };
    test.each(everyRole)('for %s', async (role) => {
      const right = decisions[route];
      const mayAsk = right !== undefined && (whoMay[right] as readonly RoleName[]).includes(role);
      if (!mayAsk) return expect((await call(role, ...way('tiny/R0'), body)).status).not.toBe(200);
      const [method] = way('');
      const nothing = await call(role, method, nowhere[route] ?? way('x')[1].replace('/0', '/987654321'), body);
      expect(refusal(nothing)).toMatchObject({ status: 404, code: 'not-found' });
      for (const [plan, row] of samples) {
        const answer = await call(role, ...way(`${plan}/${row}`), body);
        const isTheirs = plan === 'tiny' && rowsOf[role].includes(row);
        // What is not theirs is not there: the very same answer, whatever else is wrong with the request.
        if (isTheirs) expect([plan, row, answer.status]).not.toEqual([plan, row, 404]);
        else expect([plan, row, refusal(answer)]).toEqual([plan, row, refusal(nothing)]);
      }
      return undefined;
    });
  });
});
