import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Asks } from './trail.js';

export type KeptTotp = { readonly secret: string; readonly isActive: boolean };

/** Secrets of authenticators, sealed, and the step of the last code that was taken. */
@Injectable()
export class TotpStore {
  constructor(private readonly database: DataSource) {}

  async of(account: string): Promise<KeptTotp | undefined> {
    const [row]: KeptTotp[] = await this.database.query(
      `select totp_secret as secret, totp_since is not null as "isActive" from account where id = $1 and totp_secret is not null`,
      [account],
    );
    return row;
  }

  /** To be confirmed. False: there is one already that is in use. */
  async begin(account: string, sealed: string): Promise<boolean> {
    const [, n]: [unknown, number] = await this.database.query(
      `update account set totp_secret = $2, totp_step = null where id = $1 and totp_since is null`,
      [account, sealed],
    );
    return n > 0;
  }

  /** Each code is good once, also where two come at the same moment. False: this step or a later one was used. */
  async use(account: string, step: number): Promise<boolean> {
    const [, n]: [unknown, number] = await this.database.query(
      `update account set totp_step = $2 where id = $1 and (totp_step is null or totp_step < $2)`,
      [account, step],
    );
    return n > 0;
  }

  async activate(account: string, db: Asks = this.database): Promise<void> {
    await db.query(
      `update account set totp_since = now(), version = version + 1 where id = $1 and totp_since is null`,
      [account],
    );
  }

  /** By name, for an administrator: every session ends. False: there is no such account, or it has none. */
  async forget(name: string, db: Asks = this.database): Promise<boolean> {
    const gone: unknown[] = await db.query(
      `with changed as (
         update account set totp_secret = null, totp_since = null, totp_step = null, version = version + 1
         where name = $1 and totp_secret is not null returning id
       ), ended as (delete from session s using changed c where s.account_id = c.id) select id from changed`,
      [name],
    );
    return gone.length > 0;
  }

  /** By its owner. */
  async remove(account: string, db: Asks = this.database): Promise<void> {
    await db.query(`update account set totp_secret = null, totp_since = null, version = version + 1 where id = $1`, [
      account,
    ]);
  }
}
