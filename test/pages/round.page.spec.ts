import { givePost } from '../support/accounts.js';
import { pdf } from '../support/attachments.js';
import { givePassword, giveSession } from '../support/browser-session.js';
import { describePages, useBrowser, type Visitor } from '../support/browser.js';
import type { Answers } from '../../src/core/form/form.js';
import { useApp } from '../http/api.js';
import { done } from '../http/two-plans.js';
import { write as writeDraft } from './half-year.js';

// A whole reporting round with three browsers at once: the secretariat, a unit and the leadership each see what the others
// do arrive by itself. Nobody loads a page anew to see it.
const app = useApp({});
const visit = useBrowser();
const PLAN = '19-kh-bcd';
const OFFICE = 'co-quan-thuong-truc';
const UNIT = 'huyen-uy-go-dau';
const NAME = 'Huyện ủy Gò Dầu';
const LEADER = 'truong-ban';

type Row = {
  readonly id: number;
  readonly unit: { readonly code: string; readonly name: { readonly vi: string; readonly en: string } };
  readonly acts: readonly { readonly event: string }[];
};
const idOf = async (key: string): Promise<number> =>
  done(
    await app()
      .as('tu')
      .get<{ id: number }>(`/instances?key=${encodeURIComponent(`${PLAN}/${key}`)}`),
  ).id;
let keys = 0;
const send = async (who: string, id: number, event: string, more: object = {}): Promise<unknown> =>
  done(
    await app()
      .as(who)
      .post(`/instances/${id}/events`, { event, ...more }, { 'idempotency-key': `round-${(keys += 1)}` }),
  );

const write = (who: string, id: number, name: string, more?: Answers): Promise<void> =>
  writeDraft(app().as(who), [id, name], more);
const rowsOf = async (round: number): Promise<readonly Row[]> =>
  done(await app().as('sau').get<{ items: readonly Row[] }>(`/monitoring/rounds/${round}`)).items;

let round: number;

beforeAll(async () => {
  for (const [who, unit, seat] of [
    ['tu', OFFICE, 'officer'],
    ['sau', OFFICE, 'head'],
    ['lan', UNIT, 'officer'],
    ['hung', UNIT, 'head'],
  ] as const)
    await givePost(app().pool, who, [PLAN, unit, seat]);
  for (const who of ['tu', 'lan', LEADER]) await givePassword(app().pool, who);
  done(await app().post('/sandbox/clock', { to: '2023-05-18T09:00:00+07:00' }));
  round = await idOf('R0-H/2023-H1');
}, 180_000);

const row = ({ page }: Visitor, name: string) => page.getByRole('row').filter({ hasText: name });
/** The window above the page; the calendar of a day in it is a box of its own. */
const dialogOf = ({ page }: Visitor) =>
  page.getByRole('dialog').and(page.locator(':not([data-dates-dropdown])')).last();
async function confirm(visitor: Visitor, verb: string): Promise<void> {
  await dialogOf(visitor).getByRole('button', { name: verb }).click();
}
async function fine(visitor: Visitor, name: string): Promise<void> {
  await visitor.picture(name);
  expect(await visitor.barriers()).toEqual([]);
  expect(await visitor.overflows()).toBe(false);
}

