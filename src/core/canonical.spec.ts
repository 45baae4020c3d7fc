import fc from 'fast-check';
import { canonical, digest, sha256 } from './canonical.js';

test('keys in order of their code units, however deep, and nothing undefined', () => {
  expect(canonical({ b: 1, a: { d: [3, { z: null, y: undefined }], c: 'é' }, B: true })).toBe(
    '{"B":true,"a":{"c":"é","d":[3,{"z":null}]},"b":1}',
  );
});

test('what JSON cannot say is null', () => {
  expect(canonical([undefined, Number.NaN, Infinity])).toBe('[null,null,null]');
  expect(canonical(undefined)).toBe('null');
});

test('the same value gives the same text, whatever the order of its keys, and reads back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const shuffled = JSON.parse(JSON.stringify(value), (_, part: unknown) =>
        typeof part === 'object' && part !== null && !Array.isArray(part)
          ? Object.fromEntries(Object.entries(part).reverse())
          : part,
      ) as unknown;
      expect(canonical(shuffled)).toBe(canonical(value));
      expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('a digest is of the canonical text', () => {
  expect(digest({ b: 1, a: 2 })).toBe(sha256('{"a":2,"b":1}'));
  expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});
