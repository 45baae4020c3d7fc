import type { Actor, Seat } from '../core/instance.js';
import { ANY, type Holder, type Post } from './access.rules.js';

export type Person = Extract<Actor, { kind: 'person' }>;

/** Whoever asks: an account with the posts that it holds today. */
export type Principal = Holder & {
  readonly account: string;
  /** The user name; in the plans that name it, the person. */
  readonly name: string;
  readonly displayName: string;
  /** By a session of a browser, or by a token. */
  readonly via: { readonly session: string } | { readonly token: string };
  readonly mustChange: boolean;
};

/**
 * The person as an instance of the plan may know it: by the posts of their own, and then once for each person who has
 * lent them one, on whose behalf they act (thay mặt). What is somebody's own comes first, and goes along: who is of a
 * unit remains so while deputising for another.
 */
export function actorsIn(
  { name, posts, offices }: Pick<Principal, 'name' | 'posts' | 'offices'>,
  plan: string,
): readonly Person[] {
  const held = posts.filter((post) => post.plan === plan || post.plan === ANY);
  // An administrator of everything sits where the plan has its own.
  const seatOf = ({ unit, seat }: Post): Seat => ({
    unit: unit === ANY ? (offices[plan]?.administrator ?? unit) : unit,
    seat,
  });
  const own = held.filter(({ onBehalfOf }) => onBehalfOf === undefined).map(seatOf);
  const lenders = new Set(held.flatMap(({ onBehalfOf }) => onBehalfOf ?? []));
  const deputising = [...lenders].map((lender): Person => {
    const lent = held.filter(({ onBehalfOf }) => onBehalfOf === lender).map(seatOf);
    return { kind: 'person', id: name, seats: [...own, ...lent], onBehalfOf: lender };
  });
  return own.length === 0 ? deputising : [{ kind: 'person', id: name, seats: own }, ...deputising];
}
