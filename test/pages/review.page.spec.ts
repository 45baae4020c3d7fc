import type { Answers } from '../../src/core/form/form.js';
import { useApp } from '../http/api.js';
import { done } from '../http/two-plans.js';
import { givePost } from '../support/accounts.js';
import { givePassword } from '../support/browser-session.js';
import { describePages, useBrowser, type Visitor } from '../support/browser.js';
import { reviewPlan } from '../support/review-plan.js';
import { until } from '../support/until.js';
import { OFFICE, PLAN, write as writeDraft } from './half-year.js';

// The three-year review from its plan to its end, by four people at their browsers: the secretariat's officer and head, the
// leadership, and the one unit that reports and nominates.
jest.setTimeout(300_000);
const plan = reviewPlan();
afterAll(plan.drop);
const app = useApp({ PLAN_DIR: plan.dir });
const visit = useBrowser();
const LEADER = 'truong-ban';
const UNIT = 'dang-uy-cong-an';

const clockTo = async (day: string): Promise<unknown> =>
  done(await app().post('/sandbox/clock', { to: `${day}T09:00:00+07:00` }));
/** As soon as it is there: what a request hands out comes a little after it. */
const at = (who: string, key: string): Promise<number> =>
  until(key, async () => {
    const path = `/instances?key=${encodeURIComponent(`${PLAN}/${key}`)}`;
    const { status, body } = await app().as(who).get<{ id: number }>(path);
    return status === 200 ? body.id : undefined;
  });
let keys = 0;
const send = async (who: string, id: number, event: string): Promise<unknown> =>
  done(
    await app()
      .as(who)
      .post(`/instances/${id}/events`, { event }, { 'idempotency-key': `review-${(keys += 1)}` }),
  );

const write = (who: string, id: number, name: string, more?: Answers): Promise<void> =>
  writeDraft(app().as(who), [id, name], more);

