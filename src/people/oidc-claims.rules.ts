import { ID } from '../core/ids.js';
import { unstorable } from '../platform/storable.js';
import type { Post } from './access.rules.js';
import { EMAIL, USER_NAME } from './accounts.dto.js';
import { type OidcMapping, type PostRule, UNIT_HOLE } from './oidc-mapping.js';

/** What a provider says of somebody. */
export type Claims = Readonly<Record<string, unknown>>;
export type ClaimedPost = Pick<Post, 'plan' | 'unit' | 'seat' | 'groups'>;
/** What that comes to here. */
export type Claimed = {
  /** Undefined: the claim is missing, or is no user name. */
  readonly name: string | undefined;
  readonly displayName: string | undefined;
  /** Undefined also where the provider says that nobody has verified it. */
  readonly email: string | undefined;
  readonly posts: readonly ClaimedPost[];
  /** The provider asked for a second factor that is trusted here. */
  readonly hasSecondFactor: boolean;
};

/** The claims that a mapping reads. */
export const claimsOf = ({ name, displayName, email, posts }: OidcMapping): readonly string[] => [
  ...new Set([name, displayName, email, ...posts.map(({ claim }) => claim)]),
];

/** `token`: what the provider signed; how somebody signed in is believed of that alone. */
export function claimed(mapping: OidcMapping, claims: Claims, token: Claims = claims): Claimed {
  const name = textAt(claims, mapping.name)?.toLowerCase();
  const isUnverified = String(claims['email_verified']) === 'false';
  const email = isUnverified ? undefined : textAt(claims, mapping.email);
  const { amr, acr } = mapping.secondFactor;
  return {
    name: name !== undefined && USER_NAME.test(name) ? name : undefined,
    displayName: textAt(claims, mapping.displayName)?.slice(0, 200),
    email: email !== undefined && email.length <= 200 && EMAIL.test(email) ? email : undefined,
    posts: merged(mapping.posts.flatMap((rule) => postsBy(rule, valuesAt(claims, rule.claim)))),
    hasSecondFactor:
      valuesAt(token, 'amr').some((one) => amr.includes(one)) ||
      valuesAt(token, 'acr').some((one) => acr.includes(one)),
  };
}

/** A claim by its whole name, or by the way to it: “realm_access.roles”. */
export function claimAt(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name
    .split('.')
    .reduce<unknown>(
      (whole, key) =>
        typeof whole === 'object' && whole !== null && Object.hasOwn(whole, key)
          ? (whole as Record<string, unknown>)[key]
          : undefined,
      claims,
    );
}

function valuesAt(claims: Claims, name: string): readonly string[] {
  const value = claimAt(claims, name);
  return (Array.isArray(value) ? value : [value]).flatMap((one: unknown) =>
    typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean' ? [String(one)] : [],
  );
}

function textAt(claims: Claims, name: string): string | undefined {
  const [text = '', ...more] = valuesAt(claims, name);
  const isText = text.trim() !== '' && more.length === 0 && !/\p{Cc}/u.test(text) && !unstorable(text);
  return isText ? text.trim() : undefined;
}

function postsBy({ value, plan, unit, seat, groups }: PostRule, values: readonly string[]): ClaimedPost[] {
  const [before = '', after] = value.split(UNIT_HOLE, 2);
  return values.flatMap((one): ClaimedPost[] => {
    if (after === undefined) return one === value ? [{ plan, unit, seat, groups }] : [];
    const isLike = one.startsWith(before) && one.endsWith(after) && one.length > before.length + after.length;
    const code = isLike ? one.slice(before.length, one.length - after.length) : '';
    // A unit is named by its code and by nothing that means more, such as “*”.
    return ID.test(code) ? [{ plan, unit: unit === UNIT_HOLE ? code : unit, seat, groups }] : [];
  });
}

/** Each post once, in one order, with all groups that any rule gives it. */
function merged(posts: readonly ClaimedPost[]): readonly ClaimedPost[] {
  const byPlace = new Map<string, ClaimedPost>();
  for (const post of posts) {
    const place = JSON.stringify([post.plan, post.unit, post.seat]);
    const groups = [...new Set([...(byPlace.get(place)?.groups ?? []), ...post.groups])].sort();
    byPlace.set(place, { ...post, groups });
  }
  return [...byPlace.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, post]) => post);
}
