import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GENESIS, link } from '../../src/core/chain.js';
import type { Entry } from '../../src/core/instance.js';
import { makeKey, privateKeyOf, readAnchor, type Anchor } from '../../src/audit/anchor.rules.js';
import { AnchorStore } from '../../src/audit/anchor.store.js';
import { ChainsReader } from '../../src/audit/chains.reader.js';
import { Sealer } from '../../src/audit/sealer.js';
import { verifyAudit, type Kept } from '../../src/audit/verify-audit.js';
import { sealPersonal, trailLink, type ChainedEntry } from '../../src/people/trail.js';
import { TrailStore } from '../../src/people/trail.store.js';
import { command, issueRound, moment, officerOf } from '../support/make.js';
import { useHouse } from '../support/house.js';

// What the owner of the database does in some of these tests is found out by `verify` of the engine as well.
const living = useHouse({}, [
  'hash chains are whole',
  'histories replay to the stored snapshots',
  'every accepted letter is one history row',
  'sequences have no gap',
  'words are those that were sent',
  "parents' counts equal their children",
  'every taken letter has one outcome',
  'the columns of an instance say what its history says',
  'nothing belongs to an instance that is not there',
  'timers are exactly the pending delays',
  'every opening has exactly its children',
  'errands are exactly what histories asked for',
  'letters between instances are exactly what they caused',
  'the outbox holds exactly the notices',
  'links are exactly what was asked for',
]);

const made = makeKey();
let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'dung-han-anchors-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const DAY = 86_400_000;
let now = Date.parse('2026-03-01T08:00:00+07:00');
const sealer = (): Sealer => {
  const key = privateKeyOf(made.key);
  if (!key) throw new Error('no key');
  return new Sealer(new AnchorStore(living().house.database), { key, dir }, () => now);
};
const trail = (): TrailStore => new TrailStore(living().house.database);
const found = async (kept?: Kept): Promise<string[]> =>
  (await verifyAudit(new ChainsReader(living().house.database), kept)).checks.flatMap(({ ok, name, problems }) =>
    ok ? [] : [`${name}: ${problems.join('; ')}`],
  );
const filed = (): Anchor[] =>
  readdirSync(dir)
    .sort()
    .map((file) => {
      const anchor = readAnchor(readFileSync(join(dir, file), 'utf8'));
      if (!anchor) throw new Error(`${file} is none`);
      return anchor;
    });
const kept = (anchor: Anchor | undefined): Kept => {
  if (!anchor) throw new Error('no anchor');
  return { anchor, publicKey: made.publicKey };
};

/** Three units, one of which has reported; and somebody has signed in. */
async function lived(): Promise<string[]> {
  const { house } = living();
  const tasks = await issueRound(house, 3);
  house.time.at = moment('06-01');
  await house.engine.send([command(tasks[0] ?? '', officerOf('u00001'), 'report.submit', { body: 'đã gửi' })]);
  await trail().append([{ kind: 'sign-in', actor: 'an', subject: 'an', personal: { address: '192.0.2.1' } }]);
  return tasks;
}

test('a day has one seal, whoever asks and however often; it leaves the database as a file, signed', async () => {
  await lived();
  await Promise.all([sealer().daily(), sealer().daily(), sealer().daily()]);
  await sealer().daily();
  expect(readdirSync(dir)).toEqual(['anchor-000001-2026-03-01.json']);
  now += DAY;
  await sealer().daily();
  const anchors = filed();
  expect(anchors.map(({ sealed }) => [sealed.anchor, sealed.day, sealed.chains])).toEqual([
    [1, '2026-03-01', 7],
    [2, '2026-03-02', 7],
  ]);
  expect(await found()).toEqual([]);
  for (const anchor of anchors) expect(await found(kept(anchor))).toEqual([]);
  // Another key, or another word in it, and it is nobody's.
  const [anchor] = anchors;
  expect(await found({ ...kept(anchor), publicKey: makeKey().publicKey })).toEqual([
    expect.stringContaining('it was not signed with this key'),
  ]);
});

test('what goes on after a seal does not disturb it', async () => {
  const { house } = living();
  const tasks = await lived();
  const before = await sealer().anchor();
  await house.engine.send([command(tasks[1] ?? '', officerOf('u00002'), 'report.submit')]);
  await trail().append([{ kind: 'sign-out', actor: 'an', subject: 'an' }]);
  await house.waves.settle(house.time.at);
  const after = await sealer().anchor();
  expect(after.sealed.root).not.toBe(before.sealed.root);
  expect(after.sealed.trail.seq).toBe(before.sealed.trail.seq + 1);
  for (const anchor of [before, after]) expect(await found(kept(anchor))).toEqual([]);
});

test('whoever rewrites an entry of the trail without its chain is found without any seal', async () => {
  const { rows } = living();
  await lived();
  await trail().append([{ kind: 'sign-out', actor: 'an', subject: 'an' }]);
  await rows('alter table audit_entry disable trigger user');
  await rows(`update audit_entry set actor = 'ba' where seq = 1`);
  expect(await found()).toEqual(['the trail is whole: entry 1: its hash']);
  await rows(`update audit_entry set actor = 'an', body = '{"address": "192.0.2.2"}' where seq = 1`);
  expect(await found()).toEqual(['the trail is whole: entry 1: its body']);
  await rows(`delete from audit_entry where seq = 1`);
  expect((await found())[0]).toContain('entry 2 follows 0');
});

