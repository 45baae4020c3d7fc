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
const channel = (refuses: (message: Message) => boolean = () => false): Spy => {
  const calls: string[][] = [];
  const taken: string[] = [];
  return {
    name: 'test',
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

test('a channel that refuses everything is not asked for every message of every page', async () => {
  await post(100);
  const ill = channel(() => true);
  expect(await deliver([ill]).run()).toEqual({ delivered: 0, failed: 100, dead: 0 });
  expect(ill.calls.length).toBeLessThan(30);
  await later();
  const well = channel();
  expect(await deliver([well]).run()).toMatchObject({ delivered: 100 });
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
  await dying;
  expect(await rows()).toMatchObject([{ id: 'm1', done: true, dead: false, attempts: 2 }]);
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

test('of two channels, the one that took a message is asked again with the same id when the other refused', async () => {
  await post(3);
  let isIll = true;
  const [takes, refuses] = [channel(), channel(({ id }) => isIll && id === 'm2')];
  const both = deliver([takes, refuses]);
  expect(await both.run()).toMatchObject({ delivered: 2, failed: 1 });
  isIll = false;
  await later();
  expect(await both.run()).toMatchObject({ delivered: 1, failed: 0 });
  expect(takes.taken).toEqual(['m1', 'm2', 'm3', 'm2']);
});

test('without a channel nothing counts as delivered', async () => {
  await post(2);
  expect(await deliver([]).run()).toEqual({ delivered: 0, failed: 0, dead: 0 });
  expect(await rows()).toMatchObject([{ attempts: 0 }, { attempts: 0 }]);
});
