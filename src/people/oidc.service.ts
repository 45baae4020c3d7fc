import { Inject, Injectable } from '@nestjs/common';
import { Problem, problem, type ProblemCode } from '../core/problem.js';
import type { Config } from '../platform/config.js';
import type { Log } from '../platform/log.js';
import { CONFIG, LOG } from '../platform/tokens.js';
import { OidcAccounts } from './oidc-accounts.service.js';
import { claimed, claimsOf } from './oidc-claims.rules.js';
import { type Arrival, OidcClient } from './oidc-client.js';
import type { DepartQuery } from './oidc.dto.js';
import { type OidcMapping, readMapping } from './oidc-mapping.js';
import { OidcStore, type UnderWay } from './oidc.store.js';
import { digestOf, makeToken } from './secrets.js';
import type { Caller } from './sign-in.service.js';
import type { TrailEntry } from './trail.js';
import { TrailStore } from './trail.store.js';

export type Departed = { readonly url: string; readonly browser: string };
/** How a sign-in elsewhere ended, and where its browser goes; that is known where the sign-in is. */
export type Arrived =
  | { readonly returnTo: string; readonly token: string; readonly seconds: number }
  | { readonly returnTo?: string; readonly failed: ProblemCode };

/** What a browser holds while its user is at the provider. */
const HELD = /^dho_[\w-]{43}$/;

/** Signing in at an OpenID Connect provider: authorization code with PKCE. */
@Injectable()
export class Oidc {
  private readonly mapping: OidcMapping;

  /** @throws {ConfigError} where the mapping is wrong: the start says so */
  constructor(
    private readonly client: OidcClient,
    private readonly store: OidcStore,
    private readonly accounts: OidcAccounts,
    private readonly trail: TrailStore,
    @Inject(CONFIG) private readonly config: Pick<Config, 'oidc'>,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.mapping = readMapping(config.oidc?.mapping);
  }

  /** @throws Problem oidc-not-configured */
  settings(): NonNullable<Config['oidc']> {
    if (!this.config.oidc) throw problem('oidc-not-configured');
    return this.config.oidc;
  }

  /** `held`: what the browser holds already, so that two windows may be under way at once. */
  async depart(
    { returnTo, again }: DepartQuery,
    { held, replaces }: { readonly held: string | undefined; readonly replaces: string | undefined },
  ): Promise<Departed | { readonly failed: ProblemCode }> {
    this.settings();
    const browser = held !== undefined && HELD.test(held) ? held : makeToken('dho');
    try {
      const { url, state, nonce, verifier } = await this.client.depart({ acr: this.mapping.secondFactor.acr, again });
      const digests = { state: digestOf(state), browser: digestOf(browser), replaces: replaces ?? null };
      await this.store.begin({ ...digests, nonce, verifier, returnTo });
      return { url, browser };
    } catch (error) {
      return { failed: this.failure(error) };
    }
  }

  /** `search`: what the provider sent back, in the address. */
  async arrive(search: string, held: string | undefined, caller: Caller): Promise<Arrived> {
    this.settings();
    const [state = '', ...more] = new URLSearchParams(search).getAll('state');
    const begun =
      held !== undefined && state !== '' && more.length === 0
        ? await this.store.end(digestOf(state), digestOf(held))
        : undefined;
    if (!begun) return { failed: 'oidc-sign-in-over' };
    return this.arrived(search, { ...begun, state }, caller);
  }

  /** Where whoever has signed out here does so at the provider; undefined where that cannot be said: nobody's signing out waits for it. */
  async leave(): Promise<string | undefined> {
    try {
      return await this.client.leave();
    } catch (error) {
      this.failure(error, 'the provider does not say where to sign out');
      return undefined;
    }
  }

  private async arrived(
    search: string,
    { returnTo, replaces, ...sent }: UnderWay & { readonly state: string },
    caller: Caller,
  ): Promise<Arrived> {
    let who: Arrival | undefined;
    try {
      who = await this.client.arrive(search, sent, claimsOf(this.mapping));
      const newcomer = { ...who, claimed: claimed(this.mapping, who.claims, who.token) };
      return {
        returnTo,
        ...(await this.accounts.signIn(newcomer, this.mapping, { ...caller, replaces: replaces ?? undefined })),
      };
    } catch (error) {
      const failed = this.failure(error);
      await this.trail.append([this.failedSignIn(error as Problem, who)]);
      return { returnTo, failed };
    }
  }

  /** What the provider, the way to it or the account is to blame for. All else is for others to answer. */
  private failure(error: unknown, words = 'a sign-in elsewhere failed'): ProblemCode {
    if (!(error instanceof Problem)) throw error;
    this.log.warn({ code: error.code, reason: reasonOf(error) }, words);
    return error.code;
  }

  /** With whom the provider means: an administrator who is to link them finds it here. */
  private failedSignIn({ code, facts }: Problem, who: Arrival | undefined): TrailEntry {
    const { issuer } = who ?? this.settings();
    const name = who && claimed(this.mapping, who.claims).name;
    return {
      kind: 'sign-in-failed',
      actor: null,
      after: { way: 'oidc', issuer, code, ...(typeof facts['error'] === 'string' && { error: facts['error'] }) },
      ...(who && { personal: { elsewhere: who.subject, ...(name !== undefined && { name }) } }),
    };
  }
}

/** Why, in words that name nobody: the claims that stand in the causes of an error do not go to the log. */
function reasonOf({ cause }: Problem): string | undefined {
  const said: string[] = [];
  for (let at: unknown = cause; at instanceof Error && said.length < 4; at = at.cause) said.push(at.message);
  return said.length > 0 ? said.join(': ') : undefined;
}
