import { ApiProperty } from '@nestjs/swagger';
import { Instant } from '../platform/formats.js';
import { LabelText } from '../platform/label.dto.js';
import { TimelineEntry } from './instances.dto.js';

export class StepForm {
  /** `…/forms/{name}` */
  name: string;
  label: LabelText;
  /** The step may be taken without it. */
  optional: boolean;
  /** It is put before whoever signs; nothing is handed in yet. */
  presented: boolean;
}
export class StepView {
  /** What it is called: what is sent, or the state in which something is waited for. */
  label: LabelText;
  /** The event that people send; null: it comes by itself, or from other work. */
  event: string | null;
  /** The posts that may send it. */
  by: LabelText[];
  form: StepForm | null;
  /** What must hold, in words; null: nothing. */
  condition: LabelText | null;
  /** Done; the one that is awaited; still to come; left out on the way; or not to come any more, because it ended before. */
  state: 'done' | 'next' | 'ahead' | 'skipped' | 'over';
  /** When what comes by itself had come; null: it has not, or it is sent by people. */
  @Instant()
  at: string | null;
  /** Each time that it was sent: more than once where it was sent back in between. */
  @ApiProperty({ type: [TimelineEntry] })
  entries: TimelineEntry[];
}
/** The ordinary course of an instance, in order, and what has come of it. */
export class StepsView {
  id: number;
  key: string;
  label: LabelText;
  status: 'running' | 'done' | 'quarantined';
  steps: StepView[];
}
