import { PASSWORD } from '../support/browser-session.js';
import { describePages, useBrowser } from '../support/browser.js';
import type { Answers } from '../../src/core/form/form.js';
import { useApp } from '../http/api.js';
import { pdf } from '../support/attachments.js';
import { done } from '../http/two-plans.js';
import { HalfYear, LETTER } from './half-year.js';

// A day of the people of a reporting unit: an officer who writes, a head who signs.
const app = useApp({});
const visit = useBrowser();
const UNIT = 'huyen-uy-go-dau';
const OTHER = 'huyen-uy-ben-cau';

const year = new HalfYear(app);

let task: number;
let round: number;

beforeAll(async () => {
  await year.begin([
    ['lan', UNIT, 'officer'],
    ['hoa', OTHER, 'officer'],
    ['hung', OTHER, 'head'],
  ]);
  round = await year.round();
  task = await year.task(UNIT);
}, 180_000);

describePages('the work of a unit', () => {
  test.each([
    ['vi', 'desk', 'light'],
    ['en', 'phone', 'dark'],
  ] as const)('in %s at a %s, in the %s', async (language, width, scheme) => {
    const visitor = await visit(app().url, { language, width, scheme });
    const { page } = visitor;
    const look = async (name: string): Promise<void> => {
      await visitor.picture(`${name}-${language}-${width}-${scheme}`);
      expect(await visitor.barriers()).toEqual([]);
      expect(await visitor.overflows()).toBe(false);
    };
    await visitor.signIn('lan');
    // The day begins where the work is.
    expect(new URL(page.url()).pathname).toBe('/viec');
    await page.getByRole('table').waitFor();
    await look('tasks');
    await page.getByRole('link', { name: language === 'vi' ? /Quá hạn/ : /Overdue/ }).click();
    await page.getByText(language === 'vi' ? 'Không có việc nào quá hạn.' : 'Nothing is overdue.').waitFor();
    await look('tasks-empty');
    await visitor.goto('/lich?month=2023-06');
    await page.getByRole('heading', { level: 3 }).first().waitFor();
    await look('agenda');
    await visitor.goto('/lich?month=2023-06&view=grid');
    await page.getByRole('table').waitFor();
    await look('month');
    if (width === 'phone') await page.getByRole('link', { name: 'Search' }).click();
    const search = page.getByRole('searchbox').filter({ visible: true });
    await search.fill('bao cao 6 thang go dau');
    await search.press('Enter');
    await page.getByRole('status').filter({ hasText: /1/ }).waitFor();
    await look('search');
    expect(visitor.amiss).toEqual([]);
  });
});

describePages('a task', () => {
  test.each([
    ['vi', 'desk', 'light'],
    ['en', 'phone', 'dark'],
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
    await page.getByText('Số 12-CV/BCĐ ngày 08/05/2023').waitFor();
    const read = page.waitForEvent('download');
    await page.getByRole('link', { name: LETTER }).click();
    expect((await read).suggestedFilename()).toBe(LETTER);
    await page.getByRole('button', { name: 'Xác nhận đã nhận' }).click();
    await visitor.picture('receipt-dialog');
    expect(await visitor.barriers()).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Xác nhận đã nhận' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Trình lãnh đạo đơn vị' }).waitFor();
    await visitor.picture('receipt-confirmed');
    await page
      .getByText(/(còn \d+ ngày làm việc|hạn là hôm nay), đến 17:00 (thứ|Chủ)|quá hạn, hạn |việc, hạn /)
      .waitFor();
    // Where its forms are not known, what carries one is not sent without it.
    const forms = '**/api/v1/instances/*/forms';
    await page.route(forms, (route) => route.fulfill({ status: 400, json: {} }));
    await visitor.goto(`/viec/${task}`);
    const again = page.getByRole('alert').getByRole('button', { name: 'Thử lại' });
    await again.waitFor();
    expect(await page.getByRole('button', { name: 'Trình lãnh đạo đơn vị' }).isDisabled()).toBe(true);
    await visitor.picture('forms-unknown');
    expect(await visitor.barriers()).toEqual([]);
    await page.unroute(forms);
    await again.click();
    await page.getByRole('button', { name: 'Trình lãnh đạo đơn vị' }).click();
    await page.getByLabel('Đặc điểm, tình hình').waitFor();
    const other = await visit(app().url);
    await other.signIn('tu');
    await other.goto(`/viec/${task}`);
    await other.page.getByRole('button', { name: /^Thao tác/ }).click();
    await other.picture('secretary-menu');
    await other.page.getByRole('menuitem', { name: 'Gia hạn' }).click();
    await other.page.getByRole('dialog').waitFor();
    await other.picture('extend-dialog');
    expect(await other.barriers()).toEqual([]);
    await other.goto('/tim?q=bao%20cao');
    await other.page.locator('main a[href^="/nghia-vu/"]').first().waitFor();
    await other.goto(`/viec/${round}`);
    await other.page.getByRole('table').waitFor();
    await other.picture('round');
    expect(await other.barriers()).toEqual([]);
    expect([...visitor.amiss, ...other.amiss]).toEqual([]);
  });
});

