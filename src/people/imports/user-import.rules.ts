import { canonical } from '../../core/canonical.js';
import { nearest } from '../../core/definition/nearest.js';
import { ANY, type Domain, isPlaced, mayGive, mayManage, type Offices, placesFor } from '../access.rules.js';
import { wideSeats } from '../accounts.dto.js';
import { isReserved } from '../trail.js';
import type { RowError } from './row-error.js';
import { folded } from './table.rules.js';
import type { UserRow, WrittenPost } from './user-rows.rules.js';

export type AccountFacts = {
  readonly displayName: string;
  readonly email: string | null;
  readonly phone: string | null;
};
export type PostFacts = {
  readonly plan: string;
  readonly unit: string;
  readonly seat: string;
  readonly groups: readonly string[];
  readonly from: string | null;
  readonly to: string | null;
};
/** What an import does: each thing once, with what was there before. */
export type Change = { readonly row: number; readonly account: string } & (
  | { readonly what: 'account-added'; readonly before: null; readonly after: AccountFacts }
  | {
      readonly what: 'account-changed';
      readonly id: string;
      readonly before: AccountFacts;
      readonly after: AccountFacts;
    }
  | { readonly what: 'post-added'; readonly before: null; readonly after: PostFacts }
  | { readonly what: 'post-changed'; readonly holding: number; readonly before: PostFacts; readonly after: PostFacts }
);

export type KnownAccount = AccountFacts & {
  readonly id: string;
  /** Of all its posts; * where one is of every plan. */
  readonly plans: readonly string[];
  readonly holdings: readonly (PostFacts & { readonly id: number })[];
  /** Posts that plans give to the person of this name. */
  readonly given: readonly PostFacts[];
};
export type KnownPlan = {
  readonly units: readonly { readonly code: string; readonly name: string; readonly short: string | null }[];
  /** What can be appraised in it. */
  readonly groups: readonly string[];
};
/** What there is, as far as the rows speak of it. */
export type Known = {
  readonly domain: Domain;
  readonly accounts: ReadonlyMap<string, KnownAccount>;
  /** Whose each address is, in small letters. */
  readonly emails: ReadonlyMap<string, string>;
  /** Names of people of plans that are not the importer's. */
  readonly strangers: ReadonlySet<string>;
  readonly plans: ReadonlyMap<string, KnownPlan>;
  readonly offices: Offices;
};
export type Planned = {
  readonly changes: readonly Change[];
  readonly wrong: readonly RowError[];
};

/** What rows come to, against what there is. Pure: the same rows over the same facts are the same changes. */
export function planUsers(rows: readonly UserRow[], known: Known): Planned {
  const accounts = new Map<string, UserRow[]>();
  for (const row of rows) accounts.set(row.name, [...(accounts.get(row.name) ?? []), row]);
  const words = new Map([...known.plans].map(([plan, { units }]) => [plan, wordsOf(units)]));
  const addresses = new Map<string, UserRow>();
  const changes = [...accounts.values()].flatMap((ofOne) => [
    ...accountChange(ofOne, known, addresses),
    ...postChanges(ofOne, { ...known, words }),
  ]);
  return { changes, wrong: rows.flatMap(({ at }) => at.wrong) };
}

// ---- accounts -------------------------------------------------------------------------------------------------------

function accountChange(
  rows: readonly UserRow[],
  { domain, accounts, emails, strangers }: Known,
  addresses: Map<string, UserRow>,
): readonly Change[] {
  const [first] = rows;
  if (!first) return [];
  const { name: account, row, at } = first;
  const was = accounts.get(account);
  const isHidden = was ? domain !== 'all' && !sees(domain, was.plans) : strangers.has(account);
  if (isHidden || isReserved(account)) return refused(() => at.refuse('name', 'free-name'));
  const displayName = once(rows, 'displayName') ?? was?.displayName;
  if (displayName === undefined) return refused(() => at.refuse('displayName', 'some-text'));
  const [email, phone] = [once(rows, 'email'), once(rows, 'phone')];
  const before = was && { displayName: was.displayName, email: was.email, phone: was.phone };
  const after = { displayName, email: orStays(email, was?.email), phone: orStays(phone, was?.phone) };
  takeAddress(rows, after.email, { emails, addresses });
  if (!was || !before) return [{ what: 'account-added', row, account, before: null, after }];
  if (isSame(before, after)) return [];
  // Who has somebody's address can sign in as them.
  if (!mayManage(domain, was.plans)) return refused(() => at.refuse('name', 'own-account'));
  return [{ what: 'account-changed', row, account, id: was.id, before, after }];
}

