import { Redis } from 'ioredis';
import { describeWithRedis, useRedis } from '../support/redis.js';

describeWithRedis('the Redis server of the tests', () => {
  const redis = useRedis();
  const ask = async <Answer>(question: (client: Redis) => Promise<Answer>): Promise<Answer> => {
    const client = new Redis(redis().url);
    try {
      return await question(client);
    } finally {
      client.disconnect();
    }
  };

  test('keeps what it is told, until it is emptied', async () => {
    await ask((client) => client.set('bell', 'rung'));
    expect(await ask((client) => client.get('bell'))).toBe('rung');
    await redis().flushAll();
    expect(await ask((client) => client.get('bell'))).toBeNull();
  });

  test('comes back empty on the same port after a restart', async () => {
    await ask((client) => client.set('bell', 'rung'));
    await redis().restart();
    expect(await ask((client) => client.get('bell'))).toBeNull();
  });
});
