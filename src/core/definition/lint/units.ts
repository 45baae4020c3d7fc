import type { Day } from '../../calendar/calendar.js';
import { addDays } from '../../calendar/day.js';
import { expand, standingFor } from '../../plan/roster.js';
import type { GroupSelector, Unit } from '../../plan/schema.js';
import type { Finding, Path, Source } from '../finding.js';
import { nearest } from '../nearest.js';
import type { Post, Subject } from './duties.js';
import type { Openings } from './openings.js';
import { finding } from './rules.js';

type Place = { readonly source: Source; readonly path: Path; readonly of?: 'key' };

/** Units that are named exist, stand for each other without circles, and every group of tasks finds some. */
export function* units(subject: Subject, openings: Openings): Generator<Finding> {
  const { bundle } = subject;
  const { units: all } = bundle.units;
  const codes = new Set(all.map(({ code }) => code));
  yield* unitFile(subject, codes);
  for (const [name, where] of namedIn(subject))
    if (!codes.has(name)) yield finding('unknown-unit', where, { name }, nearest(name, codes));
  const kinds = new Set(all.map(({ kind }) => kind));
  for (const [name, where] of kindsIn(subject))
    if (!kinds.has(name)) yield finding('unknown-kind', where, { name }, nearest(name, kinds));
  const groups = Object.keys(bundle.units.groups ?? {});
  for (const post of subject.posts) {
    const group = post.tasks?.units?.group;
    const where = { source: bundle.sources.plan, path: [...post.at, 'units', 'group'] };
    if (group !== undefined && !groups.includes(group))
      yield finding('unknown-group', where, { name: group }, nearest(group, groups));
  }
  yield* emptyGroups(subject, openings);
}

function* unitFile({ bundle }: Subject, codes: ReadonlySet<string>): Generator<Finding> {
  const source = bundle.sources.units;
  const { units: all, people = [] } = bundle.units;
  const byCode = new Map(all.map((unit) => [unit.code, unit]));
  const { term } = bundle.plan;
  if (term.from > term.to)
    yield finding('dates-reversed', { source: bundle.sources.plan, path: ['term', 'to'] }, { ...term });
  yield* twice(
    all.map(({ code }) => code),
    'unit',
    (index) => ({ source, path: ['units', index, 'code'] }),
  );
  yield* twice(
    people.map(({ id }) => id),
    'person',
    (index) => ({ source, path: ['people', index, 'id'] }),
  );
  for (const [index, unit] of all.entries()) {
    const at = ['units', index];
    const { from = '', to = '9999-12-31' } = unit;
    const isReversed = from > to;
    if (isReversed) yield finding('dates-reversed', { source, path: [...at, 'to'] }, { from, to });
    for (const key of ['parent', 'successor'] as const)
      if (inCircle(byCode, unit, key))
        yield finding('unit-cycle', { source, path: [...at, key] }, { unit: unit.code, by: key });
    if (isReversed || to < term.from || to >= term.to) continue;
    const known = unit.successor === undefined || (codes.has(unit.successor) && !inCircle(byCode, unit, 'successor'));
    if (known && !standingFor(byCode, unit.code, addDays(to, 1)))
      yield finding('unit-ends', { source, path: [...at, 'to'] }, { unit: unit.code, to });
  }
  for (const [index, { seats }] of people.entries())
    for (const [i, { from, to }] of seats.entries())
      if (from !== undefined && to !== undefined && from > to)
        yield finding('dates-reversed', { source, path: ['people', index, 'seats', i, 'to'] }, { from, to });
}

function* twice(names: readonly string[], kind: string, where: (index: number) => Place): Generator<Finding> {
  const seen = new Set<string>();
  for (const [index, name] of names.entries()) {
    if (seen.has(name)) yield finding('name-twice', where(index), { kind, name });
    seen.add(name);
  }
}

function inCircle(byCode: ReadonlyMap<string, Unit>, unit: Unit, key: 'parent' | 'successor'): boolean {
  const seen = new Set<string>();
  for (let next = unit[key]; next !== undefined && !seen.has(next); next = byCode.get(next)?.[key]) {
    if (next === unit.code) return true;
    seen.add(next);
  }
  return false;
}

