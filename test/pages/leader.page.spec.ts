import type { Locator } from 'playwright-core';
import { givePost } from '../support/accounts.js';
import { givePassword } from '../support/browser-session.js';
import { describePages, useBrowser } from '../support/browser.js';
import { faintOnPaper, sheetsOf } from '../support/on-paper.js';
import { startProxy } from '../support/proxy.js';
import { until } from '../support/until.js';
import { useApp } from '../http/api.js';
import { done } from '../http/two-plans.js';
import type { Form } from '../../src/core/form/form.js';
import { answersTo } from './half-year.js';

// What leadership looks at at the end of June 2023: a meeting that nobody held, reports that were asked for and not sent.
const app = useApp({});
const visit = useBrowser();
const LEADER = 'truong-ban';
const PLAN = '19-kh-bcd';
const OFFICE = 'co-quan-thuong-truc';

/** A sign that is drawn, by its name. */
type Signed = { readonly getAttribute: (name: 'class') => string | null };
type Numbers = Readonly<Record<string, number | null>>;
type Standing = { readonly counts: Numbers; readonly late: { readonly total: number } };
type Matrix = {
  readonly columns: readonly { readonly obligation: string }[];
  readonly rows: readonly { readonly cells: readonly { readonly id: number }[] }[];
  readonly totals: Numbers;
};
const standing = async (): Promise<Standing> => done(await app().as(LEADER).get<Standing>('/monitoring/standing'));
const matrix = async (query = ''): Promise<Matrix> =>
  done(await app().as(LEADER).get<Matrix>(`/monitoring/matrix${query}`));

let keys = 0;
async function send(who: string, key: string, event: object): Promise<void> {
  const { id } = done(await app().get<{ readonly id: number }>(`/instances?key=${PLAN}/${key}`));
  const headers = { 'idempotency-key': `key-${(keys += 1)}` };
  done(await app().as(who).post(`/instances/${id}/events`, event, headers));
}

/** What the office asks for, as its form has it. */
const letter = {
  subject: 'V/v báo cáo kết quả thực hiện dân chủ ở cơ sở 6 tháng đầu năm',
  kind: 'half-year',
  signer: 'Ngô Thị Trang',
  'period-from': '2022-12-15',
  'period-to': '2023-06-14',
  'cut-off': '2023-06-14',
  due: '2023-06-20',
  outline: 'Theo đề cương gửi kèm.',
  contact: 'Phạm Minh Cường, 0276 3822 111',
};

beforeAll(async () => {
  await givePassword(app().pool, LEADER);
  await givePost(app().pool, 'tu', [PLAN, OFFICE, 'officer']);
  await givePost(app().pool, 'sau', [PLAN, OFFICE, 'head']);
  done(await app().post('/sandbox/clock', { to: '2023-05-18' }));
  const round = 'R0-H/2023-H1';
  await send('tu', round, { event: 'request.present', form: { answers: letter } });
  await send('sau', round, { event: 'request.sign' });
  const fields = { number: '12-CV/BCĐ', dated: '2023-05-18', 'cut-off': '2023-06-14', due: '2023-06-20' };
  await send('tu', round, { event: 'request.issue', fields });
  done(await app().post('/sandbox/clock', { to: '2023-06-23T09:00:00+07:00' }));
}, 180_000);

// The rest of them are in every-screen.page.spec.ts.
const looks = [
  ['vi', 'desk', 'light'],
  ['en', 'phone', 'dark'],
] as const;

