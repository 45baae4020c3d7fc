import { dayOf, yearOf } from '../../calendar/day.js';
import { unfold } from '../../plan/occurrences.js';
import { momentsOf } from '../../plan/preview-moments.js';
import type { Finding } from '../finding.js';
import type { Subject } from './duties.js';
import { finding } from './rules.js';

/** Enough for any plan of some years; a daily one over a century is not walked to its end. */
const MOST = 20_000;

/**
 * Years in which a date of the plan falls and of which no calendar says anything: those of the term, and of a plan that
 * is sound enough to be unfolded also those of every deadline, escalation and window that lies outside it.
 */
export function* years(subject: Subject, sound: boolean): Generator<Finding> {
  const { plan, calendars, sources } = subject.bundle;
  const known = new Set(calendars.map(({ year }) => year));
  const needed = new Set(sound ? [...yearsOfTerm(plan.term), ...yearsOfDates(subject)] : yearsOfTerm(plan.term));
  const missing = [...needed].filter((year) => !known.has(year)).sort((a, b) => a - b);
  if (missing.length === 0) return;
  const where = { source: sources.plan, path: ['calendars'], of: 'key' } as const;
  yield finding('calendar-missing', where, { years: missing.slice(0, 12).map(String) });
}

function* yearsOfTerm({ from, to }: Subject['bundle']['plan']['term']): Generator<number> {
  for (let year = yearOf(from); year <= yearOf(to); year += 1) yield year;
}

function* yearsOfDates({ bundle }: Subject): Generator<number> {
  let left = MOST;
  for (const run of unfold(bundle, bundle.calendar))
    for (const { at } of momentsOf(run, bundle.calendar)) {
      yield yearOf(dayOf(at));
      if ((left -= 1) === 0) return;
    }
}
