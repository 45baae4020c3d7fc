import { Injectable } from '@nestjs/common';
import { AccountStore } from '../people/account.store.js';
import { keepingOne } from '../people/administrator.store.js';
import { TrailStore } from '../people/trail.store.js';
import type { Looked } from '../platform/etag.rules.js';
import type { TrailEntry } from '../people/trail.js';
import { ErasureStore, type Erased } from './erasure.store.js';

/** Who does it, and how far the account had come when they looked. */
type Eraser = Pick<TrailEntry, 'actor' | 'personal'> & { readonly looked?: Looked };

/** A person's data at their wish: the account is disabled, and what names them is gone. What was done stays proven. */
@Injectable()
export class ErasePerson {
  constructor(
    private readonly accounts: AccountStore,
    private readonly erasure: ErasureStore,
    private readonly trail: TrailStore,
  ) {}

  /** Undefined: there is no account of this name, and nothing that names one. The reason stays: it should name the rule, and nobody. */
  erase(name: string, reason: string, { looked = 'anything', ...by }: Eraser): Promise<Erased | undefined> {
    return this.trail.told(async (db) => {
      const erased = await keepingOne(db, async () => {
        await this.accounts.hold(name, looked, db);
        return this.erasure.erase(name, db);
      });
      if (!erased) return { value: erased, told: [] };
      return {
        value: erased,
        told: [{ kind: 'account-changed', ...by, subject: name, after: { isErased: true, reason, ...erased } }],
      };
    });
  }
}
