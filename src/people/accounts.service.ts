import { Injectable } from '@nestjs/common';
import { problem, unfit } from '../core/problem.js';
import { isUnchanged, type Looked } from '../platform/if-match.js';
import { ANY, type Domain, domainOf, mayGive, mayManage } from './access.rules.js';
import { AccountStore } from './account.store.js';
import type {
  AccountView,
  AddAccountBody,
  AddedAccount,
  AddPostBody,
  ChangeAccountBody,
  HeldPost,
} from './accounts.dto.js';
import { AccountsReader, accountView, type FoundAccount } from './accounts.reader.js';
import { HoldingStore } from './holding.store.js';
import type { Principal } from './principal.js';
import { hashPassword, makePassword } from './secrets.js';
import { TotpStore } from './totp.store.js';

/** Seats that look after every unit of a plan. */
const WIDE: readonly string[] = ['administrator', 'leader', 'member', 'auditor'];

/**
 * Accounts in the hands of administrators. Whoever administers one plan sees the accounts of its people and those of
 * nobody; for them all others are not there. What is refused for its own sake is refused before anything is looked up.
 */
@Injectable()
export class Accounts {
  constructor(
    private readonly accounts: AccountStore,
    private readonly holdings: HoldingStore,
    private readonly reader: AccountsReader,
    private readonly totp: TotpStore,
  ) {}

  async add(me: Principal, { name, displayName, email }: AddAccountBody): Promise<AddedAccount> {
    const domain = domainOf(me);
    // Where a plan of others names this person, the account would have that person's posts.
    if (await this.reader.isPersonElsewhere(domain, name)) throw problem('name-taken', { name });
    const password = makePassword();
    const added = await this.accounts.add({
      name,
      displayName,
      email,
      password: await hashPassword(password),
      mustChange: true,
    });
    if ('taken' in added) throw added.taken === 'email' ? problem('email-taken') : problem('name-taken', { name });
    return { ...accountView(await this.found(domain, name)), password };
  }

  async view(me: Principal, name: string): Promise<AccountView> {
    return accountView(await this.found(domainOf(me), name));
  }

  async change(me: Principal, name: string, change: ChangeAccountBody, looked: Looked): Promise<AccountView> {
    const domain = domainOf(me);
    const { version } = await this.managed(domain, name);
    isUnchanged(looked, version);
    const changed = await this.accounts.change(name, version, change);
    if (changed === 'email-taken') throw problem('email-taken');
    if (changed === 'moved') throw problem('precondition-failed');
    return accountView(await this.found(domain, name));
  }

  /** A new first password: whoever had the old one is signed out. */
  async resetPassword(me: Principal, name: string): Promise<string> {
    await this.managed(domainOf(me), name);
    const password = makePassword();
    await this.accounts.setPassword(name, await hashPassword(password), { mustChange: true });
    return password;
  }

  async forgetTotp(me: Principal, name: string): Promise<void> {
    await this.managed(domainOf(me), name);
    if (!(await this.totp.forget(name))) throw problem('not-found');
  }

  async posts(me: Principal, name: string): Promise<HeldPost[]> {
    const domain = domainOf(me);
    return this.reader.posts(domain, await this.found(domain, name));
  }

  async give(me: Principal, name: string, post: AddPostBody): Promise<HeldPost> {
    const domain = domainOf(me);
    if (!mayGive(domain, post)) throw problem('not-allowed', { needed: 'accounts.manage' });
    await this.isThere(post);
    const { id: account } = await this.found(domain, name);
    const id = await this.holdings.add(account, post);
    if (id === undefined) throw problem('already-held');
    return { ...post, id, source: 'admin' };
  }

  async take(me: Principal, name: string, post: number): Promise<void> {
    const domain = domainOf(me);
    const { id } = await this.found(domain, name);
    if (!(await this.holdings.remove(domain, id, post))) throw problem('not-found');
  }

  private async isThere({ plan, unit, seat, groups }: AddPostBody): Promise<void> {
    if (groups.length > 0 && seat !== 'appraiser') throw unfit('groups', 'at-most-entries', { most: 0 });
    if (unit === ANY && !WIDE.includes(seat)) throw unfit('unit', 'unit');
    if (plan === ANY && unit !== ANY) throw unfit('unit', 'one-of', { choices: [ANY] });
    if (plan === ANY) return;
    const is = await this.reader.isUnit(plan, unit);
    if (is === 'nothing') throw unfit('plan', 'known-plan');
    if (is === 'plan' && unit !== ANY) throw unfit('unit', 'unit');
  }

  private async found(domain: Domain, name: string): Promise<FoundAccount> {
    const account = await this.reader.find(domain, name);
    if (!account) throw problem('not-found');
    return account;
  }

  /** Who changes how somebody signs in could sign in as them: only where their rights are no wider. */
  private async managed(domain: Domain, name: string): Promise<FoundAccount> {
    const account = await this.found(domain, name);
    if (!mayManage(domain, account.plans)) throw problem('not-allowed', { needed: 'accounts.manage' });
    return account;
  }
}
