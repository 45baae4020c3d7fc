import { z } from 'zod';
import { refusals } from '../refusals.js';

/**
 * The plan's own words, clause by clause (clauses.yaml). They are official, and so stand in the language in which they were
 * issued. Ids are those that obligations and forms cite: '4' a heading, '4•1' a bullet below it, '5.2¶3' a paragraph.
 */
export const clauseSchema = z
  .strictObject({
    id: z.string().min(1).max(50),
    title: z.string().min(1).optional(),
    text: z.string().min(1).optional(),
  })
  .refine(({ title, text }) => title !== undefined || text !== undefined, refusals.clause.en);
export const clausesSchema = z.strictObject({ clauses: z.array(clauseSchema).min(1) });
export type Clause = z.infer<typeof clauseSchema>;

/** '3¶2, 5.1¶2' cites two of them. */
export const citedIn = (citation: string): readonly string[] =>
  citation
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
