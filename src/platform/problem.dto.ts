import { ApiProperty } from '@nestjs/swagger';
import { z } from 'zod';
import { expectations, type Expectation } from '../core/problem.js';
import { LabelText } from './label.dto.js';
import { listFields } from './list-query.js';
import { wholeText } from './read-schema.js';

/** A field that is not what it must be. */
export class WrongField {
  /** Its path in the body, or the name of the parameter. */
  field: string;
  /** What must stand there. */
  @ApiProperty({ enum: expectations })
  expected: Expectation;
  /** The same as a sentence, in the reader's language: what a form says beside the field. */
  message?: string;
  @ApiProperty({ oneOf: [{ type: 'number' }, { type: 'string' }] })
  least?: number | string;
  @ApiProperty({ oneOf: [{ type: 'number' }, { type: 'string' }] })
  most?: number | string;
  @ApiProperty({ type: 'array', items: {} })
  choices?: unknown[];
  /** It is not there at all. */
  missing?: boolean;
  /** What the field is called. */
  label?: LabelText;
}
/** What would have to hold for an event to be taken, and does not. */
export class UnmetCondition {
  /** The guard's name in the vocabulary; “or”: one of several. */
  guard: string;
  label: LabelText;
}
export class PossiblePost {
  role: string;
  unit: string;
  seat: string;
  /** Who holds it today: the ids of people. */
  people: string[];
}
/** What can be done instead, and by whom. */
export class PossibleInstead {
  event: string;
  label: LabelText;
  by: PossiblePost[];
}
/** Something that is wrong with a plan, and where. */
export class FindingView {
  /** The stable code of the rule. */
  rule: string;
  /** The kind of mistake, where the rule tells several apart: `empty`, `missing-field`, `choice`. */
  problem?: string;
  severity: 'error' | 'warning';
  file: string;
  line: number;
  column: number;
  message: string;
  /** The name that was probably meant; where none lies near, what to do, in a sentence. */
  suggestion?: string;
}

/** What every refusal looks like (RFC 9457): a stable code with facts, and a sentence in the reader's language. */
export class ProblemDetails {
  /** Leads to a page about this kind of problem. */
  type: string;
  /** In a few words; the same for every problem of this code. */
  title: string;
  /** The HTTP status. */
  status: number;
  /** What is wrong this time. */
  detail: string;
  /** The request that met it. */
  instance: string;
  /** What programs go by; it never changes. */
  code: string;
  /** Found again in the server's log. */
  requestId: string;
  /** Of a field that is wrong: the first of `errors`, and what must stand there. */
  field?: string;
  @ApiProperty({ enum: expectations })
  expected?: Expectation;
  /** Every field that is wrong. */
  errors?: WrongField[];
  /** Of an event that is refused. */
  event?: string;
  eventLabel?: LabelText;
  /** The name that was probably meant. */
  suggestion?: string;
  /** Of an event whose conditions are not met. */
  unmet?: UnmetCondition[];
  possible?: PossibleInstead[];
  /** Of a plan with errors: how many there are, of which the first are named. */
  count?: number;
  findings?: FindingView[];
}

/** One kind of problem. */
export class ProblemKind {
  @ApiProperty({ example: 'not-found' })
  code: string;
  @ApiProperty({ example: 404 })
  status: number;
  title: string;
}
export class ProblemKinds {
  items: ProblemKind[];
  /** The cursor of the next page; null on the last. */
  next: string | null;
}
export const problemParam = z.string().meta({ example: 'not-found' });
export const problemsQuery = z.strictObject({
  ...listFields(['code'], 'code'),
  limit: wholeText(1, 200).default(200).meta({ description: 'Rows of a page.' }),
});
export type ProblemsQuery = z.infer<typeof problemsQuery>;
