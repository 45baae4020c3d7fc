import { z } from 'zod';
import { as } from '../platform/read-schema.js';
import { Instant } from '../platform/formats.js';
import { LabelText } from '../platform/label.dto.js';
import { wholeText } from '../platform/read-schema.js';
import { TimelinessView, UnitName } from './work.dto.js';

export const searchQuery = z.strictObject({
  q: z
    .string(as('some-text'))
    .trim()
    .min(1)
    .max(200)
    .meta({ description: 'Words, with or without accents; each must be found.', example: 'bao cao ben cau' }),
  plan: z.string().min(1).max(200).optional(),
  limit: wholeText(1, 50).default(8).meta({ description: 'Of each kind.', example: 8 }),
});
export type SearchQuery = z.infer<typeof searchQuery>;

export class FoundUnit extends UnitName {
  plan: string;
  kind: string;
}
/** An obligation’s schedule, an occurrence or a task. */
export class FoundWork {
  id: number;
  key: string;
  kind: 'series' | 'occurrence' | 'task';
  plan: string;
  obligation: string;
  clause: string;
  label: LabelText;
  period: string;
  unit: UnitName;
  status: 'running' | 'done' | 'quarantined';
  stageLabel: LabelText;
  timeliness: TimelinessView;
  @Instant()
  due: string | null;
}
/** A clause of a plan, and what comes from it. */
export class FoundClause {
  plan: string;
  clause: string;
  obligations: FoundObligation[];
}
export class FoundObligation {
  obligation: string;
  label: LabelText;
}
export class SearchView {
  units: FoundUnit[];
  obligations: FoundWork[];
  /** Tasks and occurrences, what is still to be done first. */
  work: FoundWork[];
  clauses: FoundClause[];
  /** What the units are probably called, where none is called so. */
  meant: FoundUnit[];
}
