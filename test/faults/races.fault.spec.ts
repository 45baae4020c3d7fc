import { Deliver, DELIVER } from '../../src/engine/deliver.js';
import { BELL } from '../../src/engine/jobs/bell.js';
import { Ear } from '../../src/engine/jobs/ear.js';
import { processors } from '../../src/engine/jobs/processors.js';
import { Turnstile } from '../../src/engine/jobs/turnstile.js';
import type { Bell, Channel, Message } from '../../src/engine/ports.js';
import { Jobs } from '../../src/platform/jobs.js';
import { startCommitLine, type Break, type CommitLine } from '../support/commit-line.js';
import { count } from '../support/count.js';
import { gate } from '../support/happened.js';
import { told, useHouse, useOthers } from '../support/house.js';
import { command, issueRound, makeHouse, moment, office, officerOf, type TestHouse } from '../support/make.js';
import { createDatabase } from '../support/postgres.js';
import { until } from '../support/until.js';

const unitOf = (key: string): string => key.split('/').at(-1) ?? '';
const submit = (key: string, nth = 1) =>
  command(key, officerOf(unitOf(key)), 'report.submit', { key: `submit-${nth}-${unitOf(key)}` });

const TWICE = `select instance_id, key from history where kind = 'timer' group by 1, 2 having count(*) > 1`;
const FIRED = `select count(*)::int as n from history where kind = 'timer' and event->>'type' like 'xstate.after.end.%'`;

