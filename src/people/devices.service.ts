import { Inject, Injectable } from '@nestjs/common';
import { hkdfSync, randomBytes } from 'node:crypto';
import type { Config } from '../platform/config.js';
import { networkOf } from '../platform/network.js';
import { CONFIG } from '../platform/tokens.js';
import { deviceOf, makeDevice } from './device.rules.js';

/** Where somebody tries from, and what the browser has kept. */
export type TriedFrom = { readonly address: string; readonly device?: string | undefined };

/** Browsers that somebody has signed in with before: a colleague's mistakes behind the same address do not hold them up. */
@Injectable()
export class Devices {
  private readonly key: Buffer;

  constructor(@Inject(CONFIG) { secretKey }: Pick<Config, 'secretKey'>) {
    // Without a key, as in a sandbox, browsers are known until the process ends.
    this.key = Buffer.from(hkdfSync('sha256', secretKey ?? randomBytes(32), '', 'dung-han device', 32));
  }

  /** By what the mistakes are counted: by the browser where this name has signed in with it, else by the network. */
  countedBy(name: string, { address, device }: TriedFrom): string {
    const known = device === undefined ? undefined : deviceOf(this.key, name, device, Date.now());
    return known ?? networkOf(address);
  }

  made(name: string): string {
    return makeDevice(this.key, name, Date.now());
  }
}
