import { setTimeout as pause } from 'node:timers/promises';

export type RoundSettings = {
  /** Milliseconds from the end of one round to the beginning of the next. */
  readonly every: number;
  readonly onDone?: () => void;
  /** With how often it has failed in a row, this time included. */
  readonly onFailed?: (error: unknown, times: number) => void;
};

const LONGEST = 60_000;
const MOST_DOUBLINGS = 6;

/**
 * A worker's own interval: begins at once, never overlaps itself, waits longer the longer it fails, and never rejects.
 * It is a timer of this process, not a scheduler of the queue, because it must go on when the queue does not.
 */
export class Rounds {
  private readonly stopping = new AbortController();
  private walking: Promise<void> | undefined;

  constructor(
    private readonly work: () => Promise<unknown>,
    private readonly settings: RoundSettings,
  ) {}

  start(): void {
    this.walking ??= this.walk();
  }

  /** Waits for the round that is under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.walking;
  }

  private async walk(): Promise<void> {
    const { signal } = this.stopping;
    let failures = 0;
    while (!signal.aborted) {
      failures = (await this.round(failures + 1)) ? 0 : failures + 1;
      const { every } = this.settings;
      // Between rounds nothing happens that could be awaited: this is the interval.
      await pause(Math.min(every * 2 ** Math.min(failures, MOST_DOUBLINGS), Math.max(every, LONGEST)), undefined, {
        signal,
      }).catch(() => undefined);
    }
  }

  private async round(time: number): Promise<boolean> {
    try {
      await this.work();
      this.settings.onDone?.();
      return true;
    } catch (error) {
      this.settings.onFailed?.(error, time);
      return false;
    }
  }
}
