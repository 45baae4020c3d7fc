import { toIso } from '../core/calendar/day.js';

/** As the API says every moment, of the work and of the real clock alike: ISO 8601 with the offset of Vietnam. */
export const isoOf = (moment: Date): string => toIso(moment.getTime());
export const isoOrNull = (moment: Date | null | undefined): string | null => (moment ? isoOf(moment) : null);