describePages('the one page of leadership', () => {
  test.each(looks)('in %s at a %s, in the %s', async (language, width, scheme) => {
    const visitor = await visit(app().url, { language, width, scheme });
    await visitor.signIn(LEADER);
    expect(new URL(visitor.page.url()).pathname).toBe('/dieu-hanh');
    await visitor.page.getByRole('main').getByRole('heading', { level: 2 }).first().waitFor();
    await visitor.picture(`leader-${language}-${width}-${scheme}`);
    expect(await visitor.barriers()).toEqual([]);
    expect(await visitor.overflows()).toBe(false);
    expect(visitor.amiss).toEqual([]);
  });

  test('on paper: sheets of A4, nothing left to press, and no colour that is needed', async () => {
    // Who works in the dark prints on white.
    const visitor = await visit(app().url, { scheme: 'dark' });
    const { page } = visitor;
    await visitor.signIn(LEADER);
    const upright = '594 × 841';
    const across = '841 × 594';
    await page.getByRole('main').getByRole('heading', { level: 2 }).first().waitFor();
    expect(await sheetsOf(page, 'leader')).toEqual([upright, upright]);
    expect(await faintOnPaper(page)).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
    await page.emulateMedia({ media: null });

    // Each cell says by a letter how it stands, each letter is told once, and no two mean the same.
    await visitor.goto('/ma-tran');
    await page.locator('tbody').getByRole('link').first().waitFor();
    expect(await sheetsOf(page, 'matrix')).toEqual([across]);
    expect(await faintOnPaper(page)).toEqual([]);
    const letters = await page.getByRole('list', { name: 'Chú giải' }).locator('b').allTextContents();
    expect(new Set(letters).size).toBe(letters.length);
    const marks = await page.locator('tbody').getByRole('link').locator('b').allTextContents();
    expect(marks.length).toBeGreaterThan(0);
    expect(marks.filter((letter) => !letters.includes(letter))).toEqual([]);

    // So does each bar of the year by a sign.
    await visitor.goto('/ke-hoach-nam');
    await page.getByText('Mục 3', { exact: true }).waitFor();
    expect(await sheetsOf(page, 'year')).toEqual([across]);
    expect(await faintOnPaper(page)).toEqual([]);
    const signsIn = (within: Locator): Promise<string[]> =>
      within.locator('svg').evaluateAll((all: readonly Signed[]) => all.map((one) => one.getAttribute('class') ?? ''));
    const signs = await signsIn(page.getByRole('list', { name: 'Chú giải' }));
    expect(new Set(signs).size).toBe(signs.length);
    const shown = await signsIn(page.getByRole('region', { name: 'Kế hoạch năm' }).getByRole('link'));
    expect(shown).toHaveLength(await page.getByRole('region', { name: 'Kế hoạch năm' }).getByRole('link').count());
    expect([...new Set(shown)].sort()).toEqual([...signs].sort());
    expect(visitor.amiss).toEqual([]);
  });

  test('its numbers are those of the API, and each opens as many as it counts', async () => {
    const { counts, late } = await standing();
    const visitor = await visit(app().url);
    const { page } = visitor;
    await visitor.signIn(LEADER);
    await page.getByRole('heading', { name: `Đang quá hạn (${late.total})` }).waitFor();
    const words = {
      doneOnTime: 'Hoàn thành đúng hạn',
      doneLate: 'Hoàn thành quá hạn',
      openInTime: 'Chưa hoàn thành trong hạn',
      openOverdue: 'Chưa hoàn thành quá hạn',
    };
    for (const [name, word] of Object.entries(words))
      expect([name, await page.getByRole('link', { name: `${counts[name]} ${word}` }).count()]).toEqual([name, 1]);
    await page.getByRole('link', { name: `${counts['openInTime']} ${words.openInTime}` }).click();
    await page.getByRole('heading', { level: 1, name: words.openInTime }).waitFor();
    await page.getByRole('table').waitFor();
    expect(await page.getByRole('rowheader').count()).toBe(counts['openInTime']);
    await visitor.picture('leader-behind');
    expect(await visitor.barriers()).toEqual([]);
    expect(visitor.amiss).toEqual([]);
  });

  test('a unit that is late leads to what it owes', async () => {
    const visitor = await visit(app().url);
    const { page } = visitor;
    await visitor.signIn(LEADER);
    await page.getByRole('link', { name: 'Đảng ủy Công an tỉnh' }).click();
    await page.getByRole('heading', { level: 1, name: 'Đang quá hạn' }).waitFor();
    await page.getByText('1 việc · Đảng ủy Công an tỉnh').waitFor();
    expect(await page.getByRole('rowheader').count()).toBe(1);
    expect(visitor.amiss).toEqual([]);
  });

  test('on a wall there is nothing to press; what happens arrives by itself, and after a lost line too', async () => {
    const line = await startProxy(app().url);
    const visitor = await visit(line.url.replace(/\/$/, ''));
    const { page } = visitor;
    await visitor.signIn(LEADER);
    await page.emulateMedia({ media: 'print', colorScheme: 'light' });
    await page.setViewportSize({ width: 680, height: 962 });
    await visitor.picture('leader-print');
    await page.emulateMedia({ media: 'screen' });
    await page.setViewportSize({ width: 1440, height: 900 });
    await visitor.goto('/dieu-hanh?man-hinh=1');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.locator('dl').waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(await page.getByRole('link').count()).toBe(0);
    // All of it is seen at once, on a desk's screen and on that of a wall.
    for (const size of [
      { width: 1440, height: 900 },
      { width: 1920, height: 1080 },
    ]) {
      await page.setViewportSize(size);
      await visitor.drawn();
      const { scrollHeight, clientHeight } = await page.evaluate<{ scrollHeight: number; clientHeight: number }>(
        '(({ scrollHeight, clientHeight }) => ({ scrollHeight, clientHeight }))(document.documentElement)',
      );
      expect(scrollHeight).toBeLessThanOrEqual(clientHeight);
      await visitor.picture(`leader-wall-${size.width}`);
    }
    expect(await visitor.barriers()).toEqual([]);

    // The secretariat records what came on paper in time.
    const figure = page.locator('dl > div').filter({ hasText: 'Hoàn thành đúng hạn' }).locator('dd');
    const before = Number(await figure.textContent());
    const recorded = { effectiveAt: '2023-06-19T08:00:00+07:00', body: { reason: 'Nhận qua văn thư.' } };
    const record = (unit: string): Promise<void> =>
      send('tu', `R1/2023-H1/${unit}`, { event: 'report.record', ...recorded });
    const shows = (n: number): Promise<unknown> =>
      until(`the wall to show ${n}`, async () => (await figure.textContent()) === String(n));
    await record('huyen-uy-tan-bien');
    await shows(before + 1);
    line.cut();
    await record('huyen-uy-tan-chau');
    line.mend();
    await shows(before + 2);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    await line.close();
  });
});

