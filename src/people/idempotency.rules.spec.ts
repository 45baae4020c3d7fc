import { keptKey, type Wish } from './idempotency.rules.js';

const wish: Wish = {
  account: 'a',
  route: 'POST /x/:name',
  key: 'k-1',
  asked: { path: '/x/y', query: {}, body: { a: 1, b: [{ c: 2, d: 3 }] } },
};
const secret = Buffer.alloc(32, 1);

test('the same request is the same however its fields are ordered', () => {
  const again = { ...wish, asked: { query: {}, body: { b: [{ d: 3, c: 2 }], a: 1 }, path: '/x/y' } };
  expect(keptKey(again, secret)).toEqual(keptKey(wish, secret));
});

test.each<[string, Partial<Wish>]>([
  ['another account', { account: 'b' }],
  ['another route', { route: 'DELETE /x/:name' }],
  ['another key', { key: 'k-2' }],
])('%s is another key', (_, other) => {
  expect(keptKey({ ...wish, ...other }, secret).id).not.toBe(keptKey(wish, secret).id);
});

test.each([
  ['address', { ...wish.asked, path: '/x/z' }],
  ['parameter', { ...wish.asked, query: { wait: 'false' } }],
  ['content', { ...wish.asked, body: { a: 2 } }],
])('another %s is another request under the same key', (_, asked) => {
  const [one, other] = [keptKey(wish, secret), keptKey({ ...wish, asked }, secret)];
  expect(other.id).toBe(one.id);
  expect(other.request).not.toBe(one.request);
});

test('nothing that is kept tells the key or the seal, and each server has its own', () => {
  const { id, request, seal } = keptKey(wish, secret);
  expect(new Set([id, request, seal.toString('hex'), wish.key]).size).toBe(4);
  expect(keptKey(wish, Buffer.alloc(32, 2)).id).not.toBe(id);
  expect(seal).toHaveLength(32);
});
