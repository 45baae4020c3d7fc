import type { Day } from '../calendar/calendar.js';
import type { GroupSelector, Unit } from './schema.js';

const validOn = (unit: Unit, day: Day): boolean => (unit.from ?? '') <= day && day <= (unit.to ?? '9999-12-31');
const byOfficialOrder = (a: Unit, b: Unit): number => a.order - b.order || (a.code < b.code ? -1 : 1);

/** The unit that stands for this one on a day: itself, or whoever succeeded it. Undefined when nobody did. */
export function standingFor(units: ReadonlyMap<string, Unit>, code: string, day: Day): Unit | undefined {
  const seen = new Set<string>();
  for (
    let unit = units.get(code);
    unit && !seen.has(unit.code);
    unit = unit.successor === undefined ? undefined : units.get(unit.successor)
  ) {
    if (validOn(unit, day)) return unit;
    seen.add(unit.code);
  }
  return undefined;
}

/** The units that are meant: those that an event names, as far as the group allows them; without names, the group's. */
export function meantBy(
  members: (selector: GroupSelector) => readonly string[],
  selector: GroupSelector,
  named: readonly string[] | null,
): readonly string[] {
  if (named === null) return members(selector);
  const { except, ...limits } = selector;
  const meant = members({ units: [...named], ...(except && { except }) });
  if (Object.keys(limits).length === 0) return meant;
  const allowed = new Set(members(selector));
  return meant.filter((code) => allowed.has(code));
}

/** The units of a group that are valid on a day, in official order. `under` is the unit whose subordinates are meant. */
export function expand(all: readonly Unit[], selector: GroupSelector, day: Day, under: string): readonly Unit[] {
  const byCode = new Map(all.map((unit) => [unit.code, unit]));
  const named = (selector.units ?? []).flatMap((code) => standingFor(byCode, code, day) ?? []);
  const ofKind = all.filter((unit) => selector.kind?.includes(unit.kind) && validOn(unit, day));
  const below = selector.under ? all.filter((unit) => unit.parent === under && validOn(unit, day)) : undefined;
  const wide = selector.units || selector.kind ? [...named, ...ofKind] : (below ?? []);
  const chosen = below ? wide.filter((unit) => below.includes(unit)) : wide;
  const except = new Set(
    (selector.except ?? []).flatMap((code) => [code, standingFor(byCode, code, day)?.code ?? code]),
  );
  return [...new Set(chosen)].filter((unit) => !except.has(unit.code)).sort(byOfficialOrder);
}
