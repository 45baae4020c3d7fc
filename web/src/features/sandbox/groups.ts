import type { Player } from './get-players';

/** The kinds of people, in the order in which one looks for somebody. */
export const groups = ['leadership', 'secretariat', 'agencies', 'units', 'members', 'others'] as const;
export type Group = (typeof groups)[number];
type Role = Player['posts'][number]['roles'][number];

const among: readonly (readonly [Group, readonly Role[]])[] = [
  ['leadership', ['leader']],
  ['secretariat', ['secretariat']],
  ['agencies', ['appraiser', 'award']],
  ['members', ['member']],
  ['units', ['unit-officer', 'unit-head']],
];

export const groupOfRole = (role: Role): Group => among.find(([, some]) => some.includes(role))?.[0] ?? 'others';
/** By the first of these that one of somebody's posts makes of them. */
export const groupOf = ({ posts }: Player): Group =>
  among.find(([, some]) => posts.some(({ roles }) => roles.some((role) => some.includes(role))))?.[0] ?? 'others';
