import { dutiesIn } from '../core/plan/duties-in.js';
import type { PlanBundle } from '../core/plan/load.js';
import type { PartNameView, PersonNameView } from './plans.dto.js';

/** What two versions call what they have: whoever compares them reads names, also of what one of them no longer has. */
export type ComparedNames = { readonly names: PartNameView[]; readonly persons: PersonNameView[] };

/** The later version speaks last: where both have a name, it is its own. */
export function comparedNames(versions: readonly PlanBundle[]): ComparedNames {
  const duties = versions
    .flatMap(({ plan }) => plan.obligations)
    .flatMap((obligation) => dutiesIn(obligation.id, obligation));
  const people = versions.flatMap(({ units }) => units.people ?? []).map(({ id, name }) => ({ id, name }));
  return { names: lastOf(duties), persons: lastOf(people) };
}

const lastOf = <T extends { readonly id: string }>(all: readonly T[]): T[] => [
  ...new Map(all.map((one) => [one.id, one])).values(),
];
