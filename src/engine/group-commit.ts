import { setTimeout as pause } from 'node:timers/promises';
import { isConnectionLost, isContention } from './ledger/transaction.js';

/** What became of one item in a shared transaction. */
export type Turn<R> = { readonly done: R } | { readonly failed: Error } | { readonly again: true };

type Waiting<T, R> = {
  readonly item: T;
  readonly resolve: (reply: R) => void;
  readonly reject: (error: unknown) => void;
  tries: number;
  turns: number;
};

export type GroupOptions = {
  /** Items that share one transaction at the most. */
  readonly together: number;
  readonly lanes: number;
  /** How often an item may be asked to come again before it is given up. */
  readonly turns: number;
};
const USUAL: GroupOptions = { together: 64, lanes: 2, turns: 64 };
const MOST_TRIES = 8;

type Parts<T, R> = {
  readonly commit: (items: readonly T[]) => Promise<readonly Turn<R>[]>;
  readonly laneOf: (item: T) => string;
  /** What an item is told that had its turns, and was asked to come again each time. */
  readonly givenUp: (item: T) => Error;
};

/**
 * Group commit: items that arrive while a transaction is under way share the next one. What is for one instance stays in
 * one lane, so that its order is the order of arrival. When a shared transaction fails it is split until the guilty item
 * stands alone and is answered alone.
 */
export class GroupCommit<T, R> {
  private readonly options: GroupOptions;
  private readonly lanes: { queue: Waiting<T, R>[]; running: boolean }[];

  constructor(
    private readonly parts: Parts<T, R>,
    options: Partial<GroupOptions> = {},
  ) {
    this.options = { ...USUAL, ...options };
    this.lanes = Array.from({ length: this.options.lanes }, () => ({ queue: [], running: false }));
  }

  add(item: T): Promise<R> {
    const lane = this.lanes[hash(this.parts.laneOf(item)) % this.lanes.length];
    if (!lane) throw new Error('no lane');
    return new Promise<R>((resolve, reject) => {
      lane.queue.push({ item, resolve, reject, tries: 0, turns: 0 });
      if (!lane.running) void this.drain(lane);
    });
  }

  private async drain(lane: { queue: Waiting<T, R>[]; running: boolean }): Promise<void> {
    lane.running = true;
    // Letters of one tick share a transaction from the first one on.
    await Promise.resolve();
    while (lane.queue.length > 0) {
      const again = await this.together(lane.queue.splice(0, this.options.together));
      lane.queue.unshift(...again);
    }
    lane.running = false;
  }

  /** Never rejects: every item is settled, or handed back for the next turn. */
  private async together(items: readonly Waiting<T, R>[]): Promise<Waiting<T, R>[]> {
    try {
      const turns = await this.parts.commit(items.map(({ item }) => item));
      return items.filter((waiting, index) => this.settle(waiting, turns[index]));
    } catch (error) {
      if (isContention(error) || isConnectionLost(error)) {
        const left = items.filter((waiting) => tryAgain(waiting, error));
        // There is no event to await: the server says nothing when it is back.
        if (isConnectionLost(error) && left[0]) await pause(25 * 2 ** left[0].tries);
        return left;
      }
      const [only] = items;
      if (items.length === 1 && only) {
        only.reject(error);
        return [];
      }
      const middle = items.length >> 1;
      const first = await this.together(items.slice(0, middle));
      const second = items.slice(middle);
      // What has to come again keeps its place before whatever came after it.
      return first.length > 0 ? [...first, ...second] : this.together(second);
    }
  }

  /** Whether it has to come again. */
  private settle(waiting: Waiting<T, R>, turn: Turn<R> | undefined): boolean {
    if (turn === undefined || 'again' in turn) {
      waiting.turns += 1;
      if (waiting.turns < this.options.turns) return true;
      waiting.reject(this.parts.givenUp(waiting.item));
      return false;
    }
    if ('failed' in turn) waiting.reject(turn.failed);
    else waiting.resolve(turn.done);
    return false;
  }
}

/** The same keys again: what was committed before the connection broke is answered from what is stored. */
function tryAgain<T, R>(waiting: Waiting<T, R>, error: unknown): boolean {
  waiting.tries += 1;
  if (waiting.tries < MOST_TRIES) return true;
  waiting.reject(error);
  return false;
}

function hash(text: string): number {
  let sum = 0;
  for (let index = 0; index < text.length; index += 1) sum = (sum * 31 + text.charCodeAt(index)) | 0;
  return Math.abs(sum);
}
