import { ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { z } from 'zod';
import { fromIso, isDay, startOfDay } from '../core/calendar/day.js';
import { trailKinds } from '../people/trail.js';
import { fieldsOf, listFields, sparseFields } from '../platform/list-query.js';
import { Instant } from '../platform/formats.js';
import { LabelText } from '../platform/label.dto.js';
import { as, typed } from '../platform/read-schema.js';
import { NamedWork } from '../work/instances.dto.js';

/** What is in the trail, and the commands that are in the chains of their instances. */
export const auditKinds = ['command', ...trailKinds] as const;
export type AuditKind = (typeof auditKinds)[number];

const instantOf = (text: string): number | undefined => {
  if (isDay(text)) return startOfDay(text);
  try {
    return fromIso(text);
  } catch {
    return undefined;
  }
};
const moment = z.string(typed('day-or-instant')).transform((text, context) => {
  const at = instantOf(text);
  if (at !== undefined) return at;
  context.addIssue({ code: 'custom', message: as('day-or-instant').error });
  return z.NEVER;
});

const word = z.string().min(1).max(300).optional();
const filters = {
  kind: z
    .union([z.enum(auditKinds), z.array(z.enum(auditKinds)).max(20)])
    .transform((kinds) => [kinds].flat())
    .optional()
    .meta({ description: 'Repeated: any of them.', example: 'sign-in' }),
  actor: word.meta({ description: 'The name of the account that did it.', example: 'thu-ky' }),
  subject: word.meta({ description: 'What was done to: an account’s name, or the key of an instance.' }),
  plan: word,
  from: moment.optional().meta({ description: 'At this real moment or later.', example: '2026-01-01' }),
  to: moment.optional().meta({ description: 'Before this real moment.', example: '2026-02-01' }),
};
const auditFields = fieldsOf<AuditEntryInWords>()([
  ...(['id', 'kind', 'at', 'workAt', 'actor', 'onBehalfOf', 'plan', 'subject'] as const),
  ...(['correlation', 'address', 'before', 'after', 'personal', 'hash', 'work', 'words', 'people'] as const),
]);
export const auditQuery = z.strictObject({ ...filters, ...listFields(['at'], '-at'), ...sparseFields(auditFields) });
export type AuditQuery = z.infer<typeof auditQuery>;
export const auditExportQuery = z.strictObject({
  ...filters,
  format: z.enum(['ndjson', 'csv']).default('ndjson'),
});
export type AuditExportQuery = z.infer<typeof auditExportQuery>;
export type AuditFilter = Omit<AuditQuery, 'limit' | 'cursor' | 'sort' | 'fields'>;

export class AuditEntryView {
  /** Of the trail `t12`; of a command the instance’s id and the letter’s key. */
  id: string;
  @ApiProperty({ enum: auditKinds })
  kind: AuditKind;
  /** The real moment. */
  @Instant()
  at: string;
  /** The same by the clock that the work goes by. */
  @Instant()
  workAt: string;
  /** The name of an account, or `operator` for whoever runs the machine; null: nobody who is known. */
  actor: string | null;
  onBehalfOf: string | null;
  plan: string | null;
  subject: string | null;
  /** The id of the request, as the log has it. */
  correlation: string | null;
  address: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  before: unknown;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  after: unknown;
  /** Names, words, from where it came; null where there was nothing of the kind, or where it was erased. */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  personal: unknown;
  /** Of the chain that it stands in; null: a command that was refused moves no chain. */
  hash: string | null;
}
/** The same as people read it. */
export class AuditEntryInWords extends AuditEntryView {
  /** What the subject is, where it is work; null: it is none, or not to be seen. */
  work: NamedWork | null;
  /** What the acts, stages and tags in it are called. */
  @ApiProperty({ type: 'object', additionalProperties: { $ref: getSchemaPath(LabelText) } })
  words: Record<string, LabelText>;
  /** Full names by the names of accounts. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  people: Record<string, string>;
}
export class AuditPage {
  items: AuditEntryInWords[];
  /** The cursor of the next page; null on the last. */
  next: string | null;
}
