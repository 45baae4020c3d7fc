// npm start: install, build, PostgreSQL, application; and back again in the opposite order.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { greet, livedSoFar } from './greeting.mjs';
import { takeLock } from './process.mjs';
import { builtConfig, checkout, dataDir, NotPrepared, prepare, requireNode } from './prepare.mjs';

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
    console.error('Ứng dụng không tự kết thúc; thoát. / The application does not end by itself; leaving.');
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

function stopAsked() {
  if (isStopping) return;
  say('Đang dừng … · stopping …');
  started.unshift(() => say('Đã dừng · stopped.'));
  return stop(0);
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

async function lockOrLeave() {
  const lock = takeLock(join(dataDir(), 'start.lock'));
  if ('release' in lock) {
    started.push(() => lock.release());
    return lock;
  }
  await checkSettings();
  const where = lock.note ? `at ${lock.note}` : 'and still starting';
  say(`Đúng Hạn đã chạy rồi · is already running ${where} (process ${Number.parseInt(lock.holder, 10)}).`);
  process.exit(0);
}

/** Also where another one runs already; what is not built yet cannot ask, and builds nothing under the one that runs. */
async function checkSettings() {
  const config = await builtConfig();
  try {
    config?.readConfig({ ...process.env, ...placeholder() });
  } catch (error) {
    console.error(error.message);
    process.exit(badConfiguration);
  }
}

const placeholder = () => (process.env.DATABASE_URL ? {} : { DATABASE_URL: 'postgresql://127.0.0.1/embedded' });

async function main() {
  requireNode();
  const isEmbedded = !process.env.DATABASE_URL;
  mkdirSync(dataDir(), { recursive: true });
  // Workers may join in any number; with a server of one's own, so may everything.
  const lock = isEmbedded && process.env.ROLE !== 'worker' ? await lockOrLeave() : undefined;
  await prepare({ log: say });

  process.env.DUNG_HAN_HOME ||= checkout;
  process.env.LOG_LEVEL ||= 'warn';
  process.env.LOG_FORMAT ||= 'text';
  const { readConfig } = await import('../dist/platform/config.js');
  const { exitOf } = await import('../dist/platform/exit-of.js');
  const { freePort, sandboxSettings, startPostgres } = await import('./postgres.mjs');
  if (isEmbedded) sandboxSettings(dataDir());
  try {
    const wanted = readConfig({ ...process.env, ...placeholder() }, { isServing: true });
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
    if (server?.adopted) {
      const { dataDir: data, pid } = server;
      say(
        `Dùng PostgreSQL đang chạy sẵn trên ${data} · using the PostgreSQL that already runs there (process ${pid}).`,
      );
    }
    if (server) process.env.DATABASE_URL = server.url;
    const { serve } = await import('../dist/serve.js');
    const serving = await next(
      () => serve({ ...wanted, databaseUrl: server?.url ?? wanted.databaseUrl, port }),
      (application) => application.stop(),
    );
    lock?.note(serving.url ?? '');
    const welcomed = await serving.welcome(livedSoFar(serving.url, say));
    if (welcomed) await greet({ ...serving, ...welcomed, planDir: wanted.planDir }, say);
  } catch (error) {
    const ending = exitOf(error);
    if (ending === undefined) throw error;
    return fail(ending.sentence, ending.exitCode);
  }
}

const takenPort = (port) => `PORT: cổng ${port} đang được dùng. / port ${port} is taken by another process.`;

// npm and the terminal each send a Ctrl-C on, so one of them arrives twice: the second changes nothing.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stopAsked());
// A terminal that was closed takes no more words; that must not keep anything from being stopped.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
process.on('uncaughtException', (error) => {
  console.error(error);
  void stop(faultOfProgram);
});

await main().catch((error) =>
  error instanceof NotPrepared ? fail(error.message, error.exitCode) : fail(error, faultOfProgram),
);
