import { CalendarError } from '../../calendar/calendar-error.js';
import { dayOf, type Day } from '../../calendar/day.js';
import { openingsFrom, type Opening } from '../../calendar/recurrence.js';
import type { Obligation } from '../../plan/schema.js';
import type { PlanBundle } from '../../plan/load.js';
import type { Finding } from '../finding.js';

export type Opened = { readonly day: Day; readonly opening: Opening };
/** What opens within the plan's term, of an obligation by its id: computed once. */
export type Openings = (obligation: string) => readonly Opened[];

/** Enough to see what is wrong with a rule; a daily one over a century is not walked to its end. */
export const MOST = 2000;

export function openingsOf(bundle: PlanBundle): Openings {
  const known = new Map<string, readonly Opened[]>();
  return (id) => {
    const found =
      known.get(id) ??
      within(
        bundle,
        bundle.plan.obligations.find((one) => one.id === id),
      );
    known.set(id, found);
    return found;
  };
}

function within({ plan: { term }, calendar }: PlanBundle, obligation: Obligation | undefined): readonly Opened[] {
  const opened: Opened[] = [];
  if (!obligation || term.from > term.to) return opened;
  try {
    for (const opening of openingsFrom(obligation.schedule, term.from, calendar)) {
      const day = dayOf(opening.opens);
      if (day > term.to || opened.length === MOST) return opened;
      opened.push({ day, opening });
    }
    return opened;
  } catch (error) {
    // A date that cannot be resolved is a finding of its own.
    if (error instanceof CalendarError) return opened;
    throw error;
  }
}

/** The facts of what the calendar refuses to resolve. */
export function refused(work: () => unknown): Finding['facts'] | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    return { problem: error.code, ...Object.fromEntries(Object.entries(error.facts).map(([k, v]) => [k, String(v)])) };
  }
}
