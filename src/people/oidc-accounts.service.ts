import { Inject, Injectable } from '@nestjs/common';
import type { Json } from '../core/canonical.js';
import { problem } from '../core/problem.js';
import type { Log } from '../platform/log.js';
import { LOG } from '../platform/tokens.js';
import { AccountLinkStore, type Elsewhere, type LinkedAccount } from './account-link.store.js';
import { AccountStore } from './account.store.js';
import { HoldingStore } from './holding.store.js';
import type { Claimed, ClaimedPost } from './oidc-claims.rules.js';
import type { OidcMapping } from './oidc-mapping.js';
import { heldOf, postEntry } from './post-entry.js';
import { digestOf, makeToken } from './secrets.js';
import { SessionStore } from './session.store.js';
import type { Caller } from './sign-in.service.js';
import type { Asks, TrailEntry } from './trail.js';
import { TrailStore } from './trail.store.js';

type First = { readonly account: LinkedAccount; readonly told: readonly TrailEntry[] };
/** Who came from elsewhere, and what the claims come to. */
export type Newcomer = Elsewhere & { readonly claimed: Claimed; readonly provedAt: number | undefined };

/** The account of whoever signed in elsewhere, as their claims have it, and a session of it: all in one transaction. */
@Injectable()
export class OidcAccounts {
  constructor(
    private readonly links: AccountLinkStore,
    private readonly accounts: AccountStore,
    private readonly holdings: HoldingStore,
    private readonly sessions: SessionStore,
    private readonly trail: TrailStore,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async signIn(
    newcomer: Newcomer,
    mapping: OidcMapping,
    caller: Caller,
  ): Promise<{ readonly token: string; readonly seconds: number }> {
    const { claimed } = newcomer;
    return this.trail.told(async (db) => {
      await this.links.lock(newcomer, db);
      const linked = await this.links.account(newcomer, db);
      const { account, told: first } = linked ? { account: linked, told: [] } : await this.first(newcomer, mapping, db);
      if (account.isDisabled) throw problem('oidc-account-disabled');
      const told = [
        ...first,
        ...(await this.refreshed(account, claimed, db)),
        ...(await this.posts(account, claimed, db)),
      ];
      const secondFactor = claimed.hasSecondFactor ? 'provider' : account.hasTotp ? 'due' : 'here';
      const token = makeToken('dhs');
      const seconds = await this.sessions.open(
        account.id,
        digestOf(token),
        { ...caller, way: 'oidc', secondFactor, provedAt: newcomer.provedAt },
        db,
      );
      await this.links.used(newcomer, db);
      const after = { way: 'oidc', issuer: newcomer.issuer, secondFactor };
      return {
        value: { token, seconds },
        told: [...told, { kind: 'sign-in', actor: account.name, subject: account.name, after }],
      };
    });
  }

  /** The first time: an account of that name that nobody signs in to with a password, or a new one, where the mapping allows it. */
  private async first(newcomer: Newcomer, { firstSignIn, name: claim }: OidcMapping, db: Asks): Promise<First> {
    const { name, displayName } = newcomer.claimed;
    if (firstSignIn === 'refuse') throw problem('oidc-no-account');
    if (name === undefined) throw problem('oidc-claim-missing', { claim });
    const was = await this.links.byName(name, newcomer.issuer, db);
    // Whoever has a password here, or is somebody else there, is not to be taken over by a name.
    if (was && (was.hasPassword || was.isLinked)) throw problem('oidc-name-taken', { name });
    if (!was && firstSignIn === 'link') throw problem('oidc-no-account');
    if (!was) {
      const added = await this.accounts.add({ name, displayName: displayName ?? name, mustChange: false }, db);
      // Nobody is called as those who have no account.
      if ('taken' in added) throw problem('oidc-name-taken', { name });
    }
    const account = was ?? (await this.links.byName(name, newcomer.issuer, db));
    if (!account) throw new Error(`the account ${name} was not made`);
    if (account.isDisabled) throw problem('oidc-account-disabled');
    await this.links.add(account.id, newcomer, db);
    const made: TrailEntry[] = was ? [] : [{ ...changeOf(name), before: null, after: { isDisabled: false } }];
    return { account, told: [...made, linkEntry(name, name, newcomer, true)] };
  }

  /** How somebody is called and reached, as the provider says it today; what it does not say stays. */
  private async refreshed(account: LinkedAccount, claimed: Claimed, db: Asks): Promise<TrailEntry[]> {
    const before = { displayName: account.displayName, email: account.email };
    const wanted = { displayName: claimed.displayName ?? before.displayName, email: claimed.email ?? before.email };
    const after = await this.links.refresh(account.id, wanted, db);
    if (!after) return [];
    return [{ ...changeOf(account.name), personal: { before, after } }];
  }

  private async posts({ id, name }: LinkedAccount, { posts }: Claimed, db: Asks): Promise<TrailEntry[]> {
    const { given, ended, unknown } = await this.holdings.claim(id, posts, db);
    if (unknown.length > 0) this.log.warn({ posts: unknown }, 'claims give posts in units that no plan has');
    return [
      ...ended.map((post) => ({ ...postEntry(name, name, post), before: claimedOf(post) })),
      ...given.map((post) => ({ ...postEntry(name, name, post), after: claimedOf(post) })),
    ];
  }
}

/** Who a link is to can be erased; that there is one, and by which issuer, cannot. */
export const linkEntry = (
  actor: string,
  subject: string,
  { issuer, subject: elsewhere }: Elsewhere,
  isLinked: boolean,
): TrailEntry => ({
  kind: 'account-changed',
  actor,
  subject,
  after: { issuer, isLinked },
  personal: { elsewhere },
});

const changeOf = (name: string) => ({ kind: 'account-changed', actor: name, subject: name }) as const;
const claimedOf = (post: ClaimedPost): Json => ({ ...heldOf(post), source: 'oidc' });
