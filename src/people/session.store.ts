import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { SecondFactor } from './principal.js';
import { IDLE, type SignInWay } from './principal.reader.js';
import type { Asks } from './trail.js';

/** However busy, a session ends after this. */
const LONGEST = '12 hours';
export type SessionRow = {
  readonly id: string;
  readonly address: string;
  readonly agent: string;
  readonly createdAt: Date;
  readonly seenAt: Date;
};

export type NewSession = {
  readonly address: string;
  readonly agent: string;
  readonly way?: SignInWay;
  readonly secondFactor?: SecondFactor;
  /** Seconds since 1970: when somebody proved who they are, where that was not just now. */
  readonly provedAt?: number | undefined;
  /** The digest of the one that the browser had before: it is over. */
  readonly replaces?: string | undefined;
  /** In a sandbox: the account that it began as. */
  readonly beganAs?: string | undefined;
};

/** Sessions of browsers: on the server, so that each can be ended. */
@Injectable()
export class SessionStore {
  constructor(private readonly database: DataSource) {}

  /** @returns seconds until it ends */
  async open(
    account: string,
    digest: string,
    { address, agent, way = 'password', secondFactor = 'here', replaces, provedAt, beganAs }: NewSession,
    db: Asks = this.database,
  ): Promise<number> {
    const [row]: { seconds: number }[] = await db.query(
      `with over as (delete from session where expires_at < now() or seen_at < now() - interval '${IDLE}' or id = $7)
       insert into session (id, account_id, address, agent, way, second_factor, proved_at, began_as, expires_at)
       values ($1, $2, $3, $4, $5, $6, case when $8::float8 is not null then least(to_timestamp($8), now()) end, $9, now() + interval '${LONGEST}') returning extract(epoch from expires_at - now())::int as seconds`,
      [
        digest,
        account,
        address,
        agent.slice(0, 300),
        way,
        secondFactor,
        replaces ?? null,
        provedAt ?? null,
        beganAs ?? null,
      ],
    );
    return row?.seconds ?? 0;
  }

  /** The code that was due is given. */
  async codeGiven(digest: string, db: Asks = this.database): Promise<void> {
    await db.query(`update session set second_factor = 'here' where id = $1 and second_factor = 'due'`, [digest]);
  }

  /** How it was opened; undefined: there is none of this digest. */
  async wayOf(digest: string): Promise<SignInWay | undefined> {
    const [row]: { way: SignInWay }[] = await this.database.query('select way from session where id = $1', [digest]);
    return row?.way;
  }

  list(account: string): Promise<SessionRow[]> {
    return this.database.query(
      `select id, address, agent, created_at as "createdAt", seen_at as "seenAt" from session
       where account_id = $1 and expires_at > now() and seen_at > now() - interval '${IDLE}' order by seen_at desc, id`,
      [account],
    );
  }

  /** All of an account's sessions, or the one of this digest. @returns how many were ended */
  async close(account: string, digest?: string, db: Asks = this.database): Promise<number> {
    const [, n]: [unknown, number] = await db.query(
      `delete from session where (account_id = $1 or began_as = $1) and ($2::text is null or id = $2)`,
      [account, digest ?? null],
    );
    return n;
  }
}
