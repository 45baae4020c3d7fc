import type { Locator } from 'playwright-core';
import { paths } from '../../web/src/app/paths.js';
import { useApp } from '../http/api.js';
import { done } from '../http/two-plans.js';
import { ADMIN } from '../support/accounts.js';
import { giveSession } from '../support/browser-session.js';
import { describePages, useBrowser, type Visitor } from '../support/browser.js';
import { until } from '../support/until.js';
import { Answers, faultsInStates } from './answers.js';
import { HalfYear, PLAN } from './half-year.js';
import { beyond } from './layout.js';

// Every address that there is, for everybody: in both languages, wide and narrow, light and dark, by eyes, ears and keys.
const app = useApp({});
const visit = useBrowser();
const year = new HalfYear(app);
const UNIT = 'huyen-uy-ben-cau';
const LEADER = 'truong-ban';

/** Who goes there, and what else there is to see at that address. Nobody: before the door. */
type Screen = { readonly who: string | null; readonly also?: readonly string[] };
const screens: Readonly<Record<keyof typeof paths, Screen>> = {
  home: { who: 'hoa' },
  tasks: { who: 'hoa', also: ['?bucket=overdue'] },
  task: { who: 'hoa' },
  form: { who: 'hoa' },
  receipt: { who: 'hoa' },
  dueDates: { who: 'hoa', also: ['?month=2023-06&view=grid'] },
  search: { who: 'hoa', also: ['?q=bao%20cao'] },
  inbox: { who: 'hoa' },
  message: { who: 'hoa' },
  profile: { who: 'hoa' },
  desk: { who: 'tu' },
  round: { who: 'tu' },
  roundAnswers: { who: 'tu' },
  roundScores: { who: 'tu' },
  leadership: { who: LEADER, also: ['?man-hinh=1'] },
  standingItems: { who: LEADER },
  explanations: { who: LEADER },
  matrix: { who: LEADER },
  trend: { who: LEADER },
  year: { who: LEADER, also: ['?dang=list'] },
  obligations: { who: LEADER },
  obligation: { who: LEADER },
  plans: { who: ADMIN },
  planVersion: { who: ADMIN, also: ['?tab=messages'] },
  planObligation: { who: ADMIN },
  planNewObligation: { who: ADMIN },
  planCompare: { who: ADMIN },
  lifecycles: { who: ADMIN },
  lifecycle: { who: ADMIN },
  calendar: { who: ADMIN },
  units: { who: ADMIN },
  accounts: { who: ADMIN },
  account: { who: ADMIN },
  operations: { who: ADMIN },
  audit: { who: ADMIN },
  signIn: { who: null },
  forgotPassword: { who: null },
  resetPassword: { who: null },
};

/** Where there is more to see than at the address alone. */
const fuller: readonly (keyof typeof paths)[] = ['dueDates', 'search'];

type Parameters = Readonly<Record<string, string>>;
let own: Readonly<Partial<Record<keyof typeof paths, Parameters>>> = {};
let common: Parameters = {};

beforeAll(async () => {
  await year.begin([
    ['hoa', UNIT, 'officer'],
    ['hung', UNIT, 'head'],
  ]);
  const [task, round] = [await year.task(UNIT), await year.round()];
  await year.send('hoa', task, { event: 'receipt.confirm' });
  const answers = await year.filled('hoa', task, 'report');
  await year.send('hoa', task, { event: 'report.present', form: { answers } });
  await year.send('hung', task, { event: 'report.sign', form: { answers } });
  done(await app().post(`/plans/${PLAN}/versions`, { from: 1 }));
  const first = async (path: string, who: string): Promise<Readonly<Record<string, unknown>>> =>
    done(await app().as(who).get<{ items: Readonly<Record<string, unknown>>[] }>(path)).items[0] ?? {};
  common = { plan: PLAN, version: '2', form: 'report', obligation: 'R0-H', from: '1', to: '2', name: 'hoa' };
  own = {
    task: { id: String(task) },
    form: { id: String(task) },
    // What was presented first has no receipt; what was signed has.
    receipt: { id: String(task), version: '2' },
    round: { id: String(round) },
    roundAnswers: { id: String(round) },
    roundScores: { id: String(round) },
    // It comes when it is delivered.
    message: { id: String(await until('a message', async () => (await first(`/inbox?unit=${UNIT}`, 'hoa'))['id'])) },
    lifecycle: { hash: String((await first('/lifecycles', ADMIN))['hash']) },
  };
}, 180_000);

const addressOf = (name: keyof typeof paths): string =>
  paths[name].replace(/\$(\w+)/g, (_, parameter: string) => own[name]?.[parameter] ?? common[parameter] ?? '');

