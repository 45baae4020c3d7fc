import type { Answers, Form } from '../../src/core/form/form.js';
import { pdf } from '../support/attachments.js';
import { givePost } from '../support/accounts.js';
import { givePassword } from '../support/browser-session.js';
import { describePages, useBrowser } from '../support/browser.js';
import { useApp } from '../http/api.js';
import { done } from '../http/two-plans.js';
import { answersTo } from './half-year.js';

// A day of the secretariat: what came in, what is late and whom to call; a meeting from its day to its conclusion.
const app = useApp({});
const visit = useBrowser();
const PLAN = '19-kh-bcd';
const OFFICE = 'co-quan-thuong-truc';
const SENT = 'huyen-uy-go-dau';
const LATE = 'huyen-uy-ben-cau';

type Item = { readonly id: number };
const at = async (key: string): Promise<number> =>
  done(
    await app()
      .as('tu')
      .get<Item>(`/instances?key=${encodeURIComponent(`${PLAN}/${key}`)}`),
  ).id;
let keys = 0;
const send = async (who: string, id: number, event: object): Promise<unknown> =>
  done(
    await app()
      .as(who)
      .post(`/instances/${id}/events`, event, { 'idempotency-key': `key-${(keys += 1)}` }),
  );
const clockTo = async (to: string): Promise<unknown> => done(await app().post('/sandbox/clock', { to }));

const filled = async (who: string, id: number, name: string): Promise<{ answers: Answers }> => ({
  answers: answersTo(done(await app().as(who).get<{ form: Form }>(`/instances/${id}/forms/${name}`)).form),
});

beforeAll(async () => {
  const posts = [
    ['lan', SENT, 'officer'],
    ['hung', SENT, 'head'],
    ['hoa', LATE, 'officer'],
    ['tu', OFFICE, 'officer'],
    ['sau', OFFICE, 'head'],
  ] as const;
  for (const [who, unit, seat] of posts) await givePost(app().pool, who, [PLAN, unit, seat]);
  await givePost(app().pool, 'tham', [PLAN, 'lien-doan-lao-dong', 'appraiser', ['S10-P']]);
  for (const who of ['tu', 'sau', 'hoa', 'truong-ban', 'tham']) await givePassword(app().pool, who);
  await app().pool.query(`update account set phone = '0276 3853 222' where name = 'hoa'`);
  await clockTo('2023-05-08');
  const round = await at('R0-H/2023-H1');
  await send('tu', round, { event: 'request.present', form: await filled('tu', round, 'request') });
  await send('sau', round, { event: 'request.sign' });
  const fields = { number: '12-CV/BCĐ', dated: '2023-05-08', 'cut-off': '2023-06-14', due: '2023-06-20' };
  await send('tu', round, { event: 'request.issue', fields });
  await clockTo('2023-06-19');
  const report = await at(`R1/2023-H1/${SENT}`);
  await send('lan', report, { event: 'receipt.confirm' });
  await send('lan', report, { event: 'report.present', form: await filled('lan', report, 'report') });
  await send('hung', report, { event: 'report.sign' });
  await clockTo('2023-06-23T09:00:00+07:00');
}, 180_000);

const looks = [
  ['vi', 'desk', 'light'],
  ['en', 'phone', 'dark'],
] as const;

describePages('the desk of the secretariat', () => {
  test.each(looks)('in %s at a %s, in the %s', async (language, width, scheme) => {
    const visitor = await visit(app().url, { language, width, scheme });
    await visitor.signIn('tu');
    // The day begins here.
    expect(new URL(visitor.page.url()).pathname).toBe('/ban-thu-ky');
    await visitor.page.getByRole('article').first().waitFor();
    await visitor.picture(`desk-${language}-${width}-${scheme}`);
    expect(await visitor.barriers()).toEqual([]);
    expect(await visitor.overflows()).toBe(false);
    expect(visitor.amiss).toEqual([]);
  });
});

