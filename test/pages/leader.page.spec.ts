import { givePost } from '../support/accounts.js';
import { givePassword } from '../support/browser-session.js';
import { describePages, useBrowser } from '../support/browser.js';
import { useApp } from '../http/api.js';
import { done } from '../http/two-plans.js';

// What leadership looks at at the end of June 2023: a meeting that nobody held, reports that were asked for and not sent.
const app = useApp({});
const visit = useBrowser();
const LEADER = 'truong-ban';
const PLAN = '19-kh-bcd';
const OFFICE = 'co-quan-thuong-truc';

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

const looks = [
  ['vi', 'desk', 'light'],
  ['en', 'phone', 'dark'],
] as const;

describePages('the one page of leadership', () => {
  test.each(looks)('in %s at a %s, in the %s', async (language, width, scheme) => {
    const visitor = await visit(app().url, { language, width, scheme });
    await visitor.signIn(LEADER);
    expect(new URL(visitor.page.url()).pathname).toBe('/dieu-hanh');
    await visitor.page.getByRole('heading', { level: 2 }).first().waitFor();
    await visitor.picture(`leader-${language}-${width}-${scheme}`);
    expect(await visitor.barriers()).toEqual([]);
    expect(await visitor.overflows()).toBe(false);
    expect(visitor.amiss).toEqual([]);
  });

  test('on paper: sheets of A4, the year on one of them across, and nothing left to press', async () => {
    const visitor = await visit(app().url);
    const { page } = visitor;
    await visitor.signIn(LEADER);
    const sheets = async (): Promise<string[]> => {
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      return [...pdf.matchAll(/\/MediaBox \[0 0 (\d+)\S* (\d+)/g)].map(([, width, height]) => `${width} × ${height}`);
    };
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    expect([...new Set(await sheets())]).toEqual(['594 × 841']);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
    // Of its own accord again: what is told to look like a screen does so on paper too.
    await page.emulateMedia({ media: null });
    await visitor.goto('/ke-hoach-nam');
    await page.getByText('Mục 3', { exact: true }).waitFor();
    expect(await sheets()).toEqual(['841 × 594']);
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

  test('on a wall there is nothing to press, and on paper no colour is needed', async () => {
    const visitor = await visit(app().url);
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
    expect(visitor.amiss).toEqual([]);
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

  test('is looked at as of a past day by the keys', async () => {
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
    for (const [language, width, scheme] of [looks[0], looks[1]]) {
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
    for (const [language, width, scheme] of [looks[0], looks[1]]) {
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
