import type { Recorder } from '../../src/engine/ports.js';
import { command, issueRound, moment, officerOf } from '../support/make.js';
import { useHouse } from '../support/house.js';

const unitOf = (key: string): string => key.split('/').at(-1) ?? '';
const submitAll = (keys: readonly string[]) => keys.map((key) => command(key, officerOf(unitOf(key)), 'report.submit'));

describe('commands and wake-ups at once', () => {
  const living = useHouse();

  test('400 commands against two overlapping storms: no deadlock, no gap, no timer left behind', async () => {
    const { house, rows } = living();
    const keys = await issueRound(house, 400);
    house.time.at = moment('07-03');
    const ids = (
      await rows<{ id: number }>(`select id::float8 as id from instance where obligation = 'R1' order by id`)
    ).map(({ id }) => id);
    const replies = await Promise.all([
      ...submitAll(keys).map((one) => house.engine.send([one])),
      house.engine.catchUp(ids.slice(0, 250)).then(() => []),
      house.engine.catchUp(ids.slice(150).reverse()).then(() => []),
    ]);
    expect(new Set(replies.flat().map(({ outcome }) => outcome))).toEqual(new Set(['moved']));
    expect(await rows(`select distinct tags from instance where obligation = 'R1'`)).toEqual([
      { tags: ['handed-in', 'late', 'submitted'] },
    ]);
    expect(
      await rows(`select 1 from timer t join instance i on i.id = t.instance_id where i.obligation = 'R1'`),
    ).toEqual([]);
    await house.waves.settle(house.time.at);
  });

  test('the number of statements depends neither on instances nor on letters', async () => {
    const { house } = living();
    const keys = await issueRound(house, 60);
    house.time.at = moment('06-01');
    const count = async (n: number, from: number): Promise<number> => {
      const before = house.transactions.statements;
      await house.engine.send(submitAll(keys.slice(from, from + n)).slice(0, n));
      return house.transactions.statements - before;
    };
    // One lane each, so that one transaction takes them all: a single letter, and two groups.
    const one = await count(1, 0);
    const lanes = await count(30, 1);
    expect(lanes).toBe(2 * one);
    const before = house.transactions.statements;
    await house.engine.catchUp([1]);
    const few = house.transactions.statements - before;
    house.time.at = moment('07-03');
    const ids = (await living().rows<{ id: number }>(`select id::float8 as id from instance`)).map(({ id }) => id);
    const start = house.transactions.statements;
    await house.engine.catchUp(ids);
    expect(house.transactions.statements - start).toBe(few + 1);
  });
});

describe('one bad letter among 32', () => {
  const refuse: Recorder = {
    events: ['report.submit'],
    record: (_, recorded) =>
      recorded.some(({ entry }) => entry.event['pages'] === 666)
        ? Promise.reject(new Error('this dossier cannot be stored'))
        : Promise.resolve(),
  };
  const living = useHouse({ recorders: [refuse] });

  test('is refused alone, and the others of the shared transaction are kept', async () => {
    const { house, rows } = living();
    const keys = await issueRound(house, 32);
    house.time.at = moment('06-01');
    const sent = await Promise.allSettled(
      keys.map((key, index) =>
        house.engine.send([
          command(key, officerOf(unitOf(key)), { type: 'report.submit', pages: index === 17 ? 666 : 1 }),
        ]),
      ),
    );
    expect(sent.flatMap((one, index) => (one.status === 'rejected' ? [index] : []))).toEqual([17]);
    expect(await rows(`select count(*)::int as n from instance where 'submitted' = any(tags)`)).toEqual([{ n: 31 }]);
  });
});

describe('a poisoned instance in a storm', () => {
  const alarms: string[] = [];
  const living = useHouse({ alarm: ({ id }) => alarms.push(id) }, [
    'nobody is quarantined and no errand is set aside',
    'histories replay to the stored snapshots',
  ]);

  test('is set aside and alarmed, and the rest goes on', async () => {
    const { house, rows, tags } = living();
    const [poisoned = '', ...rest] = await issueRound(house, 40);
    await rows(`update instance set snapshot = jsonb_set(snapshot, '{value,work}', '"nowhere"') where key = $1`, [
      poisoned,
    ]);
    house.time.at = moment('07-03');
    await house.waves.settle(house.time.at);
    expect(alarms).toEqual([poisoned]);
    expect(await rows(`select key from instance where status = 'quarantined'`)).toEqual([{ key: poisoned }]);
    for (const key of rest) expect(await tags(key)).toEqual(['escalated-2', 'overdue']);
    const [reply] = await house.engine.send([command(poisoned, officerOf(unitOf(poisoned)), 'report.submit')]);
    expect(reply).toMatchObject({ outcome: 'refused', code: 'instance-quarantined' });
  });
});

describe('many children', () => {
  const living = useHouse();

  test('10,000 children finishing at once are folded into the parent, a thousand letters at a time, and its snapshot does not grow', async () => {
    const { house, rows } = living();
    const size = async (): Promise<number> =>
      (await rows<{ n: number }>(`select length(snapshot::text) as n from instance where key = 'small/R0/2023'`))[0]
        ?.n ?? 0;
    const keys = await issueRound(house, 10_000);
    const before = await size();
    house.time.at = moment('06-01');
    // All hand in, in few transactions; what each says to the parent waits in its mailbox.
    for (let from = 0; from < keys.length; from += 1000) {
      const page = submitAll(keys.slice(from, from + 1000));
      await house.transactions.run(async (sql) => {
        const { replies } = await house.engine.sendWithin(sql, page, house.time.at);
        return { value: replies };
      });
    }
    expect(await rows(`select count(*)::int as n from letter where outcome is null`)).toEqual([{ n: 10_000 }]);
    const statements = house.transactions.statements;
    await house.waves.settle(house.time.at);
    expect(house.transactions.statements - statements).toBeLessThan(15 * 10);
    expect(await size()).toBeLessThan(before + 200);
    expect(await rows(`select snapshot->'context'->'children' as c from instance where key = 'small/R0/2023'`)).toEqual(
      [{ c: { R1: { expected: 10_000, opened: true, tags: { submitted: 10_000 } } } }],
    );
  }, 300_000);
});
