import type { Calendar, Instant } from '../calendar/calendar.js';
import { dayOf } from '../calendar/day.js';
import { periodMeant } from '../calendar/period.js';
import type { Deadline } from '../calendar/deadline.js';
import type { Reason } from '../calendar/reason.js';
import type { Definition, Listen } from '../definition/definition.js';
import type { Lifecycle, Role } from '../definition/schema.js';
import type { PeriodInfo, Scalar } from '../instance.js';
import type { Course } from './occurrences-course.js';
import { seenAs, type Act, type Known, type Names, type Scope } from './occurrences-known.js';
import type { Members } from './occurrences-roster.js';
import type { Duty } from './schema.js';

/** A date, why it is that date, and what it takes for granted. */
export type Dated = {
  readonly at: Instant;
  readonly reasons: readonly Reason[];
  readonly provisional: boolean;
  readonly acts: readonly Act[];
};
/** A deadline, and from when to when it is the one that counts: an act may set another. */
export type Span = {
  readonly deadline: Deadline;
  readonly since: Instant;
  readonly until: Instant;
  readonly acts: readonly Act[];
};
export type WindowEnd = Dated & {
  readonly window: string;
  /** Who is told of its end. */
  readonly to: readonly Role[];
  /** It is there to hand out tasks, and their opening says so. */
  readonly opens: boolean;
};

/** An occurrence, or the tasks of one group in it: all that is the same for each of its units. */
export type Run = {
  readonly definition: Definition;
  readonly period: PeriodInfo;
  /** Its obligation's place in the plan, its group's place in the obligation, … */
  readonly order: readonly number[];
  /** And who is told of it. */
  readonly opened: Dated & { readonly to: readonly Role[] };
  readonly cutOff?: Dated;
  readonly closes?: Dated;
  readonly spans: readonly Span[];
  readonly windows: readonly WindowEnd[];
  /** What it knows of itself, and so tells others. */
  readonly facts: Names;
  readonly units: () => readonly string[];
  /** The unit of the parent that a unit's instance has. */
  readonly parentOf: (unit: string) => string | null;
  readonly tasks: readonly Run[];
};

/** What a run needs of the plan around it. */
export type House = {
  readonly calendar: Calendar;
  readonly lifecycles: Readonly<Record<string, Lifecycle>>;
  readonly members: Members;
  /** The unit above a unit. */
  readonly above: (unit: string) => string | undefined;
  readonly definitionOf: (hash: string) => Definition;
  readonly courseOf: (definition: Definition) => Course;
  readonly sourceOf: (obligation: string, period: string) => Run | undefined;
};

export type Birth = Pick<
  Run,
  'definition' | 'period' | 'order' | 'cutOff' | 'closes' | 'facts' | 'units' | 'parentOf'
> & {
  readonly opened: Dated;
  readonly duty: Duty;
  readonly parentFacts: Names;
};

/** When a group is opened, and what the event that opens it says of the tasks. */
export type Opens = Dated & { readonly facts?: Names; readonly named?: readonly string[] };

/** The book of a run while it is worked out. */
export type Book = {
  readonly house: House;
  readonly birth: Birth;
  readonly names: Map<string, Known>;
  readonly own: Map<string, Known>;
  readonly set: { readonly deadline: Deadline; readonly since: Instant; readonly acts: readonly Act[] }[];
  readonly opens: Map<string, Opens>;
  readonly windows: WindowEnd[];
  readonly seen: Set<string>;
};

export const scopeOf = ({ house, birth, names }: Book): Scope => ({
  names,
  year: birth.period.year,
  calendar: house.calendar,
});

export const sourcePeriod = ({ period }: Listen, own: PeriodInfo): string => periodMeant(period, own);

/** All that its date expressions may count from, as `anchorsOf` gives a running instance. */
export function namesOf(house: House, { definition, period, opened, facts, parentFacts }: Birth): Map<string, Known> {
  const { at, acts } = opened;
  const own = (value: Scalar): Known => ({ value, since: at, acts });
  const sources = definition.listens.flatMap((link) => {
    const source = house.sourceOf(link.obligation, sourcePeriod(link, period));
    return [...seenAs(`source.${link.as}.`, source?.facts ?? new Map<string, Known>(), at)];
  });
  return new Map([
    ['period.start', own(period.start)],
    ['period.end', own(period.end)],
    ['opened', own(dayOf(at))],
    ...facts,
    ...seenAs('parent.', parentFacts, at),
    ...sources,
  ]);
}
