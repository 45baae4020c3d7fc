import { generateSecret, generateSync } from 'otplib';
import { sealSecret } from './secret-box.js';
import { Totp } from './totp.service.js';
import type { TotpStore } from './totp.store.js';

const [now, before] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const secret = generateSecret();

/** An authenticator that was set up while SECRET_KEY was this one. */
function keptUnder(key: Buffer): Totp {
  const store = {
    of: () => Promise.resolve({ secret: sealSecret(key, secret, 'an') }),
    use: () => Promise.resolve(true),
  };
  return new Totp(store as unknown as TotpStore, { secretKey: now });
}

test.each([
  ['is good under the key that it was set up with', now, true],
  [
    'is no good where the key was changed, and nothing breaks: an administrator takes the authenticator away',
    before,
    false,
  ],
])('a code %s', async (_, key, isGood) => {
  expect(await keptUnder(key).isGood('an', generateSync({ secret }))).toBe(isGood);
});
