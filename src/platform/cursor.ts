import type { z } from 'zod';
import { unfit } from '../core/problem.js';
import { unstorable } from './storable.js';

type Place = readonly (string | number | null | Place)[];

/** Where a page ended: opaque to whoever holds it. */
export const toCursor = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** @throws Problem bad-request where it is none of ours, or of another list */
export function fromCursor<At>(text: string | undefined, schema: z.ZodType<At>): At | undefined {
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

/** One row more than asked for tells whether there is a next page. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  placeOf: (last: Row) => Place,
): { items: Row[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: last !== undefined && rows.length > limit ? toCursor(placeOf(last)) : null };
}
