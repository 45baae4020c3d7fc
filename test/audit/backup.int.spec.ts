import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { makeKey, privateKeyOf } from '../../src/audit/anchor.rules.js';
import { AnchorStore } from '../../src/audit/anchor.store.js';
import type { Manifest } from '../../src/audit/archive.js';
import { backup } from '../../src/audit/backup.js';
import { ChainsReader } from '../../src/audit/chains.reader.js';
import { checkBackup, restore } from '../../src/audit/restore.js';
import { Sealer } from '../../src/audit/sealer.js';
import { verifyAudit } from '../../src/audit/verify-audit.js';
import { verify } from '../../src/engine/verify.js';
import { CHUNK, ChunkStore } from '../../src/files/chunk.store.js';
import { FileStore } from '../../src/files/file.store.js';
import { AccountStore } from '../../src/people/account.store.js';
import { HoldingStore } from '../../src/people/holding.store.js';
import { TrailStore } from '../../src/people/trail.store.js';
import { pdf } from '../support/attachments.js';
import { command, issueRound, makeHouse, moment, officerOf, type TestHouse } from '../support/make.js';
import { useHouse } from '../support/house.js';
import { createDatabase, type TestDatabase } from '../support/postgres.js';

const living = useHouse();
let dir: string;
let elsewhere: Awaited<ReturnType<typeof createDatabase>>;
let there: TestHouse;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'dung-han-backup-'));
  elsewhere = await createDatabase();
  there = await makeHouse(elsewhere);
});
afterEach(async () => {
  await there.close();
  await elsewhere.drop();
  rmSync(dir, { recursive: true, force: true });
});
const file = (): string => join(dir, 'one.backup');
const made = (): Promise<Manifest> => backup({ ...living().db.settings, file: file(), version: '0.1.0' });
const restored = (mode = 'sandbox'): Promise<Manifest> => restore({ ...elsewhere.settings, file: file(), mode });

async function countsIn({ pool }: TestDatabase, { tables }: Manifest): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { table } of tables) {
    const { rows } = await pool.query<{ n: number }>(`select count(*)::int as n from "${table}"`);
    counts[table] = rows[0]?.n ?? 0;
  }
  return counts;
}
const countsOf = ({ tables }: Manifest): Record<string, number> =>
  Object.fromEntries(tables.map(({ table, rows }) => [table, rows]));
const wrong = async (house: TestHouse): Promise<unknown[]> => [
  ...(await verify(house)).checks.filter(({ ok }) => !ok),
  ...(await verifyAudit(new ChainsReader(house.database))).checks.filter(({ ok }) => !ok),
];

/** A round of n units, an account with a post, a seal and a sandbox's clock. */
async function lived(n: number): Promise<string[]> {
  const { house, rows } = living();
  await rows(`insert into database_mode (mode, now) values ('sandbox', 0)`);
  const tasks = await issueRound(house, n);
  const added = await new AccountStore(house.database).add({
    name: 'an',
    displayName: 'Nguyễn Văn\tAn\\',
    mustChange: false,
  });
  if ('taken' in added) throw new Error('it is taken');
  await new HoldingStore(house.database).add(added.id, { plan: 'small', unit: 'u00001', seat: 'head' });
  await new TrailStore(house.database).append([
    { kind: 'sign-in', actor: 'an', subject: 'an', personal: { address: '::1' } },
  ]);
  const key = privateKeyOf(makeKey().key);
  if (!key) throw new Error('no key');
  await new Sealer(new AnchorStore(house.database), { key }).anchor();
  house.time.at = moment('06-01');
  return tasks;
}

test('attachments go along, byte for byte, also those that fill many pieces', async () => {
  const { house, db } = living();
  const [task] = await lived(1);
  const { rows } = await db.pool.query<{ id: string }>('select id from instance where key = $1', [task]);
  const content = Buffer.concat([pdf(), randomBytes(2 * CHUNK)]);
  const files = new FileStore(house.database);
  const place = { instanceId: Number(rows[0]?.id), plan: 'small', unit: 'u00001' };
  const id = await files.begin({ ...place, account: 'an', key: 'k', name: 'Báo cáo.pdf', at: 1 });
  await new ChunkStore(house.database).write(id, Readable.from([content]));
  const sha256 = createHash('sha256').update(content).digest('hex');
  await files.arrived(id, { type: 'pdf', size: content.length, sha256, scan: 'clean' }, house.database);
  await made();
  await restored();
  const back: Buffer[] = [];
  for await (const piece of new ChunkStore(there.database).read(id, { from: 0, to: content.length - 1 }))
    back.push(piece);
  expect(Buffer.concat(back).equals(content)).toBe(true);
  expect(await new FileStore(there.database).under('an', 'k')).toMatchObject({ id, name: 'Báo cáo.pdf', sha256 });
});

