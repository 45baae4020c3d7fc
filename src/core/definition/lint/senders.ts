import { postsOf, type Whose } from '../../access.js';
import type { Day } from '../../calendar/day.js';
import type { Person } from '../../plan/schema.js';
import type { Finding } from '../finding.js';
import type { EventSpec, Role } from '../schema.js';
import type { Chart } from './chart.js';
import type { Post, Subject } from './duties.js';
import type { Openings } from './openings.js';
import { actorsOf, servedBy } from './people.js';
import { finding } from './rules.js';

/** For every event, and every unit that an instance belongs to, there is somebody who may send it. */
export function* senders(subject: Subject, openings: Openings): Generator<Finding> {
  for (const chart of subject.charts.values()) {
    yield* inLifecycle(chart);
    yield* withoutReason(chart);
    yield* narrowings(chart);
  }
  for (const post of [...subject.series, ...subject.posts]) yield* ofPost(post, subject, openings);
}

const isOfUnit = (role: Role): boolean => role.startsWith('unit.');

/** Wherever the lifecycle runs: it asks for the own unit, and excludes it. */
function* inLifecycle({ lifecycle, source }: Chart): Generator<Finding> {
  for (const [event, { by, notOwnUnit }] of Object.entries(lifecycle.events ?? {}))
    if (notOwnUnit && by.every(isOfUnit))
      yield finding('nobody-may-send', { source, path: ['events', event], of: 'key' }, { event, by });
}

/** The door asks for a reason whenever something is recorded for another moment: the form must have a place for it. */
function* withoutReason({ lifecycle, source }: Chart): Generator<Finding> {
  for (const [event, { onBehalf, reason }] of Object.entries(lifecycle.events ?? {}))
    if (onBehalf && reason === undefined)
      yield finding('reason-missing', { source, path: ['events', event, 'onBehalf'], of: 'key' }, { event });
}

/** A state may narrow who sends an event; it cannot let others in, and only an event that people send has senders. */
function* narrowings({ lifecycle, source, links }: Chart): Generator<Finding> {
  for (const { kind, name, edge, at } of links) {
    if (edge.by === undefined) continue;
    const allowed: readonly string[] = (kind === 'on' ? lifecycle.events?.[name]?.by : undefined) ?? [];
    const wider = edge.by.filter((role) => !allowed.includes(role));
    if (wider.length > 0)
      yield finding('narrowed-wider', { source, path: [...at, 'by'] }, { event: name, roles: wider, allowed });
  }
}

/** Who may send is told by the unit: where the scorer is the scored, the event that excludes the own unit has nobody. */
function* ofPost(post: Post, subject: Subject, openings: Openings): Generator<Finding> {
  const chart = subject.charts.get(post.lifecycle);
  const asked = chart ? askedOf(chart) : [];
  if (!chart || asked.length === 0) return;
  const served = servedBy(post, subject, openings);
  const without = asked.flatMap((one) => {
    const units = served.filter((whose) => isAlone(post, subject, one.by, whose)).map(({ unit }) => unit);
    return units.length > 0 ? [{ ...one, units }] : [];
  });
  if (without.length === 0) return;
  const place = post.kind === 'task' ? 'units' : 'lifecycle';
  const where = { source: subject.bundle.sources.plan, path: [...post.at, place], of: 'key' as const };
  yield finding('nobody-may-send', where, {
    problem: 'for-units',
    obligation: post.id,
    events: [...new Set(without.map(({ event }) => event))],
    units: [...new Set(without.flatMap(({ units }) => units))].slice(0, 12),
  });
}

type Asked = { readonly event: string; readonly by: readonly Role[] };

/** The events that exclude the own unit, by all who may send them, and by those to whom an edge narrows them. */
function askedOf({ lifecycle, links }: Chart): readonly Asked[] {
  const excluding = (name: string): EventSpec | undefined => {
    const spec = Object.hasOwn(lifecycle.events ?? {}, name) ? lifecycle.events?.[name] : undefined;
    return spec?.notOwnUnit && !spec.by.every(isOfUnit) ? spec : undefined;
  };
  const events = Object.keys(lifecycle.events ?? {}).flatMap((event) => {
    const spec = excluding(event);
    return spec ? [{ event, by: spec.by }] : [];
  });
  const narrowed = links.flatMap(({ kind, name: event, edge: { by } }) =>
    kind === 'on' && by && excluding(event) ? [{ event, by }] : [],
  );
  return [...events, ...narrowed];
}

/** Every post that these roles come to is of this unit, or held by none but people of it. */
function isAlone(
  post: Post,
  subject: Subject,
  by: readonly Role[],
  { since: day, ...whose }: Whose & { readonly since: Day },
): boolean {
  const { unit } = whose;
  const posts = by.flatMap((role) => postsOf(actorsOf(subject, post), role, whose));
  const others = posts.filter((one) => one.unit !== unit);
  if (others.length === 0) return posts.length > 0;
  const holders = (subject.bundle.units.people ?? []).filter((person) =>
    others.some((one) => holds(person, day, one.unit, one.seat)),
  );
  // That a post is held by nobody at all is a finding of its own.
  return holders.length > 0 && holders.every((person) => holds(person, day, unit));
}

const holds = ({ seats }: Person, day: Day, unit: string, seat?: string): boolean =>
  seats.some(
    ({ from = '', to = '9999-12-31', ...one }) =>
      one.unit === unit && (seat === undefined || one.seat === seat) && from <= day && day <= to,
  );
