import { Inject, Injectable } from '@nestjs/common';
import { generateSecret, generateURI, verifySync } from 'otplib';
import { problem } from '../core/problem.js';
import type { Config } from '../platform/config.js';
import { CONFIG } from '../platform/tokens.js';
import type { Principal } from './principal.js';
import { openSecret, sealSecret } from './secret-box.js';
import type { TotpSetUp } from './session.dto.js';
import { TotpStore } from './totp.store.js';

/** One step before and after: clocks of telephones go wrong. */
const TOLERANCE = 30;

/** Codes of an authenticator (TOTP, RFC 6238), beside the password. */
@Injectable()
export class Totp {
  constructor(
    private readonly store: TotpStore,
    @Inject(CONFIG) private readonly config: Pick<Config, 'secretKey'>,
  ) {}

  /** A new secret, in use once a code of it was given. */
  async begin({ account, name }: Principal): Promise<TotpSetUp> {
    const secret = generateSecret();
    if (!(await this.store.begin(account, sealSecret(this.key(), secret, account)))) throw problem('totp-active');
    return { secret, uri: generateURI({ issuer: 'Đúng Hạn', label: name, secret }) };
  }

  /** Whether the code is of this account's authenticator, and was not used before. */
  async isGood(account: string, code: string): Promise<boolean> {
    const kept = await this.store.of(account);
    if (!kept) return false;
    const secret = opened(this.key(), kept.secret, account);
    if (secret === undefined) return false;
    const found = verifySync({ secret, token: code, epochTolerance: TOLERANCE });
    return found.valid && 'timeStep' in found && this.store.use(account, found.timeStep);
  }

  private key(): Buffer {
    if (!this.config.secretKey) throw problem('totp-not-configured');
    return this.config.secretKey;
  }
}

/** Undefined: SECRET_KEY has been changed since. The authenticator is set up anew, once somebody has taken this one away. */
function opened(key: Buffer, kept: string, account: string): string | undefined {
  try {
    return openSecret(key, kept, account);
  } catch {
    return undefined;
  }
}
