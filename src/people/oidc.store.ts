import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** What must come back from the provider as it went out. */
export type UnderWay = {
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
  /** The digest of the session that the browser had when it left. */
  readonly replaces: string | null;
};
export type Begun = UnderWay & { readonly state: string; readonly browser: string };

/** So long somebody may take at the provider. */
export const MINUTES = 10;

/** Sign-ins that are under way at the provider: each ends once, in the browser in which it began. */
@Injectable()
export class OidcStore {
  constructor(private readonly database: DataSource) {}

  /** `state` and `browser`: digests. */
  async begin({ state, browser, nonce, verifier, returnTo, replaces }: Begun): Promise<void> {
    await this.database.query(
      `with over as (delete from oidc_sign_in where expires_at < now())
       insert into oidc_sign_in (id, browser, nonce, verifier, return_to, replaces, expires_at)
       values ($1, $2, $3, $4, $5, $6, now() + make_interval(mins => $7))`,
      [state, browser, nonce, verifier, returnTo, replaces, MINUTES],
    );
  }

  /** Undefined: there is none such, it was ended before, it took too long, or it began in another browser. */
  async end(state: string, browser: string): Promise<UnderWay | undefined> {
    const [rows]: [UnderWay[], number] = await this.database.query(
      `delete from oidc_sign_in where id = $1 and browser = $2 and expires_at > now()
       returning nonce, verifier, return_to as "returnTo", replaces`,
      [state, browser],
    );
    return rows[0];
  }
}
