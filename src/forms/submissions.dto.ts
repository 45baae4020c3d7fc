import { ApiProperty } from '@nestjs/swagger';
import { z } from 'zod';
import { Instant } from '../platform/formats.js';
import { LabelText } from '../platform/label.dto.js';
import { listFields } from '../platform/list-query.js';
import { wholeText } from '../platform/read-schema.js';

export const versionParam = wholeText(1, 1_000_000);
const json = { type: 'object', additionalProperties: true } as const;

export class SubmitterView {
  id: string;
  /** In the plan, or of the account. */
  name: string | null;
}
export class SubmissionView {
  /** By which name the form is asked for. */
  form: string;
  version: number;
  /** Which sending of the form it is (lần thứ mấy), from 1; null: it was put before somebody. */
  sending: number | null;
  /** The entry of the timeline that it came with. */
  seq: number;
  event: string;
  eventLabel: LabelText;
  /** Put before whoever signs, not handed in. */
  presented: boolean;
  /** Whose it is. */
  unit: string;
  by: SubmitterView;
  /** Whose post it was (thay mặt). */
  onBehalfOf: SubmitterView | null;
  @Instant()
  at: string;
  /** The moment the verdict goes by, where it is another. */
  @Instant()
  effectiveAt: string | null;
  /** Of the answers in canonical JSON; null: words were erased. */
  sha256: string | null;
}
export class SubmissionsView {
  submissions: SubmissionView[];
}
export class DifferenceView {
  path: string;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  before: unknown;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  after: unknown;
}
export class WholeSubmission extends SubmissionView {
  @ApiProperty(json)
  answers: object;
  /** To the version before, path by path; none where it is the first. */
  differences: DifferenceView[];
}
/** Phiếu tiếp nhận. */
export class ReceiptView {
  /** Its number: instance, which sending, year. */
  number: string;
  form: LabelText;
  obligation: LabelText;
  plan: string;
  /** By which the plan is cited. */
  planNumber: string;
  period: string;
  unit: string;
  unitName: LabelText | null;
  by: SubmitterView;
  onBehalfOf: SubmitterView | null;
  /** When the system took it, to the second. */
  @Instant()
  at: string;
  @Instant()
  effectiveAt: string | null;
  /** In time or late, when it was handed in; null where there was no deadline. */
  verdict: 'on-time' | 'late' | null;
  @Instant()
  due: string | null;
  sha256: string | null;
  /** The entry of the instance's chain that it came with. */
  seq: number;
  hash: string;
}

export const answersQuery = z.strictObject({
  form: z
    .string()
    .max(100)
    .optional()
    .meta({ description: 'By which name the tasks ask for it; the only one by default.' }),
  path: z.string().max(200).optional().meta({ description: 'A heading or a field; the whole form by default.' }),
  obligation: z.string().max(100).optional().meta({ description: 'Only of tasks of this id.' }),
  ...listFields(['unit'], 'unit'),
});
export type AnswersQuery = z.infer<typeof answersQuery>;
export class AnswerRow {
  instance: number;
  key: string;
  unit: string;
  unitName: LabelText | null;
  stage: string;
  /** Null: nothing was handed in. */
  version: number | null;
  @Instant()
  at: string | null;
  @ApiProperty({ ...json, nullable: true })
  answers: object | null;
}
export class AnswersPage {
  /** By which name the tasks ask for the form. */
  form: string;
  label: LabelText;
  /** What is asked under the heading. */
  @ApiProperty({ type: 'array', items: json })
  fields: object[];
  items: AnswerRow[];
  /** Tasks that whoever asks sees, and those of them that have handed in: all of them, not of this page. */
  tasks: number;
  handedIn: number;
  /** Numbers added up over all of them: path → sum. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' } })
  sums: Record<string, number>;
  next: string | null;
}
