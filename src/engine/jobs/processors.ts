import type { JobName } from './bell.js';
import type { Turnstile } from './turnstile.js';

/** Whoever hears a bell looks for himself: a job says only that there is something, never what. */
export const processors = (looks: {
  readonly waves: Turnstile;
  readonly outbox: Turnstile;
}): Record<JobName, () => Promise<void>> => ({
  wake: () => looks.waves.run(),
  mail: () => looks.waves.run(),
  opening: () => looks.waves.run(),
  deliver: () => looks.outbox.run(),
});
