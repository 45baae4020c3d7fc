import type { Redis } from 'ioredis';
import { Limits } from '../../src/platform/limits.js';
import type { Config } from '../../src/platform/config.js';
import type { Log } from '../../src/platform/log.js';
import { describeWithRedis, useRedis } from '../support/redis.js';
import { until } from '../support/until.js';

describeWithRedis('limits that are counted in Redis', () => {
  const redis = useRedis();

  test('a start does not wait for a Redis that has answered already', async () => {
    const quotas = { address: 0, account: 9, writes: 0, dear: 0 };
    const config = { role: 'api', redisUrl: redis().url, databaseUrl: 'postgresql://u:p@127.0.0.1/d', quotas };
    const limits = new Limits(config as unknown as Config, { warn: () => undefined } as unknown as Log);
    try {
      const { redis: line } = limits as unknown as { readonly redis: Redis };
      await until('its line to be ready', () => line.status === 'ready');
      const next = new Promise<string>((resolve) => setImmediate(() => resolve('it waits')));
      expect(await Promise.race([limits.onModuleInit().then(() => 'it goes on'), next])).toBe('it goes on');
    } finally {
      limits.onModuleDestroy();
    }
  });
});
