// npm test: everything, part by part. `npm test -- engine jobs` runs only these parts.
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { provideChromium } from './chromium.mjs';
import { check, inLanes, inTurn, jest, sum } from './parts.mjs';
import { checkout, leave, prepare } from './prepare.mjs';
import { provideRedis } from './redis.mjs';

const say = (line) => console.log(line);
const wanted = process.argv.slice(2);
const isWanted = (name) => wanted.length === 0 || wanted.includes(name);

/** Parts that need no server; each is a project of jest.config.mjs. */
const SERVERLESS = ['house', 'stories'];
/** Parts that are about processes themselves: one of their files at a time. */
const ALONE = ['faults', 'start'];
/** Every other folder below test/ that holds a spec is a part; a new one needs no entry here. */
const folders = () =>
  readdirSync(join(checkout, 'test'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .filter((name) => !SERVERLESS.includes(name))
    .filter((name) =>
      readdirSync(join(checkout, 'test', name), { recursive: true }).some((file) => file.endsWith('.spec.ts')),
    )
    .sort();

async function withServer(work) {
  // The tables are made once for all parts.
  const shared = { TEST_TEMPLATE: `template_${randomUUID().slice(0, 8)}` };
  if (process.env.TEST_DATABASE_URL) return work(shared);
  const { temporaryPostgres, unsynced } = await import('./postgres.mjs');
  // What tests crash has a server of its own (test/support/private-postgres.ts).
  const server = await temporaryPostgres(unsynced);
  try {
    return await work({ ...shared, TEST_DATABASE_URL: server.url });
  } finally {
    await server.stop();
  }
}

await prepare({ log: say }).catch(leave);
const from = performance.now();
for (const [name, isThere] of [
  ['redis-server', provideRedis(say)],
  ['chromium', provideChromium(say)],
]) {
  if (isThere) continue;
  if (process.env.CI) {
    console.error(`${name} is missing and could not be installed; with CI=true nothing is skipped.`);
    process.exit(1);
  }
  say(`${name} is missing: what needs it is skipped below.`);
}

const running = (name, env) =>
  jest({ name, args: ['--selectProjects', 'running', '--testPathPatterns', `test/${name}/`, ...workers], env });

/** Three at once on two cores: tests of what runs mostly wait for it, and leave the machine to one another. */
const LANES = 3;
/** What takes long begins first, or all wait for it at the end; the others follow as they come. */
const LONG = ['pages', 'http', 'cli', 'sandbox', 'engine'];
const place = (name) => (LONG.includes(name) ? LONG.indexOf(name) : LONG.length);

const served = folders().filter(isWanted);
const alone = ALONE.filter((name) => served.includes(name));
const others = served
  .filter((name) => !ALONE.includes(name))
  .sort((one, other) => place(one) - place(other))
  .map((name) => (env) => running(name, env));
const queue = [
  // Of these one file at a time: they are one place in the queue.
  ...(alone.length > 0 ? [(env) => inTurn(alone.map((name) => () => running(name, env)))] : []),
  ...(isWanted('check') ? [() => check({ lanes: 1 })] : []),
  ...others,
  ...SERVERLESS.filter(isWanted).map((name) => () => jest({ name, args: ['--selectProjects', name, ...workers] })),
];
const lanes = Math.min(LANES, queue.length);
const workers = ['--maxWorkers', String(Math.max(1, Math.floor(availableParallelism() / lanes)))];

const all = (env) => queue.map((part) => () => part(env));
const done = await (served.length > 0 ? withServer((env) => inLanes(lanes, all(env))) : inLanes(lanes, all({})));

const { passed, failed, skipped } = sum(done);
say(`${((performance.now() - from) / 60_000).toFixed(1)} min${skipped ? `, ${skipped} skipped` : ''}`);
say(`${passed} passed, ${failed + (process.env.CI ? skipped : 0)} failed`);
process.exit(failed === 0 && !(process.env.CI && skipped) ? 0 : 1);
