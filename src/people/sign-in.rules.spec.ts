import fc from 'fast-check';
import { networkOf, waitAfter } from './sign-in.rules.js';

test.each([
  [undefined, 0],
  [{ failures: 2, age: 0 }, 0],
  [{ failures: 3, age: 0 }, 1],
  [{ failures: 3, age: 1 }, 0],
  [{ failures: 6, age: 0 }, 8],
  [{ failures: 40, age: 0 }, 900],
  [{ failures: 40, age: 901 }, 0],
])('after %j one waits %i s', (failed, seconds) => {
  expect(waitAfter(failed)).toBe(seconds);
});

test('the wait grows with each failure, and passes', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.nat(2000), (failures, age) => {
      expect(waitAfter({ failures: failures + 1, age })).toBeGreaterThanOrEqual(waitAfter({ failures, age }));
      expect(waitAfter({ failures, age: 900 })).toBe(0);
    }),
  );
});

test.each([
  ['10.0.0.7', '10.0.0.7'],
  ['::ffff:10.0.0.7', '10.0.0.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
  ['::1', '0:0:0:0::/64'],
])('%s is of %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
