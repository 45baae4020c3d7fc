import { DataSource } from 'typeorm';
import { DELIVER, Deliver, type DeliverSettings } from '../../src/engine/deliver.js';
import { Transactions } from '../../src/engine/ledger/transaction.js';
import type { Channel, Message } from '../../src/engine/ports.js';
import { databaseOptions } from '../../src/platform/database.js';
import { gate } from '../support/happened.js';
import { useDatabase } from '../support/postgres.js';
import { until } from '../support/until.js';

const db = useDatabase();
let database: DataSource;
let transactions: Transactions;
beforeEach(async () => {
  database = await new DataSource(databaseOptions({ ...db().settings, poolSize: 2 })).initialize();
  transactions = new Transactions(database);
  await db().pool.query('truncate outbox restart identity');
});
afterEach(() => database.destroy());

type Row = { id: string; attempts: number; done: boolean; dead: boolean; waits: number | null; error: string | null };
const rows = async (): Promise<Row[]> =>
  (
    await db().pool.query(
      `select message_id as id, attempts, delivered_at is not null as done, dead_at is not null as dead, error,
         extract(epoch from next_try - now())::float8 as waits from outbox order by outbox.id`,
    )
  ).rows as Row[];
const post = (n: number): Promise<unknown> =>
  db().pool.query(
    `insert into outbox (message_id, instance_id, seq, at, unit, seat, template, level)
     select 'm' || n, 1, n, 0, 'u', 'officer', 'reminder', 0 from generate_series(1, $1::int) n`,
    [n],
  );
/** As if the time until the next try had passed. */
const later = (): Promise<unknown> =>
  db().pool.query(`update outbox set next_try = now() - interval '1 second' where next_try is not null`);

type Spy = Channel & { readonly calls: string[][]; readonly taken: string[] };
const channel = (refuses: (message: Message) => boolean = () => false, name = 'test'): Spy => {
  const calls: string[][] = [];
  const taken: string[] = [];
  return {
    name,
    calls,
    taken,
    deliver(messages) {
      calls.push(messages.map(({ id }) => id));
      if (messages.some(refuses)) return Promise.reject(new Error('refused'));
      taken.push(...messages.map(({ id }) => id));
      return Promise.resolve();
    },
  };
};
const deliver = (
  channels: readonly Channel[],
  settings: Partial<DeliverSettings> = {},
  onDead?: (id: string, error: string) => void,
) => new Deliver(transactions, channels, onDead, { ...DELIVER, ...settings });

test('everything goes out in pages, in the order in which it was written', async () => {
  await post(250);
  const well = channel();
  expect(await deliver([well]).run()).toEqual({ delivered: 250, failed: 0, dead: 0 });
  expect(well.taken).toEqual(Array.from({ length: 250 }, (_, n) => `m${n + 1}`));
  expect(well.calls).toHaveLength(3);
  expect(await deliver([well]).run()).toEqual({ delivered: 0, failed: 0, dead: 0 });
});

test('one message among a hundred whose delivery always fails is found, waits alone, and blocks nobody', async () => {
  await post(100);
  const bad = channel(({ id }) => id === 'm37');
  expect(await deliver([bad]).run()).toEqual({ delivered: 99, failed: 1, dead: 0 });
  expect(bad.calls.length).toBeLessThan(20);
  expect((await rows()).filter(({ done }) => !done)).toMatchObject([
    { id: 'm37', attempts: 1, error: 'test: refused' },
  ]);
});

test('it waits twice as long after each attempt, up to the longest, and is given up after the last', async () => {
  await post(1);
  const dead: string[] = [];
  const bad = deliver([channel(() => true)], { attempts: 5, firstWait: 10_000, longestWait: 60_000 }, (id, error) =>
    dead.push(`${id} ${error}`),
  );
  const waits: number[] = [];
  for (let attempt = 1; attempt < 5; attempt += 1) {
    expect(await bad.run()).toEqual({ delivered: 0, failed: 1, dead: 0 });
    expect(await bad.run()).toEqual({ delivered: 0, failed: 0, dead: 0 });
    waits.push(Math.round(((await rows())[0]?.waits ?? 0) / 10) * 10);
    await later();
  }
  expect(waits).toEqual([10, 20, 40, 60]);
  expect(await bad.run()).toEqual({ delivered: 0, failed: 0, dead: 1 });
  expect(await rows()).toMatchObject([{ attempts: 5, dead: true, waits: null, error: 'test: refused' }]);
  expect(dead).toEqual(['m1 test: refused']);
  await later();
  expect(await bad.run()).toEqual({ delivered: 0, failed: 0, dead: 0 });
});

test('a channel that refuses everything is asked for a few, and the others have not spent an attempt', async () => {
  await post(350);
  const ill = channel(() => true);
  expect(await deliver([ill]).run()).toEqual({ delivered: 0, failed: 12, dead: 0 });
  expect(ill.calls.length).toBeLessThan(30);
  expect((await rows()).filter(({ attempts }) => attempts > 0)).toHaveLength(12);
  await later();
  const well = channel();
  expect(await deliver([well]).run()).toMatchObject({ delivered: 350 });
});

