import { giveTokens } from '../support/accounts.js';
import { archive, csv, type Rows, workbook, sheets } from '../support/sheets.js';
import { tinyPlan, useApp, type Answer, type Api, type Problem } from './api.js';

// quan-tri administers everything, an (by the tiny plan) that plan alone. Each test has people of its own.
const api = useApp(tinyPlan);
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
type RowError = {
  row: number;
  column: string | null;
  code: string;
  message: string;
  value: string | null;
  suggestion?: string;
};
type Report = {
  file: { format: string; sheet: string | null; otherSheets: string[]; encoding: string | null };
  counts: { rows: number; added: number; changed: number; unchanged: number; refused: number; skipped: number };
  digest: string;
  import: number | null;
  errors: RowError[];
  changes: { row: number; what: string; account: string; before: unknown; after: unknown }[];
};
type Imports = { items: { id: number; kind: string; actor: string; added: number; undoneAt: string | null }[] };
type Post = { plan: string; unit: string; seat: string; groups: string[]; from?: string; to?: string; source: string };

const HEAD = ['Tên đăng nhập', 'Họ và tên', 'Thư điện tử', 'Điện thoại', 'Đơn vị', 'Vai trò', 'Từ ngày', 'Đến ngày'];
const day = (iso: string): Date => new Date(`${iso}T00:00:00Z`);
const fileOf = (rows: Rows): Promise<Buffer> => workbook([HEAD, ...rows]);
const send = <Body = Report>(file: Buffer, query = '', by: Api = api()): Promise<Answer<Body>> =>
  by.file<Body>(`/imports/users${query}`, file, XLSX);
const look = async (rows: Rows, by: Api = api()): Promise<Answer<Report>> => send(await fileOf(rows), '', by);
async function imported(rows: Rows, by: Api = api()): Promise<number> {
  const file = await fileOf(rows);
  const { body } = await send(file, '', by);
  expect(body.errors).toEqual([]);
  const done = await send(file, `?commit=${body.digest}`, by);
  expect(done).toMatchObject({ status: 200, body: { import: expect.any(Number) as number } });
  return done.body.import ?? 0;
}
const undo = (id: number, by: Api = api()): Promise<Answer<Problem & { changes: number }>> =>
  by.post(`/imports/users/${id}/undo`);
const account = async (name: string): Promise<Answer<Record<string, unknown>>> => api().get(`/accounts/${name}`);
const posts = async (name: string): Promise<Post[]> =>
  (await api().get<{ items: (Post & { id: number })[] }>(`/accounts/${name}/posts`)).body.items.map(
    ({ id: _, ...post }) => post,
  );
const code = ({ status, body }: Answer<Problem>) => ({ status, code: body.code });

