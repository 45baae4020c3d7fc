import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { fill } from './matrix-rows.mjs';
import { percentile, timed } from './measure.mjs';
import { openBench } from './world.mjs';

const checkout = fileURLToPath(new URL('../..', import.meta.url));
const TOKEN = 'dht_bench';

/** Three years of four rounds in the tables; leadership asks for one year, page by page, over HTTP. */
export async function matrix(serverUrl, { isQuick }) {
  const units = isQuick ? 1_000 : 10_000;
  const bench = await openBench(serverUrl, { units });
  const { rows } = bench;
  try {
    await fill(rows, { years: [2023, 2024, 2025], perYear: 4 });
    await letIn(rows);
    const served = await serve(bench.url);
    try {
      return await measured(served.url, units);
    } finally {
      await served.stop();
    }
  } finally {
    await bench.close();
  }
}

const YEAR = 'monitoring/matrix?from=2024-01-01&to=2024-12-31&limit=50';

async function measured(url, units) {
  const ask = async (path, headers = {}) => {
    const answer = await fetch(`${url}/api/v1/${path}`, { headers: { authorization: `Bearer ${TOKEN}`, ...headers } });
    if (answer.status !== 200 && answer.status !== 304)
      throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return {
      tag: answer.headers.get('etag'),
      status: answer.status,
      body: answer.status === 304 ? null : await answer.json(),
    };
  };
  const times = async (n, once) => {
    for (let i = 0; i < 5; i += 1) await once(i);
    const all = [];
    for (let i = 0; i < n; i += 1) all.push((await timed(() => once(i))).ms);
    return all;
  };
  const first = await ask(YEAR);
  const { columns, rows, totals, next } = first.body;
  if (columns.length !== 4 || rows.length !== 50 || totals.expected < 3.9 * units * 0.98 || next === null)
    throw new Error(`not the matrix that was asked for: ${columns.length} × ${rows.length}, ${JSON.stringify(totals)}`);
  let cursor = next;
  const pages = await times(60, async () => {
    const { body } = await ask(cursor === null ? YEAR : `${YEAR}&cursor=${cursor}`);
    cursor = body.next;
  });
  const known = await times(60, async () => {
    const { status } = await ask(YEAR, { 'if-none-match': first.tag });
    if (status !== 304) throw new Error(`it was not known: ${status}`);
  });
  const past = await times(10, () => ask(`${YEAR}&asOf=2024-08-01`));
  const standing = await times(20, () => ask('monitoring/standing'));
  const size = `${units.toLocaleString('en')} units × 3 years`;
  const row = (name, all, target, most) => {
    const ours = percentile(all, 0.95);
    return {
      row: name,
      unit: 'ms',
      ours,
      note: `median ${percentile(all, 0.5).toFixed(0)} ms`,
      target,
      ok: ours <= most,
    };
  };
  return [
    row(
      `matrix of ${size}: a page of 50 units × one year with totals of all, p95`,
      pages,
      '≤ 150 ms through HTTP',
      150,
    ),
    row('… unchanged since, p95', known, 'one look-up: ≤ 50 ms', 50),
    row('… as of a day two years ago, p95', past, '≤ 1,500 ms', 1_500),
    row(`leadership's one page, p95`, standing, '≤ 500 ms', 500),
  ];
}

/** Somebody who leads the plan. */
async function letIn(rows) {
  const [{ id }] = await rows(`insert into account (name, display_name) values ('leader', 'leader') returning id`);
  await rows(
    `insert into holding (account_id, plan, unit, seat, source) values ($1, 'bench', 'office', 'leader', 'admin')`,
    [id],
  );
  await rows(
    `insert into api_token (account_id, name, hash, scopes, expires_at) values ($1, 'bench', $2, '{read}', now() + interval '1 day')`,
    [id, createHash('sha256').update(TOKEN).digest('hex')],
  );
  await rows(`update database_mode set now = $1`, [Date.parse('2026-01-05T02:00:00Z')]);
}

/** The API alone: nothing is due for anybody, and nobody plays it. */
function serve(databaseUrl) {
  const child = spawn(process.execPath, ['dist/main.js'], {
    cwd: checkout,
    env: {
      ...{ PATH: process.env.PATH, HOME: process.env.HOME, DATABASE_URL: databaseUrl, PORT: '0', ROLE: 'api' },
      ...{ LOG_LEVEL: 'warn', PLAN_DIR: 'test/fixtures/plans/tiny/plans/none' },
      ...{ LIMIT_ADDRESS: '0', LIMIT_ACCOUNT: '0', LIMIT_DEAR: '0' },
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const ready = /^\{"ready":true.*\}$/m.exec(said)?.[0];
      if (!ready) return;
      const ended = new Promise((done) => child.once('close', done));
      resolve({ url: JSON.parse(ready).url, stop: () => (child.kill('SIGTERM'), ended) });
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
}