const sees = (domain: readonly string[], plans: readonly string[]): boolean =>
  plans.length === 0 || plans.some((plan) => domain.includes(plan));
const orStays = (said: string | null | undefined, was: string | null | undefined): string | null =>
  said === undefined ? (was ?? null) : said;
function refused(refuse: () => void): readonly Change[] {
  refuse();
  return [];
}

/** What several rows say of one account is the same, or is said by one of them only. */
function once<Field extends 'displayName' | 'email' | 'phone'>(rows: readonly UserRow[], field: Field): UserRow[Field] {
  const said = rows.filter((row) => row[field] !== undefined);
  const [first] = said;
  for (const other of said.slice(1))
    if (first && other[field] !== first[field]) other.at.refuse(field, 'same-as-row', { least: first.row });
  return first?.[field];
}

type Addresses = { readonly emails: Known['emails']; readonly addresses: Map<string, UserRow> };
function takeAddress(rows: readonly UserRow[], email: string | null, { emails, addresses }: Addresses): void {
  const sayer = rows.find((row) => typeof row.email === 'string');
  if (email === null || !sayer) return;
  const address = email.toLowerCase();
  const [owner, other] = [emails.get(address), addresses.get(address)];
  if ((owner !== undefined && owner !== sayer.name) || (other && other.name !== sayer.name))
    sayer.at.refuse('email', 'free-email');
  addresses.set(address, sayer);
}

// ---- posts ----------------------------------------------------------------------------------------------------------

/** The codes of the units that have a name, folded, in each plan: folded once, whatever the number of rows. */
type Words = ReadonlyMap<string, ReadonlySet<string>>;
type Around = Known & { readonly words: ReadonlyMap<string, Words> };
type Placed = { readonly source: UserRow; readonly post: WrittenPost; readonly plan: string; readonly unit: string };
type Wanted = { readonly source: UserRow; readonly after: PostFacts; readonly change: Change | undefined };

function postChanges(rows: readonly UserRow[], known: Around): readonly Change[] {
  const was = rows[0] && known.accounts.get(rows[0].name);
  const wanted: Wanted[] = [];
  for (const row of rows) {
    const placed = row.post && placeOf(row, row.post, known);
    // A post that one row ends is not there for the next, which may begin another.
    const taken = wanted.flatMap(({ change }) => (change?.what === 'post-changed' ? [change.holding] : []));
    const want = placed && wantedOf(placed, was, taken);
    if (!want) continue;
    const twin = wanted.find((one) => isSamePlace(one.after, want.after) && overlap(one.after, want.after));
    if (twin) row.at.refuse('unit', 'row-once', { least: twin.source.row });
    else wanted.push(want);
  }
  return wanted.flatMap(({ change }) => change ?? []);
}

