import type { Actor, Seat } from '../core/instance.js';
import { ANY, may, type Holder, type Offices, type Permission, type Post } from './access.rules.js';

/** Whoever asks: an account with the posts that it holds today. */
export type Principal = Holder & {
  readonly account: string;
  /** The user name; in the plans that name it, the person. */
  readonly name: string;
  readonly displayName: string;
  /** By a session of a browser, by a token, or named at the command line. */
  readonly via: { readonly session: string } | { readonly token: string } | { readonly command: string };
  /** Seconds since it signed in, by a session. */
  readonly signedInAgo?: number;
  readonly mustChange: boolean;
  /** Signs in with the code of an authenticator as well. */
  readonly hasTotp: boolean;
  readonly secondFactor: SecondFactor;
  /** In a sandbox: who really acts, where they go on as somebody else. */
  readonly began?: Began;
};
export type Began = Holder & { readonly account: string; readonly name: string };
/** Asked for here, as the account has one; given at the provider, which is trusted for it; or a code is still due. */
export type SecondFactor = 'here' | 'provider' | 'due';
export type Person = Extract<Actor, { kind: 'person' }>;
type Named = Pick<Principal, 'name' | 'posts' | 'offices'>;

/** What somebody may do; time itself is moved by whoever really acts, whomever they play. */
export const mayDo = (who: Principal, permission: Permission, plan?: string): boolean =>
  may(who, permission, plan) ||
  (permission === 'clock.move' && who.began !== undefined && may(who.began, permission, plan));

/**
 * The person as an instance of the plan may know it: by the posts of their own, and then once for each person who has
 * lent them one, on whose behalf they act (thay mặt). What is somebody's own comes first, and goes along: who is of a
 * unit remains so while deputising for another. None: no post in the plan lets them act.
 */
export function actorsIn({ name, posts, offices }: Named, plan: string): readonly Person[] {
  const held = posts.filter((post) => post.plan === plan || post.plan === ANY);
  const own = held.filter(({ onBehalfOf }) => onBehalfOf === undefined);
  const lenders = [...new Set(held.flatMap(({ onBehalfOf }) => onBehalfOf ?? []))];
  const actor = (mine: readonly Post[], more: { onBehalfOf?: string; besides?: readonly string[] } = {}): Person[] =>
    mayAct(mine, offices, plan)
      ? [{ kind: 'person', id: name, seats: mine.map((post) => seatOf(post, offices, plan)), ...more }]
      : [];
  return [
    ...actor(own),
    ...lenders.flatMap((onBehalfOf) => {
      const lent = held.filter((post) => post.onBehalfOf === onBehalfOf);
      const besides = [...new Set(lent.flatMap(({ lenderUnits }) => lenderUnits ?? []))].sort();
      return actor([...own, ...lent], { onBehalfOf, ...(besides.length > 0 && { besides }) });
    }),
  ];
}

/** The administrator that somebody is in a plan: by a post of their own, or by one that was lent. */
export const administratorIn = (named: Named, plan: string): Person | undefined =>
  actorsIn(named, plan).find(({ seats }) => seats.some(({ seat }) => seat === 'administrator'));

/** In whose stead somebody acts for a unit: undefined where a post of their own is in it. */
export const behalfIn = (actors: readonly Person[], unit: string): string | undefined =>
  actors.find(({ seats }) => seats.some((seat) => seat.unit === unit))?.onBehalfOf;

const mayAct = (posts: readonly Post[], offices: Offices, plan: string): boolean =>
  may({ posts, offices }, 'work.act', plan);

/** A post in every unit is one where the plan has such posts: an administrator's in the administration. */
function seatOf({ unit, seat }: Post, offices: Offices, plan: string): Seat {
  if (unit !== ANY) return { unit, seat };
  const { administrator, leadership, member } = offices[plan] ?? {};
  return { unit: { administrator, leader: leadership, member }[seat] ?? ANY, seat };
}
