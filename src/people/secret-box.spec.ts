import { randomBytes } from 'node:crypto';
import { openSecret, sealSecret } from './secret-box.js';

const key = randomBytes(32);

test('what is sealed is read again, and looks different each time', () => {
  const [one, two] = [sealSecret(key, 'bí mật', 'an'), sealSecret(key, 'bí mật', 'an')];
  expect(one).not.toBe(two);
  expect([openSecret(key, one, 'an'), openSecret(key, two, 'an')]).toEqual(['bí mật', 'bí mật']);
});

test('under another key, for somebody else, or changed, it is not read', () => {
  const sealed = sealSecret(key, 'bí mật', 'an');
  const changed = Buffer.from(sealed.slice(2), 'base64url').map((byte, n) => (n === 30 ? byte ^ 1 : byte));
  expect(() => openSecret(randomBytes(32), sealed, 'an')).toThrow();
  expect(() => openSecret(key, sealed, 'ba')).toThrow();
  expect(() => openSecret(key, `1.${Buffer.from(changed).toString('base64url')}`, 'an')).toThrow();
  expect(() => openSecret(key, '2.x', 'an')).toThrow();
});
