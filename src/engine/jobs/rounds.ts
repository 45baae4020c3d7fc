import { setTimeout as pause } from 'node:timers/promises';

export type RoundSettings = {
  /** Milliseconds from the end of one round to the beginning of the next. */
  readonly every: number;
  readonly onDone?: () => void;
  readonly onFailed?: (error: unknown) => void;
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
      failures = (await this.round()) ? 0 : Math.min(failures + 1, MOST_DOUBLINGS);
      const { every } = this.settings;
      // Between rounds nothing happens that could be awaited: this is the interval.
      await pause(Math.min(every * 2 ** failures, Math.max(every, LONGEST)), undefined, { signal }).catch(
        () => undefined,
      );
    }
  }

  private async round(): Promise<boolean> {
    try {
      await this.work();
      this.settings.onDone?.();
      return true;
    } catch (error) {
      this.settings.onFailed?.(error);
      return false;
    }
  }
}
