import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { assemble, type PlanSource } from '../../src/core/plan/assemble.js';
import { planSchema } from '../../src/core/plan/schema.js';
import type { Bell, Recorder } from '../../src/engine/ports.js';
import { activatePlan, birthsOf } from '../../src/plans/activate-plan.js';
import { storePinned } from '../../src/plans/plan.store.js';
import { build, checkout, run } from '../support/app.js';
import { useHouse } from '../support/house.js';
import { calendar, command, issueRound, makeHouse, moment, officerOf, smallPlan, system } from '../support/make.js';

/** Ways in which queues, clocks and statechart libraries have let others down, and the test that says how it is here. */
const pitfalls: readonly (readonly [pitfall: string, spec: string, title: string])[] = [
  // --- statecharts
  [
    'a live actor’s long timers fire at once',
    'src/core/xstate-pitfalls.spec.ts',
    'a wait of thirty days, or of two years, does not fire at once (timers of Node overflow after 24.8 days)',
  ],
  [
    'a restored snapshot never arms its delays again',
    'src/core/xstate-pitfalls.spec.ts',
    'a restored instance still has its delays (statelyai/xstate#5331)',
  ],
  [
    'a snapshot carries neither a version nor its machine',
    'src/core/xstate-pitfalls.spec.ts',
    'a snapshot knows neither its machine nor a version: the instance pins both by hash',
  ],
  [
    'a process goes on without the definition of what runs',
    'test/faults/pitfalls.spec.ts',
    'a process that finds a running instance whose definition is missing refuses to start',
  ],
  [
    'a throw in the first step is swallowed',
    'src/core/xstate-pitfalls.spec.ts',
    'is thrown where an instance begins: XState swallows what happens there',
  ],
  ['a final state still arms delays', 'src/core/xstate-pitfalls.spec.ts', 'the delays of a final state are dropped'],
  [
    'events that a chart raises carry no moment',
    'src/core/xstate-pitfalls.spec.ts',
    'events that the chart raises itself carry no moment: the verdict reads the one of the letter',
  ],
  [
    'an exploration has no limit of its own',
    'src/core/definition/lint/explore.spec.ts',
    'a chart of very many states is tried so far and no further',
  ],
  [
    'counters in the context make the space of states explode',
    'src/core/definition/lint/explore.spec.ts',
    'what a context counts makes no new place: a round that may be gone a hundred thousand times is tried as one',
  ],
  [
    'an exploration fires events that cannot happen',
    'src/core/definition/lint/explore.spec.ts',
    'what nobody sends is not tried: of the events of a statechart itself, only delays that are pending',
  ],
  [
    'a map of children makes a parent’s context grow quadratically',
    'test/engine/storm.int.spec.ts',
    '10,000 children finishing at once are folded into the parent, a thousand letters at a time, and its snapshot does not grow',
  ],
  // --- deadlines and downtime
  [
    'an overdue timer never fires after downtime',
    'test/faults/races.fault.spec.ts',
    'a worker that was down across every deadline writes the same history as a punctual one',
  ],
  [
    'a slow worker makes late work look timely',
    'test/engine/send.int.spec.ts',
    'a submission one millisecond late is late even when no worker was awake at the deadline',
  ],
  [
    'more than one overdue notice',
    'src/core/timeliness.spec.ts',
    'each is told once: reminders, one overdue notice, escalations by level',
  ],
  [
    'two workers give more than one overdue notice',
    'test/faults/races.fault.spec.ts',
    'two workers race for every timer of an instance: each fires once, at its own moment',
  ],
  [
    'a reminder’s failure fails the task',
    'test/faults/races.fault.spec.ts',
    'does not disturb the task, is tried a few times, and ends among the dead letters',
  ],
  [
    'claiming timers first deadlocks with commands',
    'test/engine/storm.int.spec.ts',
    '400 commands against two overlapping storms: no deadlock, no gap, no timer left behind',
  ],
  // --- queues
  [
    'delayed jobs stop until another one arrives',
    'test/jobs/bell.int.spec.ts',
    'that is deaf, while jobs wait, is noticed and replaced',
  ],
  [
    'a scheduler of the queue stops silently',
    'test/faults/pitfalls.spec.ts',
    'nothing depends on a scheduler of the queue',
  ],
  [
    'what the queue lost is lost',
    'test/faults/races.fault.spec.ts',
    'changes nothing: the next sweep of any worker finds what was committed',
  ],
  [
    'a job that comes twice does its work twice',
    'test/faults/races.fault.spec.ts',
    'a job delivered twice, to two workers at once: exactly one history row for each timer',
  ],
  [
    'jobs enqueued before the commit find no rows',
    'test/faults/pitfalls.spec.ts',
    'the bell rings after the commit: whoever hears it finds the rows, and what is rolled back rings nobody',
  ],
  [
    'a score of the queue is exact only until 2039',
    'test/jobs/bell.int.spec.ts',
    'only the near horizon is loaded; what is due already is rung at once',
  ],
  [
    'an experimental relay is taken for an outbox',
    'test/faults/pitfalls.spec.ts',
    'the outbox is a table of ours, no feature of the queue',
  ],
  ['jobs that are done pile up', 'test/jobs/bell.int.spec.ts', 'a done job is forgotten, and so is a failed one'],
  [
    'ids with a colon, or integers',
    'test/jobs/bell.int.spec.ts',
    'a job is its name and carries no facts; its id is neither an integer nor has a colon',
  ],
  // --- connections
  [
    'a second connection is awaited inside a transaction',
    'test/faults/races.fault.spec.ts',
    '20 commands at once, waves, openings and deliveries: everything is done, nobody waits for ever',
  ],
  [
    'a pipelined commit behind a failed statement is a silent rollback',
    'test/faults/races.fault.spec.ts',
    'a full disk sets no errand aside and loses no letter: all goes on when there is room again',
  ],
  [
    'a connection that breaks while it is in use ends the process',
    'test/faults/races.fault.spec.ts',
    'wherever it breaks, a storm of deadlines is played once',
  ],
  // --- calendars
  [
    'a schedule that is edited and filled up invents occurrences',
    'test/faults/pitfalls.spec.ts',
    'a schedule that is edited opens nothing for the time before',
  ],
  [
    'a missing zone means the server’s',
    'test/faults/pitfalls.spec.ts',
    'wherever the server believes to be, dates and histories are Vietnam’s',
  ],
  [
    'one working day is taken for 24 working hours',
    'src/core/calendar/working-time.spec.ts',
    '5 working days after Friday 25/4/2025 pass the worked Saturday and the days off: Tuesday 06/5',
  ],
  ['a Chinese calendar for Tết 2027', 'src/core/calendar/calendar.spec.ts', 'Tết falls on %s'],
  ['a lunar table that is wrong for years', 'src/core/calendar/calendar.spec.ts', 'Giỗ Tổ falls on %s'],
  // --- what ships
  [
    'the description of the API has empty schemas',
    'test/http/openapi.e2e.spec.ts',
    'no schema is empty, and every reference leads somewhere',
  ],
  [
    'a package of ES modules only breaks the tests',
    'test/house.spec.ts',
    'each package that exists as ES modules only is compiled for Jest',
  ],
  ['a module that cannot be tested', 'test/faults/pitfalls.spec.ts', 'no source asks where its own file is'],
  [
    'an orphaned server keeps the next start from starting',
    'test/start/start.e2e.spec.ts',
    'after kill -9 the next start goes on with the server that was left behind, and nothing is lost',
  ],
];

