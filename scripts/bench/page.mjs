import { median, percentile } from './measure.mjs';
import { cookieOf, theLived } from './lived.mjs';
import { chromium as findChromium } from '../chromium.mjs';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'];
const DESK = { width: 1440, height: 900 };

/** Notes what was painted last among the largest, and tasks that kept the page from answering. */
const watch = `
  localStorage.setItem('dung-han.tour', 'hidden');
  globalThis.seen = { paint: 0, what: '', long: [] };
  new PerformanceObserver((list) => {
    for (const { startTime, element, size } of list.getEntries())
      Object.assign(seen, { paint: startTime, what: element ? element.tagName.toLowerCase() : '(gone)', size });
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => seen.long.push(...list.getEntries().map(({ duration }) => duration)))
    .observe({ type: 'longtask', buffered: true });`;

/** Scrolls through everything at a hand's pace, a turn of the wheel for each frame; how long each frame took. */
const scroll = `async (frame) => {
  const frames = [];
  seen.long.length = 0;
  let before = await new Promise(requestAnimationFrame);
  for (let top = -1; frame.scrollTop > top && frames.length < 600; ) {
    top = frame.scrollTop;
    frame.scrollTop += 240;
    const now = await new Promise(requestAnimationFrame);
    frames.push(now - before);
    before = now;
  }
  return { frames, long: [...seen.long], top: frame.scrollTop, rows: frame.querySelectorAll('tbody tr').length };
}`;

/** The built application in a real browser, with everything behind it. Without Chromium nothing is said of it. */
export async function page(serverUrl, settings) {
  const executablePath = findChromium();
  if (executablePath === undefined) return [];
  const { chromium } = await import('playwright-core');
  const world = await theLived(serverUrl, settings);
  const browser = await chromium.launch({ executablePath, headless: true, args: FLAGS });
  try {
    return [
      await firstPage(browser, world),
      await leadership(browser, world, settings),
      ...(await manyRows(browser, world)),
    ];
  } finally {
    await browser.close();
  }
}

async function open(browser, { url }, who) {
  const context = await browser.newContext({
    baseURL: url,
    viewport: DESK,
    locale: 'vi-VN',
    reducedMotion: 'no-preference',
  });
  if (who) await context.addCookies([{ name: 'dung-han', value: cookieOf(who), url }]);
  const tab = await context.newPage();
  await tab.addInitScript(watch);
  const devtools = await context.newCDPSession(tab);
  return { tab, devtools, close: () => context.close() };
}

/** Of the first page: what came over the line, as it was packed. */
async function firstPage(browser, world) {
  const { tab, devtools, close } = await open(browser, world);
  const scripts = new Map();
  await devtools.send('Network.enable');
  devtools.on('Network.responseReceived', ({ requestId, type }) => type === 'Script' && scripts.set(requestId, 0));
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) scripts.set(requestId, encodedDataLength);
  });
  await tab.goto('/', { waitUntil: 'load' });
  await tab.locator('input[name=name]').waitFor();
  await close();
  const ours = [...scripts.values()].reduce((sum, size) => sum + size, 0) / 1000;
  const note = `in ${scripts.size} files`;
  return { row: 'scripts of the first page, packed', unit: 'kB', ours, note, target: '≤ 200 kB', ok: ours <= 200 };
}

/** A browser that has never been there, four times slower than this machine. */
async function leadership(browser, world, { isQuick }) {
  const paints = [];
  let what = '';
  for (let i = 0; i < (isQuick ? 3 : 9); i += 1) {
    const { tab, devtools, close } = await open(browser, world, 'leader');
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await tab.goto('/dieu-hanh', { waitUntil: 'load' });
    await tab.locator('main h2').first().waitFor();
    const seen = await tab.evaluate(
      'new Promise((rest) => requestAnimationFrame(() => requestIdleCallback(() => rest(seen))))',
    );
    paints.push(seen.paint);
    what = seen.what;
    await close();
  }
  const ours = percentile(paints, 0.75);
  return {
    row: `leadership’s page with ${world.units.toLocaleString('en')} units behind it, largest paint at a quarter of the speed, p75`,
    unit: 'ms',
    ours,
    note: `median ${median(paints).toFixed(0)} ms, a <${what}>`,
    target: '≤ 1,500 ms',
    ok: ours <= 1_500,
  };
}

/** All units of a plan in one table. */
async function manyRows(browser, world) {
  const { tab, close } = await open(browser, world, 'admin');
  await tab.goto('/quan-tri/don-vi', { waitUntil: 'load' });
  await tab.locator('[data-long=true]').waitFor();
  const { frames, long, top } = await tab.evaluate(`(${scroll})(document.querySelector('[data-long=true]'))`);
  await close();
  const p95 = percentile(frames, 0.95);
  const rows = world.units.toLocaleString('en');
  if (top < 20_000) throw new Error(`only ${top} pixels were scrolled`);
  return [
    {
      row: `scrolling a table of ${rows} rows, a frame, p95`,
      unit: 'ms',
      ours: p95,
      note: `median ${median(frames).toFixed(1)} ms, ${frames.length} frames`,
      target: '≤ 33 ms: no frame of two is missed',
      ok: p95 <= 33.4,
    },
    {
      row: '… the longest task meanwhile',
      unit: 'ms',
      ours: Math.max(0, ...long),
      note: `${long.length} over 50 ms`,
      target: 'none over 100 ms',
      ok: Math.max(0, ...long) <= 100,
    },
  ];
}