describePages('the matrix', () => {
  test.each(looks)('in %s at a %s, in the %s', async (language, width, scheme) => {
    const visitor = await visit(app().url, { language, width, scheme });
    await visitor.signIn(LEADER);
    await visitor.goto('/ma-tran');
    await visitor.page.getByRole('table').waitFor();
    await visitor.picture(`matrix-${language}-${width}-${scheme}`);
    expect(await visitor.barriers()).toEqual([]);
    expect(await visitor.overflows()).toBe(false);
    expect(visitor.amiss).toEqual([]);
  });

  test('has the rows, the cells and the totals of the API, and a cell leads to its work', async () => {
    const { rows, totals } = await matrix();
    const visitor = await visit(app().url);
    const { page } = visitor;
    await visitor.signIn(LEADER);
    await visitor.goto('/ma-tran');
    await page.getByRole('table').waitFor();
    const body = page.locator('tbody');
    expect(await body.getByRole('rowheader').count()).toBe(rows.length);
    expect(await body.getByRole('link').count()).toBe(rows.flatMap(({ cells }) => cells).length);
    const sums = page.locator('tfoot strong');
    expect(await sums.nth(0).textContent()).toBe(String(totals['expected']));
    expect(await sums.nth(1).textContent()).toBe(String(totals['actual']));
    expect(await page.getByRole('link', { name: 'Tải XLSX' }).getAttribute('href')).toContain('/matrix/export?');
    await page.emulateMedia({ media: 'print', colorScheme: 'light' });
    await visitor.picture('matrix-print');
    await page.emulateMedia({ media: 'screen' });
    await body.getByRole('link').first().click();
    await page.waitForURL('**/viec/*');
    expect(visitor.amiss).toEqual([]);
  });

  test('is looked at as of a past day by the keys, and from any day to any other', async () => {
    const visitor = await visit(app().url);
    const { page } = visitor;
    await visitor.signIn(LEADER);
    await visitor.goto('/ma-tran');
    const slider = page.getByRole('slider', { name: 'Số liệu tính đến ngày' });
    await slider.waitFor();
    expect(await slider.getAttribute('aria-valuetext')).toBe('23/06/2023');
    await slider.press('ArrowLeft');
    await page.waitForURL('**ngay=2023-06-22*');
    const past = await matrix('?asOf=2023-06-22');
    expect(await page.locator('tfoot strong').first().textContent()).toBe(String(past.totals['expected']));
    await page.getByRole('button', { name: 'Về hiện tại' }).click();
    await page.waitForURL((url) => !url.searchParams.has('ngay'));

    // Any span of days: one that has the reports and ends before the meeting of the quarter is due.
    await page.getByRole('combobox', { name: 'Kỳ', exact: true }).click();
    await page.getByRole('option', { name: 'Khoảng khác' }).click();
    for (const [label, day] of [
      ['Từ ngày', '01/06/2023'],
      ['Đến ngày', '20/06/2023'],
    ] as const) {
      const field = page.getByRole('textbox', { name: label });
      await field.fill(day);
      await field.press('Enter');
      await field.press('Escape');
    }
    await page.waitForURL('**tu=2023-06-01&den=2023-06-20*');
    await page.getByText('01/06/2023 – 20/06/2023').waitFor();
    const spanned = await matrix('?from=2023-06-01&to=2023-06-20');
    expect(spanned.columns.length).toBeGreaterThan(0);
    await until('the columns of those days', async () => {
      const links = await page.locator('tbody').getByRole('link').count();
      return links === spanned.rows.flatMap(({ cells }) => cells).length;
    });
    await visitor.picture('matrix-span');
    expect(await visitor.barriers()).toEqual([]);
    expect(visitor.amiss).toEqual([]);
  });
});

