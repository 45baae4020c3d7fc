import { createPostgresBackend, Queue, Worker, type IQueueBackend } from 'bullmq';
import { type Callback, Redis, type RedisOptions } from 'ioredis';
import pg from 'pg';
import type { Config } from './config.js';
import { within } from './within.js';

export type JobsSettings = Pick<Config, 'databaseUrl' | 'databaseSchema' | 'redisUrl' | 'queuePrefix'>;

type None = undefined;
/** A job is its name. It carries no facts, so that it may be lost, doubled or late. */
export type JobQueue = Queue<None, None, string, None, None, string, IQueueBackend, unknown>;
export type JobWorker = Worker<None, None, string, IQueueBackend, number, unknown>;
export type Hear = (job: { readonly name: string }) => Promise<void>;

/** What happened is in the tables, never in the queue: nothing is kept, and nothing is tried again by the queue. */
const FORGET = { removeOnComplete: true, removeOnFail: true, attempts: 1 } as const;
/** A killed worker's job may be taken by another one after this long; the sweeps are sooner. */
const LOCK = 10_000;
/** A queue that does not answer within this is away. */
export const PATIENCE = 5_000;

type Unanswered = { toArray(): { readonly command: { reject(error: Error): void } }[] } | null | undefined;
const closed = (): Error => new Error('Connection is closed.');

/**
 * A Redis client that ends when it is told to, whatever state it is in, with the copies that BullMQ makes of it. ioredis
 * alone tells nobody of an end that comes between two attempts to connect, and never settles what had been sent when the
 * connection broke; BullMQ waits for both, and a worker could not be closed while Redis is away.
 */
class Line extends Redis {
  private readonly copies: Line[] = [];
  private isCut = false;

  constructor(
    private readonly url: string,
    options: RedisOptions,
  ) {
    super(url, options);
    this.on('end', () => {
      const sent = Reflect.get(this, 'prevCommandQueue') as Unanswered;
      for (const { command } of sent?.toArray() ?? []) command.reject(closed());
    });
    // BullMQ passes on what it hears; a line without an ear of its own would write to the console.
    this.on('error', () => undefined);
  }

  override duplicate(override?: Partial<RedisOptions>): Line {
    const copy = new Line(this.url, { ...this.options, ...override });
    this.copies.push(copy);
    return copy;
  }

  override disconnect(reconnect = false): void {
    if (this.status === 'reconnecting' && !reconnect) this.status = 'wait';
    super.disconnect(reconnect);
  }

  /** BullMQ would open a line again whose closing took too long. */
  override connect(callback?: Callback<void>): Promise<void> {
    return this.isCut ? Promise.reject(closed()) : super.connect(callback);
  }

  cut(): void {
    for (const line of [this, ...this.copies]) {
      line.isCut = true;
      line.disconnect();
    }
  }
}

/** BullMQ listens to its idle connections only: one that breaks in its hands would end the process. Its statement fails all the same. */
class HeardClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/**
 * BullMQ 6 on PostgreSQL (in a schema of its own) or on Redis: the one place that knows which. Gives BullMQ's own
 * classes; both backends can be used in one process.
 */
export class Jobs {
  readonly backend: 'postgres' | 'redis';
  private readonly lines = new WeakMap<object, Line>();

  constructor(private readonly settings: JobsSettings) {
    this.backend = settings.redisUrl === undefined ? 'postgres' : 'redis';
  }

  /** The prefix is part of the name, since BullMQ knows none on PostgreSQL; two schemas of one database are two applications. */
  nameOf(queue: string): string {
    const { queuePrefix, databaseSchema } = this.settings;
    return [queuePrefix, ...(databaseSchema === 'public' ? [] : [databaseSchema]), queue].join('-');
  }

  /** Fails at once where Redis is away: whoever rings never waits for it. */
  queue(name: string): JobQueue {
    const options = { defaultJobOptions: FORGET, streams: { events: { maxLen: 1_000 } } };
    const full = this.nameOf(name);
    if (this.backend === 'postgres')
      return listened(new Queue(full, { ...options, connection: this.postgres(1) }, createPostgresBackend) as JobQueue);
    const line = this.line({ enableOfflineQueue: false });
    return this.on(line, listened(new Queue(full, { ...options, connection: line })));
  }

  /**
   * Does not run yet: on PostgreSQL a worker that was started while the server is away spins on the first refusal for ever.
   * Wait until it is ready, then `run()`.
   */
  worker(name: string, hear: Hear, concurrency: number): JobWorker {
    const options = { autorun: false, concurrency, lockDuration: LOCK, stalledInterval: LOCK, runRetryDelay: 1_000 };
    const full = this.nameOf(name);
    if (this.backend === 'postgres')
      return listened(
        new Worker(full, hear, { ...options, connection: this.postgres(2) }, createPostgresBackend) as JobWorker,
      );
    const line = this.line();
    return this.on(line, listened(new Worker(full, hear, { ...options, connection: line }) as JobWorker));
  }

  /** Lets what is active end, for as long as `patience` lasts; then cuts the line. Never throws, and ends also when the server is away. */
  async close(one: JobQueue | JobWorker, patience = PATIENCE): Promise<void> {
    await within(patience, one.close()).catch(() => undefined);
    this.lines.get(one)?.cut();
  }

  private on<One extends object>(line: Line, one: One): One {
    this.lines.set(one, line);
    return one;
  }

  private line(more: RedisOptions = {}): Line {
    const { redisUrl = '' } = this.settings;
    const retryStrategy = (times: number): number => Math.min(50 * 2 ** times, 2_000);
    return new Line(redisUrl, { maxRetriesPerRequest: null, retryStrategy, ...more });
  }

  private postgres(max: number) {
    const { databaseUrl: connectionString } = this.settings;
    return {
      connectionString,
      schema: 'bullmq',
      migrate: true,
      max,
      connectionTimeoutMillis: PATIENCE,
      application_name: 'dung-han-jobs',
      Client: HeardClient,
    };
  }
}

/** An error that nobody hears would end up on the console, or end the process. */
const listened = <One extends { on(event: 'error', ear: () => void): unknown }>(one: One): One => {
  one.on('error', () => undefined);
  return one;
};
