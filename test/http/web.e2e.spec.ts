import { createHash } from 'node:crypto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { request as ask, type IncomingHttpHeaders } from 'node:http';
import { until } from '../support/until.js';
import { tinyPlan, useApp, type Problem } from './api.js';

const app = useApp({ ...tinyPlan, LIMIT_ADDRESS: '60', LOG_LEVEL: 'trace' });

type Raw = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer };
/** As it travels: nothing is unpacked on the way. */
const raw = (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Raw> =>
  new Promise((resolve, reject) => {
    ask(`${app().url}${path}`, { method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    })
      .on('error', reject)
      .end();
  });
const page = (path: string): Promise<Raw> => raw(path, { accept: 'text/html' });
const scriptOf = ({ body }: Raw): string => /<script type="module"[^>]* src="([^"]+)"/.exec(body.toString())?.[1] ?? '';

test.each(['/', '/viec/12', '/dang-nhap?returnTo=%2Fviec', '/?error=oidc-no-account', '/quan-tri/nguyen.van.a'])(
  '%s is a page of the application',
  async (path) => {
    const { status, headers, body } = await page(path);
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    expect(body.toString()).toContain('<title>Đúng Hạn</title>');
    expect(Number(headers['content-length'])).toBe(body.length);
  },
);

test('each page has a word of its own, without which no script and no style of it runs; nothing is inline or from outside', async () => {
  const [first, second] = [await page('/'), await page('/')];
  const nonceOf = ({ headers }: Raw): string =>
    /'nonce-([^']+)'/.exec(headers['content-security-policy'] as string)?.[1] ?? '';
  expect(nonceOf(first)).toMatch(/^[\w+/]{24}$/);
  expect(nonceOf(second)).not.toBe(nonceOf(first));
  const html = first.body.toString();
  expect(html).not.toContain('__NONCE__');
  const tags = html.match(/<(script|style|link rel="(?:stylesheet|modulepreload)")[^>]*>/g) ?? [];
  expect(tags.length).toBeGreaterThan(2);
  for (const tag of tags) expect(tag).toContain(`nonce="${nonceOf(first)}"`);
  expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  expect(html).not.toMatch(/ on\w+="| style="/);
  const policy = String(first.headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});

test('a file travels packed, once, and is good for a year: its name is what is in it', async () => {
  const path = scriptOf(await page('/'));
  expect(path).toMatch(/^\/assets\/[\w.-]+\.js$/);
  const plain = await raw(path);
  expect(plain.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'Accept-Encoding',
    'x-content-type-options': 'nosniff',
  });
  const digest = (body: Buffer): string => createHash('sha256').update(body).digest('hex');
  const br = await raw(path, { 'accept-encoding': 'gzip, br' });
  expect(br.headers['content-encoding']).toBe('br');
  expect(digest(brotliDecompressSync(br.body))).toBe(digest(plain.body));
  const gzip = await raw(path, { 'accept-encoding': 'gzip' });
  expect(gzip.headers['content-encoding']).toBe('gzip');
  expect(digest(gunzipSync(gzip.body))).toBe(digest(plain.body));
  const tags = [plain, br, gzip].map(({ headers }) => headers.etag);
  expect(new Set(tags).size).toBe(3);
  const again = await raw(path, { 'accept-encoding': 'br', 'if-none-match': String(br.headers.etag) });
  expect({ status: again.status, length: again.body.length }).toEqual({ status: 304, length: 0 });
});

test('HEAD is answered as GET is, without the content', async () => {
  for (const path of ['/', scriptOf(await page('/')), '/icon.svg']) {
    const [got, head] = [await raw(path), await raw(path, {}, 'HEAD')];
    expect(head.body.length).toBe(0);
    expect([head.status, head.headers['content-length'], head.headers['content-type']]).toEqual([
      200,
      got.headers['content-length'],
      got.headers['content-type'],
    ]);
  }
});

test.each([
  '/assets/gone-abc123.js',
  '/assets/',
  '/assets/../index.html',
  '/favicon.ico',
  '/api/nothing',
  '/health/nothing',
])('%s is nothing, and never a page', async (path) => {
  const { status, headers, body } = await raw(path, { accept: 'text/html' });
  expect(status).toBe(404);
  expect(headers['content-type']).toMatch(/^application\/problem\+json/);
  expect((JSON.parse(body.toString()) as Problem).code).toBe('not-found');
});

test('what the build notes for itself is served to nobody', async () => {
  expect((await page('/.vite/manifest.json')).headers['content-type']).toBe('text/html; charset=utf-8');
  expect((await raw('/.built')).headers['content-type']).toBe('text/html; charset=utf-8');
});

test('whoever asks for no page is given none, and nothing is sent to a page', async () => {
  expect((await raw('/viec', { accept: 'application/json' })).status).toBe(404);
  expect((await raw('/viec', { accept: 'text/html' }, 'POST')).status).toBe(404);
});

test('files count for no limit, and stand in the log only where all does; pages stand there by a name that tells nothing', async () => {
  const path = scriptOf(await page('/'));
  const answers = await Promise.all(Array.from({ length: 90 }, () => raw(path, { 'x-forwarded-for': '203.0.113.7' })));
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  await raw('/tim?chu=b%C3%AD-m%E1%BA%ADt', { accept: 'text/html', 'x-request-id': 'the-page-of-a-search' });
  const line = await until('the line', () =>
    app()
      .app.output()
      .split('\n')
      .find((one) => one.includes('the-page-of-a-search')),
  );
  expect(JSON.parse(line)).toMatchObject({ route: '/*', level: 30, status: 200 });
  expect(line).not.toMatch(/\/tim|chu=|b%C3|mật/);
});
