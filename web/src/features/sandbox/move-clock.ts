import { answerOf, api } from '../../lib/api';
import type { components } from '../../lib/api.gen';

export type Move = components['schemas']['MoveClock'];

/** Forward, until all on the way is played. */
export const moveClock = (body: Move) => answerOf(api.POST('/api/v1/sandbox/clock', { body }));