test('bad messages ahead of good ones, and among them, take none of them along', async () => {
  await post(60);
  const bad = new Set([...[1, 2, 3, 4, 5, 6, 7, 8], 20, 21, 40].map((n) => `m${n}`));
  const some = channel(({ id }) => bad.has(id));
  expect(await deliver([some]).run()).toEqual({ delivered: 49, failed: 11, dead: 0 });
  for (let attempt = 2; attempt < 20; attempt += 1) {
    await later();
    await deliver([some]).run();
  }
  await later();
  expect(await deliver([some]).run()).toEqual({ delivered: 0, failed: 0, dead: 11 });
  expect((await rows()).filter(({ dead }) => dead).map(({ id }) => id)).toEqual([...bad]);
  expect(some.taken).toHaveLength(49);
});

test('a channel that is ill for a long time costs no message its attempts but a few', async () => {
  await post(40);
  let isIll = true;
  const patient = channel(() => isIll);
  for (let look = 0; look < 3; look += 1) {
    await deliver([patient], { attempts: 4 }).run();
    await later();
  }
  isIll = false;
  expect(await deliver([patient], { attempts: 4 }).run()).toEqual({ delivered: 40, failed: 0, dead: 0 });
});

test('a channel that is well is asked for everything, and once, while another is ill', async () => {
  await post(250);
  let isIll = true;
  const [well, ill] = [channel(), channel(() => isIll, 'post')];
  const both = deliver([well, ill]);
  expect(await both.run()).toEqual({ delivered: 0, failed: 12, dead: 0 });
  expect(well.taken).toHaveLength(250);
  await later();
  await both.run();
  isIll = false;
  await later();
  expect(await both.run()).toEqual({ delivered: 250, failed: 0, dead: 0 });
  expect(well.taken).toHaveLength(250);
  expect(new Set(ill.taken).size).toBe(250);
});

test('what a channel says of its refusal is kept, whatever it says', async () => {
  await post(1);
  const odd: Channel = { name: 'odd', deliver: () => Promise.reject(new Error(`a\0b${'x'.repeat(991)}😀`)) };
  expect(await deliver([odd]).run()).toEqual({ delivered: 0, failed: 1, dead: 0 });
  expect((await rows())[0]?.error).toMatch(/^odd: abx+/);
});

test('two deliverers at once share the work: each message goes out once', async () => {
  await post(500);
  const [first, second] = [channel(), channel()];
  await Promise.all([deliver([first], { page: 20 }).run(), deliver([second], { page: 20 }).run()]);
  const all = [...first.taken, ...second.taken];
  expect(all).toHaveLength(500);
  expect(new Set(all).size).toBe(500);
});

test('nothing is locked and no connection held while a channel works: two connections are enough for all', async () => {
  await post(40);
  const { passed, open } = gate();
  let inside = 0;
  const slow: Channel = {
    name: 'slow',
    async deliver() {
      inside += 1;
      if (inside === 4) open();
      await passed;
      // A channel of ours writes through the very same pool.
      await database.query('select 1');
    },
  };
  const four = [1, 2, 3, 4].map(() => deliver([slow], { page: 10 }).run());
  expect((await Promise.all(four)).reduce((sum, { delivered }) => sum + delivered, 0)).toBe(40);
});

test('a worker that dies in the middle: after its lease the message goes out again, by the same id', async () => {
  await post(1);
  const { passed, open } = gate();
  const stuck: Channel = { name: 'stuck', deliver: () => passed };
  const dying = deliver([stuck]).run();
  const other = channel();
  const waiting = async (): Promise<number> => (await rows())[0]?.attempts ?? 0;
  await until('the message to be claimed', async () => (await waiting()) > 0);
  expect(await deliver([other]).run()).toEqual({ delivered: 0, failed: 0, dead: 0 });
  await later();
  expect(await deliver([other]).run()).toEqual({ delivered: 1, failed: 0, dead: 0 });
  expect(other.taken).toEqual(['m1']);
  open();
  expect(await dying).toEqual({ delivered: 0, failed: 0, dead: 0 });
  expect(await rows()).toMatchObject([{ id: 'm1', done: true, dead: false, attempts: 2 }]);
});

