import type { Hearing } from '../people/access.rules.js';

/** Who talks beside work: the unit whose work it is, and the office that follows it. */
export const sides = ['unit', 'office'] as const;
export type Side = (typeof sides)[number];
/** Work as its conversation sees it. */
export type Parties = { readonly plan: string; readonly unit: string; readonly office: string | null };
/** How somebody stands in it; null: it is not theirs, or nobody has anybody to talk to. */
export type Standing = { readonly side: Side; readonly unit: string; readonly onBehalfOf?: string } | 'reader' | null;

export function standingOf({ voices, plans }: Hearing, { plan, unit, office }: Parties): Standing {
  // An office does not talk to itself.
  if (office === null || office === unit) return null;
  for (const [side, place] of [
    ['unit', unit],
    ['office', office],
  ] as const) {
    const voice = voices.find((one) => one.plan === plan && one.unit === place);
    if (voice) return { side, ...voice };
  }
  return plans.includes(plan) ? 'reader' : null;
}

export const otherSide = ({ unit, office }: Parties, side: Side): string | null => (side === 'unit' ? office : unit);
