import { ApiProperty } from '@nestjs/swagger';
import { z } from 'zod';
import { Instant } from '../platform/formats.js';
import { LabelText } from '../platform/label.dto.js';
import { listFields } from '../platform/list-query.js';
import { whole, wholeText } from '../platform/read-schema.js';
import { sides, type Side } from './parties.rules.js';

export const instanceParam = wholeText(1, Number.MAX_SAFE_INTEGER).meta({ example: 1 });
export const remarkParam = wholeText(1, Number.MAX_SAFE_INTEGER).meta({
  example: 1,
  description: 'A remark, by its id.',
});
export const remarksQuery = z.strictObject(listFields(['id'], '-id'));
export type RemarksQuery = z.infer<typeof remarksQuery>;

export const remarkBody = z
  .strictObject({
    text: z.string().trim().min(1).max(4000).meta({ description: 'What is said. It is not edited afterwards.' }),
    answers: whole(1, Number.MAX_SAFE_INTEGER).optional().meta({ description: 'The remark that it answers.' }),
    about: z
      .strictObject({
        form: z.string().min(1).max(100).meta({ description: 'A form of the instance, by its name there.' }),
        path: z.string().min(1).max(200).optional().meta({ description: 'A field of it or a heading, by its id.' }),
      })
      .optional()
      .meta({ description: 'What of a form it is about.' }),
  })
  .meta({ title: 'NewRemark' });
export type RemarkBody = z.infer<typeof remarkBody>;
export const settleBody = z
  .strictObject({ settled: z.boolean().meta({ description: 'Settled (đã xử lý), or open again.' }) })
  .meta({ title: 'SettleRemark' });
export type SettleBody = z.infer<typeof settleBody>;
export const readBody = z
  .strictObject({
    upTo: whole(1, Number.MAX_SAFE_INTEGER).meta({ description: 'The last remark that was read.' }),
  })
  .meta({ title: 'ReadTalk' });
export type ReadBody = z.infer<typeof readBody>;

/** A conversation as whoever asks stands in it. */
export class TalkView {
  /** For whom one speaks in it; reader: without a say; null: it is not one’s own, or there is none. */
  @ApiProperty({ enum: [...sides, 'reader', null], type: String, nullable: true })
  side: Side | 'reader' | null;
  unit: string;
  unitName: LabelText | null;
  /** The office that follows the work. */
  @ApiProperty({ type: String, nullable: true })
  office: string | null;
  officeName: LabelText | null;
  total: number;
  /** What the other side has said that one has not read. */
  unread: number;
  /** What was brought up and is not settled. */
  open: number;
}
/** Somebody by their user name, and as people read it. */
export class TalkAuthor {
  id: string;
  name: string | null;
}
export class TalkAbout {
  form: string;
  @ApiProperty({ type: String, nullable: true })
  path: string | null;
  /** What the field or the heading is called; else the form. */
  label: LabelText | null;
}
export class TalkSettled {
  by: TalkAuthor;
  @Instant()
  at: string;
}
export class TalkRemark {
  id: number;
  @ApiProperty({ enum: sides })
  side: Side;
  unit: string;
  unitName: LabelText | null;
  by: TalkAuthor;
  /** Whose post it was, where it was lent. */
  onBehalfOf: TalkAuthor | null;
  @Instant()
  at: string;
  /** Null: it was taken back, or erased with its author’s data. */
  @ApiProperty({ type: String, nullable: true })
  text: string | null;
  state: 'said' | 'taken-back' | 'erased';
  /** The remark that it answers. */
  @ApiProperty({ type: Number, nullable: true })
  answers: number | null;
  about: TalkAbout | null;
  settled: TalkSettled | null;
  /** Whoever asks has not read it yet. */
  isNew: boolean;
  /** Whoever asks has said it. */
  isMine: boolean;
  /** And may still take it back. */
  mayTakeBack: boolean;
}
export class TalkPage {
  items: TalkRemark[];
  /** The cursor of the next page; null on the last. */
  next: string | null;
}