test('a dry run says what would be, and changes nothing; its digest does it', async () => {
  const rows = [
    ['lan', 'Trần Thị Lan', 'Lan@example.vn', 912345678, 'xa-an', 'Chuyên viên', day('2024-01-01'), null],
    ['lan', null, null, null, 'Xã Cát', 'lanh dao don vi', null, '31/12/2024'],
    ['minh', 'Võ Văn Minh', null, null, null, null, null, null],
    ['# nháp', 'bỏ qua', null, null, null, null, null, null],
  ];
  const file = await fileOf(rows);
  const { status, body } = await send(file);
  expect({ status, ...body, digest: '' }).toEqual({
    status: 200,
    file: { format: 'xlsx', sheet: expect.any(String) as string, otherSheets: [], encoding: null },
    counts: { rows: 3, added: 3, changed: 0, unchanged: 0, refused: 0, skipped: 1 },
    digest: '',
    import: null,
    errors: [],
    changes: [
      {
        row: 2,
        what: 'account-added',
        account: 'lan',
        before: null,
        after: { displayName: 'Trần Thị Lan', email: 'Lan@example.vn', phone: '0912345678' },
      },
      { row: 2, what: 'post-added', account: 'lan', before: null, after: post('xa-an', 'officer', '2024-01-01', null) },
      { row: 3, what: 'post-added', account: 'lan', before: null, after: post('xa-cat', 'head', null, '2024-12-31') },
      {
        row: 4,
        what: 'account-added',
        account: 'minh',
        before: null,
        after: { displayName: 'Võ Văn Minh', email: null, phone: null },
      },
    ],
  });
  expect((await account('lan')).status).toBe(404);
  const done = await send(file, `?commit=${body.digest}`);
  expect(done).toMatchObject({ status: 200, body: { digest: body.digest, counts: body.counts } });
  expect((await account('lan')).body).toMatchObject({ phone: '0912345678', hasPassword: false, mustChange: true });
  expect(await posts('lan')).toEqual([
    { plan: 'tiny', unit: 'xa-an', seat: 'officer', groups: [], from: '2024-01-01', source: 'import' },
    { plan: 'tiny', unit: 'xa-cat', seat: 'head', groups: [], to: '2024-12-31', source: 'import' },
  ]);
  // The same file again: nothing is new, so the digest is another, and nothing is done.
  const again = await send(file);
  expect(again.body.counts).toMatchObject({ added: 0, unchanged: 3 });
  expect(code(await send<Problem>(file, `?commit=${body.digest}`))).toEqual({ status: 409, code: 'import-moved' });
  expect((await send(file, `?commit=${again.body.digest}`)).body.import).toBeNull();
});
const post = (unit: string, seat: string, from: string | null, to: string | null, groups: string[] = []) => ({
  ...{ plan: 'tiny', unit, seat, groups },
  from,
  to,
});

test('what was changed in between is not overwritten', async () => {
  const file = await fileOf([['bich', 'Bích', null, null, null, null, null, null]]);
  const { body } = await send(file);
  expect((await api().post('/accounts', { name: 'bich', displayName: 'Người khác' })).status).toBe(201);
  expect(code(await send<Problem>(file, `?commit=${body.digest}`))).toEqual({ status: 409, code: 'import-moved' });
  expect((await account('bich')).body).toMatchObject({ displayName: 'Người khác' });
});

test('every wrong cell is told, in the language that is asked for, and then nothing is done', async () => {
  const wrong: Rows = [
    ['Có Dấu', 'A', null, null, null, null, null, null],
    ['khong-ten', null, null, null, null, null, null, null],
    ['sai-thu', 'B', 'không phải thư', null, null, null, null, null],
    ['sai-don-vi', 'C', null, null, 'xa-am', 'Chuyên viên', null, null],
    ['sai-vai', 'D', null, null, 'xa-an', 'Người làm vườn', null, null],
    ['sai-ngay', 'E', null, null, 'xa-an', 'officer', '31/02/2024', null],
    ['nguoc-ngay', 'F', null, null, 'xa-an', 'officer', '2024-02-01', '01/01/2024'],
    ['trung', 'G', 'trung@example.vn', null, 'xa-an', 'officer', null, null],
    ['trung', 'G', null, null, 'xa-an', 'officer', null, null],
    ['trung', 'Khác', null, null, null, null, null, null],
    ['trung-thu', 'H', 'TRUNG@example.vn', null, null, null, null, null],
    ['thieu-vai', 'I', null, null, 'xa-an', null, null, null],
    ['dung-roi', 'K', null, '0912 345 678', 'xa-an', 'officer', null, null],
  ];
  const file = await fileOf(wrong);
  const { body } = await send(file);
  expect(body.errors.map(({ row, column, code: what }) => [row, column, what])).toEqual([
    [2, 'Tên đăng nhập', 'user-name'],
    [3, 'Họ và tên', 'some-text'],
    [4, 'Thư điện tử', 'email'],
    [5, 'Đơn vị', 'unit-of-plan'],
    [6, 'Vai trò', 'one-of'],
    [7, 'Từ ngày', 'day-of-sheet'],
    [8, 'Đến ngày', 'day-from'],
    [10, 'Đơn vị', 'row-once'],
    [11, 'Họ và tên', 'same-as-row'],
    [12, 'Thư điện tử', 'free-email'],
    [13, 'Vai trò', 'some-text'],
  ]);
  expect(body.errors[3]).toMatchObject({
    value: 'xa-am',
    suggestion: 'xa-an',
    message: expect.stringMatching(/đơn vị/) as string,
  });
  expect(body.counts).toMatchObject({ rows: 13, refused: 11 });
  const english = await api().file<Report>('/imports/users', csv([HEAD, ['Có Dấu']]));
  expect(english.body.errors[0]?.message).toMatch(/tên đăng nhập/);
  const refused = await send(file, `?commit=${body.digest}`);
  expect(refused).toMatchObject({ status: 422, body: { code: 'import-has-errors', refused: 11 } });
  expect((await account('dung-roi')).status).toBe(404);
});

