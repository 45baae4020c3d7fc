// A sandbox that has lived its half year, on data of its own, and whoever looks at it.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../postgres.mjs';
import { checkout } from '../prepare.mjs';

const ADMIN = 'quan-tri';

/**
 * @param {string} data
 * @returns {Promise<{ url: string, password: string, stop: () => Promise<void> }>} with the administrator's password, as it shows it
 */
export async function startSandbox(data) {
  const port = await freePort(3100, '127.0.0.1');
  const child = spawn(process.execPath, [join(checkout, 'scripts', 'start.mjs')], {
    cwd: checkout,
    env: {
      ...process.env,
      DATABASE_URL: '',
      REDIS_URL: '',
      DATA_DIR: data,
      PORT: String(port),
      SANDBOX_LIVED: 'half-year',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', () => resolve()));
  let password;
  for await (const line of createInterface({ input: child.stdout })) {
    const [, name, shown] = /^ {4}([\w.-]+) +(\S{8,}) {3}/.exec(line) ?? [];
    if (name === ADMIN) password = shown;
    // The last line of its greeting.
    if (line.includes('Ctrl-C')) break;
  }
  if (password === undefined) throw new Error('the sandbox did not start, or showed no accounts');
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { url: `http://127.0.0.1:${port}`, password, stop };
}

/**
 * Signs in, as the administrator goes on as anybody else, and asks the API in their name. `who` undefined: nobody.
 * @param {import('playwright-core').BrowserContext} context
 */
export async function askingAs(context, { url, password }, who) {
  const ask = async (path, { method = 'get', data, headers = {} } = {}) => {
    const answer = await context.request[method](`/api/v1${path}`, {
      ...(data && { data }),
      headers: { origin: url, ...(method !== 'get' && { 'idempotency-key': randomUUID() }), ...headers },
    });
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
    const text = await answer.text();
    return { ...(text && JSON.parse(text)), etag: answer.headers()['etag'] };
  };
  if (who === undefined) return ask;
  await ask('/session', { method: 'post', data: { name: ADMIN, password } });
  if (who !== ADMIN) await ask('/sandbox/session', { method: 'post', data: { person: who } });
  return ask;
}
