import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { startApp, type App } from '../support/app.js';
import { bearer } from '../support/accounts.js';
import { useDatabase } from '../support/postgres.js';
import { until } from '../support/until.js';
import { Api, letIn, tinyPlan, type Problem } from './api.js';

// How long the server waits for others, and others for it: against a process of its own, over plain sockets.
jest.setTimeout(120_000);
const db = useDatabase();
let app: App;
let api: Api;
beforeAll(async () => {
  app = await startApp(db().url, { ...tinyPlan, RECEIVE_SECONDS: '1', REQUEST_SECONDS: '1' });
  await letIn(db().pool);
  api = new Api(app.url);
}, 180_000);
afterAll(() => app.stop());

/** Says this, and no more; what came back by the time that the line was cut. */
function line(said: string, url = app.url): { readonly socket: Socket; readonly heard: Promise<string> } {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let heard = '';
  socket.on('data', (text) => (heard += text.toString()));
  socket.on('error', () => undefined);
  socket.write(said);
  return { socket, heard: new Promise((resolve) => socket.once('close', () => resolve(heard))) };
}
/** A line that the server has taken: it says that it would read on. */
async function opened(url: string): Promise<ReturnType<typeof line>> {
  const taken = line(
    head('POST', '/api/v1/session', [
      'content-type: application/json',
      'expect: 100-continue',
      'content-length: 9',
      '',
      '',
    ]),
    url,
  );
  await once(taken.socket, 'data');
  return taken;
}
const head = (method: string, path: string, more: readonly string[] = []): string =>
  [`${method} ${path} HTTP/1.1`, 'host: x', ...more, ''].join('\r\n');

test('whoever sends byte by byte is hung up on, and keeps nobody else from being served', async () => {
  const slow = Array.from({ length: 100 }, () => line(head('GET', '/api/v1/plans')));
  const dripping = slow.map(({ socket }) => setInterval(() => socket.write('x: y\r\n'), 100));
  expect((await api.get('/plans')).status).toBe(200);
  const heard = await Promise.all(slow.map((one) => one.heard));
  dripping.forEach(clearInterval);
  expect(new Set(heard.map((text) => text.split('\r\n', 1)[0]))).toEqual(new Set(['HTTP/1.1 408 Request Timeout']));
});

test('a body that never comes to its end is not waited for', async () => {
  const headers = [
    'content-type: application/json',
    'content-length: 1000',
    `authorization: ${bearer('an').authorization}`,
    '',
  ];
  const { socket, heard } = line(`${head('POST', '/api/v1/inbox/1/read', headers)}\r\n{"a":`);
  const dripping = setInterval(() => socket.write(' '), 100);
  expect(await heard).toMatch(/^HTTP\/1\.1 408 /);
  clearInterval(dripping);
});

test('more lines than a process takes are hung up on, until others are', async () => {
  const small = await startApp(db().url, { ...tinyPlan, MAX_CONNECTIONS: '2' });
  const [one, other] = [await opened(small.url), await opened(small.url)];
  expect(await line(head('GET', '/health/live', ['', '']), small.url).heard).toBe('');
  one.socket.destroy();
  other.socket.destroy();
  await until('a place to be free', async () =>
    fetch(`${small.url}/health/live`).then(
      ({ status }) => status === 200,
      () => false,
    ),
  );
  await small.stop();
});

test('an address or a head that is too long is refused before it is read', async () => {
  expect(await api.get<Problem>(`/tasks?cursor=${'x'.repeat(8000)}`)).toMatchObject({
    status: 414,
    body: { code: 'address-too-long', most: 8000 },
  });
  expect((await api.get('/tasks', { 'x-long': 'y'.repeat(20_000) })).status).toBe(431);
});

test('a body that is too large is refused, also one that does not say how large it is', async () => {
  const large = JSON.stringify({ files: { a: 'x'.repeat(4 * 1024 * 1024) } });
  expect(await api.post<Problem>('/plans', large)).toMatchObject({ status: 413, body: { code: 'payload-too-large' } });
  const response = await fetch(`${app.url}/api/v1/plans`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...bearer('quan-tri') },
    body: new Blob([large]).stream(),
    duplex: 'half',
  });
  expect(response.status).toBe(413);
});

test('whoever waits for the database is told that it takes too long, and the statement is ended', async () => {
  const holder = await db().pool.connect();
  try {
    await holder.query('begin; lock table unit in access exclusive mode');
    const answer = await api.get<Problem>('/units', { 'accept-language': 'en' });
    expect(answer).toMatchObject({ status: 503, body: { code: 'took-too-long', title: 'It takes too long' } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    const waiting = `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
    await until('the statement to be ended', async () => (await holder.query(waiting)).rows.length === 0);
  } finally {
    await holder.query('rollback');
    holder.release();
  }
  expect((await api.get('/units')).status).toBe(200);
});
