import { handOver } from './hand-over.js';

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);
/** A channel that refuses some, and a group as soon as one of them is in it. */
async function handed(all: readonly number[], bad: (n: number) => boolean) {
  let calls = 0;
  const seen: number[] = [];
  const { taken, refused, untried } = await handOver(all, (group) => {
    calls += 1;
    if (group.some(bad)) return Promise.reject(new Error('no'));
    seen.push(...group);
    return Promise.resolve();
  });
  expect(seen).toEqual(taken);
  const everybody = [...taken, ...refused.map(({ message }) => message), ...untried];
  expect(everybody.sort((a, b) => a - b)).toEqual(all);
  return { taken, refused: refused.map(({ message }) => message), untried, calls };
}

test('what is well goes through in one piece', async () => {
  expect(await handed(upTo(100), () => false)).toMatchObject({ refused: [], untried: [], calls: 1 });
  expect(await handed([], () => false)).toMatchObject({ calls: 0 });
});

test('one bad message is found, and alone refused', async () => {
  const { refused, untried, calls } = await handed(upTo(100), (n) => n === 37);
  expect({ refused, untried }).toEqual({ refused: [37], untried: [] });
  expect(calls).toBeLessThan(20);
});

test.each<[string, (n: number) => boolean]>([
  ['the first eight', (n) => n <= 8],
  ['the first half', (n) => n <= 50],
  ['every other one', (n) => n % 2 === 0],
  ['all but the last quarter', (n) => n <= 75],
])('%s of a hundred are bad: these are refused, and the others taken', async (_, bad) => {
  const { taken, refused, untried } = await handed(upTo(100), bad);
  expect(untried).toEqual([]);
  expect(refused.sort((a, b) => a - b)).toEqual(upTo(100).filter(bad));
  expect(taken).toHaveLength(100 - refused.length);
});

test('where nothing but bad ones is left, it looks like a channel that fell ill: the last of them keep their attempt', async () => {
  const { taken, refused, untried } = await handed(upTo(100), (n) => n > 80);
  expect(taken).toHaveLength(80);
  expect(refused).toHaveLength(12);
  expect(untried).toHaveLength(8);
});

test('a channel that takes nobody is asked for a few, and the others count as untried', async () => {
  const { taken, refused, untried, calls } = await handed(upTo(100), () => true);
  expect(taken).toEqual([]);
  expect(refused).toHaveLength(12);
  expect(untried).toHaveLength(88);
  expect(calls).toBeLessThan(30);
});

test('a channel that falls ill in the middle keeps what it took, and is left alone', async () => {
  let room = 50;
  const { taken, refused, untried } = await handOver(upTo(200), (group) => {
    if (group.length > room) return Promise.reject(new Error('full'));
    room -= group.length;
    return Promise.resolve();
  });
  expect(taken).toHaveLength(50);
  expect(refused.length).toBeLessThan(20);
  expect(untried.length).toBeGreaterThan(100);
});

test('what fails ahead of the asking is nobody’s refusal', async () => {
  const failing = handOver(
    upTo(3),
    () => Promise.resolve(),
    () => Promise.reject(new Error('the database is away')),
  );
  await expect(failing).rejects.toThrow('the database is away');
});
