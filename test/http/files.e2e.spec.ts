import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHUNK, ChunkStore } from '../../src/files/chunk.store.js';
import { fileChecks } from '../../src/files/file-checks.js';
import { FileBindings } from '../../src/files/file-binding.store.js';
import { FileStore } from '../../src/files/file.store.js';
import { SweepFiles } from '../../src/files/sweep-files.js';
import type { FileView } from '../../src/files/files.dto.js';
import { openDatabase, type Database } from '../../src/platform/database.js';
import { archive, docx, jpg, pdf, png, xlsx } from '../support/attachments.js';
import { bearer } from '../support/accounts.js';
import { startApp, type App } from '../support/app.js';
import { useDatabase } from '../support/postgres.js';
import { Api, tinyPlan, type Answer, type Problem } from './api.js';
import { done, liveTwoPlans } from './two-plans.js';

const db = useDatabase();
let app: App;
let api: Api;
let database: Database;
let scripts: string;
const TASK = 'tiny/R1/2024-H1/xa-an';
const DOSSIER = 'twin/R1/2024-H1/xa-an';
const ids = new Map<string, number>();
const idOf = (key: string): number => ids.get(key) ?? 0;

/** Says of a file that it has a virus where it says so itself, and nothing at all where it asks for that. */
const SCANNER = `let text = '';
process.stdin.on('data', (data) => (text += data.toString('latin1')));
process.stdin.on('end', () => process.exit(text.includes('virus') ? 1 : text.includes('broken') ? 2 : 0));`;

beforeAll(async () => {
  scripts = mkdtempSync(join(tmpdir(), 'dung-han-scan-'));
  writeFileSync(join(scripts, 'scan.mjs'), SCANNER);
  app = await startApp(db().url, { ...tinyPlan, FILE_LARGEST_MB: '2' });
  api = new Api(app.url);
  await liveTwoPlans(api, db().pool);
  database = await openDatabase(db().settings);
  const { rows } = await db().pool.query<{ id: string; key: string }>('select id, key from instance');
  for (const { id, key } of rows) ids.set(key, Number(id));
}, 180_000);
afterAll(async () => {
  await database.destroy();
  rmSync(scripts, { recursive: true });
});

let wishes = 0;
type Sent = { name?: string; key?: string; type?: string; task?: string; url?: string };
/** A file on its way in, as a browser sends one. */
async function upload<Body = FileView>(
  who: string,
  file: Buffer | ReadableStream,
  {
    name = 'Báo cáo.pdf',
    key = `k${(wishes += 1)}`,
    type = 'application/octet-stream',
    task = TASK,
    url = app.url,
  }: Sent = {},
): Promise<Answer<Body>> {
  const response = await fetch(`${url}/api/v1/instances/${idOf(task)}/files`, {
    method: 'POST',
    body: Buffer.isBuffer(file) ? new Uint8Array(file) : file,
    headers: { 'content-type': type, 'x-file-name': encodeURIComponent(name), 'idempotency-key': key, ...bearer(who) },
    ...(!Buffer.isBuffer(file) && { duplex: 'half' }),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
}
const content = (who: string, id: number, query = '', headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${app.url}/api/v1/files/${id}/content${query}`, { headers: { ...bearer(who), ...headers } });
const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());
const sha256 = (file: Buffer): string => createHash('sha256').update(file).digest('hex');
const chunksOf = async (): Promise<number> =>
  (await db().pool.query<{ n: number }>('select count(distinct file_id)::int as n from file_chunk')).rows[0]?.n ?? 0;

/** As a recorder does it: in a transaction with the move that names them. */
async function bound(...files: readonly FileView[]): Promise<void> {
  await database.transaction((manager) =>
    new FileBindings(database).bind(
      { query: ({ text }, values = []) => manager.query(text, [...values]) },
      files.map(({ id, sha256: digest, instance }) => ({
        ...{ instanceId: instance, seq: 0, at: 1_718_000_000_000 },
        files: [{ id, sha256: digest }],
      })),
    ),
  );
}
const wrong = async (): Promise<string[]> => {
  const found: string[] = [];
  for (const check of fileChecks(60))
    found.push(...(await db().pool.query<{ problem: string }>(check.wrong)).rows.map(({ problem }) => problem));
  return found;
};

test.each([
  ['pdf', pdf(), 'application/pdf'],
  ['docx', docx(), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xlsx', xlsx(), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['png', png(), 'image/png'],
  ['jpg', jpg(), 'image/jpeg'],
] as const)('a %s file is taken, and comes back as it was', async (type, file, mime) => {
  const { status, body } = await upload('tiny-officer', file, { name: `Phụ lục.${type}` });
  expect({ status, body }).toMatchObject({
    status: 201,
    body: {
      ...{ name: `Phụ lục.${type}`, type, size: file.length, sha256: sha256(file), scan: 'not-scanned' },
      ...{ state: 'waiting', unit: 'xa-an', by: { id: 'tiny-officer' }, boundAt: null, instance: idOf(TASK) },
    },
  });
  const back = await content('tiny-officer', body.id);
  expect(await bytesOf(back)).toEqual(file);
  expect(Object.fromEntries(back.headers)).toMatchObject({
    'content-type': mime,
    'content-length': String(file.length),
    'content-disposition': `attachment; filename="Phu luc.${type}"; filename*=UTF-8''Ph%E1%BB%A5%20l%E1%BB%A5c.${type}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'self'",
    'cache-control': 'no-store',
    etag: `"${sha256(file)}"`,
  });
});

