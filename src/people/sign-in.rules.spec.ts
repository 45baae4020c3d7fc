import fc from 'fast-check';
import { waitAfter } from './sign-in.rules.js';

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
