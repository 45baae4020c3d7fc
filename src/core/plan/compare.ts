import type { Calendar, Day } from '../calendar/calendar.js';
import { digest } from '../canonical.js';
import type { PlanSource } from './assemble.js';
import { datesChanged, type DatesChanged } from './compare-dates.js';
import {
  formsChanged,
  lifecyclesChanged,
  obligationsChanged,
  peopleChanged,
  unitsChanged,
  type PartsChanged,
  type PeopleChanged,
} from './compare-parts.js';

export type { DateChange, OpeningChange } from './compare-dates.js';
export type { Changed, PartsChanged, SeatChange } from './compare-parts.js';

/** What changes when a new version of a plan becomes active on a day. */
export type Comparison = DatesChanged & {
  /** What an administrator confirms: another plan, day, calendar or consequence has another hash. */
  readonly hash: string;
  readonly from: Day;
  readonly obligations: PartsChanged;
  readonly lifecycles: PartsChanged;
  readonly forms: PartsChanged;
  readonly units: PartsChanged;
  readonly people: PeopleChanged;
  readonly calendar: { readonly was: string | null; readonly becomes: string };
};

export type Calendars = { readonly old: Calendar; readonly new: Calendar };

/** Compares the version that runs (none: the first activation) with the one that is to follow it. Pure. */
export function compare(old: PlanSource | undefined, next: PlanSource, calendars: Calendars, from: Day): Comparison {
  const dates = datesChanged(
    old && { source: old, calendar: calendars.old },
    { source: next, calendar: calendars.new },
    from,
  );
  const found = {
    from,
    ...dates,
    obligations: obligationsChanged(old, next),
    lifecycles: lifecyclesChanged(old, next),
    forms: formsChanged(old, next),
    units: unitsChanged(old, next),
    people: peopleChanged(old, next),
    calendar: { was: old ? calendars.old.id : null, becomes: calendars.new.id },
  };
  // The plans themselves as well: what no date shows (a label, a form) was confirmed too.
  return { hash: digest([old ? contentOf(old) : null, contentOf(next), found]), ...found };
}

const contentOf = ({ plan, units, lifecycles, forms = {} }: PlanSource): string =>
  digest([plan, units, lifecycles, forms]);
