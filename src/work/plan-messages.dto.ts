import { Instant } from '../platform/formats.js';
import { LabelText } from '../platform/label.dto.js';

/** A message as it would be read. */
export class MessageText {
  subject: string;
  text: string;
}
/** Of what the message is shown: a unit and a period that the obligation really has. */
export class MessageSample {
  unit: LabelText;
  period: string;
  @Instant()
  due: string | null;
}
/** Something that people are told about an obligation or one of its tasks. */
export class PlanMessage {
  /** The obligation, or the task of it, that is told of. */
  obligation: string;
  label: LabelText;
  /** What brings it, in words. */
  when: LabelText;
  by: 'event' | 'timer' | 'state';
  /** The posts that it goes to, such as `unit.head`. */
  to: string[];
  template: string;
  /** The plan has no words of its own for it: the house's are taken. */
  isDefault: boolean;
  /** With the facts of `sample`; null where the text cannot be filled in. */
  vi: MessageText | null;
  en: MessageText | null;
  sample: MessageSample;
}
/** All that a version tells people about an obligation. */
export class PlanMessagesView {
  plan: string;
  version: number;
  obligation: string;
  messages: PlanMessage[];
}
