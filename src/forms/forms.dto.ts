import { ApiProperty } from '@nestjs/swagger';
import { z } from 'zod';
import { troubleCodes, type TroubleCode } from '../core/form/value.js';
import { Instant } from '../platform/formats.js';
import { LabelText } from '../platform/label.dto.js';

export const formParam = z
  .string()
  .regex(/^[a-z0-9]+([-.][a-z0-9]+)*$/)
  .max(100)
  .meta({ description: 'The name by which the events of the instance ask for the form.', example: 'report' });
export const draftBody = z
  .strictObject({
    answers: z.record(z.string().max(100), z.unknown()).meta({
      description:
        'Field → value; a table is a list of rows, or row → cells where its rows are fixed; a file is a list of ids.',
    }),
  })
  .meta({ title: 'SaveDraft' });
export type DraftBody = z.infer<typeof draftBody>;
export const presenceBody = z
  .strictObject({
    field: z.string().max(200).optional().meta({ description: 'Where in the form, as a path.' }),
    leaving: z.boolean().default(false).meta({ description: 'It is being closed.' }),
  })
  .meta({ title: 'HaveFormOpen' });
export type PresenceBody = z.infer<typeof presenceBody>;

const json = { type: 'object', additionalProperties: true } as const;

export class FormEventView {
  event: string;
  label: LabelText;
  /** It may come without the form. */
  optional: boolean;
  /** It puts the form before somebody; nothing is handed in yet. */
  presented: boolean;
  /** Whoever asks may send it now. */
  open: boolean;
}
export class WriterView {
  name: string;
  displayName: string;
}
export class DraftHead {
  /** The `ETag` of the draft begins with it. */
  revision: number;
  @Instant()
  savedAt: string;
  savedBy: WriterView;
}
export class FormHead {
  /** By which name it is asked for here. */
  name: string;
  label: LabelText;
  /** The clause that it comes from. */
  source: string;
  events: FormEventView[];
  /** The unit for which whoever asks may fill it in; null: none. */
  unit: string | null;
  /** Of that unit; null: nothing is written. */
  draft: DraftHead | null;
  /** How many versions were handed in or presented, as far as whoever asks sees them. */
  versions: number;
}
export class FormsView {
  forms: FormHead[];
}

export class RemarkView {
  /** Where in the form. */
  path: string;
  text: string;
  event: string;
  @Instant()
  at: string;
}
export class OfferView {
  instance: number;
  period: string;
  version: number;
  @Instant()
  at: string;
  /** As far as they fit this form; without attachments. */
  @ApiProperty(json)
  answers: object;
}
export class AgainstView {
  /** What the other form asks. */
  @ApiProperty(json)
  form: object;
  version: number;
  @Instant()
  at: string;
  @ApiProperty(json)
  answers: object;
}
export class FormView extends FormHead {
  /** What is asked, as the plan has it (workflows/schema/form.schema.json). */
  @ApiProperty(json)
  form: object;
  /** To what was handed in last, where it was returned. */
  remarks: RemarkView[];
  /** What the same unit said last time (như kỳ trước); null: there is nothing, or nothing to fill in. */
  offer: OfferView | null;
  /** What was handed in last of the form that this one is set against, such as a unit’s own points beside those of its scorer; null: nothing. */
  against: AgainstView | null;
}

export class TroubleView {
  path: string;
  @ApiProperty({ enum: troubleCodes })
  code: TroubleCode;
  @ApiProperty(json)
  params: object;
}
export class PresentView extends WriterView {
  field: string | null;
  @Instant()
  since: string;
}
export class PresenceView {
  /** The others who have it open now. */
  others: PresentView[];
  /** The draft as it stands: another revision than one’s own was written by somebody else. */
  revision: number;
}
export class SavedDraft {
  revision: number;
  @Instant()
  savedAt: string | null;
  savedBy: WriterView | null;
  problems: TroubleView[];
  /** Paths of what must be answered and is not. */
  missing: string[];
}
export class DraftView extends SavedDraft {
  unit: string;
  @ApiProperty(json)
  answers: object;
  /** The version that the answers are from, where nothing was written since. */
  startsFrom: number | null;
  others: PresentView[];
}
