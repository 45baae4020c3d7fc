import { startApp } from '../support/app.js';
import { useDatabase } from '../support/postgres.js';
import { startProxy, type Proxy } from '../support/proxy.js';
import { Statements } from '../support/statements.js';
import { until } from '../support/until.js';
import { Api, tinyPlan } from './api.js';
import { done, liveTwoPlans, restrictedTwin } from './two-plans.js';

// What is hidden is answered by the same way as what never was: the same statements, so that no time tells them apart.
const db = useDatabase();
const statements = new Statements();
let proxy: Proxy;
let api: Api;
let hidden: { readonly task: number; readonly open: number; readonly message: number };

beforeAll(async () => {
  const all = await startApp(db().url, tinyPlan);
  const first = new Api(all.url);
  await liveTwoPlans(first, db().pool);
  done(await first.post('/plans', { files: restrictedTwin((text) => text.replace('A sample plan', 'Next year')) }));
  const idOf = async (key: string): Promise<number> =>
    done(await first.as(`${key.split('/')[0]}-leader`).get<{ id: number }>(`/instances?key=${key}`)).id;
  // Messages are delivered after what they tell of.
  const message = await until('a message to the office', async () => {
    const { rows } = await db().pool.query<{ id: number }>(
      `select id::int as id from inbox_message where unit = 'van-phong' limit 1`,
    );
    return rows[0]?.id;
  });
  hidden = {
    task: await idOf('twin/R1/2024-H1/xa-binh'),
    open: await idOf('tiny/R1/2024-H1/xa-binh'),
    message,
  };
  await all.stop();
  // Only what serves requests: nothing else asks the database meanwhile.
  proxy = await startProxy(db().url, undefined, (line, said) => statements.said(line, said));
  api = new Api((await startApp(proxy.url, { ...tinyPlan, ROLE: 'api' })).url);
}, 180_000);
afterAll(() => proxy?.close());

type Ask = readonly [method: string, path: (id: number) => string, body?: object];

const never = 987_654;

let keys = 0;
async function costs(who: string, [method, path, body]: Ask, id: number): Promise<readonly [number, number]> {
  statements.taken();
  const key = { 'idempotency-key': `way-${(keys += 1)}` };
  const { status } = await api.as(who).call(method, path(id), body, key);
  return [status, statements.taken()];
}

const look: Ask = ['GET', (id) => `/instances/${id}`];
const timeline: Ask = ['GET', (id) => `/instances/${id}/timeline`];
const event: Ask = ['POST', (id) => `/instances/${id}/events`, { event: 'report.submit' }];
const read: Ask = ['POST', (id) => `/inbox/${id}/read`];
const version: Ask = ['GET', (id) => `/plans/twin/versions/${id}`];

test.each<[string, string, string, Ask, () => number]>([
  ['an officer', 'tiny-officer', 'an instance', look, () => hidden.open],
  ['an officer', 'tiny-officer', 'its history', timeline, () => hidden.open],
  ['an officer', 'tiny-officer', 'an event to be taken', event, () => hidden.open],
  ['an officer', 'tiny-officer', 'a message to be marked as read', read, () => hidden.message],
  ['an officer of another plan', 'tiny-officer', 'an instance', look, () => hidden.task],
  ['a member, of what is restricted', 'twin-member', 'an instance', look, () => hidden.task],
  ['a member, of what is restricted', 'twin-member', 'its history', timeline, () => hidden.task],
  ['a member, of what is restricted', 'twin-member', 'an event to be taken', event, () => hidden.task],
  ['an administrator, of what is restricted', 'quan-tri', 'an instance', look, () => hidden.task],
  ['a leader, of a draft', 'twin-leader', 'a version of a plan', version, () => 2],
])('%s (%s) asks for %s', async (_, who, __, ask, id) => {
  await costs(who, ask, never);
  const missing = await costs(who, ask, never + 1);
  expect(missing[1]).toBeGreaterThan(0);
  expect(await costs(who, ask, id())).toEqual(missing);
});
