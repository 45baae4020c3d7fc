import { ApiProperty } from '@nestjs/swagger';
import { z } from 'zod';
import { isDay } from '../core/calendar/day.js';
import { as, typed, whole, wholeText } from '../platform/read-schema.js';
import { Day, Instant } from '../platform/formats.js';
import { listFields } from '../platform/list-query.js';
import { FindingView } from '../platform/problem.dto.js';
import { LabelText } from '../platform/label.dto.js';

const day = z.string(typed('day')).refine(isDay, as('day')).meta({ format: 'date', example: '2023-01-01' });
const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,80}$/, as('plan-name'));

/** Plan, and version where the path has one. */
export const planParam = z.string().max(100).meta({ example: '19-kh-bcd' });
export const versionParam = wholeText(1).meta({ example: 1 });

const MOST_FILES = 500;
const atMostFiles = ({ value, issues }: z.core.ParsePayload<Readonly<Record<string, string>>>): void => {
  if (Object.keys(value).length > MOST_FILES)
    issues.push({ code: 'too_big', origin: 'object', maximum: MOST_FILES, inclusive: true, input: value });
};

/** A path below workflows/: it names a file of a version and is never opened. */
const filePath = z
  .string()
  .max(200)
  .regex(/^(?!.*(?:^|\/)\.)[\p{L}\p{N}._-]+(?:\/[\p{L}\p{N}._-]+)*\.(?:yaml|md)$/u, as('plan-path'));
export const plansQuery = z.strictObject(listFields(['plan'], 'plan'));
export type PlansQuery = z.infer<typeof plansQuery>;

export const importPlanBody = z
  .union([
    z.strictObject({
      directory: name.meta({
        description: 'A plan that lies on the server, below workflows/plans.',
        example: '19-kh-bcd',
      }),
    }),
    z.strictObject({
      files: z.record(filePath, z.string().max(1_000_000)).check(atMostFiles).meta({
        description: 'Path below workflows/ → text. Lifecycles and calendars that are not sent are the server’s.',
      }),
    }),
  ])
  .meta({ title: 'ImportPlan' });
export type ImportPlanBody = z.infer<typeof importPlanBody>;

export const compareBody = z
  .strictObject({ from: whole(1), to: whole(1) })
  .meta({ title: 'ComparePlans', example: { from: 1, to: 2 } });
export type CompareBody = z.infer<typeof compareBody>;

export const activateBody = z
  .strictObject({
    hash: z
      .string()
      .regex(/^[0-9a-f]{64}$/, as('comparison-hash'))
      .optional()
      .meta({ description: 'The hash of the comparison that was confirmed; needed where a version runs already.' }),
  })
  .meta({ title: 'ActivatePlan' });
export type ActivateBody = z.infer<typeof activateBody>;

export const previewQuery = z.strictObject({
  from: day,
  to: day,
  obligation: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'Only the dates of this obligation, or of this group of tasks.', example: 'R0' }),
  language: z.enum(['vi', 'en']).optional().meta({ description: 'Of the reasons; without it, of Accept-Language.' }),
});
export type PreviewQuery = z.infer<typeof previewQuery>;

export class LintReport {
  plan: string;
  version: number;
  errors: number;
  warnings: number;
  findings: FindingView[];
}

export class PlanVersionView {
  plan: string;
  version: number;
  status: 'draft' | 'active' | 'superseded';
  /** The content hash of its files. */
  content: string;
  @Instant()
  importedAt: string;
  @Instant()
  activeFrom: string | null;
  @Instant()
  activeTo: string | null;
}
export class PlanView {
  plan: string;
  /** The number of the document, as the version that runs says it, else the newest; null where that cannot be read. */
  @ApiProperty({ type: String, nullable: true })
  number: string | null;
  /** The version that runs; null: none. */
  active: number | null;
  /** Newest first. */
  versions: PlanVersionView[];
}
/** A heading or a paragraph of a plan, in the language in which it was issued. */
export class ClauseView {
  /** As obligations and forms cite it. */
  id: string;
  @ApiProperty({ type: String, nullable: true })
  title: string | null;
  @ApiProperty({ type: String, nullable: true })
  text: string | null;
}
export class PlanClauses {
  plan: string;
  /** The number of the document. */
  number: string;
  label: LabelText;
  /** In the order of the document; empty where the plan does not bring its words. */
  clauses: ClauseView[];
}
export class PlanList {
  items: PlanView[];
  /** The cursor of the next page; null on the last. */
  next: string | null;
}
export class ImportedPlan extends PlanVersionView {
  /** False where a version with exactly these files was there already. */
  isNew: boolean;
  errors: number;
  findings: FindingView[];
}

