import { givePassword } from '../support/browser-session.js';
import { describePages, useBrowser, type Visitor } from '../support/browser.js';
import { until } from '../support/until.js';
import { useApp } from '../http/api.js';
import { done } from '../http/two-plans.js';

// A newcomer takes the plan from its first day to the summer, by the bar above every page, and watches it live.
const app = useApp({});
const visit = useBrowser();
jest.setTimeout(300_000);

type Counts = Readonly<Record<'doneOnTime' | 'doneLate' | 'openInTime' | 'openOverdue', number>>;
const counts = async (): Promise<Counts> => done(await app().get<{ counts: Counts }>('/monitoring/standing')).counts;

const dateOn = async ({ page }: Visitor): Promise<string> =>
  (await page.locator('[data-tour=date] strong').textContent()) ?? '';
const dateIs = (visitor: Visitor, day: string): Promise<unknown> =>
  until(`the bar says ${day}`, async () => (await dateOn(visitor)) === day);

async function goTo(visitor: Visitor, day: string): Promise<void> {
  const { page } = visitor;
  await page.getByRole('button', { name: 'Đến một ngày' }).click();
  await page.getByLabel('Đến ngày').fill(day);
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Đi', exact: true }).click();
  await dateIs(visitor, day);
}

/** What the last move brought, as the bar tells it. */
async function news({ page }: Visitor): Promise<string> {
  const told = page.locator('[data-tour=happened] button');
  await told.waitFor();
  return (await told.textContent()) ?? '';
}

describePages('a sandbox from January to July', () => {
  test('the plan begins empty, and lives: meetings are held, the round is asked for, some are late', async () => {
    await givePassword(app().pool, 'quan-tri');
    const visitor = await visit(app().url);
    const { page } = visitor;
    await visitor.goto('/dang-nhap');
    await page.evaluate(`localStorage.setItem('dung-han.tour', 'hidden')`);
    await visitor.signIn('quan-tri');
    expect(await dateOn(visitor)).toBe('01/01/2023');
    expect(await counts()).toMatchObject({ doneOnTime: 0, doneLate: 0, openInTime: 0, openOverdue: 0 });

    // To what comes next: the quarter's meeting is called for.
    await page.getByRole('button', { name: 'Đến việc kế tiếp' }).click();
    await until('the first event', async () => (await dateOn(visitor)) !== '01/01/2023');
    await goTo(visitor, '15/03/2023');
    expect(await news(visitor)).not.toBe('');
    await visitor.goto('/ke-hoach-nam');
    await page
      .getByRole('link', { name: /Quý I\/2023/ })
      .first()
      .waitFor();

    // Over spring: whoever is asked acts; the leadership's page moves with the clock, without being loaded again.
    await visitor.goto('/dieu-hanh');
    const done = page.getByRole('link', { name: /\d+ Hoàn thành đúng hạn$/ });
    const before = await done.textContent();
    await goTo(visitor, '22/05/2023');
    await until('another number', async () => (await done.textContent()) !== before);
    await goTo(visitor, '01/07/2023');

    const { doneOnTime, doneLate, openInTime, openOverdue } = await counts();
    const words = [
      [doneOnTime, 'Hoàn thành đúng hạn'],
      [doneLate, 'Hoàn thành quá hạn'],
      [openInTime, 'Chưa hoàn thành trong hạn'],
      [openOverdue, 'Chưa hoàn thành quá hạn'],
    ] as const;
    for (const [n, word] of words) await page.getByRole('link', { name: `${n} ${word}` }).waitFor();
    expect(doneOnTime).toBeGreaterThan(10);
    expect(doneLate + openOverdue).toBeGreaterThan(0);
    await visitor.picture('july');

    // The round of the half year stands in the matrix, unit by unit; what it says of a unit leads to its report.
    await visitor.goto('/ma-tran');
    await page.getByRole('columnheader', { name: /R1/ }).waitFor();
    expect(await page.getByRole('rowheader').count()).toBeGreaterThan(12);
    await page
      .getByRole('row', { name: /Đảng ủy Công an tỉnh/ })
      .getByRole('link')
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: /Báo cáo 6 tháng/ }).waitFor();
    expect(await visitor.barriers()).toEqual([]);
    expect(visitor.amiss).toEqual([]);
  });
});
