import type { Log } from './log.js';

/** Says what went wrong the first time, and then no more often than every so often, with how often it happened since. */
export function grumble(log: Pick<Log, 'warn'>, what: string, every = 30_000): (error: unknown) => void {
  let silentUntil = 0;
  let unsaid = 0;
  return (error) => {
    if (Date.now() < silentUntil) {
      unsaid += 1;
      return;
    }
    log.warn({ err: error, unsaid }, what);
    silentUntil = Date.now() + every;
    unsaid = 0;
  };
}
