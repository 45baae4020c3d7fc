import { join } from 'node:path';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { Api, tinyPlan } from '../http/api.js';
import { liveTwoPlans, restrictedTwin } from '../http/two-plans.js';
import { ADMIN, bearer, giveTokens } from '../support/accounts.js';
import { checkout, startApp, type App } from '../support/app.js';
import { giveSession } from '../support/browser-session.js';
import { count } from '../support/count.js';
import { useDatabase } from '../support/postgres.js';
import { startSmtp } from '../support/smtp.js';
import { until } from '../support/until.js';
import { Answers } from './answers.js';
import { anyCall, type Call, type Document } from './calls.js';
import type { Known } from './values.js';

// Requests made from the API's own document, right ones and wrong ones, by many people at once: none breaks the server, none
// hangs, nothing is kept in memory, and nobody is told what is not theirs.
const TOTAL = count(2_000, 24_000);
/** So many are made at a time, and so many asked at once. */
const PORTION = 200;
const LANES = 6;
/** A limit against hanging, however busy the machine; it measures nothing. */
const PATIENCE = 120_000;
const SEED = 19;
jest.setTimeout(count(600_000, 3_600_000));

/** Words that stand in one place each, and who may read them there. */
const secrets: Readonly<Record<string, readonly string[]>> = {
  'bí mật của xã Bình 7c1f': [ADMIN, 'tiny-other', 'tiny-secretariat', 'tiny-appraiser', 'tiny-auditor'],
  'điểm chưa công bố 5e2a': ['twin-leader'],
  '48.715203': ['twin-leader'],
  'kế hoạch nháp 9b3d': [ADMIN],
  'thu-kin-4d8e@example.test': [ADMIN],
};
/** What nobody is ever told. */
const never = ['$argon2', 'dht_test-', 'dhs_test-', 'node_modules', 'at Object.', 'select '];
const callers = [
  ...[ADMIN, ADMIN, ADMIN, 'tiny-secretariat', 'tiny-officer', 'tiny-other', 'tiny-appraiser', 'tiny-auditor'],
  ...['twin-officer', 'twin-member', 'twin-leader', 'nobody', null],
];

const db = useDatabase();
let app: App;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
let document: Document;
let answers: Answers;
let known: Known;

beforeAll(async () => {
  const preload = join(checkout, 'test', 'support', 'heap-on-signal.mjs');
  smtp = await startSmtp();
  app = await startApp(db().url, {
    ...tinyPlan,
    NODE_OPTIONS: `--expose-gc --import ${preload}`,
    PUBLIC_URL: 'http://127.0.0.1',
    SMTP_URL: smtp.url,
    MAIL_FROM: 'dung-han@example.test',
  });
  const api = new Api(app.url);
  const [ofBinh, unpublished, points, draft, mail] = Object.keys(secrets);
  await liveTwoPlans(api, db().pool, { tiny: ofBinh, twin: unpublished, points: Number(points) });
  const files = restrictedTwin((text) =>
    text.replace('plan: twin', 'plan: nhap').replace('A sample plan', draft ?? ''),
  );
  const drafted = Object.entries(files).map(([file, text]) => [file.replace('plans/twin/', 'plans/nhap/'), text]);
  expect((await api.post('/plans', { files: Object.fromEntries(drafted) as object })).status).toBe(201);
  const victims = ['nan-nhan-1', 'nan-nhan-2', 'nan-nhan-3'];
  await giveTokens(db().pool, ['nobody', ...victims]);
  await db().pool.query(`update account set email = $1 where name = $2`, [mail, victims[0]]);
  document = (await api.get<Document>('/api/openapi.json')).body;
  answers = new Answers(document);
  known = await world(victims);
}, 180_000);
afterAll(() => smtp?.stop());

