import { EventEmitter } from 'node:events';
import type { PlatformClock } from '../../platform/clock.js';
import type { Jobs } from '../../platform/jobs.js';
import { QueueBell } from './bell.js';

/** A bell on a queue that can be made to break, with what it has said. */
async function hung() {
  const queue = Object.assign(new EventEmitter(), { getJobCountByTypes: () => Promise.resolve(0) });
  const said: unknown[] = [];
  const bell = new QueueBell({
    jobs: { queue: () => queue, close: () => Promise.resolve() } as unknown as Jobs,
    clock: { mode: 'sandbox', now: () => Promise.resolve(0) } as unknown as PlatformClock,
    meters: { rang: () => undefined, lostRings: () => undefined },
    log: { warn: (facts: unknown) => said.push(facts) } as never,
  });
  await bell.waiting();
  return { bell, said, breaks: () => queue.emit('error', new Error('terminating connection')) };
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
