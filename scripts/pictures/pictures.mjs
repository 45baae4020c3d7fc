// npm run pictures: the pictures of the guides, made again from a sandbox of its own. `npm run pictures -- unit` makes those that begin so.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromium as findChromium, provideChromium } from '../chromium.mjs';
import { checkout, leave, prepare } from '../prepare.mjs';
import { askingAs, startSandbox } from './sandbox.mjs';
import { views } from './views.mjs';

const say = (line) => console.log(line);
const folder = join(checkout, 'docs', 'guides', 'pictures');
const sizes = { desk: { width: 1280, height: 800 }, phone: { width: 390, height: 780 } };
const locales = { vi: 'vi-VN', en: 'en-GB' };
const wanted = process.argv.slice(2);

/** Somebody's window, signed in. */
async function open(browser, sandbox, { who, width = 'desk', height = sizes[width].height }, language) {
  const context = await browser.newContext({
    baseURL: sandbox.url,
    viewport: { ...sizes[width], height },
    locale: locales[language],
    timezoneId: 'Asia/Ho_Chi_Minh',
    reducedMotion: 'reduce',
    ...(width === 'phone' && { isMobile: true, hasTouch: true }),
  });
  await context.addInitScript("localStorage.setItem('dung-han.tour', 'hidden')");
  const page = await context.newPage();
  return { page, ask: await askingAs(context, sandbox, who), settled: settling(page) };
}

/**
 * Until all that the page has asked for is there and drawn: nothing is under way but the line that stays open, and no frame brings anything new.
 * @param {import('playwright-core').Page} page
 */
function settling(page) {
  const underWay = new Set();
  page.on('request', (request) => request.url().endsWith('/live') || underWay.add(request));
  for (const over of ['requestfinished', 'requestfailed']) page.on(over, (request) => underWay.delete(request));
  const standIns = page.locator('.mantine-Skeleton-root, .mantine-Loader-root');
  const twoFrames = 'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))';
  return async () => {
    await page.locator('h1').first().waitFor();
    for (let quiet = 0; quiet < 3;) {
      await page.evaluate(twoFrames);
      quiet = underWay.size === 0 && (await standIns.count()) === 0 ? quiet + 1 : 0;
    }
    await page.evaluate('document.fonts.ready');
  };
}

/** What is in the picture: the part that matters, as far as the window shows it; else the page without the bar of the sandbox. */
async function frame(page, part) {
  const { width, height } = page.viewportSize();
  if (part !== undefined) {
    const { x, y, ...size } = await page.locator(part).first().boundingBox();
    const [left, top] = [Math.max(x, 0), Math.max(y, 0)];
    return { x: left, y: top, width: Math.min(size.width, width - left), height: Math.min(size.height, height - top) };
  }
  const bar = await page.locator('section:has(> [data-tour="date"])').boundingBox();
  const top = bar ? bar.y + bar.height : 0;
  return { x: 0, y: top, width, height: height - top };
}

async function take(browser, sandbox, view, language) {
  const { page, ask, settled } = await open(browser, sandbox, view, language);
  try {
    const { path, act, part, name } = view;
    await page.goto(typeof path === 'string' ? path : await path(ask), { waitUntil: 'load' });
    await settled();
    if (act) {
      await act(page);
      await settled();
    }
    const file = `${name}.${language}.png`;
    const clip = await frame(page, part);
    await page.screenshot({ path: join(folder, file), clip, animations: 'disabled', caret: 'hide' });
    say(`✓ ${file}`);
  } catch (error) {
    throw new Error(`${view.name}, ${language}: ${error.message}`, { cause: error });
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
