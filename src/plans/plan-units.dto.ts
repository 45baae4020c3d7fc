import { z } from 'zod';
import { isDay } from '../core/calendar/day.js';
import { as, typed, whole } from '../platform/read-schema.js';
import { Day } from '../platform/formats.js';
import { LabelText } from '../platform/label.dto.js';
import { listFields } from '../platform/list-query.js';

const day = z.string(typed('day')).refine(isDay, as('day')).meta({ format: 'date', example: '2025-07-01' });
const word = z.string().regex(/^[a-z0-9]+([-.][a-z0-9]+)*$/, as('plan-name'));
const label = z.strictObject({ vi: z.string().min(1).max(500), en: z.string().min(1).max(500) });
export const unitParam = word.max(100).meta({ description: 'The code of a unit.', example: 'huyen-tan-bien' });
export const unitBody = z
  .strictObject({
    unit: z.strictObject({
      name: label,
      short: z.string().min(1).max(200).optional(),
      kind: word,
      order: whole(-1_000_000, 1_000_000),
      parent: word.optional(),
      from: day.optional(),
      to: day.optional(),
      successor: word.optional(),
      note: label.optional(),
    }),
    groups: z
      .array(word)
      .max(100)
      .optional()
      .meta({ description: 'The groups whose lists name it; as they are where they are left out.' }),
  })
  .meta({ title: 'WriteUnit' });
export type UnitBody = z.infer<typeof unitBody>;
export const versionUnitsQuery = z.strictObject({
  on: day.optional().meta({ description: 'Those that exist on this day.', example: '2025-07-01' }),
  ...listFields(['order'], 'order'),
});
export type VersionUnitsQuery = z.infer<typeof versionUnitsQuery>;

export class PlanUnit {
  code: string;
  name: LabelText;
  short: string | null;
  kind: string;
  order: number;
  parent: string | null;
  /** The first and the last day of its existence. */
  @Day()
  from: string | null;
  @Day()
  to: string | null;
  /** Whoever took over its work, and whose it took over. */
  successor: string | null;
  predecessors: string[];
  groups: string[];
  note: LabelText | null;
}
export class PlanUnitsPage {
  items: PlanUnit[];
  /** The cursor of the next page; null on the last. */
  next: string | null;
}