type Year = {
  readonly sections: readonly { readonly obligations: readonly { readonly bars: readonly unknown[] }[] }[];
};
type Trend = { readonly lines: readonly { readonly points: readonly unknown[] }[] };

describePages('the trend, and the year of the plan', () => {
  test.each([
    ['/xu-huong', 'trend'],
    ['/ke-hoach-nam', 'year'],
    ['/ke-hoach-nam?dang=list', 'year-list'],
  ] as const)('%s in both languages and widths', async (path, name) => {
    for (const [language, width, scheme] of looks) {
      const visitor = await visit(app().url, { language, width, scheme });
      await visitor.signIn(LEADER);
      await visitor.goto(path);
      await visitor.page.locator('main table, main section').first().waitFor();
      await visitor.picture(`${name}-${language}-${width}-${scheme}`);
      expect(await visitor.barriers()).toEqual([]);
      expect(await visitor.overflows()).toBe(false);
      expect(visitor.amiss).toEqual([]);
    }
  });

  test('show as many bars and periods as the API has', async () => {
    const { sections } = done(await app().as(LEADER).get<Year>('/monitoring/year'));
    const bars = sections.flatMap(({ obligations }) => obligations.flatMap((one) => one.bars));
    const { lines } = done(await app().as(LEADER).get<Trend>('/monitoring/trend'));
    const visitor = await visit(app().url);
    await visitor.signIn(LEADER);
    await visitor.goto('/ke-hoach-nam');
    await visitor.page.locator('main section').first().waitFor();
    expect(await visitor.page.locator('main section').getByRole('link').count()).toBe(bars.length);
    await visitor.goto('/xu-huong');
    await visitor.page.getByRole('table').waitFor();
    expect(await visitor.page.getByRole('rowheader').count()).toBe(lines[0]?.points.length);
    // However narrow its column, a day stays whole.
    await visitor.goto('/ke-hoach-nam?dang=list');
    const day = visitor.page.getByRole('cell', { name: '03/04/2023' }).first();
    expect((await day.locator('span').last().boundingBox())?.height).toBeLessThan(32);
    await visitor.picture('year-list-whole');
    await visitor.page.setViewportSize({ width: 1024, height: 800 });
    expect(await visitor.overflows()).toBe(false);
    await visitor.picture('year-list-1024');
  });
});

