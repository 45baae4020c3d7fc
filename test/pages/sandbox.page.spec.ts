import { givePassword } from '../support/browser-session.js';
import { describePages, useBrowser, type Visitor } from '../support/browser.js';
import { until } from '../support/until.js';
import { useApp } from '../http/api.js';
import { done } from '../http/two-plans.js';

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
    await page.getByRole('menu').waitFor({ state: 'detached' });
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
    await dialog.getByRole('heading', { level: 3 }).first().waitFor();
    expect((await dialog.getByRole('heading', { level: 3 }).allTextContents()).slice(0, 2)).toEqual([
      'Lãnh đạo Ban Chỉ đạo',
      'Cơ quan Thường trực',
    ]);
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
    for (const [kind, home] of [
      ['Vai lãnh đạo', '/dieu-hanh'],
      ['Vai thư ký', '/ban-thu-ky'],
      ['Vai đơn vị', '/viec'],
    ] as const) {
      await page.getByRole('button', { name: kind }).click();
      await page.waitForURL(`**${home}`);
    }

    // Whoever signs in as one of them is told who lets time pass.
    await givePassword(app().pool, 'cb.huyen-uy-tan-bien');
    const unit = await visit(app().url, { width: 'phone' });
    await unit.signIn('cb.huyen-uy-tan-bien');
    await unit.page.getByText(/^Tài khoản quản trị cho thời gian trôi/).waitFor();
    expect(await unit.page.getByRole('group', { name: 'Cho thời gian trôi' }).count()).toBe(0);
    await unit.picture('sandbox-unit');
    expect(await unit.barriers()).toEqual([]);
    expect(await unit.overflows()).toBe(false);
    expect(visitor.amiss).toEqual([]);
  });

  test('each of the three tours is taken to its end by the keyboard, and does what it says', async () => {
    const visitor = await visit(app().url);
    const { page } = visitor;
    await visitor.signIn('quan-tri');
    const tour = page.getByRole('region', { name: 'Hướng dẫn nhanh' });
    const next = tour.getByRole('button', { name: /^(Tiếp|Xong)$/ });
    const deed = tour.getByRole('button', { name: /^(Đóng vai: |Sang |Đến việc)/ });
    const now = async (): Promise<string> => done(await app().get<{ now: string }>('/sandbox/clock')).now;
    for (const [name, home] of [
      ['Đơn vị báo cáo', '/viec'],
      ['Cơ quan Thường trực', '/ban-thu-ky'],
      ['Lãnh đạo', '/dieu-hanh'],
    ] as const) {
      // The first begins by itself, where somebody is new.
      if (name !== 'Đơn vị báo cáo') {
        await page.getByRole('button', { name: 'Hướng dẫn nhanh' }).press('Enter');
        await page.getByRole('menuitem', { name }).press('Enter');
      }
      await tour.waitFor();
      const steps = Number(/\d+$/.exec((await tour.getByText(/^Bước 1\//).textContent()) ?? '')?.[0]);
      for (let step = 1; step <= steps; step += 1) {
        await tour.getByText(`Bước ${step}/${steps}`).waitFor();
        const does = (await deed.count()) === 0 ? '' : ((await deed.textContent()) ?? '');
        const before = await now();
        if (does !== '') await deed.press('Enter');
        const [, player] = does.split('Đóng vai: ');
        if (player !== undefined) {
          await page.getByText(`Vai: ${player}`).waitFor();
          await page.waitForURL(`**${home}`);
          await tour.getByText('Xong, đã đổi vai.').waitFor();
        } else if (does !== '') await until('time to go on', async () => (await now()) > before);
        await next.press('Enter');
      }
      await tour.waitFor({ state: 'detached' });
    }
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
