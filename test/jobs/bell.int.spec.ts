import { setImmediate as turn } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { BELL, HORIZON, QueueBell, type JobName } from '../../src/engine/jobs/bell.js';
import { Ear } from '../../src/engine/jobs/ear.js';
import { Meters } from '../../src/engine/jobs/meters.js';
import type { Ring } from '../../src/engine/ports.js';
import { Jobs, type JobQueue } from '../../src/platform/jobs.js';
import { gate, Happened } from '../support/happened.js';
import { onEachBackend, quiet } from '../support/jobs.js';
import { until } from '../support/until.js';

const SILENT: Ring = { wakeAt: [], mail: false, errands: false, outbox: false };
const EVERYTHING: Ring = { wakeAt: [], mail: true, errands: true, outbox: true };
const systemClock = { mode: 'production', now: () => Promise.resolve(Date.now()) } as const;

onEachBackend((backend) => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  const bellOf = (clock: ConstructorParameters<typeof QueueBell>[0]['clock'] = systemClock) => {
    const jobs = new Jobs(backend().settings());
    const registry = new Registry();
    const meters = new Meters(registry);
    const bell = new QueueBell({ jobs, clock, log: quiet, meters });
    closing.push(() => bell.close());
    return { jobs, bell, meters, registry };
  };
  const queueOf = (jobs: Jobs): JobQueue => {
    const queue = jobs.queue(BELL);
    queue.on('error', () => undefined);
    closing.push(() => jobs.close(queue));
    return queue;
  };
  /** An ear that tells what it hears, and is not done with it before the test says so. */
  const earFor = (
    { jobs, bell, meters }: ReturnType<typeof bellOf>,
    passed: () => Promise<void> = () => Promise.resolve(),
  ) => {
    const heard = new Happened<JobName>();
    const hear = (name: JobName) => () => {
      heard.say(name);
      return passed();
    };
    const processors = {
      wake: hear('wake'),
      mail: hear('mail'),
      opening: hear('opening'),
      deliver: hear('deliver'),
    };
    const ear = new Ear({ jobs, processors, waiting: () => bell.waiting(), log: quiet, meters });
    closing.push(() => ear.stop());
    return { ear, heard };
  };
  const opened = (ear: Ear): Promise<boolean> =>
    until('the ear to open', () =>
      ear.tend().then(
        () => ear.present !== undefined,
        () => false,
      ),
    );
  const earOf = async (...parts: Parameters<typeof earFor>) => {
    const made = earFor(...parts);
    await opened(made.ear);
    return made;
  };

  test('what is rung is heard, by its name', async () => {
    const parts = bellOf();
    const { heard } = await earOf(parts);
    await parts.bell.ring(EVERYTHING);
    expect([...(await heard.times(3))].sort()).toEqual(['deliver', 'mail', 'opening']);
  });

  test('a job is its name and carries no facts; its id is neither an integer nor has a colon', async () => {
    const { bell, jobs } = bellOf();
    const at = Date.now() + 60_000;
    await bell.ring({ ...EVERYTHING, wakeAt: [at] });
    await bell.close();
    const kept = await queueOf(jobs).getJobs(['waiting', 'delayed']);
    expect(kept.map(({ name }) => name).sort()).toEqual(['deliver', 'mail', 'opening', 'wake']);
    expect(kept.filter(({ data }) => data !== undefined && JSON.stringify(data) !== '{}')).toEqual([]);
    for (const { id = '' } of kept) expect(id).toMatch(/^[a-z]+-[0-9a-f-]+$/);
    expect(kept.find(({ name }) => name === 'wake')?.id).toBe(`wake-${at}`);
  });

  test('a thousand rings that nobody hears are one job of each name', async () => {
    const { bell, jobs } = bellOf();
    const queue = queueOf(jobs);
    for (let n = 0; n < 1000; n += 1) {
      await bell.ring(EVERYTHING);
      // Flushes follow each other meanwhile, so that the queue too must know one from another.
      if (n % 100 === 0) await queue.getJobCounts();
    }
    await bell.close();
    expect(await queue.getJobCountByTypes('waiting')).toBe(3);
  });

  test('what is rung while its job is active is heard once more, so that nothing falls between', async () => {
    const parts = bellOf();
    const { passed, open } = gate();
    const { heard } = await earOf(parts, () => passed);
    await parts.bell.ring({ ...SILENT, mail: true });
    await heard.times(1);
    for (let n = 0; n < 5; n += 1) {
      const other = bellOf();
      await other.bell.ring({ ...SILENT, mail: true });
      await other.bell.close();
    }
    open();
    expect(await heard.times(2)).toEqual(['mail', 'mail']);
    const queue = queueOf(parts.jobs);
    const counts = () => queue.getJobCountByTypes('waiting', 'active', 'delayed');
    await until('the queue to be empty', async () => (await counts()) === 0);
    expect(heard.all).toHaveLength(2);
  });

  test('a wake job comes at its instant, and once, whoever rang for it', async () => {
    const from = Date.now();
    const at = from + 400;
    // Both ring at the same moment, however slow the machine; nobody listens before both have rung.
    const clock = { mode: 'production', now: () => Promise.resolve(from) } as const;
    const parts = bellOf(clock);
    const other = bellOf(clock);
    await parts.bell.ring({ ...SILENT, wakeAt: [at, at + 600_000] });
    await parts.bell.flushed();
    await other.bell.ring({ ...SILENT, wakeAt: [at] });
    await other.bell.flushed();
    const { heard } = await earOf(parts);
    await heard.times(1);
    expect(Date.now()).toBeGreaterThanOrEqual(at);
    const queue = queueOf(parts.jobs);
    await until('the one of later to be left', async () => (await queue.getJobCountByTypes('active', 'waiting')) === 0);
    expect(await queue.getJobCountByTypes('delayed')).toBe(1);
    expect(heard.all).toEqual(['wake']);
  });

  test('only the near horizon is loaded; what is due already is rung at once', async () => {
    const { bell, jobs } = bellOf();
    const now = Date.now();
    await bell.ring({ ...SILENT, wakeAt: [now + HORIZON + 60_000, now + HORIZON / 2, now - 1] });
    await bell.close();
    const queue = queueOf(jobs);
    expect((await queue.getDelayed()).map(({ id }) => id)).toEqual([`wake-${now + HORIZON / 2}`]);
    expect(await queue.getJobCountByTypes('waiting')).toBe(1);
  });

  test('the timers of a sandbox do not follow real time: only what is due by its clock is rung', async () => {
    const virtual = Date.UTC(2023, 4, 1);
    const { bell, jobs } = bellOf({ mode: 'sandbox', now: () => Promise.resolve(virtual) });
    await bell.ring({ ...SILENT, wakeAt: [virtual + 1] });
    await bell.ring({ ...SILENT, wakeAt: [virtual + 60_000, virtual] });
    await bell.close();
    const queue = queueOf(jobs);
    expect(await queue.getJobCounts('delayed', 'waiting')).toEqual({ delayed: 0, waiting: 1 });
  });

  test('a done job is forgotten, and so is a failed one', async () => {
    const parts = bellOf();
    const { heard } = await earOf(parts, () =>
      heard.all.length === 1 ? Promise.reject(new Error('once')) : Promise.resolve(),
    );
    const queue = queueOf(parts.jobs);
    await parts.bell.ring({ ...SILENT, outbox: true });
    await heard.times(1);
    await until('the failed one to be gone', async () => (await queue.getJobCountByTypes('active')) === 0);
    await parts.bell.ring({ ...SILENT, outbox: true });
    await heard.times(2);
    const none = async () => Object.values(await queue.getJobCounts()).every((count) => count === 0);
    await until('nothing to be left', none);
    expect(await metric(parts.registry, 'dung_han_jobs_total')).toEqual({ failed: 1, done: 1 });
  });

  describe('when the queue is away', () => {
    test('ringing costs nothing and throws nothing; when it is back, rings are heard again', async () => {
      const parts = bellOf();
      const { heard, ear } = await earOf(parts);
      await parts.bell.ring(EVERYTHING);
      await heard.times(3);
      backend().cut();
      for (let n = 0; n < 100; n += 1) {
        // Whatever waits for the network takes a turn of the event loop at least.
        const first = await Promise.race([parts.bell.ring(EVERYTHING).then(() => 'rung'), turn('waited')]);
        expect(first).toBe('rung');
      }
      await until('a ring to be lost', async () =>
        Object.values(await metric(parts.registry, 'dung_han_bell_lost_total')).some((n) => n > 0),
      );
      backend().mend();
      const count = heard.all.length;
      await until('a ring to be heard', async () => {
        await parts.bell.ring({ ...SILENT, mail: true });
        await ear.tend().catch(() => undefined);
        return heard.all.length > count;
      });
    });

    test('the first word says so, and that it is there where it is', async () => {
      backend().cut();
      expect(await bellOf().bell.meets()).toBe(false);
      backend().mend();
      expect(await bellOf().bell.meets()).toBe(true);
    });

    test('a bell and an ear that were made meanwhile work as soon as it is there', async () => {
      backend().cut();
      const parts = bellOf();
      const { ear, heard } = earFor(parts);
      await parts.bell.ring({ ...SILENT, mail: true });
      await expect(ear.tend()).rejects.toThrow();
      backend().mend();
      await opened(ear);
      await until('a ring to be heard', async () => {
        await parts.bell.ring({ ...SILENT, mail: true });
        return heard.all.length > 0;
      });
    });

    test('closing ends, in order, though nobody answers', async () => {
      const parts = bellOf();
      const { heard, ear } = await earOf(parts);
      await parts.bell.ring({ ...SILENT, mail: true });
      await heard.times(1);
      backend().cut();
      await parts.bell.ring({ ...SILENT, mail: true });
      await ear.stop(500);
      expect(ear.present).toBeUndefined();
      await parts.bell.close();
    });
  });

  describe('an ear', () => {
    test('that was closed is noticed and replaced', async () => {
      const parts = bellOf();
      const { heard, ear } = await earOf(parts);
      const dead = ear.present;
      await dead?.close();
      await parts.bell.ring({ ...SILENT, mail: true });
      await opened(ear);
      expect(ear.present).not.toBe(dead);
      expect(await heard.times(1)).toEqual(['mail']);
    });

    test('that is deaf, while jobs wait, is noticed and replaced', async () => {
      const parts = bellOf();
      const { jobs } = parts;
      // The first worker runs and takes nothing, as when its blocking connection hangs: it listens where nobody rings.
      const names = [`deaf-${BELL}`];
      const deafFirst = Object.assign(Object.create(jobs) as Jobs, {
        worker: (...[, hear, concurrency]: Parameters<Jobs['worker']>) =>
          jobs.worker(names.shift() ?? BELL, hear, concurrency),
      });
      const { heard, ear } = await earOf({ ...parts, jobs: deafFirst });
      const deaf = ear.present;
      await parts.bell.ring({ ...SILENT, mail: true });
      await until('the job to wait', async () => (await parts.bell.waiting()) > 0);
      expect(deaf?.isRunning()).toBe(true);
      expect(heard.all).toEqual([]);
      await until('the deaf one to be replaced', async () => {
        await ear.tend().catch(() => undefined);
        return ear.present !== undefined && ear.present !== deaf;
      });
      expect(await heard.times(1)).toEqual(['mail']);
    });

    test('waits, when it is stopped, for what it is doing', async () => {
      const parts = bellOf();
      const { passed, open } = gate();
      const { heard, ear } = await earOf(parts, () => passed);
      await parts.bell.ring({ ...SILENT, mail: true });
      await heard.times(1);
      const order: string[] = [];
      const stopped = ear.stop().then(() => order.push('stopped'));
      void passed.then(() => order.push('done'));
      open();
      await stopped;
      expect(order).toEqual(['done', 'stopped']);
    });
  });
});

async function metric(registry: Registry, name: string): Promise<Record<string, number>> {
  const found = (await registry.getMetricsAsJSON()).find((one) => one.name === name);
  return Object.fromEntries(
    (found?.values ?? []).map(({ labels, value }) => [String(labels['outcome'] ?? 'all'), Number(value)]),
  );
}