/** Every place where a unit is named. */
function* namedIn({ bundle, posts }: Subject): Generator<readonly [string, Place]> {
  const { plan, units: file, sources, rehearsal } = bundle;
  for (const [role, code] of Object.entries(plan.actors))
    if (code !== undefined) yield [code, { source: sources.plan, path: ['actors', role] }];
  for (const { duty, tasks, at } of posts) {
    if (duty.owner !== undefined) yield [duty.owner, { source: sources.plan, path: [...at, 'owner'] }];
    for (const key of ['units', 'except'] as const)
      for (const [index, code] of (tasks?.units?.[key] ?? []).entries())
        yield [code, { source: sources.plan, path: [...at, 'units', key, index] }];
  }
  const source = sources.units;
  for (const [index, { parent, successor }] of file.units.entries()) {
    if (parent !== undefined) yield [parent, { source, path: ['units', index, 'parent'] }];
    if (successor !== undefined) yield [successor, { source, path: ['units', index, 'successor'] }];
  }
  for (const [name, { units: codes = [] }] of Object.entries(file.groups ?? {}))
    for (const [index, code] of codes.entries()) yield [code, { source, path: ['groups', name, 'units', index] }];
  for (const [index, { seats }] of (file.people ?? []).entries())
    for (const [i, { unit }] of seats.entries()) yield [unit, { source, path: ['people', index, 'seats', i, 'unit'] }];
  for (const key of ['silent', 'slow'] as const)
    for (const [index, code] of (rehearsal?.[key] ?? []).entries())
      if (sources.rehearsal) yield [code, { source: sources.rehearsal, path: [key, index] }];
}

function* kindsIn({ bundle, posts }: Subject): Generator<readonly [string, Place]> {
  for (const { tasks, at } of posts)
    for (const [index, kind] of (tasks?.units?.kind ?? []).entries())
      yield [kind, { source: bundle.sources.plan, path: [...at, 'units', 'kind', index] }];
  for (const [name, { kinds = [] }] of Object.entries(bundle.units.groups ?? {}))
    for (const [index, kind] of kinds.entries())
      yield [kind, { source: bundle.sources.units, path: ['groups', name, 'kinds', index] }];
}

/** A task's units on a day, `parents` being the units of the instances that open it. */
export function unitsOf(
  { bundle }: Subject,
  { group, ...selector }: GroupSelector,
  day: Day,
  parents: readonly string[],
): readonly Unit[] {
  const named = group === undefined ? undefined : bundle.units.groups?.[group];
  const codes = [...(named?.units ?? []), ...(selector.units ?? [])];
  const kind = [...(named?.kinds ?? []), ...(selector.kind ?? [])];
  const meant = { ...selector, ...(codes.length > 0 && { units: codes }), ...(kind.length > 0 && { kind }) };
  if (!selector.under) return expand(bundle.units.units, meant, day, '');
  // All the parents at once: for the question which units there are, it does not matter whose they are.
  const above = new Set(parents);
  const below = bundle.units.units.map((unit) => ({
    ...unit,
    parent: unit.parent !== undefined && above.has(unit.parent) ? '*' : '',
  }));
  return expand(below, meant, day, '*');
}

function* emptyGroups(subject: Subject, openings: Openings): Generator<Finding> {
  for (const root of subject.posts.filter(({ kind }) => kind === 'occurrence')) {
    const { from } = subject.bundle.plan.term;
    const opened = openings(root.id).map(({ day }) => day);
    for (const day of opened.length > 0 ? opened : [from]) yield* emptyBelow(subject, root, [root.owner], day);
  }
}

function* emptyBelow(subject: Subject, post: Post, parents: readonly string[], day: Day): Generator<Finding> {
  for (const child of Object.values(post.children)) {
    const selector = child.tasks?.units;
    if (!selector || !isKnown(subject, selector)) continue;
    const found = unitsOf(subject, selector, day, parents).map(({ code }) => code);
    const where = { source: subject.bundle.sources.plan, path: [...child.at, 'units'], of: 'key' as const };
    if (found.length === 0) yield finding('group-empty', where, { tasks: child.id, day });
    else yield* emptyBelow(subject, child, found, day);
  }
}

/** Names that are unknown have been reported; what they come to is no news. */
const isKnown = ({ bundle }: Subject, { group, units: codes = [], kind = [] }: GroupSelector): boolean => {
  const all = bundle.units.units;
  return (
    (group === undefined || Object.hasOwn(bundle.units.groups ?? {}, group)) &&
    codes.every((code) => all.some((unit) => unit.code === code)) &&
    kind.every((one) => all.some((unit) => unit.kind === one))
  );
};
