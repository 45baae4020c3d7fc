import { ADMIN, givePost } from '../support/accounts.js';
import { run } from '../support/app.js';
import { useDatabase } from '../support/postgres.js';
import { startApp, type App } from '../support/app.js';
import { Api, letIn, tinyPlan, type Answer, type Problem } from './api.js';

// Whoever administers everything: one of them stays, whoever wants what.
const db = useDatabase();
let app: App;
let api: Api;
const OTHER = 'quan-tri-2';
beforeAll(async () => {
  app = await startApp(db().url, tinyPlan);
  await letIn(db().pool);
  api = new Api(app.url);
}, 180_000);
afterAll(() => app.stop());
afterEach(async () => {
  await db().pool.query('update account set disabled_at = null where name = any($1)', [[ADMIN, OTHER]]);
  await db().pool.query(`delete from holding where plan = '*'`);
  await givePost(db().pool, ADMIN, ['*', '*', 'administrator']);
});

type Post = { readonly id: number; readonly plan: string };
const take = async (by: string, name: string): Promise<Answer<Problem>> => {
  const { rows } = await db().pool.query<Post>(
    `select h.id::int as id from holding h join account a on a.id = h.account_id where a.name = $1 and plan = '*'`,
    [name],
  );
  return api.as(by).delete<Problem>(`/accounts/${name}/posts/${rows[0]?.id}`);
};
const disable = async (by: string, name: string): Promise<Answer<Problem>> => {
  const { rows } = await db().pool.query<{ version: number }>('select version from account where name = $1', [name]);
  return api.as(by).patch<Problem>(`/accounts/${name}`, { disabled: true }, { 'if-match': `"${rows[0]?.version}"` });
};
const erase = (by: string, name: string): Promise<Answer<Problem>> =>
  api.as(by).post<Problem>(`/accounts/${name}/erase`, { reason: 'Nghị định 13/2023/NĐ-CP' });
const refused = { status: 409, body: { code: 'last-administrator', title: 'Quản trị viên cuối cùng' } };

test('the last one loses neither the post nor the account', async () => {
  for (const way of [take, disable, erase]) expect(await way(ADMIN, ADMIN)).toMatchObject(refused);
  expect((await api.get('/accounts')).status).toBe(200);
  const { rows } = await db().pool.query(
    `select from audit_entry where subject = $1 and actor = $1 and kind in ('post-changed', 'account-changed')`,
    [ADMIN],
  );
  expect(rows).toEqual([]);
});

test('nor by the command line, which says so', async () => {
  for (const command of [
    ['user', 'disable', ADMIN],
    ['user', 'post', 'remove', ADMIN, '*', '*', 'administrator'],
  ]) {
    const running = run(['scripts/dung-han.mjs', ...command], { env: { DATABASE_URL: db().url } });
    expect((await running.ended).code).not.toBe(0);
    expect(running.output()).toMatch(/quản trị viên toàn hệ thống cuối cùng/);
  }
  expect((await api.get('/accounts')).status).toBe(200);
});

test('with another one anything goes; whose post is over, or who is disabled, is no other one', async () => {
  await givePost(db().pool, OTHER, ['*', '*', 'administrator']);
  await db().pool.query(
    `update holding set to_day = '2020-01-01' from account a where a.id = account_id and a.name = $1`,
    [OTHER],
  );
  expect(await take(ADMIN, ADMIN)).toMatchObject(refused);
  await db().pool.query(`update holding set to_day = null`);
  await db().pool.query('update account set disabled_at = now() where name = $1', [OTHER]);
  expect(await take(ADMIN, ADMIN)).toMatchObject(refused);
  await db().pool.query('update account set disabled_at = null where name = $1', [OTHER]);
  expect((await take(ADMIN, ADMIN)).status).toBe(204);
  expect(await disable(OTHER, OTHER)).toMatchObject(refused);
});

test('where nobody administers everything, other accounts can be disabled as ever', async () => {
  await db().pool.query(`delete from holding where plan = '*'`);
  expect((await disable('an', 'dung')).status).toBe(200);
});

test.each([
  ['each leaves', [take, ADMIN], [take, OTHER]],
  ['each disables the other', [disable, OTHER], [disable, ADMIN]],
  ['one leaves while the other is disabled', [take, ADMIN], [disable, OTHER]],
] as const)('two at once, when %s: one is refused', async (_, [one, ofOne], [other, ofOther]) => {
  for (let round = 0; round < 5; round += 1) {
    await givePost(db().pool, OTHER, ['*', '*', 'administrator']);
    const answers = await Promise.all([one(ADMIN, ofOne), other(OTHER, ofOther)]);
    const { rows } = await db().pool.query<{ n: number }>(
      `select count(distinct a.id)::int as n from holding h join account a on a.id = h.account_id where h.plan = '*' and a.disabled_at is null`,
    );
    expect([rows[0]?.n, answers.filter(({ status }) => status < 300).length]).toEqual([1, 1]);
    await db().pool.query('update account set disabled_at = null where name = any($1)', [[ADMIN, OTHER]]);
    await db().pool.query(`delete from holding where plan = '*'`);
    await givePost(db().pool, ADMIN, ['*', '*', 'administrator']);
  }
});

test('the first of them is in the trail, with the account and the post', async () => {
  const { rows } = await db().pool.query(
    `select kind, actor, subject from audit_entry where subject = $1 and actor is null order by seq`,
    [ADMIN],
  );
  expect(rows).toEqual(['account-changed', 'post-changed'].map((kind) => ({ kind, actor: null, subject: ADMIN })));
});
