import { canonical } from '../canonical.js';
import type { Lifecycle } from '../definition/schema.js';
import { walk } from '../definition/compile.js';
import type { Form } from '../form/form.js';
import { formsOf, SERIES, type PlanSource } from './assemble.js';
import type { Tasks, UnitsFile } from './schema.js';

/** What is there on both sides but not the same: which of its parts differ. */
export type Changed = { readonly id: string; readonly what: readonly string[] };
export type PartsChanged = {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly Changed[];
  readonly unchanged: readonly string[];
};
/** A post that somebody gains or loses. */
export type SeatChange = { readonly person: string; readonly unit: string; readonly seat: string };
export type PeopleChanged = { readonly gained: readonly SeatChange[]; readonly lost: readonly SeatChange[] };

type Parts = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

function partsChanged(before: Parts, after: Parts): PartsChanged {
  const both = [...after.keys()].filter((id) => before.has(id));
  const differing = new Map(both.map((id) => [id, differences(before.get(id) ?? {}, after.get(id) ?? {})]));
  return {
    added: [...after.keys()].filter((id) => !before.has(id)),
    removed: [...before.keys()].filter((id) => !after.has(id)),
    changed: both.flatMap((id) => {
      const what = differing.get(id) ?? [];
      return what.length > 0 ? [{ id, what }] : [];
    }),
    unchanged: both.filter((id) => differing.get(id)?.length === 0),
  };
}

/** Which parts differ: `schedule`, `deadline`, `tasks.R1.units`, … */
function differences(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.filter((name) => canonical(before[name]) !== canonical(after[name])).sort();
}

const flat = ({ tasks, ...own }: Partial<Tasks>, path = ''): Record<string, unknown> =>
  Object.assign(
    {},
    ...Object.entries(own).map(([name, value]) => ({ [`${path}${name}`]: value })),
    ...Object.entries(tasks ?? {}).map(([name, inner]) => flat(inner, `${path}tasks.${name}.`)),
  ) as Record<string, unknown>;

const NOTHING: Parts = new Map();

/** Obligations, each with its timing as it reads and its forms as they are filled in. */
export const obligationsChanged = (old: PlanSource | undefined, next: PlanSource): PartsChanged =>
  partsChanged(old ? obligations(old) : NOTHING, obligations(next));

const obligations = ({ plan, forms = {} }: PlanSource): Parts =>
  new Map(
    plan.obligations.map((obligation) => {
      const parts = flat(obligation);
      const timings = Object.entries(parts).filter(
        ([name, value]) => /(^|\.)timing$/.test(name) && typeof value === 'string',
      );
      const read = timings.map(([name, value]) => [name, plan.timings?.[String(value)] ?? value]);
      const filled = Object.entries(parts).flatMap(([name, value]) =>
        /(^|\.)forms$/.test(name)
          ? [[name, formsOf({ forms }, { forms: value as Record<string, string> })] as const]
          : [],
      );
      return [obligation.id, { ...parts, ...Object.fromEntries([...read, ...filled]) }];
    }),
  );

/** Lifecycles, state by state: a state that goes matters to what stands in it. */
export const lifecyclesChanged = (old: PlanSource | undefined, next: PlanSource): PartsChanged =>
  partsChanged(old ? lifecycles(old) : NOTHING, lifecycles(next));

const lifecycles = (source: PlanSource): Parts =>
  new Map(
    usedBy(source).flatMap((name) => {
      const lifecycle = source.lifecycles[name];
      return lifecycle ? [[name, partsOf(lifecycle)] as const] : [];
    }),
  );

/** The lifecycles that the plan names, and no others: a folder may hold more. */
function usedBy({ plan }: PlanSource): readonly string[] {
  const names = (duty: Partial<Tasks>): readonly string[] => [
    ...(duty.lifecycle === undefined ? [] : [duty.lifecycle]),
    ...Object.values(duty.tasks ?? {}).flatMap(names),
  ];
  return [...new Set([SERIES, ...plan.obligations.flatMap((one) => names(one as Partial<Tasks>))])].sort();
}

function partsOf({ states, events = {}, windows = {}, guards = {}, ...rest }: Lifecycle): Record<string, unknown> {
  const named = (kind: string, of: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(of).map(([name, value]) => [`${kind}.${name}`, value]));
  const own = [...walk(states)].map(([path, { states: _, ...state }]) => [path, state] as const);
  return {
    ...rest,
    ...named('states', Object.fromEntries(own)),
    ...named('events', events),
    ...named('windows', windows),
    ...named('guards', guards),
  };
}

/** Forms, section by section. */
export const formsChanged = (old: PlanSource | undefined, next: PlanSource): PartsChanged =>
  partsChanged(old ? forms(old) : NOTHING, forms(next));

const forms = ({ forms: all = {} }: PlanSource): Parts =>
  new Map(
    Object.entries(all).map(([name, { sections, ...rest }]: [string, Form]) => [
      name,
      { ...rest, ...Object.fromEntries(sections.map((section) => [`sections.${section.id}`, section])) },
    ]),
  );

export const unitsChanged = (old: PlanSource | undefined, next: PlanSource): PartsChanged =>
  partsChanged(old ? units(old.units) : NOTHING, units(next.units));

const units = ({ units: all }: UnitsFile): Parts => new Map(all.map(({ code, ...unit }) => [code, unit]));

/** Who gains a post, and who loses one; a post whose days change is lost and gained. */
export function peopleChanged(old: PlanSource | undefined, next: PlanSource): PeopleChanged {
  const [before, after] = [seats(old?.units), seats(next.units)];
  const only = (one: ReadonlyMap<string, SeatChange>, other: ReadonlyMap<string, SeatChange>) =>
    [...one].filter(([key]) => !other.has(key)).map(([, seat]) => seat);
  return { gained: only(after, before), lost: only(before, after) };
}

const seats = (file: UnitsFile | undefined): ReadonlyMap<string, SeatChange> =>
  new Map(
    (file?.people ?? []).flatMap(({ id, seats: held }) =>
      held.map(({ unit, seat, from, to }) => [
        [id, unit, seat, from ?? '', to ?? ''].join(' '),
        { person: id, unit, seat },
      ]),
    ),
  );
