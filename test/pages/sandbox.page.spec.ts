import { givePassword } from '../support/browser-session.js';
import { describePages, useBrowser, type Visitor } from '../support/browser.js';
import { until } from '../support/until.js';
import { useApp } from '../http/api.js';

// The sandbox as a newcomer sees it: a plan that has been lived for half a year, from July on.
const app = useApp({ SANDBOX_LIVED: 'half-year' });
const visit = useBrowser();
jest.setTimeout(240_000);

const admin = async (look: Parameters<typeof visit>[1]): Promise<Visitor> => {
  const visitor = await visit(app().url, look);
  await visitor.goto('/dang-nhap');
  await visitor.page.evaluate(`localStorage.setItem('dung-han.tour', 'hidden')`);
  await visitor.signIn('quan-tri');
  await visitor.page.getByText('01/07/2023').or(visitor.page.locator('[data-tour=date] strong')).first().waitFor();
  return visitor;
};
const dateOn = (visitor: Visitor): Promise<string | null> =>
  visitor.page.locator('[data-tour=date] strong').textContent();

const goneFrom = (visitor: Visitor, before: string | null): Promise<unknown> =>
  until(`a day after ${before}`, async () => (await dateOn(visitor)) !== before);

describePages('the bar of a sandbox', () => {
  beforeAll(() => givePassword(app().pool, 'quan-tri'));

  test.each([
    ['vi', 'desk', 'light'],
    ['en', 'phone', 'dark'],
  ] as const)('in %s at a %s, in the %s: nothing stands in anybody’s way', async (language, width, scheme) => {
    const visitor = await admin({ language, width, scheme });
    const { page } = visitor;
    const shot = (what: string): Promise<void> => visitor.picture(`sandbox-${what}-${language}-${width}-${scheme}`);
    await shot('bar');
    expect(await visitor.barriers()).toEqual([]);
    expect(await visitor.overflows()).toBe(false);
    await page.locator('[data-tour=people]').click();
    await page.getByRole('dialog').locator('li button').nth(3).waitFor();
    await shot('people');
    expect(await visitor.barriers()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: language === 'vi' ? 'Hướng dẫn nhanh' : 'Short tours' }).click();
    await page.getByRole('menuitem').first().click();
    await page.locator('h2').first().waitFor();
    await shot('tour');
    expect(await visitor.barriers()).toEqual([]);
    expect(await visitor.overflows()).toBe(false);
    expect(visitor.amiss).toEqual([]);
  });

  test('time goes on by a day, by a week and to what comes next, and what happened is told', async () => {
    const visitor = await admin({});
    const { page } = visitor;
    const before = await dateOn(visitor);
    await page.getByRole('button', { name: '1 ngày', exact: true }).click();
    await goneFrom(visitor, before);
    const then = await dateOn(visitor);
    await page.getByRole('button', { name: '1 tuần', exact: true }).click();
    await goneFrom(visitor, then);
    const news = page.locator('[data-tour=happened] button');
    await news.waitFor();
    await news.click();
    await page.getByRole('dialog').locator('li a').first().waitFor();
    await visitor.picture('sandbox-happened');
    expect(await visitor.barriers()).toEqual([]);
    expect(visitor.amiss).toEqual([]);
  });

  test('with one click one is somebody else, with their pages, and then oneself again', async () => {
    const visitor = await admin({});
    const { page } = visitor;
    await page.locator('[data-tour=people]').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('searchbox').fill('tan bien');
    const first = dialog.locator('li button').first();
    const name = (await first.locator('strong').textContent()) ?? '';
    await first.click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(`Vai: ${name}`).waitFor();
    // Time is moved by whoever plays them.
    expect(await page.getByRole('button', { name: '1 ngày', exact: true }).isVisible()).toBe(true);
    await page.locator('[data-tour=people]').click();
    await page.getByRole('button', { name: /Về tài khoản của mình/ }).click();
    await page.getByText('Đóng vai …').waitFor();
    expect(visitor.amiss).toEqual([]);
  });

  test('a tour is taken by the keyboard, does what it says, and is not shown again', async () => {
    const visitor = await visit(app().url);
    const { page } = visitor;
    await visitor.signIn('quan-tri');
    const tour = page.getByRole('region', { name: 'Hướng dẫn nhanh' });
    await tour.waitFor();
    await tour.getByRole('button', { name: 'Tiếp' }).press('Enter');
    await tour.getByRole('button', { name: /^Đóng vai: / }).press('Enter');
    await page.getByText(/^Vai: /).waitFor();
    for (let n = 0; n < 5; n += 1) await tour.getByRole('button', { name: 'Tiếp' }).press('Enter');
    await page.keyboard.press('Escape');
    await tour.waitFor({ state: 'detached' });
    await page.reload({ waitUntil: 'networkidle' });
    await page.locator('[data-tour=date]').waitFor();
    expect(await tour.count()).toBe(0);
    expect(visitor.amiss).toEqual([]);
  });

  test('the clock plays by itself until it is told to stop: from summer on', async () => {
    const visitor = await admin({});
    const { page } = visitor;
    const before = await dateOn(visitor);
    await page.getByRole('button', { name: 'Chạy, mỗi bước một ngày' }).click();
    await goneFrom(visitor, before);
    const pause = page.getByRole('button', { name: 'Dừng' });
    await pause.click();
    await page.getByRole('button', { name: 'Chạy, mỗi bước một ngày' }).waitFor();
    expect(visitor.amiss).toEqual([]);
  });
});