test('a large one goes in and out piece by piece, whatever the pieces', async () => {
  const file = Buffer.concat([pdf(), randomBytes(3 * CHUNK + 17)]);
  const { body } = await upload('tiny-officer', new Blob([new Uint8Array(file)]).stream());
  expect((await bytesOf(await content('tiny-officer', body.id))).equals(file)).toBe(true);
  const { rows } = await db().pool.query('select length(data) as n from file_chunk where file_id = $1 order by no', [
    body.id,
  ]);
  expect(rows).toEqual([{ n: CHUNK }, { n: CHUNK }, { n: CHUNK }, { n: file.length - 3 * CHUNK }]);
  for (const [range, from, to] of [
    ['bytes=10-19', 10, 20],
    [`bytes=${CHUNK - 5}-${2 * CHUNK + 4}`, CHUNK - 5, 2 * CHUNK + 5],
    ['bytes=-7', file.length - 7, file.length],
  ] as const) {
    const part = await content('tiny-officer', body.id, '', { range });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes ${from}-${to - 1}/${file.length}`]);
    expect((await bytesOf(part)).equals(file.subarray(from, to))).toBe(true);
  }
  const beyond = await content('tiny-officer', body.id, '', { range: `bytes=${file.length}-` });
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${file.length}`]);
  const known = await content('tiny-officer', body.id, '', { 'if-none-match': `"${body.sha256}"` });
  expect([known.status, await known.text()]).toEqual([304, '']);
  const changed = await content('tiny-officer', body.id, '', { range: 'bytes=0-1', 'if-range': '"another"' });
  expect([changed.status, (await bytesOf(changed)).length]).toEqual([200, file.length]);
});

test('a PDF file or a picture may be shown, and nothing else; never as a page', async () => {
  const [report, picture, text] = await Promise.all(
    [pdf(), png(), docx()].map(async (file) => (await upload('tiny-officer', file, { name: 'x.html' })).body.id),
  );
  const shown = await Promise.all(
    [report, picture, text].map(async (id) => (await content('tiny-officer', id ?? 0, '?show=inline')).headers),
  );
  expect(shown.map((headers) => headers.get('content-disposition'))).toEqual([
    `inline; filename="x.html.pdf"; filename*=UTF-8''x.html.pdf`,
    `inline; filename="x.html.png"; filename*=UTF-8''x.html.png`,
    `attachment; filename="x.html.docx"; filename*=UTF-8''x.html.docx`,
  ]);
  expect(shown.map((headers) => headers.get('content-security-policy')?.includes('sandbox'))).toEqual([
    false,
    true,
    true,
  ]);
  expect(shown.map((headers) => headers.get('content-security-policy')?.includes('script'))).toEqual([
    false,
    false,
    false,
  ]);
});

test.each([
  ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['an archive', archive('a.txt')],
  ['a document with a program', docx('word/vbaProject.bin')],
  ['nothing', Buffer.alloc(0)],
])('%s is refused whatever it is called, and nothing of it is kept', async (_, file) => {
  const before = await chunksOf();
  expect(await upload<Problem>('tiny-officer', file)).toMatchObject({ status: 422, body: { code: 'file-type' } });
  expect(await chunksOf()).toBe(before);
});

