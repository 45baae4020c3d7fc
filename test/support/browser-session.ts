import type { Answer, Api } from '../http/api.js';
import { hashPassword } from '../../src/people/secrets.js';

type Asking = { query(text: string, values?: unknown[]): Promise<unknown> };

export const PASSWORD = 'mật khẩu dài và dễ nhớ';
let hashed: Promise<string> | undefined;

/** A password for an account, which is made where there is none. */
export async function givePassword(db: Asking, name: string): Promise<void> {
  hashed ??= hashPassword(PASSWORD);
  await db.query(
    `insert into account (name, display_name, password) values ($1, $1, $2)
     on conflict (name) do update set password = excluded.password, must_change = false`,
    [name, await hashed],
  );
}

/** What a browser holds after signing in: the header of its next requests. */
export const cookieOf = ({ headers }: Answer<unknown>): { readonly cookie: string } => ({
  cookie: (headers.get('set-cookie') ?? '').split(';')[0] ?? '',
});

/** Somebody at a browser. */
export async function signedIn(api: Api, db: Asking, name: string): Promise<Api> {
  await givePassword(db, name);
  const answer = await api.as(null).post('/session', { name, password: PASSWORD });
  if (answer.status !== 204) throw new Error(`${name} is not let in: ${JSON.stringify(answer.body)}`);
  return api.with(cookieOf(answer));
}

let sessions = 0;
/** The cookie of a session that simply is, of its own for each call: some requests end it. */
export async function giveSession(db: Asking, name: string): Promise<{ readonly cookie: string }> {
  const cookie = `dhs_test-${(sessions += 1)}`;
  await db.query(
    `insert into session (id, account_id, address, agent, expires_at)
     select encode(sha256($1::bytea), 'hex'), id, 'test', 'test', now() + interval '1 hour' from account where name = $2`,
    [cookie, name],
  );
  return { cookie: `dung-han=${cookie}` };
}