test.each(pitfalls)('%s: there is a test', (_, spec, title) => {
  const text = readFileSync(join(checkout, spec), 'utf8');
  const told = ["'", '"', '`'].map((quote) => `(${quote}${title}${quote}`);
  expect(told.filter((one) => text.includes(one))).toHaveLength(1);
});

const sources = (folder: string): (readonly [file: string, text: string])[] =>
  readdirSync(join(checkout, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => [join(folder, file), readFileSync(join(checkout, folder, file), 'utf8')]);
const filesWith = (pattern: RegExp): string[] =>
  sources('src').flatMap(([file, text]) => (pattern.test(text) ? [file] : []));

test('nothing depends on a scheduler of the queue', () => {
  expect(filesWith(/JobScheduler|\brepeat:/)).toEqual([]);
});

test('the outbox is a table of ours, no feature of the queue', () => {
  expect(filesWith(/\bRelay\b/)).toEqual([]);
});

test('no source asks where its own file is', () => {
  expect(filesWith(/import\.meta/)).toEqual([]);
});

test('wherever the server believes to be, dates and histories are Vietnam’s', async () => {
  build();
  const said = await Promise.all(
    ['Asia/Ho_Chi_Minh', 'America/New_York', 'Pacific/Kiritimati'].map(async (TZ) => {
      const half = ['--from', '2023-01-01', '--to', '2023-06-30'];
      const tell = (...args: string[]) =>
        run(['scripts/dung-han.mjs', 'plan', ...args, ...half, '--json'], { env: { TZ } });
      const told = [
        tell('preview', 'workflows/plans/19-kh-bcd'),
        tell('rehearse', 'workflows/plans/19-kh-bcd', '--seed', '7', '--in-memory'),
      ];
      expect(await Promise.all(told.map(({ ended }) => ended))).toEqual(Array(2).fill({ code: 0, signal: null }));
      return told.map((one) => one.output());
    }),
  );
  expect(said[0]?.join('')).toContain('+07:00');
  expect(said[1]).toEqual(said[0]);
  expect(said[2]).toEqual(said[0]);
});

describe('a schedule', () => {
  const living = useHouse();

  /** The round opens each quarter instead of once a year. */
  const edited = (): PlanSource => {
    const source = smallPlan(1);
    const obligations = source.plan.obligations.map((one) =>
      one.id === 'R0' ? { ...one, schedule: { every: 'quarter', opens: 'period.start' } } : one,
    );
    return { ...source, plan: planSchema.parse({ ...source.plan, obligations }) };
  };

  test('a schedule that is edited opens nothing for the time before', async () => {
    const { house, rows } = living();
    await activatePlan(house, smallPlan(1), { calendar, at: house.time.at, actor: system });
    house.time.at = moment('08-20');
    await house.waves.settle(house.time.at);
    const source = edited();
    const { definitions, series } = assemble(source);
    const changed = series.filter(({ obligation }) => obligation === 'R0');
    await house.transactions.run(async (sql) => {
      await storePinned(sql, definitions, calendar);
      const keyOf = (plan: string, obligation: string) => `${plan}/${obligation}@v2`;
      const births = birthsOf(source, changed, { calendar, at: house.time.at, actor: system, keyOf });
      return { value: await house.engine.begin(sql, births) };
    });
    const opened = async () =>
      (await rows<{ key: string }>(`select key from instance where parent = 'small/R0@v2' order by key`)).map(
        ({ key }) => key,
      );
    await house.waves.settle(house.time.at);
    expect(await opened()).toEqual([]);
    house.time.at = moment('12-31');
    await house.waves.settle(house.time.at);
    expect(await opened()).toEqual(['small/R0/2023-Q4']);
  });
});

describe('after the commit', () => {
  const living = useHouse();

  test('the bell rings after the commit: whoever hears it finds the rows, and what is rolled back rings nobody', async () => {
    const { house, db } = living();
    const [first = '', second = ''] = await issueRound(house, 2);
    const found: number[] = [];
    // Whoever hears it looks from a connection of his own.
    const ear = new pg.Client({ connectionString: db.url });
    await ear.connect();
    const bell: Bell = {
      ring: async ({ mail, outbox }) => {
        if (!mail && !outbox) return;
        const { rows } = await ear.query<{ n: number }>(
          `select count(*)::int as n from history where event->>'type' = 'report.submit'`,
        );
        found.push(rows[0]?.n ?? 0);
      },
    };
    const refuse: Recorder = {
      events: ['report.submit'],
      record: (_, [one]) => (one?.entry.instance === second ? Promise.reject(new Error('no')) : Promise.resolve()),
    };
    const ringing = await makeHouse(db, { clock: house.clock, bell, recorders: [refuse] });
    try {
      house.time.at = moment('06-01');
      await ringing.engine.send([command(first, officerOf('u00001'), 'report.submit')]);
      expect(found).toEqual([1]);
      await expect(ringing.engine.send([command(second, officerOf('u00002'), 'report.submit')])).rejects.toThrow('no');
      expect(found).toEqual([1]);
    } finally {
      await ringing.close();
      await ear.end();
    }
    await house.waves.settle(house.time.at);
  });
});

describe('a definition that is lost', () => {
  const living = useHouse({}, ['histories replay to the stored snapshots', 'links are exactly what was asked for']);

  test('a process that finds a running instance whose definition is missing refuses to start', async () => {
    const { house, db, rows } = living();
    build();
    await issueRound(house, 1);
    await rows(`insert into database_mode (mode, now) values ('sandbox', $1)`, [house.time.at]);
    const kept = await rows<{ hash: string }>(`delete from definition returning hash`);
    expect(kept.length).toBeGreaterThan(0);
    const env = { DATABASE_URL: db.url, PORT: '0' };
    for (const ROLE of ['api', 'worker']) {
      const process = run(['dist/main.js'], { env: { ...env, ROLE } });
      expect(await process.ended).toEqual({ code: 69, signal: null });
      expect(process.output()).toMatch(/^\d+ [^{\n]+ \/ \d+ running definition\(s\) are not stored.*\.\n$/);
    }
  });
});
