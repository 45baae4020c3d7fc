import { ApiProperty } from '@nestjs/swagger';
import { z } from 'zod';
import { Day, Instant } from '../platform/formats.js';
import { LabelText } from '../platform/label.dto.js';
import { wholeText } from '../platform/read-schema.js';
import { InstanceRef, UnitName } from '../work/work.dto.js';
import { cellStates, type CellState } from './matrix.rules.js';
import { asOf, day } from './standing.dto.js';

const word = z.string().min(1).max(200).optional();
const range = {
  asOf,
  plan: word,
  obligation: z
    .union([z.string().max(200), z.array(z.string().max(200)).max(50)])
    .transform((names) => [names].flat())
    .optional()
    .meta({ description: 'Of the tasks. Repeated: any of them.', example: 'R1' }),
  unit: word,
  unitKind: word.meta({ description: 'Units of this kind only.', example: 'department' }),
  from: day.meta({ description: 'Periods that end on this day or later; the first of the year where it is left out.' }),
  to: day.meta({ description: 'Periods that begin on this day or before; the last of the year where it is left out.' }),
};
export const matrixQuery = z.strictObject({
  ...range,
  limit: wholeText(1, 200).default(50).meta({ description: 'Units of a page.', example: 50 }),
  cursor: z.string().max(2000).optional().meta({ description: 'The `next` of the page before.' }),
});
export type MatrixQuery = z.infer<typeof matrixQuery>;
export const matrixExportQuery = z.strictObject({
  ...range,
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
  language: z.enum(['vi', 'en']).optional().meta({ description: 'Instead of Accept-Language.' }),
});
export type MatrixExportQuery = z.infer<typeof matrixExportQuery>;

export class FiveNumbers {
  /** What was to be handed in, without what is exempt or cancelled. */
  expected: number;
  /** What was handed in; whether it was accepted does not matter. */
  actual: number;
  /** In percent; null: nothing was expected. */
  rate: number | null;
  /** In time by the verdict that was made at the first hand-in. */
  onTime: number;
  rateOnTime: number | null;
}
export class CellLegend {
  @ApiProperty({ enum: cellStates })
  state: CellState;
  letter: LabelText;
  label: LabelText;
}
/** One round's tasks of one obligation. */
export class MatrixColumn {
  round: InstanceRef;
  plan: string;
  obligation: string;
  clause: string;
  label: LabelText;
  period: string;
  /** The first and the last deadline in it. */
  @Instant()
  due: string | null;
  @Instant()
  lastDue: string | null;
  /** False: its units have not been asked, and owe nothing yet. */
  requested: boolean;
  totals: FiveNumbers;
}
export class MatrixCell {
  /** Which of the columns it stands in; the first is 0. */
  column: number;
  id: number;
  @ApiProperty({ enum: cellStates })
  state: CellState;
  /** It was sent back, and has not come again. */
  returned: boolean;
  stage: string;
  stageLabel: LabelText;
  @Instant()
  due: string | null;
  /** When it was first handed in: what the verdict goes by. */
  @Instant()
  submitted: string | null;
  /** How many tasks stand here; of several the one that asks most for attention is shown. */
  tasks: number;
}
export class MatrixRow {
  plan: string;
  unit: UnitName;
  totals: FiveNumbers;
  /** Where it owes something, in the order of the columns. */
  cells: MatrixCell[];
}
export class MatrixView {
  /** Null: now. */
  @Instant()
  asOf: string | null;
  @Day()
  from: string;
  @Day()
  to: string;
  legend: CellLegend[];
  columns: MatrixColumn[];
  rows: MatrixRow[];
  /** Of all units, whatever page this is. */
  totals: FiveNumbers;
  /** The cursor of the next page; null on the last. */
  next: string | null;
}
