import { z } from 'zod';
import { unfit } from '../core/problem.js';
import { wholeText } from './read-schema.js';
import { unstorable } from './storable.js';

/** Where a page ended: opaque to whoever holds it. */
export const toCursor = (place: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/** @throws Problem bad-request where it is none of ours, or of another list */
export function fromCursor<Place>(text: string | undefined, schema: z.ZodType<Place>): Place | undefined {
  if (text === undefined) return undefined;
  const value = parsed(Buffer.from(text, 'base64url').toString());
  // Anybody can write one: what it says is looked at like any other input.
  const read = unstorable(value) ? undefined : schema.safeParse(value);
  if (!read?.success) throw unfit('cursor', 'cursor');
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
  limit: wholeText(1, 200).default(50).meta({ description: 'Rows of a page.' }),
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
