import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { startOfDay } from '../core/calendar/day.js';

/** A sandbox begins where the term of its plan begins. */
export function termStart(planDir: string): number {
  try {
    const { term } = parse(readFileSync(join(planDir, 'plan.yaml'), 'utf8')) as {
      readonly term: { readonly from: string };
    };
    return startOfDay(term.from);
  } catch {
    // The plan is looked at, and complained of, where it is imported.
    return startOfDay('2023-01-01');
  }
}
