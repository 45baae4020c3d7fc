import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Asks } from './trail.js';

/** Who says so, and whom they mean. What somebody is called, or where mail reaches them, may be somebody else's tomorrow. */
export type Elsewhere = { readonly issuer: string; readonly subject: string };
export type LinkedAccount = {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly email: string | null;
  readonly hasPassword: boolean;
  readonly hasTotp: boolean;
  readonly isDisabled: boolean;
};
export type LinkRow = Elsewhere & { readonly id: string; readonly linkedAt: Date; readonly usedAt: Date | null };

const columns = `a.id, a.name, a.display_name as "displayName", a.email, a.password is not null as "hasPassword",
  a.totp_since is not null as "hasTotp", a.disabled_at is not null as "isDisabled"`;

/** Which account is whose elsewhere. */
@Injectable()
export class AccountLinkStore {
  constructor(private readonly database: DataSource) {}

  /** Two first sign-ins of one person at the same moment: the second waits, and finds what the first has made. */
  async lock({ issuer, subject }: Elsewhere, db: Asks): Promise<void> {
    await db.query(`select pg_advisory_xact_lock(hashtextextended($1, 8))`, [`${issuer} ${subject}`]);
  }

  async account({ issuer, subject }: Elsewhere, db: Asks): Promise<LinkedAccount | undefined> {
    const [row]: LinkedAccount[] = await db.query(
      `select ${columns} from account_link l join account a on a.id = l.account_id
       where l.issuer = $1 and l.subject = $2 for update of a`,
      [issuer, subject],
    );
    return row;
  }

  /** By its name; `isLinked`: this issuer knows somebody as this account already. */
  async byName(
    name: string,
    issuer: string,
    db: Asks,
  ): Promise<(LinkedAccount & { readonly isLinked: boolean }) | undefined> {
    const [row]: (LinkedAccount & { readonly isLinked: boolean })[] = await db.query(
      `select ${columns}, exists (select from account_link l where l.account_id = a.id and l.issuer = $2) as "isLinked"
       from account a where a.name = $1 for update of a`,
      [name, issuer],
    );
    return row;
  }

  /** Undefined: it is somebody's already. */
  async add(account: string, { issuer, subject }: Elsewhere, db: Asks): Promise<LinkRow | undefined> {
    const [row]: LinkRow[] = await db.query(
      `insert into account_link (issuer, subject, account_id) values ($1, $2, $3) on conflict (issuer, subject) do nothing
       returning id, issuer, subject, linked_at as "linkedAt", used_at as "usedAt"`,
      [issuer, subject, account],
    );
    return row;
  }

  /**
   * What the claims say of somebody. No address becomes that of two accounts: then the account keeps what it has.
   * Undefined: nothing has changed.
   */
  async refresh(
    account: string,
    { displayName, email }: Pick<LinkedAccount, 'displayName' | 'email'>,
    db: Asks,
  ): Promise<Pick<LinkedAccount, 'displayName' | 'email'> | undefined> {
    const [row]: Pick<LinkedAccount, 'displayName' | 'email'>[] = await db.query(
      `with wanted as (
         select case when exists (select from account o where lower(o.email) = lower($3) and o.id <> a.id) then a.email else $3 end as email
         from account a where a.id = $1
       ), changed as (
         update account a set display_name = $2, email = w.email, version = version + 1 from wanted w
         where a.id = $1 and (a.display_name, a.email) is distinct from ($2, w.email)
         returning a.display_name as "displayName", a.email
       ) select * from changed`,
      [account, displayName, email],
    );
    return row;
  }

  async used({ issuer, subject }: Elsewhere, db: Asks): Promise<void> {
    await db.query(`update account_link set used_at = now() where issuer = $1 and subject = $2`, [issuer, subject]);
  }

  list(account: string): Promise<LinkRow[]> {
    return this.database.query(
      `select id, issuer, subject, linked_at as "linkedAt", used_at as "usedAt" from account_link
       where account_id = $1 order by linked_at, id`,
      [account],
    );
  }

  /** With the sessions that came by such links. Undefined: the account has no such link. */
  async remove(account: string, id: string, db: Asks): Promise<Elsewhere | undefined> {
    const [row]: Elsewhere[] = await db.query(
      `with gone as (delete from account_link where account_id = $1 and id = $2 returning issuer, subject),
         ended as (delete from session where account_id = $1 and way = 'oidc' and exists (select from gone))
       select issuer, subject from gone`,
      [account, id],
    );
    return row;
  }
}