test('what is too large is refused: before it comes where it says so, and else as soon as it is', async () => {
  const file = Buffer.concat([pdf(), Buffer.alloc(2 * 1024 * 1024)]);
  const before = await chunksOf();
  for (const sent of [file, new Blob([new Uint8Array(file)]).stream()])
    expect(await upload<Problem>('tiny-officer', sent)).toMatchObject({
      status: 413,
      body: { code: 'payload-too-large', most: 2 * 1024 * 1024 },
    });
  expect(await chunksOf()).toBe(before);
});

test('a file comes as it is, with a name', async () => {
  expect((await upload<Problem>('tiny-officer', Buffer.from('{}'), { type: 'application/json' })).status).toBe(415);
  expect((await upload<Problem>('tiny-officer', pdf(), { type: 'multipart/form-data' })).status).toBe(415);
  for (const name of ['', 'a\r\nb', 'x'.repeat(201)])
    expect(await upload<Problem>('tiny-officer', pdf(), { name })).toMatchObject({
      status: 400,
      body: { field: 'X-File-Name', expected: 'file-name' },
    });
});

test('the same wish again is answered again, and another under its key is refused', async () => {
  const first = await upload('tiny-officer', pdf('một'), { key: 'one' });
  const again = await upload('tiny-officer', pdf('một'), { key: 'one' });
  expect([again.status, again.body.id, again.headers.get('idempotency-replayed')]).toEqual([
    201,
    first.body.id,
    'true',
  ]);
  for (const other of [
    await upload<Problem>('tiny-officer', pdf('hai'), { key: 'one' }),
    await upload<Problem>('tiny-officer', pdf('một'), { key: 'one', name: 'Khác.pdf' }),
  ])
    expect(other).toMatchObject({ status: 422, body: { code: 'key-reused' } });
  const many = await Promise.all(Array.from({ length: 5 }, () => upload('tiny-officer', pdf('ba'), { key: 'three' })));
  expect(new Set(many.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
});

describe('a file', () => {
  test('is its unit’s alone until something names it, and then of whoever sees the work', async () => {
    const { body: file } = await upload('tiny-officer', pdf('riêng'));
    const paths = [`/files/${file.id}`, `/files/${file.id}/content`];
    const seenBy = async (who: string): Promise<number[]> =>
      Promise.all(paths.map(async (path) => (await api.as(who).get(path)).status));
    const listed = async (who: string): Promise<boolean> =>
      done(await api.as(who).get<{ items: FileView[] }>(`/instances/${file.instance}/files?limit=200`)).items.some(
        ({ id }) => id === file.id,
      );
    expect(await seenBy('tiny-officer')).toEqual([200, 200]);
    for (const who of [
      'tiny-secretariat',
      'tiny-leader',
      'tiny-auditor',
      'tiny-other',
      'twin-officer',
      'tiny-administrator',
    ])
      expect([who, await seenBy(who)]).toEqual([who, [404, 404]]);
    expect([await listed('tiny-officer'), await listed('tiny-secretariat')]).toEqual([true, false]);
    expect((await api.as('tiny-secretariat').delete(`/files/${file.id}`)).status).toBe(404);
    await bound(file);
    for (const who of ['tiny-officer', 'tiny-secretariat', 'tiny-leader', 'tiny-auditor'])
      expect([who, await seenBy(who), await listed(who)]).toEqual([who, [200, 200], true]);
    for (const who of ['tiny-other', 'twin-officer', 'twin-secretariat'])
      expect([who, await seenBy(who)]).toEqual([who, [404, 404]]);
    expect((await api.as('tiny-officer').get<FileView>(`/files/${file.id}`)).body).toMatchObject({ state: 'bound' });
    expect(await api.as('tiny-officer').delete(`/files/${file.id}`)).toMatchObject({
      status: 409,
      body: { code: 'file-bound' },
    });
  });

  test('that nothing names is taken away by its own unit', async () => {
    const { body: file } = await upload('tiny-officer', pdf('bỏ'));
    const before = await chunksOf();
    expect((await api.as('tiny-officer').delete(`/files/${file.id}`)).status).toBe(204);
    expect((await api.as('tiny-officer').get(`/files/${file.id}`)).status).toBe(404);
    expect(await chunksOf()).toBe(before - 1);
  });

  test('of an instance that somebody does not see is sent nowhere', async () => {
    for (const [who, task] of [
      ['tiny-other', TASK],
      ['tiny-officer', 'tiny/R0/2024-H1'],
      ['tiny-officer', DOSSIER],
    ] as const)
      expect(await upload<Problem>(who, pdf(), { task })).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect((await upload<Problem>('tiny-auditor', pdf())).status).toBe(403);
  });

  test('of a restricted dossier stands in the trail each time somebody gets it', async () => {
    const { body: file } = await upload('twin-officer', pdf('mật'), { task: DOSSIER });
    await bound(file);
    const route = 'GET /api/v1/files/:id/content';
    const trail = `select actor, after from audit_entry where kind = 'restricted-viewed' and subject = $1 and after ? 'file' order by seq`;
    for (const who of ['twin-secretariat', 'twin-leader']) expect((await content(who, file.id)).status).toBe(200);
    for (const who of ['twin-member', 'twin-other', 'twin-administrator'])
      expect((await content(who, file.id)).status).toBe(404);
    expect((await db().pool.query(trail, [DOSSIER])).rows).toEqual([
      { actor: 'twin-secretariat', after: { route, file: file.id } },
      { actor: 'twin-leader', after: { route, file: file.id } },
    ]);
  });

  test('is bound where it is what was named, or nothing is', async () => {
    const { body: one } = await upload('tiny-officer', pdf('A'));
    const { body: two } = await upload('tiny-officer', pdf('B'));
    const { body: other } = await upload('tiny-other', pdf('C'), { task: 'tiny/R1/2024-H1/xa-binh' });
    for (const no of [
      { ...two, sha256: one.sha256 },
      { ...two, id: 987_654_321 },
      { ...other, instance: one.instance },
    ])
      await expect(bound(one, no)).rejects.toMatchObject({ code: 'file-missing', facts: { file: no.id } });
    expect(done(await api.as('tiny-officer').get<FileView>(`/files/${one.id}`)).state).toBe('waiting');
    await bound(one, two);
    await bound(one, two);
    const bindings = new FileBindings(database);
    const mine = { instanceId: idOf(TASK), units: ['xa-an'] };
    expect((await bindings.attached(mine, [two.id, one.id])).map(({ id }) => id)).toEqual([two.id, one.id]);
    await expect(bindings.attached(mine, [other.id])).rejects.toMatchObject({ code: 'file-missing' });
  });
});

describe('a document of a step', () => {
  const other = 'tiny/R1/2024-H1/xa-binh';
  const send = (files: readonly number[]): Promise<Answer<{ receipt: { seq: number } } & Problem>> =>
    api
      .as('tiny-officer')
      .post(`/instances/${idOf(TASK)}/events`, { event: 'report.submit', files }, { 'idempotency-key': 'with-files' });

  test('goes with what is sent, with a form or without, and its letter knows what it is', async () => {
    const { body: mine } = await upload('tiny-officer', pdf('Biên bản'));
    const { body: elsewhere } = await upload('tiny-other', pdf('Khác'), { task: other });
    expect(await send([elsewhere.id])).toMatchObject({ status: 422, body: { code: 'file-missing' } });
    const { seq } = done(await send([mine.id])).receipt;
    expect(done(await send([mine.id])).receipt.seq).toBe(seq);
    const kept = done(await api.as('tiny-officer').get<FileView>(`/files/${mine.id}`));
    expect([kept.state, kept.seqs]).toEqual(['bound', [seq]]);
    const { rows } = await db().pool.query<{ files: unknown }>(
      `select body->'files' as files from letter_body where instance_id = $1 and key = 'key:with-files'`,
      [idOf(TASK)],
    );
    expect(rows).toEqual([{ files: [{ id: mine.id, name: mine.name, sha256: mine.sha256 }] }]);
    expect(await wrong()).toEqual([]);
  });

  test('may come afterwards: the trail says who added it, and the history stays as it was', async () => {
    const { body: late } = await upload('tiny-officer', pdf('Bản ký'));
    const attach = (who: string, seq: number) => api.as(who).post<FileView>(`/files/${late.id}/attach`, { seq });
    expect((await attach('tiny-other', 1)).status).toBe(404);
    expect((await attach('tiny-officer', 987)).status).toBe(404);
    expect(done(await attach('tiny-officer', 1)).seqs).toEqual([1]);
    const { rows } = await db().pool.query(
      `select actor, subject, after from audit_entry where kind = 'file-attached' order by seq desc limit 1`,
    );
    expect(rows).toEqual([
      { actor: 'tiny-officer', subject: TASK, after: { file: late.id, seq: 1, sha256: late.sha256 } },
    ]);
    expect(await wrong()).toEqual([]);
  });
});

describe('what looks for viruses', () => {
  let scanned: App;
  beforeAll(async () => {
    scanned = await startApp(db().url, { ...tinyPlan, FILE_SCAN: `${process.execPath} ${join(scripts, 'scan.mjs')}` });
  }, 180_000);
  afterAll(() => scanned.stop());

  test('says that a file is clean, that it is not, or nothing: then it is not taken', async () => {
    const before = await chunksOf();
    const { url } = scanned;
    expect(await upload('tiny-officer', pdf(), { url })).toMatchObject({ status: 201, body: { scan: 'clean' } });
    expect(await upload<Problem>('tiny-officer', pdf('virus'), { url })).toMatchObject({
      status: 422,
      body: { code: 'file-infected' },
    });
    expect(await upload<Problem>('tiny-officer', pdf('broken'), { url })).toMatchObject({
      status: 503,
      body: { code: 'scanner-away' },
    });
    expect(await chunksOf()).toBe(before + 1);
  });

  test('that is not there takes nothing', async () => {
    const without = await startApp(db().url, { ...tinyPlan, FILE_SCAN: '/nowhere/clamdscan --fdpass -' });
    const file = Buffer.concat([pdf(), Buffer.alloc(CHUNK * 4)]);
    expect(await upload<Problem>('tiny-officer', file, { url: without.url })).toMatchObject({
      status: 503,
      body: { code: 'scanner-away' },
    });
    await without.stop();
  });
});

test('what nothing names is gone after its time, and is told of where it is not', async () => {
  const { body: kept } = await upload('tiny-officer', pdf('giữ'));
  const { body: waiting } = await upload('tiny-officer', pdf('chờ'));
  const { body: drafted } = await upload('tiny-officer', pdf('nháp'));
  await bound(kept);
  expect(await wrong()).toEqual([]);
  await db().pool.query(`update file set touched_at = now() - interval '62 days' where id = any($1)`, [
    [kept.id, waiting.id, drafted.id],
  ]);
  await new FileBindings(database).renew(drafted.instance, [drafted.id]);
  expect(await wrong()).toEqual([`file ${waiting.id} (whole)`]);
  await new SweepFiles(new FileStore(database), new ChunkStore(database), {
    files: { waitingDays: 60, largest: 1, scan: undefined },
  }).run();
  expect(await wrong()).toEqual([]);
  const statuses = await Promise.all(
    [kept, waiting, drafted].map(async ({ id }) => (await content('tiny-officer', id)).status),
  );
  expect(statuses).toEqual([200, 404, 200]);
});

test('content that was changed or is gone is told of', async () => {
  const { body: file } = await upload('tiny-officer', pdf('đổi'));
  await bound(file);
  const place = `instance ${file.instance}#0: file ${file.id}`;
  await db().pool.query(`update file_chunk set data = data || 'x' where file_id = $1`, [file.id]);
  expect(await wrong()).toEqual([place]);
  await db().pool.query(`delete from file_chunk where file_id = $1`, [file.id]);
  expect(await wrong()).toEqual([place]);
  const cut = await content('tiny-officer', file.id)
    .then(bytesOf)
    .catch(() => 'cut off');
  expect(cut).toBe('cut off');
  await db().pool.query(`insert into file_chunk values ($1, 0, $2)`, [file.id, pdf('đổi')]);
  expect(await wrong()).toEqual([]);
});

test('of somebody who is erased stays what was submitted, under no name of theirs', async () => {
  const { body: kept } = await upload('tiny-officer', pdf('nộp'), { name: 'Nguyễn Văn A.pdf' });
  const { body: waiting } = await upload('tiny-officer', pdf('chưa'), { name: 'Nguyễn Văn B.pdf' });
  await bound(kept);
  done(await api.post('/accounts/tiny-officer/erase', { reason: 'Điều 16' }));
  const seen = done(await api.as('tiny-secretariat').get<FileView>(`/files/${kept.id}`));
  expect([seen.name, seen.sha256]).toEqual([String(kept.id), kept.sha256]);
  const { rows } = await db().pool.query<{ status: string; name: string }>(
    'select status, name from file where id = $1',
    [waiting.id],
  );
  expect(rows).toEqual([{ status: 'going', name: String(waiting.id) }]);
});
