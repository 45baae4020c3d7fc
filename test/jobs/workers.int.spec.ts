import { InAppChannel } from '../../src/notifications/in-app.channel.js';
import { InboxStore } from '../../src/notifications/inbox.store.js';
import { MessageReader } from '../../src/notifications/message.reader.js';
import { Sayings } from '../../src/notifications/sayings.js';
import { TemplateReader } from '../../src/notifications/template.reader.js';
import { BELL } from '../../src/engine/jobs/bell.js';
import { Deliver } from '../../src/engine/deliver.js';
import { verify } from '../../src/engine/verify.js';
import { activatePlan } from '../../src/plans/activate-plan.js';
import { Jobs } from '../../src/platform/jobs.js';
import { gate } from '../support/happened.js';
import {
  listening,
  onEachBackend,
  startProcess,
  useProcesses,
  type Process,
  type ProcessSettings,
} from '../support/jobs.js';
import {
  calendar,
  command,
  issueRound,
  moment,
  office,
  officerOf,
  smallPlan,
  system,
  type TestHouse,
} from '../support/make.js';
import { until } from '../support/until.js';

const inApp = ({ transactions, database }: TestHouse): Deliver =>
  new Deliver(transactions, [
    new InAppChannel(new Sayings(new MessageReader(database), new TemplateReader(database)), new InboxStore(database)),
  ]);

const SWEEPING = { sweepSeconds: 0.05 };

