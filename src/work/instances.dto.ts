import { ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { z } from 'zod';
import { isDay } from '../core/calendar/day.js';
import { fieldsOf, listFields, sparseFields } from '../platform/list-query.js';
import { as, typed, wholeText } from '../platform/read-schema.js';
import { Day, Instant } from '../platform/formats.js';
import { LabelText } from '../platform/label.dto.js';
import { ChildrenView, DueTerm, InstanceRef, TimelinessView, UnitName } from './work.dto.js';

export const idParam = wholeText(1, Number.MAX_SAFE_INTEGER).meta({ example: 1 });
export const keyQuery = z.strictObject({
  key: z.string().min(1).max(500).meta({ description: 'Its natural key.', example: '19-kh-bcd/R0/2023-H1' }),
});
export type KeyQuery = z.infer<typeof keyQuery>;

export const countedQuery = z.strictObject({
  from: z
    .string(typed('day'))
    .refine(isDay, as('day'))
    .meta({ description: 'The day before the first that counts.', example: '2023-06-20' }),
  workingDays: wholeText(1, 250).meta({ description: 'How many.', example: 3 }),
});
export type CountedQuery = z.infer<typeof countedQuery>;
/** So many working days on, by the calendar that the instance goes by. */
export class CountedDay {
  @Day()
  from: string;
  workingDays: number;
  @Day()
  day: string;
  /** Rests on a year that nobody has decided yet. */
  provisional: boolean;
}

const entryFields = fieldsOf<TimelineEntry>()([
  ...(['seq', 'kind', 'at', 'effectiveAt', 'event', 'label', 'fields', 'fieldLabels', 'valueLabels', 'actor'] as const),
  ...(['body', 'tags', 'stage', 'due', 'unit', 'hash'] as const),
]);
const eventName = '(\\*|[a-z0-9-]+)(\\.[a-z0-9-]+)*';
export const timelineQuery = z.strictObject({
  ...listFields(['seq'], 'seq'),
  ...sparseFields(entryFields),
  event: z
    .string()
    .max(500)
    .regex(new RegExp(`^${eventName}(,${eventName})*$`))
    .optional()
    .meta({
      description: 'Only what happened by these events, with commas between; `*.return` is every event that ends so.',
      example: 'extension.ask,*.return',
    }),
});
export type TimelineQuery = z.infer<typeof timelineQuery>;

export class StateView {
  /** The state's path in the lifecycle. */
  path: string;
  label: LabelText;
}
export class MainDueView {
  @Instant()
  legalEnd: string;
  why: LabelText;
}
export class DueView {
  /** The deadline as it was set, or the one that a return has started. */
  kind: 'main' | 'sub';
  /** By this moment it is judged. */
  @Instant()
  legalEnd: string;
  /** By this moment it should be done. */
  @Instant()
  workingEnd: string | null;
  /** The legal end as it first stood. */
  @Instant()
  original: string;
  /** Rests on a year whose holidays are not decided. */
  provisional: boolean;
  /** Why it is that moment. */
  why: LabelText;
  /** Beside the one that a return has started: the legal end of the work itself, by which the first hand-in was judged. */
  main: MainDueView | null;
}
export class FieldView {
  name: string;
  type: 'identifier' | 'number' | 'boolean' | 'day' | 'instant' | 'choice' | 'unit' | 'units' | 'instance' | 'name';
  choices?: string[];
  /** What they are called, in their order, where a form of the same work says so. */
  choiceLabels?: LabelText[];
  optional: boolean;
  label: LabelText | null;
}
/** A post that may send an event. */
export class PostView {
  role: string;
  label: LabelText;
  unit: string;
  seat: string;
  /** Who holds it today: the ids of people. */
  people: string[];
}
export class PossibleEvent {
  event: string;
  label: LabelText;
  /** The form that comes with it, by its name on this instance (`…/forms/{name}`). */
  form: string | null;
  /** A reason in words that comes with it. */
  reason: 'required' | 'optional' | null;
  /** May be recorded for another moment, by right. */
  onBehalf: boolean;
  /** Moves it on in the ordinary course: whoever may send it is who it waits for. */
  leadsOn: boolean;
  by: PostView[];
  fields: FieldView[];
}
export class TimerView {
  key: string;
  label: LabelText;
  @Instant()
  at: string;
}
export class SourceView {
  /** What this instance calls it. */
  as: string;
  key: string;
  /** What its obligation is called, and of which period it is; null while it is not open yet. */
  @ApiProperty({ type: LabelText, nullable: true })
  label: LabelText | null;
  @ApiProperty({ type: String, nullable: true })
  period: string | null;
  /** Null while it is not open yet. */
  id: number | null;
  /** Where it stood when it was last heard of. */
  stage: string | null;
}
export class PeriodView {
  id: string;
  @Day()
  start: string;
  @Day()
  end: string;
  year: number;
}

/** A file that came with a document (`/files/{id}/content`). */
export class EnclosedFile {
  id: number;
  name: string;
  type: 'pdf' | 'docx' | 'xlsx' | 'png' | 'jpg';
  /** In bytes. */
  size: number;
}
/** The number and day of the document by which something was asked for, where one was issued, and what was enclosed with it. */
export class AskedView {
  by: UnitName;
  number: string | null;
  @Day()
  dated: string | null;
  files: EnclosedFile[];
}
export class InstanceView {
  id: number;
  key: string;
  kind: 'series' | 'occurrence' | 'task';
  plan: string;
  /** By which the plan is cited. */
  planNumber: string;
  obligation: string;
  clause: string;
  class: 'hard' | 'programme' | 'standing' | 'event';
  label: LabelText;
  lifecycle: string;
  period: PeriodView;
  unit: UnitName;
  status: 'running' | 'done' | 'quarantined';
  stage: string;
  /** Where it stands, as every list says it. */
  stageLabel: LabelText;
  /** Where the work stands, the outer state first. */
  states: StateView[];
  tags: string[];
  timeliness: TimelinessView;
  due: DueView | null;
  /** Of what somebody still has to do; else null. */
  term: DueTerm | null;
  @Instant()
  openedAt: string;
  /** Its last move. */
  @Instant()
  at: string;
  /** What `expectedSeq` of an event is held against; the `ETag` begins with it. */
  seq: number;
  @ApiProperty({ type: 'object', additionalProperties: true })
  facts: Record<string, string | number | boolean | null>;
  possible: PossibleEvent[];
  timers: TimerView[];
  /** Of a task: who asks for it, and by which document. */
  asked: AskedView | null;
  parent: InstanceRef | null;
  children: ChildrenView[];
  listens: SourceView[];
  /** The closed instance that this one opens again. */
  reopens: string | null;
}

/** Somebody by their user name, and as people read it. */
export class Named {
  id: string;
  name: string | null;
}
/** Other work, as people read it. */
export class NamedWork {
  kind: 'series' | 'occurrence' | 'task';
  label: LabelText;
  period: string;
  unit: UnitName;
}
export class TimelineActor {
  kind: 'person' | 'instance' | 'system';
  id: string;
  /** Of a person: the name in the plan, or of the account. */
  name: string | null;
  /** Whose post it was, where the right came by delegation (thay mặt). */
  onBehalfOf: Named | null;
  /** Of what is neither a person nor an instance. */
  label: LabelText | null;
  /** Of an instance: what it is; null where that is not to be seen. */
  work: NamedWork | null;
}
export class TimelineEntry {
  seq: number;
  kind: 'opened' | 'letter' | 'timer';
  /** When it happened. */
  @Instant()
  at: string;
  /** The moment the verdict goes by, where it is another: recorded on behalf, or stamped before what was written first. */
  @Instant()
  effectiveAt: string | null;
  event: string;
  label: LabelText;
  @ApiProperty({ type: 'object', additionalProperties: true })
  fields: object;
  /** What those fields are called, as far as the lifecycle says it. */
  @ApiProperty({ type: 'object', additionalProperties: { $ref: getSchemaPath(LabelText) } })
  fieldLabels: Record<string, LabelText>;
  /** What was chosen in them is called, where it was a choice and a form of the same work names it. */
  @ApiProperty({ type: 'object', additionalProperties: { $ref: getSchemaPath(LabelText) } })
  valueLabels: Record<string, LabelText>;
  actor: TimelineActor;
  /** The words that came with it; null where there were none, or where they were erased. */
  @ApiProperty({ oneOf: [{ type: 'string' }, { type: 'object', additionalProperties: true }, { type: 'null' }] })
  body: unknown;
  /** After it: */
  tags: string[];
  stage: string;
  @Instant()
  due: string | null;
  unit: string;
  /** Of the hash chain. */
  hash: string;
}
export class TimelinePage {
  items: TimelineEntry[];
  /** The cursor of the next page; null on the last. */
  next: string | null;
}