async function visitorWho(who: string | null): Promise<Visitor> {
  const visitor = await visit(app().url);
  if (who === null) return visitor;
  const { cookie } = await giveSession(app().pool, who);
  const [name = '', value = ''] = cookie.split('=');
  await visitor.page.context().addCookies([{ name, value, url: app().url }]);
  await visitor.page.addInitScript(`localStorage.setItem('dung-han.tour', 'hidden')`);
  return visitor;
}

/** What everybody may expect of a page, however they look at it. */
const expected = `(() => {
  const faults = [];
  const headings = document.querySelectorAll('h1');
  if (headings.length !== 1) faults.push(headings.length + ' headings of the first level');
  const heading = headings[0]?.textContent?.trim() ?? '';
  if (heading === '' || !/.+ · Đúng Hạn$/.test(document.title)) faults.push('title: ' + document.title);
  for (const one of document.querySelectorAll('[tabindex]'))
    if (one.tabIndex > 0) faults.push('before its turn: ' + one.outerHTML.slice(0, 120));
  for (const { playState, effect } of document.getAnimations())
    if (playState === 'running' && effect.getComputedTiming().duration > 1) faults.push('moves: ' + effect.target?.outerHTML.slice(0, 120));
  return faults;
})()`;

/** Where the keys are now: its place among all that there is, and whether it is to be seen. */
const focused = `(() => {
  const one = document.activeElement;
  if (one === null || one === document.body) return null;
  const { width, height } = one.getBoundingClientRect();
  return { place: [...document.querySelectorAll('*')].indexOf(one), isSeen: width > 0 && height > 0, what: one.outerHTML.slice(0, 120) };
})()`;
type Focused = { readonly place: number; readonly isSeen: boolean; readonly what: string };

/** By the key of tabulation one goes down the page, and sees where one is. */
async function keyFaults({ page }: Visitor): Promise<string[]> {
  const faults: string[] = [];
  let last: Focused | null = null;
  for (let press = 0; press < 8; press += 1) {
    await page.keyboard.press('Tab');
    const now: Focused | null = await page.evaluate(focused);
    if (now && !now.isSeen) faults.push(`not seen: ${now.what}`);
    if (now && last && now.place <= last.place) faults.push(`goes back: ${now.what}`);
    if (now === null) break;
    last = now;
  }
  return faults;
}

/** The page as it stands, in the language that it speaks: wide and light, narrower and narrower, and in the dark. */
async function faultsNow(visitor: Visitor): Promise<string[]> {
  const { page } = visitor;
  const found: string[] = [];
  const at = async (width: number, height: number): Promise<void> => {
    await page.setViewportSize({ width, height });
    await visitor.drawn();
    found.push(...(await page.evaluate<string[]>(beyond)));
  };
  found.push(...(await page.evaluate<string[]>(expected)));
  found.push(...(await visitor.barriers()));
  found.push(...(await keyFaults(visitor)));
  // 1280 pixels, twice as large.
  await at(640, 450);
  await at(320, 640);
  await page.emulateMedia({ colorScheme: 'dark' });
  // The page hears of it, and puts it on; until then it is half of each.
  await page.locator('html[data-mantine-color-scheme=dark]').waitFor({ state: 'attached' });
  await at(390, 844);
  found.push(...(await visitor.barriers()));
  return found;
}

async function wideAndLight({ page }: Visitor): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** By the page's own switch; a wall has none, and is looked at anew. */
async function otherLanguage(visitor: Visitor, address: string, language: string): Promise<void> {
  const { page } = visitor;
  const itsSwitch = page.locator(`button[lang=${language}]`);
  if (await itsSwitch.isVisible()) {
    await itsSwitch.click();
    await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
    await visitor.quiet();
    // The keys begin where they begin on a page that has just come.
    await page.evaluate(
      `{ const { body } = document; body.tabIndex = -1; body.focus(); body.removeAttribute('tabindex'); body.blur(); }`,
    );
    return;
  }
  await page.evaluate(`localStorage.setItem('dung-han.language', '${language}')`);
  await visitor.goto(address);
}

/** In the language that was spoken last and then in the other, so that each page comes in one and changes to the next. */
async function faultsOf(visitor: Visitor, address: string): Promise<string[]> {
  await wideAndLight(visitor);
  await visitor.goto(address);
  const language = String(await visitor.page.evaluate('document.documentElement.lang'));
  const other = language === 'vi' ? 'en' : 'vi';
  const first = await faultsNow(visitor);
  await wideAndLight(visitor);
  await otherLanguage(visitor, address, other);
  const second = await faultsNow(visitor);
  const named = (spoken: string, found: readonly string[]): string[] =>
    found.map((fault) => `${address} (${spoken}): ${fault}`);
  return [...named(language, first), ...named(other, second)];
}

