import { givePassword, PASSWORD } from '../support/browser-session.js';
import { describePages, useBrowser } from '../support/browser.js';
import { tinyPlan, useApp } from '../http/api.js';

const app = useApp(tinyPlan);
const visit = useBrowser();

/** What has come over the line for scripts, as it was packed; texts come as scripts too. */
const scriptBytes = `performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js'))
  .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)`;

describePages('signing in', () => {
  beforeAll(async () => {
    for (const name of ['an', 'ba']) await givePassword(app().pool, name);
  });

  test.each([
    ['vi', 'desk', 'light'],
    ['en', 'phone', 'dark'],
  ] as const)('in %s at a %s, in the %s', async (language, width, scheme) => {
    const visitor = await visit(app().url, { language, width, scheme });
    const { page } = visitor;
    await visitor.goto('/');
    expect(new URL(page.url()).pathname).toBe('/dang-nhap');
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    expect(await page.locator('h1').textContent()).toBe(language === 'vi' ? 'Đăng nhập' : 'Sign in');
    // Small, and yet all of it was counted.
    const bytes = await page.evaluate<number>(scriptBytes);
    expect(bytes).toBeLessThanOrEqual(200_000);
    expect(bytes).toBeGreaterThan(100_000);
    await visitor.picture(`sign-in-${language}-${width}-${scheme}`);
    expect(await visitor.barriers()).toEqual([]);
    expect(await visitor.overflows()).toBe(false);
    await visitor.signIn('an');
    await visitor.picture(`first-page-${language}-${width}-${scheme}`);
    expect(await visitor.barriers()).toEqual([]);
    expect(await visitor.overflows()).toBe(false);
    expect(visitor.amiss).toEqual([]);
  });

  test('a wrong password is told in the words of the API, and takes nothing away', async () => {
    const visitor = await visit(app().url);
    const { page } = visitor;
    await visitor.goto('/dang-nhap');
    await page.locator('input[name=name]').fill('an');
    await page.locator('input[name=password]').fill('không phải mật khẩu này');
    await page.locator('button[type=submit]').click();
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/mật khẩu/i);
    expect(await page.locator('input[name=name]').inputValue()).toBe('an');
    await visitor.picture('wrong-password');
    expect(await visitor.barriers()).toEqual([]);
    expect(visitor.amiss).toEqual([]);
  });

  test('after signing in one is where one wanted to go, and the session ends with signing out', async () => {
    const visitor = await visit(app().url);
    const { page } = visitor;
    await visitor.goto('/ca-nhan?tu=thu');
    expect(new URL(page.url()).searchParams.get('returnTo')).toBe('/ca-nhan?tu=thu');
    await visitor.signIn('an');
    expect(new URL(page.url()).pathname).toBe('/ca-nhan');
    await page.getByRole('button', { name: /tài khoản và chức trách/ }).click();
    await visitor.picture('person-menu');
    await page.getByRole('menuitem', { name: 'Đăng xuất' }).click();
    await page.waitForURL('**/dang-nhap');
    await visitor.goto('/ca-nhan');
    expect(new URL(page.url()).pathname).toBe('/dang-nhap');
  });

  test('a password that was given is changed before anything else', async () => {
    await app().pool.query(`update account set must_change = true where name = 'ba'`);
    const visitor = await visit(app().url, { width: 'phone' });
    const { page } = visitor;
    await visitor.signIn('ba');
    expect(await page.locator('h1').textContent()).toBe('Chọn mật khẩu của riêng mình');
    await visitor.picture('first-password');
    expect(await visitor.barriers()).toEqual([]);
    const fields = page.locator('input[type=password]');
    await fields.nth(0).fill(PASSWORD);
    await fields.nth(1).fill('ngắn');
    await fields.nth(2).fill('ngắn');
    await page.locator('button[type=submit]').click();
    await page.getByText('Mật khẩu cần ít nhất 12 ký tự.').waitFor();
    for (const at of [1, 2]) await fields.nth(at).fill('một câu chỉ mình tôi biết');
    await page.locator('button[type=submit]').click();
    await page.locator('#content h1').waitFor();
    expect(visitor.amiss).toEqual([]);
  });

  test('the language and the light that were chosen are kept', async () => {
    const visitor = await visit(app().url);
    const { page } = visitor;
    await visitor.goto('/dang-nhap');
    await page.getByRole('button', { name: /English/ }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.getByRole('button', { name: 'Dark' }).click();
    await visitor.goto('/quen-mat-khau');
    expect(await page.locator('h1').textContent()).toBe('Forgotten password');
    expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
    await visitor.picture('forgotten');
    expect(await visitor.barriers()).toEqual([]);
  });

  test('an address that leads nowhere says so', async () => {
    const visitor = await visit(app().url);
    await visitor.goto('/khong-co-gi/o-day');
    expect(await visitor.page.locator('h1').textContent()).toBe('Không có trang này');
    expect(await visitor.barriers()).toEqual([]);
  });
});
