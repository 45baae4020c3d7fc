import { z } from 'zod';
import { ApiProperty } from '@nestjs/swagger';
import { type Role, roles } from '../people/access.rules.js';
import { Instant } from '../platform/formats.js';
import { LabelText } from '../platform/label.dto.js';
import { listFields } from '../platform/list-query.js';
import { clockTarget } from './clock.dto.js';

export const playersQuery = z.strictObject({
  ...listFields(['waiting', 'name', 'unit'], '-waiting'),
  q: z
    .string()
    .max(100)
    .optional()
    .meta({ description: 'In the name, the post or the unit; accents may be left out.' }),
});
export type PlayersQuery = z.infer<typeof playersQuery>;

export class PlayerPost {
  plan: string;
  unit: string;
  unitName: LabelText;
  unitShort: LabelText;
  seat: string;
  /** What it makes of whoever holds it (docs/permissions.md). */
  @ApiProperty({ enum: roles, isArray: true })
  roles: Role[];
}
/** Somebody whom one may go on as. */
export class Player {
  name: string;
  displayName: string;
  posts: PlayerPost[];
  /** Pieces of work that wait for one of their posts. */
  waiting: number;
  /** Of these, those that are overdue. */
  overdue: number;
}
export class PlayerList {
  items: Player[];
  /** The cursor of the next page; null on the last. */
  next: string | null;
}

export const switchBody = z
  .strictObject({
    person: z
      .string()
      .min(1)
      .max(100)
      .nullable()
      .meta({ description: 'The user name; null: oneself again.', example: 'cb.huyen-uy-tan-bien' }),
  })
  .meta({ title: 'SwitchPerson' });
export type SwitchBody = z.infer<typeof switchBody>;

export const happeningsQuery = z.strictObject({
  from: clockTarget.meta({ description: 'After this moment of the virtual clock …' }),
  to: clockTarget.meta({ description: '… and up to this one.' }),
});
export type HappeningsQuery = z.infer<typeof happeningsQuery>;

export const happeningKinds = ['escalated', 'overdue', 'returned', 'handed-in', 'closed', 'opened', 'acted'] as const;
/** What happened alike to some pieces of work, with the first of them. */
export class HappeningView {
  @ApiProperty({ enum: happeningKinds })
  kind: (typeof happeningKinds)[number];
  /** When it happened last. */
  @Instant()
  at: string;
  /** How many pieces of work it happened to. */
  n: number;
  /** One of them. */
  instance: number;
  obligation: string;
  label: LabelText;
  period: string;
  unit: string;
  unitName: LabelText;
}
export class HappeningList {
  happenings: HappeningView[];
}
