import type { Day } from '../calendar/calendar.js';
import { addDays } from '../calendar/day.js';
import { expand } from './roster.js';
import type { GroupSelector, Unit } from './schema.js';

/** Who is meant by a selector on a day, below each of these parents. */
export type Members = (selector: GroupSelector, day: Day, parents: readonly string[]) => readonly string[];

/**
 * Units change on few days, so a group is expanded once for all days between two changes, and not once per occurrence.
 */
export function membersOf(units: readonly Unit[]): Members {
  const changes = [
    ...new Set(
      units.flatMap(({ from, to }) => [
        ...(from === undefined ? [] : [from]),
        ...(to === undefined ? [] : [addDays(to, 1)]),
      ]),
    ),
  ].sort();
  const epochOf = (day: Day): number => changes.findLastIndex((change) => change <= day);
  const children = new Map<string, Unit[]>();
  for (const unit of units) if (unit.parent !== undefined) listed(children, unit.parent).push(unit);
  const seen = new WeakMap<GroupSelector, Map<string, readonly string[]>>();
  const ids = new WeakMap<readonly string[], number>();
  let count = 0;

  const idOf = (parents: readonly string[]): number => {
    const id = ids.get(parents) ?? (count += 1);
    ids.set(parents, id);
    return id;
  };

  const found: Members = (selector, day, parents) => {
    // Only units named one by one are looked for outside the parent's own.
    const near = selector.under !== undefined && selector.units === undefined;
    if (near) return parents.flatMap((parent) => codes(expand(children.get(parent) ?? [], selector, day, parent)));
    if (selector.under === undefined) return parents.length === 0 ? [] : codes(expand(units, selector, day, ''));
    return parents.flatMap((parent) => codes(expand(units, selector, day, parent)));
  };

  return (selector, day, parents) => {
    const known = seen.get(selector) ?? new Map<string, readonly string[]>();
    seen.set(selector, known);
    const key = `${epochOf(day)} ${selector.under === undefined ? parents.length > 0 : idOf(parents)}`;
    const members = known.get(key) ?? found(selector, day, parents);
    known.set(key, members);
    return members;
  };
}

const codes = (units: readonly Unit[]): readonly string[] => units.map(({ code }) => code);

const listed = (lists: Map<string, Unit[]>, key: string): Unit[] => {
  const list = lists.get(key) ?? [];
  if (list.length === 0) lists.set(key, list);
  return list;
};
