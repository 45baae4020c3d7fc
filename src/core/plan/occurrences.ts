import type { Calendar, Day } from '../calendar/calendar.js';
import { at, dayOf, endOfDay, yearOf } from '../calendar/day.js';
import { resolveDay } from '../calendar/deadline.js';
import { periodOf, periodOfDay, PERIOD_TEXT, type Period } from '../calendar/period.js';
import { anchorsOf, openingsFrom, type Opening, type Schedule } from '../calendar/recurrence.js';
import { OFFICE_OPENS } from '../calendar/working-time.js';
import { OCCURRENCE, type Definition } from '../definition/definition.js';
import { infoOf } from '../effect.js';
import { assemble, SERIES, type PlanSource } from './assemble.js';
import type { Dated, House, Run } from './occurrences-book.js';
import { courseOf, type Course } from './occurrences-course.js';
import { assumedReasons, knownDay, type Act, type Known } from './occurrences-known.js';
import { membersOf } from './occurrences-roster.js';
import { runOf } from './occurrences-run.js';
import type { Obligation } from './schema.js';

export type { Act } from './occurrences-known.js';
export type { Dated, Run, Span, WindowEnd } from './occurrences-book.js';

/** An opening of the schedule, or one that a preview takes for granted. */
type Opened = Opening & { readonly acts: readonly Act[] };

/** The event that opens an occurrence of a schedule `on: request`. */
const REQUEST = 'occurrence.request';

/**
 * A plan unfolded (kỳ → việc): every occurrence that it opens within its term, obligation by obligation. Each is worked out
 * once, whatever the number of its units.
 */
export function* unfold(source: PlanSource, calendar: Calendar): Generator<Run> {
  const { plan } = source;
  const { definitions, series } = assemble(source);
  const definitionOf = (hash: string): Definition => {
    const definition = definitions.get(hash);
    if (!definition) throw new Error(`no definition ${hash}`);
    return definition;
  };
  const courses = new Map<Definition, Course>();
  const runs = new Map<string, Run | null>();
  const duties = series.map(({ obligation: id, definition: hash, unit }, order) => {
    const { groups, schedule } = definitionOf(hash);
    const obligation = plan.obligations.find((one) => one.id === id);
    const definition = definitionOf(groups[OCCURRENCE]?.definition ?? '');
    if (!obligation || !schedule) throw new Error(`no schedule of ${id}`);
    const openings = new Map<string, Opened>();
    // A period opens once: an instance of that key is there already.
    for (const one of openingsOf(source, obligation, schedule, calendar))
      if (!openings.has(one.period.id)) openings.set(one.period.id, one);
    return { id, obligation, definition, schedule, openings, unit: [unit], order };
  });
  const byId = new Map(duties.map((duty) => [duty.id, duty]));

  const runAt = (id: string, period: string): Run | undefined => {
    const key = `${id}/${period}`;
    const duty = byId.get(id);
    const opening = duty?.openings.get(period);
    // Null: it is being worked out just now; two obligations that wait for each other know nothing of each other.
    if (runs.has(key) || !duty || !opening) return runs.get(key) ?? undefined;
    runs.set(key, null);
    const run = occurrence(house, opening, duty);
    runs.set(key, run);
    return run;
  };
  const above = new Map(source.units.units.map(({ code, parent }) => [code, parent]));
  const house: House = {
    calendar,
    lifecycles: source.lifecycles,
    definitionOf,
    members: membersOf(source.units.units),
    above: (unit) => above.get(unit),
    sourceOf: runAt,
    courseOf: (definition) => {
      const known = courses.get(definition) ?? courseOf(definition);
      courses.set(definition, known);
      return known;
    },
  };
  for (const { id, openings } of duties)
    for (const period of openings.keys()) {
      const run = runAt(id, period);
      if (run) yield run;
    }
}