describe('a worker that is slower than its lease', () => {
  /** One claims a message and is held up in its channel; when its lease has run out another claims the message. */
  const two = async (attempts: number) => {
    await post(1);
    await db().pool.query(`update outbox set attempts = $1::int - 2`, [attempts]);
    const [first, second] = [gate(), gate()];
    const answer = { first: true, second: true };
    const held = (who: 'first' | 'second', { passed }: { passed: Promise<void> }): Channel => ({
      name: 'held',
      async deliver() {
        await passed;
        if (!answer[who]) throw new Error(`the ${who} is refused`);
      },
    });
    const claims = async (n: number): Promise<true> =>
      until('the claim', async () => (await rows())[0]?.attempts === n);
    const slow = deliver([held('first', first)], { attempts }).run();
    await claims(attempts - 1);
    await later();
    const quick = deliver([held('second', second)], { attempts }).run();
    await claims(attempts);
    return { answer, first, second, slow, quick };
  };

  test('does not overwrite the claim of whoever came after it', async () => {
    const { answer, first, second, slow, quick } = await two(5);
    answer.first = false;
    first.open();
    expect(await slow).toEqual({ delivered: 0, failed: 0, dead: 0 });
    const [row] = await rows();
    expect(row).toMatchObject({ attempts: 5, error: null, dead: false, done: false });
    // Still under the second one's lease.
    expect(row?.waits).toBeGreaterThan(20);
    second.open();
    expect(await quick).toEqual({ delivered: 1, failed: 0, dead: 0 });
  });

  test('is believed when it has delivered, and then the other’s refusal comes too late', async () => {
    const { answer, first, second, slow, quick } = await two(5);
    answer.second = false;
    first.open();
    expect(await slow).toEqual({ delivered: 1, failed: 0, dead: 0 });
    second.open();
    expect(await quick).toEqual({ delivered: 0, failed: 0, dead: 0 });
    expect(await rows()).toMatchObject([{ done: true, dead: false, error: null, waits: null }]);
  });

  test('never makes a message both dead and delivered', async () => {
    const { answer, first, second, slow, quick } = await two(5);
    answer.second = false;
    second.open();
    expect(await quick).toEqual({ delivered: 0, failed: 0, dead: 1 });
    first.open();
    expect(await slow).toEqual({ delivered: 0, failed: 0, dead: 0 });
    expect(await rows()).toMatchObject([{ done: false, dead: true, error: 'held: the second is refused' }]);
  });
});

test('a page that takes longer than its lease is still its own: the lease is renewed on the way', async () => {
  await post(64);
  const time = { at: 0 };
  const other = channel();
  const slow = channel(({ id }) => id === 'm33');
  const slowly: Channel = {
    name: 'slow',
    async deliver(messages) {
      // Twenty seconds for each asking, of which there are more than a minute holds.
      time.at += 20_000;
      const before = await db().pool.query(`select min(next_try - now()) > interval '30 seconds' as held from outbox`);
      expect(before.rows).toEqual([{ held: true }]);
      // As time goes by in the database.
      await db().pool.query(`update outbox set next_try = next_try - interval '20 seconds'`);
      expect(await deliver([other]).run()).toEqual({ delivered: 0, failed: 0, dead: 0 });
      await slow.deliver(messages);
    },
  };
  expect(await deliver([slowly], { now: () => time.at }).run()).toEqual({ delivered: 63, failed: 1, dead: 0 });
  expect(time.at).toBeGreaterThan(100_000);
  expect(other.taken).toEqual([]);
});

test('a channel that never answers has refused', async () => {
  await post(1);
  const silent: Channel = { name: 'silent', deliver: () => new Promise(() => undefined) };
  expect(await deliver([silent], { lease: 20 }).run()).toEqual({ delivered: 0, failed: 1, dead: 0 });
  expect(await rows()).toMatchObject([{ error: 'silent: no answer within 10 ms', done: false }]);
});

test('a message that has killed every worker that tried it is given up', async () => {
  await post(1);
  await db().pool.query(`update outbox set attempts = 20, next_try = now() - interval '1 second'`);
  const dead: string[] = [];
  const well = channel();
  expect(await deliver([well], {}, (id, error) => dead.push(`${id}: ${error}`)).run()).toEqual({
    delivered: 0,
    failed: 0,
    dead: 1,
  });
  expect(well.taken).toEqual([]);
  expect(dead).toEqual(['m1: no attempt was ever answered']);
});

test('of two channels, the one that took a message is not asked again because the other refused', async () => {
  await post(3);
  let isIll = true;
  const [takes, refuses] = [channel(), channel(({ id }) => isIll && id === 'm2', 'post')];
  const both = deliver([takes, refuses]);
  expect(await both.run()).toMatchObject({ delivered: 2, failed: 1 });
  isIll = false;
  await later();
  expect(await both.run()).toMatchObject({ delivered: 1, failed: 0 });
  expect(takes.taken).toEqual(['m1', 'm2', 'm3']);
  expect(refuses.taken).toEqual(['m1', 'm3', 'm2']);
});

test('without a channel nothing counts as delivered', async () => {
  await post(2);
  expect(await deliver([]).run()).toEqual({ delivered: 0, failed: 0, dead: 0 });
  expect(await rows()).toMatchObject([{ attempts: 0 }, { attempts: 0 }]);
});
