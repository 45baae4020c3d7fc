import { type systemEvents } from '../../step.js';
import { SERIES } from '../../plan/assemble.js';
import { isDay } from '../../calendar/day.js';
import { actionsIn, type Chart, type Link } from './chart.js';
import type { Action } from '../schema.js';
import { both, type FieldKind, type Fields, type Post, type Subject } from './duties.js';

/** What the engine's own events carry. */
const ofSystem: Readonly<Record<(typeof systemEvents)[number], Readonly<Record<string, FieldKind>>>> = {
  'child.moved': { group: 'identifier', from: 'identifier', to: 'identifier' },
  'children.opened': { group: 'identifier', n: 'number' },
  'source.moved': { source: 'identifier', to: 'identifier' },
  'deadline.moved': { to: 'any' },
  'calendar.moved': { calendar: 'identifier' },
  'parent.moved': { unit: 'unit' },
};

export const isSystemEvent = (event: string): event is keyof typeof ofSystem => Object.hasOwn(ofSystem, event);

/** The fields of an event in a lifecycle; undefined when nobody sends it. */
export function fieldsOf(chart: Chart, subject: Subject, event: string): Fields | undefined {
  const { events = {}, lifecycle } = chart.lifecycle;
  const declared = Object.hasOwn(events, event) ? events[event] : undefined;
  const told = subject.told(lifecycle).get(event);
  const own =
    declared && new Map(Object.entries(declared.carries ?? {}).map(([field, { type }]) => [field, type] as const));
  if (own && told) return both(own, told);
  if (own ?? told) return own ?? told;
  return isSystemEvent(event) ? new Map(Object.entries(ofSystem[event])) : undefined;
}

/** What may stand in the event where an action or a guard is: on entry, exit and `always` any event may have led there. */
export function fieldsAt(chart: Chart, subject: Subject, link: Link | undefined): Fields {
  if (link?.kind === 'after') return new Map();
  if (link?.kind === 'on') return fieldsOf(chart, subject, link.name) ?? 'any';
  const names = new Set(chart.links.flatMap(({ kind, name }) => (kind === 'on' ? [name] : [])));
  return [...names].map((name) => fieldsOf(chart, subject, name) ?? new Map()).reduce(both, new Map());
}

export const kindOf = (fields: Fields, field: string): FieldKind | undefined =>
  fields === 'any' ? 'any' : fields.get(field);

const dated = (kind: FieldKind | undefined): boolean => kind === 'day' || kind === 'instant' || kind === 'any';

/** The facts that a lifecycle keeps, its own or of its parent: name → whether a date can be counted from it. */
export function factsOf(chart: Chart, subject: Subject, of?: 'parent'): ReadonlyMap<string, boolean> {
  const facts = new Map<string, boolean>();
  const note = (fact: string, isDate: boolean) => facts.set(fact, isDate || facts.get(fact) === true);
  for (const { action, link } of actionsIn(chart)) {
    if (action.type === 'fact.set' && !of)
      note(action.params.fact, typeof action.params.value === 'string' && isDay(action.params.value));
    if (action.type !== 'fact.keep' || action.params.of !== of) continue;
    const fields = fieldsAt(chart, subject, link);
    for (const field of action.params.fields) note(field, dated(kindOf(fields, field)));
  }
  return facts;
}

/** The facts that a task is born with, because the event that opened it is handed on: name → whether it is a date. */
export function factsGiven({ id, parent }: Post, subject: Subject): ReadonlyMap<string, boolean> {
  const facts = new Map<string, boolean>();
  const chart = parent && subject.charts.get(parent.lifecycle);
  if (!chart) return facts;
  for (const { action, link } of actionsIn(chart)) {
    if (action.type !== 'tasks.open' || !action.params?.forward) continue;
    const { group } = action.params;
    const fields = fieldsAt(chart, subject, link);
    if ((typeof group === 'string' && group !== id) || fields === 'any') continue;
    for (const [name, kind] of fields) if (kind !== 'units') facts.set(name, dated(kind));
  }
  return facts;
}

/** May its own deadline ever be known? */
export const hasDeadline = (post: Post, chart: Chart | undefined): boolean =>
  post.kind !== 'series' &&
  (post.duty.deadline !== undefined ||
    (chart !== undefined && [...actionsIn(chart)].some(({ action }) => setsAnother(action))));

/** Another deadline than the obligation's own. */
export const setsAnother = (action: Action): boolean => action.type === 'deadline.set' && !('own' in action.params);

/** The days that date expressions of an instance may count from. The series has a period of its own only by name. */
export function anchorsOf(post: Post, subject: Subject): ReadonlySet<string> {
  const own = ownDates(post, subject);
  return new Set([
    'period.start',
    'period.end',
    'opened',
    'now',
    ...own,
    ...(post.parent && post.parent.lifecycle !== SERIES ? told(post.parent, subject, 'parent.') : []),
    ...ofParent(post, subject),
    ...sourcesOf(post, subject).flatMap(({ as, posts }) => posts.flatMap((one) => told(one, subject, `source.${as}.`))),
  ]);
}

/** What it has kept of its parent since it was opened. */
function ofParent({ lifecycle }: Post, subject: Subject): readonly string[] {
  const chart = subject.charts.get(lifecycle);
  return chart ? datesIn(factsOf(chart, subject, 'parent')).map((name) => `parent.${name}`) : [];
}

function ownDates(post: Post, subject: Subject): readonly string[] {
  const chart = subject.charts.get(post.lifecycle);
  const { schedule } = post.obligation;
  const opening = post.kind === 'occurrence' && !('on' in schedule) ? schedule : {};
  return [
    ...datesIn(factsGiven(post, subject)),
    ...(chart ? datesIn(factsOf(chart, subject)) : []),
    ...('cutOff' in opening && opening.cutOff !== undefined ? ['cutOff'] : []),
    ...('closes' in opening && opening.closes !== undefined ? ['closes'] : []),
  ];
}

const datesIn = (facts: ReadonlyMap<string, boolean>): readonly string[] =>
  [...facts].flatMap(([fact, isDate]) => (isDate ? [fact] : []));

const told = (post: Post, subject: Subject, prefix: string): readonly string[] =>
  [...ownDates(post, subject), ...(hasDeadline(post, subject.charts.get(post.lifecycle)) ? ['deadline'] : [])].map(
    (name) => prefix + name,
  );

type Heard = { readonly as: string; readonly posts: readonly Post[] };

/** The instances that a post listens to: those its links name, and whatever an event may name at run time. */
export function sourcesOf(post: Post, subject: Subject): readonly Heard[] {
  const occurrences = subject.posts.filter(({ kind }) => kind === 'occurrence');
  const links = (post.duty.listens ?? []).map(({ obligation, as }) => ({
    as: as ?? obligation,
    posts: occurrences.filter(({ id }) => id === obligation),
  }));
  const chart = subject.charts.get(post.lifecycle);
  const named = chart ? [...actionsIn(chart)].flatMap(({ action }) => listened(action)) : [];
  return [...links, ...named.map((as) => ({ as, posts: occurrences }))];
}

const listened = (action: { readonly type: string; readonly params?: unknown }): readonly string[] =>
  action.type === 'source.listen' ? [(action.params as { as: string }).as] : [];
