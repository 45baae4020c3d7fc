import { z } from 'zod';
import { as, whole } from '../platform/read-schema.js';
import { Instant } from '../platform/formats.js';
import { InstanceView } from './instances.dto.js';
import { moment } from './work.dto.js';

const scalar = z.union([z.string().max(1000), z.number(), z.boolean(), z.null()]);

export const sendEventBody = z
  .strictObject({
    event: z.string().min(1).max(100).meta({ example: 'report.present' }),
    fields: z
      .record(z.string().max(100), z.union([scalar, z.array(z.string().max(100)).max(10_000)]))
      .refine((fields) => !('type' in fields), as('no-type-field'))
      .default({})
      .meta({
        description: 'What the event carries; an instant may be written in ISO 8601, units are a list of their codes.',
      }),
    expectedSeq: whole(0).optional().meta({ description: 'The `seq` that was looked at.' }),
    effectiveAt: moment.optional().meta({ description: 'When it really happened, recorded on behalf.' }),
    onBehalfOf: z.string().min(1).max(100).optional().meta({
      description: 'Whose post is used (thay mặt), where a right of one’s own would do as well.',
    }),
    body: z
      .union([z.string().max(50_000), z.record(z.string().max(100), z.unknown())])
      .optional()
      .meta({
        description:
          'Words: a text, or an object whose `reason` is one, and whose `remarks` are told to places of a form ({ path, text }).',
      }),
    files: z.array(whole(1)).max(20).optional().meta({
      description:
        'Files of the instance that go with it, with a form or without, and stay with it: documents, scans of what came on paper.',
    }),
    form: z
      .union([
        z.strictObject({ revision: whole(1) }).meta({ description: 'The draft of one’s unit, as it was looked at.' }),
        z.strictObject({ answers: z.record(z.string().max(100), z.unknown()) }).meta({ description: 'The answers.' }),
      ])
      .optional()
      .meta({
        description:
          'What comes with it, where it comes with a form; without a word, what was put before whoever sends it.',
      }),
  })
  .meta({ title: 'SendEvent' });
export type SendEventBody = z.infer<typeof sendEventBody>;

/** What was answered; the same whenever the key comes again. */
export class Receipt {
  /** The key of the request. */
  key: string;
  event: string;
  /** Where the instance stood after it. */
  seq: number;
  @Instant()
  at: string;
  tags: string[];
}
export class EventAnswer {
  receipt: Receipt;
  /** The instance as it stands now. */
  instance: InstanceView;
}