describePages('the obligations', () => {
  test('lead from the list to the periods of each, and on to a round', async () => {
    const visitor = await visit(app().url);
    const { page } = visitor;
    await visitor.signIn('tu');
    await visitor.goto('/nghia-vu');
    const request = page.getByRole('row', { name: /đợt báo cáo 6 tháng/ });
    await request.getByRole('link', { name: '6T đầu 2023' }).waitFor();
    await visitor.picture('obligations');
    expect(await visitor.barriers()).toEqual([]);
    await request.getByRole('button', { name: 'Mục 4, gạch đầu dòng 2' }).click();
    await page.getByRole('dialog').filter({ visible: true }).getByRole('heading').first().waitFor();
    await page.keyboard.press('Escape');
    await request.getByRole('link', { name: /đợt báo cáo 6 tháng/ }).click();
    await page.waitForURL('**/nghia-vu/19-kh-bcd/R0-H');
    const open = page.getByRole('article', { name: '6 tháng đầu năm 2023' });
    await open.getByText('1 trên 13 đơn vị đã gửi').waitFor();
    await page.getByRole('heading', { name: '6 tháng đầu năm 2024' }).waitFor();
    await visitor.picture('obligation');
    expect(await visitor.barriers()).toEqual([]);
    await open.getByRole('link', { name: '6 tháng đầu năm 2023' }).click();
    await page.waitForURL('**/dot/*');
    expect(visitor.amiss).toEqual([]);
  });

  test('in English at a phone, in the dark', async () => {
    const visitor = await visit(app().url, { language: 'en', width: 'phone', scheme: 'dark' });
    await visitor.signIn('tu');
    for (const [path, name] of [
      ['/nghia-vu', 'obligations-phone'],
      [`/nghia-vu/${PLAN}/M2`, 'obligation-phone'],
    ] as const) {
      await visitor.goto(path);
      await visitor.picture(name);
      expect(await visitor.barriers()).toEqual([]);
      expect(await visitor.overflows()).toBe(false);
    }
    expect(visitor.amiss).toEqual([]);
  });
});

