import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again until something other than undefined or false comes, or fails with what it waited for. How long it waits is
 * a limit against hanging, on a machine that is busy with something else, and no measure.
 */
export async function until<Answer>(
  what: string,
  ask: () => Promise<Answer | undefined | false> | Answer | undefined | false,
  within = 60_000,
): Promise<Answer> {
  const end = performance.now() + within;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > end) throw new Error(`waited ${within} ms for: ${what}`);
    await pause(20);
  }
}
