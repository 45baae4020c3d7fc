import { z } from 'zod';
import { Instant } from '../platform/formats.js';
import { LabelText } from '../platform/label.dto.js';
import { wholeText } from '../platform/read-schema.js';
import { TimelinessView, UnitName } from '../work/work.dto.js';
import { FiveNumbers } from './matrix.dto.js';
import { asOf } from './standing.dto.js';

const word = z.string().min(1).max(200).optional();
export const yearQuery = z.strictObject({
  asOf,
  plan: word,
  obligation: word,
  year: wholeText(1976, 2200).optional().meta({ description: 'The year of the moment, where it is left out.' }),
});
export type YearQuery = z.infer<typeof yearQuery>;

/** The tasks of one obligation in a round. */
export class RoundTasks {
  obligation: string;
  label: LabelText;
  numbers: FiveNumbers;
  @Instant()
  due: string | null;
  @Instant()
  lastDue: string | null;
}
/** A bar: from its opening to its deadline, and when it was done. */
export class YearBar {
  id: number;
  key: string;
  period: string;
  unit: UnitName;
  stage: string;
  stageLabel: LabelText;
  timeliness: TimelinessView;
  @Instant()
  opened: string;
  @Instant()
  due: string | null;
  /** When it was first handed in. */
  @Instant()
  submitted: string | null;
  @Instant()
  closed: string | null;
  tasks: RoundTasks[];
}
export class YearObligation {
  plan: string;
  obligation: string;
  clause: string;
  class: 'hard' | 'programme' | 'standing' | 'event';
  label: LabelText;
  bars: YearBar[];
  /** When its next occurrence opens, in this year; of the past, null. */
  @Instant()
  opensNext: string | null;
}
export class YearSection {
  plan: string;
  /** The number that the clauses have in common: 3, 4, 5.1 … */
  section: string;
  obligations: YearObligation[];
}
export class YearView {
  year: number;
  /** Null: now. */
  @Instant()
  asOf: string | null;
  sections: YearSection[];
}
