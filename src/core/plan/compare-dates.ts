import type { Calendar, Day, Instant } from '../calendar/calendar.js';
import { startOfDay } from '../calendar/day.js';
import type { Reason } from '../calendar/reason.js';
import type { PlanSource } from './assemble.js';
import { unfold, type Run } from './occurrences.js';
import { byTime, momentsOf, type Kind, type Moment } from './preview-moments.js';

/** A plan as it stands with its calendar. */
export type Version = { readonly source: PlanSource; readonly calendar: Calendar };

/** An occurrence, or the tasks of a group in it, that will open, or will not. */
export type OpeningChange = {
  readonly obligation: string;
  readonly occurrence: string;
  readonly at: Instant;
  readonly units: readonly string[];
};
/** One date that moves, comes or goes, for these units. */
export type DateChange = {
  readonly obligation: string;
  readonly occurrence: string;
  readonly kind: Kind;
  readonly key: string;
  /** Null: there was, or will be, no such date. */
  readonly was: Instant | null;
  readonly becomes: Instant | null;
  readonly reasons: readonly Reason[];
  readonly units: readonly string[];
  /** The occurrence is under way when the new version begins. */
  readonly running: boolean;
};
export type DatesChanged = {
  readonly opens: readonly OpeningChange[];
  readonly withdrawn: readonly OpeningChange[];
  /** Would have opened before the new version begins: nothing is opened after the fact. */
  readonly missed: readonly OpeningChange[];
  readonly redated: readonly DateChange[];
  /** How many dates stay as they are, counted for each unit. */
  readonly unchanged: number;
};

type Side = ReadonlyMap<string, Moment>;

/**
 * What happens to the dates from a day on. What is under way keeps the duty that it was opened with, and hears of a new
 * calendar; what is still to open opens by the new version.
 */
export function datesChanged(old: Version | undefined, next: Version, from: Day): DatesChanged {
  const start = startOfDay(from);
  const was = old ? occurrencesOf(old) : new Map<string, Run>();
  const isRunning = (key: string): boolean => (was.get(key)?.opened.at ?? Infinity) < start;
  const underWay = old ? occurrencesOf(inNewHouse(old, next)) : was;
  const will = occurrencesOf(next);
  const later = [...will].filter(([key]) => !isRunning(key));
  const missed = later.filter(([, run]) => run.opened.at < start);

  const before = old ? sideOf(was.values(), old.calendar, start) : new Map<string, Moment>();
  const open = [...underWay].filter(([key]) => isRunning(key));
  const toOpen = later.filter(([, run]) => run.opened.at >= start);
  const after = sideOf(
    [...open, ...toOpen].map(([, run]) => run),
    next.calendar,
    start,
  );
  for (const [id, moment] of after) {
    if (!isRunning(moment.root)) continue;
    // By the new calendar it might open later; but it is open. And tasks that are open stay with their units.
    if (moment.kind === 'opens' && moment.order.length === 1) after.delete(id);
    else if (moment.opened < start) after.set(id, { ...moment, units: before.get(id)?.units ?? moment.units });
  }
  return { ...compared(before, after, isRunning), missed: missed.map(([, run]) => openingOf(run)) };
}

/** What is under way meets the new calendar and the new units, and keeps its own duties and groups. */
const inNewHouse = ({ source }: Version, next: Version): Version => {
  const { groups } = source.units;
  const units = { ...next.source.units, groups };
  return { source: { ...source, units }, calendar: next.calendar };
};

const occurrenceKey = (obligation: string, period: string): string => `${obligation}/${period}`;

const occurrencesOf = ({ source, calendar }: Version): ReadonlyMap<string, Run> =>
  new Map([...unfold(source, calendar)].map((run) => [occurrenceKey(run.definition.obligation, run.period.id), run]));

const openingOf = ({ definition, period, opened, units }: Run): OpeningChange => ({
  obligation: definition.obligation,
  occurrence: period.id,
  at: opened.at,
  units: units(),
});

/** A moment under the occurrence that it belongs to, however deep its task stands. */
type Placed = Moment & { readonly root: string };
const idOf = ({ root, obligation, key }: Placed): string => `${root} ${obligation} ${key}`;

