import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import { givePassword } from '../support/browser-session.js';
import { describePages, useBrowser, type Visitor, type Look } from '../support/browser.js';
import { ADMIN } from '../support/accounts.js';
import { tinyPlan, useApp } from '../http/api.js';

const app = useApp(tinyPlan);
const visit = useBrowser();

const SCREENS = [
  ['plans', '/quan-tri/ke-hoach'],
  ['version', '/quan-tri/ke-hoach/tiny/1'],
  ['obligation', '/quan-tri/ke-hoach/tiny/1/nhiem-vu/R0'],
  ['lifecycles', '/quan-tri/quy-trinh'],
  ['calendar', '/quan-tri/lich-lam-viec?year=2024'],
  ['units', '/quan-tri/don-vi'],
  ['accounts', '/quan-tri/tai-khoan'],
  ['account', '/quan-tri/tai-khoan/dung'],
  ['delegations', '/quan-tri/tai-khoan?tab=delegations'],
  ['imports', '/quan-tri/tai-khoan?tab=imports'],
  ['unit-imports', '/quan-tri/don-vi?tab=imports'],
  ['operations', '/quan-tri/van-hanh'],
  ['audit', '/quan-tri/nhat-ky'],
] as const;
const LOOKS: readonly Look[] = [
  { language: 'vi', width: 'desk', scheme: 'light' },
  { language: 'en', width: 'phone', scheme: 'dark' },
];