onEachBackend((backend, db) => {
  useProcesses();
  const start = (settings: ProcessSettings = {}): Promise<Process> =>
    startProcess(db(), backend(), { deliver: inApp, ...settings });
  const rows = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
    (await db().pool.query(text, values)).rows as Row[];
  const count = async (text: string, values: unknown[] = []): Promise<number> =>
    (await rows<{ n: number }>(`select count(*)::int as n from ${text}`, values))[0]?.n ?? 0;
  const isQuiet = async ({ house, clock }: Process): Promise<boolean> =>
    (await house.waves.next(await clock.now())) === undefined &&
    (await count('outbox where delivered_at is null and dead_at is null')) === 0;
  const quiet = (process: Process, within?: number): Promise<boolean> =>
    until('all that is due to be done', () => isQuiet(process), within);

  beforeEach(async () => {
    const tables =
      'instance, timer, letter, letter_body, history, errand, listens, outbox, inbox_message, definition, calendar, unit, person';
    await db().pool.query(`truncate ${tables} restart identity`);
  });

  test('from a command to a message on the desk, by the bell alone', async () => {
    const worker = await start({ sweepSeconds: 3600 });
    const { house, workers } = worker;
    await listening(worker);
    workers.start();
    await activatePlan(house, smallPlan(3), { calendar, at: house.time.at, actor: system });
    house.time.at = moment('05-10');
    // Nobody but the engine's own letters moves here: what was rung at the beginning is heard now.
    await house.engine.ring({
      instances: [{ timers: [{ key: 'x', at: 0, hop: 0 }] }] as never,
      mail: [],
      errands: [],
      notices: [],
    });
    await until('the round to be there', async () => (await count(`instance where key = 'small/R0/2023'`)) === 1);
    await house.engine.send([command('small/R0/2023', office, { type: 'request.issue', due: '2023-06-15' })]);
    await until('the tasks to be there', async () => (await count(`instance where kind = 'task'`)) === 3);
    await house.engine.send([command('small/R1/2023/u00001', officerOf('u00001'), 'report.submit')]);
    await until('the message to be there', async () => (await count(`inbox_message where unit = 'office'`)) === 1);
    await quiet(worker);
  });

  test('a lost queue costs nothing: timers, mail, openings and messages are found by the rounds', async () => {
    const api = await start();
    await activatePlan(api.house, smallPlan(5), { calendar, at: api.house.time.at, actor: system });
    api.house.time.at = moment('05-10');
    await api.bell.ring({ wakeAt: [api.house.time.at], mail: true, errands: true, outbox: true });
    await api.bell.close();
    await backend().lose();
    const worker = await start({ ...SWEEPING, now: () => api.house.time.at });
    worker.workers.start();
    await quiet(worker);
    expect(await count(`instance where key = 'small/R0/2023'`)).toBe(1);
    await api.house.engine.send([command('small/R0/2023', office, { type: 'request.issue', due: '2023-06-15' })]);
    await until('the tasks to be there', async () => (await count(`instance where kind = 'task'`)) === 5);
    await backend().lose();
    api.house.time.at = moment('06-16');
    await quiet(worker);
    expect(await count(`outbox where template = 'overdue' and delivered_at is not null`)).toBe(5);
  });

  test('a job that is delivered twice, or twenty times, does its work once', async () => {
    const worker = await start({ sweepSeconds: 3600 });
    const { house, jobs, workers } = worker;
    await issueRound(house, 3);
    house.time.at = moment('06-16');
    const queue = jobs.queue(BELL);
    const ids = Array.from({ length: 20 }, (_, n) => `wake-twice-${n}`);
    await queue.addBulk(ids.map((jobId) => ({ name: 'wake', data: undefined, opts: { jobId } })));
    await listening(worker);
    workers.start();
    await worker.heard.times(20);
    expect(
      await count(
        `history h join instance i on i.id = h.instance_id where i.kind = 'task' and h.event->>'type' like 'xstate.after.end.%'`,
      ),
    ).toBe(3);
    expect(await house.waves.next(house.time.at)).toBeUndefined();
    await jobs.close(queue);
  });

  test('a deadline that lies in the near future is loaded when a worker starts, and comes to its moment', async () => {
    const end = moment('06-15', '23:59') + 59_999;
    const isOverdue = () => count(`instance where key = 'small/R1/2023/u00001' and 'overdue' = any(tags)`);
    const early = await start();
    await issueRound(early.house, 1);
    let now = end - 500;
    await early.house.waves.settle(now);
    await early.bell.close();
    // Whatever was rung on the way is gone: only whoever looks ahead can load it now.
    await backend().lose();
    const looking = await start({ mode: 'production', now: () => now });
    const hearing = await start({ mode: 'production', now: () => now });
    // One looks and hears nothing, the other hears and does not look.
    await looking.workers.ear.stop();
    looking.workers.start();
    const queue = looking.jobs.queue(BELL);
    await until('the deadline to be loaded', async () =>
      (await queue.getDelayed()).some(({ id }) => id === `wake-${end}`),
    );
    await looking.jobs.close(queue);
    await looking.stop();
    expect(await isOverdue()).toBe(0);
    now = end;
    await listening(hearing);
    await hearing.heard.first((job) => job === 'wake');
    expect(await isOverdue()).toBe(1);
  });

  test('a worker that was down across deadlines plays them with their own moments', async () => {
    const early = await start();
    const [task = ''] = await issueRound(early.house, 1);
    const worker = await start({ ...SWEEPING, now: () => moment('07-30') });
    worker.workers.start();
    await quiet(worker);
    const lines = await rows<{ day: string }>(
      `select to_char(to_timestamp(h.at / 1000.0) at time zone 'Asia/Ho_Chi_Minh', 'MM-DD HH24:MI') as day
       from history h join instance i on i.id = h.instance_id where i.key = $1 and h.kind = 'timer' and h.event->>'type' not like '%.soon.%' order by h.seq`,
      [task],
    );
    expect(lines.map(({ day }) => day)).toEqual([
      '06-12 08:00',
      '06-15 23:59',
      '06-16 08:00',
      '06-16 08:00',
      '06-20 08:00',
    ]);
  });

  test('commands go on while the queue is away, and its work is done all the same', async () => {
    const worker = await start(SWEEPING);
    const { house, workers } = worker;
    workers.start();
    const tasks = await issueRound(house, 8);
    house.time.at = moment('06-01');
    backend().cut();
    const replies = await Promise.all(
      tasks.map((task, n) =>
        house.engine.send([command(task, officerOf(`u${String(n + 1).padStart(5, '0')}`), 'report.submit')]),
      ),
    );
    expect(replies.flat().map(({ outcome }) => outcome)).toEqual(Array(8).fill('moved'));
    await quiet(worker);
    expect(await count(`inbox_message where unit = 'office' and template = 'submitted'`)).toBe(8);
    backend().mend();
  });

  test('no job is in the queue before the commit, and none after a rollback', async () => {
    const inside = gate();
    const onwards = gate();
    let fails = false;
    const recorder = {
      events: ['report.submit'],
      async record() {
        inside.open();
        await onwards.passed;
        if (fails) throw new Error('refused by the module');
      },
    };
    const { house, bell } = await start({ engine: { recorders: [recorder] } });
    const [first = '', second = ''] = await issueRound(house, 2);
    await bell.flushed();
    expect(await bell.waiting()).toBeGreaterThan(0);
    await backend().lose();
    house.time.at = moment('06-01');
    const sending = house.engine.send([command(first, officerOf('u00001'), 'report.submit')]);
    await inside.passed;
    expect(await bell.waiting()).toBe(0);
    onwards.open();
    await sending;
    await bell.flushed();
    expect(await bell.waiting()).toBeGreaterThan(0);
    await backend().lose();
    fails = true;
    await expect(house.engine.send([command(second, officerOf('u00002'), 'report.submit')])).rejects.toThrow(
      'refused by the module',
    );
    await bell.flushed();
    const jobs = new Jobs(backend().settings());
    const other = jobs.queue(BELL);
    expect(await other.getJobCountByTypes('waiting', 'delayed', 'active')).toBe(0);
    await jobs.close(other);
  });

  test('two workers race for the same deadlines: each unit is told once that it is overdue', async () => {
    const first = await start(SWEEPING);
    const tasks = await issueRound(first.house, 40);
    const second = await start({ ...SWEEPING, now: () => first.house.time.at });
    first.workers.start();
    second.workers.start();
    first.house.time.at = moment('06-20');
    await Promise.all(
      [first, second].map(({ bell, house }) =>
        bell.ring({ wakeAt: [house.time.at], mail: true, errands: true, outbox: true }),
      ),
    );
    await quiet(second);
    const told = await rows<{ unit: string; n: number }>(
      `select unit, count(*)::int as n from inbox_message where template = 'overdue' group by unit`,
    );
    expect(told).toHaveLength(tasks.length);
    expect(told.filter(({ n }) => n !== 1)).toEqual([]);
    expect(await count('outbox')).toBe(await count('inbox_message'));
    expect(await verify(first.house)).toMatchObject({ ok: true });
  });

  test('two connections are enough for twenty commands at once and a worker at work', async () => {
    const worker = await start({ ...SWEEPING, poolSize: 2 });
    const { house, workers } = worker;
    workers.start();
    const tasks = await issueRound(house, 20);
    house.time.at = moment('06-13');
    const unitOf = (task: string): string => task.slice(-6);
    const replies = await Promise.all(
      tasks.map((task) => house.engine.send([command(task, officerOf(unitOf(task)), 'report.submit')])),
    );
    expect(new Set(replies.flat().map(({ outcome }) => outcome))).toEqual(new Set(['moved']));
    await quiet(worker);
    expect(await count(`inbox_message where template = 'submitted'`)).toBe(20);
  });

  test('stopping waits for what is under way, and rings no more', async () => {
    const { house, workers, bell } = await start(SWEEPING);
    workers.start();
    await issueRound(house, 30);
    house.time.at = moment('06-16');
    await bell.ring({ wakeAt: [house.time.at], mail: false, errands: false, outbox: false });
    await workers.stop();
    await bell.close();
    const before = await count('history');
    await bell.ring({ wakeAt: [0], mail: true, errands: true, outbox: true });
    expect(await count('history')).toBe(before);
  });
});
