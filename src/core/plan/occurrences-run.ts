import { isProvisional } from '../calendar/calendar.js';
import { at as timeOf, dayOf, endOfDay, toIso } from '../calendar/day.js';
import { deadlineFromInstant, type DeadlineRule } from '../calendar/deadline.js';
import type { Reason } from '../calendar/reason.js';
import { addWorkingDays } from '../calendar/working-time.js';
import { OCCURRENCE, type Definition } from '../definition/definition.js';
import type { Label, Role } from '../definition/schema.js';
import type { Event, Scalar } from '../instance.js';
import { unitsIn } from '../payload.js';
import { actsOf } from './occurrences-acts.js';
import {
  namesOf,
  scopeOf,
  sourcePeriod,
  type Birth,
  type Book,
  type Dated,
  type House,
  type Opens,
  type Run,
  type Span,
} from './occurrences-book.js';
import { opensGroup, type Course, type Deed, type Move, type Waiting } from './occurrences-course.js';
import {
  assumedReasons,
  knownDay,
  knownDeadline,
  ruleCountsFrom,
  together,
  type Act,
  type Known,
} from './occurrences-known.js';
import { meantBy } from './roster.js';

export function runOf(house: House, birth: Birth): Run {
  const { definition, period, order, opened, closes, units, parentOf } = birth;
  const book: Book = {
    house,
    birth,
    names: namesOf(house, birth),
    own: new Map(birth.facts),
    set: [],
    opens: new Map(),
    windows: [],
    seen: new Set(),
  };
  const course = house.courseOf(definition);
  const begun = course.begin();
  play(book, course, begun, { ...opened, reasons: withoutAssumed(opened) }, {});
  for (const act of actsOf(book)) play(book, course, course.on(act.name), act, act.event);
  for (const waiting of course.windows) if (isDated(definition, waiting)) finish(book, course, waiting, opened);
  const spans = spansOf(book);
  const last = spans.at(-1);
  if (last) {
    const { deadline, since, acts } = last;
    book.own.set('deadline', { value: dayOf(deadline.legalEnd), since, acts });
  }
  return {
    definition,
    period,
    order,
    opened: { ...opened, to: toldIn(begun) },
    ...cutOffOf(book),
    ...(closes && { closes }),
    spans,
    windows: book.windows,
    facts: book.own,
    units,
    parentOf,
    tasks: tasksOf(book, course),
  };
}

const withoutAssumed = ({ reasons }: Dated): readonly Reason[] => reasons.filter(({ code }) => code !== 'assumed');

/** Fields that an act brings have names of their own. */
type Happening = Dated & { readonly labels?: Readonly<Record<string, Label | undefined>> };

/** Writes into the book what a move does, and what the windows do that it opens. */
function play(book: Book, course: Course, move: Move | undefined, when: Happening, event: Omit<Event, 'type'>): void {
  if (!move) return;
  for (const deed of move.deeds) apply(book, deed, when, event);
  for (const waiting of move.windows) finish(book, course, waiting, when);
}

function apply(book: Book, { type, params }: Deed, when: Happening, event: Omit<Event, 'type'>): void {
  const { at: since, acts } = when;
  const keep = (name: string, value: Scalar, isOfParent = false): void => {
    const label = when.labels?.[name];
    const known = { value, since, acts, ...(label && { label }) };
    if (!isOfParent) book.own.set(name, known);
    book.names.set(isOfParent ? `parent.${name}` : name, known);
  };
  switch (type) {
    case 'fact.keep':
      for (const field of params['fields'] as readonly string[])
        if (event[field] !== undefined) keep(field, event[field] as Scalar, params['of'] === 'parent');
      return;
    case 'fact.set':
      return keep(String(params['fact']), params['value'] as Scalar);
    case 'deadline.set':
      return setDeadline(book, params, when, event);
    case 'tasks.open': {
      const opens = opensBy(params, when, event);
      for (const group of Object.keys(book.birth.definition.groups)) {
        const known = book.opens.get(group);
        if (opensGroup({ type, params }, group) && (!known || when.at < known.at)) book.opens.set(group, opens);
      }
      return;
    }
    default:
      return;
  }
}

