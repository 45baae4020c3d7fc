import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Asks } from './trail.js';

export type Addressee = { readonly id: string; readonly name: string; readonly email: string };

/** Links to a new password: only their digests, and who asked for them. */
@Injectable()
export class PasswordResetStore {
  constructor(private readonly database: DataSource) {}

  /** How often somebody of this network asked within the last hour, this time included. */
  async asked(network: string): Promise<number> {
    const [row]: { n: number }[] = await this.database.query(
      `with old as (delete from password_reset_asked where asked_at < now() - interval '1 day'),
         now as (insert into password_reset_asked (network) values ($1))
       select count(*)::int + 1 as n from password_reset_asked where network = $1 and asked_at > now() - interval '1 hour'`,
      [network],
    );
    return row?.n ?? 1;
  }

  /** Whoever has this user name or address, and signs in with a password that a letter may replace, or still has to set the first. */
  async addressee(nameOrEmail: string): Promise<Addressee | undefined> {
    const [row]: Addressee[] = await this.database.query(
      `select id, name, email from account where (name = $1 or lower(email) = lower($1)) and email is not null
         and (password is not null or (must_change and not exists (select from account_link k where k.account_id = account.id)))
         and disabled_at is null order by name = $1 desc limit 1`,
      [nameOrEmail],
    );
    return row;
  }

  /** False: so many were sent to this account within the last hour that it gets no more. */
  async add(account: string, digest: string, { minutes, most }: { readonly minutes: number; readonly most: number }) {
    const added: unknown[] = await this.database.query(
      `with one as (select id from account where id = $1 for update),
         over as (delete from password_reset where expires_at < now()),
         asked as (
           insert into password_reset_asked (account_id, network) select id, '' from one
           where (select count(*) from password_reset_asked a where a.account_id = one.id and a.asked_at > now() - interval '1 hour') < $4
           returning id
         )
       insert into password_reset (id, account_id, expires_at) select $2, $1, now() + make_interval(mins => $3) from asked
       returning id`,
      [account, digest, minutes, most],
    );
    return added.length > 0;
  }

  /** Whose link it is; undefined: it is over. */
  async holder(digest: string): Promise<string | undefined> {
    const [row]: { name: string }[] = await this.database.query(
      `select a.name from password_reset r join account a on a.id = r.account_id where r.id = $1 and r.expires_at > now()`,
      [digest],
    );
    return row?.name;
  }

  /** The new password, once: every link and every session of the account is over. @returns whose it is; undefined: the link was over before */
  async use(digest: string, password: string, db: Asks = this.database): Promise<string | undefined> {
    const [changed]: { name: string }[] = await db.query(
      `with link as (delete from password_reset where id = $1 and expires_at > now() returning account_id),
         changed as (
           update account a set password = $2, must_change = false, version = version + 1
           from link where a.id = link.account_id and a.disabled_at is null returning a.id, a.name
         ),
         links as (delete from password_reset r using changed c where r.account_id = c.id and r.id <> $1),
         ended as (delete from session s using changed c where s.account_id = c.id)
       select name from changed`,
      [digest, password],
    );
    return changed?.name;
  }
}
