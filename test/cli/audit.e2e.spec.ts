import { spawnSync } from 'node:child_process';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, checkout } from '../support/app.js';
import { createDatabase, useDatabase } from '../support/postgres.js';

// An operator's day: keys, seals, a backup and its way back; each command is a process of its own.
const db = useDatabase();
let dir: string;
let elsewhere: Awaited<ReturnType<typeof createDatabase>>;
beforeAll(async () => {
  build();
  dir = mkdtempSync(join(tmpdir(), 'dung-han-audit-'));
  elsewhere = await createDatabase();
}, 180_000);
afterAll(async () => {
  await elsewhere.drop();
  rmSync(dir, { recursive: true, force: true });
});

const tiny = join('test', 'fixtures', 'plans', 'tiny', 'plans', 'tiny');
type Env = Readonly<Record<string, string>>;
function dungHan(args: readonly string[], env: Env = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join('scripts', 'dung-han.mjs'), ...args], {
    cwd: checkout,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], DATABASE_URL: db().url, PLAN_DIR: tiny, ...env },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}
function document<T>(args: readonly string[], env: Env = {}): T {
  const { status, stdout, stderr } = dungHan([...args, '--json'], env);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout) as T;
}
type Verified = { ok: boolean; checks: { name: string; ok: boolean; problems: string[] }[] };

test('a key, a seal that leaves the database, and what it proves', async () => {
  document(['migrate']);
  document(['user', 'add', 'binh']);
  expect(dungHan(['audit', 'anchor'])).toMatchObject({ status: 78, stdout: '' });
  const { key, publicKey } = document<{ key: string; publicKey: string }>(['audit', 'key']);
  const env = { AUDIT_KEY: key, AUDIT_DIR: dir };
  document(['audit', 'anchor'], env);
  const [file = ''] = readdirSync(dir);
  const verify = ['audit', 'verify', '--anchor', join(dir, file), '--key', publicKey];
  expect(document<Verified>(verify)).toMatchObject({ ok: true });
  const { rows } = await db().pool.query(`select kind, actor, subject, after from audit_entry order by seq`);
  expect(rows).toMatchObject([
    { kind: 'operator-command', actor: 'operator', subject: 'user add', after: { account: 'binh', isAdmin: false } },
    { kind: 'operator-command', actor: 'operator', subject: 'audit anchor', after: { anchor: 1 } },
  ]);
  await db().pool.query(`alter table audit_entry disable trigger user`);
  await db().pool.query(`update audit_entry set actor = 'khac' where seq = 1`);
  const found = dungHan([...verify, '--json']);
  expect(found.status).toBe(1);
  expect((JSON.parse(found.stdout) as Verified).checks.filter(({ ok }) => !ok)).toMatchObject([
    { name: 'the trail is whole', problems: ['entry 1: its hash'] },
  ]);
  await db().pool.query(`update audit_entry set actor = 'operator' where seq = 1`);
  await db().pool.query(`alter table audit_entry enable trigger user`);
  expect(dungHan(['audit', 'verify', '--anchor', 'package.json'])).toMatchObject({ status: 65, stdout: '' });
});

test('a person is erased', () => {
  expect(document(['person', 'erase', 'binh', '--reason', 'theo yêu cầu'])).toEqual({
    name: 'binh',
    letters: 0,
    entries: 0,
  });
  expect(dungHan(['person', 'erase', 'khong-co', '--reason', 'thử'])).toMatchObject({ status: 65 });
  expect(dungHan(['person', 'erase', 'binh']).status).toBe(64);
});

test('a backup into a folder, and into an empty database; not into one that is not', async () => {
  const folder = `${join(dir, 'backups')}/`;
  const { file } = document<{ file: string }>(['backup', folder]);
  expect(file).toMatch(/\/dung-han-\d{8}T\d{6}Z\.backup$/);
  const there = { DATABASE_URL: elsewhere.url };
  expect(document<{ mode: string }>(['restore', file], there)).toMatchObject({ mode: 'sandbox' });
  expect(document<Verified>(['audit', 'verify'], there)).toMatchObject({ ok: true });
  expect(document<Verified>(['verify'], there)).toMatchObject({ ok: true });
  const { rows } = await elsewhere.pool.query(`select subject from audit_entry order by seq desc limit 1`);
  expect(rows).toEqual([{ subject: 'restore' }]);
  const again = dungHan(['restore', file], there);
  expect([again.status, again.stdout]).toEqual([65, '']);
  expect(again.stderr).toContain('The database is not empty');
  expect(dungHan(['restore', '--check', 'package.json'])).toMatchObject({ status: 65, stdout: '' });
  expect(dungHan(['restore', '--check', dir])).toMatchObject({ status: 65, stdout: '' });
  expect(dungHan(['restore', 'nowhere.backup'])).toMatchObject({ status: 65, stdout: '' });
});

test('a backup replaces a file only when told to, and nothing else ever; where it cannot be, one sentence says so', () => {
  const file = join(dir, 'kept.backup');
  writeFileSync(file, 'another');
  const refused = dungHan(['backup', file]);
  expect(refused).toMatchObject({ status: 74, stdout: '' });
  expect(refused.stderr).toBe(
    `Đã có tệp ${file}; thêm --force để thay tệp đó. / There is a file ${file} already; --force replaces it.\n`,
  );
  expect(readFileSync(file, 'utf8')).toBe('another');
  expect(document(['backup', file, '--force'])).toMatchObject({ file, format: 'dung-han-backup/1' });
  const pipe = join(dir, 'pipe');
  expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
  const never = dungHan(['backup', pipe, '--force']);
  expect(never).toMatchObject({ status: 74, stdout: '' });
  expect(never.stderr).toContain(`${pipe} is no ordinary file and is not replaced.`);
  expect(lstatSync(pipe).isFIFO()).toBe(true);
  const nowhere = join(dir, 'nowhere', 'x');
  expect(dungHan(['backup', nowhere])).toEqual({
    status: 74,
    stdout: '',
    stderr: `Không ghi được bản sao lưu vào ${nowhere} (ENOENT). / The backup cannot be written to ${nowhere} (ENOENT).\n`,
  });
});

test('what was done to an account is said, in plain text where nobody looks at a terminal', () => {
  document(['user', 'add', 'cuong']);
  const said = (...args: string[]) => dungHan(['user', ...args]);
  expect(said('disable', 'cuong')).toEqual({
    status: 0,
    stdout: 'cuong: đã khoá; mọi phiên đã kết thúc. / cuong: disabled; every session has ended.\n',
    stderr: '',
  });
  expect(said('post', 'add', 'cuong', '*', '*', 'auditor').stdout).toBe(
    'cuong: đã giao chức trách * */auditor. / cuong: holds the post * */auditor.\n',
  );
  expect(said('totp-off', 'cuong')).toEqual({
    status: 65,
    stdout: '',
    stderr: 'Tài khoản cuong không có ứng dụng xác thực. / The account cuong has no authenticator.\n',
  });
  expect(said('totp-off', 'khong-co').stderr).toContain('There is no account khong-co.');
  const list = said('list').stdout;
  expect(list).toContain('cuong');
  expect(list).not.toContain('\u001b');
  expect(dungHan(['audit', 'verify']).stdout).toContain('✓ nhật ký liền mạch / the trail is whole (');
});