test('a drill: backed up under load, restored elsewhere, nothing is missing, and it goes on there', async () => {
  const { house } = living();
  const tasks = await lived(60);
  const send = (task: string, n: number) =>
    house.engine.send([
      {
        ...command(task, officerOf(`u${String(n + 1).padStart(5, '0')}`), 'report.submit', {
          body: `báo cáo ${n}\nhai dòng`,
        }),
        via: { address: '::1' },
      },
    ]);
  await Promise.all(tasks.slice(0, 10).map(send));
  // Commands, timers and sign-ins go on while it is made, and end when it has ended.
  const load = { isOver: false, n: 10 };
  const loading = (async () => {
    while (!load.isOver && load.n < tasks.length) {
      await send(tasks[load.n] ?? '', load.n);
      await new TrailStore(house.database).append([{ kind: 'sign-in', actor: 'an', subject: 'an' }]);
      load.n += 1;
    }
  })();
  const manifest = await made();
  load.isOver = true;
  await loading;
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(readdirSync(dir)).toEqual(['one.backup']);
  expect(await checkBackup(file())).toEqual(manifest);

  expect(await restored()).toEqual(manifest);
  expect(await countsIn(elsewhere, manifest)).toEqual(countsOf(manifest));
  expect(countsOf(manifest)).toMatchObject({ instance: 64, account: 1, holding: 1, audit_anchor: 1, database_mode: 1 });
  expect(countsOf(manifest)['letter_body']).toBeGreaterThanOrEqual(10);
  expect(await wrong(there)).toEqual([]);
  expect((await elsewhere.pool.query(`select display_name from account`)).rows).toEqual([
    { display_name: 'Nguyễn Văn\tAn\\' },
  ]);

  // Whatever was not in it yet is simply done there; new rows come behind the old ones.
  there.time.at = moment('06-30');
  await there.engine.send([command(tasks.at(-1) ?? '', officerOf('u00060'), 'report.submit', { key: 'there' })]);
  await there.waves.settle(there.time.at);
  await new TrailStore(there.database).append([{ kind: 'sign-out', actor: 'an', subject: 'an' }]);
  expect(await wrong(there)).toEqual([]);
});

test('what is not empty, of another version or of another kind is refused, and left as it was', async () => {
  await lived(2);
  const manifest = await made();
  await expect(restored('production')).rejects.toMatchObject({ reason: 'other-mode', what: 'sandbox' });
  await elsewhere.pool.query(`insert into unit (plan, code, body) values ('x', 'y', '{}')`);
  await expect(restored()).rejects.toMatchObject({ reason: 'not-empty', what: 'unit' });
  await elsewhere.pool.query(`delete from unit`);
  await elsewhere.pool.query(`insert into migration (timestamp, name) values (1, 'Later')`);
  await expect(restored()).rejects.toMatchObject({ reason: 'other-migrations' });
  await elsewhere.pool.query(`delete from migration where name = 'Later'`);
  const nothing = Object.fromEntries(manifest.tables.map(({ table }) => [table, 0]));
  expect(await countsIn(elsewhere, manifest)).toEqual(nothing);
  expect(await restored()).toEqual(manifest);
});

test('a file that is cut off, changed or something else is found out, and nothing of it stays', async () => {
  await lived(2);
  const manifest = await made();
  const whole = readFileSync(file());
  const changed = gunzipSync(whole);
  changed.write('Nguyền', changed.indexOf('Nguyễn'));
  const others: Readonly<Record<string, Buffer>> = {
    'cut off': whole.subarray(0, whole.length - 20),
    'cut off between two frames': gzipSync(gunzipSync(whole).subarray(0, -5)),
    changed: gzipSync(changed),
    'something else': gzipSync('không phải bản sao lưu'),
    'no gzip': Buffer.from('không phải bản sao lưu'),
  };
  for (const [what, bytes] of Object.entries(others)) {
    writeFileSync(file(), bytes);
    await expect(checkBackup(file()).then(() => what)).rejects.toMatchObject({ reason: 'broken' });
    await expect(restored().then(() => what)).rejects.toMatchObject({ reason: 'broken' });
  }
  const nothing = Object.fromEntries(manifest.tables.map(({ table }) => [table, 0]));
  expect(await countsIn(elsewhere, manifest)).toEqual(nothing);
});
