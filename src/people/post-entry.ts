import { ANY } from './access.rules.js';

type Held = {
  readonly plan: string;
  readonly unit: string;
  readonly seat: string;
  readonly groups: readonly string[];
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
};

/** What the trail says of any change of somebody's posts: of the plan that it is in, or of the whole house. */
export const postEntry = (actor: string, subject: string, { plan }: Pick<Held, 'plan'>) =>
  ({ kind: 'post-changed', actor, subject, ...(plan !== ANY && { plan }) }) as const;

/** A post as the trail keeps it. */
export const heldOf = ({ plan, unit, seat, groups, from, to }: Held) => ({
  ...{ plan, unit, seat },
  groups: [...groups],
  from: from ?? null,
  to: to ?? null,
});
