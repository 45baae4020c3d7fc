import { givePassword, PASSWORD } from '../support/browser-session.js';
import { describePages, useBrowser } from '../support/browser.js';
import { codeOf } from '../support/authenticator.js';
import { until } from '../support/until.js';
import { tinyPlan, useApp } from '../http/api.js';

const app = useApp(tinyPlan);
const visit = useBrowser();

const looks = [
  ['vi', 'desk', 'light'],
  ['en', 'phone', 'dark'],
] as const;

describePages('the inbox', () => {
  beforeAll(async () => {
    for (const name of ['an', 'dung', 'em']) await givePassword(app().pool, name);
    await app().post('/sandbox/clock', { to: '2024-06-03' });
    await until('a message', async () => {
      const { body } = await app().as('an').get<{ items: unknown[] }>('/inbox?unit=van-phong');
      return body.items.length > 0;
    });
  });

  test.each(looks)('in %s at a %s, in the %s', async (language, width, scheme) => {
    const visitor = await visit(app().url, { language, width, scheme });
    const { page } = visitor;
    await visitor.signIn('an');
    await visitor.goto('/hop-thu');
    const first = page.locator('main li a').first();
    await first.waitFor();
    await visitor.picture(`inbox-${language}-${width}-${scheme}`);
    expect(await visitor.barriers()).toEqual([]);
    expect(await visitor.overflows()).toBe(false);
    await first.click();
    await page.waitForURL('**/hop-thu/*');
    await page.locator('main article').waitFor();
    await visitor.picture(`message-${language}-${width}-${scheme}`);
    // Who cannot see hears where the page begins.
    expect(await page.locator('h1:focus').count()).toBe(1);
    expect(await visitor.barriers()).toEqual([]);
    expect(await visitor.overflows()).toBe(false);
    expect(visitor.amiss).toEqual([]);
  });

  test('looking at a message is not reading it; saying so takes it from those that nobody has read', async () => {
    const visitor = await visit(app().url);
    const { page } = visitor;
    await visitor.signIn('an');
    await visitor.goto('/hop-thu?unread=true');
    const unread = page.locator('main li a');
    await unread.first().waitFor();
    const many = await unread.count();
    await unread.first().click();
    await page.getByRole('button', { name: 'Đánh dấu đã đọc' }).click();
    await page.getByText(/^Đã đọc \d\d\/\d\d\/\d{4}/).waitFor();
    await page.getByRole('link', { name: 'Hộp thư' }).first().click();
    await page.getByText('Chưa đọc', { exact: true }).click();
    await until('one less', async () => (await unread.count()) === many - 1);
  });

  test('a message that is not there, or not for me, is told as nothing', async () => {
    const visitor = await visit(app().url);
    await visitor.signIn('an');
    await visitor.goto('/hop-thu/999999');
    await visitor.page.getByRole('alert').waitFor();
    await visitor.picture('message-missing');
    expect(await visitor.barriers()).toEqual([]);
  });
});

describePages("one's own page", () => {
  test.each(looks)('in %s at a %s, in the %s', async (language, width, scheme) => {
    const visitor = await visit(app().url, { language, width, scheme });
    await visitor.signIn('em');
    await visitor.goto('/ca-nhan');
    await visitor.page.locator('table').first().waitFor();
    await visitor.picture(`own-${language}-${width}-${scheme}`);
    expect(await visitor.barriers()).toEqual([]);
    expect(await visitor.overflows()).toBe(false);
    expect(visitor.amiss).toEqual([]);
  });

  test('a session that is over is signed in again over the page: what was typed is sent, once', async () => {
    const visitor = await visit(app().url);
    const { page } = visitor;
    await visitor.signIn('dung');
    await visitor.goto('/ca-nhan');
    await page.getByRole('button', { name: 'Mã truy cập mới' }).click();
    await page.getByLabel('Tên', { exact: false }).first().fill('bảng theo dõi');
    await app().pool.query(
      `update session set expires_at = now() where account_id = (select id from account where name = 'dung')`,
    );
    await page.getByRole('button', { name: 'Tạo mã' }).click();
    const dialog = page.getByRole('dialog', { name: 'Phiên làm việc đã hết' });
    await dialog.waitFor();
    await visitor.picture('session-over');
    expect(await visitor.barriers()).toEqual([]);
    await dialog.locator('input[name=password]').fill(PASSWORD);
    await dialog.locator('button[type=submit]').click();
    await page.getByText('Mã chỉ hiện lần này').waitFor();
    await visitor.picture('token-made');
    const { rows } = await app().pool.query(`select from api_token where name = 'bảng theo dõi'`);
    expect(rows).toHaveLength(1);
    expect(visitor.amiss).toEqual([]);
  });

  test('a lost connection is told, and what was sent meanwhile is sent again when it is back', async () => {
    const visitor = await visit(app().url, { width: 'phone' });
    const { page } = visitor;
    await visitor.signIn('dung');
    await visitor.goto('/ca-nhan');
    await page.getByRole('button', { name: 'Mã truy cập mới' }).click();
    await page.getByLabel('Tên', { exact: false }).first().fill('khi mất mạng');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Tạo mã' }).click();
    await page.getByText('Mất kết nối với máy chủ').waitFor();
    await visitor.picture('offline');
    await page.context().setOffline(false);
    await page.getByText('Mã chỉ hiện lần này').waitFor();
    await page.getByText('Mất kết nối với máy chủ').waitFor({ state: 'detached' });
  });

  test('an authenticator is set up by its code, and asked for from then on', async () => {
    const visitor = await visit(app().url);
    const { page } = visitor;
    await visitor.signIn('em');
    await visitor.goto('/ca-nhan');
    await page.getByRole('button', { name: 'Thiết lập' }).click();
    await page.getByRole('img', { name: /Mã QR/ }).waitFor();
    await visitor.picture('authenticator');
    expect(await visitor.barriers()).toEqual([]);
    const secret = (await page.locator('main code').textContent()) ?? '';
    await page.getByLabel('Mã xác thực').fill(codeOf(secret));
    await page.getByRole('button', { name: 'Xác nhận' }).click();
    await page.getByText('Đang dùng').waitFor();
    const again = await visit(app().url);
    await again.goto('/dang-nhap');
    await again.page.locator('input[name=name]').fill('em');
    await again.page.locator('input[name=password]').fill(PASSWORD);
    await again.page.locator('button[type=submit]').click();
    await again.page.locator('input[name=code]').waitFor();
    await again.picture('code-asked');
    expect(await again.barriers()).toEqual([]);
  });

  test('a post is lent for some days and taken back', async () => {
    const visitor = await visit(app().url);
    const { page } = visitor;
    await visitor.signIn('dung');
    await visitor.goto('/ca-nhan');
    await page.getByRole('button', { name: 'Ủy quyền' }).click();
    const dialog = page.getByRole('dialog', { name: 'Ủy quyền' });
    await dialog.getByLabel('Người làm thay').click();
    await page.getByRole('option', { name: /Võ Thị Em/ }).click();
    await dialog.getByLabel('Từ ngày').fill('03/06/2024');
    await dialog.getByLabel('Đến hết ngày').fill('07/06/2024');
    await dialog.getByLabel('Lý do').fill('Nghỉ phép');
    await visitor.picture('lend');
    await dialog.getByRole('button', { name: 'Ủy quyền' }).click();
    await page.getByText('03/06/2024 – 07/06/2024').waitFor();
    await page.getByRole('button', { name: 'Thu lại' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Thu lại' }).click();
    await page.getByText('Hiện không có ủy quyền nào').waitFor();
    expect(visitor.amiss).toEqual([]);
  });
});
