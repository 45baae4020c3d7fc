import { InvalidArgumentError, Option } from 'commander';
import type { Day } from '../core/calendar/calendar.js';
import { isDay } from '../core/calendar/day.js';

/** What commands are asked with. Whatever is none is bad usage, told before anything is begun. */
export const day = (text: string): Day => {
  if (!isDay(text)) throw new InvalidArgumentError('a day is written YYYY-MM-DD');
  return text;
};

export const language = (): Option =>
  new Option('--language <language>', 'vi or en').choices(['vi', 'en']).default('vi');
