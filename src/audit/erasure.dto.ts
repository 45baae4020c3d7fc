import { z } from 'zod';

export const erasePersonBody = z
  .strictObject({
    reason: z
      .string()
      .trim()
      .min(1)
      .max(500)
      .meta({ description: 'The rule or the request; it stays in the trail and should name nobody.' }),
  })
  .meta({ title: 'ErasePerson' });
export type ErasePersonBody = z.infer<typeof erasePersonBody>;

export class ErasedView {
  /** Letters whose words, and from where they came, are gone. */
  letters: number;
  /** Entries of the trail whose names and addresses are gone. */
  entries: number;
}
