import { postsOf, type Whose } from '../../access.js';
import { addDays, type Day } from '../../calendar/day.js';
import type { Unit } from '../../plan/schema.js';
import type { Finding, Path } from '../finding.js';
import type { Role } from '../schema.js';
import { actionsIn } from './chart.js';
import type { Post, Subject } from './duties.js';
import type { Openings } from './openings.js';
import { finding } from './rules.js';
import { unitsOf } from './units.js';

type Span = { readonly from: Day; readonly to: Day };
type Needed = { readonly unit: Unit; readonly seat: string; readonly role: Role; readonly span: Span };

/** Every post that a role word comes to is held by someone, from the first to the last day on which it is needed. */
export function* people(subject: Subject, openings: Openings): Generator<Finding> {
  const { bundle } = subject;
  yield* withoutUnit(subject);
  if (bundle.plan.term.from > bundle.plan.term.to) return;
  const { people: everybody } = bundle.units;
  if (!everybody?.length) {
    // Every post is vacant: said once, not once for each.
    const where = { source: bundle.sources.units, path: [everybody ? 'people' : 'units'], of: 'key' as const };
    yield finding('role-vacant', where, { problem: 'everywhere' });
    return;
  }
  const held = seatsOf(subject);
  const told = new Set<string>();
  for (const { unit, seat, role, span } of neededBy(subject, openings)) {
    const place = `${unit.code}/${seat}`;
    const gap = told.has(place) ? undefined : firstGap(held.get(place) ?? [], span);
    if (!gap) continue;
    told.add(place);
    const path = ['units', bundle.units.units.indexOf(unit), 'code'];
    yield finding('role-vacant', { source: bundle.sources.units, path }, { role, unit: unit.code, seat, ...gap });
  }
}

/** The role words that a post's lifecycle and timing use, and where. */
function rolesOf(
  post: Post,
  { charts, bundle }: Subject,
): ReadonlyMap<Role, { readonly path: Path; readonly inPlan: boolean }> {
  const roles = new Map<Role, { path: Path; inPlan: boolean }>();
  const note = (names: readonly Role[], path: Path, inPlan = false) =>
    names.forEach((role) => roles.has(role) || roles.set(role, { path, inPlan }));
  const chart = charts.get(post.lifecycle);
  for (const [name, { by, onBehalf }] of Object.entries(chart?.lifecycle.events ?? {})) {
    note(by, ['events', name, 'by']);
    note(onBehalf ?? [], ['events', name, 'onBehalf']);
  }
  for (const { action, at } of chart ? actionsIn(chart) : [])
    if (action.type === 'notice.send') note(action.params.to, [...at, 'params', 'to']);
  const named = typeof post.duty.timing === 'string';
  const timing = named ? bundle.plan.timings?.[post.duty.timing as string] : post.duty.timing;
  const at = named ? ['timings', post.duty.timing as string] : [...post.at, 'timing'];
  if (!timing || typeof timing === 'string') return roles;
  timing.reminders.forEach(({ to }, i) => note(to, [...at, 'reminders', i, 'to'], true));
  timing.escalation.forEach(({ to }, i) => note(to, [...at, 'escalation', i, 'to'], true));
  if (timing.overdue) note(timing.overdue.to, [...at, 'overdue', 'to'], true);
  return roles;
}

export const actorsOf = ({ bundle }: Subject, post: Post) => ({ actors: bundle.plan.actors, owner: post.owner });

/** A role that the plan gives to no unit. */
function* withoutUnit(subject: Subject): Generator<Finding> {
  for (const post of [...subject.series, ...subject.posts])
    for (const [role, { path, inPlan }] of rolesOf(post, subject)) {
      const whose = { unit: post.owner, parentUnit: post.parent ? post.owner : null };
      if (postsOf(actorsOf(subject, post), role, whose).length > 0) continue;
      const source = inPlan ? subject.bundle.sources.plan : subject.charts.get(post.lifecycle)?.source;
      if (source) yield finding('role-without-unit', { source, path }, { role });
    }
}

