import { addDays, dayOf, endOfDay } from '../../calendar/day.js';
import type { Context, Event, Scalar } from '../../instance.js';
import type { Definition } from '../definition.js';
import type { EventSpec, FieldSpec, SimpleGuard } from '../schema.js';
import { guardsIn, type Chart } from './chart.js';
import type { Post, Subject } from './duties.js';
import { anchorsOf, sourcesOf } from './fields.js';

/** The letters that the states standing open would take: paths of states, and what the instance knows. */
export type Letters = (active: readonly string[], context: Context) => readonly Event[];

type Waiting = { readonly of: string | undefined; readonly tags: readonly string[] };

/** What may be said to an instance by people, its parent, its children and its sources, as far as its state listens. */
export function letters(definition: Definition, chart: Chart, post: Post, subject: Subject): Letters {
  const told = [...subject.told(definition.lifecycle)].filter(([event]) => !Object.hasOwn(definition.events, event));
  const guards = [...guardsIn(chart)];
  const facts = anchorsOf(post, subject);
  const groups = Object.keys(definition.groups);
  const sources = [...new Set(sourcesOf(post, subject).map(({ as }) => as))];
  return (active, context) => {
    const day = addDays(dayOf(context.at), 20);
    const taken = new Set(chart.links.flatMap(({ from, name }) => (active.includes(from.path) ? [name] : [])));
    const asked = guards.flatMap(({ guard, link }) => (link && active.includes(link.from.path) ? [guard] : []));
    const byPeople = Object.entries(definition.events).flatMap(([type, spec]) =>
      taken.has(type) ? variants(type, spec, day) : [],
    );
    const byParent = told.flatMap(([type, fields]) => {
      const carried = fields === 'any' ? [] : [...fields].map(([field, kind]) => [field, ofKind(kind, day)] as const);
      return taken.has(type) ? [{ type, ...Object.fromEntries(carried) }] : [];
    });
    return [
      ...byPeople,
      ...byParent,
      ...opened(groups, taken, asked, context),
      ...moved(groups, asked, context),
      ...heard(sources, asked, factsFor(facts, day), context),
      { type: 'deadline.moved', to: day },
    ];
  };
}

const ofChildren = (asked: readonly SimpleGuard[]): readonly Waiting[] =>
  asked.flatMap((guard) =>
    guard.type === 'children.all' || guard.type === 'children.any'
      ? [{ of: guard.params.group, tags: guard.params.tags }]
      : [],
  );
const ofSources = (asked: readonly SimpleGuard[]): readonly Waiting[] =>
  asked.flatMap((guard): readonly Waiting[] => {
    if (guard.type === 'source.in') return [{ of: guard.params.source, tags: guard.params.tags }];
    return guard.type === 'sources.all' ? [{ of: undefined, tags: guard.params.tags }] : [];
  });
const tagsFor = (waiting: readonly Waiting[], name: string): ReadonlySet<string> =>
  new Set(waiting.flatMap(({ of, tags }) => (of === undefined || of === name ? tags : [])));

function opened(
  groups: readonly string[],
  taken: ReadonlySet<string>,
  asked: readonly SimpleGuard[],
  { children }: Context,
): readonly Event[] {
  if (!taken.has('children.opened') && ofChildren(asked).length === 0) return [];
  return groups.flatMap((group) =>
    children[group]?.opened && !children[group].asked ? [] : [{ type: 'children.opened', group, n: 1 }],
  );
}

function moved(groups: readonly string[], asked: readonly SimpleGuard[], { children }: Context): readonly Event[] {
  const waiting = ofChildren(asked);
  return groups.flatMap((group) => {
    const from = Object.keys(children[group]?.tags ?? {})[0];
    if (from === undefined) return [];
    return [...tagsFor(waiting, group)].map((to) => ({ type: 'child.moved', group, from, to }));
  });
}

function heard(
  sources: readonly string[],
  asked: readonly SimpleGuard[],
  facts: (source: string) => Readonly<Record<string, Scalar>>,
  { links }: Context,
): readonly Event[] {
  const waiting = ofSources(asked);
  return sources.flatMap((source) => {
    const key = links[source];
    const said = { type: 'source.moved', source, facts: facts(source), ...(key !== undefined && { key }) };
    return [...tagsFor(waiting, source)].map((to) => ({ ...said, to }));
  });
}

const factsFor = (names: ReadonlySet<string>, day: string) => (source: string) => {
  const prefix = `source.${source}.`;
  const own = [...names].filter((name) => name.startsWith(prefix));
  return Object.fromEntries(own.map((name) => [name.slice(prefix.length), day]));
};

/** An event with everything in it, without what may be left out, and with each other choice. */
function variants(type: string, { carries = {} }: EventSpec, day: string): readonly Event[] {
  const fields = Object.entries(carries);
  const full = Object.fromEntries(fields.map(([field, spec]) => [field, valueOf(spec, day)]));
  const needed = Object.fromEntries(Object.entries(full).filter(([field]) => !carries[field]?.optional));
  const other = fields.flatMap(([field, spec]) => otherValues(spec).map((value) => ({ ...full, [field]: value })));
  const fewer = Object.keys(needed).length < fields.length ? [needed] : [];
  return [full, ...fewer, ...other].map((event) => ({ type, ...event }));
}

type Value = Scalar | readonly string[];
const ofKind = (kind: FieldSpec['type'] | 'any', day: string): Value =>
  valueOf({ type: kind === 'any' ? 'day' : kind }, day);

function valueOf({ type, choices }: FieldSpec, day: string): Value {
  switch (type) {
    case 'day':
      return day;
    case 'instant':
      return endOfDay(day);
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'choice':
      return choices?.[0] ?? '';
    case 'identifier':
      // Also a period, which the events of a series name.
      return day.slice(0, 4);
    case 'unit':
    case 'instance':
    case 'name':
      return 'lint';
    case 'units':
      return ['lint'];
    default:
      return type satisfies never;
  }
}

const otherValues = ({ type, choices = [] }: FieldSpec): readonly Scalar[] =>
  type === 'boolean' ? [false] : type === 'choice' ? choices.slice(1) : [];
