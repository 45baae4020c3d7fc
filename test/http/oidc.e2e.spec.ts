import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { giveAdministrator, giveEverybody, givePost } from '../support/accounts.js';
import { type App, run, startApp } from '../support/app.js';
import { codeOf } from '../support/authenticator.js';
import { cookieOf, givePassword, PASSWORD, signedIn } from '../support/browser-session.js';
import { freePort } from '../support/free-port.js';
import { atProvider, Browser, type Lie, nextOf, type Somebody, TestProvider } from '../support/oidc.js';
import { useDatabase } from '../support/postgres.js';
import { Api, tinyPlan, type Problem } from './api.js';

// Signing in at a real provider, as a browser does it.
const CALLBACK = '/api/v1/session/oidc/callback';
const MAPPING = `
firstSignIn: make
secondFactor: { amr: [otp], acr: [strong] }
posts:
  - { claim: groups, value: 'dung-han/{unit}/chuyen-vien', plan: tiny, unit: '{unit}', seat: officer }
  - { claim: groups, value: lanh-dao, plan: tiny, unit: ban-chi-dao, seat: leader }
  - { claim: groups, value: tham-dinh-1, plan: tiny, unit: van-phong, seat: appraiser, groups: [R1] }
  - { claim: groups, value: tham-dinh-2, plan: tiny, unit: van-phong, seat: appraiser, groups: [R2] }
`;
type Me = {
  name: string;
  displayName: string;
  codeDue: boolean;
  mustChange: boolean;
  posts: { plan: string; unit: string; seat: string; groups: string[] }[];
  rights: string[];
};

const db = useDatabase();
const folder = mkdtempSync(join(tmpdir(), 'dung-han-oidc-'));
let provider: TestProvider;
let app: App;
let api: Api;

/** An application that knows the provider, as this client. */
async function startWith(port: number, mapping: string, env: Readonly<Record<string, string>>): Promise<App> {
  const file = join(folder, `${port}.yaml`);
  writeFileSync(file, mapping);
  return startApp(db().url, {
    ...tinyPlan,
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    OIDC_ISSUER: provider.issuer,
    OIDC_MAPPING: file,
    OIDC_NAME: 'Tài khoản tỉnh / Province account',
    ...env,
  });
}

let ports: readonly [number, number];
beforeAll(async () => {
  ports = [await freePort(), await freePort()];
  const [first, second] = ports.map((port) => `http://127.0.0.1:${port}${CALLBACK}`);
  provider = await TestProvider.of([
    {
      client_id: 'dung-han',
      client_secret: 'bi-mat-cua-dung-han',
      redirect_uris: [first],
      post_logout_redirect_uris: [`http://127.0.0.1:${ports[0]}/`],
    },
    { client_id: 'cong-khai', redirect_uris: [second], token_endpoint_auth_method: 'none' },
  ]);
  app = await startWith(ports[0], MAPPING, { OIDC_CLIENT_ID: 'dung-han', OIDC_CLIENT_SECRET: 'bi-mat-cua-dung-han' });
  await giveEverybody(db().pool, []);
  api = new Api(app.url);
}, 180_000);
afterAll(async () => {
  await app.stop();
  rmSync(folder, { recursive: true });
});

const begin = (returnTo?: string, at = app.url): string =>
  `${at}/api/v1/session/oidc${returnTo === undefined ? '' : `?returnTo=${encodeURIComponent(returnTo)}`}`;
/** What a failed sign-in leads to, without the site. */
const ending = (response: Response): string => response.headers.get('location') ?? '';
const person = (name: string, groups: readonly string[] = [], more: object = {}): Somebody => ({
  claims: { preferred_username: name, name: `Người ${name}`, email: `${name}@example.vn`, groups, ...more },
});

/** The whole way: where the browser is sent at the end, and who it is then. */
async function signIn(as: string, { browser = new Browser(), returnTo = '/viec/12?x=1', at = app.url } = {}) {
  const back = await atProvider(browser, begin(returnTo, at), as);
  const answer = await browser.get(back, true);
  const me = new Api(at).with(browser.headersFor(at));
  return { back, browser, answer, end: ending(answer), me };
}
const whoIs = async (me: Api): Promise<Me> => (await me.get<Me>('/session')).body;
type Entry = {
  kind: string;
  actor: string | null;
  subject: string | null;
  before: unknown;
  after: unknown;
  personal: object | null;
};
const trail = async (query: string): Promise<Entry[]> =>
  (await api.get<{ items: Entry[] }>(`/audit?${query}`)).body.items;

