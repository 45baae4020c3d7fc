import { z } from 'zod';
import { Instant } from '../platform/formats.js';
import { LabelText } from '../platform/label.dto.js';
import { wholeText } from '../platform/read-schema.js';
import { asOf, MonitoredItem } from './standing.dto.js';

const word = z.string().min(1).max(200).optional();
export const queueQuery = z.strictObject({
  asOf,
  plan: word,
  obligation: word.meta({ description: 'Of the tasks.' }),
  unit: word,
  limit: wholeText(1, 200).default(50).meta({ description: 'Rows of each list.', example: 50 }),
});
export type QueueQuery = z.infer<typeof queueQuery>;

/** Somebody to call up. */
export class Contact {
  id: string;
  name: string;
  unit: string;
  seat: string;
  phone: string | null;
}
/** The last message that went out of it. */
export class LastReminder {
  @Instant()
  at: string;
  template: string;
  /** The escalation that it told of; 0: none. */
  level: number;
  /** The post that it went to. */
  to: LabelText;
}
/** What leads on and is whoever asks’s to do now. */
export class QueueAct {
  event: string;
  label: LabelText;
  /** The form that comes with it (`…/forms/{name}`); null: one press is enough, or a few fields. */
  form: string | null;
}
export class QueueItem extends MonitoredItem {
  /** Of the posts whose turn it is, where they are another unit’s: for the secretariat, with telephone numbers. */
  contacts: Contact[];
  lastReminder: LastReminder | null;
  /** Of what is still with a unit, the reminder, where one may send it. Of the past, null. */
  act: QueueAct | null;
}
export class QueueList {
  total: number;
  items: QueueItem[];
}
export class QueueView {
  @Instant()
  asOf: string;
  /** Handed in, and nobody has looked at it. */
  toReceive: QueueList;
  /** Handed in, and the turn of an office. */
  toAppraise: QueueList;
  /** Still with the units, in time. */
  waiting: QueueList;
  returned: QueueList;
  overdue: QueueList;
  /** Rounds, meetings and other occurrences that wait for a decision, or for the letter that opens them; of the past, nothing. */
  toDecide: QueueList;
}
