import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page, type Request } from 'playwright-core';
import { chromium as findChromium } from '../../scripts/chromium.mjs';
import { checkout } from './app.js';
import { PASSWORD } from './browser-session.js';
import { until } from './until.js';

/** The two widths that every screen is made for. */
export const widths = { desk: 1440, phone: 390 } as const;
export type Width = keyof typeof widths;
export type Look = {
  readonly language?: 'vi' | 'en';
  readonly width?: Width;
  readonly scheme?: 'light' | 'dark';
};

const heights: Readonly<Record<Width, number>> = { desk: 900, phone: 844 };
const locales = { vi: 'vi-VN', en: 'en-GB' } as const;

const program = findChromium();
/** Without Chromium these tests are skipped; in CI there is one, or nothing begins (scripts/test.mjs). */
export const describePages: jest.Describe = program === undefined ? describe.skip : describe;

/** Debian's, quiet: it asks nobody for anything, and draws without a screen. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** One browser for a test file; each page is a visitor of their own, with their own cookies. */
export function useBrowser(): (url: string, look?: Look) => Promise<Visitor> {
  let browser: Browser | undefined;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    if (program === undefined) return;
    browser = await chromium.launch({ executablePath: program, headless: true, args: flags });
  }, 120_000);
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
  });
  afterAll(() => browser?.close());
  return async (url, { language = 'vi', width = 'desk', scheme = 'light' } = {}) => {
    if (!browser) throw new Error('the browser runs only inside tests');
    const context = await browser.newContext({
      baseURL: url,
      viewport: { width: widths[width], height: heights[width] },
      locale: locales[language],
      colorScheme: scheme,
      reducedMotion: 'reduce',
      // What a browser abroad says changes nothing: the house goes by its own zone.
      timezoneId: 'America/Lima',
      ...(width === 'phone' && { isMobile: true, hasTouch: true }),
    });
    contexts.push(context);
    return new Visitor(await context.newPage(), url);
  };
}

type Violation = {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
};

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** No rule of these asks for style sheets, nor is there a frame in a page. */
const looked = JSON.stringify({ runOnly: WCAG, resultTypes: ['violations'], preload: false, iframes: false });

/** In the page: a frame is drawn, and then everything that waited to be done, whatever its rank, is done. */
const restful = `new Promise((rest) => requestAnimationFrame(() => scheduler.postTask(rest, { priority: 'background' })))`;

/** Somebody at a browser, and whatever went wrong in it: requests to elsewhere, refusals of the policy, errors in scripts. */
export class Visitor {
  readonly amiss: string[] = [];
  private readonly asked = new Set<Request>();
  private requests = 0;

  constructor(
    readonly page: Page,
    private readonly url: string,
  ) {
    const { origin } = new URL(url);
    page.on('request', (request) => {
      this.requests += 1;
      if (request.resourceType() !== 'eventsource') this.asked.add(request);
      const asked = new URL(request.url());
      if (/^https?:$/.test(asked.protocol) && asked.origin !== origin) this.amiss.push(`asks ${asked.href}`);
    });
    for (const end of ['requestfinished', 'requestfailed'] as const)
      page.on(end as 'requestfinished', (request) => this.asked.delete(request));
    page.on('pageerror', (error) => this.amiss.push(String(error)));
    page.on('console', (message) => {
      // A refusal of the API is an answer like any other; the browser notes each as an error of its own.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        this.amiss.push(message.text());
    });
  }

  async goto(path: string): Promise<void> {
    await this.page.goto(`${this.url}${path}`, { waitUntil: 'load' });
    // Every page has its heading before its data; what is shown until a page is there has none.
    await this.page.locator('h1').first().waitFor();
    await this.quiet();
  }

  /**
   * Until every question is answered and the page, having drawn what came, has nothing to do and asks nothing new, twice
   * over. The line of live news stays open, and is no question.
   */
  async quiet(): Promise<void> {
    for (let rests = 0; rests < 2;) {
      await until('the page to have its answers', () => this.asked.size === 0);
      const before = this.requests;
      await this.drawn();
      rests = this.requests === before && this.asked.size === 0 ? rests + 1 : 0;
    }
  }

  /** Until what has changed is drawn. */
  async drawn(): Promise<void> {
    await this.page.evaluate(restful);
  }

  /** By name and password, as a person does. The account has been given PASSWORD (browser-session.ts). */
  async signIn(name: string, password = PASSWORD): Promise<void> {
    if (!this.page.url().includes('/dang-nhap')) await this.goto('/dang-nhap');
    await this.page.locator('input[name=name]').fill(name);
    await this.page.locator('input[name=password]').fill(password);
    await this.page.locator('button[type=submit]').click();
    await this.page.locator('input[name=name]').waitFor({ state: 'detached' });
    await this.page.locator('h1').waitFor();
  }

  /** What axe finds on the page as it is now, readable; nothing: []. */
  async barriers(): Promise<string[]> {
    const { page } = this;
    // Once for each page that is loaded.
    if (!(await page.evaluate<boolean>('"axe" in globalThis')))
      await page.evaluate(`{ const module = undefined; ${axe}; globalThis.axe = axe; }`);
    const found = await page.evaluate<{ readonly violations: readonly Violation[] }>(`axe.run(document, ${looked})`);
    return found.violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary = '' }) => `${id}: ${help}\n  ${html.slice(0, 200)}\n  ${failureSummary}`),
    );
  }

  /** Whether anything stands beyond the edge of the screen, so that one would have to scroll sideways. */
  async overflows(): Promise<boolean> {
    return this.page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth');
  }

  /** A picture for whoever looks: only where SCREENSHOTS names a folder. */
  async picture(name: string): Promise<void> {
    const folder = process.env['SCREENSHOTS'];
    if (folder === undefined) return;
    const into = join(checkout, folder);
    mkdirSync(into, { recursive: true });
    await this.page.screenshot({ path: join(into, `${name}.png`), fullPage: true });
  }
}
