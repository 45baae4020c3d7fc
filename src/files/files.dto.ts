import { ApiProperty } from '@nestjs/swagger';
import { z } from 'zod';
import { Instant } from '../platform/formats.js';
import { listFields } from '../platform/list-query.js';
import { whole, wholeText } from '../platform/read-schema.js';
import { fileTypeNames, type FileType } from './file-type.rules.js';

export const fileParam = wholeText(1, Number.MAX_SAFE_INTEGER).meta({ example: 1 });
export const instanceParam = wholeText(1, Number.MAX_SAFE_INTEGER).meta({ example: 1 });
export const filesQuery = z.strictObject(listFields(['id'], 'id'));
export type FilesQuery = z.infer<typeof filesQuery>;
export const contentQuery = z.strictObject({
  show: z
    .enum(['inline', 'attachment'])
    .default('attachment')
    .meta({ description: 'To be kept, or, of a PDF file or a picture, to be shown beside the page.' }),
});
export type ContentQuery = z.infer<typeof contentQuery>;

export const attachBody = z
  .strictObject({ seq: whole(0).meta({ description: 'The entry of the timeline that it belongs to.' }) })
  .meta({ title: 'AttachFile', example: { seq: 5 } });
export type AttachBody = z.infer<typeof attachBody>;

/** Somebody by their user name, and as people read it. */
export class FileSender {
  id: string;
  name: string | null;
}
export class FileView {
  id: number;
  instance: number;
  /** As it was given; what a browser keeps it under has the ending of what it is. */
  name: string;
  /** By its content. */
  @ApiProperty({ enum: fileTypeNames })
  type: FileType;
  /** Bytes. */
  size: number;
  sha256: string;
  /** Whether anything has looked for viruses in it. */
  scan: 'not-scanned' | 'clean';
  /** Waiting: its unit's alone, and gone after a time where no submission names it. */
  state: 'waiting' | 'bound';
  unit: string;
  by: FileSender;
  @Instant()
  at: string;
  /** When a submission first named it. */
  @Instant()
  boundAt: string | null;
  /** The entries of the timeline to which it belongs. */
  seqs: number[];
}
export class FilesPage {
  items: FileView[];
  /** The cursor of the next page; null on the last. */
  next: string | null;
}
