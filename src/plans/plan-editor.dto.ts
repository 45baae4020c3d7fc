import { ApiProperty } from '@nestjs/swagger';
import { z } from 'zod';
import { as, whole } from '../platform/read-schema.js';
import { Day, Instant } from '../platform/formats.js';
import { LabelText } from '../platform/label.dto.js';
import { FindingView } from '../platform/problem.dto.js';

/** The id of an obligation, as the plan writes it. */
export const obligationParam = z
  .string()
  .max(60)
  .regex(/^[A-Za-z][A-Za-z0-9]*([.-][A-Za-z0-9]+)*$/, as('plan-name'))
  .meta({ description: 'The id of an obligation.', example: 'R0-H' });

export const deriveBody = z
  .strictObject({ from: whole(1).meta({ description: 'The version whose files the draft begins with.' }) })
  .meta({ title: 'DerivePlan', example: { from: 1 } });
export type DeriveBody = z.infer<typeof deriveBody>;

export const obligationBody = z
  .strictObject({
    obligation: z.record(z.string().max(100), z.unknown()).meta({
      description:
        'The obligation as the plan language has it (workflows/schema/plan.schema.json); its id is that of the path.',
    }),
  })
  .meta({ title: 'WriteObligation' });
export type ObligationBody = z.infer<typeof obligationBody>;

/** A finding at the field that it is about. */
export class FieldFindingView extends FindingView {
  /** The names that lead to the field, from the obligation down. */
  path: string[];
}

/** An obligation of a version, as data and as it would be written. */
export class ObligationDetail {
  plan: string;
  version: number;
  status: 'draft' | 'active' | 'superseded';
  /** The content hash of the version’s files. */
  content: string;
  @ApiProperty({ type: 'object', additionalProperties: true })
  obligation: object;
}

export class EditedPlan {
  plan: string;
  version: number;
  /** The content hash of its files now. */
  content: string;
  errors: number;
  findings: FindingView[];
}

export class ObligationDate {
  @Instant()
  at: string;
  kind: 'opens' | 'cutOff' | 'due' | 'closes';
  /** The obligation, or the group of tasks in it. */
  obligation: string;
  label: LabelText;
  occurrence: string;
  why: string;
  /** Of a deadline: the end of the last working day on which it is still in time. */
  @Instant()
  workingEnd: string | null;
  /** Rests on a year whose holidays are not decided. */
  provisional: boolean;
  /** Rests on an act that people have yet to do. */
  assumed: boolean;
  /** How many units it is for. */
  units: number;
}
export class ToldDate {
  @Instant()
  at: string;
  kind: 'reminder' | 'overdue' | 'escalation';
  key: string;
  obligation: string;
  /** The posts that are told then. */
  to: string[];
  why: string;
}
export class CheckedObligation {
  errors: number;
  findings: FieldFindingView[];
  /** The day from which the dates are counted: today, or the first of the term where it is over. */
  @Day()
  from: string;
  /** The next twelve, in order of time; none while there are errors. */
  dates: ObligationDate[];
  /** Who is told when, in the first of these occurrences that falls due. */
  told: ToldDate[];
}

export class ParameterWord {
  name: string;
  type: 'workingDays' | 'number' | 'boolean' | 'text' | 'tags';
  @ApiProperty({
    oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }, { type: 'array', items: {} }],
    nullable: true,
  })
  default: unknown;
  label: LabelText | null;
}
export class NamedWord {
  name: string;
  label: LabelText;
}
export class LifecycleWord {
  name: string;
  label: LabelText;
  description: LabelText | null;
  parameters: ParameterWord[];
  /** What people can do in it, by the ids of events; the name by which an event asks for a form. */
  events: EventWord[];
  /** Its states, by their paths. */
  states: NamedWord[];
  tags: string[];
}
export class EventWord {
  name: string;
  label: LabelText;
  form: string | null;
}
export class GroupWord extends NamedWord {
  units: number;
}
export class UnitWord extends NamedWord {
  kind: string;
}
export class TimingWord {
  name: string;
  @ApiProperty({ type: 'object', additionalProperties: true })
  timing: object;
}
export class ObligationWord extends NamedWord {
  tasks: string[];
}
/** What an obligation of this plan may name. */
export class PlanVocabulary {
  lifecycles: LifecycleWord[];
  timings: TimingWord[];
  groups: GroupWord[];
  units: UnitWord[];
  templates: string[];
  forms: string[];
  /** The forms, with what they are called. */
  formNames: NamedWord[];
  obligations: ObligationWord[];
  /** The clauses of the plan, with what they say, where the plan says it. */
  clauses: NamedWord[];
  roles: string[];
  classes: string[];
  rolls: string[];
}
