import { ApiProperty } from '@nestjs/swagger';
import { z } from 'zod';
import { whole } from '../platform/read-schema.js';

export const remindBody = z
  .strictObject({
    which: z
      .enum(['overdue', 'waiting'])
      .default('overdue')
      .meta({ description: 'Those that are late, or all that have not handed in.' }),
    tasks: z.array(whole(1)).min(1).max(200).optional().meta({ description: 'Of these only those with these ids.' }),
    body: z.string().max(5000).optional().meta({ description: 'Words that go with it; they stand in each history.' }),
  })
  .meta({ title: 'RemindAll' });
export type RemindBody = z.infer<typeof remindBody>;

/** What became of one of them. */
export class Reminded {
  instance: number;
  unit: string;
  outcome: 'sent' | 'refused';
  /** Why not, by the code of the problem. */
  @ApiProperty({ type: String, nullable: true })
  code: string | null;
}
export class RemindedAll {
  sent: number;
  refused: number;
  /** In the order of their keys. */
  reminded: Reminded[];
}
