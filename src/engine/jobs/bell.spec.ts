import { EventEmitter } from 'node:events';
import type { PlatformClock } from '../../platform/clock.js';
import type { Jobs } from '../../platform/jobs.js';
import { QueueBell } from './bell.js';

/** A bell on a queue that can be made to break, with what it has said. */
async function hung() {
  const coming: { up?: () => void } = {};
  const queue = Object.assign(new EventEmitter(), {
    getJobCountByTypes: () => Promise.resolve(0),
    waitUntilReady: () => new Promise<void>((resolve) => (coming.up = resolve)),
  });
  const said: unknown[] = [];
  const bell = new QueueBell({
    jobs: { queue: () => queue, close: () => Promise.resolve() } as unknown as Jobs,
    clock: { mode: 'sandbox', now: () => Promise.resolve(0) } as unknown as PlatformClock,
    meters: { rang: () => undefined, lostRings: () => undefined },
    log: { warn: (facts: unknown) => said.push(facts) } as never,
  });
  await bell.waiting();
  return {
    bell,
    said,
    comesUp: () => coming.up?.(),
    breaks: () => queue.emit('error', new Error('terminating connection')),
  };
}

test('a queue that breaks is told', async () => {
  const { said, breaks } = await hung();
  breaks();
  expect(said).toHaveLength(1);
});

test('of one that was closed nothing is told, nor is it opened again', async () => {
  const { bell, said, breaks } = await hung();
  await bell.close();
  breaks();
  expect(said).toEqual([]);
  await expect(bell.waiting()).rejects.toThrow('closed');
});

describe('the first word of a queue', () => {
  test('is waited for, and not for a time', async () => {
    jest.useFakeTimers();
    try {
      const { bell, comesUp } = await hung();
      const heard: boolean[] = [];
      const meeting = bell.meets().then((isThere) => heard.push(isThere));
      await jest.advanceTimersByTimeAsync(3_600_000);
      expect(heard).toEqual([]);
      comesUp();
      await meeting;
      expect(heard).toEqual([true]);
    } finally {
      jest.useRealTimers();
    }
  });

  test('may be that it cannot be reached', async () => {
    const { bell, breaks } = await hung();
    const meeting = bell.meets();
    breaks();
    expect(await meeting).toBe(false);
    await bell.close();
    expect(await bell.meets()).toBe(false);
  });
});
