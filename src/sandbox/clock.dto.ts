import { Day, Instant } from '../platform/formats.js';
import { z } from 'zod';
import { as, typed } from '../platform/read-schema.js';
import { dayOf, fromIso, isDay, startOfDay } from '../core/calendar/day.js';

const LATEST = Date.UTC(2200, 0, 1);

/** Where the clock may be set to. */
export const clockTarget = z
  .string(typed('day-or-instant'))
  .transform((text, context) => {
    const at = instantOf(text);
    if (at !== undefined && at <= LATEST) return at;
    context.addIssue(
      at === undefined
        ? { code: 'custom', message: as('day-or-instant').error }
        : { code: 'custom', message: as('instant-before').error, params: { most: dayOf(LATEST) } },
    );
    return z.NEVER;
  })
  .meta({ description: 'A day, which means its first moment, or an instant.', example: '2023-06-01T08:00:00+07:00' });

function instantOf(text: string): number | undefined {
  if (isDay(text)) return startOfDay(text);
  try {
    return fromIso(text);
  } catch {
    return undefined;
  }
}

const people = z.boolean().optional().meta({
  description: 'The synthetic people of the plan act meanwhile, but for whoever asks. As said in rehearsal.yaml.',
});
export const moveClockBody = z
  .union([
    z.strictObject({ to: clockTarget, people }),
    z.strictObject({
      next: z.literal(true).meta({ description: 'To the next moment at which anything is due, or somebody acts.' }),
      people,
    }),
    z.strictObject({ by: z.enum(['day', 'week']), people }),
  ])
  .meta({ title: 'MoveClock' });
export type MoveClockBody = z.infer<typeof moveClockBody>;

export const moveClockQuery = z.strictObject({
  wait: z
    .enum(['true', 'false'])
    .default('true')
    .meta({ description: 'false: answered at once, and played afterwards.' }),
});
export type MoveClockQuery = z.infer<typeof moveClockQuery>;

export class PreparingView {
  @Instant()
  from: string;
  @Instant()
  to: string;
}
export class ClockView {
  mode: 'sandbox' | 'production';
  @Instant()
  now: string;
  /** The local day. */
  @Day()
  day: string;
  /** The next moment at which anything is due; null: nothing waits. */
  @Instant()
  next: string | null;
  /** Where a move that is still being played leads; null: none is. */
  @Instant()
  movingTo: string | null;
  /** What this sandbox lives through at its first start, before anybody is let in; null: nothing any more. */
  preparing: PreparingView | null;
}
export class PlayedView {
  /** Instances that were opened. */
  opened: number;
  /** Timers that fired. */
  timers: number;
  /** Letters between instances. */
  letters: number;
  /** What people did. */
  acts: number;
  /** Messages to posts. */
  messages: number;
}
export class ClockMove {
  clock: ClockView;
  @Instant()
  from: string;
  /** Null while it is still being played. */
  played: PlayedView | null;
}