export class ObligationSummary {
  id: string;
  clause: string;
  class: 'hard' | 'programme' | 'standing' | 'event';
  label: LabelText;
  lifecycle: string;
  owner: string;
  @ApiProperty({ type: 'object', additionalProperties: true })
  schedule: object;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  deadline: object | null;
  /** The ids of its groups of tasks. */
  tasks: string[];
  /** Settings that are a proposal and not the plan's own words. */
  ours: string[];
}
/** A lifecycle that a version brings, and what it is called. */
export class LifecycleName {
  name: string;
  label: LabelText;
}
export class TermView {
  @Day()
  from: string;
  @Day()
  to: string;
}
export class PlanVersionDetail extends PlanVersionView {
  number: string;
  label: LabelText;
  term: TermView;
  /** The content hash of its working calendar. */
  calendar: string;
  units: number;
  people: number;
  obligations: ObligationSummary[];
  /** What obligations and their tasks may go by. */
  lifecycles: LifecycleName[];
  /** The paths of its files. */
  files: string[];
}
export class PlanFilesView {
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  files: Record<string, string>;
}

export class ChangedPart {
  id: string;
  /** Which of its parts: schedule, deadline, tasks.R1.units … */
  what: string[];
}
export class PartsChangedView {
  added: string[];
  removed: string[];
  changed: ChangedPart[];
  unchanged: string[];
}
export class SeatChangeView {
  person: string;
  unit: string;
  seat: string;
}
export class PeopleChangedView {
  gained: SeatChangeView[];
  lost: SeatChangeView[];
}
/** What an obligation, or one of its groups of tasks, is called. */
export class PartNameView {
  id: string;
  label: LabelText;
}
export class PersonNameView {
  id: string;
  name: string;
}
export class CalendarChangeView {
  was: string | null;
  becomes: string;
}
export class OpeningChangeView {
  obligation: string;
  occurrence: string;
  @Instant()
  at: string;
  units: string[];
}
export class DateChangeView {
  obligation: string;
  occurrence: string;
  kind: 'opens' | 'cutOff' | 'due' | 'workingEnd' | 'reminder' | 'overdue' | 'escalation' | 'closes';
  key: string;
  /** Null: there was no such date. */
  @Instant()
  was: string | null;
  /** Null: there will be no such date. */
  @Instant()
  becomes: string | null;
  why: string;
  units: string[];
  /** The occurrence is under way. */
  running: boolean;
}
/** What activating one version after another changes from today on. */
export class ComparisonView {
  plan: string;
  from: number;
  to: number;
  /** The day it was made for. */
  @Day()
  day: string;
  /** To be confirmed when `to` is activated. */
  hash: string;
  obligations: PartsChangedView;
  lifecycles: PartsChangedView;
  forms: PartsChangedView;
  units: PartsChangedView;
  people: PeopleChangedView;
  /** What the obligations of both versions and their groups of tasks are called; `to` has the last word. */
  names: PartNameView[];
  /** What the people are called who gain a post or lose one. */
  persons: PersonNameView[];
  calendar: CalendarChangeView;
  opens: OpeningChangeView[];
  withdrawn: OpeningChangeView[];
  /** Would have opened before today: nothing is opened after the fact. */
  missed: OpeningChangeView[];
  redated: DateChangeView[];
  /** Dates that stay, counted for each unit. */
  unchanged: number;
}
export class ActivationView {
  plan: string;
  version: number;
  predecessor: number | null;
  opened: string[];
  changed: string[];
  kept: string[];
  withdrawn: string[];
}
export class PreviewEntryView {
  /** ISO 8601 with offset. */
  @Instant()
  at: string;
  kind: 'opens' | 'cutOff' | 'due' | 'workingEnd' | 'reminder' | 'overdue' | 'escalation' | 'closes';
  obligation: string;
  clause: string;
  occurrence: string;
  unit: string;
  /** The posts that are told then, `unit/seat`. */
  to: string[];
  /** Why it is that moment. */
  why: string;
  /** Rests on a year whose holidays are not decided. */
  provisional: boolean;
  /** Rests on an act that people have yet to do. */
  assumed: boolean;
}
export class PreviewView {
  entries: PreviewEntryView[];
}