/** What an opening takes over from its event: the units that it names, the fields that it hands on. */
function opensBy(params: Deed['params'], when: Happening, event: Omit<Event, 'type'>): Opens {
  const { units, forward } = params as { units?: { field: string }; forward?: boolean };
  const named = units && unitsIn(event[units.field]);
  const { at: since, acts, labels } = when;
  const fact = ([name, value]: [string, unknown]): (readonly [string, Known])[] => {
    const label = labels?.[name];
    return Array.isArray(value) ? [] : [[name, { value: value as Scalar, since, acts, ...(label && { label }) }]];
  };
  return { ...when, ...(named && { named }), ...(forward && { facts: new Map(Object.entries(event).flatMap(fact)) }) };
}

function setDeadline(book: Book, params: Deed['params'], when: Dated, event: Omit<Event, 'type'>): void {
  const { field } = params;
  if (typeof field !== 'string') {
    const rule = params['own'] === true ? book.birth.definition.deadline : (params as unknown as DeadlineRule);
    const found = rule && knownDeadline(rule, scopeOf(book));
    if (found) book.set.push({ deadline: found.value, since: when.at, acts: together(found.acts, when.acts) });
    return;
  }
  const value = event[field];
  const end = typeof value === 'number' ? value : typeof value === 'string' ? endOfDay(value) : undefined;
  if (end !== undefined)
    book.set.push({ deadline: deadlineFromInstant(end, book.house.calendar), since: when.at, acts: when.acts });
}

/** The day that the request names counts, where there is one. */
function cutOffOf({ own, birth }: Book): { readonly cutOff?: Dated } {
  const named = own.get('cut-off');
  if (typeof named?.value !== 'string') return birth.cutOff ? { cutOff: birth.cutOff } : {};
  const { value: day, acts } = named;
  const given: Reason = { code: 'given', facts: { day, time: toIso(endOfDay(day)).slice(11, 16) } };
  return { cutOff: { at: endOfDay(day), reasons: [...assumedReasons(acts), given], provisional: false, acts } };
}

const toldIn = ({ deeds }: Move): readonly Role[] => [
  ...new Set(deeds.flatMap(({ type, params }) => (type === 'notice.send' ? (params['to'] as readonly Role[]) : []))),
];

const isDated = ({ windows }: Definition, { window }: Waiting): boolean => 'on' in (windows[window] ?? {});

/** A window whose end is known, and what its end does. */
function finish(book: Book, course: Course, waiting: Waiting, entered: Dated): void {
  const id = `${waiting.state}/${waiting.window}`;
  const end = book.seen.has(id) ? undefined : windowEnd(book, waiting.window, entered);
  if (!end) return;
  book.seen.add(id);
  const move = course.after(waiting);
  const opens = move.deeds.some(({ type }) => type === 'tasks.open');
  const at = Math.max(end.at, entered.at);
  const day = dayOf(at);
  const facts = { day, time: toIso(at).slice(11, 16), ...windowLabel(book, waiting.window) };
  const reasons: readonly Reason[] = [...assumedReasons(end.acts), ...end.reasons, { code: 'window', facts }];
  book.windows.push({ ...end, at, reasons, window: waiting.window, to: toldIn(move), opens });
  play(book, course, move, { ...end, at }, {});
}

function windowEnd(book: Book, window: string, entered: Dated): Dated | undefined {
  const rule = book.birth.definition.windows[window];
  const { calendar } = book.house;
  if (!rule || 'schedule' in rule) return undefined;
  if ('on' in rule) {
    const found = knownDay(rule.on, scopeOf(book));
    return (
      found && { ...found.value, at: timeOf(found.value.day, rule.time), acts: together(entered.acts, found.acts) }
    );
  }
  const from = dayOf(entered.at);
  const day = addWorkingDays(calendar, from, rule.workingDays);
  const reasons: readonly Reason[] = [
    { code: 'plus-working-days', facts: { from, workingDays: rule.workingDays, day } },
  ];
  return { at: endOfDay(day), reasons, provisional: isProvisional(calendar, day), acts: entered.acts };
}

