import { mayGive, mayManage } from '../access.rules.js';
import type { DoneChange } from './import.store.js';
import {
  type AccountFacts,
  isSame,
  isSamePlace,
  type Known,
  type KnownAccount,
  overlap,
  type PostFacts,
} from './user-import.rules.js';

/** What keeps a change from being taken back. */
export type Conflict = {
  readonly row: number;
  readonly account: string;
  readonly why:
    /** Somebody has taken it away since. */
    | 'gone'
    /** It is no longer as the import left it. */
    | 'changed'
    /** The account has a password, a session, a token, a loan or a post of others, or has done something. */
    | 'used'
    /** The address that it had belongs to another account by now. */
    | 'address-taken'
    /** On its former days the post is held by another grant by now. */
    | 'days-taken'
    /** It is not in the hands of whoever undoes. */
    | 'not-yours';
};

/**
 * What stands in the way of undoing an import: whatever it did must still be as it left it. Pure.
 *
 * @param used accounts that have been put to use
 */
export function conflictsOf(done: readonly DoneChange[], known: Known, used: ReadonlySet<string>): readonly Conflict[] {
  const own = new Set(done.flatMap(({ holding }) => holding ?? []));
  return done.flatMap((change): Conflict[] => {
    const account = known.accounts.get(change.account);
    const why = account ? obstacle(change, account, { known, used, own }) : 'gone';
    return why === undefined ? [] : [{ row: change.row, account: change.account, why }];
  });
}

type Around = { readonly known: Known; readonly used: ReadonlySet<string>; readonly own: ReadonlySet<number> };

function obstacle(change: DoneChange, account: KnownAccount, around: Around): Conflict['why'] | undefined {
  if (change.accountId !== account.id) return 'gone';
  // Whose data were erased with the person.
  if (change.after === null) return 'changed';
  switch (change.what) {
    case 'account-added':
    case 'account-changed':
      return accountObstacle(change, account, around);
    case 'post-added':
    case 'post-changed':
      return postObstacle(change, account, around);
    default:
      return change.what satisfies never;
  }
}

function accountObstacle(
  { what, account: name, before, after }: DoneChange,
  { displayName, email, phone, plans, holdings }: KnownAccount,
  { known, used, own }: Around,
): Conflict['why'] | undefined {
  if (!mayManage(known.domain, plans)) return 'not-yours';
  if (!isSame({ displayName, email, phone }, after as AccountFacts)) return 'changed';
  if (what === 'account-added') return used.has(name) || holdings.some(({ id }) => !own.has(id)) ? 'used' : undefined;
  const address = (before as AccountFacts | null)?.email?.toLowerCase();
  const owner = address === undefined ? undefined : known.emails.get(address);
  return owner !== undefined && owner !== name ? 'address-taken' : undefined;
}

function postObstacle(
  { what, holding, before, after }: DoneChange,
  { holdings }: KnownAccount,
  { known }: Around,
): Conflict['why'] | undefined {
  const post = after as PostFacts;
  if (!mayGive(known.domain, post)) return 'not-yours';
  const held = holdings.find(({ id }) => id === holding);
  if (!held) return 'gone';
  const { id: _, ...now } = held;
  if (!isSame(now, post)) return 'changed';
  if (what === 'post-added') return undefined;
  const was = before as PostFacts;
  const isTaken = holdings.some((other) => other.id !== holding && isSamePlace(other, was) && overlap(other, was));
  return isTaken ? 'days-taken' : undefined;
}