type Explained = {
  readonly items: readonly {
    readonly unit: { readonly code: string };
    readonly state: string;
    readonly asked: { readonly words: string; readonly by: { readonly id: string } };
    readonly answer: { readonly words: string; readonly by: { readonly id: string } } | null;
  }[];
  readonly next: string | null;
};

describePages('requests for an explanation', () => {
  const [one, other, third] = ['huyen-uy-go-dau', 'huyen-uy-ben-cau', 'huyen-uy-chau-thanh'] as const;
  const list = async (query = '', who = LEADER): Promise<Explained> =>
    done(await app().as(who).get<Explained>(`/monitoring/explanations${query}`));
  const unitsIn = ({ items }: Explained): string[] => items.map(({ unit }) => unit.code);

  beforeAll(async () => {
    for (const unit of [one, other])
      await send(LEADER, `R1/2023-H1/${unit}`, { event: 'explanation.ask', body: { reason: `Vì sao ${unit} chậm?` } });
    await send(`cb.${one}`, `R1/2023-H1/${one}`, { event: 'explanation.give', body: 'Hai cán bộ cùng nghỉ ốm.' });
  });

  test('are listed with their answers, each once, to those who see the work', async () => {
    // Asked at the same moment: the later task stands first.
    expect((await list()).items).toMatchObject([
      {
        ...{ unit: { code: one }, state: 'answered' },
        asked: { words: `Vì sao ${one} chậm?`, by: { id: LEADER } },
        answer: { words: 'Hai cán bộ cùng nghỉ ốm.', by: { id: `cb.${one}` } },
      },
      { unit: { code: other }, state: 'pending', answer: null },
    ]);
    expect(unitsIn(await list('?pending=true'))).toEqual([other]);
    expect(unitsIn(await list('?pending=false'))).toEqual([one]);
    for (const sort of ['at', '-at']) {
      const first = await list(`?limit=1&sort=${sort}`);
      const second = await list(`?limit=1&sort=${sort}&cursor=${first.next}`);
      expect([...unitsIn(first), ...unitsIn(second), second.next]).toEqual([
        ...(sort === 'at' ? [other, one] : [one, other]),
        null,
      ]);
    }
    expect(unitsIn(await list('', `cb.${one}`))).toEqual([one]);
    expect(unitsIn(await list('', `cb.${third}`))).toEqual([]);
    expect(unitsIn(await list('', 'tu'))).toEqual([one, other]);
  });

  test('are read on a page that leadership’s one leads to', async () => {
    for (const [language, width, scheme] of looks) {
      const visitor = await visit(app().url, { language, width, scheme });
      const { page } = visitor;
      await visitor.signIn(LEADER);
      const name = language === 'vi' ? 'Yêu cầu giải trình' : 'Requests for explanation';
      await page.getByRole('link', { name }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await page.getByText('Hai cán bộ cùng nghỉ ốm.').waitFor();
      await page.getByText(`Vì sao ${other} chậm?`).waitFor();
      await visitor.picture(`explanations-${language}-${width}-${scheme}`);
      expect(await visitor.barriers()).toEqual([]);
      expect(await visitor.overflows()).toBe(false);
      expect(visitor.amiss).toEqual([]);
    }
  });
});

describePages('a day of a leader', () => {
  const idOf = async (key: string): Promise<number> =>
    done(await app().get<{ readonly id: number }>(`/instances?key=${PLAN}/${key}`)).id;
  const filled = async (key: string, name: string): Promise<object> => {
    const { form } = done(
      await app()
        .as('tu')
        .get<{ form: Form }>(`/instances/${await idOf(key)}/forms/${name}`),
    );
    return { answers: answersTo(form) };
  };

  // Two documents are before leadership: the committee's compiled report, and what a meeting came to.
  beforeAll(async () => {
    const [report, meeting] = ['R4/2023-H1', 'M2/2023-Q2'];
    await send('tu', report, { event: 'compilation.start', body: { reason: 'Quá hạn, còn thiếu báo cáo.' } });
    await send('tu', report, { event: 'report.present', form: await filled(report, 'report') });
    await send('tu', meeting, { event: 'meeting.schedule', fields: { day: '2023-06-23' } });
    await send('tu', meeting, { event: 'preparation.start' });
    await send('tu', meeting, { event: 'invitation.send', form: await filled(meeting, 'agenda') });
    for (const event of ['meeting.open', 'meeting.end']) await send('tu', meeting, { event });
    await send('tu', meeting, { event: 'conclusion.draft', form: await filled(meeting, 'conclusion') });
  }, 120_000);

  test('from the sign-in to an answer: one document is returned, one approved, a late unit is asked why', async () => {
    const visitor = await visit(app().url, { width: 'phone' });
    const { page } = visitor;
    const dialog = page.getByRole('dialog').filter({ visible: true });
    const part = (name: string | RegExp): Locator => page.getByRole('region', { name });
    const fine = async (name: string): Promise<void> => {
      await visitor.picture(`leader-day-${name}`);
      expect(await visitor.barriers()).toEqual([]);
      expect(await visitor.overflows()).toBe(false);
    };
    const choose = async (verb: string, reason: string): Promise<void> => {
      await page.getByRole('button', { name: /^(Thao tác|Việc khác)/ }).click();
      await page.getByRole('menuitem', { name: verb }).click();
      await dialog.getByLabel('Lý do').fill(reason);
      await fine(verb);
      await dialog.getByRole('button', { name: verb }).click();
      await dialog.waitFor({ state: 'detached' });
    };
    const home = (): Promise<void> => page.getByRole('link', { name: 'Điều hành' }).click();

    // What waits for them stands first; each is opened from there, and read where it is decided on.
    await visitor.signIn(LEADER);
    await part('Chờ tôi quyết định (2)').waitFor();
    await fine('home');
    await part(/^Chờ tôi/)
      .getByRole('link', { name: /Họp Ban Chỉ đạo/ })
      .click();
    await choose('Trả lại dự thảo', 'Nêu rõ thời hạn của từng nhiệm vụ.');
    await home();
    await part('Chờ tôi quyết định (1)').waitFor();
    await part(/^Chờ tôi/)
      .getByRole('link', { name: /Tổng hợp báo cáo 6 tháng/ })
      .click();
    await page.getByRole('button', { name: 'Duyệt', exact: true }).click();
    await page.getByRole('heading', { name: 'Đã đủ, có thể gửi' }).waitFor();
    await fine('document');
    await page.getByRole('button', { name: 'Duyệt', exact: true }).click();
    await dialog.getByRole('button', { name: 'Duyệt', exact: true }).click();
    await page.getByRole('heading', { name: 'Phiếu tiếp nhận' }).waitFor();

    // What was mended is presented again, and is there without their asking.
    await home();
    await part('Chờ tôi quyết định (0)').waitFor();
    await send('tu', 'M2/2023-Q2', { event: 'conclusion.draft', form: await filled('M2/2023-Q2', 'conclusion') });
    await part('Chờ tôi quyết định (1)').waitFor();

    // A unit that is late is asked why, and its answer comes while it is waited for.
    const unit = 'dang-uy-cong-an';
    await part(/^Đang quá hạn/)
      .getByRole('row', { name: 'Đảng ủy Công an tỉnh' })
      .getByRole('link')
      .first()
      .click();
    await choose('Yêu cầu giải trình', 'Vì sao chưa gửi báo cáo 6 tháng?');
    await home();
    await page.getByRole('link', { name: 'Yêu cầu giải trình' }).click();
    await part('Đang chờ giải trình').getByText('Vì sao chưa gửi báo cáo 6 tháng?').waitFor();
    await send(`cb.${unit}`, `R1/2023-H1/${unit}`, {
      event: 'explanation.give',
      body: { reason: 'Chờ số liệu Công an các huyện.' },
    });
    await part('Đã có trả lời hoặc đã khép lại').getByText('Chờ số liệu Công an các huyện.').waitFor();
    await fine('answered');
    expect(visitor.amiss).toEqual([]);
  });
});
