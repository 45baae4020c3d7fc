import { canonical, sha256 } from './canonical.js';
import type { Entry } from './instance.js';

/** Where every chain begins. */
export const GENESIS = '0'.repeat(64);

/**
 * The head of an instance's hash chain after an entry. A chain per instance, because one chain for all would put every
 * commit in a row. Names and text are in it only as a salted digest, so a body can be erased without breaking it;
 * database ids and write times are not in it at all.
 */
export function link(head: string, entry: Omit<Entry, 'hash'>): string {
  return sha256(`${head}\n${canonical(entry)}`);
}
