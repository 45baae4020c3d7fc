import { Rounds } from './rounds.js';

test('whoever fails is told how often it has failed in a row', async () => {
  const outcomes = [false, false, true, false];
  const told: number[] = [];
  const over = new Promise<void>((resolve) => {
    const rounds = new Rounds(() => (outcomes.shift() ? Promise.resolve() : Promise.reject(new Error('away'))), {
      every: 1,
      onFailed: (_, times) => {
        told.push(times);
        if (outcomes.length === 0) void rounds.stop().then(resolve);
      },
    });
    rounds.start();
  });
  await over;
  expect(told).toEqual([1, 2, 1]);
});
