import { dayNumber } from '../../lib/days';
import { dayOf } from '../../lib/format';

/** Where a moment stands in a year, in percent of its width: before it 0, after it 100. */
export function placeIn(year: number, moment: string): number {
  const [first, end] = [dayNumber(`${year}-01-01`), dayNumber(`${year + 1}-01-01`)];
  const share = (dayNumber(dayOf(moment)) - first) / (end - first);
  return 100 * Math.min(1, Math.max(0, share));
}

/** Too narrow a bar is not seen, nor pressed. */
const LEAST = 3;

/** From where to where a bar goes; one without an end goes on to `now`. */
export function spanOf(year: number, from: string, to: string): { readonly start: number; readonly width: number } {
  const end = placeIn(year, to);
  const start = Math.min(placeIn(year, from), 100 - LEAST, Math.max(0, end - LEAST));
  return { start, width: Math.max(LEAST, end - start) };
}
