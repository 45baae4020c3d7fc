import { connect } from 'node:net';
import { ChunkStore, CHUNK } from '../../src/files/chunk.store.js';
import { fileChecks } from '../../src/files/file-checks.js';
import { FileBindings } from '../../src/files/file-binding.store.js';
import { FileStore } from '../../src/files/file.store.js';
import { SweepFiles } from '../../src/files/sweep-files.js';
import type { Recorder } from '../../src/engine/ports.js';
import { verify } from '../../src/engine/verify.js';
import { openDatabase } from '../../src/platform/database.js';
import { Api, letIn, tinyPlan } from '../http/api.js';
import { done } from '../http/two-plans.js';
import { bearer } from '../support/accounts.js';
import { startApp } from '../support/app.js';
import { pdf } from '../support/attachments.js';
import { useHouse } from '../support/house.js';
import { command, issueRound, officerOf, type TestHouse } from '../support/make.js';
import { createDatabase, type TestDatabase } from '../support/postgres.js';
import { until } from '../support/until.js';

// Attachments are never lost where a transaction rolls back, and never orphaned after it.
const countOf = async ({ pool }: TestDatabase, what: string): Promise<number> =>
  (await pool.query<{ n: number }>(`select count(*)::int as n from ${what}`)).rows[0]?.n ?? 0;
const files = { waitingDays: 30, largest: 1, scan: undefined };
const wrong = async (house: TestHouse): Promise<unknown[]> =>
  (await verify(house, fileChecks(files.waitingDays))).checks.filter(({ ok }) => !ok).map(({ name }) => name);

describe('a process that dies in the middle of an upload', () => {
  let db: Awaited<ReturnType<typeof createDatabase>>;
  beforeEach(async () => {
    db = await createDatabase();
  });
  afterEach(() => db.drop());

  test('leaves nothing that anybody sees, and nothing for long; the same wish is carried out by the next', async () => {
    const app = await startApp(db.url, tinyPlan);
    await letIn(db.pool);
    const api = new Api(app.url);
    done(await api.post('/sandbox/clock', { to: '2024-05-03' }));
    const { id } = done(await api.get<{ id: number }>('/instances?key=tiny/R0/2024-H1'));
    const file = Buffer.concat([pdf(), Buffer.alloc(4 * CHUNK, 1)]);
    const headers = {
      'content-type': 'application/octet-stream',
      'x-file-name': 'a.pdf',
      'idempotency-key': 'one',
      ...bearer('an'),
    };
    const { hostname, port } = new URL(app.url);
    const line = connect(Number(port), hostname).on('error', () => undefined);
    const head = Object.entries({ host: 'x', 'content-length': String(file.length), ...headers }).map(
      ([name, value]) => `${name}: ${value}`,
    );
    line.write(`POST /api/v1/instances/${id}/files HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n`);
    line.write(file.subarray(0, 2 * CHUNK + 5));
    await until('two pieces to be there', async () => (await countOf(db, 'file_chunk')) === 2);
    app.send('SIGKILL');
    await app.ended;
    line.destroy();
    const next = await startApp(db.url, tinyPlan);
    const after = new Api(next.url);
    expect(done(await after.as('an').get<{ items: unknown[] }>(`/instances/${id}/files`)).items).toEqual([]);
    const again = await fetch(`${next.url}/api/v1/instances/${id}/files`, {
      method: 'POST',
      body: new Uint8Array(file),
      headers,
    });
    expect(again.status).toBe(201);
    await db.pool.query(`update file set touched_at = touched_at - interval '2 days' where status = 'arriving'`);
    const database = await openDatabase(db.settings);
    const sweep = new SweepFiles(new FileStore(database), new ChunkStore(database), { files });
    await Promise.all([sweep.run(), sweep.run()]);
    await database.destroy();
    expect([await countOf(db, 'file'), await countOf(db, 'file_chunk')]).toEqual([1, 5]);
    await next.stop();
  });

  test('whoever hangs up in the middle leaves nothing at all', async () => {
    const app = await startApp(db.url, tinyPlan);
    await letIn(db.pool);
    const api = new Api(app.url);
    done(await api.post('/sandbox/clock', { to: '2024-05-03' }));
    const { id } = done(await api.get<{ id: number }>('/instances?key=tiny/R0/2024-H1'));
    const leaving = new AbortController();
    const content = new ReadableStream<Uint8Array>({
      start: (stream) => stream.enqueue(new Uint8Array(Buffer.concat([pdf(), Buffer.alloc(2 * CHUNK)]))),
    });
    const sent = fetch(`${app.url}/api/v1/instances/${id}/files`, {
      ...{ method: 'POST', body: content, duplex: 'half', signal: leaving.signal },
      headers: {
        'content-type': 'application/octet-stream',
        'x-file-name': 'a.pdf',
        'idempotency-key': 'one',
        ...bearer('an'),
      },
    }).catch(() => 'left');
    await until('two pieces to be there', async () => (await countOf(db, 'file_chunk')) === 2);
    leaving.abort();
    expect(await sent).toBe('left');
    await until(
      'nothing to be left',
      async () => (await countOf(db, 'file')) + (await countOf(db, 'file_chunk')) === 0,
    );
    await app.stop();
  });
});

