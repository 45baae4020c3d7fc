import { createHash } from 'node:crypto';

/** Anything that asks a database. */
type Asking = { query(text: string, values?: unknown[]): Promise<unknown> };

/** A token that a test can guess, of somebody's account. */
export const tokenOf = (name: string): string => `dht_test-${name}`;
export const bearer = (name: string): { readonly authorization: string } => ({
  authorization: `Bearer ${tokenOf(name)}`,
});
const hashOf = (name: string): string => createHash('sha256').update(tokenOf(name)).digest('hex');

/** An administrator of every plan. */
export const ADMIN = 'quan-tri';

/** Accounts with tokens for these people: whoever the plans name is that person. Again for whoever is there already: nothing. */
export async function giveTokens(db: Asking, names: readonly string[]): Promise<void> {
  await db.query(
    `with made as (
       insert into account (name, display_name) select n, n from unnest($1::text[]) n on conflict (name) do update set must_change = false
       returning id, name
     ) insert into api_token (account_id, name, hash, scopes, expires_at)
       select m.id, 'test', h, '{read,act,plans,admin}', now() + interval '1 day'
       from made m join unnest($1::text[], $2::text[]) r(name, h) on r.name = m.name on conflict do nothing`,
    [names, names.map(hashOf)],
  );
}

/** The administrator of every plan, with a token. */
export async function giveAdministrator(db: Asking): Promise<void> {
  await giveTokens(db, [ADMIN]);
  await db.query(
    `insert into holding (account_id, plan, unit, seat, source)
     select id, '*', '*', 'administrator', 'admin' from account a where name = $1
       and not exists (select from holding h where h.account_id = a.id)`,
    [ADMIN],
  );
}

/** Tokens for the administrator and for these people. */
export async function giveEverybody(db: Asking, people: readonly string[]): Promise<void> {
  await giveAdministrator(db);
  await giveTokens(db, people);
}

/** In production an administrator has an authenticator, or does nothing. */
export async function giveAuthenticator(db: Asking, names: readonly string[] = [ADMIN]): Promise<void> {
  await db.query('update account set totp_since = now() where name = any($1)', [names]);
}

/** A post beside those that a plan gives. */
export async function givePost(
  db: Asking,
  name: string,
  [plan, unit, seat, groups = []]: readonly [plan: string, unit: string, seat: string, groups?: readonly string[]],
): Promise<void> {
  await giveTokens(db, [name]);
  await db.query(
    `insert into holding (account_id, plan, unit, seat, groups, source) select id, $2, $3, $4, $5, 'admin' from account where name = $1`,
    [name, plan, unit, seat, groups],
  );
}