describe('while the provider is away', () => {
  test('the application has started, and offers it', async () => {
    const { body } = await api.as(null).get('/session/ways');
    expect(body).toEqual({
      password: true,
      oidc: { label: { vi: 'Tài khoản tỉnh', en: 'Province account' }, begin: '/api/v1/session/oidc' },
    });
  });

  test('whoever tries is told, in words that can be read', async () => {
    const answer = await new Browser().get(begin('/viec/12'));
    expect(answer.status).toBe(302);
    expect(ending(answer)).toBe('/?error=oidc-away&returnTo=%2Fviec%2F12');
    const page = await fetch(`${app.url}${ending(answer)}`, { redirect: 'manual' });
    // The page of the application: it shows the problem's own words.
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect((await api.as(null).get('/problems/oidc-away')).body).toMatchObject({
      title: 'Hệ thống tài khoản không trả lời',
    });
  });

  afterAll(() => provider.start());
});

describe('with the provider there', () => {
  test('a browser is sent there with state, nonce and a challenge, and holds a cookie for the way back', async () => {
    const answer = await new Browser().get(begin());
    const asked = Object.fromEntries(new URL(ending(answer)).searchParams);
    expect(asked).toMatchObject({
      client_id: 'dung-han',
      redirect_uri: `${app.url}${CALLBACK}`,
      response_type: 'code',
      scope: 'openid profile email',
      code_challenge_method: 'S256',
      acr_values: 'strong',
      max_age: '43200',
    });
    expect(asked).not.toHaveProperty('prompt');
    for (const secret of ['state', 'nonce', 'code_challenge']) expect(asked[secret]).toMatch(/^[\w-]{43}$/);
    expect(answer.headers.get('set-cookie')).toMatch(
      /^dung-han-oidc=dho_[\w-]{43}; Max-Age=600; .*HttpOnly; SameSite=Lax$/,
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('the first sign-in makes the account that the claims describe, with a session like any other', async () => {
    await provider.knows({ u1: person('Nguyen.Hoa', ['dung-han/xa-an/chuyen-vien', 'lanh-dao', 'khac']) });
    const { answer, end, me } = await signIn('u1');
    expect({ status: answer.status, end }).toEqual({ status: 302, end: '/viec/12?x=1' });
    const [cleared, session] = answer.headers.getSetCookie();
    expect(cleared).toMatch(/^dung-han-oidc=;/);
    expect(session).toMatch(/^dung-han=dhs_[\w-]{43}; .*HttpOnly; SameSite=Strict$/);
    expect(await whoIs(me)).toMatchObject({
      name: 'nguyen.hoa',
      displayName: 'Người Nguyen.Hoa',
      codeDue: false,
      mustChange: false,
      posts: [
        { plan: 'tiny', unit: 'ban-chi-dao', seat: 'leader', groups: [] },
        { plan: 'tiny', unit: 'xa-an', seat: 'officer', groups: [] },
      ],
    });
    expect((await me.get('/tasks')).status).toBe(200);
    const { body } = await api.get<{ items: object[] }>('/accounts/nguyen.hoa/posts');
    expect(body.items).toMatchObject([{ source: 'oidc' }, { source: 'oidc' }]);
    expect((await api.get('/accounts/nguyen.hoa')).body).toMatchObject({
      email: 'Nguyen.Hoa@example.vn',
      hasPassword: false,
    });
    expect((await me.delete('/session', { 'sec-fetch-site': 'same-origin' })).status).toBe(204);
    expect((await me.get('/session')).status).toBe(401);
  });

  test('the trail has the account, the link, each post and the sign-in with its way', async () => {
    const entries = await trail('actor=nguyen.hoa');
    expect(entries.map(({ kind, after }) => [kind, after])).toEqual([
      ['sign-out', { sessions: 1 }],
      ['sign-in', { way: 'oidc', issuer: provider.issuer, secondFactor: 'here' }],
      ['post-changed', expect.objectContaining({ unit: 'xa-an', seat: 'officer', source: 'oidc' })],
      ['post-changed', expect.objectContaining({ unit: 'ban-chi-dao', seat: 'leader', source: 'oidc' })],
      ['account-changed', null],
      ['account-changed', { issuer: provider.issuer, isLinked: true }],
      ['account-changed', { isDisabled: false }],
    ]);
    const [started] = await trail('kind=configuration-changed');
    expect(JSON.stringify(started?.after)).toContain('firstSignIn: make');
    expect(JSON.stringify(started?.after)).not.toContain('bi-mat-cua-dung-han');
  });

  test('claims are taken afresh each time; what administrators gave stays, and so does the link when the name changes', async () => {
    await provider.knows({ u2: person('binh', ['dung-han/xa-an/chuyen-vien', 'tham-dinh-1', 'tham-dinh-2']) });
    const { me } = await signIn('u2');
    expect((await whoIs(me)).posts).toContainEqual({
      ...{ plan: 'tiny', unit: 'van-phong', unitName: { vi: 'Văn phòng', en: 'Office' }, seat: 'appraiser' },
      ...{ roles: ['appraiser'], groups: ['R1', 'R2'], collects: true },
    });
    await givePost(db().pool, 'binh', ['tiny', 'xa-binh', 'head']);
    await provider.knows({
      u2: person('binh-moi', ['tham-dinh-2', 'dung-han/xa-khong-co/chuyen-vien', 'dung-han/*/chuyen-vien']),
    });
    const again = await whoIs((await signIn('u2')).me);
    expect(again).toMatchObject({ name: 'binh', displayName: 'Người binh-moi' });
    expect(again.posts.map(({ unit, seat, groups }) => [unit, seat, groups]).sort()).toEqual([
      ['van-phong', 'appraiser', ['R2']],
      ['xa-binh', 'head', []],
    ]);
    // The session of before has lost the posts as well.
    expect((await whoIs(me)).posts).toEqual(again.posts);
    const ended = (await trail('kind=post-changed&subject=binh')).filter(({ before }) => before !== null);
    expect(ended.map(({ before }) => before)).toEqual(
      expect.arrayContaining([expect.objectContaining({ unit: 'xa-an', seat: 'officer' })]),
    );
  });

  test('signing in again ends the session that the browser had, though its cookie does not come along on the way back', async () => {
    await provider.knows({ u1: person('Nguyen.Hoa') });
    const { me, browser } = await signIn('u1');
    const { me: again } = await signIn('u1', { browser });
    expect((await again.get('/session')).status).toBe(200);
    expect((await me.get('/session')).status).toBe(401);
  });

  test('what is grave asks when somebody last proved who they are at the provider, and sends them there once more', async () => {
    const token = { name: 'x', scopes: ['read'] };
    await provider.knows({ u15: { ...person('lau-roi', ['lanh-dao']), provedAgo: 3600 } });
    const { me, browser } = await signIn('u15');
    expect((await me.get('/tasks')).status).toBe(200);
    expect(await me.post<Problem>('/tokens', token)).toMatchObject({ status: 403, body: { code: 'sign-in-again' } });
    // Coming back without a word from the person proves nothing.
    const { me: still } = await signIn('u15', { browser });
    expect((await still.post<Problem>('/tokens', token)).status).toBe(403);
    await provider.knows({ u15: person('lau-roi', ['lanh-dao']) });
    const back = await atProvider(browser, `${begin('/')}&again=true`, 'u15');
    expect(ending(await browser.get(back, true))).toBe('/');
    const proved = new Api(app.url).with(browser.headersFor(app.url));
    expect((await proved.post('/tokens', token)).status).toBe(201);
  });

  test('who comes twice at the same moment for the first time has one account', async () => {
    await provider.knows({ u14: person('hai-lan', ['lanh-dao']) });
    const both = await Promise.all([signIn('u14'), signIn('u14')]);
    expect(both.map(({ end }) => end)).toEqual(['/viec/12?x=1', '/viec/12?x=1']);
    for (const { me } of both) expect(await whoIs(me)).toMatchObject({ name: 'hai-lan', posts: [{ seat: 'leader' }] });
    expect((await trail('kind=post-changed&subject=hai-lan')).length).toBe(1);
    expect((await trail('kind=account-changed&subject=hai-lan')).length).toBe(3);
  });

  test('an address that is another’s, or that nobody has verified, is not taken over', async () => {
    await provider.knows({
      u3: person('cuong', [], { email: 'NGUYEN.HOA@example.vn' }),
      u4: person('dao', [], { email_verified: false }),
    });
    for (const [who, name] of [
      ['u3', 'cuong'],
      ['u4', 'dao'],
    ] as const) {
      expect((await whoIs((await signIn(who)).me)).name).toBe(name);
      expect((await api.get(`/accounts/${name}`)).body).toMatchObject({ email: null });
    }
    // Who has not changed has the same version after one sign-in more.
    const { body: before } = await api.get<{ version: number }>('/accounts/cuong');
    await signIn('u3');
    expect((await api.get('/accounts/cuong')).body).toEqual(before);
  });

  test.each<[string, number, string]>([
    ['/', 302, '/'],
    ['/a?b=c#d', 302, '/a?b=c#d'],
    ['/việc/1', 302, '/vi%E1%BB%87c/1'],
    ['//xau.vn', 400, ''],
    ['/\\xau.vn', 400, ''],
    ['/..//xau.vn', 400, ''],
    ['https://xau.vn', 400, ''],
    ['/\t/xau.vn', 400, ''],
  ])('afterwards the browser goes to %s only where that is here', async (returnTo, status, end) => {
    const browser = new Browser();
    const first = await browser.get(begin(returnTo));
    expect(first.status).toBe(status);
    if (status === 400) return expect(await first.json()).toMatchObject({ field: 'returnTo', expected: 'local-path' });
    await provider.knows({ u1: person('Nguyen.Hoa') });
    return expect((await signIn('u1', { returnTo })).end).toBe(end);
  });
});

describe('what comes back', () => {
  const over = '/?error=oidc-sign-in-over';
  beforeAll(() => provider.knows({ u1: person('Nguyen.Hoa') }));

  test('is taken once', async () => {
    const { back, browser, end } = await signIn('u1');
    expect(end).toBe('/viec/12?x=1');
    expect(ending(await browser.get(back))).toBe(over);
  });

  test('is taken once also where it comes twice at the same moment', async () => {
    const browser = new Browser();
    const back = await atProvider(browser, begin('/a'), 'u1');
    const ends = await Promise.all([browser.get(back), browser.get(back)]);
    expect(ends.map(ending).sort()).toEqual(['/?error=oidc-sign-in-over', '/a'].sort());
  });

  test('is of no use in another browser, whose owner would be signed in as somebody else', async () => {
    const back = await atProvider(new Browser(), begin(), 'u1');
    const other = new Browser();
    expect(ending(await other.get(back))).toBe(over);
    await other.get(begin());
    expect(ending(await other.get(back))).toBe(over);
  });

  test('two windows of one browser do not disturb each other', async () => {
    const browser = new Browser();
    const first = await atProvider(browser, begin('/mot'), 'u1');
    const second = await atProvider(browser, begin('/hai'), 'u1');
    expect(ending(await browser.get(first))).toBe('/mot');
    expect(second).not.toBe(first);
  });

  test('comes within minutes, or the sign-in is over', async () => {
    const browser = new Browser();
    const back = await atProvider(browser, begin(), 'u1');
    await db().pool.query(`update oidc_sign_in set expires_at = now() - interval '1 second'`);
    expect(ending(await browser.get(back))).toBe(over);
  });

  test.each([
    ['no state', (url: URL) => url.searchParams.delete('state')],
    ['another state', (url: URL) => url.searchParams.set('state', 'x'.repeat(43))],
    ['two states', (url: URL) => url.searchParams.append('state', url.searchParams.get('state') ?? '')],
  ])('with %s it is nobody’s', async (_, change) => {
    const browser = new Browser();
    const back = new URL(await atProvider(browser, begin(), 'u1'));
    change(back);
    expect(ending(await browser.get(back.href))).toBe(over);
  });

  test('that a code was used elsewhere already, or is of another sign-in, is told', async () => {
    const [one, two] = [new Browser(), new Browser()];
    const stolen = new URL(await atProvider(one, begin(), 'u1')).searchParams.get('code') ?? '';
    const back = new URL(await atProvider(two, begin('/a'), 'u1'));
    back.searchParams.set('code', stolen);
    expect(ending(await two.get(back.href))).toBe('/?error=oidc-code-refused&returnTo=%2Fa');
    expect(await trail('kind=sign-in-failed&limit=1')).toMatchObject([
      { actor: null, after: { way: 'oidc', issuer: provider.issuer, code: 'oidc-code-refused' } },
    ]);
  });

  test('that it names another provider is not believed', async () => {
    const browser = new Browser();
    const back = new URL(await atProvider(browser, begin(), 'u1'));
    expect(back.searchParams.get('iss')).toBe(provider.issuer);
    back.searchParams.set('iss', 'https://id.xau.vn');
    expect(ending(await browser.get(back.href))).toBe('/?error=oidc-untrusted');
  });

  test('that somebody said no is told, with what the provider calls it', async () => {
    expect((await signIn('khong-co-ai')).end).toBe('/?error=oidc-refused&returnTo=%2Fviec%2F12%3Fx%3D1');
    expect((await trail('kind=sign-in-failed&limit=1'))[0]?.after).toMatchObject({ error: 'access_denied' });
  });

  test.each<[Lie, string]>([
    ['nonce', 'oidc-untrusted'],
    ['issuer', 'oidc-untrusted'],
    ['audience', 'oidc-untrusted'],
    ['signature', 'oidc-untrusted'],
    ['none', 'oidc-untrusted'],
    ['time', 'oidc-clock'],
    ['nonsense', 'oidc-away'],
    ['silence', 'oidc-away'],
  ])('with a wrong %s it signs nobody in', async (lie, code) => {
    const { answer, end } = await provider.lying(lie, () => signIn('u1', { returnTo: '/' }));
    expect(end).toBe(`/?error=${code}`);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect((await signIn('u1')).end).toBe('/viec/12?x=1');
  });
});

describe('whoever has an account already', () => {
  test('is not taken over by a name: neither with a password, nor when somebody else is linked to it', async () => {
    await givePassword(db().pool, 'co-mat-khau');
    await provider.knows({ u5: person('co-mat-khau'), u6: person('nguyen.hoa'), u7: person('quan-tri') });
    for (const who of ['u5', 'u6', 'u7'])
      expect((await signIn(who, { returnTo: '/' })).end).toBe('/?error=oidc-name-taken');
    const [entry] = await trail('kind=sign-in-failed&limit=1');
    expect(entry?.personal).toMatchObject({ elsewhere: 'u7', name: 'quan-tri' });
  });

  test('nor does anybody get one that is called as those who have none', async () => {
    await provider.knows({ u91: person('operator'), u92: person('engine') });
    for (const who of ['u91', 'u92'])
      expect((await signIn(who, { returnTo: '/' })).end).toBe('/?error=oidc-name-taken');
  });

  test('without a password gets linked, and has what the plan gives that person', async () => {
    await db().pool.query(
      `insert into account (name, display_name) values ('ba', 'Trần Thị Ba') on conflict (name) do update set password = null`,
    );
    await provider.knows({ u8: person('ba') });
    expect((await whoIs((await signIn('u8')).me)).posts).toMatchObject([{ unit: 'van-phong', seat: 'head' }]);
  });

  test('and is disabled stays out, linked or not', async () => {
    await provider.knows({ u9: person('em-moi'), u10: person('vo-hieu') });
    const { me } = await signIn('u9');
    await db().pool.query(`insert into account (name, display_name, disabled_at) values ('vo-hieu', 'x', now())`);
    await db().pool.query(`update account set disabled_at = now() where name = 'em-moi'`);
    for (const who of ['u9', 'u10'])
      expect((await signIn(who, { returnTo: '/' })).end).toBe('/?error=oidc-account-disabled');
    expect((await me.get('/session')).status).toBe(401);
  });

  test('needs a name that can be one', async () => {
    await provider.knows({ u11: { claims: { name: 'Không tên' } }, u12: person('không dấu cách') });
    for (const who of ['u11', 'u12'])
      expect((await signIn(who, { returnTo: '/' })).end).toBe('/?error=oidc-claim-missing');
  });
});

describe('a second factor', () => {
  test('of an account here is asked for after a sign-in elsewhere, unless that asked for one that is trusted', async () => {
    await provider.knows({ u13: person('hai-lop', ['lanh-dao']) });
    const { me: first } = await signIn('u13');
    const { body } = await first.post<{ secret: string }>('/session/totp');
    expect((await first.put('/session/totp', { code: codeOf(body.secret) })).status).toBe(204);
    await db().pool.query('update account set totp_step = null');

    const { me } = await signIn('u13');
    expect(await whoIs(me)).toMatchObject({ codeDue: true });
    for (const path of ['/tasks', '/sessions', '/tokens'])
      expect(await me.get<Problem>(path)).toMatchObject({ status: 401, body: { code: 'code-needed' } });
    expect(await me.put<Problem>('/session/code', { code: codeOf(body.secret, 9) })).toMatchObject({
      status: 401,
      body: { code: 'sign-in-failed' },
    });
    expect((await me.put('/session/code', { code: codeOf(body.secret) })).status).toBe(204);
    expect(await whoIs(me)).toMatchObject({ codeDue: false });
    expect((await me.get('/tasks')).status).toBe(200);
    expect((await trail('kind=sign-in&limit=1'))[0]).toMatchObject({
      actor: 'hai-lop',
      after: { way: 'oidc', secondFactor: 'here' },
    });

    for (const strong of [{ amr: ['pwd', 'otp'] }, { acr: 'strong' }]) {
      await provider.knows({ u13: { ...person('hai-lop', ['lanh-dao']), ...strong } });
      expect(await whoIs((await signIn('u13')).me)).toMatchObject({ codeDue: false });
    }
    await provider.knows({ u13: { ...person('hai-lop', ['lanh-dao'], { amr: ['otp'] }), amr: ['pwd'] } });
    expect(await whoIs((await signIn('u13')).me)).toMatchObject({ codeDue: true });
  });
});

describe('a public client, whose accounts an administrator links', () => {
  let second: App;
  beforeAll(async () => {
    second = await startWith(ports[1], 'firstSignIn: refuse', { OIDC_CLIENT_ID: 'cong-khai' });
  }, 180_000);
  afterAll(() => second.stop());

  test('who is not linked is refused, and found in the trail; who is linked is signed in', async () => {
    await provider.knows({ u20: person('gi-cung-duoc') });
    const refused = await signIn('u20', { at: second.url, returnTo: '/' });
    expect(refused.end).toBe('/?error=oidc-no-account');
    const [entry] = await trail('kind=sign-in-failed&limit=1');
    expect(entry?.personal).toMatchObject({ elsewhere: 'u20' });

    await givePassword(db().pool, 'dung');
    await db().pool.query(`update account set must_change = true where name = 'dung'`);
    const admin = new Api(second.url);
    const added = await admin.post<{ id: string; version: number }>('/accounts/dung/links', { subject: 'u20' });
    expect(added).toMatchObject({ status: 201, body: { issuer: provider.issuer, subject: 'u20' } });
    expect(await admin.post<Problem>('/accounts/an/links', { subject: 'u20' })).toMatchObject({
      status: 409,
      body: { code: 'link-taken' },
    });
    const { me } = await signIn('u20', { at: second.url });
    // A first password is to be changed by whoever signs in with it.
    expect(await whoIs(me)).toMatchObject({ name: 'dung', displayName: 'Người gi-cung-duoc', mustChange: false });
    const local = await new Api(second.url, null).post<Problem>('/session', { name: 'dung', password: PASSWORD });
    expect((await new Api(second.url).with(cookieOf(local)).get<Me>('/session')).body.mustChange).toBe(true);

    const { body } = await admin.get<{ items: object[] }>('/accounts/dung/links');
    const { version, ...link } = added.body;
    expect([version, body.items]).toEqual([2, [{ ...link, usedAt: expect.any(String) as string }]]);
    expect((await admin.delete(`/accounts/dung/links/${added.body.id}`)).status).toBe(204);
    expect((await admin.delete(`/accounts/dung/links/${added.body.id}`)).status).toBe(404);
    expect((await me.get('/session')).status).toBe(401);
    expect((await signIn('u20', { at: second.url, returnTo: '/' })).end).toBe('/?error=oidc-no-account');
  });

  test('an administrator of one plan links nobody of another', async () => {
    await giveEverybody(db().pool, ['an']);
    await givePost(db().pool, 'xa-xoi', ['twin', 'xa-an', 'officer']);
    const an = new Api(second.url).as('an');
    expect((await an.post('/accounts/xa-xoi/links', { subject: 'u20' })).status).toBe(404);
    await givePost(db().pool, 'ca-hai', ['tiny', 'xa-an', 'officer']);
    await givePost(db().pool, 'ca-hai', ['twin', 'xa-an', 'officer']);
    expect((await an.post('/accounts/ca-hai/links', { subject: 'u20' })).status).toBe(403);
    await giveAdministrator(db().pool);
  });
});

describe('signing out', () => {
  const isAsked = async (browser: Browser): Promise<boolean> => {
    const atDoor = nextOf(await browser.get(begin()), begin());
    return nextOf(await browser.get(atDoor), atDoor).includes('/interaction/');
  };

  test('ends the session here, and says where that at the provider is ended; from there the browser comes back', async () => {
    await provider.knows({ 'ra-ve': person('ra-ve') });
    const { browser, me } = await signIn('ra-ve');
    const { status, headers } = await me.delete('/session');
    expect([status, (await me.get('/session')).status]).toEqual([204, 401]);
    const next = headers.get('location') ?? '';
    expect(new URL(next).origin).toBe(provider.issuer);
    expect(Object.fromEntries(new URL(next).searchParams)).toEqual({
      client_id: 'dung-han',
      post_logout_redirect_uri: `${app.url}/`,
    });
    // The provider asks its user, who is signed in there still.
    expect(await isAsked(browser)).toBe(false);
    const page = await (await browser.get(next)).text();
    const [, action = '', xsrf = ''] = /action="([^"]+)".*name="xsrf" value="([^"]+)"/s.exec(page) ?? [];
    const left = await browser.post(action, { xsrf, logout: 'yes' });
    expect(nextOf(left, action)).toBe(`${app.url}/`);
    expect(await isAsked(browser)).toBe(true);
  });

  test('leads nowhere for whoever signed in with a password here', async () => {
    const { status, headers } = await (await signedIn(api, db().pool, 'chi')).delete('/session');
    expect([status, headers.get('location')]).toEqual([204, null]);
  });
});

test('without a provider it is not offered', async () => {
  const plain = await startApp(db().url, tinyPlan);
  const stranger = new Api(plain.url, null);
  expect((await stranger.get('/session/ways')).body).toEqual({ password: true });
  for (const path of ['/session/oidc', '/session/oidc/callback?state=x'])
    expect(await stranger.get<Problem>(path)).toMatchObject({ status: 404, body: { code: 'oidc-not-configured' } });
  await plain.stop();
});

test('a provider that calls itself something else is not believed', async () => {
  const env = { OIDC_ISSUER: provider.issuer.replace('127.0.0.1', 'localhost'), OIDC_CLIENT_ID: 'cong-khai' };
  const other = await startWith(ports[1], '', env);
  expect(ending(await new Browser().get(begin('/', other.url)))).toBe('/?error=oidc-untrusted');
  await other.stop();
});

test('a mapping that is wrong keeps it from starting, and says where', async () => {
  const file = join(folder, 'sai.yaml');
  writeFileSync(file, 'firstSignIn: always\nposts: [{ claim: groups, value: a, plan: tiny, unit: x, seat: boss }]');
  const start = run(['dist/main.js'], {
    env: {
      ...{ ...tinyPlan, DATABASE_URL: db().url, PORT: '0', PUBLIC_URL: app.url, OIDC_MAPPING: file },
      ...{ OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: 'dung-han' },
    },
  });
  expect(await start.ended).toEqual({ code: 78, signal: null });
  expect(start.output()).toMatch(
    /OIDC_MAPPING firstSignIn: phải là một trong: .+ \/ must be one of: refuse, link, make\./,
  );
  expect(start.output()).toMatch(/OIDC_MAPPING posts\.0\.seat: /);
});