describe('several workers', () => {
  const living = useHouse();
  const other = useOthers(living);

  test('a job delivered twice, to two workers at once: exactly one history row for each timer', async () => {
    const { house, db, rows } = living();
    await issueRound(house, 25);
    const second = await other();
    const jobs = new Jobs({ ...db.settings, redisUrl: undefined, queuePrefix: 'twice' });
    const queue = jobs.queue(BELL);
    let heard = 0;
    const nothing = () => undefined;
    const meters = { heard: () => void (heard += 1), restarted: nothing };
    // Whoever hears first waits for the other: a job lies with both of them when they begin to look.
    const arrived = new Set<number>();
    const both = gate();
    const ears = [house, second].map(({ waves }, who) => {
      const look = async (): Promise<void> => {
        arrived.add(who);
        if (arrived.size === 2) both.open();
        await both.passed;
        await waves.run(house.time.at);
      };
      const looks = { waves: new Turnstile(look), outbox: new Turnstile(() => Promise.resolve()) };
      return new Ear({
        jobs,
        processors: processors(looks),
        waiting: () => Promise.resolve(0),
        log: { warn: nothing },
        meters,
      });
    });
    try {
      for (const ear of ears)
        await until('an ear to open', () =>
          ear.tend().then(
            () => true,
            () => false,
          ),
        );
      house.time.at = moment('07-03');
      // More than one worker takes at a time.
      const twins = Array.from({ length: 20 }, (_, i) => ({
        name: 'wake',
        data: undefined,
        opts: { jobId: `twin-${i}` },
      }));
      await queue.addBulk(twins);
      await until('both workers to have heard all of it', () => heard >= twins.length);
      expect(arrived.size).toBe(2);
      await house.waves.settle(house.time.at);
    } finally {
      for (const ear of ears) await ear.stop();
      await jobs.close(queue);
    }
    expect(await rows(TWICE)).toEqual([]);
    // 25 reports, the round's own deadline.
    expect(await rows(FIRED)).toEqual([{ n: 26 }]);
  });

  test('two workers race for every timer of an instance: each fires once, at its own moment', async () => {
    const { house, rows, history } = living();
    const [key = ''] = await issueRound(house, 1);
    const racers = [house, await other(), await other({ page: 1 })];
    const [{ id = 0 } = {}] = await rows<{ id: number }>(`select id::float8 as id from instance where key = $1`, [key]);
    let races = 0;
    for (let next = await house.waves.next(moment('07-31')); next; next = await house.waves.next(moment('07-31'))) {
      const { at } = next;
      house.time.at = at;
      // Each race is run to its end before the next moment comes.
      await Promise.all(racers.flatMap(({ waves, engine }) => [waves.run(at), engine.catchUp([id]), waves.settle(at)]));
      races += 1;
    }
    expect(races).toBeGreaterThanOrEqual(5);
    expect(await rows(TWICE)).toEqual([]);
    expect((await history(key)).map((type) => type.replace(/^xstate\.after\.|\.duty\..*$/g, ''))).toEqual([
      'xstate.init',
      'r-t3',
      'soon',
      'end',
      'announce',
      'e-1',
      'e-2',
    ]);
    expect(
      await rows(
        `select template, level, count(*)::int as n from outbox where seat <> 'chair' group by 1, 2 order by 1, 2`,
      ),
    ).toEqual(
      expect.arrayContaining([
        { template: 'overdue', level: 0, n: 1 },
        { template: 'reminder', level: 0, n: 1 },
      ]),
    );
  });

  test('an errand that another worker holds is waited for, and not asked for again and again', async () => {
    const { house, db, rows } = living();
    await issueRound(house, 3);
    await house.engine.send([command('small/R0/2023', office, 'round.close')]);
    // The mail of a letter comes before the errand; whoever looks next finds the errand held.
    const holder = await db.pool.connect();
    await holder.query('begin');
    await holder.query('select from errand where not done for update');
    const before = house.transactions.statements;
    expect(await house.waves.run(house.time.at)).toBeLessThan(10);
    expect(house.transactions.statements - before).toBeLessThan(40);
    const settled = house.waves.settle(house.time.at);
    await until('the other worker to wait for the errand', async () => {
      const waiting = await rows(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return waiting.length > 0;
    });
    expect(house.transactions.statements - before).toBeLessThan(80);
    await holder.query('commit');
    holder.release();
    await settled;
    expect(await rows(`select distinct status from instance where obligation = 'R1'`)).toEqual([{ status: 'done' }]);
  });
});

describe('the same half-year', () => {
  const living = useHouse();
  const other = useOthers(living);
  const UNITS = 12;

  /** What people do; `settle` is what the workers do as time goes by. */
  async function halfYear(house: TestHouse, settle: (at: number) => Promise<unknown>): Promise<void> {
    const keys = await issueRound(house, UNITS);
    const acts: readonly (readonly [day: string, act: () => Parameters<TestHouse['engine']['send']>[0]])[] = [
      ['06-01', () => keys.slice(0, 3).map((key) => submit(key))],
      ['06-05', () => [command(keys[0] ?? '', office, 'report.return', { key: 'return', body: { reason: 'thiếu' } })]],
      ['06-15', () => keys.slice(3, 6).map((key) => submit(key))],
      ['06-16', () => keys.slice(6, 9).map((key) => submit(key))],
      ['06-21', () => [submit(keys[0] ?? '', 2)]],
      ['07-20', () => [command('small/R0/2023', office, 'round.close', { key: 'close' })]],
    ];
    for (const [day, act] of acts) {
      const upTo = moment(day);
      await settle(upTo);
      house.time.at = upTo;
      // The salt is given: the digest of the words is part of the history.
      const replies = await house.engine.send(act().map((one) => ({ ...one, salt: 'salt' })));
      expect(replies.map(({ outcome }) => outcome)).not.toContain('refused');
    }
    house.time.at = moment('08-01');
    await house.waves.settle(house.time.at);
  }

  /** Every moment at which anything is due, one after the other. */
  const punctually = (house: TestHouse) => async (upTo: number) => {
    for (let next = await house.waves.next(upTo); next; next = await house.waves.next(upTo)) {
      house.time.at = next.at;
      await house.waves.settle(next.at);
    }
  };
  let punctual: readonly string[] = [];
  beforeAll(async () => {
    const db = await createDatabase();
    const house = await makeHouse(db);
    await halfYear(house, punctually(house));
    punctual = await told(house);
    await house.close();
    await db.drop();
    expect(punctual.length).toBeGreaterThan(5 * UNITS);
  });

  test('a worker that was down across every deadline writes the same history as a punctual one', async () => {
    const { house } = living();
    await halfYear(house, () => Promise.resolve());
    expect(await told(house)).toEqual(punctual);
  });

  test.each([
    [1, 1000],
    [2, 3],
    [7, 1],
  ])('two runners of waves with pages of %i and %i side by side write the same history', async (a, b) => {
    const { house } = living();
    const runners = [await other({ page: a }), await other({ page: b })];
    await halfYear(house, async (upTo) => {
      house.time.at = upTo;
      await Promise.all(runners.flatMap(({ waves }) => [waves.settle(upTo), waves.run(upTo)]));
    });
    expect(await told(house)).toEqual(punctual);
  });
});

describe('a clock set back', () => {
  const living = useHouse();
  const HOUR = 3_600_000;

  test('by an hour: now is the later of the clock and the instance’s last instant', async () => {
    const { house, rows, tags } = living();
    const [first = '', second = ''] = await issueRound(house, 2);
    const passed = moment('06-16', '08:20');
    house.time.at = passed;
    await house.waves.settle(passed);
    expect(await tags(first)).toContain('overdue');
    house.time.at = passed - 9 * HOUR;
    const [inTime, alsoInTime] = await house.engine.send([submit(first), submit(second)]);
    // The deadline has been played and stays in the history; by this clock it still lies ahead, and the stamp is the verdict.
    expect([inTime?.tags, alsoInTime?.tags]).toEqual([
      ['handed-in', 'on-time', 'submitted'],
      ['handed-in', 'on-time', 'submitted'],
    ]);
    expect(inTime?.at).toBeGreaterThan(house.time.at);
    house.time.at = passed - 10 * HOUR;
    const [back] = await house.engine.send([
      command(first, office, 'report.return', { body: { reason: 'thiếu' }, effectiveAt: undefined }),
    ]);
    expect(back?.outcome).toBe('moved');
    await house.waves.settle(house.time.at);
    const backwards = await rows(
      `select i.key, h.seq from history h join instance i on i.id = h.instance_id
       join history b on b.instance_id = h.instance_id and b.seq = h.seq - 1 where h.at < b.at`,
    );
    expect(backwards).toEqual([]);
    house.time.at = passed + HOUR;
    await house.waves.settle(house.time.at);
  });

  test('nothing that was played is played again when the clock comes by for the second time', async () => {
    const { house } = living();
    await issueRound(house, 3);
    const at = moment('06-20');
    house.time.at = at;
    await house.waves.settle(at);
    const once = await told(house);
    for (const back of [HOUR, 30 * 24 * HOUR, 0]) {
      house.time.at = at - back;
      await house.waves.settle(house.time.at);
    }
    expect(await told(house)).toEqual(once);
  });
});

describe('a pool of two connections', () => {
  const living = useHouse({ poolSize: 2 });

  test('20 commands at once, waves, openings and deliveries: everything is done, nobody waits for ever', async () => {
    const { house, rows } = living();
    const keys = await issueRound(house, 20);
    const channel: Channel = {
      name: 'greedy',
      // A channel takes a connection of the same pool, as the inbox does.
      deliver: async () => void (await house.database.query('select 1')),
    };
    const deliver = new Deliver(house.transactions, [channel]);
    house.time.at = moment('06-16', '08:30');
    const replies = await Promise.all([
      ...keys.map((key) => house.engine.send([submit(key)])),
      house.waves.settle(house.time.at).then(() => []),
      house.waves.run(house.time.at).then(() => []),
      deliver.run().then(() => []),
      house.engine.send([command('small/R0/2023', office, 'round.close')]).then(() => []),
      house.waves.settle(house.time.at).then(() => []),
    ]);
    expect(new Set(replies.flat().map(({ outcome }) => outcome))).toEqual(new Set(['moved']));
    await house.waves.settle(house.time.at);
    await deliver.run();
    expect(await rows(`select 1 from outbox where delivered_at is null`)).toEqual([]);
    expect(await rows(`select distinct status from instance where obligation = 'R1'`)).toEqual([{ status: 'done' }]);
  });
});

describe('a reminder whose delivery always fails', () => {
  const living = useHouse();

  test('does not disturb the task, is tried a few times, and ends among the dead letters', async () => {
    const { house, rows, history } = living();
    const [first = '', second = ''] = await issueRound(house, 2);
    const seen: Message[] = [];
    const tried: string[] = [];
    const channel: Channel = {
      name: 'post',
      deliver: (messages) => {
        tried.push(...messages.filter(({ template }) => template === 'reminder').map(({ id }) => id));
        if (messages.some(({ template }) => template === 'reminder'))
          return Promise.reject(new Error('no such address'));
        seen.push(...messages);
        return Promise.resolve();
      },
    };
    const dead: string[] = [];
    const patience = { ...DELIVER, attempts: 3, firstWait: 1, longestWait: 2 };
    const deliver = new Deliver(house.transactions, [channel], (id) => dead.push(id), patience);
    house.time.at = moment('06-14');
    await house.waves.settle(house.time.at);
    expect((await house.engine.send([submit(first)]))[0]?.tags).toContain('on-time');
    const before = await told(house);
    await until('both reminders to be given up', async () => {
      await deliver.run();
      return dead.length === 2;
    });
    // Delivery writes to the outbox and to nothing else.
    expect(await told(house)).toEqual(before);
    expect(await rows(`select template, attempts, error, delivered_at from outbox where dead_at is not null`)).toEqual(
      Array(2).fill({ template: 'reminder', attempts: 3, error: 'post: no such address', delivered_at: null }),
    );
    expect(new Set(tried).size).toBe(2);
    // What comes after it reaches people: the reminder stands in nobody's way.
    house.time.at = moment('06-16', '08:30');
    await house.waves.settle(house.time.at);
    await deliver.run();
    expect(await history(second)).toContain('xstate.after.end.duty.timeliness.pending');
    expect(seen.map(({ template }) => template)).toEqual(expect.arrayContaining(['submitted', 'overdue']));
    expect(await rows(`select 1 from outbox where delivered_at is null and dead_at is null`)).toEqual([]);
  });
});

describe.each<[string, Bell]>([
  ['never rings: the process is killed between commit and ring', { ring: () => new Promise(() => undefined) }],
  ['throws', { ring: () => Promise.reject(new Error('the queue is away')) }],
])('a bell that %s', (what, bell) => {
  const living = useHouse();
  const other = useOthers(living);

  test('changes nothing: the next sweep of any worker finds what was committed', async () => {
    const { house, history, rows } = living();
    const [first = ''] = await issueRound(house, 2);
    const dying = await other({ bell });
    house.time.at = moment('06-01');
    const sent = dying.engine.send([submit(first)]);
    if (what === 'throws') expect((await sent)[0]).toMatchObject({ outcome: 'moved', repeated: false });
    await until('the commit', async () => (await history(first)).includes('report.submit'));
    // A parent's letter and a message wait, and nobody was told.
    expect(await rows(`select 1 from letter where outcome is null`)).toHaveLength(1);
    expect(await rows(`select 1 from outbox where template = 'submitted' and delivered_at is null`)).toHaveLength(1);
    await house.waves.run(house.time.at);
    expect(await rows(`select 1 from letter where outcome is null`)).toEqual([]);
    expect(
      await rows(
        `select snapshot->'context'->'children'->'R1'->'tags' as tags from instance where key = 'small/R0/2023'`,
      ),
    ).toEqual([{ tags: expect.objectContaining({ submitted: 1 }) as unknown }]);
  });
});

describe('an instance whose rows cannot be written', () => {
  const alarms: string[] = [];
  const living = useHouse({ alarm: ({ id }) => alarms.push(id), page: 7 }, [
    'nobody is quarantined and no errand is set aside',
  ]);
  beforeEach(() => void alarms.splice(0));

  const refuse = async (rows: ReturnType<typeof living>['rows'], code: string, only: string): Promise<void> => {
    await rows(`create function refuse() returns trigger language plpgsql as
      $$ begin if new.kind = 'timer' and ${only} then raise exception 'no' using errcode = '${code}'; end if; return new; end $$`);
    await rows(`create trigger refuse before insert on history for each row execute function refuse()`);
  };

  test('is set aside and alarmed, and the storm goes on without it', async () => {
    const { house, rows, tags } = living();
    const [guilty = '', ...rest] = await issueRound(house, 20);
    await refuse(rows, '22P05', `new.instance_id = (select id from instance where key = '${guilty}')`);
    house.time.at = moment('07-03');
    await house.waves.settle(house.time.at);
    expect(alarms).toEqual([guilty]);
    expect(await rows(`select key from instance where status = 'quarantined'`)).toEqual([{ key: guilty }]);
    for (const key of rest) expect(await tags(key)).toEqual(['escalated-2', 'overdue']);
  });

  test.each([
    ['22P05', 100],
    ['21000', 100],
    ['23502', 1],
  ])('is set aside though all of its page are like it (%s, pages of %i)', async (code, page) => {
    const { house, db, rows, tags } = living();
    const units = await issueRound(house, 2);
    // A lifecycle that is broken: whoever runs it cannot be written.
    await refuse(rows, code, `new.instance_id in (select id from instance where obligation = 'R1')`);
    house.time.at = moment('07-03');
    const waves = await makeHouse(db, { clock: house.clock, page, alarm: ({ id }) => alarms.push(id) });
    try {
      await waves.waves.settle(house.time.at);
    } finally {
      await waves.close();
    }
    expect([...alarms].sort()).toEqual(units);
    expect(await rows(`select key from instance where status = 'quarantined' order by key`)).toEqual(
      units.map((key) => ({ key })),
    );
    // The innocent go on.
    await house.engine.send([command('small/R0/2023', office, 'round.close')]);
    await house.waves.settle(house.time.at);
    expect(await tags('small/R4/2023')).toContain('ready');
    expect(await rows(`select 1 from instance where key like 'probe%'`)).toEqual([]);
  });

  test('is nobody, in pages of one, where the database keeps no rows at all', async () => {
    const { house, db, rows } = living();
    await issueRound(house, 3);
    await refuse(rows, '23502', 'true');
    house.time.at = moment('07-03');
    const narrow = await makeHouse(db, { clock: house.clock, page: 1, alarm: ({ id }) => alarms.push(id) });
    try {
      await expect(narrow.waves.settle(house.time.at)).rejects.toMatchObject({ code: '23502' });
    } finally {
      await narrow.close();
    }
    expect(alarms).toEqual([]);
    await rows(`drop trigger refuse on history`);
    await house.waves.settle(house.time.at);
  });

  test.each([
    ['something is wrong with the database', '42501', 'true'],
    ['nobody can be written', '23502', 'true'],
  ])('is not made of everybody where %s', async (_, code, only) => {
    const { house, rows } = living();
    await issueRound(house, 20);
    await refuse(rows, code, only);
    house.time.at = moment('07-03');
    await expect(house.waves.settle(house.time.at)).rejects.toMatchObject({ code });
    expect(alarms).toEqual([]);
    await rows(`drop trigger refuse on history`);
    await house.waves.settle(house.time.at);
    expect(await rows(`select distinct tags from instance where obligation = 'R1'`)).toEqual([
      { tags: ['escalated-2', 'overdue'] },
    ]);
  });
});

describe('an errand while the database keeps no rows', () => {
  const living = useHouse();

  test('is not set aside, and is done when it does again', async () => {
    const { house, rows } = living();
    await issueRound(house, 2);
    house.time.at = moment('06-01');
    await house.engine.send([command('small/R0/2023', office, 'round.close')]);
    await rows(`create function no_letters() returns trigger language plpgsql as
      $$ begin raise exception 'no' using errcode = '23514'; end $$`);
    await rows(`create trigger no_letters before insert on letter execute function no_letters()`);
    await expect(house.waves.settle(house.time.at)).rejects.toMatchObject({ code: '23514' });
    expect(await rows(`select 1 from errand where trouble is not null`)).toEqual([]);
    await rows(`drop trigger no_letters on letter`);
    await house.waves.settle(house.time.at);
    expect(await rows(`select distinct status from instance where obligation = 'R1'`)).toEqual([{ status: 'done' }]);
  });
});

describe('a server that has run out of something', () => {
  const living = useHouse();

  test('a full disk sets no errand aside and loses no letter: all goes on when there is room again', async () => {
    const { house, rows } = living();
    await issueRound(house, 2);
    house.time.at = moment('06-01');
    await house.engine.send([command('small/R0/2023', office, 'round.close')]);
    await rows(`create function full_disk() returns trigger language plpgsql as
      $$ begin raise exception 'no space left on device' using errcode = '53100'; end $$`);
    await rows(`create trigger full_disk before insert on letter execute function full_disk()`);
    await expect(house.waves.settle(house.time.at)).rejects.toMatchObject({ code: '53100' });
    expect(await rows(`select 1 from errand where trouble is not null`)).toEqual([]);
    await rows(`drop trigger full_disk on letter`);
    await house.waves.settle(house.time.at);
    expect(await rows(`select distinct status from instance where obligation = 'R1'`)).toEqual([{ status: 'done' }]);
  });
});

describe('a connection that breaks during the commit', () => {
  const living = useHouse();
  let line: CommitLine | undefined;
  afterEach(() => line?.close());

  test.each<[Break, boolean]>([
    ['after the commit', true],
    ['before the commit', false],
  ])('%s: whoever tries again gets the first answer, and it has happened once', async (where, wasCommitted) => {
    const { house, db, history, rows } = living();
    const [first = ''] = await issueRound(house, 1);
    line = await startCommitLine(db.url);
    const far = await makeHouse({ ...db, settings: { ...db.settings, databaseUrl: line.url } }, { clock: house.clock });
    try {
      house.time.at = moment('06-01');
      const wish = submit(first);
      line.breakNext(where);
      // The door itself tries again with the same key, and so may the client.
      const [reply] = await far.engine.send([wish]);
      expect(line.broken()).toBe(1);
      expect(reply).toMatchObject({ outcome: 'moved', repeated: wasCommitted });
      house.time.at = moment('06-02');
      const [again] = await far.engine.send([wish]);
      expect(again).toEqual({ ...reply, repeated: true });
      expect(await history(first)).toEqual(['xstate.init', 'report.submit']);
    } finally {
      await far.close();
    }
    await house.waves.settle(house.time.at);
    expect(await rows(`select count(*)::int as n from outbox where template = 'submitted'`)).toEqual([{ n: 1 }]);
  });

  test('wherever it breaks, a storm of deadlines is played once', async () => {
    const { house, db, rows } = living();
    await issueRound(house, 40);
    line = await startCommitLine(db.url);
    const far = await makeHouse(
      { ...db, settings: { ...db.settings, databaseUrl: line.url } },
      { clock: house.clock, page: 10 },
    );
    try {
      house.time.at = moment('07-03');
      for (let i = 0; i < count(8, 60); i += 1) {
        line.breakNext(i % 2 === 0 ? 'after the commit' : 'before the commit');
        // As a worker's round: what fails is looked at again by the next.
        await far.waves.settle(house.time.at).catch(() => undefined);
      }
      expect(line.broken()).toBeGreaterThan(4);
    } finally {
      await far.close();
    }
    await house.waves.settle(house.time.at);
    expect(await rows(TWICE)).toEqual([]);
    expect(await rows(FIRED)).toEqual([{ n: 41 }]);
  });
});
