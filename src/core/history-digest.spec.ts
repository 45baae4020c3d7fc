import { HistoryDigest } from './history-digest.js';
import type { Entry } from './instance.js';

const entry = (instance: string, seq: number, more: Partial<Entry> = {}): Entry => ({
  instance,
  seq,
  kind: 'letter',
  key: `k${seq}`,
  at: 1_000 + seq,
  actor: { kind: 'system', id: 'clock' },
  event: { type: 'tick', b: 1, a: 2 },
  tags: ['on-track'],
  due: null,
  unit: 'u',
  stage: 'open',
  hash: 'h',
  ...more,
});
const digestOf = (entries: readonly Entry[]): string => {
  const digest = new HistoryDigest();
  entries.forEach((one) => digest.add(one));
  return digest.hex();
};

test('histories that say the same have the same digest, whatever the order of fields', () => {
  const turned = { ...entry('a', 0), event: { type: 'tick', a: 2, b: 1 } };
  expect(digestOf([turned])).toBe(digestOf([entry('a', 0)]));
});

test('any other word, moment or order of entries is another digest', () => {
  const all = [entry('a', 0), entry('a', 1), entry('b', 0)];
  const others = [
    [entry('a', 0), entry('a', 1)],
    [entry('a', 0), entry('a', 1), entry('b', 0, { at: 7 })],
    [entry('a', 0), entry('a', 1), entry('b', 0, { bodyDigest: 'x' })],
    [entry('a', 0), entry('a', 1), entry('c', 0)],
  ];
  expect(new Set([all, ...others].map(digestOf)).size).toBe(others.length + 1);
});

test('entries that come out of order are no history', () => {
  expect(() => digestOf([entry('b', 0), entry('a', 0)])).toThrow('out of order: a#0 after b#0');
  expect(() => digestOf([entry('a', 1), entry('a', 1)])).toThrow('out of order');
});
