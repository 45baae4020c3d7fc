import { setTimeout as pause } from 'node:timers/promises';

/** Asks again until something other than undefined or false comes, or fails with what it waited for. */
export async function until<Answer>(
  what: string,
  ask: () => Promise<Answer | undefined | false> | Answer | undefined | false,
  within = 15_000,
): Promise<Answer> {
  const end = performance.now() + within;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > end) throw new Error(`waited ${within} ms for: ${what}`);
    await pause(20);
  }
}
