import { ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { z } from 'zod';
import { fromIso, isDay, startOfDay } from '../core/calendar/day.js';
import { fieldsOf, listFields, sparseFields } from '../platform/list-query.js';
import { as, typed, wholeText } from '../platform/read-schema.js';
import { Instant } from '../platform/formats.js';
import { LabelText } from '../platform/label.dto.js';
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
  ...(['status', 'stage', 'stageLabel', 'tags', 'timeliness', 'due', 'workingEnd', 'openedAt', 'at', 'seq'] as const),
  ...(['children', 'opensNext'] as const),
]);
export const workQuery = z.strictObject({
  plan: word,
  obligation: word,
  period: word.meta({ example: '2023-H1' }),
  unit: word,
  parent: wholeText(1, Number.MAX_SAFE_INTEGER)
    .optional()
    .meta({ description: 'The id of the instance it belongs to.' }),
  status: z.enum(['running', 'done', 'quarantined']).optional(),
  tag: z
    .union([z.string().max(100), z.array(z.string().max(100)).max(20)])
    .transform((tags) => [tags].flat())
    .optional()
    .meta({ description: 'Repeated: all of them.', example: 'overdue' }),
  stage: word,
  dueAfter: moment.optional().meta({ description: 'Due at this moment or later.', example: '2023-11-01' }),
  dueBefore: moment.optional().meta({ description: 'Due before this moment.', example: '2023-12-01' }),
  ...listFields(['due', 'key'], 'due'),
  ...sparseFields(workFields),
});
export type WorkQuery = z.infer<typeof workQuery>;

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
  stageLabel: LabelText;
  tags: string[];
  timeliness: TimelinessView;
  /** The legal end. */
  @Instant()
  due: string | null;
  /** By when it should be done. */
  @Instant()
  workingEnd: string | null;
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
export class WorkPage {
  items: WorkItem[];
  /** The cursor of the next page; null on the last. */
  next: string | null;
}