describePages('the administrator', () => {
  beforeAll(async () => {
    for (const name of [ADMIN, 'an', 'dung']) await givePassword(app().pool, name);
    await app().post('/sandbox/clock', { to: '2024-05-03' });
  }, 120_000);

  const asAdministrator = async (look: Look = {}): Promise<Visitor> => {
    const visitor = await visit(app().url, look);
    // Whoever knows their way has no tour over the page.
    await visitor.page.addInitScript(`localStorage.setItem('dung-han.tour', 'hidden')`);
    await visitor.signIn(ADMIN);
    return visitor;
  };

  test.each(LOOKS)(
    'each screen in $language at a $width is for everybody',
    async (look) => {
      const visitor = await asAdministrator(look);
      for (const [name, path] of SCREENS) {
        await visitor.goto(path);
        await visitor.picture(`admin-${name}-${look.language}-${look.width}`);
        expect([name, await visitor.barriers()]).toEqual([name, []]);
        expect([name, await visitor.overflows()]).toEqual([name, false]);
      }
      expect(visitor.amiss).toEqual([]);
    },
    300_000,
  );

  test('an obligation is added by form, its dates are seen before, and it runs once the draft is activated', async () => {
    const visitor = await asAdministrator();
    const { page } = visitor;
    await visitor.goto('/quan-tri/ke-hoach/tiny/1');
    await page.getByRole('button', { name: 'Lập bản nháp mới' }).click();
    await page.getByRole('link', { name: 'Thêm nhiệm vụ' }).click();
    await page.getByLabel('Mã nhiệm vụ').fill('X1');
    await page.getByLabel('Tên gọi *', { exact: true }).fill('Báo cáo chuyên đề');
    await page.getByLabel('Tên gọi tiếng Anh').fill('A report on one subject');
    await page.getByRole('combobox', { name: 'Mục của kế hoạch' }).fill('4.9');
    const dates = page.getByRole('complementary', { name: '12 ngày sắp tới' });
    // What is missing is said at its field while it is written.
    await dates.getByText('Sửa các lỗi trước').waitFor();
    await visitor.picture('admin-form-findings');
    await page.getByRole('combobox', { name: 'Quy trình' }).click();
    await page.getByRole('option', { name: 'Đợt báo cáo' }).click();
    await page.getByLabel('Mã nhóm việc').fill('X2');
    await page.getByRole('button', { name: 'Thêm nhóm việc' }).click();
    await page.getByRole('button', { name: /^X2/ }).click();
    const tasks = page.getByRole('region', { name: /^X2/ });
    await tasks.getByLabel('Tên gọi *', { exact: true }).fill('Báo cáo chuyên đề của xã');
    await tasks.getByLabel('Tên gọi tiếng Anh').fill('The report of a commune');
    await tasks.getByRole('combobox', { name: 'Nhóm đơn vị' }).click();
    await page.getByRole('option', { name: /Các xã/ }).click();
    await tasks.getByRole('combobox', { name: 'Quy trình' }).click();
    await page.getByRole('option', { name: 'Báo cáo của xã' }).click();
    await tasks.getByRole('combobox', { name: 'Cách xác định hạn' }).click();
    await page.getByRole('option', { name: 'chậm nhất ngày …' }).click();
    await tasks.getByRole('combobox', { name: 'Ngày', exact: true }).click();
    await page.getByRole('option', { name: 'hạn nộp nêu trong yêu cầu' }).click();
    await tasks.getByRole('combobox', { name: 'Thang nhắc' }).click();
    await page.getByRole('option', { name: 'nhắc trước 3 ngày; nhắc đúng hạn; đôn đốc 2 bậc (usual)' }).click();
    await page.getByRole('combobox', { name: 'Ngày mở' }).fill('31/13');
    await page.getByText('Không có ngày này.').waitFor();
    await page.getByRole('combobox', { name: 'Ngày mở' }).fill('03/06');
    await page.getByRole('combobox', { name: 'Cách xác định hạn' }).first().click();
    await page.getByRole('option', { name: 'chậm nhất ngày …' }).click();
    await page.getByRole('combobox', { name: 'Ngày', exact: true }).first().fill('27/6');
    await page.getByRole('combobox', { name: 'Thang nhắc' }).first().click();
    await page.getByRole('option', { name: 'nhắc trước 3 ngày; nhắc đúng hạn; đôn đốc 2 bậc (usual)' }).click();
    await dates.getByText('thứ Năm 27/06/2024 · 23:59').waitFor();
    await visitor.picture('admin-form-dates');
    expect(await visitor.barriers()).toEqual([]);
    // A number is typed key by key over another, with its minus.
    const offset = page.getByLabel('± ngày làm việc').first();
    await offset.pressSequentially('12');
    await offset.press('ControlOrMeta+A');
    await offset.pressSequentially('-3');
    expect(await offset.inputValue()).toBe('-3');
    await offset.fill('');
    await page.getByRole('button', { name: 'Lưu vào bản nháp' }).click();
    await page.getByRole('link', { name: /X1 · Báo cáo chuyên đề/ }).click();
    await outlives(visitor);
    await later('R0', '05-20');
    await page.getByRole('link', { name: 'So sánh và kích hoạt' }).click();
    await page.getByRole('heading', { name: /các thay đổi/ }).waitFor();
    await page.getByText('X1 · Báo cáo chuyên đề').first().waitFor();
    const moved = /Đợt báo cáo 6 tháng đầu năm 2025 .*hết hạn.* 15\/05\/2025 23:59 .* 20\/05\/2025 23:59/;
    await page.getByRole('row', { name: moved }).waitFor();
    await visitor.picture('admin-compare');
    expect(await visitor.barriers()).toEqual([]);
    await page.getByRole('button', { name: 'Kích hoạt' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Kích hoạt' }).click();
    await page.getByText('Phiên bản 2 đang chạy.').waitFor();
    await app().post('/sandbox/clock', { to: '2024-06-04' });
    await visitor.goto('/quan-tri/ke-hoach');
    await page
      .getByRole('row', { name: /Phiên bản 2/ })
      .getByRole('link', { name: /việc$/ })
      .click();
    await page.getByRole('link', { name: 'X1 · Báo cáo chuyên đề' }).waitFor();
    await runs(await idOf('tiny/X1/2024'));
    expect(visitor.amiss).toEqual([]);
  }, 400_000);

  /** A date of what runs changes as well: the comparison says which, for whom, from when to when. */
  const later = async (obligation: string, by: string): Promise<void> => {
    const path = `/plans/tiny/versions/2/obligations/${obligation}`;
    const { body, headers } = await app().get<{ obligation: object }>(path);
    const changed = { obligation: { ...body.obligation, deadline: { by } } };
    const saved = await app().put(path, changed, { 'if-match': headers.get('etag') ?? '' });
    expect(saved).toMatchObject({ status: 200 });
  };

  /** Somebody saves the same while it is edited: what was typed stays, and is not left by accident. */
  const outlives = async (visitor: Visitor): Promise<void> => {
    const { page } = visitor;
    const label = page.getByLabel('Tên gọi *', { exact: true }).first();
    await label.fill('Báo cáo chuyên đề, bản của tôi');
    const path = '/plans/tiny/versions/2/obligations/X1';
    const { body, headers } = await app().get<{ obligation: object }>(path);
    const obligation = { ...body.obligation, label: { vi: 'Bản của người khác', en: 'Theirs' } };
    await app().put(path, { obligation }, { 'if-match': headers.get('etag') ?? '' });
    await page.getByRole('button', { name: 'Lưu vào bản nháp' }).click();
    await page.getByText('đã có người khác lưu nội dung này').waitFor();
    expect(await label.inputValue()).toBe('Báo cáo chuyên đề, bản của tôi');
    await visitor.picture('admin-form-meanwhile');
    expect(await visitor.barriers()).toEqual([]);
    await page.getByRole('button', { name: /^Giữ bản đang soạn/ }).click();
    await page.getByRole('link', { name: 'Nhật ký' }).click();
    const leaving = page.getByRole('dialog', { name: 'Rời trang khi chưa lưu?' });
    await leaving.waitFor();
    await visitor.picture('admin-form-leave');
    await leaving.getByRole('button', { name: 'Hủy' }).click();
    await page.getByRole('button', { name: 'Lưu vào bản nháp' }).click();
    await page.getByRole('link', { name: /X1 · Báo cáo chuyên đề, bản của tôi/ }).waitFor();
  };

  const idOf = async (key: string): Promise<number> =>
    (await app().get<{ id: number }>(`/instances?key=${key}`)).body.id;
  /** What the administrator has written: the office asks, a commune hands in, the office accepts. */
  const runs = async (round: number): Promise<void> => {
    const office = await visit(app().url);
    await office.signIn('an');
    await office.goto(`/viec/${round}`);
    // Above, and beside the step that comes next.
    await office.page.getByRole('button', { name: 'Ban hành văn bản yêu cầu' }).first().click();
    await office.page.getByRole('dialog').getByRole('textbox').first().fill('27/06/2024');
    await office.page.getByRole('dialog').getByRole('button', { name: 'Ban hành văn bản yêu cầu' }).click();
    await office.page.getByText('Đang thu báo cáo').first().waitFor();
    const commune = await visit(app().url, { width: 'phone' });
    await commune.signIn('dung');
    const task = `/viec/${await idOf('tiny/X2/2024/xa-an')}`;
    await commune.goto(task);
    await commune.page.getByRole('heading', { name: 'Báo cáo chuyên đề của xã' }).waitFor();
    await commune.page.getByRole('button', { name: 'Gửi báo cáo' }).click();
    await commune.page.getByRole('dialog').getByRole('button', { name: 'Gửi báo cáo' }).click();
    await commune.page.getByText('Đã gửi').first().waitFor();
    await commune.picture('admin-runs-commune');
    await office.goto(task);
    await office.page.getByRole('button', { name: 'Tiếp nhận' }).click();
    await office.page.getByRole('dialog').getByRole('button', { name: 'Tiếp nhận' }).click();
    await office.page.getByText('Đã tiếp nhận').first().waitFor();
    expect([...office.amiss, ...commune.amiss]).toEqual([]);
  };

  test('somebody new is let in with a post, and the table of a colleague is taken in and back', async () => {
    const visitor = await asAdministrator();
    const { page } = visitor;
    await visitor.goto('/quan-tri/tai-khoan');
    await page.getByRole('button', { name: 'Thêm tài khoản' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Họ và tên').fill('Lý Thị Giang');
    await dialog.getByLabel('Tên đăng nhập').fill('giang');
    await dialog.getByRole('combobox', { name: 'Đơn vị' }).click();
    await page.getByRole('option', { name: /Xã An/ }).click();
    await dialog.getByLabel('Đến hết ngày').fill('31/12/2024');
    await visitor.picture('admin-new-account-day');
    await page.keyboard.press('Tab');
    await visitor.picture('admin-new-account');
    expect(await visitor.barriers()).toEqual([]);
    await dialog.getByRole('button', { name: 'Tạo tài khoản' }).click();
    const password = await dialog.locator('pre').innerText();
    await dialog.getByRole('button', { name: 'Xong' }).click();
    await page.getByRole('heading', { name: 'Lý Thị Giang' }).waitFor();
    await page.getByText('đến 31/12/2024').waitFor();

    await visitor.goto('/quan-tri/tai-khoan?tab=imports');
    const table = (post: string) => ({
      name: 'nguoi-dung.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        `Tên đăng nhập,Họ và tên,Kế hoạch,Đơn vị,Vai trò\nhanh,Đỗ Thị Hạnh,tiny,${post},Chuyên viên\n`,
      ),
    });
    await page.locator('input[type=file]').setInputFiles(table('xa-khong-co'));
    await page.getByText('1 dòng có lỗi').waitFor();
    await visitor.picture('admin-import-errors');
    expect(await visitor.barriers()).toEqual([]);
    await page.locator('input[type=file]').setInputFiles(table('xa-an'));
    await page.getByRole('button', { name: /^Nhập \d+ thay đổi/ }).click();
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Hoàn tác' }).click();
    await page.getByText(/^hoàn tác .*, quan-tri$/).waitFor();
    expect((await app().get('/accounts/hanh')).status).toBe(404);
    expect(visitor.amiss).toEqual([]);

    const giang = await visit(app().url);
    await giang.goto('/dang-nhap');
    await giang.page.locator('input[name=name]').fill('giang');
    await giang.page.locator('input[name=password]').fill(password);
    await giang.page.locator('button[type=submit]').click();
    await giang.page.getByRole('heading', { name: /mật khẩu/i }).waitFor();
  }, 200_000);

  /** More than one page of a list holds, of a kind that no group asks for. */
  const ENTERPRISES = 250;
  test('the files of a plan go out and come in again; days, units and messages of the draft that they are', async () => {
    const visitor = await asAdministrator();
    const { page } = visitor;
    const dialog = page.getByRole('dialog').last();
    const issue = { event: 'request.issue', fields: { due: '2024-06-18' } };
    const asked = `/instances/${await idOf('tiny/R0/2024-H1')}/events`;
    expect(await app().as('an').post(asked, issue, { 'idempotency-key': 'asks' })).toMatchObject({ status: 200 });
    await visitor.goto('/quan-tri/ke-hoach/tiny/1');
    await page.getByRole('row', { name: /R0 · Đợt báo cáo 6 tháng .*Đợt báo cáo/ }).waitFor();
    await page.getByRole('button', { name: 'Xuất YAML' }).click();
    const leaving = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Cả kế hoạch trong một tệp ZIP' }).click();
    const files = unzipSync(readFileSync(await (await leaving).path()));
    const zipped = (file: string, change: (text: string) => string) => ({
      name: 'tiny.zip',
      mimeType: 'application/zip',
      buffer: Buffer.from(zipSync({ ...files, [file]: strToU8(change(strFromU8(files[file] ?? new Uint8Array()))) })),
    });
    await visitor.goto('/quan-tri/ke-hoach');
    const versions = await versionsOf();
    const take = page.locator('input[type=file]').last();
    await take.setInputFiles(
      zipped('plans/tiny/plan.yaml', (text) => text.replace("by: '05-15'", "by: 'rằm tháng Năm'")),
    );
    await page
      .getByText(/plans\/tiny\/plan\.yaml:\d+:\d+/)
      .first()
      .waitFor();
    await visitor.picture('admin-import-refused');
    expect(await visitor.barriers()).toEqual([]);
    expect(await versionsOf()).toEqual(versions);
    const many = Array.from(
      { length: ENTERPRISES },
      (_, n) =>
        `  - { code: dn-${n}, name: { vi: Doanh nghiệp ${n}, en: No ${n} }, kind: enterprise, order: ${100 + n} }\n`,
    ).join('');
    await take.setInputFiles(zipped('plans/tiny/units.yaml', (text) => text.replace('people:\n', `${many}people:\n`)));
    await page.waitForURL(/ke-hoach\/tiny\/\d+$/);
    const version = Number(page.url().split('/').at(-1));
    expect(versions).not.toContain(version);

    await page.getByRole('tab', { name: 'Tin gửi đi' }).click();
    const told = page.getByRole('row').filter({ hasText: 'Báo cáo bị trả lại' });
    await told.getByText('Trả lại để bổ sung').waitFor();
    await told.locator('summary').press('Enter');
    await told.getByText(/Điền theo Xã/).waitFor();
    await visitor.picture('admin-messages');
    expect(await visitor.barriers()).toEqual([]);

    await countsDays(visitor, version);

    await visitor.goto(`/quan-tri/don-vi?plan=tiny&version=${version}`);
    await page.getByText(`2024: ${4 + ENTERPRISES} đơn vị`).waitFor();
    await page.getByRole('button', { name: 'Thêm đơn vị' }).click();
    await dialog.getByLabel('Tên *', { exact: true }).fill('Xã Đông An');
    await dialog.getByLabel('Tên tiếng Anh').fill('Dong An');
    expect(await dialog.getByLabel('Mã đơn vị').inputValue()).toBe('xa-dong-an');
    await dialog.getByRole('combobox', { name: 'Loại' }).click();
    await page.getByRole('option', { name: 'Xã', exact: true }).click();
    await dialog.getByLabel('Thứ tự').fill('6');
    await dialog.getByLabel('Ngày đầu').fill('01/07/2025');
    await page.keyboard.press('Tab');
    await visitor.picture('admin-unit-new');
    expect(await visitor.barriers()).toEqual([]);
    // What was typed is not lost by a key.
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Đóng khi chưa lưu?' }).waitFor();
    await visitor.picture('admin-unit-unsaved');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Đóng khi chưa lưu?' }).waitFor({ state: 'detached' });
    await dialog.getByRole('button', { name: 'Lưu vào bản nháp' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Sửa đơn vị xa-an' }).click();
    await dialog.getByLabel('Tên *', { exact: true }).fill('Xã An Cũ');
    await dialog.getByLabel('Ngày cuối').fill('30/06/2025');
    await page.keyboard.press('Tab');
    await dialog.getByRole('combobox', { name: 'Đơn vị kế thừa' }).click();
    await page.getByRole('option', { name: 'Xã Đông An' }).click();
    await dialog.getByRole('link', { name: /^Báo cáo 6 tháng/ }).waitFor();
    await dialog.getByText(/việc mới giao cho Xã Đông An/).waitFor();
    await visitor.picture('admin-unit-ends');
    expect(await visitor.barriers()).toEqual([]);
    await dialog.getByRole('button', { name: 'Lưu vào bản nháp' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Đến lần thay đổi sau' }).click();
    await page.getByText(`Ngày 01/07/2025: ${4 + ENTERPRISES} đơn vị`).waitFor();
    await page
      .getByRole('row', { name: /Xã Đông An/ })
      .getByText('Kế thừa Xã An Cũ')
      .waitFor();
    await page.getByRole('row', { name: /^Xã An Cũ/ }).waitFor({ state: 'detached' });
    // Rows are as high as they turn out to be: the end is where it is once those above it are drawn.
    for (let n = 0; n < 3; n += 1) {
      await page.getByRole('region', { name: 'Đơn vị theo thời gian' }).press('End');
      await visitor.quiet();
    }
    await page.getByRole('row', { name: new RegExp(`Doanh nghiệp ${ENTERPRISES - 1}`) }).waitFor();
    await visitor.picture('admin-units-many');

    await visitor.goto('/quan-tri/nhat-ky');
    await page.getByLabel('Đối tượng').fill('unit/xa-dong-an');
    await page.keyboard.press('Enter');
    await page.waitForURL(/subject=unit/);
    await page.getByRole('row').nth(1).waitFor();
    await page.getByLabel('Đối tượng').fill('tiny/R0/2024-H1');
    await page.keyboard.press('Enter');
    const entry = page.getByRole('row').filter({ hasText: 'Nguyễn Văn An' });
    await entry.locator('summary').press('Enter');
    await entry.getByText('18/06/2024').waitFor();
    await visitor.picture('admin-audit');
    expect(visitor.amiss).toEqual([]);
  }, 300_000);

  const versionsOf = async (): Promise<readonly number[]> =>
    (await app().get<{ versions: { version: number }[] }>('/plans/tiny')).body.versions.map(({ version }) => version);

  /** 20/11/2026 is a Friday: before it the 19th, 18th, 17th, 16th and, over the weekend, the 13th. */
  const countsDays = async (visitor: Visitor, version: number): Promise<void> => {
    const { page } = visitor;
    await visitor.goto(`/quan-tri/lich-lam-viec?plan=tiny&version=${version}&year=2026`);
    const answer = page.getByRole('region', { name: 'Tính thử ngày làm việc' }).getByRole('status');
    await answer.getByText('thứ Sáu 13/11/2026').waitFor();
    const dialog = page.getByRole('dialog').last();
    const kind = async (day: RegExp, is: string): Promise<void> => {
      await page.getByRole('button', { name: day }).click();
      await dialog.getByRole('combobox', { name: 'Loại ngày' }).click();
      await page.getByRole('option', { name: is }).click();
    };
    await kind(/18\/11\/2026/, 'nghỉ lễ');
    await dialog.getByLabel('Tên gọi', { exact: true }).fill('Ngày hội của tỉnh');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Nhập tiếp' }).click();
    await dialog.getByRole('button', { name: 'Áp dụng' }).click();
    await kind(/16\/11\/2026/, 'hoán đổi với ngày khác');
    await dialog.getByLabel('Làm bù vào ngày').fill('21/11/2026');
    await page.keyboard.press('Tab');
    await dialog.getByRole('button', { name: 'Áp dụng' }).click();
    await answer.getByText(/chưa kể phần vừa sửa/).waitFor();
    await page.getByRole('button', { name: 'Lưu vào bản nháp' }).click();
    // The 19th, 17th, 13th, 12th, 11th: neither the holiday nor the day that was swapped away.
    await answer.getByText('thứ Tư 11/11/2026').waitFor();
    await visitor.picture('admin-calendar-draft');
    expect(await visitor.barriers()).toEqual([]);
    // The Saturday that is worked instead.
    await page.getByLabel('T ± ngày làm việc').fill('1');
    await answer.getByText('thứ Bảy 21/11/2026').waitFor();
  };

  test('what was set aside and what was given up is seen with its reason, and tried again', async () => {
    const { pool } = app();
    await pool.query(
      `update instance set status = 'quarantined', trouble = 'Bước này gặp lỗi ngoài dự kiến' where key = 'tiny/R0/2024-H1'`,
    );
    await pool.query(
      `update errand set done = false, trouble = 'Không mở được việc của đơn vị' where id = (select min(id) from errand)`,
    );
    // As many as one page holds, and one more.
    await pool.query(
      `insert into outbox (message_id, instance_id, seq, at, unit, seat, template, level, attempts, dead_at, error)
       select 'hỏng ' || n, id, 1, at, unit, 'officer', 'reminder', 1, 9, now(), 'Máy chủ thư từ chối'
       from instance, generate_series(1, 51) n where key = 'tiny/R0/2024-H1'`,
    );
    const visitor = await asAdministrator();
    const { page } = visitor;
    const look = async (tab: string): Promise<void> => {
      await page.getByRole('tab', { name: tab, exact: true }).click();
      await page.getByRole('tabpanel', { name: tab }).getByRole('row').nth(1).waitFor();
      await visitor.picture(`admin-operations-${tab}`);
      expect([tab, await visitor.barriers()]).toEqual([tab, []]);
    };
    await visitor.goto('/quan-tri/van-hanh');
    await page.getByText('Bước này gặp lỗi ngoài dự kiến').waitFor();
    await look('Cách ly');
    await page.getByRole('button', { name: 'Thử lại tiny/R0/2024-H1' }).click();
    await page.getByText('Việc đã chạy tiếp.').waitFor();
    await page.getByText('Không có việc nào bị cách ly.').waitFor();

    await look('Gửi hỏng');
    await page.getByText('Máy chủ thư từ chối').first().waitFor();
    await page.getByRole('button', { name: 'Xem thêm' }).click();
    await page.getByRole('button', { name: 'Xem thêm' }).waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: /^Thử lại/ }).count()).toBe(51);
    await page
      .getByRole('button', { name: /^Thử lại/ })
      .first()
      .click();
    await page.getByText('Đã xếp hàng để thử lại.').first().waitFor();

    await look('Tác vụ phụ tạm dừng');
    await page.getByText('Không mở được việc của đơn vị').waitFor();
    await page.getByRole('button', { name: /^Thử lại/ }).click();
    await page.getByText('Không có tác vụ phụ nào tạm dừng.').waitFor();
    await look('Hẹn giờ');
    await look('Đã gửi');
    expect(visitor.amiss).toEqual([]);
  }, 120_000);

  test('a lifecycle is drawn, with what stands in it and the way of one instance', async () => {
    const { body } = await app().get<{ id: number }>('/instances?key=tiny/R0/2024-H1');
    const path = await app().get<{ definition: string }>(`/instances/${body.id}/path`);
    const visitor = await asAdministrator();
    await visitor.goto(`/quan-tri/quy-trinh/${path.body.definition}?instance=${body.id}`);
    const drawing = visitor.page.getByRole('img', { name: /Sơ đồ trạng thái/ });
    await drawing.waitFor();
    const frame = visitor.page.getByRole('region', { name: 'Sơ đồ' });
    const before = await drawing.boundingBox();
    await visitor.page.getByRole('button', { name: 'Phóng to' }).click();
    await frame.press('+');
    await visitor.page.getByText('156%').waitFor();
    expect((await drawing.boundingBox())?.width).toBeGreaterThan(before?.width ?? Infinity);
    await frame.press('0');
    await visitor.page.getByText('100%').waitFor();
    await visitor.picture('admin-lifecycle');
    expect(await visitor.barriers()).toEqual([]);
    await visitor.page.getByRole('tab', { name: 'Danh sách' }).click();
    await visitor.page.getByRole('tabpanel', { name: 'Danh sách' }).getByText('đang ở đây').first().waitFor();
    expect(await visitor.barriers()).toEqual([]);
    expect(visitor.amiss).toEqual([]);
  }, 120_000);
});
