// Parts of a long run: each named and timed, all of them run, the sum at the end.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkout } from './prepare.mjs';

const bin = (name) => join(checkout, 'node_modules', '.bin', name);

/** @returns {Promise<{ code: number, output: string }>} */
function run(command, args, { env = {}, isQuiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: checkout,
      env: { ...process.env, ...env },
      stdio: ['ignore', isQuiet ? 'pipe' : 'inherit', isQuiet ? 'pipe' : 'inherit'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (output += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

const seconds = (from) => `${((performance.now() - from) / 1000).toFixed(1)} s`;

/** @param {{ name: string, command: string, args: string[], mend: string }} part */
export async function tool({ name, command, args, mend }) {
  const from = performance.now();
  const { code, output } = await run(bin(command), args, { isQuiet: true });
  const isGood = code === 0;
  console.log(`${isGood ? '✓' : '✗'} ${name.padEnd(28)} ${seconds(from).padStart(8)}`);
  if (!isGood) console.log(`${output.trimEnd()}\n  → ${mend}\n`);
  return { name, passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
}

/** Jest, its answer counted. @param {{ name: string, args: string[], env?: Record<string, string> }} part */
export async function jest({ name, args, env = {} }) {
  const from = performance.now();
  const dir = mkdtempSync(join(tmpdir(), 'dung-han-parts-'));
  const report = join(dir, 'report.json');
  const all = [...args, '--json', `--outputFile=${report}`, '--passWithNoTests'];
  const { code, output } = await run(bin('jest'), all, { env, isQuiet: true });
  const part = { name, ...counted(filesIn(report)), time: seconds(from) };
  rmSync(dir, { recursive: true, force: true });
  // A run that ends badly without a failing test (it did not even start) is a failure too.
  if (code !== 0 && part.failed === 0) part.failed = 1;
  tell(part);
  if (part.failed > 0) console.log(`${withoutJson(output)}\n  → npx jest ${args.join(' ')}\n`);
  return part;
}

function tell({ name, passed, failed, skipped, skippedTitles, time }) {
  const tally = `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
  console.log(`${failed === 0 ? '✓' : '✗'} ${name.padEnd(28)} ${time.padStart(8)}  ${tally}`);
  for (const title of skippedTitles) console.log(`    skipped: ${title}`);
}

function filesIn(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8')).testResults;
  } catch {
    return [];
  }
}

function counted(files) {
  const titles = (wanted) =>
    files.flatMap(({ assertionResults }) =>
      assertionResults.filter(({ status }) => wanted.includes(status)).map(({ fullName }) => fullName),
    );
  // A file that could not even be loaded has no test that failed.
  const broken = files.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0);
  const skippedTitles = titles(['pending']);
  return {
    passed: titles(['passed']).length,
    failed: titles(['failed']).length + broken.length,
    skipped: skippedTitles.length,
    skippedTitles,
  };
}

/** With --json Jest writes the whole report to standard output too. */
const withoutJson = (output) =>
  output
    .split('\n')
    .filter((line) => !line.startsWith('{"'))
    .join('\n')
    .trimEnd();

/** @param {{ passed: number, failed: number, skipped: number }[]} parts */
export function sum(parts) {
  const total = (what) => parts.reduce((so, part) => so + part[what], 0);
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
}

/** What was looked at and has not changed is not looked at again. A fresh clone has no cache, and there nothing is passed over. */
const CACHE = 'node_modules/.cache/dung-han';
const cached = (place) => ['--cache', '--cache-location', `${CACHE}/${place}`];

/** One after another. @param {(() => Promise<object>)[]} parts */
export async function inTurn(parts) {
  const done = [];
  for (const part of parts) done.push(await part());
  return done.flat();
}

/** So many at once; whoever is done takes the next. @param {number} lanes @param {(() => Promise<object>)[]} parts */
export async function inLanes(lanes, parts) {
  const queue = parts.values();
  const lane = async () => {
    const done = [];
    for (const part of queue) done.push(await part());
    return done.flat();
  };
  return (await Promise.all(Array.from({ length: lanes }, lane))).flat();
}

/** The quick gate, for `npm run check` and as the first part of `npm test`, where there is less of the machine for it. */
export async function check({ lanes = 2 } = {}) {
  // Two lanes for two cores, about as long as each other.
  const parts = [
    [
      () =>
        tool({
          name: 'lint',
          command: 'eslint',
          args: ['--max-warnings', '0', ...cached('eslint/'), '--cache-strategy', 'content', '.'],
          mend: 'npm run lint:fix, then by hand',
        }),
      () =>
        tool({
          name: 'types',
          command: 'tsc',
          args: [
            '--noEmit',
            '--incremental',
            '--tsBuildInfoFile',
            `${CACHE}/tests.tsbuildinfo`,
            '-p',
            'tsconfig.test.json',
          ],
          mend: 'npm run typecheck',
        }),
      () =>
        tool({
          name: 'types of the web',
          command: 'tsc',
          args: ['--noEmit', '--incremental', '--tsBuildInfoFile', `${CACHE}/web.tsbuildinfo`, '-p', 'web'],
          mend: 'npm run typecheck',
        }),
      () =>
        tool({
          name: 'format',
          command: 'prettier',
          args: ['--check', '--log-level=warn', '--cache', '.'],
          mend: 'npm run format',
        }),
    ],
    [
      () => jest({ name: 'pure tests', args: ['--selectProjects', 'pure', '--maxWorkers', String(lanes)] }),
      () =>
        tool({
          name: 'dependency rules',
          command: 'depcruise',
          args: ['--config', '.dependency-cruiser.cjs', 'src', 'web/src'],
          mend: 'npm run depcruise; the rooms stand in .dependency-cruiser.cjs',
        }),
    ],
  ];
  return lanes === 1
    ? inTurn(parts.flat())
    : inLanes(
        2,
        parts.map((list) => () => inTurn(list)),
      );
}
