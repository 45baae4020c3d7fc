import { Inject, Injectable } from '@nestjs/common';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  clockTolerance,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { problem } from '../core/problem.js';
import type { Config } from '../platform/config.js';
import { CONFIG } from '../platform/tokens.js';
import type { Elsewhere } from './account-link.store.js';
import { type Claims, claimAt } from './oidc-claims.rules.js';
import { oidcProblemOf } from './oidc-problems.rules.js';

const CALLBACK_PATH = '/api/v1/session/oidc/callback';
/** Seconds for one answer of the provider, and by how much its clock may differ from ours. */
const TIME_OUT = 5;
const TOLERANCE = 30;
/** Whoever proved who they are longer ago is asked again: no session of ours lives longer. It makes the provider say when. */
const OLDEST_PROOF = 12 * 3600;
/** What the provider says of itself is asked again after this. */
const FRESH = 3_600_000;

export type Departure = {
  readonly url: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
};
export type Wish = {
  /** What the provider is asked to see to, where it is trusted for a second factor. */
  readonly acr: readonly string[];
  /** Whoever is signed in there is asked once more. */
  readonly again: boolean;
};
export type Arrival = Elsewhere & {
  /** What the provider has signed, with what it says besides. */
  readonly claims: Claims;
  readonly token: Claims;
  /** Seconds since 1970; undefined: the provider does not say when somebody proved who they are. */
  readonly provedAt: number | undefined;
};

/**
 * The provider, as its own words describe it. They are asked for at the first sign-in and not at the start, which depends
 * on nobody. Every mistake of the provider or of the network is a problem with a code.
 */
@Injectable()
export class OidcClient {
  private known: { readonly configuration: Promise<Configuration>; readonly until: number } | undefined;

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'oidc' | 'oidcClientSecret' | 'publicUrl'>) {}

  async depart({ acr, again }: Wish): Promise<Departure> {
    const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
    const configuration = await this.asked(() => this.provider());
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: this.callback().href,
      scope: this.settings().scopes,
      state,
      nonce,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      max_age: String(OLDEST_PROOF),
      ...(again && { prompt: 'login' }),
      ...(acr.length > 0 && { acr_values: acr.join(' ') }),
    });
    return { url: url.href, state, nonce, verifier };
  }

  /** `search`: what came back in the address. `wanted`: the claims that are of interest. */
  arrive(search: string, sent: Omit<Departure, 'url'>, wanted: readonly string[]): Promise<Arrival> {
    return this.asked(async () => {
      const configuration = await this.provider();
      const tokens = await authorizationCodeGrant(configuration, this.callback(search), {
        expectedState: sent.state,
        expectedNonce: sent.nonce,
        pkceCodeVerifier: sent.verifier,
        idTokenExpected: true,
      });
      const token = tokens.claims();
      // As OpenID Connect bounds it; it is kept, and told to administrators.
      if (!token || !/^[\x20-\x7e]{1,255}$/.test(token.sub)) throw problem('oidc-untrusted');
      const isAllThere = wanted.every((name) => claimAt(token, name) !== undefined);
      const more =
        isAllThere || configuration.serverMetadata().userinfo_endpoint === undefined
          ? {}
          : await fetchUserInfo(configuration, tokens.access_token, token.sub);
      return { issuer: token.iss, subject: token.sub, claims: { ...more, ...token }, token, provedAt: token.auth_time };
    });
  }

  /** Where a browser ends its session at the provider, and comes back from; undefined: the provider has no such page. */
  leave(): Promise<string | undefined> {
    return this.asked(async () => {
      const configuration = await this.provider();
      if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
      const back = { post_logout_redirect_uri: `${this.config.publicUrl ?? ''}/` };
      return buildEndSessionUrl(configuration, back).href;
    });
  }

  private async asked<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    try {
      return await ask();
    } catch (error) {
      const found = oidcProblemOf(error);
      // It may have moved, or changed its keys: the next sign-in asks anew.
      if (!found || found.code === 'oidc-away' || found.code === 'oidc-untrusted') this.known = undefined;
      throw found ?? error;
    }
  }

  private provider(): Promise<Configuration> {
    const now = Date.now();
    if (this.known && now < this.known.until) return this.known.configuration;
    const { issuer, clientId } = this.settings();
    const configuration = discovery(
      new URL(issuer),
      clientId,
      { [clockTolerance]: TOLERANCE },
      authentication(this.config.oidcClientSecret),
      {
        timeout: TIME_OUT,
        execute: [enableNonRepudiationChecks, ...(issuer.startsWith('http:') ? [allowInsecureRequests] : [])],
      },
    );
    this.known = { configuration, until: now + FRESH };
    return configuration;
  }

  private callback(search = ''): URL {
    const url = new URL(`${this.config.publicUrl ?? ''}${CALLBACK_PATH}`);
    url.search = search;
    return url;
  }

  private settings() {
    if (!this.config.oidc) throw problem('oidc-not-configured');
    return this.config.oidc;
  }
}

/** In the header, as the standard has it, unless the provider says that it takes secrets otherwise. */
function authentication(secret: string | undefined): ClientAuth {
  if (secret === undefined) return None();
  const [inHeader, inBody] = [ClientSecretBasic(secret), ClientSecretPost(secret)];
  return (server, ...request) => {
    const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (ways.includes('client_secret_basic') ? inHeader : inBody)(server, ...request);
  };
}
