import { z } from 'zod';
import { problem } from '../core/problem.js';

/** Where a page ended: opaque to whoever holds it. */
export const toCursor = (place: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/** @throws Problem bad-request where it is none of ours, or of another list */
export function fromCursor<Place>(text: string | undefined, schema: z.ZodType<Place>): Place | undefined {
  if (text === undefined) return undefined;
  const read = schema.safeParse(parsed(Buffer.from(text, 'base64url').toString()));
  if (!read.success) throw problem('bad-request', { field: 'cursor', expected: 'the `next` of a page of this list' });
  return read.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What every list is asked with. */
export const pageFields = {
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: 'Rows of a page.' }),
  cursor: z.string().max(2000).optional().meta({ description: 'The `next` of the page before.' }),
};

/** One row more than asked for tells whether there is a next page. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  placeOf: (last: Row) => readonly (string | number | null)[],
): { items: Row[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: last !== undefined && rows.length > limit ? toCursor(placeOf(last)) : null };
}