function sideOf(runs: Iterable<Run>, calendar: Calendar, start: Instant): Map<string, Placed> {
  const side = new Map<string, Placed>();
  for (const run of runs) {
    const root = occurrenceKey(run.definition.obligation, run.period.id);
    for (const moment of momentsOf(run, calendar)) {
      if (moment.at < start) continue;
      const placed = { ...moment, root };
      side.set(idOf(placed), placed);
    }
  }
  return side;
}

function compared(before: Side, after: Side, isRunning: (key: string) => boolean): Omit<DatesChanged, 'missed'> {
  const opens: OpeningChange[] = [];
  const withdrawn: OpeningChange[] = [];
  const redated: DateChange[] = [];
  let unchanged = 0;
  const split = splitting();
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  const pairs = ids.map((id) => ({
    was: before.get(id),
    will: after.get(id),
    running: isRunning(id.split(' ')[0] ?? ''),
  }));
  const first = ({ was, will }: (typeof pairs)[number]): Moment => (was ?? will) as Moment;
  for (const { was, will, running } of pairs.sort((a, b) => byTime(first(a), first(b)))) {
    const { gone, come, both } = split(was?.units() ?? NOBODY, will?.units() ?? NOBODY);
    if (was && will && was.at === will.at) unchanged += both.length;
    else if (was && will && both.length > 0) redated.push(change(was, will, both, running));
    // A unit that comes or goes is told of once, by the opening; a date that only one side knows, by itself.
    if (was?.kind === 'opens' && gone.length > 0) withdrawn.push(opening(was, gone));
    if (will?.kind === 'opens' && come.length > 0) opens.push(opening(will, come));
    if (was && !will && was.kind !== 'opens') redated.push(change(was, undefined, gone, running));
    if (will && !was && will.kind !== 'opens') redated.push(change(undefined, will, come, running));
  }
  return { opens, withdrawn, redated: redated.filter(worthTelling(opens, withdrawn)), unchanged };
}

type Split = { readonly gone: readonly string[]; readonly come: readonly string[]; readonly both: readonly string[] };
const NOBODY: readonly string[] = [];

/** Who is only there before, only there after, or both. The dates of an occurrence share their units: split once. */
function splitting(): (before: readonly string[], after: readonly string[]) => Split {
  const known = new WeakMap<readonly string[], WeakMap<readonly string[], Split>>();
  return (before, after) => {
    const forBefore = known.get(before) ?? new WeakMap<readonly string[], Split>();
    known.set(before, forBefore);
    const found = forBefore.get(after) ?? splitOf(before, after);
    forBefore.set(after, found);
    return found;
  };
}

function splitOf(before: readonly string[], after: readonly string[]): Split {
  if (before.length === after.length && before.every((unit, i) => unit === after[i]))
    return { gone: NOBODY, come: NOBODY, both: before };
  const [left, right] = [new Set(before), new Set(after)];
  return {
    gone: before.filter((unit) => !right.has(unit)),
    come: after.filter((unit) => !left.has(unit)),
    both: before.filter((unit) => right.has(unit)),
  };
}

/** Where a whole occurrence comes or goes, its single dates need not be listed. */
function worthTelling(opens: readonly OpeningChange[], withdrawn: readonly OpeningChange[]) {
  const units = (changes: readonly OpeningChange[]) =>
    new Map(changes.map((one) => [occurrenceKey(one.obligation, one.occurrence), new Set(one.units)]));
  const [come, gone] = [units(opens), units(withdrawn)];
  return ({ was, becomes, obligation, occurrence, units: whose }: DateChange): boolean => {
    const known = was === null ? come : becomes === null ? gone : undefined;
    const told = known?.get(occurrenceKey(obligation, occurrence));
    return !told || whose.some((unit) => !told.has(unit));
  };
}

const opening = ({ obligation, occurrence, at }: Moment, units: readonly string[]): OpeningChange => ({
  obligation,
  occurrence,
  at,
  units,
});

function change(
  was: Moment | undefined,
  will: Moment | undefined,
  units: readonly string[],
  running: boolean,
): DateChange {
  const one = (will ?? was) as Moment;
  return {
    obligation: one.obligation,
    occurrence: one.occurrence,
    kind: one.kind,
    key: one.key,
    was: was?.at ?? null,
    becomes: will?.at ?? null,
    reasons: one.reasons,
    units,
    running,
  };
}
