import { z } from 'zod';
import { Instant } from '../platform/formats.js';
import { LabelText } from '../platform/label.dto.js';
import { asOf } from './standing.dto.js';

const word = z.string().min(1).max(200).optional();
export const ageingQuery = z.strictObject({
  asOf,
  plan: word,
  obligation: word,
  unit: word,
  unitKind: word.meta({ description: 'Of units of this kind only.', example: 'department' }),
  lifecycle: word.meta({ description: 'Of this lifecycle only.', example: 'unit-report' }),
});
export type AgeingQuery = z.infer<typeof ageingQuery>;

/** What runs and stands in one stage. */
export class StageAgeing {
  stage: string;
  label: LabelText;
  count: number;
  overdue: number;
  /** Since when the one in the middle stands there, and the one that has stood there longest. */
  @Instant()
  median: string;
  @Instant()
  oldest: string;
  /** Whole days up to the moment that is asked of. */
  medianDays: number;
  oldestDays: number;
  /** The five that have waited longest. */
  longest: number[];
}
export class ObligationAgeing {
  plan: string;
  lifecycle: string;
  obligation: string;
  kind: 'occurrence' | 'task';
  clause: string;
  label: LabelText;
  /** The fullest first. */
  stages: StageAgeing[];
}
export class AgeingView {
  @Instant()
  asOf: string;
  obligations: ObligationAgeing[];
}
