import { InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { isDay } from '../core/calendar/day.js';
import { Problem, type Expectation } from '../core/problem.js';
import { as, readAs } from '../platform/read-schema.js';
import { inBoth } from '../platform/usage-words.js';
import { expectationWords } from '../platform/words.js';

/** What a command is asked with, as a schema takes it: what does not fit is bad usage, told before anything is begun. */
export const argument =
  (schema: z.ZodType) =>
  (text: string): string => {
    try {
      readAs(schema, text);
      return text;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      throw new InvalidArgumentError(inBoth(expectationWords(error.facts['expected'] as Expectation, error.facts)));
    }
  };

export const day = argument(z.string().refine(isDay, as('day')));

export const language = (): Option =>
  new Option('--language <language>', 'vi or en').choices(['vi', 'en']).default('vi');
