import { Injectable } from '@nestjs/common';
import { AccountStore } from './account.store.js';
import { ANY } from './access.rules.js';
import { HoldingStore } from './holding.store.js';
import { hashPassword, makePassword } from './secrets.js';

/** Shown once, at the start that made it. */
export type FirstAccount = { readonly name: string; readonly displayName: string; readonly password: string };

const ADMINISTRATOR = { name: 'quan-tri', displayName: 'Quản trị hệ thống' };

/** Passwords for an empty house: none is ever the same as anywhere else. */
@Injectable()
export class FirstAccounts {
  constructor(
    private readonly accounts: AccountStore,
    private readonly holdings: HoldingStore,
  ) {}

  /** The administrator of everything; in a sandbox somebody of each kind as well. Nothing where there are accounts. */
  async make(isSandbox: boolean): Promise<readonly FirstAccount[]> {
    if (await this.accounts.isAnyThere()) return [];
    const made: FirstAccount[] = [];
    for (const one of [ADMINISTRATOR, ...(isSandbox ? await this.accounts.samples() : [])]) {
      const password = makePassword();
      const added = await this.accounts.add({
        ...one,
        password: await hashPassword(password),
        // What is real begins with a password that only its owner knows.
        mustChange: !isSandbox,
      });
      // Another process was faster: it shows them.
      if ('taken' in added) continue;
      if (one === ADMINISTRATOR) await this.holdings.add(added.id, { plan: ANY, unit: ANY, seat: 'administrator' });
      made.push({ ...one, password });
    }
    if (isSandbox) await this.accounts.addPeople();
    return made;
  }
}
