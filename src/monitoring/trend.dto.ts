import { ApiProperty } from '@nestjs/swagger';
import { z } from 'zod';
import { Day, Instant } from '../platform/formats.js';
import { LabelText } from '../platform/label.dto.js';
import { UnitName } from '../work/work.dto.js';
import { FiveNumbers } from './matrix.dto.js';
import { asOf, day, FourNumbers } from './standing.dto.js';
import { splits, steps, type Split, type Step } from './trend.rules.js';

const word = z.string().min(1).max(200).optional();
export const trendQuery = z.strictObject({
  asOf,
  plan: word,
  obligation: word,
  unit: word,
  unitKind: word.meta({ description: 'Of units of this kind only.', example: 'department' }),
  kind: z.enum(['task', 'occurrence']).default('task').meta({ description: 'The work of units, or whole rounds.' }),
  step: z.enum(steps).default('quarter').meta({ description: 'How long a point of the line lasts.' }),
  by: z.enum(splits).default('none').meta({ description: 'A line for each of these; none: one for all.' }),
  from: day.meta({ description: 'Due from this day on; three years before, where it is left out.' }),
  to: day.meta({ description: 'Due up to this day; the last of the year where it is left out.' }),
});
export type TrendQuery = z.infer<typeof trendQuery>;

export class TrendPoint {
  /** 2023, 2023-Q2 or 2023-06. */
  period: string;
  @Day()
  start: string;
  numbers: FiveNumbers;
  counts: FourNumbers;
}
export class TrendLine {
  plan: string | null;
  /** What it is split by: the code of a unit, a kind of units, an obligation; null: all. */
  name: string | null;
  label: LabelText | null;
  unit: UnitName | null;
  points: TrendPoint[];
}
export class TrendView {
  /** Null: now. */
  @Instant()
  asOf: string | null;
  @Day()
  from: string;
  @Day()
  to: string;
  @ApiProperty({ enum: steps })
  step: Step;
  @ApiProperty({ enum: splits })
  by: Split;
  /** Of a line only the periods in which something was due. */
  lines: TrendLine[];
}
