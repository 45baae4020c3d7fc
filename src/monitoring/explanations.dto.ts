import { ApiProperty } from '@nestjs/swagger';
import { z } from 'zod';
import { Instant } from '../platform/formats.js';
import { LabelText } from '../platform/label.dto.js';
import { listFields } from '../platform/list-query.js';
import { Named } from '../work/instances.dto.js';
import { UnitName } from '../work/work.dto.js';

/** What has become of a request; `lapsed`: its work was closed before anybody answered. */
export const explanationStates = ['pending', 'answered', 'lapsed'] as const;
export type ExplanationState = (typeof explanationStates)[number];

const word = z.string().min(1).max(200).optional();

export const explanationsQuery = z.strictObject({
  plan: word,
  unit: word.meta({ description: 'Asked of this unit.' }),
  pending: z.enum(['true', 'false']).optional().meta({
    description: 'Only what is still waited for, or only what is waited for no more; all where it is left out.',
  }),
  ...listFields(['at'], '-at'),
});
export type ExplanationsQuery = z.infer<typeof explanationsQuery>;

/** What was asked or answered, in whose words. */
export class ExplanationWords {
  @Instant()
  at: string;
  by: Named;
  /** Whose post it was, where the right came by delegation (thay mặt). */
  onBehalfOf: Named | null;
  /** Null where they were erased. */
  words: string | null;
}
/** A request for an explanation (yêu cầu giải trình), and the answer. */
export class ExplanationItem {
  /** The work that it is about. */
  id: number;
  key: string;
  /** Of the request, in what happened to that work. */
  seq: number;
  plan: string;
  obligation: string;
  clause: string;
  label: LabelText;
  period: string;
  /** Of whom it was asked. */
  unit: UnitName;
  @ApiProperty({ enum: explanationStates })
  state: ExplanationState;
  asked: ExplanationWords;
  answer: ExplanationWords | null;
}
export class ExplanationPage {
  items: ExplanationItem[];
  /** The cursor of the next page; null on the last. */
  next: string | null;
}
