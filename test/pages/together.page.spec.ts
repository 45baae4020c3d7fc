import { useApp } from '../http/api.js';
import { describePages, useBrowser } from '../support/browser.js';
import { PASSWORD } from '../support/browser-session.js';
import { HalfYear } from './half-year.js';

// Several people at one task: what each does arrives with the others.
jest.setTimeout(180_000);
const app = useApp({});
const visit = useBrowser();
const year = new HalfYear(app);
const UNIT = 'huyen-uy-go-dau';
let task: number;

beforeAll(async () => {
  await year.begin([
    ['lan', UNIT, 'officer'],
    ['mai', UNIT, 'officer'],
    ['nam', UNIT, 'head'],
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