/** What there is to name: everything that a route can be asked for. Callers themselves are let alone. */
async function world(victims: readonly string[]): Promise<Known> {
  const { rows } = await db().pool.query<{ id: string; key: string }>('select id, key from instance order by id');
  const cursors = await Promise.all(
    ['/tasks?limit=1', '/people?limit=1', '/audit?limit=1'].map(
      async (list) => (await new Api(app.url).get<{ next: string }>(list)).body.next,
    ),
  );
  const days = ['2024-06-25', '2024-06-26', '2024-07-01', '2024-07-10T08:00:00+07:00', '2023-01-01'];
  return {
    id: [...rows.map(({ id }) => Number(id)), 1, 2, 3, 999_999],
    key: rows.map(({ key }) => key),
    parent: rows.map(({ id }) => Number(id)),
    name: victims,
    plan: ['tiny', 'twin'],
    version: [1, 2],
    unit: ['xa-an', 'xa-binh', 'van-phong', 'ban-chi-dao'],
    seat: ['officer', 'head', 'member', 'leader'],
    obligation: ['R0', 'R1', 'S1'],
    period: ['2024-H1', '2024-H2'],
    event: ['report.submit', 'report.return', 'report.accept', 'deadline.extend', 'request.issue', 'round.close'],
    code: ['not-found', 'not-allowed'],
    cursor: cursors,
    to: days,
    from: days,
    onBehalfOf: ['tiny-other', 'dung'],
    files: [restrictedTwin()],
  };
}

type Seen = { readonly status: number; readonly type: string; readonly text: string };
async function ask({ who, by, method, path, headers, body }: Call): Promise<Seen> {
  const own = who === null ? {} : by === 'token' ? bearer(who) : await giveSession(db().pool, who);
  const response = await fetch(`${app.url}${path}`, {
    method,
    headers: { ...own, ...headers },
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE),
    ...(body !== undefined && { body }),
  });
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, type, text: await response.text() };
}

/** Why this answer must not be; undefined when it may. */
function faultIn({ who, route, path, body = '' }: Call, { status, type, text }: Seen): string | undefined {
  if (status >= 500) return `${status}`;
  const stumble = isOutside(path) ? undefined : answers.stumble(route, status, type, text);
  if (stumble !== undefined) return stumble;
  const told = Object.entries(secrets).find(([secret, may]) => text.includes(secret) && !may.includes(who ?? ''));
  if (told) return `tells ${told[0]}`;
  return never.find((word) => text.includes(word) && !body.includes(word) && !path.includes(encodeURIComponent(word)));
}
/** An address that is no longer that of the route: a place was left empty, or is not decodable. */
const isOutside = (path: string): boolean => /\/\/|\/$|\/\?|%(?![0-9a-f]{2})|\/\.{1,2}(?:\/|$|\?)/i.test(path);

async function alive(): Promise<number> {
  const said = () => [...app.output().matchAll(/\{"alive":(\d+)\}/g)].map(([, bytes]) => Number(bytes));
  const before = said().length;
  app.send('SIGUSR2');
  return until('what is alive', () => said()[before]);
}

test(`${TOTAL} requests made from the document: none breaks the server, hangs, stays in memory or tells what is another's`, async () => {
  const any = anyCall(document, known, callers);
  // Made in portions: while requests are made, nobody here listens to the server.
  const portions = (from: number, to: number): number[] =>
    Array.from({ length: Math.ceil((to - from) / PORTION) }, (_, n) => from + n * PORTION);
  const faults: object[] = [];
  const statuses = new Map<number, number>();
  const routes = new Set<string>();
  const wellAnswered = new Set<string>();
  const play = async (part: readonly Call[]): Promise<void> => {
    const waiting = [...part];
    const lane = async (): Promise<void> => {
      for (let call = waiting.pop(); call; call = waiting.pop()) {
        const seen = await ask(call).catch((error: unknown) => ({ status: 599, type: '', text: inspect(error) }));
        const fault = faultIn(call, seen);
        if (fault !== undefined) faults.push({ fault, call, text: seen.text.slice(0, 500) });
        statuses.set(seen.status, (statuses.get(seen.status) ?? 0) + 1);
        routes.add(call.route);
        if (seen.status < 400) wellAnswered.add(call.route);
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  };
  const played = async (from: number, to: number): Promise<void> => {
    for (const start of portions(from, to))
      await play(fc.sample(any, { numRuns: Math.min(PORTION, to - start), seed: SEED + start }));
  };
  const third = Math.ceil(TOTAL / 3);
  await played(0, third);
  const early = await alive();
  await played(third, TOTAL);
  const late = await alive();

  expect(faults).toEqual([]);
  // Every route was asked, and most of them rightly: a run of refusals alone would show nothing.
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((m) => `${m} ${path}`),
  );
  expect(all.filter((route) => !routes.has(route))).toEqual([]);
  expect(wellAnswered.size / all.length).toBeGreaterThan(0.5);
  expect((statuses.get(200) ?? 0) / TOTAL).toBeGreaterThan(0.1);
  expect(late).toBeLessThan(early * 1.1 + 4 * 2 ** 20);
  expect((await new Api(app.url).get('/health/ready')).status).toBe(200);
});
