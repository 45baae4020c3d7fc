import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fill } from './matrix-rows.mjs';
import { percentile, timed } from './measure.mjs';
import { openBench, plan } from './world.mjs';

const checkout = fileURLToPath(new URL('../..', import.meta.url));
const sha256 = (text) => createHash('sha256').update(text).digest('hex');
/** Who looks, each with a token for programs and a session for a browser. */
const PEOPLE = { leader: 'leader', admin: 'administrator', secretary: 'officer' };
export const tokenOf = (who) => `dht_bench-${who}`;
export const cookieOf = (who) => `dhs_bench-${who}`;

let lived;
/** Three years of four rounds in the tables and the server before them: made once, for all rows that look at it. */
export const theLived = (serverUrl, settings) => (lived ??= live(serverUrl, settings));
export async function endLived() {
  await (await lived?.catch(() => undefined))?.close();
  lived = undefined;
}

async function live(serverUrl, { isQuick }) {
  const units = isQuick ? 1_000 : 10_000;
  const bench = await openBench(serverUrl, { units });
  try {
    await fill(bench.rows, { years: [2023, 2024, 2025], perYear: 4 });
    for (const [who, seat] of Object.entries(PEOPLE)) await letIn(bench.rows, who, seat);
    await bench.rows(`update database_mode set now = $1`, [Date.parse('2026-01-05T02:00:00Z')]);
    await storeVersion(bench.rows, units);
    // As in a house that has run for a while.
    await bench.rows('analyze');
    const served = await serve(bench.url);
    const close = async () => {
      await served.stop();
      await bench.close();
    };
    return { url: served.url, units, size: `${units.toLocaleString('en')} units × 3 years`, rows: bench.rows, close };
  } catch (error) {
    await bench.close();
    throw error;
  }
}

/** A plan whose files name as many units: for the screens that show a plan as it is written. */
async function storeVersion(rows, units) {
  const root = join(checkout, 'test/fixtures/plans/tiny');
  const names = readdirSync(root, { recursive: true }).filter((name) => /\.(yaml|md)$/.test(name));
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(root, name), 'utf8')]));
  const own = (await plan(units)).units.units.slice(1).map((unit) => JSON.stringify(unit));
  const [before, after] = files['plans/tiny/units.yaml'].split(/(?<=^units:\n)/m);
  files['plans/tiny/units.yaml'] = `${before}${own.map((unit) => `  - ${unit}\n`).join('')}${after}`;
  const content = sha256(JSON.stringify(files));
  await rows(
    `insert into plan_version (plan, version, status, content, files, active_from) values ('tiny', 1, 'active', $1, $2, 0)`,
    [content, JSON.stringify(files)],
  );
}

async function letIn(rows, who, seat) {
  const [{ id }] = await rows(`insert into account (name, display_name) values ($1, $1) returning id`, [who]);
  const plan = seat === 'administrator' ? '*' : 'bench';
  await rows(`insert into holding (account_id, plan, unit, seat, source) values ($1, $2, $3, $4, 'admin')`, [
    ...[id, plan, plan === '*' ? '*' : 'office', seat],
  ]);
  await rows(
    `insert into api_token (account_id, name, hash, scopes, expires_at) values ($1, 'bench', $2, '{read}', now() + interval '1 day')`,
    [id, sha256(tokenOf(who))],
  );
  await rows(
    `insert into session (id, account_id, address, agent, expires_at) values ($1, $2, 'bench', 'bench', now() + interval '1 day')`,
    [sha256(cookieOf(who)), id],
  );
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

/** Asks the API as somebody; what is neither an answer nor "unchanged" ends the bench. */
export const asker =
  (url, who = 'leader') =>
  async (path, headers = {}) => {
    const from = { authorization: `Bearer ${tokenOf(who)}`, ...headers };
    const answer = await fetch(`${url}/api/v1/${path}`, { headers: from });
    if (answer.status !== 200 && answer.status !== 304)
      throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    const body = answer.status === 304 ? null : await answer.json();
    return { tag: answer.headers.get('etag'), status: answer.status, body };
  };

/** How long each of `n` took, in milliseconds, after a few that are not counted. */
export async function times(n, once, { before = 5 } = {}) {
  for (let i = 0; i < before; i += 1) await once(i);
  const all = [];
  for (let i = 0; i < n; i += 1) all.push((await timed(() => once(i))).ms);
  return all;
}

/** A row that says how long nearly all of them took at most. */
export function within(row, all, most, target = `≤ ${most.toLocaleString('en')} ms`) {
  const ours = percentile(all, 0.95);
  return { row, unit: 'ms', ours, note: `median ${percentile(all, 0.5).toFixed(0)} ms`, target, ok: ours <= most };
}
