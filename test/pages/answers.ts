import type { Route } from 'playwright-core';
import type { Visitor } from '../support/browser.js';
import { until } from '../support/until.js';
import { beyond, overlaps } from './layout.js';

/** How the API answers a page's own questions; who one is, what time it is and the news are as ever. */
type Way = 'as it is' | 'held' | 'refused' | 'missing' | 'failed' | 'empty' | 'long';

const problems = {
  refused: [403, 'not-permitted'],
  missing: [404, 'instance-unknown'],
  failed: [500, 'internal'],
} as const;
const isProblem = (way: Way): way is keyof typeof problems => way in problems;

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What is always there, or else it would be no such thing: the boxes of tasks, the days of a year, the states of a chart. */
const WHOLE = ['buckets', 'years', 'days', 'states', 'edges', 'legend', 'fields', 'classes', 'rolls', 'roles'];

/** What was begun has a beginning. */
const NEVER_EMPTY = /\/(vocabulary|timeline)$/;

/** Of every list nothing, of everything that is counted none. */
function emptied(value: Json, depth = 0, isCounted = false): Json {
  if (Array.isArray(value)) return value.map((one: Json) => emptied(one, depth, isCounted));
  if (typeof value === 'number') return isCounted ? 0 : value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      if (Array.isArray(one) && (key === 'items' || (depth === 0 && !WHOLE.includes(key)))) return [key, []];
      return [
        key,
        key === 'next' ? null : emptied(one, depth + 1, isCounted || /^(counts?|totals?|unread)$/.test(key)),
      ];
    }),
  );
}

const SENTENCE = 'Ủy ban nhân dân xã Hòa Bình Thượng, các đơn vị trực thuộc và ';
/** Three hundred letters: half of them in words, half of them in one. */
const LONG = SENTENCE.repeat(3).slice(0, 150) + 'Nguyễnphúcvĩnhtường'.repeat(8).slice(0, 150);
const NAMES = ['vi', 'en', 'displayName', 'subject', 'title'];

/** Every name and every sentence as long as anybody can write it; codes, days and numbers as they are. */
function lengthened(value: Json, key = ''): Json {
  if (typeof value === 'string')
    return value.length > 2 && (NAMES.includes(key) || /^(?!\d{4}-\d\d-\d\d).*\s/.test(value)) ? LONG : value;
  if (Array.isArray(value)) return value.map((one: Json) => lengthened(one, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, lengthened(one, name)]));
}

/** Between a page and the API: what it asks is answered as one wishes. */
export class Answers {
  way: Way = 'as it is';
  private held: Route[] = [];

  private constructor(readonly visitor: Visitor) {}

  static async to(visitor: Visitor): Promise<Answers> {
    const answers = new Answers(visitor);
    const own = ({ pathname }: URL): boolean => /^\/api\/v1\/(?!(session|sandbox|live)(\/|$))/.test(pathname);
    await visitor.page.route(own, (route) => answers.answer(route));
    // Between two tries nobody is patient here.
    await visitor.page.addInitScript(
      `{ const later = setTimeout; setTimeout = (act, wait, ...rest) => later(act, wait >= 1000 && wait <= 4000 ? 1 : wait, ...rest); }`,
    );
    return answers;
  }

  private async answer(route: Route): Promise<void> {
    const { way } = this;
    const request = route.request();
    const { pathname } = new URL(request.url());
    const isQuestion = request.method() === 'GET' || /\/(compare|check)$/.test(pathname);
    if (!isQuestion || way === 'as it is') return route.continue();
    if (way === 'held') return void this.held.push(route);
    const language = request.headers()['accept-language'] ?? 'vi';
    if (isProblem(way)) {
      const [status, code] = problems[way];
      const title = language.startsWith('vi') ? 'Chưa trả lời được' : 'No answer to this';
      const body = {
        type: 'about:blank',
        title,
        status,
        detail: `${title}: ${code}.`,
        instance: '',
        code,
        requestId: 'q1',
      };
      return route.fulfill({ status, contentType: 'application/problem+json', body: JSON.stringify(body) });
    }
    const response = await route.fetch();
    if (!response.ok() || !response.headers()['content-type']?.includes('json')) return route.fulfill({ response });
    const json = (await response.json()) as Json;
    return route.fulfill({
      response,
      json: way === 'empty' ? (NEVER_EMPTY.test(pathname) ? json : emptied(json)) : lengthened(json),
    });
  }

