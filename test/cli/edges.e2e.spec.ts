import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { build, checkout } from '../support/app.js';
import { freePort } from '../support/free-port.js';
import { useDatabase } from '../support/postgres.js';

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
};
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

/** Every command that asks for the database, where the database is like this. */
function everywhere(databaseUrl: string): unknown {
  const driver = join('test', 'support', 'every-command.mjs');
  const env = { DATABASE_URL: databaseUrl };
  return JSON.parse(dungHan([driver, JSON.stringify(lines(withDatabase))], { env }).stdout);
}
const each = (status: number, stderr: RegExp) =>
  lines(withDatabase).map((args) => ({
    line: args.join(' '),
    status,
    stderr: expect.stringMatching(stderr) as string,
  }));

test('no command is missing from this table', () => {
  const commandsOf = (...room: readonly string[]): string[] => {
    const { stdout } = dungHan([script, ...room, '--help']);
    const names = [...stdout.matchAll(/^ {2}([a-z]+)\b.* {2}/gm)].map(([, name = '']) => [...room, name].join(' '));
    return names.filter((name) => !/(^| )help$/.test(name));
  };
  const rooms = ['plan', 'clock', 'instance'];
  const all = [[], ...rooms.map((room) => [room])].flatMap((room) => commandsOf(...room));
  expect(all.filter((name) => !rooms.includes(name)).sort()).toEqual(
    [...Object.keys(withDatabase), ...Object.keys(withFiles)].sort(),
  );
});

test('78: an address that is none, whatever the command', () => {
  expect(everywhere('foo')).toEqual(each(78, /^DATABASE_URL: .+ \/ .+\n$/));
});

test('69: a database that does not answer, whatever the command', async () => {
  expect(everywhere(`postgresql://u:geheim@127.0.0.1:${await freePort()}/d`)).toEqual(
    each(69, /^Cơ sở dữ liệu không trả lời. \/ The database does not answer.\n$/),
  );
});

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