describePages('a report', () => {
  let report: number;
  beforeAll(async () => {
    report = await year.task(OTHER);
    await year.send('hoa', report, { event: 'receipt.confirm' });
  });

  test('is written, survives a lost connection and an ended session, is signed and has its slip', async () => {
    const visitor = await visit(app().url, { width: 'phone' });
    const { page } = visitor;
    await visitor.signIn('hoa');
    await visitor.goto(`/viec/${report}`);
    await page.getByRole('button', { name: 'Trình lãnh đạo đơn vị' }).click();
    const situation = page.getByLabel('Đặc điểm, tình hình');
    await situation.fill('Thuận lợi là chính');
    const saved = page.getByRole('status').filter({ hasText: 'Đã lưu lúc' });
    await saved.waitFor();
    await visitor.picture('form-phone');
    expect(await visitor.barriers()).toEqual([]);
    expect(await visitor.overflows()).toBe(false);

    // What is typed while a file is on its way stays, and so does the file.
    let arrive = (): void => undefined;
    const arrives = new Promise<void>((resolve) => (arrive = resolve));
    await page.route('**/api/v1/instances/*/files', async (route) => {
      await arrives;
      await route.continue();
    });
    const file = { name: 'Phụ lục.pdf', mimeType: 'application/pdf', buffer: pdf('Phụ lục') };
    await page.locator('input[type=file]').last().setInputFiles(file);
    await page.getByText('Gửi được ngay khi tải xong').waitFor();
    await situation.pressSequentially(', thêm sau');
    arrive();
    await page.getByRole('link', { name: 'Phụ lục.pdf' }).waitFor();
    expect(await situation.inputValue()).toContain(', thêm sau');
    await page.context().setOffline(true);
    await situation.fill('Thuận lợi là chính, còn khó khăn');
    await page.getByRole('status').filter({ hasText: 'Mất kết nối: nội dung' }).waitFor();
    await visitor.picture('form-offline');
    await page.context().setOffline(false);
    await saved.waitFor();

    await app().pool.query('delete from session');
    await situation.fill('Thuận lợi là chính, còn ít khó khăn');
    const dialog = page.getByRole('dialog');
    await dialog.locator('input[name=password]').fill(PASSWORD);
    await visitor.picture('form-session-over');
    await dialog.locator('button[type=submit]').click();
    await dialog.waitFor({ state: 'detached' });
    await saved.waitFor();
    expect(await situation.inputValue()).toBe('Thuận lợi là chính, còn ít khó khăn');

    const draft = `/instances/${report}/forms/report/draft`;
    const before = await app().as('hoa').get<{ answers: Answers }>(draft);
    expect(before.body.answers).toMatchObject({ situation: 'Thuận lợi là chính, còn ít khó khăn' });
    const answers = { ...(await year.filled('hoa', report, 'report')), ...before.body.answers };
    done(
      await app()
        .as('hoa')
        .put(draft, { answers }, { 'if-match': before.headers.get('etag') ?? '' }),
    );
    await visitor.goto(`/viec/${report}/bieu-mau/report`);
    await page.getByRole('heading', { name: 'Đã đủ, có thể gửi' }).waitFor();
    await page.getByRole('button', { name: 'Trình lãnh đạo đơn vị' }).click();
    await dialog.getByRole('button', { name: 'Trình lãnh đạo đơn vị' }).click();
    await page.waitForURL(`**/viec/${report}`);

    const head = await visit(app().url);
    await head.signIn('hung');
    await head.goto(`/viec/${report}`);
    await head.page.getByRole('button', { name: 'Ký và gửi' }).click();
    await head.page.getByRole('heading', { name: 'Đã đủ, có thể gửi' }).waitFor();
    await head.picture('form-head');
    expect(await head.barriers()).toEqual([]);
    await head.page.getByRole('button', { name: 'Ký và gửi' }).click();
    await head.page.getByRole('dialog').getByRole('button', { name: 'Ký và gửi' }).click();
    await head.page.getByRole('heading', { name: 'Phiếu tiếp nhận' }).waitFor();
    await head.page.getByText('Đúng hạn', { exact: true }).last().waitFor();
    await head.picture('receipt');
    expect(await head.barriers()).toEqual([]);
    // What the head did arrives at the officer's page by itself.
    await page.getByRole('link', { name: /Phiếu tiếp nhận lần/ }).waitFor();
    await visitor.picture('task-handed-in');
    expect(head.amiss).toEqual([]);
  });
});
