// npm start: install, build, PostgreSQL, application; and back again in the opposite order.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { takeLock } from './process.mjs';
import { checkout, dataDir, NotPrepared, prepare, requireNode } from './prepare.mjs';

/** Of sysexits.h; what a person can mend is told by `exitOf` of src/platform/exit-of.ts. */
const unavailable = 69;
const faultOfProgram = 70;
const badConfiguration = 78;
const say = (line) => console.log(line);

/** What has been started, in order; ended from the last to the first. */
const started = [];
let phase = Promise.resolve();
let isStopping = false;

async function stop(code) {
  if (isStopping) return;
  isStopping = true;
  const impatient = setTimeout(() => {
    console.error('The application does not end by itself; leaving.');
    process.exit(unavailable);
  }, 40_000);
  // What is being started right now ends first, or it would be left behind.
  await phase.catch(() => undefined);
  let exitCode = code;
  for (const end of started.reverse()) {
    await Promise.resolve()
      .then(end)
      .catch((error) => {
        console.error(error);
        exitCode = unavailable;
      });
  }
  clearTimeout(impatient);
  process.exit(exitCode);
}

function fail(sentence, code) {
  console.error(sentence);
  return stop(code);
}

/** Starts one thing, unless the end has already begun. */
async function next(start, end) {
  if (isStopping) return new Promise(() => undefined);
  const starting = Promise.resolve().then(start);
  phase = starting.then((thing) => void started.push(() => end(thing)));
  await phase;
  return starting;
}

function lockOrLeave() {
  const lock = takeLock(join(dataDir(), 'start.lock'));
  if ('release' in lock) {
    started.push(() => lock.release());
    return lock;
  }
  const where = lock.note ? `at ${lock.note}` : 'and still starting';
  say(`Đúng Hạn đã chạy rồi · is already running ${where} (process ${Number.parseInt(lock.holder, 10)}).`);
  process.exit(0);
}

async function main() {
  requireNode();
  const isEmbedded = !process.env.DATABASE_URL;
  mkdirSync(dataDir(), { recursive: true });
  // Workers may join in any number; with a server of one's own, so may everything.
  const lock = isEmbedded && process.env.ROLE !== 'worker' ? lockOrLeave() : undefined;
  await prepare({ log: say });

  process.env.DUNG_HAN_HOME ||= checkout;
  process.env.LOG_LEVEL ||= 'warn';
  const { readConfig } = await import('../dist/platform/config.js');
  const { exitOf } = await import('../dist/platform/exit-of.js');
  const { freePort, secretKeyOf, startPostgres } = await import('./postgres.mjs');
  if (isEmbedded && process.env.CLOCK !== 'system') process.env.SECRET_KEY ||= secretKeyOf(dataDir());
  try {
    const placeholder = isEmbedded ? { DATABASE_URL: 'postgresql://127.0.0.1/embedded' } : {};
    const wanted = readConfig({ ...process.env, ...placeholder }, { isServing: true });
    const port = wanted.port && (await freePort(wanted.port, wanted.host));
    if (port !== wanted.port) {
      if (process.env.PORT) return fail(takenPort(wanted.port), badConfiguration);
      say(`Cổng ${wanted.port} đang được dùng, chọn cổng ${port} · port ${wanted.port} is taken, using ${port}.`);
    }
    const server = isEmbedded
      ? await next(
          () => startPostgres({ dir: dataDir(), log: say }),
          (postgres) => postgres.stop(),
        )
      : undefined;
    if (server?.adopted) say(`Using the PostgreSQL that already runs on ${server.dataDir} (process ${server.pid}).`);
    if (server) process.env.DATABASE_URL = server.url;
    const { serve } = await import('../dist/serve.js');
    const serving = await next(
      () => serve({ ...wanted, databaseUrl: server?.url ?? wanted.databaseUrl, port }),
      (application) => application.stop(),
    );
    lock?.note(serving.url ?? '');
    await hello(serving);
  } catch (error) {
    const ending = exitOf(error);
    if (ending === undefined) throw error;
    return fail(ending.sentence, ending.exitCode);
  }
}

const takenPort = (port) => `PORT: cổng ${port} đang được dùng. / port ${port} is taken by another process.`;

/** What a newcomer needs to know: where it is, what day it is there, and what to try. */
async function hello({ url, firstAccounts }) {
  const clock = url && (await answerOf(`${url}/api/v1/sandbox/clock`));
  say('');
  say(`Đúng Hạn đang chạy · is running${url ? `: ${url}` : ''}`);
  if (url) say(`  API        ${url}/api/docs`);
  if (clock?.mode === 'sandbox') {
    say(`  Hôm nay    ${dateOf(clock.day)} (ngày thử nghiệm · sandbox date)`);
    if (clock.next) say(`  Sắp tới    ${dateOf(clock.next)} ${clock.next.slice(11, 16)} (việc kế tiếp · next event)`);
    say('  Thử tiếp   · try next, in another terminal:');
    say('    npx dung-han clock next');
    say('    npx dung-han clock to 2023-05-22');
    say('    npx dung-han instance list --kind occurrence');
    say('    npx dung-han plan preview workflows/plans/19-kh-bcd --from 2023-11-01 --to 2023-11-30');
  }
  if (firstAccounts.length > 0) {
    say('  Tài khoản  chỉ hiện lần này · accounts, shown this once:');
    for (const { name, displayName, password } of firstAccounts)
      say(`    ${name.padEnd(24)} ${password}   ${displayName}`);
    say('    mật khẩu khác · others: npx dung-han user password TÊN');
  }
  say('  Ctrl-C     dừng · stop');
}

const dateOf = (text) => text.slice(0, 10).split('-').reverse().join('/');

/** The answer's JSON; nothing where there is none, because a greeting must not fail a start. */
async function answerOf(address) {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(3_000) });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

// npm and the terminal each send a Ctrl-C on, so one of them arrives twice: the second changes nothing.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0));
process.on('uncaughtException', (error) => {
  console.error(error);
  void stop(faultOfProgram);
});

await main().catch((error) =>
  error instanceof NotPrepared ? fail(error.message, error.exitCode) : fail(error, faultOfProgram),
);