describePages('every screen', () => {
  test('has somebody who goes there', () => {
    expect(Object.keys(screens).sort()).toEqual(Object.keys(paths).sort());
  });

  test('calls no state of a lifecycle by its id', async () => {
    const { items } = done(await app().get<{ items: { hash: string }[] }>('/lifecycles?limit=200'));
    const charts = await Promise.all(
      items.map(async ({ hash }) =>
        done(await app().get<{ states: { id: string; label: { vi: string } }[] }>(`/lifecycles/${hash}`)),
      ),
    );
    const states = charts.flatMap((chart) => chart.states);
    expect(states.length).toBeGreaterThan(0);
    expect(states.filter(({ id, label: { vi } }) => vi === id || vi === id.split('.').at(-1))).toEqual([]);
  });

  const everybody = [...new Set(Object.values(screens).map(({ who }) => who))];
  const screensOf = (of: string | null) =>
    (Object.entries(screens) as [keyof typeof paths, Screen][]).filter(([, { who }]) => who === of);

  test.each(everybody)(
    'of %s, in both languages, wide and narrow, light and dark',
    async (who) => {
      const visitor = await visitorWho(who);
      const faults: string[] = [];
      for (const [name, screen] of screensOf(who))
        for (const search of ['', ...(screen.also ?? [])])
          faults.push(...(await faultsOf(visitor, `${addressOf(name)}${search}`)));
      expect([...faults, ...visitor.amiss]).toEqual([]);
    },
    300_000,
  );

  test.each(everybody.filter((who) => who !== null))(
    'of %s, while it is waited for, refused, missing, failed, empty, and with very long names',
    async (who) => {
      const visitor = await visitorWho(who);
      const answers = await Answers.to(visitor);
      const faults: string[] = [];
      for (const [name, { also = [] }] of screensOf(who)) {
        // It leads on at once.
        if (name === 'home') continue;
        const address = addressOf(name) + (fuller.includes(name) ? (also[0] ?? '') : '');
        faults.push(...(await faultsInStates(answers, address, paths[name].includes('$'))));
      }
      await answers.end();
      expect([...faults, ...visitor.amiss]).toEqual([]);
    },
    300_000,
  );

  test('a calendar begins on Monday, speaks as the page does and is heard: for a day, a span, a day with its time', async () => {
    const visitor = await visitorWho('tu');
    const { page } = visitor;
    const faults: string[] = [];
    const open = async (field: Locator, wanted: readonly string[], isWhole: boolean): Promise<void> => {
      await field.click();
      const calendar = page.locator('[data-dates-dropdown]').filter({ visible: true });
      const level = calendar.locator('button[class*=calendarHeaderLevel]');
      const said = [(await calendar.locator('thead th').first().textContent()) ?? ''];
      faults.push(...(await visitor.barriers()));
      // From the days to the months, and from the months to the years: the same for every kind of field.
      for (let up = 0; isWhole && up < 2; up += 1) {
        said.push((await level.textContent()) ?? '');
        await level.click();
        said.push((await calendar.locator('tbody button').first().textContent()) ?? '');
        faults.push(...(await visitor.barriers()));
      }
      expect(said).toEqual(wanted.slice(0, said.length));
      await field.press('Escape');
      await calendar.waitFor({ state: 'detached' });
    };
    const looks = [
      [
        'vi',
        ['T2', 'Tháng 5/2023', 'Tháng 1', '2023', '2020'],
        ['Từ ngày', 'Đến ngày'],
        [/^Thao tác với/, 'Ghi nhận thay', 'Ngày'],
      ],
      ['en', ['Mo', 'May 2023', 'Jan', '2023', '2020'], ['From', 'To'], [/^Actions for/, /behalf/i, 'Day']],
    ] as const;
    for (const [language, wanted, span, [acts, record, day]] of looks) {
      await page.addInitScript(`localStorage.setItem('dung-han.language', '${language}')`);
      await visitor.goto('/ma-tran?tu=2023-05-01&den=2023-05-31');
      for (const field of span)
        await open(page.getByRole('textbox', { name: field, exact: true }), wanted, field === span[0]);
      await visitor.goto(addressOf('round'));
      await page.getByRole('button', { name: acts }).first().click();
      await page.getByRole('menuitem', { name: record }).click();
      await open(page.getByRole('dialog').getByRole('textbox', { name: day, exact: true }), wanted, false);
    }
    expect([...faults, ...visitor.amiss]).toEqual([]);
  });
});
