import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Asks } from './trail.js';
import type { TokenScope } from './access.rules.js';

export type TokenRow = {
  readonly id: string;
  readonly name: string;
  readonly scopes: TokenScope[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
};
export type NewToken = {
  readonly account: string;
  readonly name: string;
  readonly digest: string;
  readonly scopes: readonly TokenScope[];
  readonly days: number;
};

const columns = `id, name, scopes, created_at as "createdAt", expires_at as "expiresAt", used_at as "usedAt"`;

/** Tokens of programs: only their digests. */
@Injectable()
export class TokenStore {
  constructor(private readonly database: DataSource) {}

  list(account: string): Promise<TokenRow[]> {
    return this.database.query(
      `select ${columns} from api_token where account_id = $1 and revoked_at is null and expires_at > now()
       order by created_at, id`,
      [account],
    );
  }

  /** Undefined: there is one of this name. A name is free again once its token is over. */
  async add(
    { account, name, digest, scopes, days }: NewToken,
    db: Asks = this.database,
  ): Promise<TokenRow | undefined> {
    const [row]: TokenRow[] = await db.query(
      `insert into api_token (account_id, name, hash, scopes, expires_at)
       values ($1, $2, $3, $4, now() + make_interval(days => $5))
       on conflict (account_id, name) do update set id = gen_random_uuid(), hash = excluded.hash,
         scopes = excluded.scopes, created_at = now(), expires_at = excluded.expires_at, used_at = null, revoked_at = null
         where api_token.revoked_at is not null or api_token.expires_at <= now()
       returning ${columns}`,
      [account, name, digest, scopes, days],
    );
    return row;
  }

  /** False: there is no such token of this account. */
  async revoke(account: string, id: string, db: Asks = this.database): Promise<boolean> {
    const [, n]: [unknown, number] = await db.query(
      `update api_token set revoked_at = now() where account_id = $1 and id = $2 and revoked_at is null and expires_at > now()`,
      [account, id],
    );
    return n > 0;
  }
}