  /** Something was asked, and nothing of it is answered. */
  async areWaitedFor(): Promise<void> {
    await until('the page to ask', () => this.held.length > 0);
  }

  /** What was held back is answered now, and all that follows, in this way. */
  async become(way: Way): Promise<void> {
    this.way = way;
    await Promise.all(this.held.splice(0).map((route) => this.answer(route)));
  }

  /** Everything is asked for anew, in the other language. */
  async anew(way: Way): Promise<void> {
    await this.become(way);
    const { page } = this.visitor;
    await page.locator('button[lang]').first().click();
    await this.visitor.quiet();
  }

  /** What is asked from now on is nobody's affair. */
  async end(): Promise<void> {
    await this.visitor.page.unrouteAll({ behavior: 'ignoreErrors' });
  }
}

/** Each state is drawn by the same parts everywhere: it is heard once in each language. */
const heard = new Set<string>();
const again = 'main [role=alert] button';
/** Where there is nothing, that is said: no part of a page is only its heading, no table only its head. */
const unsaid = `(() => {
  const words = (one) => {
    const left = one.cloneNode(true);
    for (const away of left.querySelectorAll('h1, h2, h3, thead, caption, .only-heard')) away.remove();
    return left.textContent.trim();
  };
  return [...document.querySelectorAll('main, main section > div:last-child, main table, main ul, main ol, main dl, main [role=tabpanel]')]
    .filter((one) => one.checkVisibility() && words(one) === '')
    .map((one) => 'says nothing: ' + one.outerHTML.slice(0, 160));
})()`;

/** A page as it is while it waits, when it is refused, and so on: in one visit, by turns in the one language and the other. */
export async function faultsInStates(answers: Answers, address: string, isOfOne: boolean): Promise<string[]> {
  const { visitor } = answers;
  const { page } = visitor;
  const faults: string[] = [];
  const look = async (state: string, needed?: string): Promise<void> => {
    await visitor.drawn();
    const found = await page.evaluate<string[]>(beyond);
    if ((await page.locator('h1').count()) !== 1) found.push('has not one heading');
    if (needed === undefined && (await page.locator('main [role=alert]').count()) > 0) found.push('failed');
    if (needed !== undefined && !(await page.locator(needed).first().isVisible())) found.push(`shows no ${needed}`);
    if (state === 'empty') found.push(...(await page.evaluate<string[]>(unsaid)));
    if (state === 'long') found.push(...(await page.evaluate<string[]>(overlaps)));
    const kind = `${state} ${String(await page.evaluate('document.documentElement.lang'))}`;
    if (!heard.has(kind) && state !== 'long') found.push(...(await visitor.barriers()));
    heard.add(kind);
    faults.push(...found.map((fault) => `${address} (${state}): ${fault}`));
    await visitor.picture(`state${address.replace(/\W+/g, '-')}-${state}-${page.viewportSize()?.width ?? ''}`);
  };
  const at = (width: number): Promise<void> => page.setViewportSize({ width, height: 844 });

  await at(1440);
  answers.way = 'held';
  await page.goto(address);
  await page.locator('h1').first().waitFor();
  await answers.areWaitedFor();
  await look('held', 'main [role=status], main [aria-busy=true]');
  // One of many is hidden from whom it does not concern, as if it never was.
  const no = isOfOne ? 'missing' : 'refused';
  await answers.become(no);
  await visitor.quiet();
  await look(no, 'main [role=alert]');
  await at(390);
  await answers.anew('failed');
  await page.locator(again).first().waitFor();
  await look('failed', again);
  await answers.become('as it is');
  while ((await page.locator(again).count()) > 0) {
    await page.locator(again).first().click();
    await visitor.quiet();
  }
  await look('as it is');
  await answers.anew('long');
  await look('long');
  await at(1440);
  await look('long');
  await answers.anew('empty');
  await look('empty');
  await at(390);
  await look('empty');
  return faults;
}
