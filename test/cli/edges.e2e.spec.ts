import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { build, checkout } from '../support/app.js';
import { freePort } from '../support/free-port.js';
import { createScene, useDatabase } from '../support/postgres.js';

// What every command keeps to where its surroundings fail: one table, and none may be missing from it.
jest.setTimeout(120_000);
const db = useDatabase();
beforeAll(build);

const tiny = join('test', 'fixtures', 'plans', 'tiny', 'plans', 'tiny');
const round = 'tiny/R0/2024-H1';

/** In the order in which they work on one database. */
const withDatabase: Readonly<Record<string, readonly string[]>> = {
  migrate: [],
  'plan activate': [tiny],
  'plan rehearse': [tiny, '--to', '2024-03-31'],
  'clock show': [],
  'clock next': [],
  'clock by': ['day'],
  'clock to': ['2024-05-06'],
  'instance list': ['--kind', 'occurrence'],
  'instance show': [round, '--timeline'],
  'instance send': [round, 'request.issue', '--by', 'an', '--field', 'due=2024-06-18'],
  verify: [],
  'user list': [],
  'user add': ['moi', '--admin'],
  'user password': ['moi'],
  'user disable': ['moi'],
  'user enable': ['moi'],
  'user totp-off': ['an'],
  'user post add': ['moi', 'tiny', 'xa-an', 'officer', '--from', '2024-01-01'],
  'user post remove': ['moi', 'tiny', 'xa-an', 'officer'],
  'user link add': ['moi', 'https://id.example.vn', 'a3f0'],
  'user link remove': ['moi', 'https://id.example.vn', 'a3f0'],
  'user import': ['test/fixtures/users.csv'],
  'user import undo': [],
  'audit verify': [],
  'person erase': ['moi', '--reason', 'thử'],
};
/** They need more than a database, or none: test/cli/audit.e2e.spec.ts. */
const elsewhere = ['audit anchor', 'audit key', 'backup', 'restore'];
const withFiles: Readonly<Record<string, readonly string[]>> = {
  'plan lint': [tiny],
  'plan preview': [tiny, '--from', '2024-01-01', '--to', '2024-12-31'],
  'plan compare': [tiny, tiny],
};
const lines = (commands: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(commands).map(([name, args]) => [...name.split(' '), ...args]);

type Done = { readonly status: number | null; readonly stdout: string; readonly stderr: string };
type Surroundings = { readonly env?: Readonly<Record<string, string>>; readonly stdout?: number };

function dungHan(args: readonly string[], { env = {}, stdout: out }: Surroundings = {}): Done {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: checkout,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      DUNG_HAN_HOME: checkout,
      DATABASE_URL: db().url,
      PLAN_DIR: tiny,
      ...env,
    },
    stdio: ['ignore', out ?? 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}
const script = join('scripts', 'dung-han.mjs');
beforeAll(() => expect(dungHan([script, 'migrate'])).toMatchObject({ status: 0 }));

type Told = { readonly line: string; readonly status: number; readonly stderr: string };
function inOneProcess(argumentLists: readonly (readonly string[])[], databaseUrl: string): readonly Told[] {
  const driver = join('test', 'support', 'every-command.mjs');
  const env = { DATABASE_URL: databaseUrl };
  // Its last line; what the commands themselves print stands before it.
  const told =
    dungHan([driver, JSON.stringify(argumentLists)], { env })
      .stdout.split('\n')
      .at(-1) ?? '';
  return JSON.parse(told) as Told[];
}

/** Every command that asks for the database, where the database is like this. */
const everywhere = (databaseUrl: string): readonly Told[] => inOneProcess(lines(withDatabase), databaseUrl);
const each = (status: number, stderr: RegExp) =>
  lines(withDatabase).map((args) => ({
    line: args.join(' '),
    status,
    stderr: expect.stringMatching(stderr) as string,
  }));

test('no command is missing from this table', () => {
  const commandsOf = (...room: readonly string[]): string[] => {
    const { stdout } = dungHan([script, ...room, '--help']);
    const names = [...stdout.slice(stdout.indexOf('Commands:')).matchAll(/^ {2}([a-z][a-z-]*)\b.* {2}/gm)].map(
      ([, name = '']) => [...room, name].join(' '),
    );
    return names.filter((name) => !/(^| )help$/.test(name));
  };
  const rooms = ['plan', 'clock', 'instance', 'user', 'user post', 'user link', 'audit', 'person'];
  // A command that has one below it.
  const above = ['user import'];
  const all = [[], ...[...rooms, ...above].map((room) => room.split(' '))].flatMap((room) => commandsOf(...room));
  expect(all.filter((name) => !rooms.includes(name)).sort()).toEqual(
    [...Object.keys(withDatabase), ...Object.keys(withFiles), ...elsewhere].sort(),
  );
});

test('78: an address that is none, whatever the command', () => {
  expect(everywhere('foo')).toEqual(each(78, /^DATABASE_URL: .+ \/ .+\n$/));
});

test('69: a database that does not answer, whatever the command', async () => {
  expect(everywhere(`postgresql://u:geheim@127.0.0.1:${await freePort()}/d`)).toEqual(
    each(69, /^Cơ sở dữ liệu không trả lời \(ECONNREFUSED\)\. \/ The database does not answer \(ECONNREFUSED\)\.\n$/),
  );
});

test('64: days, moments and numbers that are none, before any database is asked', async () => {
  const send = ['instance', 'send', round, 'x', '--by', 'an'];
  const cases: readonly (readonly [args: readonly string[], vi: string, en: string])[] = [
    [['clock', 'to', '2023-13-01'], 'cần ngày YYYY-MM-DD', 'it must be a day YYYY-MM-DD'],
    [['clock', 'to', 'tomorrow'], 'cần ngày YYYY-MM-DD', 'it must be a day YYYY-MM-DD'],
    [['clock', 'to', '2023-05-22T08:00'], 'có múi giờ', 'with an offset'],
    [['clock', 'to', '9000-01-01'], 'phải trước 2200-01-01', 'before 2200-01-01'],
    [['instance', 'list', '--due-after', 'foo'], 'cần ngày YYYY-MM-DD', 'it must be a day YYYY-MM-DD'],
    [['instance', 'list', '--due-before', '2023-02-29'], 'cần ngày YYYY-MM-DD', 'it must be a day YYYY-MM-DD'],
    [['instance', 'list', '--limit', 'abc'], 'cần số nguyên', 'it must be a whole number'],
    [['instance', 'list', '--limit', '1.5'], 'cần số nguyên', 'it must be a whole number'],
    [['instance', 'list', '--limit', '201'], 'không được lớn hơn 200', 'it must be at most 200'],
    [[...send, '--expected-seq', '-1'], 'không được nhỏ hơn 0', 'it must be at least 0'],
    [[...send, '--expected-seq', '99999999999'], 'không được lớn hơn', 'it must be at most'],
    [[...send, '--effective-at', 'yesterday'], 'cần ngày YYYY-MM-DD', 'it must be a day YYYY-MM-DD'],
    [[...send, '--field', 'due'], 'cần viết tên=giá trị', 'it is written name=value'],
    [['plan', 'preview', tiny, '--from', '2023-02-30', '--to', '2023-03-01'], 'cần ngày', 'it must be a day'],
    [['plan', 'rehearse', tiny, '--from', 'x'], 'cần ngày', 'it must be a day'],
    [['plan', 'rehearse', tiny, '--seed', 'x'], 'cần số nguyên', 'it must be a whole number'],
    [['plan', 'rehearse', tiny, '--lateness', '2'], 'từ 0 đến 1', 'from 0 to 1'],
    [
      ['plan', 'rehearse', tiny, '--from', '2026-01-01'],
      'sau thời hạn của kế hoạch (đến 2025-12-31)',
      "after the plan's term",
    ],
    [
      ['plan', 'rehearse', tiny, '--to', '2023-01-01'],
      'trước thời hạn của kế hoạch (từ 2024-01-01)',
      "before the plan's term",
    ],
    [
      ['plan', 'rehearse', tiny, '--from', '2025-02-01', '--to', '2025-01-01'],
      'nằm trước --from',
      'lies before --from',
    ],
    [['plan', 'preview', tiny, '--from', '2025-02-01', '--to', '2025-01-01'], 'nằm trước --from', 'lies before --from'],
  ];
  const away = `postgresql://u:p@127.0.0.1:${await freePort()}/d`;
  const told = inOneProcess(
    cases.map(([args]) => args),
    away,
  );
  expect(told).toEqual(
    cases.map(([args, vi, en]) => ({
      line: args.join(' '),
      status: 64,
      stderr: expect.stringMatching(new RegExp(`^lỗi: .*${escaped(vi)}.*\nerror: .*${escaped(en)}.*\n`)) as string,
    })),
  );
});
const escaped = (text: string): string => text.replace(/[()]/g, '\\$&');

test.each([
  ['a user that the server does not know', (url: URL) => (url.username = 'nobody')],
  ['a database that is not there', (url: URL) => (url.pathname = '/nowhere')],
])('78: %s', (_, spoil) => {
  const url = new URL(db().url);
  spoil(url);
  const done = dungHan([script, 'verify'], { env: { DATABASE_URL: url.href } });
  expect(done).toMatchObject({ status: 78, stdout: '' });
  expect(done.stderr).toMatch(/^DATABASE_URL: .+ \/ .+\n$/);
  expect(done.stderr).not.toContain(url.password);
});

describe('where what runs cannot be read', () => {
  /** What moves nothing still answers, and `verify` says what is wrong. */
  const answers: Readonly<Record<string, number>> = {
    migrate: 0,
    'plan rehearse': 0,
    'clock show': 0,
    'instance list': 0,
    verify: 1,
  };
  const writers = ['plan activate', 'clock next', 'clock by', 'clock to', 'instance send'];
  const argsOf = (name: string): readonly string[] => [...name.split(' '), ...(withDatabase[name] ?? [])];
  const statuses = (names: readonly string[], url: string): (readonly [string, number])[] =>
    inOneProcess(names.map(argsOf), url).map(({ status }, n) => [names[n] ?? '', status]);
  let scene: Awaited<ReturnType<typeof createScene>> | undefined;

  beforeAll(async () => {
    scene = await createScene((made) => {
      const begun = statuses(['plan activate', 'clock to', 'instance send'], made.url);
      expect(begun.map(([, status]) => status)).toEqual([0, 0, 0]);
      return Promise.resolve();
    });
  });
  afterAll(() => scene?.drop());

  test.each([
    ['is missing', `delete from definition`, / are not stored, first /],
    [
      'does not compile',
      `update definition set body = replace(body::text, 'notice.send', 'notice.shout')::json`,
      /cannot run the definition [0-9a-f]{64} of what runs \(.+\)\.\n$/,
    ],
  ])('a definition %s: who would move it is refused, who looks is not', async (_, spoil, says) => {
    const copy = await scene?.copy();
    if (!copy) throw new Error('there is no scene');
    try {
      await copy.pool.query(spoil);
      const refused = inOneProcess(writers.map(argsOf), copy.url);
      expect(refused).toEqual(
        writers.map((name) => ({
          line: argsOf(name).join(' '),
          status: 69,
          stderr: expect.stringMatching(says) as string,
        })),
      );
      expect(Object.fromEntries(statuses(Object.keys(answers), copy.url))).toEqual(answers);
    } finally {
      await copy.drop();
    }
  });
});

// Linux has a disk that is always full; where there is none, this is said and left out. That every command writes by the
// same hand is seen to in test/house.spec.ts.
const onLinux = existsSync('/dev/full') ? test : test.skip;
onLinux.each([
  [['verify']],
  [['instance', 'list', '--json']],
  [['plan', 'lint', tiny]],
  [['plan', 'preview', tiny, '--from', '2024-01-01', '--to', '2024-12-31']],
  [['plan', '--help']],
])('74: %j cannot be written', (args) => {
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = dungHan([script, ...args], { stdout: full });
  closeSync(full);
  expect({ status, stderr }).toEqual({
    status: 74,
    stderr: 'Không ghi được kết quả (ENOSPC). / The output cannot be written (ENOSPC).\n',
  });
});