test('groups are those of the plan, and only of appraisers', async () => {
  const head = ['User name', 'Full name', 'Plan', 'Unit', 'Role', 'Groups'];
  const file = csv([
    head,
    ['td-1', 'A', 'tiny', 'xa-cat', 'appraiser', 'R1'],
    ['td-2', 'B', 'tiny', 'xa-cat', 'appraiser', 'R1; R9'],
    ['td-3', 'C', 'tiny', 'xa-cat', 'officer', 'R1'],
    ['td-4', 'D', 'tinny', 'xa-cat', 'officer', ''],
  ]);
  const { body } = await api().file<Report>('/imports/users', file);
  expect(body.errors.map(({ row, code: what, suggestion }) => [row, what, suggestion])).toEqual([
    [3, 'tasks-of-plan', 'R0'],
    [4, 'at-most-entries', undefined],
    [5, 'known-plan', 'tiny'],
  ]);
  expect(body.changes[1]?.after).toEqual(post('xa-cat', 'appraiser', null, null, ['R1']));
});

describe('files', () => {
  const refusedAs = async (file: Buffer | string, type = XLSX, query = '') => {
    const { status, body } = await api().file<Problem>(`/imports/users${query}`, file, type);
    return { status, field: body['field'], expected: body['expected'] };
  };

  test.each<[string, () => Promise<Buffer> | Buffer | string, string]>([
    [
      'a bomb',
      () => archive([{ name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(60 << 20), saidSize: 9 }]),
      'small-content',
    ],
    ['a picture', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), 'sheet-file'],
    ['an old .xls', () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), 'open-file'],
    ['10,001 rows', () => csv([HEAD, ...Array.from({ length: 10_001 }, (_, n) => [`n-${n}`, 'N'])]), 'at-most-rows'],
    ['no headings', () => workbook([['a', 'b']]), 'heading'],
    ['a broken archive', () => Buffer.from('PK\x03\x04 and no more'), 'whole-archive'],
  ])('%s is refused', async (_, file, expected) => {
    expect(await refusedAs(await file())).toEqual({ status: 400, field: 'file', expected });
  });

  test('one that is too large is not read; one of another type is not taken, and elsewhere none is', async () => {
    expect(code(await api().file('/imports/users', Buffer.alloc(6 << 20, 'a')))).toEqual({
      status: 413,
      code: 'payload-too-large',
    });
    expect(code(await api().file('/imports/users', 'a', 'application/pdf'))).toEqual({
      status: 415,
      code: 'unsupported-media-type',
    });
    expect(code(await api().post('/imports/users', {}))).toEqual({ status: 415, code: 'unsupported-media-type' });
    expect(code(await api().file('/accounts', 'a'))).toEqual({ status: 415, code: 'unsupported-media-type' });
  });

  test('of two sheets the first is read, or the one that is named', async () => {
    const file = await sheets({ 'Hướng dẫn': [['đọc kỹ']], 'Tài khoản': [HEAD, ['hai-to', 'Hai Tờ']] });
    expect(await refusedAs(file)).toMatchObject({ expected: 'heading' });
    const named = await api().file<Report>(`/imports/users?sheet=${encodeURIComponent('tài khoản')}`, file, XLSX);
    expect(named.body).toMatchObject({
      file: { sheet: 'Tài khoản', otherSheets: ['Hướng dẫn'] },
      counts: { added: 1 },
    });
    expect(await refusedAs(file, XLSX, '?sheet=x')).toMatchObject({ field: 'sheet', expected: 'one-of' });
  });

  test('a formula is only what it came to: here nothing', async () => {
    const { body } = await look([
      [{ formula: 'CONCATENATE("a","b")' }, 'Công Thức', null, null, null, null, null, null],
    ]);
    expect(body.errors).toMatchObject([{ row: 2, code: 'some-text' }]);
  });

  test.each([
    ['a semicolon and a mark', `\uFEFF${csv([HEAD, ['csv-1', 'Nguyễn']], ';')}`, 'utf-8'],
    ['UTF-16', Buffer.from(`\uFEFF${csv([HEAD, ['csv-2', 'Nguyễn']], '\t')}`, 'utf16le'), 'utf-16le'],
    [
      'headings without diacritics, under a title',
      csv([['DANH SÁCH'], [], ['STT', 'TEN DANG NHAP', 'ho va ten'], ['1', 'csv-3', 'Nguyễn'.normalize('NFD')]]),
      'utf-8',
    ],
  ])('CSV in %s', async (_, file, encoding) => {
    const { body } = await api().file<Report>('/imports/users', file);
    expect(body).toMatchObject({ errors: [], file: { format: 'csv', encoding }, counts: { rows: 1, added: 1 } });
    expect(body.changes[0]?.after).toMatchObject({ displayName: 'Nguyễn' });
  });

  test('a heading that nobody knows is told, with the one that was meant', async () => {
    const { body } = await api().file<Report>(
      '/imports/users',
      csv([
        ['Tên đăng nhập', 'Họ và tênn'],
        ['x-1', 'X'],
      ]),
    );
    expect(body.errors).toMatchObject([
      { row: 1, code: 'known-heading', value: 'Họ và tênn', suggestion: 'Họ và tên' },
      { row: 2, code: 'some-text' },
    ]);
  });

  test.each(['xlsx', 'csv'])('the %s template is taken as it is: its example is no row', async (format) => {
    const response = await fetch(`${api().url}/api/v1/imports/users/template?format=${format}`, {
      headers: { authorization: 'Bearer dht_test-quan-tri', 'accept-language': format === 'csv' ? 'en' : 'vi' },
    });
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="users.${format}"`);
    const file = Buffer.from(await response.arrayBuffer());
    const { body } = await api().file<Report>('/imports/users', file, format === 'xlsx' ? XLSX : 'text/csv');
    expect(body).toMatchObject({ errors: [], counts: { rows: 0, skipped: 1 } });
  });
});

test('ten thousand rows are one import', async () => {
  const rows = Array.from({ length: 10_000 }, (_, n) => [
    `nhieu-${n}`,
    `Người ${n}`,
    `n${n}@example.vn`,
    null,
    'xa-an',
    'officer',
    null,
    null,
  ]);
  const id = await imported(rows);
  const list = await api().get<Imports>('/imports?limit=1');
  expect(list.body.items).toMatchObject([{ id, kind: 'users', actor: 'quan-tri', added: 10_000, undoneAt: null }]);
  expect((await undo(id)).body.changes).toBe(20_000);
  expect((await account('nhieu-0')).status).toBe(404);
}, 180_000);

describe('undoing', () => {
  test('restores what there was, once, and the last one first', async () => {
    await imported([['cu', 'Người Cũ', 'cu@example.vn', '0912 345 678', 'xa-an', 'officer', '2024-01-01', null]]);
    const changed = await imported([['cu', 'Tên Mới', '-', null, 'xa-an', 'officer', null, '2024-06-30']]);
    expect((await account('cu')).body).toMatchObject({ displayName: 'Tên Mới', email: null, phone: '0912 345 678' });
    expect(await posts('cu')).toMatchObject([{ from: '2024-01-01', to: '2024-06-30' }]);
    const added = await imported([['cu-2', 'Hai', null, null, null, null, null, null]]);
    expect(await undo(changed)).toMatchObject({ status: 409, body: { code: 'import-not-last', last: added } });
    expect((await undo(added)).status).toBe(200);
    expect((await undo(changed)).body.changes).toBe(2);
    expect((await account('cu')).body).toMatchObject({ displayName: 'Người Cũ', email: 'cu@example.vn' });
    expect((await posts('cu'))[0]).not.toHaveProperty('to');
    expect(code(await undo(changed))).toEqual({ status: 409, code: 'import-undone' });
    expect(code(await undo(999_999))).toEqual({ status: 404, code: 'not-found' });
  });

  test('refuses what was changed or put to use since, with its rows, and leaves all as it is', async () => {
    await api().post('/accounts', { name: 'da-co', displayName: 'Đã Có' });
    const id = await imported([
      ['moi-1', 'Một', null, null, null, null, null, null],
      ['moi-2', 'Hai', null, null, 'xa-an', 'officer', null, null],
      ['moi-3', 'Ba', null, null, 'xa-cat', 'officer', null, null],
      ['moi-4', 'Bốn', null, null, null, null, null, null],
      ['da-co', 'Đổi Tên', null, null, null, null, null, null],
    ]);
    await api().post('/accounts/moi-1/password');
    const [held] = (await api().get<{ items: { id: number }[] }>('/accounts/moi-2/posts')).body.items;
    await api().delete(`/accounts/moi-2/posts/${held?.id}`);
    await api().post('/accounts/moi-3/posts', { plan: 'tiny', unit: 'xa-binh', seat: 'officer' });
    const etag = (await account('da-co')).headers.get('etag') ?? '';
    await api().patch('/accounts/da-co', { displayName: 'Lại Đổi' }, { 'if-match': etag });
    const refused = await undo(id);
    expect(refused).toMatchObject({ status: 409, body: { code: 'import-in-use', rows: [2, 3, 4, 6] } });
    expect(refused.body['conflicts']).toEqual([
      { row: 2, account: 'moi-1', why: 'used' },
      { row: 3, account: 'moi-2', why: 'gone' },
      { row: 4, account: 'moi-3', why: 'used' },
      { row: 6, account: 'da-co', why: 'changed' },
    ]);
    expect((await account('moi-4')).status).toBe(200);
  });

  test('is over after a month, and of an erased person nothing comes back', async () => {
    const first = await imported([['xoa', 'Sẽ Xóa', 'xoa@example.vn', null, null, null, null, null]]);
    await api().post('/accounts/xoa/erase', { reason: 'theo yêu cầu' });
    const { rows } = await api().pool.query<{ kept: string }>(
      `select (before is not null or after is not null)::text as kept from import_change where account = 'xoa'`,
    );
    expect(rows).toEqual([{ kept: 'false' }]);
    expect(await undo(first)).toMatchObject({ status: 409, body: { conflicts: [{ account: 'xoa', why: 'changed' }] } });
    await api().pool.query(`update import set at = now() - interval '31 days' where id = $1`, [first]);
    expect(code(await undo(first))).toEqual({ status: 409, code: 'import-over' });
  });

  test('leaves nobody behind who cannot be erased: the trail forgets them by name, with no account', async () => {
    const first = await imported([['da-go', 'Người Đã Gỡ', 'da-go@example.vn', null, null, null, null, null]]);
    expect((await undo(first)).status).toBe(200);
    const told = async () => JSON.stringify((await api().get('/audit?subject=da-go')).body);
    expect(await told()).toContain('Người Đã Gỡ');
    const erase = () => api().post<{ entries: number }>('/accounts/da-go/erase', { reason: 'theo yêu cầu' });
    expect(await erase()).toMatchObject({ status: 200, body: { letters: 0, entries: 2 } });
    expect(await told()).not.toMatch(/Người Đã Gỡ|da-go@/);
    expect((await erase()).status).toBe(404);
  });
});

describe('an administrator of one plan', () => {
  beforeAll(async () => {
    await api().pool.query(
      `insert into person (plan, id, body) values ('other', 'phong', '{"id":"phong","name":"Phong","seats":[{"unit":"so-x","seat":"officer"}]}'),
         ('other', 'quynh', '{"id":"quynh","name":"Quỳnh","seats":[{"unit":"so-x","seat":"officer"}]}') on conflict do nothing`,
    );
    await giveTokens(api().pool, ['phong']);
  });

  test('imports into that plan, and nobody whom it does not know', async () => {
    const ofTiny = api().as('an');
    const { body } = await look(
      [
        ['phong', 'Chiếm', null, null, null, null, null, null],
        ['quynh', 'Chiếm', null, null, null, null, null, null],
        ['quan-tri', 'Chiếm', null, null, null, null, null, null],
        ['cua-tiny', 'Của Tiny', null, null, 'xa-an', 'officer', null, null],
        ['rong', 'Rộng', null, null, '*', 'leader', null, null],
        ['giam-sat', 'Giám Sát', null, null, 'xa-an', 'auditor', null, null],
        ['kiem-tra', 'Kiểm Tra', null, null, 'ban-chi-dao', 'auditor', null, null],
      ],
      ofTiny,
    );
    expect(body.errors.map(({ row, code: what }) => [row, what])).toEqual([
      [2, 'free-name'],
      [3, 'free-name'],
      [4, 'free-name'],
      [6, 'unit-of-plan'],
      [7, 'seat-place'],
    ]);
    const id = await imported([['cua-tiny', 'Của Tiny', null, null, 'xa-an', 'officer', null, null]], ofTiny);
    expect((await ofTiny.get<Imports>('/imports')).body.items.map((one) => one.id)).toEqual([id]);
    const others = (await api().get<Imports>('/imports?limit=200')).body.items.filter((one) => one.id !== id);
    const other = others[0]?.id ?? 0;
    expect(code(await undo(other, ofTiny))).toEqual({ status: 404, code: 'not-found' });
    expect((await api().get(`/imports/users/${other}`)).body).toEqual(others[0]);
    const [hidden, never] = [
      await ofTiny.get<Problem>(`/imports/users/${other}`),
      await ofTiny.get<Problem>('/imports/users/999999'),
    ];
    expect([code(hidden), hidden.body.detail]).toEqual([{ status: 404, code: 'not-found' }, never.body.detail]);
    expect((await ofTiny.get<Problem>(`/imports/units/tiny/${id}`)).status).toBe(404);
    expect((await undo(id, ofTiny)).status).toBe(200);
  });
});

test('each change is in the trail, with what was before, and so is its undoing', async () => {
  const id = await imported([['vet', 'Vết Tích', null, null, 'xa-an', 'officer', null, null]]);
  await undo(id);
  type Entry = { kind: string; actor: string; before: unknown; after: unknown; personal: unknown };
  const { body } = await api().get<{ items: Entry[] }>('/audit?subject=vet');
  const held = post('xa-an', 'officer', null, null);
  const facts = { displayName: 'Vết Tích', email: null, phone: null };
  expect([...body.items].reverse()).toMatchObject([
    {
      kind: 'account-changed',
      actor: 'quan-tri',
      after: { import: id, isThere: true },
      personal: { before: null, after: facts },
    },
    { kind: 'post-changed', before: null, after: { ...held, import: id } },
    { kind: 'account-changed', after: { undone: id, isThere: false }, personal: { before: facts, after: null } },
    { kind: 'post-changed', before: held, after: { undone: id } },
  ]);
  const whole = await api().get<{ items: Entry[] }>(`/audit?subject=users/${id}`);
  expect(whole.body.items.map(({ kind }) => kind)).toEqual(['import-undone', 'imported']);
});
