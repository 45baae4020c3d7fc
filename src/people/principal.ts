import type { Actor } from '../core/instance.js';
import { ANY, type Holder } from './access.rules.js';

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

/** The person as an instance of the plan knows it: with the posts held there. Undefined: none. */
export function actorIn(
  { name, posts, offices }: Pick<Principal, 'name' | 'posts' | 'offices'>,
  plan: string,
): Actor | undefined {
  const held = posts.filter((post) => post.plan === plan || post.plan === ANY);
  const own = held.filter(({ onBehalfOf }) => onBehalfOf === undefined);
  const lent = held.find(({ onBehalfOf }) => onBehalfOf !== undefined);
  if (held.length === 0) return undefined;
  return {
    kind: 'person',
    id: name,
    // An administrator of everything sits where the plan has its own.
    seats: held.map(({ unit, seat }) => ({ unit: unit === ANY ? (offices[plan]?.administrator ?? unit) : unit, seat })),
    ...(own.length === 0 && lent?.onBehalfOf !== undefined && { onBehalfOf: lent.onBehalfOf }),
  };
}
