import { Injectable } from '@nestjs/common';
import { problem } from '../../core/problem.js';
import type { Asks } from '../trail.js';
import { UNDO_DAYS } from './import.reader.js';
import type { ImportKind } from './imports.dto.js';
import type { AccountFacts, Change, PostFacts } from './user-import.rules.js';

/** Imports take turns, undoing included. */
const IMPORT_LOCK = 0x696d706f;

type Tally = { readonly rows: number; readonly added: number; readonly changed: number; readonly unchanged: number };
export type NewImport = Tally & {
  readonly kind: ImportKind;
  readonly actor: string;
  /** What was confirmed. */
  readonly digest: string;
  /** Of units: the plan, and the draft that was made. */
  readonly plan?: string;
  readonly version?: number;
};
/** A change as it was done: with the ids that it made. */
export type DoneChange = {
  readonly no: number;
  readonly row: number;
  readonly what: Change['what'];
  readonly account: string;
  readonly accountId: string;
  readonly holding: number | null;
  /** Null also where they were erased with the person. */
  readonly before: AccountFacts | PostFacts | null;
  readonly after: AccountFacts | PostFacts | null;
};
type Of<What extends Change['what']> = Extract<Change, { readonly what: What }>;

/** Writes what imports do, set by set: one statement for one row or ten thousand. */
@Injectable()
export class ImportStore {
  /** Nobody else imports or undoes until the end of the transaction. */
  async lock(db: Asks): Promise<void> {
    await db.query('select pg_advisory_xact_lock($1)', [IMPORT_LOCK]);
  }

  async note(
    { kind, actor, digest, rows, added, changed, unchanged, plan, version }: NewImport,
    db: Asks,
  ): Promise<number> {
    await db.query(
      `delete from import_change c using import i where i.id = c.import and i.at < now() - make_interval(days => $1)`,
      [UNDO_DAYS],
    );
    const [row]: { id: number }[] = await db.query(
      `insert into import (kind, actor, digest, rows, added, changed, unchanged, plan, version)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id::float8 as id`,
      [kind, actor, digest, rows, added, changed, unchanged, plan ?? null, version ?? null],
    );
    if (!row) throw new Error('no import was noted');
    return row.id;
  }

  /** @throws Problem import-moved where somebody else has made such an account or taken such an address meanwhile */
  async apply(changes: readonly Change[], db: Asks): Promise<readonly DoneChange[]> {
    const of = <What extends Change['what']>(what: What): Of<What>[] =>
      changes.filter((change): change is Of<What> => change.what === what);
    const added = of('account-added').map(({ account: name, after }) => ({ name, ...after }));
    const made: { id: string; name: string }[] = await db
      .query<{ id: string; name: string }[]>(addAccounts, [JSON.stringify(added)])
      .catch(isTaken);
    if (made.length < added.length) throw problem('import-moved');
    const renamed = of('account-changed').map(({ id, after }) => ({ id, ...after }));
    await db.query(changeAccounts, [JSON.stringify(renamed)]).catch(isTaken);
    const ids = new Map(made.map(({ id, name }) => [name, id]));
    for (const { account, id } of of('account-changed')) ids.set(account, id);
    for (const { id, name } of await this.idsOf(changes, ids, db)) ids.set(name, id);
    const idOf = (account: string): string => ids.get(account) ?? '';
    const given = of('post-added').map(({ account, after }) => ({ account: idOf(account), ...after }));
    const holdings: { id: number; key: string }[] = await db.query(addHoldings, [JSON.stringify(given)]);
    const holdingOf = new Map(holdings.map(({ id, key }) => [key, id]));
    await db.query(changeHoldings, [
      JSON.stringify(of('post-changed').map(({ holding: id, after }) => ({ id, ...after }))),
    ]);
    await this.touched(
      changes.filter(({ what }) => what.startsWith('post')).map(({ account }) => idOf(account)),
      db,
    );
    return changes.map((change, n) => ({
      no: n + 1,
      row: change.row,
      what: change.what,
      account: change.account,
      accountId: idOf(change.account),
      holding:
        change.what === 'post-changed'
          ? change.holding
          : change.what === 'post-added'
            ? (holdingOf.get(keyOf(idOf(change.account), change.after)) ?? null)
            : null,
      before: change.before,
      after: change.after,
    }));
  }

