import { Injectable } from '@nestjs/common';
import { problem, unfit } from '../core/problem.js';
import { isUnchanged, type Looked } from '../platform/etag.rules.js';
import { ANY, domainOf, isPlaced, mayGive, placesFor } from './access.rules.js';
import { type Added, AccountStore } from './account.store.js';
import { keepingOne } from './administrator.store.js';
import {
  type AccountView,
  type AddAccountBody,
  type AddedAccount,
  type AddPostBody,
  type ChangeAccountBody,
  type GivenPost,
  type HeldPost,
  wideSeats,
} from './accounts.dto.js';
import { AccountsReader, accountView, type FoundAccount } from './accounts.reader.js';
import { HoldingStore } from './holding.store.js';
import { heldOf, postEntry } from './post-entry.js';
import type { Principal } from './principal.js';
import { hashPassword, makePassword } from './secrets.js';
import { type SessionRow, SessionStore } from './session.store.js';
import { TotpStore } from './totp.store.js';
import type { Told, TrailEntry } from './trail.js';
import { TrailStore } from './trail.store.js';

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
    private readonly sessions: SessionStore,
    private readonly trail: TrailStore,
  ) {}

  async add(me: Principal, { name, displayName, email, phone }: AddAccountBody): Promise<AddedAccount> {
    const domain = domainOf(me);
    // Where a plan of others names this person, the account would have that person's posts.
    if (await this.reader.isPersonElsewhere(domain, name)) throw problem('name-taken', { name });
    const password = makePassword();
    const wish = { name, displayName, email, phone, password: await hashPassword(password), mustChange: true };
    const personal = { after: { displayName, email: email ?? null, phone: phone ?? null } };
    const added = await this.trail.told(async (db): Promise<Told<Added>> => {
      const value = await this.accounts.add(wish, db);
      if ('taken' in value) return { value, told: [] };
      const after = { isDisabled: false };
      return {
        value,
        told: [{ kind: 'account-changed', actor: me.name, subject: name, before: null, after, personal }],
      };
    });
    if ('taken' in added) throw added.taken === 'email' ? problem('email-taken') : problem('name-taken', { name });
    return { ...accountView(await this.reader.get(domain, name)), password };
  }

  async view(me: Principal, name: string): Promise<AccountView> {
    return accountView(await this.reader.get(domainOf(me), name));
  }

  async change(me: Principal, name: string, change: ChangeAccountBody, looked: Looked): Promise<AccountView> {
    const domain = domainOf(me);
    const was = await this.reader.managed(domain, name);
    isUnchanged(looked, was.version);
    const changed = await this.trail.told(async (db) => {
      const work = () => this.accounts.change(name, was.version, change, db);
      const value = await keepingOne(db, work, (done) => done === 'changed');
      return { value, told: value === 'changed' ? [changeOf(me, was, change)] : [] };
    });
    if (changed === 'email-taken') throw problem('email-taken');
    if (changed === 'moved') throw problem('precondition-failed');
    return accountView(await this.reader.get(domain, name));
  }

  /** A new first password: whoever had the old one is signed out. */
  async resetPassword(me: Principal, name: string, looked: Looked): Promise<string> {
    await this.reader.managed(domainOf(me), name);
    const password = makePassword();
    const hash = await hashPassword(password);
    await this.trail.told(async (db) => {
      await this.accounts.hold(name, looked, db);
      const value = await this.accounts.setPassword(name, hash, { mustChange: true }, db);
      const after = { mustChange: true };
      return { value, told: [{ kind: 'password-changed', actor: me.name, subject: name, after }] };
    });
    return password;
  }

  async forgetTotp(me: Principal, name: string, looked: Looked): Promise<void> {
    await this.reader.managed(domainOf(me), name);
    const isGone = await this.trail.told(async (db) => {
      await this.accounts.hold(name, looked, db);
      const value = await this.totp.forget(name, db);
      const entry = { kind: 'account-changed', actor: me.name, subject: name, after: { totp: false } } as const;
      return { value, told: value ? [entry] : [] };
    });
    if (!isGone) throw problem('not-found');
  }

  async sessionsOf(me: Principal, name: string): Promise<SessionRow[]> {
    const { id } = await this.reader.managed(domainOf(me), name);
    return this.sessions.list(id);
  }

  /** Signed out everywhere: a telephone is lost, or somebody left a browser open. */
  async endSessions(me: Principal, name: string): Promise<void> {
    const { id } = await this.reader.managed(domainOf(me), name);
    await this.trail.told(async (db) => {
      const sessions = await this.sessions.close(id, undefined, db);
      return {
        value: sessions,
        told: sessions === 0 ? [] : [{ kind: 'sign-out', actor: me.name, subject: name, after: { sessions } }],
      };
    });
  }

  /** With the version of the account whose posts they are. */
  async posts(me: Principal, name: string): Promise<{ readonly posts: readonly HeldPost[]; readonly version: number }> {
    const domain = domainOf(me);
    const account = await this.reader.get(domain, name);
    return { posts: await this.reader.posts(domain, account), version: account.version };
  }

  async give(me: Principal, name: string, post: AddPostBody, looked: Looked): Promise<GivenPost> {
    const domain = domainOf(me);
    if (!mayGive(domain, post)) throw problem('not-allowed', { needed: 'accounts.manage' });
    await this.isThere(post);
    if (!isPlaced(post, me.offices))
      throw unfit('unit', 'seat-place', { choices: placesFor(domain, post, me.offices) });
    const { id: account } = await this.reader.get(domain, name);
    const given = await this.trail.told(async (db) => {
      await this.accounts.hold(name, looked, db);
      const value = await this.holdings.add(account, post, db);
      return { value, told: value === undefined ? [] : [{ ...postEntry(me.name, name, post), after: heldOf(post) }] };
    });
    if (!given) throw problem('already-held');
    return { ...post, ...given, source: 'admin' };
  }

  async take(me: Principal, name: string, post: number, looked: Looked): Promise<void> {
    const domain = domainOf(me);
    const { id } = await this.reader.get(domain, name);
    const gone = await this.trail.told(async (db) => {
      const value = await keepingOne(db, async () => {
        await this.accounts.hold(name, looked, db);
        return this.holdings.remove(domain, id, post, db);
      });
      return { value, told: value ? [{ ...postEntry(me.name, name, value), before: heldOf(value) }] : [] };
    });
    if (!gone) throw problem('not-found');
  }

  private async isThere({ plan, unit, seat, groups }: AddPostBody): Promise<void> {
    if (groups.length > 0 && seat !== 'appraiser') throw unfit('groups', 'at-most-entries', { most: 0 });
    if (unit === ANY && !wideSeats.includes(seat)) throw unfit('unit', 'unit');
    if (plan === ANY && unit !== ANY) throw unfit('unit', 'one-of', { choices: [ANY] });
    if (plan === ANY) return;
    const is = await this.reader.isUnit(plan, unit);
    if (is === 'nothing') throw unfit('plan', 'known-plan');
    if (is === 'plan' && unit !== ANY) throw unfit('unit', 'unit');
  }
}

/** How somebody is called and reached can be erased; whether they may sign in cannot. */
function changeOf(me: Principal, was: FoundAccount, change: ChangeAccountBody): TrailEntry {
  const { displayName, email, phone, disabled } = change;
  const isNamed = displayName !== undefined || email !== undefined || phone !== undefined;
  return {
    kind: 'account-changed',
    actor: me.name,
    subject: was.name,
    ...(disabled !== undefined && { before: { isDisabled: was.isDisabled }, after: { isDisabled: disabled } }),
    ...(isNamed && {
      personal: {
        before: { displayName: was.displayName, email: was.email, phone: was.phone },
        after: {
          displayName: displayName ?? was.displayName,
          email: email === undefined ? was.email : email,
          phone: phone === undefined ? was.phone : phone,
        },
      },
    }),
  };
}
