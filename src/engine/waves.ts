import type { Rank } from '../core/instance.js';
import type { Engine } from './engine.js';
import type { Errands } from './errands.js';
import * as sql from './ledger/statements.js';
import { keepsRows } from './ledger/probe.js';
import { isOfTheData, type Transactions } from './ledger/transaction.js';
import { NotRecorded } from './record.js';

/** Instances that one transaction catches up with: small enough that nobody waits long for a lock. */
export const PAGE = 64;

/** Pages under way at a time. */
const LANES = 2;

export type WaveOptions = { readonly page?: number };

/**
 * Catching up across instances: the earliest rank at which anything is due, all of it in pages, then the next rank. So
 * histories do not depend on how many workers there are or how large the pages. Any number of workers may run waves.
 */
export class Waves {
  constructor(
    private readonly transactions: Transactions,
    private readonly engine: Engine,
    private readonly errands: Errands,
    private readonly options: WaveOptions = {},
  ) {}

  /** Plays everything due up to the moment. What others hold is left to them. Returns the number of instances played. */
  async run(upTo: number): Promise<number> {
    let played = 0;
    for (;;) {
      const next = await this.next(upTo);
      if (!next) return played;
      const n = await this.wave(next);
      // Nobody was free: whoever holds them finishes this rank.
      if (n === 0 && (await this.isSame(next, upTo))) return played;
      played += n;
    }
  }

  /** The same, but waits for what others hold: after it, nothing up to the moment is left. */
  async settle(upTo: number): Promise<void> {
    for (let next = await this.next(upTo); next; next = await this.next(upTo)) {
      if ((await this.wave(next)) === 0 && (await this.isSame(next, upTo))) await this.awaitHolder(next);
    }
  }

  /** The earliest rank at which anything waits, up to a moment. */
  async next(upTo: number): Promise<(Rank & { kind: number }) | undefined> {
    const [first] = await this.transactions.query<Rank & { kind: number }>(sql.earliest, [upTo]);
    return first;
  }

  private async isSame(rank: Rank & { kind: number }, upTo: number): Promise<boolean> {
    const again = await this.next(upTo);
    return again?.at === rank.at && again.hop === rank.hop && again.kind === rank.kind;
  }

  private async wave(rank: Rank & { kind: number }): Promise<number> {
    if (rank.kind === 0) {
      const due = await this.transactions.query<{ id: number }>(sql.errandsAt, [rank.at, rank.hop]);
      // One after the other: each may open pages of thousands, and their order is part of the wave.
      let done = 0;
      for (const { id } of due) {
        // Somebody else is at it, and whatever comes after it waits for it.
        if (!(await this.errands.run(id))) return done;
        done += 1;
      }
      return done;
    }
    return this.inPages(rank);
  }

  /** Everything of a rank, two pages at a time: while one is being written, the other is folded. No page knows of another. */
  private async inPages({ at, hop }: Rank): Promise<number> {
    const page = this.options.page ?? PAGE;
    let after = 0;
    let turn: Promise<unknown> = Promise.resolve();
    const take = (): Promise<readonly number[]> => {
      const taking = turn.then(async () => {
        const ids = await this.transactions.query<{ id: number }>(sql.dueAt, [at, hop, after, page]);
        after = ids.at(-1)?.id ?? after;
        return ids.map(({ id }) => id);
      });
      turn = taking.catch(() => undefined);
      return taking;
    };
    const lane = async (): Promise<number> => {
      let played = 0;
      for (let ids = await take(); ids.length > 0; ids = await take()) played += await this.together(ids, { at, hop });
      return played;
    };
    // Both have ended before anybody hears of a failure.
    const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane));
    return lanes.reduce((sum, ended) => {
      if (ended.status === 'rejected') throw ended.reason;
      return sum + ended.value;
    }, 0);
  }

  /** One transaction for all. Where it fails for what some of them hold, these are found and set aside, and the rest goes on. */
  private async together(ids: readonly number[], rank: Rank): Promise<number> {
    const guilty: { readonly id: number; readonly error: unknown }[] = [];
    const halved = async (some: readonly number[]): Promise<number> => {
      try {
        return await this.engine.catchUp(some, rank);
      } catch (error) {
        if (!isOfTheData(error) && !(error instanceof NotRecorded)) throw error;
        const [id] = some;
        const middle = some.length >> 1;
        if (middle > 0) return (await halved(some.slice(0, middle))) + (await halved(some.slice(middle)));
        if (id !== undefined) guilty.push({ id, error });
        return 0;
      }
    };
    const played = await halved(ids);
    // Where nobody could be written it may be no fault of theirs.
    if (guilty.length === ids.length && !(await keepsRows(this.transactions, rank.at))) throw guilty[0]?.error;
    for (const { id, error } of guilty) await this.engine.setAside(id, error);
    return played + guilty.length;
  }

  /** Waits until the transaction that holds what is due has ended, by asking for the same lock. */
  private async awaitHolder(rank: Rank & { kind: number }): Promise<void> {
    await this.transactions.run(async (db) => {
      const statement = rank.kind === 0 ? sql.waitForErrand : sql.waitForInstance;
      await db.query(statement, [rank.at, rank.hop]);
      return { value: undefined };
    });
  }
}
