import type { Locator } from 'playwright-core';
import { useApp } from '../http/api.js';
import { pdf } from '../support/attachments.js';
import { describePages, useBrowser } from '../support/browser.js';
import { PASSWORD } from '../support/browser-session.js';
import { until } from '../support/until.js';
import { HalfYear } from './half-year.js';

// Several people at one task: what each does arrives with the others.
jest.setTimeout(180_000);
const app = useApp({});
const visit = useBrowser();
const year = new HalfYear(app);
const UNIT = 'huyen-uy-go-dau';
let task: number;
/** The day that was counted is put in. */
const holds = (dialog: Locator, day: string): Promise<true> =>
  until(`the day ${day}`, async () => (await dialog.locator('input').first().inputValue()) === day || undefined);

beforeAll(async () => {
  await year.begin([
    ['lan', UNIT, 'officer'],
    ['mai', UNIT, 'officer'],
    ['bach', 'thuong-truc-ban-chi-dao', 'leader'],
  ]);
  task = await year.task(UNIT);
}, 180_000);

describePages('a unit and its secretariat talk', () => {
  test('words typed are kept, arrive without looking again, and lead from the inbox to their place', async () => {
    const [unit, office] = [await visit(app().url, { width: 'phone', scheme: 'dark' }), await visit(app().url)];
    await Promise.all([unit.signIn('lan'), office.signIn('tu')]);
    await unit.goto(`/viec/${task}`);
    const talk = unit.page.getByRole('region', { name: 'Trao đổi' });
    await talk.getByText('Chưa có ý kiến nào').waitFor();
    await unit.picture('talk-empty');
    const box = talk.getByRole('textbox', { name: /^Gửi / });
    await box.fill('Biểu số 2 lấy số liệu đến ngày nào?');
    // A page that is closed, and a session that ends, take no word with them.
    await unit.goto(`/viec/${task}`);
    expect(await box.inputValue()).toBe('Biểu số 2 lấy số liệu đến ngày nào?');
    await app().pool.query(`delete from session s using account a where a.id = s.account_id and a.name = 'lan'`);
    await talk.getByRole('button', { name: 'Gửi ý kiến' }).click();
    const dialog = unit.page.getByRole('dialog');
    await dialog.locator('input[name=password]').fill(PASSWORD);
    await dialog.locator('button[type=submit]').click();
    await talk.getByRole('listitem').filter({ hasText: 'Biểu số 2' }).waitFor();
    expect(await box.inputValue()).toBe('');

    // The other side is told once, by whom, and led to the place.
    await office.goto('/hop-thu');
    await office.page
      .getByRole('link', { name: /Trao đổi mới/ })
      .first()
      .click();
    await office.page.getByRole('link', { name: 'Mở công việc' }).click();
    await office.page.waitForURL(`**/viec/${task}#trao-doi`);
    const theirs = office.page.getByRole('region', { name: 'Trao đổi' });
    await theirs.getByText('Mới', { exact: true }).waitFor();
    await theirs.getByRole('button', { name: /^Trả lời/ }).click();
    const answer = theirs.getByRole('textbox', { name: /^Gửi / });
    await answer.fill('Đến hết ngày 14/6, như công văn đã nêu.\nNếu thiếu thì ghi rõ ở mục ghi chú.');
    await theirs.getByRole('combobox', { name: 'Về mục nào của biểu mẫu' }).click();
    await office.page.getByRole('option').nth(1).click();
    await office.picture('talk-writing');
    expect(await office.barriers()).toEqual([]);
    await theirs.getByRole('button', { name: 'Gửi ý kiến' }).click();

    // It is there by itself, marked as new.
    await talk.getByRole('listitem').filter({ hasText: 'Đến hết ngày 14/6' }).waitFor();
    await talk.getByText('Mới', { exact: true }).waitFor();
    await talk
      .getByRole('button', { name: /^Đã xử lý/ })
      .first()
      .click();
    await theirs.getByText(/^Đã xử lý \(/).waitFor();
    for (const one of [unit, office]) {
      await one.picture(one === unit ? 'talk-phone-dark' : 'talk-desk');
      expect(await one.barriers()).toEqual([]);
      expect(await one.overflows()).toBe(false);
      expect(one.amiss).toEqual([]);
    }
    const { body } = await app().as('lan').get<{ unread: number }>(`/instances/${task}/talk`);
    expect(body.unread).toBe(0);
  });
});

describePages('a unit before its task', () => {
  type View = { readonly seq: number; readonly due: { readonly legalEnd: string } };
  const standing = async (): Promise<readonly [number, number]> => {
    const { body } = await app().as('lan').get<View>(`/instances/${task}`);
    const { rows } = await app().pool.query<{ n: number }>('select count(*)::int as n from history');
    return [body.seq, rows[0]?.n ?? 0];
  };

  test('reads the clause beside it, asks for more time and sees the answer, explains; looking changes nothing', async () => {
    const [unit, office, leader] = [
      await visit(app().url, { width: 'phone' }),
      await visit(app().url),
      await visit(app().url),
    ];
    await Promise.all([unit.signIn('mai'), office.signIn('tu'), leader.signIn('bach')]);
    const { page } = unit;
    const before = await standing();
    for (const path of ['/viec', `/viec/${task}/bieu-mau/report`, '/lich', '/hop-thu', `/viec/${task}`])
      await unit.goto(path);
    expect(await standing()).toEqual(before);

    await page.getByRole('button', { name: /Theo mục 4, gạch đầu dòng 1/ }).click();
    const drawer = page.getByRole('dialog', { name: 'Mục 4, gạch đầu dòng 1 của Kế hoạch' });
    await drawer.getByText(/^Các huyện ủy, thị ủy, thành ủy/).waitFor();
    await unit.picture('clause');
    expect(await unit.barriers()).toEqual([]);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    expect(await standing()).toEqual(before);

    await page.getByRole('button', { name: 'Xin gia hạn' }).click();
    const asking = page.getByRole('dialog', { name: 'Xin gia hạn' });
    await asking.getByRole('button', { name: '+5 ngày làm việc' }).click();
    await holds(asking, '27/06/2023');
    await asking.getByLabel('Lý do').fill('Chờ số liệu của hai xã sáp nhập');
    await unit.picture('more-time');
    expect(await unit.barriers()).toEqual([]);
    await asking.getByRole('button', { name: 'Xin gia hạn' }).click();
    await page.getByText('Đã xin gia hạn đến 27/06/2023, đang chờ trả lời.').waitFor();

    await office.goto(`/viec/${task}`);
    await office.page.getByText('Chờ số liệu của hai xã sáp nhập').first().waitFor();
    await office.page.getByRole('button', { name: /Thao tác|Việc khác/ }).click();
    await office.page.getByRole('menuitem', { name: 'Gia hạn', exact: true }).click();
    const giving = office.page.getByRole('dialog', { name: 'Gia hạn' });
    await giving.getByRole('button', { name: '+3 ngày làm việc' }).click();
    await holds(giving, '23/06/2023');
    await giving.getByLabel('Lý do').fill('Gửi trước phần chính');
    await giving.getByRole('button', { name: 'Gia hạn' }).click();
    // It arrives by itself, and the deadline is another.
    await page.getByText('Đã được gia hạn đến 23/06/2023.').waitFor();
    await unit.picture('more-time-given');

    await leader.goto(`/viec/${task}`);
    await leader.page.getByRole('button', { name: /Thao tác|Việc khác/ }).click();
    await leader.page.getByRole('menuitem', { name: 'Yêu cầu giải trình' }).click();
    const wanting = leader.page.getByRole('dialog');
    await wanting.getByLabel('Lý do').fill('Vì sao phải xin gia hạn?');
    await wanting.getByRole('button', { name: 'Yêu cầu giải trình' }).click();
    const explain = page.getByRole('region', { name: 'Yêu cầu giải trình' });
    await explain.getByText('Vì sao phải xin gia hạn?').waitFor();
    await unit.picture('explain');
    expect(await unit.barriers()).toEqual([]);
    await explain.getByRole('button', { name: 'Giải trình' }).click();
    const answering = page.getByRole('dialog', { name: 'Giải trình' });
    await answering.getByLabel('Lý do').fill('Hai xã mới sáp nhập ngày 05/5.');
    await answering.getByRole('button', { name: 'Giải trình' }).click();
    await explain.waitFor({ state: 'detached' });
    await leader.page.getByRole('list', { name: 'Diễn biến' }).getByText('Hai xã mới sáp nhập ngày 05/5.').waitFor();
    expect([unit, office, leader].flatMap(({ amiss }) => amiss)).toEqual([]);
  });
});

describePages('two people at one draft', () => {
  test('see each other, cannot overwrite each other unseen, and attach a file by dropping it', async () => {
    const [lan, mai] = [await visit(app().url), await visit(app().url)];
    await Promise.all([lan.signIn('lan'), mai.signIn('mai')]);
    await year.send('lan', task, { event: 'receipt.confirm' });
    const path = `/viec/${task}/bieu-mau/report`;
    await lan.goto(path);
    await mai.goto(path);
    await mai.page.getByText('Đang cùng mở: lan').waitFor();
    const field = (one: typeof lan) => one.page.getByLabel('Đặc điểm, tình hình');
    const saved = (one: typeof lan) => one.page.getByRole('status').filter({ hasText: 'Đã lưu lúc' });
    await field(lan).fill('Bản của Lan');
    await saved(lan).waitFor();
    // Who has not seen it yet and writes is shown both.
    await mai.page.context().setOffline(true);
    await field(mai).fill('Bản của Mai');
    await field(lan).fill('Bản của Lan, đã sửa');
    await lan.page.waitForResponse((answer) => answer.url().endsWith('/draft') && answer.request().method() === 'PUT');
    await mai.page.context().setOffline(false);
    const conflict = mai.page.getByRole('heading', { name: /đã lưu bản khác trong lúc soạn/ });
    await conflict.waitFor();
    await mai.picture('conflict');
    expect(await mai.barriers()).toEqual([]);
    await mai.page.getByRole('button', { name: 'Lấy bản của lan' }).click();
    await conflict.waitFor({ state: 'detached' });
    expect(await field(mai).inputValue()).toBe('Bản của Lan, đã sửa');

    const zone = mai.page.getByText(/hoặc kéo thả vào đây/).first();
    const data = await mai.page.evaluateHandle(
      `(() => { const all = new DataTransfer(); all.items.add(new File(['%PDF-1.7 phụ lục'], 'Phụ lục.pdf', { type: 'application/pdf' })); return all; })()`,
    );
    await zone.dispatchEvent('dragenter', { dataTransfer: data });
    await zone.dispatchEvent('drop', { dataTransfer: data });
    await mai.page.getByRole('button', { name: 'Gỡ tệp Phụ lục.pdf' }).waitFor();
    await mai.picture('dropped');

    // On a thin line one sees how far it is, and what it goes with waits for it.
    const line = await mai.page.context().newCDPSession(mai.page);
    await line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: 100_000,
    });
    await mai.page.evaluate(`{
      globalThis.shares = [];
      const told = () => {
        const bar = document.querySelector('[role=progressbar]');
        const isOff = [...document.querySelectorAll('button')].some((one) => one.disabled && one.textContent.includes('Trình lãnh đạo'));
        if (bar) shares.push({ share: Number(bar.getAttribute('aria-valuenow')), isOff });
      };
      new MutationObserver(told).observe(document.body, { subtree: true, childList: true, attributes: true });
    }`);
    const thick = Buffer.concat([pdf(), Buffer.alloc(200_000, 'x')]);
    const files = mai.page.locator('input[type=file]').first();
    await files.setInputFiles({ name: 'Bản quét.pdf', mimeType: 'application/pdf', buffer: thick });
    await mai.page.getByRole('button', { name: 'Gỡ tệp Bản quét.pdf' }).waitFor();
    const shares = await mai.page.evaluate<{ share: number; isOff: boolean }[]>('shares');
    const rising = [...new Set(shares.map(({ share }) => share))];
    expect(rising.filter((share) => share > 0 && share < 100).length).toBeGreaterThan(1);
    expect([...rising].sort((a, b) => a - b)).toEqual(rising);
    expect(shares.filter(({ share }) => share < 100).every(({ isOff }) => isOff)).toBe(true);

    // What is closed meanwhile is told, and not taken away from whoever fills it in.
    await year.send('sau', await year.round(), { event: 'request.withdraw', body: { reason: 'Gộp với báo cáo năm.' } });
    await mai.page.getByText(/^Trong lúc đang soạn, việc này đã chuyển sang “Không còn phải báo cáo”/).waitFor();
    expect(await field(mai).inputValue()).toBe('Bản của Lan, đã sửa');
    expect(await mai.page.getByRole('button', { name: 'Trình lãnh đạo đơn vị' }).count()).toBe(0);
    await mai.picture('form-closed');
    expect(await mai.barriers()).toEqual([]);
    expect([...lan.amiss, ...mai.amiss]).toEqual([]);
  });
});
