import type { Calendar, Instant } from '../core/calendar/calendar.js';
import { dayOf, toIso, workingDaysBetween } from '../core/calendar/working-time.js';
import type { Definition } from '../core/definition/definition.js';
import type { Label } from '../core/definition/schema.js';
import type { NamedAct } from './acts.js';
import type { Chronicle, Told } from './chronicle.js';
import { daysPastEnd, type Open } from './waits.js';
import { waitsFor, type WaitsFor } from './waits-for.js';

export type OpenItem = {
  readonly instance: string;
  readonly obligation: string;
  readonly period: string;
  readonly unit: string;
  readonly state: Label | null;
  readonly isOverdue: boolean;
  /** Handed in, exempt or cancelled, but not closed: in force, or some step is still to come. */
  readonly isSettled: boolean;
  readonly since: string;
  readonly workingDays: number;
  /** By when it should be, or should have been, done. */
  readonly workingEnd: string | null;
  /** Working days past that, while it is overdue. */
  readonly pastEnd: number;
  readonly waitsFor: WaitsFor;
};

export type Seen = {
  readonly chronicle: Chronicle;
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly calendar: Calendar;
  readonly until: Instant;
  /** The act that an open instance waits for, if any is written for it. */
  readonly awaited: (key: string) => NamedAct | undefined;
};

/** Overdue first, longest first; then what is to be done, by its day; last what is done but not closed. */
export function openItems(seen: Seen): OpenItem[] {
  const running = [...seen.chronicle.instances.values()];
  const below = new Map<string, number>();
  for (const { open, parent } of running)
    if (open && parent !== null && !isSettled(open)) below.set(parent, (below.get(parent) ?? 0) + 1);
  return running
    .flatMap((told) =>
      told.open && told.kind !== 'series'
        ? [openItem(told, told.open, below.get(told.open.standing.key) ?? 0, seen)]
        : [],
    )
    .sort(byUrgency);
}

const SETTLED = ['handed-in', 'exempt', 'cancelled'];
const isSettled = ({ standing }: Open): boolean => SETTLED.some((tag) => standing.tags.includes(tag));

function openItem({ obligation, unit, period, parent }: Told, open: Open, tasks: number, seen: Seen): OpenItem {
  const { standing, since, state } = open;
  const { calendar, until, definitions, chronicle, awaited } = seen;
  const definition = definitions.get(standing.definition);
  const above = parent === null ? undefined : chronicle.instances.get(parent);
  const end = standing.snapshot.context.due['working-end'];
  const isOverdue = standing.tags.includes('overdue');
  return {
    instance: standing.key,
    obligation,
    period,
    unit,
    state,
    isOverdue,
    isSettled: isSettled(open),
    since: toIso(since),
    workingDays: workingDaysBetween(calendar, dayOf(since), dayOf(until)),
    workingEnd: end === undefined ? null : toIso(end),
    pastEnd: isOverdue ? daysPastEnd(standing, -Infinity, until, calendar) : 0,
    waitsFor: definition
      ? waitsFor({ standing, definition, act: awaited(standing.key), tasks, above, until })
      : { kind: 'unknown' },
  };
}

const rank = ({ isOverdue, isSettled: settled }: OpenItem): number => (isOverdue ? 0 : settled ? 2 : 1);
const LAST = '~';
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byUrgency = (a: OpenItem, b: OpenItem): number =>
  rank(a) - rank(b) ||
  b.pastEnd - a.pastEnd ||
  compare(a.workingEnd ?? LAST, b.workingEnd ?? LAST) ||
  b.workingDays - a.workingDays ||
  compare(a.instance, b.instance);
