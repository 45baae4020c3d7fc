import { Inject, Injectable } from '@nestjs/common';
import { dayOf } from '../core/calendar/day.js';
import type { PlatformClock } from '../platform/clock.js';
import { CLOCK } from '../platform/tokens.js';
import { AccountStore } from './account.store.js';
import { ANY } from './access.rules.js';
import { HoldingStore } from './holding.store.js';
import { type Sample, SampleReader } from './sample.reader.js';
import { hashPassword, makePassword } from './secrets.js';
import type { TrailEntry } from './trail.js';
import { TrailStore } from './trail.store.js';

/** Shown once, at the start that made it. */
export type FirstAccount = Sample & { readonly password: string };

const ADMINISTRATOR: Sample = { name: 'quan-tri', displayName: 'Quản trị hệ thống', post: 'administrator' };

/** Passwords for an empty house: none is ever the same as anywhere else. */
@Injectable()
export class FirstAccounts {
  constructor(
    private readonly accounts: AccountStore,
    private readonly holdings: HoldingStore,
    private readonly samples: SampleReader,
    private readonly trail: TrailStore,
    @Inject(CLOCK) private readonly clock: PlatformClock,
  ) {}

  /** The administrator of everything; in a sandbox whoever one round takes as well. Nothing where there are accounts. */
  async make(isSandbox: boolean): Promise<readonly FirstAccount[]> {
    if (await this.accounts.isAnyThere()) return [];
    const made: FirstAccount[] = [];
    const samples = isSandbox ? await this.samples.on(dayOf(await this.clock.now())) : [];
    for (const one of [ADMINISTRATOR, ...samples]) {
      const password = makePassword();
      // What is real begins with a password that only its owner knows.
      const hashed = { password: await hashPassword(password), mustChange: !isSandbox };
      // Another process was faster: it shows them.
      if (!(await this.add(one, hashed))) continue;
      made.push({ ...one, password });
    }
    if (isSandbox) await this.accounts.addPeople();
    return made;
  }

  private add(one: Sample, hashed: { readonly password: string; readonly mustChange: boolean }): Promise<boolean> {
    const { name, displayName } = one;
    return this.trail.told(async (db) => {
      const added = await this.accounts.add({ name, displayName, ...hashed }, db);
      if ('taken' in added) return { value: false, told: [] };
      const entry = { actor: null, subject: name } as const;
      const told: TrailEntry[] = [
        { ...entry, kind: 'account-changed', before: null, after: { isDisabled: false }, personal: { displayName } },
      ];
      if (one === ADMINISTRATOR) {
        const post = { plan: ANY, unit: ANY, seat: 'administrator' } as const;
        await this.holdings.add(added.id, post, db);
        told.push({ ...entry, kind: 'post-changed', after: { ...post } });
      }
      return { value: true, told };
    });
  }
}
