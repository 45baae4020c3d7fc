import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Instant } from '../../core/calendar/calendar.js';
import type { PlatformClock } from '../../platform/clock.js';
import { grumble } from '../../platform/grumble.js';
import { PATIENCE, type JobQueue, type Jobs } from '../../platform/jobs.js';
import type { Log } from '../../platform/log.js';
import { within } from '../../platform/within.js';
import type { Bell, Ring } from '../ports.js';
import type { Meters } from './meters.js';

/** The queue that carries every ring. */
export const BELL = 'bell';
export type JobName = 'wake' | 'mail' | 'opening' | 'deliver';

/** Only what is due within this is loaded as a delayed job; the rounds of the workers load what comes nearer. */
export const HORIZON = 3_600_000;
/** After a ring went out, the next ones wait this long for each other. */
const GAP = 20;
/** A wake job that was loaded is not loaded again for this long; the queue may have lost it by then. */
const LOADED = 60_000;
const LONGEST_REST = 10_000;
/** Whoever asks whether the queue is there has an answer before a usual probe (1 s) gives up on all of it. */
const GLANCE = 500;

type BellParts = {
  readonly jobs: Jobs;
  readonly clock: PlatformClock;
  readonly log: Pick<Log, 'warn'>;
  readonly meters: Pick<Meters, 'rang' | 'lostRings'>;
};
type RungJob = { readonly name: JobName; readonly data: undefined; readonly opts: object };

/**
 * Rings after a commit: merged, never waited for, and never a reason for a command to fail. A queue that does not take a
 * job is left alone for a while; the workers' rounds find whatever it would have told.
 */
export class QueueBell implements Bell {
  private readonly rung = new Set<JobName>();
  private readonly instants = new Set<Instant>();
  private readonly loaded = new Map<Instant, number>();
  private readonly complain: (error: unknown) => void;
  private queue: JobQueue | undefined;
  private flushing: Promise<void> | undefined;
  private failures = 0;
  private restUntil = 0;
  private isClosed = false;

  constructor(private readonly parts: BellParts) {
    this.complain = grumble(parts.log, 'the queue did not take a ring; the rounds will find what it meant');
  }

  /** Returns at once. */
  ring({ wakeAt, mail, errands, outbox }: Ring): Promise<void> {
    if (this.isClosed) return Promise.resolve();
    for (const at of wakeAt) this.instants.add(at);
    if (mail) this.rung.add('mail');
    if (errands) this.rung.add('opening');
    if (outbox) this.rung.add('deliver');
    if (this.isRung()) this.flushing ??= this.flush();
    return Promise.resolve();
  }

  /** Jobs that nobody has taken yet. */
  async waiting(): Promise<number> {
    // Whoever asks last would open a line that nobody closes.
    if (this.isClosed) throw new Error('the bell is closed');
    return within(PATIENCE, this.opened().getJobCountByTypes('waiting'));
  }

  /**
   * Waits for the first word of the queue, however long a busy machine takes to make its tables: that it is ready, or that
   * it cannot be reached. Until then silence says nothing about it.
   */
  async meets(): Promise<boolean> {
    if (this.isClosed) return false;
    const queue = this.opened();
    return new Promise((resolve) => {
      queue.once('error', () => resolve(false));
      queue.waitUntilReady().then(
        () => resolve(true),
        () => resolve(false),
      );
    });
  }

  /** @throws a sentence when the queue does not answer; what its server is called is nobody's business */
  async check(): Promise<void> {
    await within(GLANCE, this.waiting()).catch(() => {
      throw new Error('the queue does not answer; the rounds of the workers carry on without it');
    });
  }

  /** When what was rung so far has gone out, or was given up. */
  async flushed(): Promise<void> {
    await this.flushing;
  }

  /** What was rung so far goes out first, if the queue is there. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.flushed();
    const { queue } = this;
    this.queue = undefined;
    if (queue) await this.parts.jobs.close(queue);
  }

  private isRung(): boolean {
    return this.rung.size > 0 || this.instants.size > 0;
  }

  private async flush(): Promise<void> {
    while (this.isRung()) {
      try {
        const jobs = await this.take();
        if (jobs.length > 0) await this.add(jobs);
      } catch (error) {
        this.complain(error);
      }
      if (!this.isClosed) await pause(GAP);
    }
    // In the same tick as the last look: what is rung from now on begins a flush of its own.
    this.flushing = undefined;
  }

  private async take(): Promise<RungJob[]> {
    const names = [...this.rung];
    const instants = [...this.instants];
    this.rung.clear();
    this.instants.clear();
    const now = await this.parts.clock.now();
    const isDue = instants.some((at) => at <= now) && !names.includes('wake');
    return [...names, ...(isDue ? (['wake'] as const) : [])].map(immediate).concat(this.delayed(instants, now));
  }

  /** Timers of a sandbox do not follow real time: there, only what is due now is rung. */
  private delayed(instants: readonly Instant[], now: Instant): RungJob[] {
    if (this.parts.clock.mode === 'sandbox') return [];
    for (const [at, when] of this.loaded) if (at <= now || when <= now - LOADED) this.loaded.delete(at);
    const near = instants.filter((at) => at > now && at <= now + HORIZON && !this.loaded.has(at));
    for (const at of near) this.loaded.set(at, now);
    return near.map((at) => ({
      name: 'wake',
      data: undefined,
      // The same instant is the same job, whoever rings: neither an integer nor with a colon, which BullMQ refuses.
      opts: { jobId: `wake-${at}`, delay: at - now },
    }));
  }

  private async add(jobs: readonly RungJob[]): Promise<void> {
    if (Date.now() < this.restUntil) return this.parts.meters.lostRings(jobs.length);
    const queue = this.opened();
    try {
      await within(PATIENCE, queue.addBulk([...jobs]));
      this.failures = 0;
      for (const { name } of jobs) this.parts.meters.rang(name);
    } catch (error) {
      this.parts.meters.lostRings(jobs.length);
      this.failures += 1;
      this.restUntil = Date.now() + Math.min(100 * 2 ** this.failures, LONGEST_REST);
      this.loaded.clear();
      this.queue = undefined;
      this.complain(error);
      void this.parts.jobs.close(queue, 0);
    }
  }

  private opened(): JobQueue {
    if (this.queue) return this.queue;
    const queue = this.parts.jobs.queue(BELL);
    // What is said behind a queue that was closed or given up is no news: its server may be stopped by then.
    queue.on('error', (error) => this.queue === queue && this.complain(error));
    this.queue = queue;
    return queue;
  }
}

/** While one of its name waits, another adds nothing; while one is active, exactly one more follows it. */
const immediate = (name: JobName): RungJob => ({
  name,
  data: undefined,
  opts: { jobId: `${name}-${randomUUID()}`, deduplication: { id: name, keepLastIfActive: true } },
});
