import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Account } from './account.entity.js';
import { isUnchanged, type Looked } from '../platform/etag.rules.js';
import { type Asks, isReserved, reserved } from './trail.js';

export type StoredAccount = Pick<Account, 'id' | 'name' | 'displayName' | 'password' | 'mustChange' | 'disabledAt'> & {
  readonly hasTotp: boolean;
};
export type NewAccount = {
  readonly name: string;
  readonly displayName: string;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  /** Argon2id. */
  readonly password?: string | undefined;
  readonly mustChange: boolean;
};
/** Or what there is of another account already. */
export type Added = { readonly id: string } | { readonly taken: 'name' | 'email' };
export type AccountChange = {
  readonly displayName?: string | undefined;
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly disabled?: boolean | undefined;
};

/** No two accounts have one address, because a link to a new password goes there. */
function emailTaken(error: unknown): 'email-taken' {
  const { code, constraint } = error as { readonly code?: unknown; readonly constraint?: unknown };
  if (code === '23505' && constraint === 'account_email') return 'email-taken';
  throw error;
}

const columns = `id, name, display_name as "displayName", password, must_change as "mustChange", disabled_at as "disabledAt",
  totp_since is not null as "hasTotp"`;

/** Accounts and the failures of those who try to get in. */
@Injectable()
export class AccountStore {
  constructor(private readonly database: DataSource) {}

  async byName(name: string): Promise<StoredAccount | undefined> {
    const [row]: StoredAccount[] = await this.database.query(`select ${columns} from account where name = $1`, [name]);
    return row;
  }

  async add(
    { name, displayName, email, phone, password, mustChange }: NewAccount,
    db: Asks = this.database,
  ): Promise<Added> {
    if (isReserved(name)) return { taken: 'name' };
    const adding: Promise<{ id: string }[]> = db.query(
      `insert into account (name, display_name, email, phone, password, must_change) values ($1, $2, $3, $4, $5, $6)
       on conflict (name) do nothing returning id`,
      [name, displayName, email ?? null, phone ?? null, password ?? null, mustChange],
    );
    const rows = await adding.catch(emailTaken);
    if (rows === 'email-taken') return { taken: 'email' };
    const [row] = rows;
    return row ?? { taken: 'name' };
  }

  /**
   * Holds an account until the transaction ends.
   *
   * @throws Problem precondition-failed where it is not as it was looked at
   */
  async hold(name: string, looked: Looked, db: Asks): Promise<void> {
    const [row]: { version: number }[] = await db.query(`select version from account where name = $1 for update`, [
      name,
    ]);
    if (row) isUnchanged(looked, row.version);
  }

  /** Something of an account has changed that stands in another table. @returns how far it has come by that */
  async touched(id: string, db: Asks): Promise<number> {
    const [rows]: [{ version: number }[], number] = await db.query(
      `update account set version = version + 1 where id = $1 returning version`,
      [id],
    );
    return rows[0]?.version ?? 0;
  }

  /** Changes what is given, where it is still this version. */
  async change(
    name: string,
    version: number,
    { displayName, email, phone, disabled }: AccountChange,
    db: Asks = this.database,
  ): Promise<'changed' | 'moved' | 'email-taken'> {
    const changing: Promise<unknown[]> = db.query(
      `with changed as (
         update account set display_name = coalesce($3, display_name), email = case when $4 then $5 else email end,
           phone = case when $7 then $8 else phone end,
           disabled_at = case when $6::boolean is null then disabled_at when $6 then coalesce(disabled_at, now()) end,
           version = version + 1
         where name = $1 and version = $2 returning id
       ), ended as (delete from session s using changed c where $6 and c.id in (s.account_id, s.began_as)) select id from changed`,
      [
        ...[name, version, displayName ?? null, email !== undefined, email ?? null, disabled ?? null],
        ...[phone !== undefined, phone ?? null],
      ],
    );
    const rows = await changing.catch(emailTaken);
    if (rows === 'email-taken') return rows;
    return rows.length > 0 ? 'changed' : 'moved';
  }

  /** A new password ends every session but the one it was changed in. False: there is no such account. */
  async setPassword(
    name: string,
    password: string,
    { mustChange, except }: { readonly mustChange: boolean; readonly except?: string },
    db: Asks = this.database,
  ): Promise<boolean> {
    const changed: unknown[] = await db.query(
      `with changed as (
         update account set password = $2, must_change = $3, version = version + 1 where name = $1 returning id
       ), ended as (
         delete from session s using changed c where c.id in (s.account_id, s.began_as) and s.id is distinct from $4
       ) select id from changed`,
      [name, password, mustChange, except ?? null],
    );
    return changed.length > 0;
  }

  /** Whoever is disabled is signed out as well. False: there is no such account. */
  async setDisabled(name: string, isDisabled: boolean, db: Asks = this.database): Promise<boolean> {
    const changed: unknown[] = await db.query(
      `with changed as (
         update account set disabled_at = case when $2 then coalesce(disabled_at, now()) end, version = version + 1
         where name = $1 returning id
       ), ended as (delete from session s using changed c where $2 and c.id in (s.account_id, s.began_as)) select id from changed`,
      [name, isDisabled],
    );
    return changed.length > 0;
  }

  list(): Promise<
    { name: string; displayName: string; email: string | null; hasPassword: boolean; isDisabled: boolean }[]
  > {
    return this.database.query(
      `select name, display_name as "displayName", email, password is not null as "hasPassword", disabled_at is not null as "isDisabled"
       from account order by name`,
    );
  }

  isAnyThere(): Promise<boolean> {
    return this.database.query(`select exists (select from account) as is`).then(([{ is }]: [{ is: boolean }]) => is);
  }

  /** People of the active plans who have no account yet get one; they sign in once a password is made for them. */
  async addPeople(): Promise<number> {
    const added: unknown[] = await this.database.query(
      `insert into account (name, display_name) select distinct on (id) id, body->>'name' from person where id <> all($1) order by id, plan
       on conflict (name) do nothing returning id`,
      [reserved],
    );
    return added.length;
  }

  async failures(name: string, network: string): Promise<{ failures: number; age: number } | undefined> {
    const [row]: { failures: number; age: number }[] = await this.database.query(
      `select failures, extract(epoch from now() - last_at)::float8 as age from sign_in_failure where name = $1 and network = $2`,
      [name, network],
    );
    return row;
  }

  async failed(name: string, network: string): Promise<void> {
    await this.database.query(
      `insert into sign_in_failure (name, network, failures, last_at) values ($1, $2, 1, now())
       on conflict (name, network) do update set last_at = now(),
         failures = case when sign_in_failure.last_at < now() - interval '1 day' then 1 else sign_in_failure.failures + 1 end`,
      [name, network],
    );
  }

  async succeeded(name: string, network: string): Promise<void> {
    await this.database.query(`delete from sign_in_failure where name = $1 and network = $2`, [name, network]);
  }
}
