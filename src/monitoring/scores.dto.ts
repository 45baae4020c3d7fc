import { z } from 'zod';
import { Instant } from '../platform/formats.js';
import { LabelText } from '../platform/label.dto.js';
import { listFields } from '../platform/list-query.js';
import { RoundRow } from './round.dto.js';
import { MonitoredItem } from './standing.dto.js';

export const scoresQuery = z.strictObject({
  obligation: z.string().min(1).max(200).optional().meta({ description: 'Only of sheets of this id.' }),
  ...listFields(['unit'], 'unit'),
});
export type ScoresQuery = z.infer<typeof scoresQuery>;

/** Points that were given, and by what. */
export class Score {
  points: number | null;
  /** The class that goes with them, by its id. */
  class: string | null;
  classLabel: LabelText | null;
  /** The version of the form that was filled in last; null: it came without one. */
  version: number | null;
  @Instant()
  at: string | null;
}
/** One criterion, as the unit has it and as its scorer has it. */
export class CriterionScore {
  id: string;
  self: number | null;
  appraised: number | null;
  isChanged: boolean;
  /** Why the unit gave itself so many. */
  note: string | null;
  /** Why its scorer gave it others. */
  reason: string | null;
}
/** Why it went on as it did: a return, an objection, a review, a sheet that was left out. */
export class ScoreReason {
  event: string;
  label: LabelText;
  @Instant()
  at: string;
  reason: string;
}
/** A unit’s sheet: its own points, the appraised ones and the settled ones stay apart. */
export class ScoreRow extends RoundRow {
  self: Score | null;
  appraised: Score | null;
  /** Null until the points are settled; a sheet that is opened again has none until they are settled anew. */
  final: Score | null;
  /** Settled points, else appraised ones, less the unit’s own; null where one of them is missing. */
  difference: number | null;
  criteria: CriterionScore[];
  /** The latest first. */
  reasons: ScoreReason[];
}
export class ScoreCriterion {
  id: string;
  label: LabelText;
  /** At most so many points. */
  max: number | null;
}
export class ClassCount {
  class: string;
  label: LabelText;
  units: number;
}
export class ScoresPage {
  items: ScoreRow[];
  /** Sheets that whoever asks sees, and those of them that were handed in: all of them, not of this page. */
  tasks: number;
  handedIn: number;
  /** Those whose points are settled. */
  fixed: number;
  /** Those that are left without points. */
  unclassified: number;
  exempt: number;
  /** The settled ones by class, the best first as the forms list them. */
  classes: ClassCount[];
  /** What the points are given for, as the forms have it. */
  criteria: ScoreCriterion[];
  /** What waits for these points: a synthesis that is due before 20/11, an evaluation of the year. */
  goesTo: MonitoredItem[];
  /** The cursor of the next page; null on the last. */
  next: string | null;
}
