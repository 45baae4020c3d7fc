import { Registry } from 'prom-client';
import { BELL, QueueBell } from '../../src/engine/jobs/bell.js';
import { Meters } from '../../src/engine/jobs/meters.js';
import { Workers, type WorkersParts } from '../../src/engine/jobs/workers.js';
import type { EngineSettings } from '../../src/engine/create-engine.js';
import { Deliver } from '../../src/engine/deliver.js';
import { Lag } from '../../src/engine/lag.js';
import type { PlatformClock } from '../../src/platform/clock.js';
import { Jobs, type JobsSettings } from '../../src/platform/jobs.js';
import { Happened } from './happened.js';
import { makeHouse, type TestHouse } from './make.js';
import { type TestDatabase, useDatabase } from './postgres.js';
import { type Proxy, startProxy } from './proxy.js';
import { describeWithRedis, useRedis } from './redis.js';
import { until } from './until.js';

/** A queue's server that a test may cut off or empty; the engine's database stays where it is. */
export interface Backend {
  readonly name: 'PostgreSQL' | 'Redis';
  /** What a process is told of the queue. Each call of `fresh` is another queue. */
  settings(): JobsSettings;
  fresh(): void;
  cut(): void;
  mend(): void;
  /** Everything that the queue remembers is gone. */
  lose(): Promise<void>;
}

/** One suite for both backends: what the bell promises, it promises on either. */
export function onEachBackend(suite: (backend: () => Backend, db: () => TestDatabase) => void): void {
  describe('the queue on PostgreSQL', () => {
    const db = useDatabase();
    suite(
      useBackend('PostgreSQL', () => db().url, db, loseOnPostgres),
      db,
    );
  });
  describeWithRedis('the queue on Redis', () => {
    const db = useDatabase();
    const redis = useRedis();
    suite(
      useBackend(
        'Redis',
        () => redis().url,
        db,
        () => redis().flushAll(),
      ),
      db,
    );
  });
}

let queues = 0;

function useBackend(
  name: Backend['name'],
  target: () => string,
  db: () => TestDatabase,
  lose: (settings: JobsSettings) => Promise<void>,
): () => Backend {
  let proxy: Proxy | undefined;
  let prefix = '';
  beforeAll(async () => {
    proxy = await startProxy(target());
  });
  afterAll(() => proxy?.close());
  const settings = (url = proxy?.url ?? ''): JobsSettings =>
    name === 'Redis'
      ? { databaseUrl: db().url, databaseSchema: 'public', redisUrl: url, queuePrefix: prefix }
      : { databaseUrl: url, databaseSchema: 'public', redisUrl: undefined, queuePrefix: prefix };
  const backend: Backend = {
    name,
    settings,
    fresh: () => void (prefix = `q${(queues += 1)}`),
    cut: () => proxy?.cut(),
    mend: () => proxy?.mend(),
    lose: () => lose(settings(target())),
  };
  beforeEach(() => {
    backend.fresh();
    backend.mend();
  });
  return () => backend;
}

async function loseOnPostgres(settings: JobsSettings): Promise<void> {
  const jobs = new Jobs(settings);
  const queue = jobs.queue(BELL);
  await queue.obliterate({ force: true });
  await jobs.close(queue);
}

/** Tells a test what was heard, when it is done. */
class ToldMeters extends Meters {
  readonly told = new Happened<string>();

  override heard(job: string, outcome: 'done' | 'failed'): void {
    super.heard(job, outcome);
    this.told.say(job);
  }
}

export const quiet = { warn: () => undefined };

/** A process: an engine whose bell rings on the backend, and the workers that hear it. */
export type Process = {
  readonly house: TestHouse;
  readonly clock: PlatformClock;
  readonly jobs: Jobs;
  readonly bell: QueueBell;
  readonly deliver: Deliver;
  readonly lag: Lag;
  readonly workers: Workers;
  readonly registry: Registry;
  /** The jobs that this process has done, by name. */
  readonly heard: Happened<string>;
  stop(): Promise<void>;
};

export type ProcessSettings = Partial<Pick<WorkersParts, 'sweepSeconds'>> & {
  readonly poolSize?: number;
  readonly mode?: PlatformClock['mode'];
  /** The clock of the work; in a sandbox one that the test sets. */
  readonly now?: () => number;
  readonly deliver?: (house: TestHouse) => Deliver;
  readonly lagSeconds?: number;
  readonly engine?: Partial<EngineSettings>;
};

/** An hour: in a test that is about the queue, the rounds find nothing after the first. */
const NEVER = 3600;

const running: Process[] = [];

export async function startProcess(
  db: TestDatabase,
  backend: Backend,
  settings: ProcessSettings = {},
): Promise<Process> {
  const { poolSize, mode = 'sandbox', sweepSeconds = NEVER, lagSeconds = NEVER } = settings;
  const jobs = new Jobs(backend.settings());
  const registry = new Registry();
  const meters = new ToldMeters(registry);
  let set: { at: number } = { at: 0 };
  const clock: PlatformClock = { mode, now: () => Promise.resolve(settings.now ? settings.now() : set.at) };
  const bell = new QueueBell({ jobs, clock, log: quiet, meters });
  const house = await makeHouse(db, { clock, bell, ...(poolSize && { poolSize }), ...settings.engine });
  set = house.time;
  const deliver = settings.deliver?.(house) ?? new Deliver(house.transactions, []);
  const lag = new Lag({ transactions: house.transactions, clock, lagSeconds });
  const { transactions, waves } = house;
  const workers = new Workers({
    transactions,
    waves,
    deliver,
    lag,
    clock,
    jobs,
    bell,
    log: quiet,
    meters,
    sweepSeconds,
  });
  const process: Process = {
    house,
    clock,
    jobs,
    bell,
    deliver,
    lag,
    workers,
    registry,
    heard: meters.told,
    async stop() {
      await workers.stop();
      await bell.close();
      await house.close();
    },
  };
  running.push(process);
  return process;
}

/** When the process hears the queue and the queue hears it: where no sweep comes after the first, a test has nothing else. */
export async function listening({ workers, bell }: Process): Promise<void> {
  const done = [() => true, () => false] as const;
  await until('the ear to open', () => workers.ear.tend().then(...done));
  await until('the queue to answer', () => bell.waiting().then(...done));
}

/** No test leaves a process behind. */
export function useProcesses(): void {
  afterEach(async () => {
    for (const process of running.splice(0)) await process.stop().catch(() => undefined);
  });
}