/** The plan and the unit that are meant; undefined: refused. */
function placeOf(source: UserRow, post: WrittenPost, known: Around): Placed | undefined {
  const { domain, plans, words, offices } = known;
  const mine = [...plans.keys()].filter((plan) => mayGive(domain, { plan, unit: '' }));
  const plan = post.plan ?? (mine.length === 1 ? mine[0] : undefined);
  if (plan === undefined) return source.at.refuse('plan', 'some-text');
  if (plan === ANY && domain === 'all') {
    if (post.unit !== ANY) return source.at.refuse('unit', 'one-of', { choices: [ANY] });
    return wideSeats.includes(post.seat) ? { source, post, plan, unit: ANY } : source.at.refuse('unit', 'unit');
  }
  if (!mine.includes(plan)) return source.at.refuse('plan', 'known-plan', {}, nearest(plan, mine));
  const { units, groups } = plans.get(plan) ?? { units: [], groups: [] };
  const strange = (post.groups ?? []).find((group) => !groups.includes(group));
  if (strange !== undefined) return source.at.refuse('groups', 'tasks-of-plan', {}, nearest(strange, groups));
  if (post.unit === ANY && domain === 'all' && wideSeats.includes(post.seat)) return { source, post, plan, unit: ANY };
  const unit = unitOf(post.unit, units, words.get(plan));
  if (unit === undefined) {
    const codes = units.map(({ code }) => code);
    return source.at.refuse('unit', 'unit-of-plan', {}, nearest(post.unit, codes));
  }
  const place = { plan, unit, seat: post.seat };
  return isPlaced(place, offices)
    ? { source, post, plan, unit }
    : source.at.refuse('unit', 'seat-place', { choices: placesFor(domain, place, offices) });
}

function wordsOf(units: KnownPlan['units']): Words {
  const words = new Map<string, Set<string>>();
  for (const { code, name, short } of units)
    for (const word of [folded(name), folded(short ?? '')])
      if (word !== '') words.set(word, (words.get(word) ?? new Set()).add(code));
  return words;
}

/** By its code, or by a name that no other unit has. */
function unitOf(word: string, units: KnownPlan['units'], words: Words | undefined): string | undefined {
  if (units.some(({ code }) => code === word)) return word;
  const [code, another] = words?.get(folded(word)) ?? [];
  return another === undefined ? code : undefined;
}

function wantedOf(
  { source, post, plan, unit }: Placed,
  was: KnownAccount | undefined,
  taken: readonly number[],
): Wanted | undefined {
  const place = { plan, unit, seat: post.seat };
  const same = was?.holdings.filter((held) => isSamePlace(held, place) && !taken.includes(held.id)) ?? [];
  const named = { from: post.from ?? null, to: post.to ?? null };
  const saysDays = post.from !== undefined || post.to !== undefined;
  // Without days the one that is held is meant, whenever it is.
  const meant = same.length === 1 && !saysDays ? same : same.filter((held) => overlap(held, named));
  const [held] = meant;
  if (meant.length > 1) return source.at.refuse('unit', 'one-post');
  const after = {
    ...place,
    groups: post.groups === undefined ? (held?.groups ?? []) : [...(post.groups ?? [])],
    from: post.from === undefined ? (held?.from ?? null) : post.from,
    to: post.to === undefined ? (held?.to ?? null) : post.to,
  };
  if (after.from !== null && after.to !== null && after.from > after.to)
    return source.at.refuse('to', 'day-from', { least: after.from });
  if (same.some((other) => other !== held && overlap(other, after))) return source.at.refuse('unit', 'one-post');
  const change = { row: source.row, account: source.name, after };
  if (held) {
    const { id: holding, ...facts } = held;
    const before = { ...place, groups: facts.groups, from: facts.from, to: facts.to };
    return {
      source,
      after,
      change: isSame(before, after) ? undefined : { ...change, what: 'post-changed', holding, before },
    };
  }
  const isGiven = was?.given.some((one) => isSame(one, after)) ?? false;
  return { source, after, change: isGiven ? undefined : { ...change, what: 'post-added', before: null } };
}

type Place = Pick<PostFacts, 'plan' | 'unit' | 'seat'>;
export const isSamePlace = (a: Place, b: Place): boolean => a.plan === b.plan && a.unit === b.unit && a.seat === b.seat;
type Days = Pick<PostFacts, 'from' | 'to'>;
export const overlap = (a: Days, b: Days): boolean =>
  (a.from ?? '') <= (b.to ?? '9999-12-31') && (b.from ?? '') <= (a.to ?? '9999-12-31');
export const isSame = <Facts extends AccountFacts | PostFacts>(a: Facts, b: Facts): boolean =>
  canonical(a) === canonical(b);
