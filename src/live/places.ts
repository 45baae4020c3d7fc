import { Inject, Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { openSecret, sealSecret } from '../people/secret-box.js';
import type { Config } from '../platform/config.js';
import { CONFIG } from '../platform/tokens.js';
import { positionIn, textOf, type Position } from './position.rules.js';

/**
 * Places in the order of changes as whoever listens gets them: sealed, and each account's own. Open ones would tell by their numbers how
 * much happened meanwhile that is not for these eyes, drafts of other units among it.
 */
@Injectable()
export class Places {
  private readonly key: Buffer;

  /** Without a key of the house, places are good at this process only; elsewhere one looks at everything anew. */
  constructor(@Inject(CONFIG) { secretKey }: Pick<Config, 'secretKey'>) {
    this.key = secretKey ?? randomBytes(32);
  }

  seal(position: Position, account: string): string {
    return sealSecret(this.key, textOf(position), ownerOf(account));
  }

  /** As `Last-Event-ID` has it. Undefined: it is none of ours, or was told to somebody else. */
  open(header: string | undefined, account: string): Position | undefined {
    if (header === undefined) return undefined;
    try {
      return positionIn(openSecret(this.key, header, ownerOf(account)));
    } catch {
      return undefined;
    }
  }
}

const ownerOf = (account: string): string => `live ${account}`;
