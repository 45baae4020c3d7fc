import { createHash } from 'node:crypto';
import { canonical } from './canonical.js';
import type { Entry } from './instance.js';

/**
 * SHA-256 over histories in canonical JSON, one entry a line, by instance key and sequence. An entry holds neither
 * database ids nor write times, so the same happenings give the same digest in memory and in any database. Words that
 * travelled with a letter count by their salted digest, as in the chain.
 */
export class HistoryDigest {
  private readonly hash = createHash('sha256');
  private last: Pick<Entry, 'instance' | 'seq'> = { instance: '', seq: -1 };
  /** Entries so far. */
  n = 0;

  /** Entries come in order of instance key (by code unit) and sequence; anything else would be another digest for the same history. */
  add(entry: Entry): void {
    const { instance, seq } = this.last;
    if (entry.instance < instance || (entry.instance === instance && entry.seq <= seq))
      throw new Error(`out of order: ${entry.instance}#${entry.seq} after ${instance}#${seq}`);
    this.last = entry;
    this.n += 1;
    this.hash.update(`${canonical(entry)}\n`);
  }

  hex(): string {
    return this.hash.copy().digest('hex');
  }
}
