import { grumble } from '../../platform/grumble.js';
import { PATIENCE, type Hear, type Jobs, type JobWorker } from '../../platform/jobs.js';
import type { Log } from '../../platform/log.js';
import { within } from '../../platform/within.js';
import { BELL, type JobName } from './bell.js';
import type { Meters } from './meters.js';

export type EarParts = {
  readonly jobs: Jobs;
  readonly processors: Readonly<Record<JobName, () => Promise<void>>>;
  /** Jobs that nobody has taken. */
  readonly waiting: () => Promise<number>;
  readonly log: Pick<Log, 'warn'>;
  readonly meters: Pick<Meters, 'heard' | 'restarted'>;
};

/** One of each name is active at a time; the turnstiles make them one look. */
const CONCURRENCY = 8;
/** BullMQ tries a broken connection again without pause when it does not know the error: more than this in a second is a fit. */
const FIT = 200;

/**
 * A BullMQ worker that is looked after: opened when the queue is there, replaced when it has died, been closed or gone
 * deaf. Nothing here rejects; what a deaf ear misses, the rounds find.
 */
export class Ear {
  private worker: JobWorker | undefined;
  private tending: Promise<void> | undefined;
  private readonly complain: (error: unknown) => void;
  private readonly lament: (error: unknown) => void;
  private active = 0;
  private heardSinceTended = 0;
  private silentTimes = 0;
  private errors = { since: 0, count: 0 };
  private isStopped = false;
  private readonly givenUp = new WeakSet<JobWorker>();

  constructor(private readonly parts: EarParts) {
    this.complain = grumble(parts.log, 'the queue does not answer this worker');
    this.lament = grumble(parts.log, 'a job failed; the rounds will do what it meant');
  }

  /** The worker that hears at present, for tests and for closing. */
  get present(): JobWorker | undefined {
    return this.worker;
  }

  /** Called by every round: opens a worker where there is none, and replaces one that is dead or deaf. */
  tend(): Promise<void> {
    // Two who tend at the same time would open two workers, and know of one.
    this.tending ??= this.look().finally(() => (this.tending = undefined));
    return this.tending;
  }

  /** Takes no new job and waits for the active ones. */
  async stop(patience?: number): Promise<void> {
    this.isStopped = true;
    const { worker } = this;
    this.worker = undefined;
    if (worker) await this.parts.jobs.close(worker, patience);
  }

  private async look(): Promise<void> {
    if (this.isStopped) return;
    if (this.worker && (await this.isSound(this.worker))) return;
    if (this.worker) this.drop(this.worker, 0);
    await this.open();
  }

  private async open(): Promise<void> {
    const worker = this.parts.jobs.worker(BELL, this.hear, CONCURRENCY);
    worker.on('error', (error) => this.onError(worker, error));
    try {
      await within(PATIENCE, worker.waitUntilReady());
    } catch (error) {
      this.giveUp(worker, 0);
      throw error;
    }
    if (this.isStopped) return this.parts.jobs.close(worker, 0);
    this.worker = worker;
    // Its end is noticed by `isRunning`, its errors by the listener.
    void worker.run().catch(this.complain);
  }

  private drop(worker: JobWorker, patience: number): void {
    if (this.worker === worker) this.worker = undefined;
    this.silentTimes = 0;
    this.parts.meters.restarted();
    this.giveUp(worker, patience);
  }

  private giveUp(worker: JobWorker, patience: number): void {
    this.givenUp.add(worker);
    void this.parts.jobs.close(worker, patience);
  }

  private async isSound(worker: JobWorker): Promise<boolean> {
    if (!worker.isRunning() || worker.closing) return false;
    const isIdle = this.active === 0 && this.heardSinceTended === 0;
    this.heardSinceTended = 0;
    // Deaf: jobs wait, and twice in a row this worker, which has nothing to do, has taken none.
    this.silentTimes = isIdle && (await this.parts.waiting().catch(() => 0)) > 0 ? this.silentTimes + 1 : 0;
    return this.silentTimes < 2;
  }

  private readonly hear: Hear = async ({ name }) => {
    this.active += 1;
    this.heardSinceTended += 1;
    try {
      await this.parts.processors[name as JobName]?.();
      this.parts.meters.heard(name, 'done');
    } catch (error) {
      this.parts.meters.heard(name, 'failed');
      this.lament(error);
      throw error;
    } finally {
      this.active -= 1;
    }
  };

  private onError(worker: JobWorker, error: Error): void {
    // What is said behind an ear that has been given up, or that nobody needs any more, is no news of the queue.
    if (this.isStopped || this.givenUp.has(worker)) return;
    this.complain(error);
    const now = Date.now();
    if (now - this.errors.since > 1000) this.errors = { since: now, count: 0 };
    this.errors.count += 1;
    if (this.errors.count === FIT && this.worker === worker) this.drop(worker, 0);
  }
}