describePages('a meeting', () => {
  let meeting: number;
  beforeAll(async () => {
    meeting = await at('M2/2023-Q2');
  });

  test('goes from the desk through all its steps to its conclusion, and to its file', async () => {
    const visitor = await visit(app().url);
    const { page } = visitor;
    const dialog = page.getByRole('dialog').filter({ visible: true });
    const next = page.locator('li[aria-current=step]');
    const act = (label: string) => next.getByRole('button', { name: label });
    const confirm = async (label: string): Promise<void> => {
      await dialog.getByRole('button', { name: label, exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
    };
    await visitor.signIn('tu');
    // On the desk one press opens what has to be asked; it is done in place.
    const card = page.getByRole('article', { name: /quý II / });
    await card.getByRole('button', { name: 'Chốt lịch họp' }).click();
    await dialog.getByLabel('Ngày họp').fill('29/06/2023');
    await visitor.picture('meeting-fix');
    await confirm('Chốt lịch họp');
    await card.getByRole('button', { name: 'Giao chuẩn bị nội dung' }).waitFor();
    await card.getByRole('link', { name: /quý II/ }).click();
    await page.waitForURL(`**/viec/${meeting}`);
    // What is none of their own unit's tasks belongs to the desk.
    const place = page.getByRole('navigation').getByRole('link', { name: 'Bàn thư ký' });
    expect(await place.getAttribute('aria-current')).toBe('page');

    await act('Giao chuẩn bị nội dung').click();
    await confirm('Giao chuẩn bị nội dung');
    await act('Gửi giấy mời').waitFor();
    await visitor.picture('meeting-preparing');
    await send('tu', meeting, { event: 'invitation.send', form: await filled('tu', meeting, 'agenda') });
    await clockTo('2023-06-29T08:00:00+07:00');

    // The page hears of it by itself. The meeting is opened with a document that goes with it.
    await act('Khai mạc').click();
    await dialog.locator('input[type=file]').setInputFiles({
      name: 'Danh sách dự họp.pdf',
      mimeType: 'application/pdf',
      buffer: pdf('Danh sách'),
    });
    await dialog.getByText('Danh sách dự họp.pdf').waitFor();
    await visitor.picture('meeting-open');
    expect(await visitor.barriers()).toEqual([]);
    await confirm('Khai mạc');
    await page.getByRole('link', { name: 'Danh sách dự họp.pdf' }).first().waitFor();
    await act('Bế mạc').click();
    await confirm('Bế mạc');
    const conclusion = await filled('tu', meeting, 'conclusion');
    await send('tu', meeting, { event: 'conclusion.draft', form: conclusion });
    await next.getByText('Ban hành thông báo kết luận').waitFor();
    await visitor.picture('meeting-held');
    expect(await visitor.barriers()).toEqual([]);

    // What was written by hand comes after the meeting.
    const added = page.locator('li', { hasText: 'Bế mạc' }).locator('input[type=file]').first();
    await added.setInputFiles({ name: 'Biên bản đã ký.pdf', mimeType: 'application/pdf', buffer: pdf('Biên bản') });
    await page.getByRole('link', { name: 'Biên bản đã ký.pdf' }).first().waitFor();

    const fields = { number: '9-TB/BCĐ', dated: '2023-06-29' };
    await send('truong-ban', meeting, { event: 'conclusion.issue', fields });
    await act('Đóng hồ sơ phiên họp').click();
    await confirm('Đóng hồ sơ phiên họp');
    await page.getByRole('heading', { name: /Các bước/ }).waitFor();
    await page.emulateMedia({ media: 'print', colorScheme: 'light' });
    await visitor.picture('meeting-print');
    await page.emulateMedia({ media: 'screen' });
    expect(visitor.amiss).toEqual([]);
  });

  test.each([looks[1]])('in %s at a %s, in the %s', async (language, width, scheme) => {
    const visitor = await visit(app().url, { language, width, scheme });
    await visitor.signIn('tu');
    await visitor.goto(`/viec/${meeting}`);
    await visitor.page.getByRole('heading', { level: 2 }).first().waitFor();
    await visitor.picture(`meeting-${language}-${width}-${scheme}`);
    expect(await visitor.barriers()).toEqual([]);
    expect(await visitor.overflows()).toBe(false);
    expect(visitor.amiss).toEqual([]);
  });
});

describePages('the calendar of a unit', () => {
  test('of July says what is owed since June, and leads there', async () => {
    await clockTo('2023-07-03T09:00:00+07:00');
    const visitor = await visit(app().url, { width: 'phone' });
    const { page } = visitor;
    await visitor.signIn('hoa');
    await page.getByRole('link', { name: 'Lịch', exact: true }).click();
    await page.getByRole('heading', { level: 2, name: 'Tháng 07/2023' }).waitFor();
    const owed = page.getByRole('link', { name: 'Còn 1 việc quá hạn từ các tháng trước' });
    await owed.waitFor();
    await visitor.picture('calendar-owed');
    expect(await visitor.barriers()).toEqual([]);
    expect(await visitor.overflows()).toBe(false);
    await page.getByRole('button', { name: 'Tháng sau' }).click();
    await page.getByRole('heading', { level: 2, name: 'Tháng 08/2023' }).waitFor();
    await owed.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Hôm nay' }).click();
    await owed.click();
    await page.waitForURL('**/viec?bucket=overdue');
    await page.getByRole('rowheader', { name: /Báo cáo 6 tháng/ }).waitFor();
    expect(await page.getByRole('rowheader').count()).toBe(1);
    expect(visitor.amiss).toEqual([]);
  });
});

describePages('a scoring round', () => {
  let round: number;
  const ids: Record<string, number> = {};
  const criteria = [
    'leadership',
    'party-democracy',
    'dissemination',
    'citizens',
    'inspection',
    'emulation',
    'reporting',
  ];
  const most = [20, 15, 15, 15, 15, 10, 10];
  const total = (points: readonly number[]): number => points.reduce((sum, one) => sum + one, 0);
  const rows = (points: readonly number[], cells: (index: number) => object): Answers =>
    Object.fromEntries(points.map((one, i): [string, object] => [criteria[i] ?? '', { points: one, ...cells(i) }]));
  const own = (points: readonly number[], name: string): Answers => ({
    criteria: rows(points, () => ({ note: 'Có văn bản, biên bản kèm theo.' })),
    total: total(points),
    'self-class': name,
  });
  const appraised = (points: readonly number[], mine: readonly number[], name: string): Answers => ({
    criteria: rows(points, (i) => (points[i] === mine[i] ? {} : { reason: 'Thiếu biên bản đối thoại quý III.' })),
    total: total(points),
    'proposed-class': name,
  });
  const LOWER = [18, 15, 15, 10, 15, 9, 5];
  const submit = (unit: string, who: string): Promise<unknown> =>
    send(who, ids[unit] ?? 0, {
      event: 'sheet.submit',
      fields: { points: 100 },
      form: { answers: own(most, 'excellent') },
    });

  beforeAll(async () => {
    await clockTo('2023-09-18T09:00:00+07:00');
    round = await at('S10/2023');
    await send('sau', round, { event: 'round.open', body: { reason: 'Dùng bảng điểm năm 2022.' } });
    await clockTo('2023-10-10T09:00:00+07:00');
    for (const unit of [SENT, LATE]) ids[unit] = await at(`S10-P/2023/${unit}`);
    await submit(SENT, 'lan');
    await send('tu', ids[SENT] ?? 0, { event: 'appraisal.start' });
    await send('tu', ids[SENT] ?? 0, {
      event: 'result.draft',
      fields: { points: total(LOWER), class: 'good' },
      form: { answers: appraised(LOWER, most, 'good') },
    });
    await send('hung', ids[SENT] ?? 0, { event: 'objection.raise', body: { reason: 'Đã có biên bản gửi sau.' } });
    await submit(LATE, 'hoa');
  }, 180_000);

  test('sets own, appraised and settled points beside each other, as they come', async () => {
    const visitor = await visit(app().url);
    const { page } = visitor;
    await visitor.signIn('tu');
    await visitor.goto(`/nghia-vu/${PLAN}/S10`);
    await page.getByRole('article').getByRole('link', { name: 'Bảng tổng hợp điểm' }).click();
    await page.waitForURL(`**/dot/${round}/bang-diem`);
    const line = (name: string) => page.getByRole('row', { name });
    await line('Huyện ủy Gò Dầu').getByText('giảm 13').waitFor();
    await line('Huyện ủy Gò Dầu').getByText('4 tiêu chí thay đổi').waitFor();
    await line('Huyện ủy Gò Dầu').getByText('tự xếp: Xuất sắc').waitFor();
    await page.getByRole('status').filter({ hasText: '0/13' }).waitFor();
    await visitor.picture('scores');
    expect(await visitor.barriers()).toEqual([]);
    await page.getByText('Theo tiêu chí').click();
    await line('Huyện ủy Gò Dầu').getByText('giảm 5').first().waitFor();
    await visitor.picture('scores-criteria');
    expect(await visitor.barriers()).toEqual([]);

    // The sheet itself, and the review in place: the points are settled, and the draft stays beside them.
    await page.getByRole('button', { name: 'Huyện ủy Gò Dầu' }).click();
    const panel = page.getByRole('dialog').filter({ hasText: 'Việc cần làm' });
    await panel.getByText('Lý do: Thiếu biên bản đối thoại quý III.').first().waitFor();
    await panel.getByText('Đã có biên bản gửi sau.').first().waitFor();
    await visitor.picture('scores-sheet');
    expect(await visitor.barriers()).toEqual([]);
    const reason = 'Chấp nhận biên bản gửi bổ sung.';
    await send('sau', ids[SENT] ?? 0, {
      event: 'review.decide',
      fields: { points: 92, class: 'excellent' },
      body: { reason },
    });
    await panel.getByText(reason).first().waitFor();
    await panel.getByRole('button', { name: 'Xếp loại', exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Theo đơn vị').click();
    await line('Huyện ủy Gò Dầu').getByText('92', { exact: true }).waitFor();
    await page.getByRole('status').filter({ hasText: '1/13' }).waitFor();
    await page.emulateMedia({ media: 'print', colorScheme: 'light' });
    await visitor.picture('scores-print');
    await page.emulateMedia({ media: 'screen' });
    expect(visitor.amiss).toEqual([]);
  });

  test('takes no changed points without a reason, nor points that are not those of the criteria', async () => {
    await send('tu', ids[LATE] ?? 0, { event: 'appraisal.start' });
    const draft = (points: number, answers: Answers) =>
      app()
        .as('tu')
        .post<{ code: string; detail: string; errors: { path: string; code: string }[] }>(
          `/instances/${ids[LATE]}/events`,
          { event: 'result.draft', fields: { points }, form: { answers } },
          { 'idempotency-key': `key-${(keys += 1)}` },
        );
    const { criteria: _, ...rest } = appraised(LOWER, most, 'good');
    const silent = await draft(total(LOWER), { ...rest, criteria: rows(LOWER, () => ({})) });
    expect(silent).toMatchObject({ status: 422, body: { code: 'form-incomplete' } });
    expect(silent.body.errors).toMatchObject(
      ['leadership', 'citizens', 'emulation', 'reporting'].map((one) => ({
        path: `criteria.${one}.reason`,
        code: 'required',
        label: { vi: 'Lý do thay đổi' },
      })),
    );
    const other = await draft(50, appraised(LOWER, most, 'good'));
    expect(other).toMatchObject({ status: 422, body: { code: 'points-disagree' } });
    expect(other.body.detail).toContain('(50) khác tổng điểm của phiếu (87)');

    // On the form the unit's own points stand below each field; what is changed asks for its reason beside it.
    const visitor = await visit(app().url);
    const { page } = visitor;
    await visitor.signIn('tu');
    await visitor.goto(`/viec/${ids[LATE]}/bieu-mau/appraisal`);
    await page.getByRole('button', { name: 'Chép số liệu để sửa' }).click();
    const first = page.getByRole('row').nth(1);
    await first.getByRole('textbox').first().fill('18');
    await page.getByLabel('Tổng điểm thẩm định').fill('98');
    await page.getByLabel('Đề nghị xếp loại').first().click();
    await page.getByRole('option', { name: 'Xuất sắc' }).click();
    await page.getByRole('button', { name: 'Gửi dự thảo kết quả' }).click();
    await page.getByText('Mục này bắt buộc.').first().waitFor();
    await visitor.picture('appraisal-form');
    expect(await visitor.barriers()).toEqual([]);
    await first.getByRole('textbox').nth(1).fill('Chưa phân công cấp ủy viên theo dõi.');
    await page.getByRole('heading', { name: 'Đã đủ, có thể gửi' }).waitFor();
    await page.getByRole('button', { name: 'Gửi dự thảo kết quả' }).click();
    const dialog = page.getByRole('dialog').filter({ visible: true });
    expect(await dialog.getByLabel('Điểm thẩm định').inputValue()).toBe('98');
    expect(await dialog.getByLabel('Dự kiến xếp loại').first().inputValue()).toBe('Xuất sắc');
    await visitor.picture('appraisal-dialog');
    await dialog.getByRole('button', { name: 'Gửi dự thảo kết quả' }).click();
    await page.getByRole('heading', { name: 'Phiếu tiếp nhận' }).waitFor();
    expect(visitor.amiss).toEqual([]);
  });

  test('is open to whoever only appraises it: from their first page, by one link', async () => {
    const visitor = await visit(app().url);
    const { page } = visitor;
    await visitor.signIn('tham');
    await page.getByRole('link', { name: /^Chấm điểm 13 đảng bộ/ }).waitFor();
    await visitor.picture('appraiser-desk');
    expect(await visitor.barriers()).toEqual([]);
    await page.getByRole('link', { name: /^Chấm điểm 13 đảng bộ/ }).click();
    await page.waitForURL(`**/dot/${round}/bang-diem`);
    await page.getByRole('row', { name: 'Huyện ủy Gò Dầu' }).getByText('92', { exact: true }).waitFor();
    const place = page.getByRole('navigation').getByRole('link', { name: 'Theo dõi, chấm điểm' });
    expect(await place.getAttribute('aria-current')).toBe('page');
    await visitor.picture('appraiser-scores');
    expect(visitor.amiss).toEqual([]);
  });

  test.each([looks[1]])('in %s at a %s, in the %s', async (language, width, scheme) => {
    const visitor = await visit(app().url, { language, width, scheme });
    await visitor.signIn('tu');
    await visitor.goto(`/dot/${round}/bang-diem?mo=${ids[SENT]}`);
    await visitor.page.getByRole('table').first().waitFor();
    await visitor.picture(`scores-sheet-${language}-${width}-${scheme}`);
    expect(await visitor.barriers()).toEqual([]);
    await visitor.page.keyboard.press('Escape');
    await visitor.picture(`scores-${language}-${width}-${scheme}`);
    expect(await visitor.barriers()).toEqual([]);
    expect(await visitor.overflows()).toBe(false);
    expect(visitor.amiss).toEqual([]);
  });
});