const windowLabel = ({ house, birth }: Book, window: string): Label =>
  house.lifecycles[birth.definition.lifecycle]?.windows?.[window]?.label ?? { vi: window, en: window };

/** The deadlines that count one after the other: the obligation's own rule once it is known, then what acts set. */
function spansOf(book: Book): readonly Span[] {
  const { definition, opened } = book.birth;
  const own = definition.deadline ? knownDeadline(definition.deadline, scopeOf(book)) : undefined;
  const since = Math.max(own?.since ?? -Infinity, opened.at);
  const set = [...book.set].sort((a, b) => a.since - b.since);
  // A running instance looks at its own rule when it opens and when a source moves, and only while it has no deadline.
  const counts = own && (since === opened.at || restsOnSource(definition)) && !set.some((one) => one.since < since);
  const all = [...(counts ? [{ deadline: own.value, since, acts: together(opened.acts, own.acts) }] : []), ...set];
  return all.flatMap((one, i) => {
    const until = all[i + 1]?.since ?? Infinity;
    return until > one.since ? [{ ...one, until }] : [];
  });
}

const restsOnSource = ({ deadline }: Definition): boolean =>
  deadline !== null && ruleCountsFrom(deadline).startsWith('source.');

/** The tasks of every group, opened when the course says; where only people could say, at the opening. */
function tasksOf(book: Book, course: Course): readonly Run[] {
  const { birth, house } = book;
  return Object.entries(birth.definition.groups).flatMap(([name, group], i) => {
    const duty = birth.duty.tasks?.[name];
    const when: Opens | undefined = book.opens.get(name) ?? atOpening(book, course, name);
    if (name === OCCURRENCE || !duty || !when) return [];
    const day = dayOf(when.at);
    return [
      runOf(house, {
        duty,
        definition: house.definitionOf(group.definition),
        period: birth.period,
        order: [...birth.order, i],
        opened: { ...when, reasons: [...assumedReasons(when.acts), ...when.reasons] },
        facts: when.facts ?? new Map<string, Known>(),
        parentFacts: new Map([...book.own].filter(([, { since }]) => since <= when.at)),
        units: () =>
          meantBy((selector) => house.members(selector, day, birth.units()), group.units, when.named ?? null),
        parentOf: parentAmong(birth.units, house.above),
      }),
    ];
  });
}

/** The one parent there is, or that of several which the unit is under. */
function parentAmong(units: () => readonly string[], above: House['above']): Run['parentOf'] {
  let among: ReadonlySet<string> | undefined;
  return (unit) => {
    const parents = units();
    if (parents.length <= 1) return parents[0] ?? null;
    among ??= new Set(parents);
    const parent = above(unit);
    return parent !== undefined && among.has(parent) ? parent : null;
  };
}

function atOpening(book: Book, course: Course, group: string): Dated | undefined {
  const { definition, opened } = book.birth;
  const [first] = course.openers(group);
  if (!first) return undefined;
  const done = sourcesDone(book, first.sources);
  const label =
    (first.event === undefined ? definition.labels[first.state] : definition.events[first.event]?.label) ??
    definition.label;
  const acts: readonly Act[] = done.length > 0 ? done : [{ obligation: definition.obligation, label, at: opened.at }];
  const at = Math.max(opened.at, ...acts.map((act) => act.at));
  return { at, reasons: [], provisional: opened.provisional, acts: together(opened.acts, acts) };
}

/** What it waits for is taken to be done by its deadline. */
const sourcesDone = ({ house, birth }: Book, names: readonly string[]): readonly Act[] =>
  birth.definition.listens
    .filter(({ as }) => names.includes(as) || names.includes('*'))
    .flatMap((link) => {
      const run = house.sourceOf(link.obligation, sourcePeriod(link, birth.period));
      const end = run?.spans.at(-1);
      if (!run || !end) return [];
      const { obligation, label } = run.definition;
      return together(end.acts, [{ obligation, label, at: end.deadline.workingEnd }]);
    });
