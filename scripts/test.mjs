// npm test: everything, part by part. `npm test -- engine jobs` runs only these parts.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { provideChromium } from './chromium.mjs';
import { check, jest, sideBySide, sum } from './parts.mjs';
import { checkout, leave, prepare } from './prepare.mjs';
import { provideRedis } from './redis.mjs';

const say = (line) => console.log(line);
const wanted = process.argv.slice(2);
const isWanted = (name) => wanted.length === 0 || wanted.includes(name);

/** Parts that need no server; each is a project of jest.config.mjs. */
const SERVERLESS = ['house', 'stories'];
/** Parts that are about processes themselves: one of their files at a time. The others take a file for each core, all in one run. */
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
  if (process.env.TEST_DATABASE_URL) return work({});
  const { temporaryPostgres } = await import('./postgres.mjs');
  const server = await temporaryPostgres();
  try {
    return await work({ TEST_DATABASE_URL: server.url });
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

const running = (names, workers, env) =>
  jest({
    names,
    args: ['--selectProjects', 'running', '--testPathPatterns', `test/(${names.join('|')})/`, '--maxWorkers', workers],
    env,
  });

/** Those who kill and wait leave much of the machine free; the gate and then all other parts are run beside them. */
const lanes = (served, env) => {
  const together = served.filter((name) => !ALONE.includes(name));
  return [
    ALONE.filter((name) => served.includes(name)).map((name) => () => running([name], '1', env)),
    [
      ...(isWanted('check') ? [() => check({ lanes: served.some((name) => ALONE.includes(name)) ? 1 : 2 })] : []),
      ...SERVERLESS.filter(isWanted).map((name) => () => jest({ names: [name], args: ['--selectProjects', name] })),
      ...(together.length > 0 ? [() => running(together, '100%', env)] : []),
    ],
  ];
};

const served = folders().filter(isWanted);
const beside = (env) => sideBySide(lanes(served, env));
const done = await (served.length > 0 ? withServer(beside) : beside({}));

const { passed, failed, skipped } = sum(done);
say(`${((performance.now() - from) / 60_000).toFixed(1)} min${skipped ? `, ${skipped} skipped` : ''}`);
say(`${passed} passed, ${failed + (process.env.CI ? skipped : 0)} failed`);
process.exit(failed === 0 && !(process.env.CI && skipped) ? 0 : 1);