/** What somebody does at a task, and what its window asks for. */
type Act = {
  readonly on: number;
  readonly label: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly picture: string;
  /** A form that may be left out is opened by its own name. */
  readonly link?: string;
};
async function act(visitor: Visitor, { on, label, fields = {}, picture, link }: Act): Promise<void> {
  const { page } = visitor;
  await visitor.goto(`/viec/${on}`);
  const button = page.getByRole('button', { name: label, exact: true }).first();
  if (link !== undefined) await page.getByRole('link', { name: link }).click();
  else if ((await button.count()) > 0) await button.click();
  else {
    // What is no step of everybody's way stands in the list of what else may be done.
    await page.getByRole('button', { name: /^Thao tác/ }).click();
    await page.getByRole('menuitem', { name: label, exact: true }).click();
  }
  // By its name: the calendar of a day is a box of its own.
  const dialog = page.getByRole('dialog', { name: label, exact: true });
  const form = page.getByRole('heading', { name: 'Đã đủ, có thể gửi' });
  await dialog.or(form).first().waitFor();
  if (await form.isVisible()) {
    await visitor.picture(`${picture}-form`);
    expect(await visitor.barriers()).toEqual([]);
    await button.click();
  }
  for (const [name, value] of Object.entries(fields)) {
    await dialog.getByLabel(name).fill(value);
    await dialog.getByLabel(name).press('Tab');
  }
  await visitor.picture(picture);
  await dialog.getByRole('button', { name: label, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  // What came with a form leads to its slip.
  await page.waitForURL(({ pathname }) => !/\/bieu-mau\/[^/]+$/.test(pathname));
}

beforeAll(async () => {
  for (const [who, unit, seat] of [
    ['tu', OFFICE, 'officer'],
    ['sau', OFFICE, 'head'],
    ['lan', UNIT, 'officer'],
    ['hung', UNIT, 'head'],
  ] as const)
    await givePost(app().pool, who, [PLAN, unit, seat]);
  for (const who of ['tu', 'sau', 'lan', LEADER]) await givePassword(app().pool, who);
  await clockTo('2025-06-10');
}, 180_000);

describePages('the three-year review', () => {
  test('is done from its plan to the presented award in the browser', async () => {
    const review = await at('tu', 'A3w/2023-2025');
    const [tu, sau, lan, leader] = await Promise.all(
      ['tu', 'sau', 'lan', LEADER].map(async (name) => {
        const visitor = await visit(app().url);
        await visitor.signIn(name);
        await visitor.page.evaluate(`localStorage.setItem('dung-han.tour', 'hidden')`);
        return visitor;
      }),
    );
    if (!tu || !sau || !lan || !leader) throw new Error('somebody is missing');

    // Planned, the results gathered, the reports asked for by a letter.
    await act(leader, { on: review, label: 'Duyệt kế hoạch sơ kết', picture: 'review-plan' });
    await act(sau, {
      on: review,
      label: 'Dùng kết quả tạm thời',
      fields: { 'Lý do': 'Kết quả năm 2025 có sau ngày 20/11.' },
      picture: 'review-provisional',
    });
    await write('tu', review, 'request');
    await act(tu, {
      on: review,
      label: 'Yêu cầu báo cáo sơ kết',
      link: 'Văn bản yêu cầu báo cáo sơ kết 3 năm',
      fields: { 'Số, ký hiệu': '03-CV/BCĐ', 'Hạn báo cáo': '15/09/2025' },
      picture: 'review-request',
    });

    // One unit reports; then nominations are called for.
    const report = await at('lan', `A3w-U/2023-2025/${UNIT}`);
    await send('lan', report, 'receipt.confirm');
    await write('lan', report, 'report');
    await act(lan, { on: report, label: 'Trình lãnh đạo đơn vị', picture: 'review-unit-report' });
    await send('hung', report, 'report.sign');
    await act(tu, { on: report, label: 'Tiếp nhận hợp lệ', picture: 'review-accept' });
    await act(tu, { on: review, label: 'Chốt báo cáo sơ kết', picture: 'review-close-reports' });
    await act(tu, {
      on: review,
      label: 'Yêu cầu đề cử',
      fields: { 'Hạn đề cử': '31/10/2025' },
      picture: 'review-nominations',
    });

    // The unit nominates; the dossier is checked, opinions are taken, the panel selects.
    const nomination = await at('lan', `A4w/2023-2025/${UNIT}`);
    await write('lan', nomination, 'nomination', { name: 'Đội Cảnh sát khu vực' });
    await act(lan, {
      on: nomination,
      label: 'Gửi đề cử',
      fields: { 'Số tập thể': '1' },
      picture: 'review-nominate',
    });
    await act(tu, { on: nomination, label: 'Hồ sơ hợp lệ', picture: 'review-dossier' });
    await clockTo('2025-11-10');
    await act(sau, { on: nomination, label: 'Chọn', picture: 'review-select' });
    await act(tu, { on: review, label: 'Chốt đề cử', picture: 'review-close-nominations' });

    // The report of the review, approved; the award proposed to the Chairman, and decided.
    await write('tu', review, 'report');
    await act(tu, { on: review, label: 'Trình duyệt báo cáo sơ kết', picture: 'review-report' });
    await act(leader, { on: review, label: 'Duyệt', picture: 'review-approve' });
    const proposal = await at('tu', 'A5w/2023-2025');
    await write('tu', proposal, 'proposal');
    await act(tu, { on: proposal, label: 'Trình ký', picture: 'review-proposal' });
    await act(leader, {
      on: proposal,
      label: 'Ký và gửi',
      fields: { 'Số, ký hiệu': '21-TTr/BCĐ', 'Ngày văn bản': '10/11/2025' },
      picture: 'review-proposal-sign',
    });
    const decision = { 'Số, ký hiệu': '2101/QĐ-UBND', 'Ngày quyết định': '10/11/2025' };
    for (const [on, label] of [
      [proposal, 'Ghi nhận quyết định'],
      [nomination, 'Ghi nhận quyết định khen thưởng'],
    ] as const)
      await act(tu, { on, label, fields: decision, picture: `review-decision-${on}` });

    // The conference, the certificate in the unit's hands, and the end.
    const day = { 'Ngày hội nghị': '12/12/2025' };
    await act(tu, { on: review, label: 'Chốt ngày hội nghị', fields: day, picture: 'review-conference' });
    await clockTo('2025-12-12');
    await act(tu, { on: review, label: 'Đã tổ chức hội nghị', picture: 'review-held' });
    await act(tu, { on: nomination, label: 'Đã trao tặng', picture: 'review-presented' });
    await act(sau, { on: review, label: 'Kết thúc sơ kết', picture: 'review-end' });
    for (const [visitor, on, name] of [
      [sau, review, 'Hoàn thành'],
      [lan, nomination, 'Đã được khen thưởng'],
    ] as const) {
      await visitor.goto(`/viec/${on}`);
      await visitor.page.getByRole('main').getByText(name).first().waitFor();
      expect(await visitor.page.getByRole('main').textContent()).not.toContain('parent.');
      await visitor.picture(`review-over-${on}`);
      expect(await visitor.barriers()).toEqual([]);
    }
    expect([tu, sau, lan, leader].flatMap(({ amiss }) => amiss)).toEqual([]);
  });
});