type OfDuty = {
  readonly obligation: Obligation;
  readonly definition: Definition;
  readonly schedule: Schedule;
  readonly unit: readonly string[];
  readonly order: number;
};

function occurrence(house: House, opening: Opened, { obligation, definition, schedule, unit, order }: OfDuty): Run {
  const { period, opens, acts, provisional, reasons } = opening;
  const { cutOff, closes } = datesOf(schedule, opening, house.calendar);
  const fact = (name: string, day: Day): readonly (readonly [string, Known])[] => [
    [name, { value: day, since: opens, acts }],
  ];
  return runOf(house, {
    duty: obligation,
    definition,
    period: infoOf(period),
    order: [order],
    opened: { at: opens, reasons: [...assumedReasons(acts), ...reasons], provisional, acts },
    ...(cutOff && { cutOff: { ...cutOff.date, acts } }),
    ...(closes && { closes: { ...closes.date, acts } }),
    facts: new Map([...(cutOff ? fact('cutOff', cutOff.day) : []), ...(closes ? fact('closes', closes.day) : [])]),
    parentFacts: new Map(),
    units: () => unit,
    // A series belongs to the same unit as what it opens.
    parentOf: (one) => one,
  });
}

type DayDate = { readonly day: Day; readonly date: Omit<Dated, 'acts'> };

/** The schedule's other dates, with their own reasons. */
function datesOf(
  schedule: Schedule,
  { period, opens }: Opening,
  calendar: Calendar,
): { readonly cutOff?: DayDate; readonly closes?: DayDate } {
  if ('on' in schedule) return {};
  const known = anchorsOf(period);
  const days: Record<string, Day | undefined> = { ...known.days, opened: dayOf(opens) };
  const date = (expr: typeof schedule.cutOff): DayDate | undefined => {
    if (expr === undefined) return undefined;
    const { day, reasons, provisional } = resolveDay(expr, { year: known.year, days }, calendar);
    return { day, date: { at: endOfDay(day), reasons, provisional } };
  };
  const cutOff = date(schedule.cutOff);
  days['cutOff'] = cutOff?.day;
  const closes = date(schedule.closes);
  return { ...(cutOff && { cutOff }), ...(closes && { closes }) };
}

const FIRST_DAY = '0001-01-01';

function* openingsOf(
  source: PlanSource,
  obligation: Obligation,
  schedule: Schedule,
  calendar: Calendar,
): Generator<Opened> {
  if ('on' in schedule) yield* requested(source, obligation, calendar);
  else for (const opening of openingsFrom(schedule, FIRST_DAY, calendar)) yield { ...opening, acts: [] };
}

/** What opens on request opens in a preview when the obligation says on which day that is taken for granted. */
function* requested({ plan, lifecycles }: PlanSource, obligation: Obligation, calendar: Calendar): Generator<Opened> {
  const assumed = obligation.assume?.[REQUEST];
  if (!assumed) return;
  const label = lifecycles[SERIES]?.events?.[REQUEST]?.label ?? obligation.label;
  const { from, to } = plan.term;
  for (let year = yearOf(from); year <= yearOf(to); year += 1) {
    const { start, end } = periodOf(String(year));
    const names = new Map(
      Object.entries({ 'period.start': start, 'period.end': end }).map(([name, value]) => [
        name,
        { value, since: 0, acts: [] },
      ]),
    );
    const on = knownDay(assumed.on, { names, year, calendar });
    if (!on || yearOf(on.value.day) !== year || on.value.day < from || on.value.day > to) continue;
    const { day, reasons, provisional } = on.value;
    const opens = at(day, OFFICE_OPENS);
    const acts = [{ obligation: obligation.id, label, at: opens }];
    yield { period: requestedPeriod(assumed.carries?.['period'], day), opens, reasons, provisional, acts };
  }
}

const requestedPeriod = (named: unknown, day: Day): Period =>
  typeof named === 'string' && PERIOD_TEXT.test(named) ? periodOf(named) : periodOfDay(day);