describe('a submission that is rolled back', () => {
  const wishes = new Map<string, readonly { id: number; sha256: string }[]>();
  let fails = false;
  /** As the records of a submission do: what the letter's words name is bound with the move. */
  const naming: Recorder = {
    events: ['report.submit'],
    record: async (sql, rows) => {
      const { database } = living().house;
      const namings = rows.map(({ instanceId, entry }) => ({
        ...{ instanceId, seq: entry.seq, at: entry.at },
        files: wishes.get(entry.instance) ?? [],
      }));
      await new FileBindings(database).bind(sql, namings);
      if (fails) throw new Error('what comes after it fails');
    },
  };
  const living = useHouse({ recorders: [naming] });

  async function attached(task: string): Promise<{ id: number; sha256: string }> {
    const { house, rows } = living();
    const [instance] = await rows<{ id: string; unit: string }>('select id, unit from instance where key = $1', [task]);
    const store = new FileStore(house.database);
    const place = { instanceId: Number(instance?.id), plan: 'small', unit: instance?.unit ?? '' };
    const id = await store.begin({ ...place, account: 'a', key: task, name: 'a.pdf', at: 1 });
    await new ChunkStore(house.database).write(
      id,
      (async function* () {
        yield await Promise.resolve(pdf(task));
      })(),
    );
    const [{ sha256 } = { sha256: '' }] = await rows<{ sha256: string }>(
      `select encode(sha256(data), 'hex') as sha256 from file_chunk where file_id = $1`,
      [id],
    );
    const arrived = { type: 'pdf', size: pdf(task).length, sha256, scan: 'not-scanned' } as const;
    expect(await store.arrived(id, arrived, house.database)).toBe(true);
    return { id, sha256 };
  }
  const states = async (): Promise<boolean[]> =>
    (await living().rows<{ is: boolean }>('select bound_at is not null as is from file order by id')).map(
      ({ is }) => is,
    );

  test('binds nothing and loses nothing; the next one finds its files', async () => {
    const { house } = living();
    const [task = ''] = await issueRound(house, 1);
    wishes.set(task, [await attached(task)]);
    fails = true;
    await expect(house.engine.send([command(task, officerOf('u00001'), 'report.submit')])).rejects.toThrow(
      'what comes after it fails',
    );
    expect(await states()).toEqual([false]);
    expect(await wrong(house)).toEqual([]);
    fails = false;
    const [reply] = await house.engine.send([command(task, officerOf('u00001'), 'report.submit')]);
    expect(reply?.outcome).toBe('moved');
    expect(await states()).toEqual([true]);
    expect(await wrong(house)).toEqual([]);
  });

  test('that names what is not there moves nothing, and others who were sent with it move', async () => {
    const { house, tags } = living();
    const [one = '', two = ''] = await issueRound(house, 2);
    wishes.set(one, [await attached(one)]);
    wishes.set(two, [await attached(two), { id: 987_654, sha256: 'x' }]);
    const sent = await Promise.allSettled([
      house.engine.send([command(one, officerOf('u00001'), 'report.submit')]),
      house.engine.send([command(two, officerOf('u00002'), 'report.submit')]),
    ]);
    expect(sent.map((each) => (each.status === 'rejected' ? (each.reason as { code: string }).code : 'moved'))).toEqual(
      ['moved', 'file-missing'],
    );
    expect(await states()).toEqual([true, false]);
    expect(await tags(two)).not.toContain('submitted');
    expect(await wrong(house)).toEqual([]);
  });
});