describePages('a whole reporting round', () => {
  test('from the written request to the last decision, each seeing the others act', async () => {
    const secretary = await visit(app().url);
    const unit = await visit(app().url, { width: 'phone' });
    const leader = await visit(app().url);
    await secretary.signIn('tu');
    await secretary.page.evaluate(`localStorage.setItem('dung-han.tour', 'hidden')`);
    await unit.signIn('lan');
    await leader.signIn(LEADER);

    // The request: written, signed, issued.
    await write('tu', round, 'request', { due: '2023-06-20', 'cut-off': '2023-06-14' });
    await secretary.goto(`/dot/${round}`);
    await secretary.page.getByText('Chưa giao cho đơn vị nào').first().waitFor();
    await fine(secretary, 'round-empty');
    await secretary.page.getByRole('button', { name: 'Trình ký' }).click();
    await secretary.page.getByRole('heading', { name: 'Đã đủ, có thể gửi' }).waitFor();
    await secretary.page.getByRole('button', { name: 'Trình ký' }).click();
    await confirm(secretary, 'Trình ký');
    await secretary.page.waitForURL(`**/viec/${round}`);
    await secretary.goto(`/dot/${round}`);
    await send('sau', round, 'request.sign');
    await secretary.page.getByRole('button', { name: 'Ban hành' }).click();
    await secretary.page.getByRole('button', { name: 'Ban hành' }).click();
    const issue = dialogOf(secretary);
    await issue.getByLabel('Số, ký hiệu').fill('12-CV/BCĐ');
    for (const [label, day] of [
      ['Ngày văn bản', '18/05/2023'],
      ['Ngày chốt số liệu', '14/06/2023'],
      ['Hạn báo cáo', '20/06/2023'],
    ] as const) {
      await issue.getByLabel(label).fill(day);
      await issue.getByLabel(label).press('Tab');
    }
    await confirm(secretary, 'Ban hành');
    await secretary.page.getByRole('heading', { name: 'Phiếu tiếp nhận' }).waitFor();
    await secretary.goto(`/dot/${round}`);
    await row(secretary, NAME).getByText('Chờ tiếp nhận').waitFor();

    // It is in the unit's work and in its inbox without their asking; leadership sees thirteen more in time.
    await unit.page.getByRole('link', { name: /Báo cáo 6 tháng về thực hiện dân chủ ở cơ sở/ }).click();
    await unit.page.getByRole('button', { name: 'Xác nhận đã nhận' }).click();
    await confirm(unit, 'Xác nhận đã nhận');
    await unit.page.getByRole('button', { name: 'Trình lãnh đạo đơn vị' }).waitFor();
    await row(secretary, NAME).getByText('Đang soạn thảo').waitFor();
    const task = await idOf(`R1/2023-H1/${UNIT}`);

    // The unit writes and signs; the table and leadership's page change by themselves.
    await write('lan', task, 'report', { situation: 'Thuận lợi là chính' });
    await unit.page.getByRole('button', { name: 'Trình lãnh đạo đơn vị' }).click();
    await unit.page.getByRole('heading', { name: 'Đã đủ, có thể gửi' }).waitFor();
    await unit.page.getByRole('button', { name: 'Trình lãnh đạo đơn vị' }).click();
    await confirm(unit, 'Trình lãnh đạo đơn vị');
    await unit.page.waitForURL(`**/viec/${task}`);
    await row(secretary, NAME).getByText('Chờ lãnh đạo đơn vị ký').waitFor();
    await send('hung', task, 'report.sign');
    await row(secretary, NAME).getByText('Đã gửi, chờ tiếp nhận').waitFor();
    await secretary.page.getByText(/1 trên \d+ đơn vị đã gửi/).waitFor();
    await leader.page.getByRole('link', { name: '1 Hoàn thành đúng hạn' }).waitFor();
    // Leadership reads what was signed; what lay before whoever signs is the unit's own.
    await leader.goto(`/viec/${task}/bieu-mau/report`);
    await leader.page.getByText('Thuận lợi là chính').waitFor();
    await leader.goto('/dieu-hanh');
    await fine(secretary, 'round-table');

    // It goes back, with a reason at its place.
    await row(secretary, NAME).getByRole('button', { name: 'Xem' }).click();
    const panel = dialogOf(secretary);
    await panel.getByText('Thuận lợi là chính').waitFor();
    await panel.getByRole('button', { name: 'Nhận xét Đặc điểm, tình hình' }).click();
    await panel.getByLabel('Cần bổ sung ở “Đặc điểm, tình hình”').fill('Nêu rõ khó khăn.');
    await fine(secretary, 'round-review');
    await panel.getByRole('button', { name: 'Trả lại để bổ sung' }).click();
    await panel.getByRole('textbox', { name: 'Lý do' }).fill('Báo cáo chưa đủ ý.');
    await fine(secretary, 'round-return');
    await panel.getByRole('button', { name: 'Trả lại để bổ sung' }).click();
    await panel.getByText('Trả lại để bổ sung').first().waitFor();

    // The unit sees it beside the field, mends it and sends again.
    await unit.page.getByText('Trả lại để bổ sung').first().waitFor();
    await unit.page.getByRole('button', { name: 'Trình lãnh đạo đơn vị' }).click();
    await unit.page.getByText('Nêu rõ khó khăn.').waitFor();
    // Why in general stands above it.
    await unit.page.getByRole('region', { name: 'Trả lại để bổ sung' }).getByText('Báo cáo chưa đủ ý.').waitFor();
    await fine(unit, 'round-unit-returned');
    await unit.page.getByLabel('Đặc điểm, tình hình').fill('Thuận lợi là chính; còn khó khăn về kinh phí.');
    await unit.page.getByRole('status').filter({ hasText: 'Đã lưu lúc' }).waitFor();
    await unit.page.getByRole('button', { name: 'Trình lãnh đạo đơn vị' }).click();
    await confirm(unit, 'Trình lãnh đạo đơn vị');
    await unit.page.waitForURL(`**/viec/${task}`);
    await send('hung', task, 'report.sign');

    // The panel that is still open has the new version, and says what is new.
    await panel.getByText('còn khó khăn về kinh phí').waitFor();
    await panel.getByText('Có sửa so với lần gửi trước').waitFor();
    await panel.getByRole('button', { name: 'Tiếp nhận hợp lệ' }).click();
    await panel.getByText('Đã tiếp nhận, hợp lệ').first().waitFor();
    await panel.getByRole('button', { name: 'Đóng' }).first().click();
    await unit.page.getByText('Đã tiếp nhận, hợp lệ').first().waitFor();

    // Another unit gets more time and is reminded; then its report comes on paper, and is recorded as of when it really came.
    const [paper, late, excused, ...rest] = (await rowsOf(round)).filter((one) => one.id !== task);
    const paperName = paper?.unit.name.vi ?? '';
    const begin = async (visitor: Visitor, on: RegExp, what: string): Promise<void> => {
      await visitor.page.getByRole('button', { name: on }).click();
      await visitor.page.getByRole('menuitem', { name: what }).click();
    };
    const onPaper = new RegExp(`^Thao tác với ${paperName}`);
    const dialog = dialogOf(secretary);
    await begin(secretary, onPaper, 'Gia hạn');
    await dialog.getByLabel('Số ngày làm việc thêm').fill('5');
    await dialog.getByText('Hạn mới: thứ Ba 27/06/2023').waitFor();
    await dialog.getByRole('textbox', { name: 'Lý do' }).fill('Theo đề nghị qua điện thoại.');
    await fine(secretary, 'round-extend');
    await confirm(secretary, 'Gia hạn');
    await row(secretary, paperName).getByText('27/06').waitFor();
    await begin(secretary, onPaper, 'Đôn đốc');
    await dialog
      .getByRole('textbox', { name: 'Lời nhắn kèm theo' })
      .fill('Đề nghị gửi bản giấy trước nếu chưa ký số được.');
    await fine(secretary, 'round-remind');
    await confirm(secretary, 'Đôn đốc (1)');
    await secretary.page.getByText('Đã ghi nhận cho 1 đơn vị').waitFor();
    await write('tu', paper?.id ?? 0, 'report');
    await begin(secretary, onPaper, 'Ghi nhận thay');
    await dialog.getByLabel('Số, ký hiệu').fill('45-BC/HU');
    const came = dialog.getByRole('group', { name: 'Thời điểm thực nhận' });
    await came.getByLabel('Ngày').fill('18/05/2023');
    await came.getByLabel('Giờ', { exact: true }).fill('23');
    await came.getByLabel('Phút').fill('30');
    await dialog.getByText('Thời điểm này chưa đến.').waitFor();
    await came.getByLabel('Giờ', { exact: true }).fill('08');
    const scan = { name: 'Bản giấy.pdf', mimeType: 'application/pdf', buffer: pdf('Bản giấy') };
    await dialog.locator('input[type=file]').first().setInputFiles(scan);
    await dialog.getByRole('link', { name: 'Bản giấy.pdf' }).waitFor();
    await fine(secretary, 'round-record');
    await dialog.getByRole('switch', { name: 'Nhập nội dung vào biểu mẫu' }).check({ force: true });
    const typed = dialog.getByLabel('Đặc điểm, tình hình');
    await typed.fill('');
    await confirm(secretary, 'Ghi nhận thay');
    await dialog.getByText('Biểu mẫu còn mục chưa đủ').waitFor();
    await typed.fill('Nhập từ bản giấy của đơn vị.');
    await dialog.getByRole('status').filter({ hasText: 'Đã lưu lúc' }).waitFor();
    await fine(secretary, 'round-record-form');
    await confirm(secretary, 'Ghi nhận thay');
    await dialog.waitFor({ state: 'detached' });
    await row(secretary, paperName).getByText('Đã gửi, chờ tiếp nhận').waitFor();
    await row(secretary, paperName).getByRole('button', { name: 'Xem' }).click();
    await panel.getByText('Nhập từ bản giấy của đơn vị.').waitFor();
    await panel.getByRole('link', { name: 'Bản giấy.pdf' }).waitFor();
    await panel.getByRole('button', { name: 'Đóng' }).first().click();
    await panel.waitFor({ state: 'detached' });

    // Without its form, by a program; one is exempted by the head of the secretariat, from a phone and in English.
    const recorded = { effectiveAt: '2023-05-18T08:30:00+07:00', body: 'Nhận qua văn thư, số 45-BC/HU.' };
    await send('tu', late?.id ?? 0, 'report.record', recorded);
    const head = await visit(app().url, { language: 'en', width: 'phone', scheme: 'dark' });
    const { cookie } = await giveSession(app().pool, 'sau');
    const [name = '', value = ''] = cookie.split('=');
    await head.page.context().addCookies([{ name, value, url: app().url }]);
    await head.goto(`/dot/${round}?loc=waiting`);
    const excusedName = excused?.unit.name.en ?? '';
    await begin(head, new RegExp(`^Actions for ${excusedName}$`), 'Exempt');
    await dialogOf(head).getByRole('textbox', { name: 'Reason' }).fill('Nothing happened in the period.');
    await fine(head, 'round-exempt');
    await confirm(head, 'Exempt');
    await dialogOf(head).waitFor({ state: 'detached' });
    await head.page.getByText(excusedName, { exact: true }).waitFor({ state: 'detached' });
    expect(head.amiss).toEqual([]);
    for (const one of rest) await send('sau', one.id, 'report.exempt', { body: 'Không phát sinh trong kỳ.' });
    await secretary.page.getByRole('link', { name: 'Chờ xem 2' }).click();
    for (const box of await secretary.page.getByRole('checkbox').all()) await box.check();
    await secretary.page.getByRole('button', { name: 'Tiếp nhận (2)' }).click();
    await confirm(secretary, 'Tiếp nhận hợp lệ');

    // All is there: the round is closed, the report compiled, and the last word is leadership's.
    await secretary.page.getByText('Đủ báo cáo').first().waitFor();
    await secretary.page.getByRole('button', { name: 'Chốt đợt' }).click();
    await confirm(secretary, 'Chốt đợt');
    await secretary.page.getByText('Đã đóng').first().waitFor();
    await fine(secretary, 'round-closed');
    const summary = await idOf('R4/2023-H1');
    await write('tu', summary, 'report');
    const { headers } = await app().as('tu').get(`/instances/${summary}/forms/report/draft`);
    const revision = Number(/\d+/.exec(headers.get('etag') ?? '')?.[0]);
    await send('tu', summary, 'report.present', { form: { revision } });
    await leader.page
      .getByRole('link', { name: /Tổng hợp báo cáo 6 tháng của Ban Chỉ đạo tỉnh/ })
      .first()
      .click();
    await leader.page.getByRole('button', { name: 'Duyệt' }).first().click();
    await leader.page.getByRole('heading', { name: 'Đã đủ, có thể gửi' }).waitFor();
    await leader.page.getByRole('button', { name: 'Duyệt' }).first().click();
    await confirm(leader, 'Duyệt');
    await leader.page.getByRole('heading', { name: 'Phiếu tiếp nhận' }).waitFor();
    expect([...secretary.amiss, ...unit.amiss, ...leader.amiss]).toEqual([]);
  }, 300_000);

  test.each([
    ['vi', 'desk', 'light'],
    ['en', 'phone', 'dark'],
  ] as const)('looked at in %s at a %s, in the %s', async (language, width, scheme) => {
    const visitor = await visit(app().url, { language, width, scheme });
    await visitor.signIn('tu');
    await visitor.page.evaluate(`localStorage.setItem('dung-han.tour', 'hidden')`);
    const look = (name: string): Promise<void> => fine(visitor, `${name}-${language}-${width}-${scheme}`);
    await visitor.goto(`/dot/${round}`);
    await visitor.page.getByRole('rowheader').first().waitFor();
    await look('round');
    if (width === 'desk') {
      await visitor.page.emulateMedia({ media: 'print', colorScheme: 'light' });
      await visitor.picture('round-print');
      await visitor.page.emulateMedia({ media: 'screen' });
    }
    await visitor.page.getByRole('rowheader').nth(6).getByRole('button').click();
    await dialogOf(visitor).getByText('còn khó khăn về kinh phí').waitFor();
    await look('panel');
    await visitor.goto(`/dot/${round}/doi-chieu?muc=figures-of-period`);
    await visitor.page.getByRole('table').first().waitFor();
    await look('answers');
    await visitor.page
      .getByRole('link', { name: language === 'vi' ? 'Thông tin chung' : 'General', exact: true })
      .click();
    await visitor.page.getByText('còn khó khăn về kinh phí').waitFor();
    await look('answers-words');
    expect(visitor.amiss).toEqual([]);
  });
});