  /** Posts are part of an account: whoever has looked at it before looks again. */
  private async touched(ids: readonly (string | null)[], db: Asks): Promise<void> {
    await db.query('update account set version = version + 1 where id = any($1)', [ids]);
  }

  private idsOf(changes: readonly Change[], known: ReadonlyMap<string, string>, db: Asks) {
    const names = [...new Set(changes.map(({ account }) => account))].filter((name) => !known.has(name));
    return db.query<{ id: string; name: string }[]>('select id, name from account where name = any($1)', [names]);
  }

  async keep(id: number, done: readonly DoneChange[], db: Asks): Promise<void> {
    await db.query(keepChanges, [id, JSON.stringify(done)]);
  }

  async changes(id: number, db: Asks): Promise<readonly DoneChange[]> {
    return db.query(
      `select no, row, what, account, account_id as "accountId", holding_id::float8 as holding, before, after
       from import_change where import = $1 order by no`,
      [id],
    );
  }

  /** Everything as it was before: nothing of it has been touched since. */
  async takeBack(done: readonly DoneChange[], db: Asks): Promise<void> {
    const of = (what: Change['what']): readonly DoneChange[] => done.filter((change) => change.what === what);
    await db
      .query(changeAccounts, [
        JSON.stringify(of('account-changed').map(({ accountId: id, before }) => ({ id, ...before }))),
      ])
      .catch(isTaken);
    await db.query(changeHoldings, [
      JSON.stringify(of('post-changed').map(({ holding: id, before }) => ({ id, ...before }))),
    ]);
    await db.query('delete from holding where id = any($1)', [of('post-added').map(({ holding }) => holding)]);
    await this.touched(
      [...of('post-changed'), ...of('post-added')].map(({ accountId }) => accountId),
      db,
    );
    await db.query('delete from account where id = any($1)', [of('account-added').map(({ accountId }) => accountId)]);
  }

  async markUndone(id: number, actor: string, db: Asks): Promise<void> {
    await db.query('update import set undone_at = now(), undone_by = $2 where id = $1 and undone_at is null', [
      id,
      actor,
    ]);
  }
}

const addAccounts = `insert into account (name, display_name, email, phone, must_change)
  select r.name, r."displayName", r.email, r.phone, true
  from jsonb_to_recordset($1::jsonb) as r(name text, "displayName" text, email text, phone text)
  on conflict (name) do nothing returning id, name`;
const changeAccounts = `update account a set display_name = r."displayName", email = r.email, phone = r.phone, version = version + 1
  from jsonb_to_recordset($1::jsonb) as r(id uuid, "displayName" text, email text, phone text) where a.id = r.id`;
const postFacts = `plan text, unit text, seat text, groups jsonb, "from" text, "to" text`;
const listOf = (groups: string): string => `array(select jsonb_array_elements_text(${groups}))`;
const keyOfRow = `account_id || '/' || plan || '/' || unit || '/' || seat || '/' || coalesce(from_day, '')`;
const keyOf = (account: string, { plan, unit, seat, from }: PostFacts): string =>
  [account, plan, unit, seat, from ?? ''].join('/');
const addHoldings = `insert into holding (account_id, plan, unit, seat, groups, from_day, to_day, source)
  select r.account, r.plan, r.unit, r.seat, ${listOf('r.groups')}, r."from", r."to", 'import'
  from jsonb_to_recordset($1::jsonb) as r(account uuid, ${postFacts})
  returning id::float8 as id, ${keyOfRow} as key`;
const changeHoldings = `update holding h set groups = ${listOf('r.groups')}, from_day = r."from", to_day = r."to"
  from jsonb_to_recordset($1::jsonb) as r(id bigint, ${postFacts}) where h.id = r.id`;
const keepChanges = `insert into import_change (import, no, row, what, account, account_id, holding_id, before, after)
  select $1, r.no, r.row, r.what, r.account, r."accountId", r.holding, r.before, r.after
  from jsonb_to_recordset($2::jsonb)
    as r(no int, row int, what text, account text, "accountId" uuid, holding bigint, before jsonb, after jsonb)`;

/** The address of one account is that of another by now. */
function isTaken(error: unknown): never {
  throw (error as { readonly code?: unknown }).code === '23505' ? problem('import-moved') : error;
}