function* neededBy(subject: Subject, openings: Openings): Generator<Needed> {
  const { term } = subject.bundle.plan;
  const byCode = new Map(subject.bundle.units.units.map((unit) => [unit.code, unit]));
  for (const post of [...subject.series, ...subject.posts]) {
    const roles = [...rolesOf(post, subject).keys()];
    for (const { since, ...whose } of servedBy(post, subject, openings)) {
      for (const role of roles)
        for (const place of postsOf(actorsOf(subject, post), role, whose)) {
          const unit = byCode.get(place.unit);
          if (!unit) continue;
          // A unit that ceases is handed over; a post of the plan itself must be held to the end.
          const holder = role.startsWith('unit.') ? post : role.startsWith('parent.') ? post.parent : undefined;
          const isTasks = holder?.kind === 'task';
          const span = isTasks ? { from: later(since, unit.from), to: earlier(term.to, unit.to) } : term;
          yield { unit, seat: place.seat, role, span };
        }
    }
  }
}
const later = (a: Day, b: Day | undefined): Day => (b !== undefined && b > a ? b : a);
const earlier = (a: Day, b: Day | undefined): Day => (b !== undefined && b < a ? b : a);

/** The units that a post's instances belong to, each with the first day on which one opens for it. */
export function unitsServing(post: Post, subject: Subject, openings: Openings): ReadonlyMap<string, Day> {
  const { term } = subject.bundle.plan;
  if (post.kind !== 'task') return new Map([[post.owner, term.from]]);
  // Whom an event will name is not known here.
  const selector = post.tasks?.units;
  if (!selector) return new Map();
  const found = new Map<string, Day>();
  const opened = openings(post.obligation.id).map(({ day }) => day);
  const parents = post.parent && selector.under ? [...unitsServing(post.parent, subject, openings).keys()] : [];
  for (const day of new Set(opened.length > 0 ? opened : [term.from]))
    for (const { code } of unitsOf(subject, selector, day, parents)) if (!found.has(code)) found.set(code, day);
  return found;
}

/** Whose a post's instances are, with the unit of the parent that may open them there. */
export function servedBy(post: Post, subject: Subject, openings: Openings): readonly (Whose & { since: Day })[] {
  const parents = post.parent ? [...unitsServing(post.parent, subject, openings).keys()] : [];
  const above = new Map(subject.bundle.units.units.map(({ code, parent }) => [code, parent]));
  const among = new Set(parents);
  const parentsOf = (unit: string): readonly (string | null)[] => {
    if (parents.length <= 1 || !post.tasks?.units?.under) return parents.length > 0 ? parents : [null];
    const parent = above.get(unit);
    return [parent !== undefined && among.has(parent) ? parent : null];
  };
  return [...unitsServing(post, subject, openings)].flatMap(([unit, since]) =>
    parentsOf(unit).map((parentUnit) => ({ unit, parentUnit, since })),
  );
}

function seatsOf({ bundle }: Subject): ReadonlyMap<string, readonly Span[]> {
  const held = new Map<string, Span[]>();
  for (const { seats } of bundle.units.people ?? [])
    for (const { unit, seat, from = '0001-01-01', to = '9999-12-31' } of seats) {
      const place = `${unit}/${seat}`;
      held.set(place, [...(held.get(place) ?? []), { from, to }]);
    }
  return held;
}

/** The first days of a span that none of these covers. */
function firstGap(held: readonly Span[], { from, to }: Span): Span | undefined {
  let next = from;
  for (const span of [...held].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (span.from > next) return next > to ? undefined : { from: next, to: earlier(addDays(span.from, -1), to) };
    if (span.to >= to) return undefined;
    if (span.to >= next) next = addDays(span.to, 1);
  }
  return next > to ? undefined : { from: next, to };
}
