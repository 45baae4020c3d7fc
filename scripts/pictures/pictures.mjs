// npm run pictures: the pictures of the guides, made again from a sandbox of its own. `npm run pictures -- unit` makes those that begin so.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';
import { chromium as findChromium, provideChromium } from '../chromium.mjs';
import { freePort } from '../postgres.mjs';
import { checkout, leave, prepare } from '../prepare.mjs';
import { views } from './views.mjs';

const say = (line) => console.log(line);
const folder = join(checkout, 'docs', 'guides', 'pictures');
const sizes = { desk: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
const locales = { vi: 'vi-VN', en: 'en-GB' };
const wanted = process.argv.slice(2);

/** A sandbox that has lived its half year, on data of its own; `accounts`: name to password, as it shows them. */
async function startSandbox(data) {
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
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const accounts = new Map();
  for await (const line of createInterface({ input: child.stdout })) {
    const [, name, password] = /^ {4}([\w.-]+) +(\S{8,}) {3}/.exec(line) ?? [];
    if (name) accounts.set(name, password);
    // The last line of its greeting.
    if (line.includes('Ctrl-C')) break;
  }
  if (accounts.size === 0) throw new Error('the sandbox did not start, or showed no accounts');
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { url: `http://127.0.0.1:${port}`, accounts, stop };
}

/** Somebody's window, signed in. */
async function open(browser, { url, accounts }, { who, width = 'desk' }, language) {
  const context = await browser.newContext({
    baseURL: url,
    viewport: sizes[width],
    locale: locales[language],
    timezoneId: 'Asia/Ho_Chi_Minh',
    reducedMotion: 'reduce',
    ...(width === 'phone' && { isMobile: true, hasTouch: true }),
  });
  await context.addInitScript("localStorage.setItem('dung-han.tour', 'hidden')");
  const page = await context.newPage();
  if (who === undefined) return page;
  const answer = await context.request.post('/api/v1/session', {
    data: { name: who, password: accounts.get(who) },
    headers: { origin: url },
  });
  if (!answer.ok()) throw new Error(`${who} is not let in: ${await answer.text()}`);
  return page;
}

/** Answers of the API to whom the page belongs. */
const asking = (page) => async (path) => {
  const answer = await page.context().request.get(`/api/v1${path}`);
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
};

/** Until nothing stands in for what is still being asked for, and the letters are drawn as they will be. */
async function settled(page) {
  for (const standIn of await page.locator('.mantine-Skeleton-root, .mantine-Loader-root').all())
    await standIn.waitFor({ state: 'detached' });
  await page.evaluate('document.fonts.ready');
}

async function take(browser, sandbox, view, language) {
  const page = await open(browser, sandbox, view, language);
  try {
    const { path, act } = view;
    await page.goto(typeof path === 'string' ? path : await path(asking(page)), { waitUntil: 'load' });
    await page.locator('h1').first().waitFor();
    await act?.(page);
    await settled(page);
    const file = `${view.name}.${language}.png`;
    await page.screenshot({ path: join(folder, file), animations: 'disabled', caret: 'hide' });
    say(`✓ ${file}`);
  } finally {
    await page.context().close();
  }
}

async function main() {
  await prepare({ log: say }).catch(leave);
  if (!provideChromium(say)) throw new Error('Chromium is missing and could not be installed.');
  mkdirSync(folder, { recursive: true });
  const data = mkdtempSync(join(tmpdir(), 'dung-han-pictures-'));
  const sandbox = await startSandbox(data);
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] });
  try {
    for (const view of views)
      if (wanted.length === 0 || wanted.some((start) => view.name.startsWith(start)))
        for (const language of ['vi', 'en']) await take(browser, sandbox, view, language);
  } finally {
    await browser.close();
    await sandbox.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

await main();
