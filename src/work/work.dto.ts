import { ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { z } from 'zod';
import { fromIso, isDay, startOfDay } from '../core/calendar/day.js';
import { fieldsOf, listFields, sparseFields } from '../platform/list-query.js';
import { as, typed, wholeText } from '../platform/read-schema.js';
import { Instant } from '../platform/formats.js';
import { LabelText } from '../platform/label.dto.js';
import { buckets, type Bucket } from './buckets.rules.js';
import { standings, type Standing } from './timeliness.rules.js';

const word = z.string().min(1).max(200).optional();

/** A day, which means its first moment, or an instant. */
export const moment = z
  .string(typed('day-or-instant'))
  .refine((text) => isDay(text) || isInstant(text), as('day-or-instant'))
  .transform((text) => (isDay(text) ? startOfDay(text) : fromIso(text)));

function isInstant(text: string): boolean {
  try {
    fromIso(text);
    return true;
  } catch {
    return false;
  }
}

const workFields = fieldsOf<WorkItem>()([
  ...(['id', 'key', 'kind', 'plan', 'obligation', 'clause', 'class', 'label', 'period', 'unit', 'parent'] as const),
  ...(['status', 'stage', 'stageLabel', 'tags', 'timeliness', 'due', 'workingEnd', 'term', 'openedAt', 'at'] as const),
  ...(['seq', 'children', 'opensNext'] as const),
]);
const narrowing = {
  plan: word,
  obligation: word,
  period: word.meta({ example: '2023-H1' }),
  unit: word,
  parent: wholeText(1, Number.MAX_SAFE_INTEGER)
    .optional()
    .meta({ description: 'The id of the instance it belongs to.' }),
};
export const workQuery = z.strictObject({
  ...narrowing,
  bucket: z
    .enum(buckets)
    .optional()
    .meta({ description: 'What is in one box of a unit’s home; `due-soon` and `overdue` cut across the others.' }),
  status: z.enum(['running', 'done', 'quarantined']).optional(),
  tag: z
    .union([z.string().max(100), z.array(z.string().max(100)).max(20)])
    .transform((tags) => [tags].flat())
    .optional()
    .meta({ description: 'Repeated: all of them.', example: 'overdue' }),
  stage: word,
  dueAfter: moment.optional().meta({ description: 'Due at this moment or later.', example: '2023-11-01' }),
  dueBefore: moment.optional().meta({ description: 'Due before this moment.', example: '2023-12-01' }),
  ...listFields(['due', 'key', 'urgency'], 'due'),
  ...sparseFields(workFields),
});
export type WorkQuery = z.infer<typeof workQuery>;
export const countsQuery = z.strictObject(narrowing);
export type CountsQuery = z.infer<typeof countsQuery>;

export class UnitName {
  code: string;
  /** Null where the plan has forgotten it. */
  name: LabelText | null;
  short: string | null;
}
export class TimelinessView {
  @ApiProperty({ enum: standings })
  tag: Standing;
  label: LabelText;
  /** The escalation that was reached; 0: none. */
  level: number;
  /** Made once, at the first hand-in. */
  verdict: 'on-time' | 'late' | null;
  /** The same against the deadline as it first stood. */
  verdictOriginal: 'on-time' | 'late' | null;
}
/** What a deadline is said with in words: “còn 3 ngày làm việc, đến 17:00 thứ Sáu 17/11”. */
export class DueTerm {
  @Instant()
  legalEnd: string;
  @Instant()
  workingEnd: string;
  /** 1 is Monday, 7 Sunday. */
  legalWeekday: number;
  workingWeekday: number;
  /** After today, up to the day of the working end; 0: it is today, or past. */
  workingDaysLeft: number;
  /** Past the legal end, with today; 0: it is not past, or no working day has begun since. */
  workingDaysLate: number;
}
export class InstanceRef {
  /** Null where it is not for whoever asks to open. */
  id: number | null;
  key: string;
}
/** The children of one group, counted; of a group that one may not see, nothing is said. */
export class ChildrenView {
  group: string;
  /** What each of them is. */
  label: LabelText;
  /** How many were opened. */
  expected: number;
  /** Whether the last of them stands. */
  opened: boolean;
  /** By stage. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  stages: Record<string, number>;
  /** What those stages are called. */
  @ApiProperty({ type: 'object', additionalProperties: { $ref: getSchemaPath(LabelText) } })
  stageLabels: Record<string, LabelText>;
  /** Units give themselves points with them, and are appraised: `monitoring/scores/{id}` of what opened them. */
  scored: boolean;
}

/** An obligation's schedule, an occurrence of it, or a unit's task in it. */
export class WorkItem {
  id: number;
  key: string;
  kind: 'series' | 'occurrence' | 'task';
  plan: string;
  obligation: string;
  /** The clause of the plan that it comes from. */
  clause: string;
  class: 'hard' | 'programme' | 'standing' | 'event';
  label: LabelText;
  period: string;
  unit: UnitName;
  parent: InstanceRef | null;
  status: 'running' | 'done' | 'quarantined';
  stage: string;
  /** Where it stands, as the work itself says it. */
  stageLabel: LabelText;
  tags: string[];
  timeliness: TimelinessView;
  /** The legal end. */
  @Instant()
  due: string | null;
  /** By when it should be done. */
  @Instant()
  workingEnd: string | null;
  /** Of what somebody still has to do; else null. */
  term: DueTerm | null;
  @Instant()
  openedAt: string;
  /** Its last move. */
  @Instant()
  at: string;
  seq: number;
  children: ChildrenView[];
  /** Of an obligation: when the next occurrence opens. */
  @Instant()
  opensNext: string | null;
}
/** One box of a unit's home. */
export class BucketCount {
  @ApiProperty({ enum: buckets })
  bucket: Bucket;
  label: LabelText;
  count: number;
}
export class TaskCounts {
  /** In the order in which they are shown, empty ones too. */
  buckets: BucketCount[];
  /** All tasks; a box may hold what another holds too. */
  total: number;
}
export class WorkPage {
  items: WorkItem[];
  /** The cursor of the next page; null on the last. */
  next: string | null;
}
