import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, checkout } from '../support/app.js';
import { useDatabase } from '../support/postgres.js';
import { csv, workbook } from '../support/sheets.js';

// One story, told in order; each command is a process of its own.
const db = useDatabase();
const tiny = join('test', 'fixtures', 'plans', 'tiny', 'plans', 'tiny');
let folder: string;
beforeAll(() => {
  build();
  folder = mkdtempSync(join(tmpdir(), 'dung-han-import-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function dungHan(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join('scripts', 'dung-han.mjs'), ...args], {
    cwd: checkout,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], DATABASE_URL: db().url, PLAN_DIR: tiny },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}
function fileOf(name: string, content: Buffer | string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}
const names = async (): Promise<string[]> =>
  (await db().pool.query<{ name: string }>('select name from account order by name')).rows.map(({ name }) => name);

const HEAD = ['Tên đăng nhập', 'Họ và tên', 'Đơn vị', 'Vai trò'];

test('a file is looked at, done as it was looked at, and undone', async () => {
  expect(dungHan('plan', 'activate', tiny).status).toBe(0);
  const file = fileOf('a.xlsx', await workbook([HEAD, ['lan', 'Trần Thị Lan', 'Xã An', 'Chuyên viên']]));
  const looked = dungHan('user', 'import', file);
  expect(looked).toMatchObject({ status: 0, stderr: '' });
  expect(looked.stdout).toContain('2 lan tài khoản mới / new account: Trần Thị Lan');
  expect(await names()).toEqual([]);
  const [, digest = ''] = /^--commit ([0-9a-f]{64})$/m.exec(looked.stdout) ?? [];
  expect(dungHan('user', 'import', file, '--commit', 'f'.repeat(64))).toMatchObject({ status: 65, stdout: '' });
  expect(dungHan('user', 'import', file, '--commit', digest)).toMatchObject({ status: 0, stderr: '' });
  expect(await names()).toEqual(['lan']);
  const again = dungHan('user', 'import', file, '--commit', '--json');
  expect(JSON.parse(again.stdout)).toMatchObject({ import: null, counts: { unchanged: 1 } });
  expect(JSON.parse(dungHan('user', 'import', 'undo', '--json').stdout)).toEqual({ id: 1, changes: 2 });
  expect(await names()).toEqual([]);
  expect(dungHan('user', 'import', 'undo')).toMatchObject({ status: 65, stdout: '' });
  const { rows } = await db().pool.query<{ subject: string }>(
    `select subject from audit_entry where kind = 'operator-command' and subject like 'user import%' order by seq`,
  );
  expect(rows.map(({ subject }) => subject)).toEqual(['user import', 'user import undo']);
});

test('wrong rows are told with their place, and are 1; with --commit 65', async () => {
  const file = fileOf('b.csv', csv([HEAD, ['Có Dấu', 'X'], ['tot', 'Tốt', 'xa-am', 'officer']]));
  const { status, stdout } = dungHan('user', 'import', file);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^2:Tên đăng nhập “Có Dấu” .*\n3:Đơn vị “xa-am” .* → xa-an\n/);
  expect(dungHan('user', 'import', file, '--commit')).toMatchObject({ status: 65, stdout: '' });
  expect(await names()).toEqual([]);
});

test('a file that is none is 65', () => {
  for (const file of [join(folder, 'nowhere.xlsx'), folder, fileOf('c.xlsx', 'PK\x03\x04')])
    expect(dungHan('user', 'import', file)).toMatchObject({ status: 65, stdout: '' });
});
