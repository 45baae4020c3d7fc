import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { inTurn, median, timed } from './measure.mjs';
import { plan } from './world.mjs';

const dist = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href);
const checkout = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/**
 * A three-year preview for 10,000 units, streamed as `plan preview --json` streams it, against stringifying the entries it
 * consists of when they are all there already.
 */
export async function preview(_, { isQuick, rounds }) {
  const units = isQuick ? 1_000 : 10_000;
  const { preview: previewOf } = await dist('core/plan/preview.js');
  const { previewJson, toPreviewJson } = await dist('core/plan/preview-json.js');
  const { writeAll } = await dist('platform/output.js');
  const { makeCalendar } = await dist('core/calendar/calendar.js');
  const source = await plan(units);
  const threeYears = { ...source, plan: { ...source.plan, term: { from: '2023-01-01', to: '2025-12-31' } } };
  const calendar = makeCalendar([]);
  const dates = () => previewOf(threeYears, calendar, '2023-01-01', '2025-12-31');
  const firsts = [];
  const streamed = async () => {
    const from = performance.now();
    let first;
    const reader = new Writable({
      write(_chunk, _encoding, taken) {
        first ??= performance.now() - from;
        taken();
      },
    });
    await writeAll(reader, previewJson(dates(), 'vi'));
    firsts.push(first);
    return performance.now() - from;
  };
  const entries = Array.from(dates(), (entry) => toPreviewJson(entry, 'vi'));
  const stringified = async () => {
    const from = performance.now();
    for (const entry of entries) JSON.stringify(entry);
    return performance.now() - from;
  };
  const result = await inTurn(rounds, streamed, stringified);
  return [
    {
      row: `preview --json, three years, ${units.toLocaleString('en')} units: first line`,
      unit: 'ms',
      target: '≤ 500 ms',
      ours: Math.max(...firsts),
      ok: firsts.every((first) => first <= 500),
    },
    {
      row: `preview --json, whole (${entries.length.toLocaleString('en')} entries)`,
      unit: 'ms',
      target: '≤ 4 × stringifying it',
      ...result,
      than: 'stringified',
      ok: result.ratio <= 4,
    },
  ];
}

/** The real plan, linted by the command line. */
export async function lint() {
  const passes = [];
  for (let i = 0; i < 3; i += 1) {
    const { ms } = await timed(() =>
      run(process.execPath, ['scripts/dung-han.mjs', 'plan', 'lint', 'workflows/plans/19-kh-bcd'], { cwd: checkout }),
    );
    passes.push(ms);
  }
  return [
    {
      row: 'linting 19-KH/BCĐ, the whole command',
      unit: 'ms',
      target: '≤ 2,000 ms',
      ours: median(passes),
      ok: median(passes) <= 2_000,
    },
  ];
}

/** `npm start` with everything in place, until it says that it is ready. */
export async function start() {
  const dataDir = await mkdtemp(join(tmpdir(), 'dung-han-bench-'));
  const { spawn } = await import('node:child_process');
  const once = () =>
    timed(
      () =>
        new Promise((resolve, reject) => {
          const child = spawn(process.execPath, ['scripts/start.mjs'], {
            cwd: checkout,
            env: { ...process.env, DATA_DIR: dataDir, PORT: '' },
            stdio: ['ignore', 'pipe', 'inherit'],
          });
          let text = '';
          let url;
          child.stdout.on('data', (chunk) => {
            text += chunk;
            url ??= /https?:\/\/\S+/.exec(text)?.[0];
            if (url) child.kill('SIGINT');
          });
          child.on('exit', (code) => (url ? resolve(url) : reject(new Error(`start ended with ${code}: ${text}`))));
        }),
    );
  try {
    await once();
    const passes = [];
    for (let i = 0; i < 3; i += 1) passes.push((await once()).ms);
    return [
      {
        row: 'a second start, until ready and stopped again',
        unit: 'ms',
        target: 'ready in ≤ 5,000 ms',
        ours: median(passes),
        ok: median(passes) <= 5_000,
      },
    ];
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
