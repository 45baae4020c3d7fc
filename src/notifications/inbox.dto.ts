import { Instant } from '../platform/formats.js';
import { z } from 'zod';
import { fieldsOf, listFields, sparseFields } from '../platform/list-query.js';
import { wholeText } from '../platform/read-schema.js';

const messageFields = fieldsOf<InboxMessage>()([
  ...(['id', 'messageId', 'unit', 'seat', 'instanceId', 'seq', 'template'] as const),
  ...(['level', 'subject', 'text', 'at', 'readAt', 'by'] as const),
]);
export const inboxQuery = z.strictObject({
  unit: z.string().min(1).max(100).meta({ description: 'The unit whose messages they are.' }),
  seat: z.string().min(1).max(100).optional().meta({ description: 'To this post of the unit only.' }),
  unread: z.enum(['true', 'false']).default('false').meta({ description: 'Only what nobody has read.' }),
  language: z.enum(['vi', 'en']).optional().meta({ description: 'Otherwise as Accept-Language asks.' }),
  ...listFields(['at'], '-at'),
  ...sparseFields(messageFields),
});
export type InboxQuery = z.infer<typeof inboxQuery>;

export const inboxId = wholeText(1, Number.MAX_SAFE_INTEGER);
export const readQuery = inboxQuery.pick({ language: true });

/** Somebody by their user name, and as people read it. */
export class MessageAuthor {
  id: string;
  name: string | null;
}
/** A message to a post in a unit. */
export class InboxMessage {
  id: number;
  /** The same in every repeat and in every channel. */
  messageId: string;
  unit: string;
  /** officer, head, leader, member or administrator. */
  seat: string;
  /** The work that it is about. */
  instanceId: number;
  /** The entry of the work's history that told it. */
  seq: number;
  template: string;
  /** The escalation; 0: none. */
  level: number;
  subject: string;
  text: string;
  /** When it happened, by the clock of the work. */
  @Instant()
  at: string;
  /** When it was first read, by a real clock; null: not yet. */
  @Instant()
  readAt: string | null;
  /** Whose words it tells of; null: the work itself tells. */
  by: MessageAuthor | null;
}
export class InboxPage {
  items: InboxMessage[];
  /** The cursor of the next page; null on the last. */
  next: string | null;
}
