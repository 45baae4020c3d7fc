import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Response } from 'express';
import { Redis } from 'ioredis';
import { once } from 'node:events';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { problem } from '../core/problem.js';
import type { Config } from './config.js';
import { grumble } from './grumble.js';
import { Jobs } from './jobs.js';
import type { Quotas } from './limit-settings.js';
import type { Log } from './log.js';
import { CONFIG, LOG } from './tokens.js';
import { within } from './within.js';

/** Seconds that a quota is for. */
const WINDOW = 60;
/** Milliseconds that a request waits for Redis: then it is counted here. */
const PATIENCE = 250;
/** Milliseconds that a start waits for it: the first requests are counted with all others. */
const START = 2_000;

export type BucketName = keyof Quotas;
/** One request more in this bucket of this address or account. */
export type Count = readonly [bucket: BucketName, of: string];

type Limiter = RateLimiterMemory | RateLimiterRedis;
type Bucket = { readonly name: BucketName; readonly quota: number; readonly here: Limiter; readonly shared?: Limiter };

/**
 * How often somebody may ask in a minute. Counted in Redis for all processes where there is one, else in each by itself;
 * a Redis that is away limits nobody less, and refuses nobody: each process counts for itself until it is back.
 */
@Injectable()
export class Limits implements OnModuleInit, OnModuleDestroy {
  private readonly buckets: ReadonlyMap<BucketName, Bucket>;
  private readonly redis: Redis | undefined;
  private readonly complain: (error: unknown) => void;

  constructor(@Inject(CONFIG) config: Config, @Inject(LOG) log: Log) {
    this.complain = grumble(log, 'Redis does not answer: requests are counted in each process by itself');
    // A worker is asked for nothing that is limited.
    const quotas = config.role === 'worker' ? [] : Object.entries(config.quotas).filter(([, quota]) => quota > 0);
    if (config.redisUrl !== undefined && quotas.length > 0) this.redis = lineTo(config.redisUrl);
    const prefix = new Jobs(config).nameOf('limits');
    this.buckets = new Map(
      quotas.map(([name, quota]) => [name as BucketName, bucketOf(name as BucketName, quota, prefix, this.redis)]),
    );
  }

  /** Counts a request, and tells whoever asked how much is left. @throws Problem too-many-requests */
  async count(response: Response, counts: readonly Count[]): Promise<void> {
    const spent = await Promise.all(
      counts.flatMap(([name, of]) => {
        const bucket = this.buckets.get(name);
        return bucket ? [this.spend(bucket, of)] : [];
      }),
    );
    for (const { name, quota, left, seconds } of spent) {
      response.append('RateLimit-Policy', `"${name}";q=${quota};w=${WINDOW}`);
      response.append('RateLimit', `"${name}";r=${left};t=${seconds}`);
    }
    const over = spent.filter(({ isOver }) => isOver).sort((a, b) => b.seconds - a.seconds)[0];
    if (over) throw problem('too-many-requests', { limit: over.name, quota: over.quota, seconds: over.seconds });
  }

  async onModuleInit(): Promise<void> {
    const { redis } = this;
    // What has happened already is told to nobody again.
    if (redis && redis.status !== 'ready') await within(START, once(redis, 'ready')).catch(() => undefined);
  }

  onModuleDestroy(): void {
    this.redis?.disconnect();
  }

  private async spend({ name, quota, here, shared }: Bucket, of: string) {
    const { consumedPoints, msBeforeNext } = await this.counted(here, shared, of);
    const left = Math.max(0, quota - consumedPoints);
    return { name, quota, left, seconds: Math.ceil(msBeforeNext / 1000), isOver: consumedPoints > quota };
  }

  private async counted(here: Limiter, shared: Limiter | undefined, of: string): Promise<RateLimiterRes> {
    try {
      if (shared) return await consumed(shared, of);
    } catch (error) {
      this.complain(error);
    }
    return consumed(here, of);
  }
}

/** The library throws what is too much; here it is an answer like any other. */
const consumed = (limiter: Limiter, of: string): Promise<RateLimiterRes> =>
  limiter.consume(of).catch((refused: unknown) => {
    if (refused instanceof RateLimiterRes) return refused;
    throw refused;
  });

function bucketOf(name: BucketName, quota: number, prefix: string, redis: Redis | undefined): Bucket {
  const options = { keyPrefix: `${prefix}-${name}`, points: quota, duration: WINDOW };
  const here = new RateLimiterMemory(options);
  return { name, quota, here, ...(redis && { shared: new RateLimiterRedis({ ...options, storeClient: redis }) }) };
}

/** Fails at once where Redis is away, and soon where it does not answer; comes back by itself. */
function lineTo(url: string): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: PATIENCE,
    retryStrategy: (times) => Math.min(50 * 2 ** times, 2_000),
  });
  // What fails is told by whoever counts; an error that nobody hears would end up on the console.
  return redis.on('error', () => undefined);
}
