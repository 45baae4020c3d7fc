import { givePost } from '../support/accounts.js';
import { givePassword } from '../support/browser-session.js';
import { describePages, useBrowser } from '../support/browser.js';
import { useApp } from '../http/api.js';
import { done } from '../http/two-plans.js';

// A day of the people of a reporting unit: an officer who writes, a head who signs.
const app = useApp({});
const visit = useBrowser();
const PLAN = '19-kh-bcd';
const UNIT = 'huyen-uy-go-dau';

type Item = { readonly id: number };
const at = async (key: string): Promise<number> =>
  done(
    await app()
      .as('tu')
      .get<Item>(`/instances?key=${encodeURIComponent(key)}`),
  ).id;
let keys = 0;
const send = async (who: string, id: number, event: object): Promise<unknown> =>
  done(
    await app()
      .as(who)
      .post(`/instances/${id}/events`, event, { 'idempotency-key': `key-${(keys += 1)}` }),
  );

let task: number;
let round: number;

beforeAll(async () => {
  const posts = [
    ['lan', UNIT, 'officer'],
    ['mai', UNIT, 'head'],
    ['tu', 'co-quan-thuong-truc', 'officer'],
    ['sau', 'co-quan-thuong-truc', 'head'],
  ] as const;
  for (const [who, unit, seat] of posts) {
    await givePost(app().pool, who, [PLAN, unit, seat]);
    await givePassword(app().pool, who);
  }
  done(await app().post('/sandbox/clock', { to: '2023-05-08' }));
  round = await at(`${PLAN}/R0-H/2023-H1`);
  await send('tu', round, { event: 'request.present' });
  await send('sau', round, { event: 'request.sign' });
  await send('tu', round, {
    event: 'request.issue',
    fields: { number: '12-CV/BCĐ', dated: '2023-05-08', 'cut-off': '2023-06-14', due: '2023-06-20' },
  });
  done(await app().post('/sandbox/clock', { to: '2023-05-09' }));
  task = await at(`${PLAN}/R1/2023-H1/${UNIT}`);
}, 180_000);

describePages('a task', () => {
  test.each([
    ['vi', 'desk', 'light'],
    ['vi', 'phone', 'dark'],
    ['en', 'desk', 'dark'],
    ['en', 'phone', 'light'],
  ] as const)('in %s at a %s, in the %s', async (language, width, scheme) => {
    const visitor = await visit(app().url, { language, width, scheme });
    await visitor.signIn('lan');
    await visitor.goto(`/viec/${task}`);
    await visitor.page.getByRole('heading', { level: 2 }).first().waitFor();
    await visitor.picture(`task-${language}-${width}-${scheme}`);
    expect(await visitor.barriers()).toEqual([]);
    expect(await visitor.overflows()).toBe(false);
    expect(visitor.amiss).toEqual([]);
  });

  test('the receipt is confirmed with one button, and the secretariat sees what it may do', async () => {
    const visitor = await visit(app().url);
    const { page } = visitor;
    await visitor.signIn('lan');
    await visitor.goto(`/viec/${task}`);
    await page.getByRole('button', { name: 'Xác nhận đã nhận' }).click();
    await visitor.picture('receipt-dialog');
    expect(await visitor.barriers()).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Xác nhận đã nhận' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Trình lãnh đạo đơn vị' }).waitFor();
    await visitor.picture('receipt-confirmed');
    const other = await visit(app().url);
    await other.signIn('tu');
    await other.goto(`/viec/${task}`);
    await other.page.getByRole('button', { name: /Thao tác|Việc khác/ }).click();
    await other.picture('secretary-menu');
    await other.page.getByRole('menuitem', { name: 'Gia hạn' }).click();
    await other.page.getByRole('dialog').waitFor();
    await other.picture('extend-dialog');
    expect(await other.barriers()).toEqual([]);
    await other.goto(`/viec/${round}`);
    await other.page.getByRole('table').waitFor();
    await other.picture('round');
    expect(await other.barriers()).toEqual([]);
    expect([...visitor.amiss, ...other.amiss]).toEqual([]);
  });
});