test('an erased body leaves the trail whole', async () => {
  const { rows } = living();
  await lived();
  const anchor = await sealer().anchor();
  await rows('update audit_entry set salt = null, body = null');
  expect(await found(kept(anchor))).toEqual([]);
});

/** As the owner of the database would: every hash after the change is worked out anew. */
async function rechained(key: string, change: (entry: Entry) => Entry): Promise<void> {
  const { rows } = living();
  const history = await rows<Entry & { id: string; effectiveAt: number | null; bodyDigest: string | null }>(
    `select h.instance_id as id, i.key as instance, h.seq, h.kind, h.key, h.at::float8 as at, h.effective_at::float8 as "effectiveAt", h.actor,
       h.event, h.body_digest as "bodyDigest", h.tags, h.due::float8 as due, h.unit, h.stage, h.hash
     from history h join instance i on i.id = h.instance_id where i.key = $1 order by h.seq`,
    [key],
  );
  let head = GENESIS;
  for (const { id, hash: _, effectiveAt, bodyDigest, ...row } of history) {
    const entry = { ...row, ...(effectiveAt !== null && { effectiveAt }), ...(bodyDigest !== null && { bodyDigest }) };
    const { hash: __, ...changed } = change({ ...entry, hash: '' });
    head = link(head, changed);
    await rows('update history set actor = $3, hash = $4 where instance_id = $1 and seq = $2', [
      id,
      row.seq,
      changed.actor,
      head,
    ]);
  }
  await rows('update instance set head = $2 where key = $1', [key, head]);
}

test('history rewritten by the database’s owner, with the whole chain anew, is found out by the anchor that was kept', async () => {
  const { rows } = living();
  const [task = ''] = await lived();
  const anchor = await sealer().anchor();
  const ours = kept(filed()[0]);
  expect(ours.anchor).toEqual(anchor);
  await rechained(task, (entry) =>
    entry.actor.kind === 'person' ? { ...entry, actor: { ...entry.actor, id: 'somebody-else' } } : entry,
  );
  // The chains themselves are whole: only what was noted at the seal is not so any more.
  const [noted, missed] = await found(ours);
  expect(noted).toContain(`what anchors sealed is still so: ${task}#1 is not what anchor 1 sealed`);
  expect(missed).toContain(`is not what was sealed: ${task}#1`);
  // Whoever also rewrites that, and the anchor in the database, still has not what was kept elsewhere.
  await rows(
    `update audit_sealed s set hash = h.hash from instance i join history h on h.instance_id = i.id where i.key = s.key and h.seq = s.seq`,
  );
  await rows('delete from audit_anchor');
  expect(await found()).toEqual([]);
  expect(await found(ours)).toEqual([
    expect.stringMatching(/^anchor 1 of .* is contained: branch [0-9a-f]{2} is not what was sealed/),
  ]);
});

test('so is an instance that is gone, and a trail that was begun anew', async () => {
  const { rows } = living();
  const [, task = ''] = await lived();
  const ours = kept(await sealer().anchor());
  const [entry] = await rows<ChainedEntry>(
    `select seq::float8 as seq, at::float8 as at, work_at::float8 as "workAt", kind, actor, on_behalf_of as "onBehalfOf", plan, subject,
       correlation, before, after from audit_entry`,
  );
  if (!entry) throw new Error('there is an entry');
  const seal = sealPersonal({ address: '192.0.2.99' });
  const other = { ...entry, actor: 'ba', bodyDigest: seal.bodyDigest };
  const hash = trailLink(GENESIS, other);
  await rows('alter table audit_entry disable trigger user');
  await rows(
    `update audit_entry set actor = 'ba', body_digest = $1, salt = $2, body = '{"address": "192.0.2.99"}', hash = $3`,
    [seal.bodyDigest, seal.salt, hash],
  );
  await rows('update audit_head set hash = $1', [hash]);
  await rows('delete from history h using instance i where i.id = h.instance_id and i.key = $1', [task]);
  await rows('delete from instance where key = $1', [task]);
  await rows('delete from audit_sealed where key = $1', [task]);
  await rows('delete from audit_anchor');
  expect(await found()).toEqual([]);
  const [problems = ''] = await found(ours);
  expect(problems).toContain('the trail up to entry 1 is not what was sealed');
  expect(problems).toContain('7 instances were sealed, there are 6');
});

test('an anchor that was left in the database is sent out with the next', async () => {
  await lived();
  const key = privateKeyOf(made.key);
  if (!key) throw new Error('no key');
  const store = new AnchorStore(living().house.database);
  await new Sealer(store, { key }, () => now).anchor();
  expect(readdirSync(dir)).toEqual([]);
  await new Sealer(store, { key, dir: join(dir, 'file', 'below') }, () => now).anchor();
  expect(readdirSync(join(dir, 'file', 'below'))).toHaveLength(2);
});
