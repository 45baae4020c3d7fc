import type { Finding, Path } from '../finding.js';
import { nearest } from '../nearest.js';
import { followedTags, timelinessTags } from '../schema.js';
import { actionsIn, guardsIn, plainGuards, type Chart } from './chart.js';
import type { Subject } from './duties.js';
import { factsGiven, factsOf, fieldsOf, isSystemEvent } from './fields.js';
import { finding, type Rule } from './rules.js';

const keysOf = (record: object | undefined): readonly string[] => Object.keys(record ?? {});
const isReservedTag = (tag: string): boolean =>
  (timelinessTags as readonly string[]).includes(tag) || /^escalated-\d+$/.test(tag);

/** Keys of a compiled chart that are read wherever they stand: no state and no event may be called so. */
const machineWords = ['guard', 'actions', 'entry', 'exit', 'after'];

export const workTags = ({ nodes }: Chart): ReadonlySet<string> =>
  new Set(nodes.flatMap(({ state }) => state.tags ?? []));

/** The words of one lifecycle: each that is said is known, each that is declared is said, none means two things. */
export function* words(chart: Chart, subject: Subject): Generator<Finding> {
  yield* states(chart);
  yield* guards(chart);
  yield* windows(chart);
  yield* events(chart, subject);
  yield* tags(chart);
  yield* memory(chart, subject);
}

const unknown = (chart: Chart, rule: Rule, name: string, where: { path: Path; of?: 'key' }, known: Iterable<string>) =>
  finding(
    rule,
    { source: chart.source, ...where },
    { name, lifecycle: chart.lifecycle.lifecycle },
    nearest(name, known),
  );

const unused = (chart: Chart, kind: string, name: string, path: Path) =>
  finding('never-used', { source: chart.source, path, of: 'key' }, { kind, name });

function* states(chart: Chart): Generator<Finding> {
  const { lifecycle, links, nodes, top } = chart;
  if (!top.some(({ name }) => name === lifecycle.initial)) {
    const among = top.map(({ name }) => name);
    yield unknown(chart, 'unknown-state', lifecycle.initial, { path: ['initial'] }, among);
  }
  for (const { state, children, at } of nodes) {
    const among = children.map(({ name }) => name);
    if (state.initial !== undefined && among.length > 0 && !among.includes(state.initial))
      yield unknown(chart, 'unknown-state', state.initial, { path: [...at, 'initial'] }, among);
  }
  for (const node of nodes) {
    const { target } = node.state;
    if (target !== undefined && !chart.find(node, target))
      yield unknown(chart, 'unknown-state', target, { path: [...node.at, 'target'] }, targetsFrom(chart, node));
  }
  for (const { from, edge, target, targetAt } of links)
    if (targetAt && !target)
      yield unknown(chart, 'unknown-state', edge.target ?? '', { path: targetAt }, targetsFrom(chart, from));
  for (const { name, at } of nodes)
    if (machineWords.includes(name))
      yield finding('name-reserved', { source: chart.source, path: at, of: 'key' }, { name });
  const ids = new Set(['duty']);
  for (const { state, at } of nodes) {
    if (state.id === undefined) continue;
    if (ids.has(state.id)) {
      const where = { source: chart.source, path: [...at, 'id'] };
      yield finding('name-twice', where, { kind: 'state', name: state.id });
    }
    ids.add(state.id);
  }
}

/** Everything that may be written as a target here. */
function targetsFrom({ nodes }: Chart, from: Chart['nodes'][number]): readonly string[] {
  const above = from.parent ? `${from.parent.path}.` : '';
  return nodes.flatMap(({ path, state }) => [
    ...(path.startsWith(above) ? [path.slice(above.length)] : []),
    ...(path.startsWith(`${from.path}.`) ? [path.slice(from.path.length)] : []),
    ...(state.id === undefined ? [] : [`#${state.id}`]),
    `#duty.work.${path}`,
  ]);
}

function* guards(chart: Chart): Generator<Finding> {
  const { lifecycle, links, source } = chart;
  const declared = keysOf(lifecycle.guards);
  const said = new Set<string>();
  const roots: { guard: Parameters<typeof plainGuards>[1]; at: Path; own?: string }[] = [
    ...links.flatMap(({ edge, at }) => (edge.guard === undefined ? [] : [{ guard: edge.guard, at: [...at, 'guard'] }])),
    ...Object.entries(lifecycle.guards ?? {}).map(([own, guard]) => ({ guard, at: ['guards', own], own })),
  ];
  for (const { guard, at, own } of roots)
    for (const found of plainGuards(lifecycle, guard, at, own === undefined ? [] : [own])) {
      const last = found.names.at(-1) ?? '';
      found.names.filter((name) => name !== own || found.names.indexOf(name) > 0).forEach((name) => said.add(name));
      if (found.guard) continue;
      if (!declared.includes(last)) yield unknown(chart, 'unknown-guard', last, { path: found.at }, declared);
      else if (own === last)
        yield finding('guard-cycle', { source, path: ['guards', last], of: 'key' }, { name: last });
    }
  for (const name of declared) if (!said.has(name)) yield unused(chart, 'guard', name, ['guards', name]);
}

function* windows(chart: Chart): Generator<Finding> {
  const declared = keysOf(chart.lifecycle.windows);
  const used = new Set<string>();
  for (const { kind, name, from } of chart.links) {
    if (kind !== 'after') continue;
    used.add(name);
    const path = [...from.at, 'after', name];
    if (!declared.includes(name)) yield unknown(chart, 'unknown-window', name, { path, of: 'key' }, declared);
  }
  for (const name of declared) if (!used.has(name)) yield unused(chart, 'window', name, ['windows', name]);
}

function* events(chart: Chart, subject: Subject): Generator<Finding> {
  const { lifecycle, source, links } = chart;
  const declared = lifecycle.events ?? {};
  const taken = new Map(links.flatMap((link) => (link.kind === 'on' ? [[link.name, link] as const] : [])));
  for (const [name, link] of taken) {
    if (fieldsOf(chart, subject, name) !== undefined) continue;
    const path = [...link.from.at, 'on', name];
    const known = [...keysOf(declared), ...subject.told(lifecycle.lifecycle).keys()];
    yield unknown(chart, 'unknown-event', name, { path, of: 'key' }, known);
  }
  for (const [name, spec] of Object.entries(declared)) {
    const where = { source, path: ['events', name], of: 'key' as const };
    if (isSystemEvent(name) || name.startsWith('xstate.') || machineWords.includes(name))
      yield finding('name-reserved', where, { name });
    else if (!taken.has(name) && spec.reopens === undefined) yield unused(chart, 'event', name, ['events', name]);
    for (const [field, { type, choices }] of Object.entries(spec.carries ?? {}))
      if ((type === 'choice') !== (choices !== undefined && choices.length > 0)) {
        const path = ['events', name, 'carries', field];
        yield finding('field-type', { source, path, of: 'key' }, { field, type, expected: ['choice'] });
      }
  }
}

function* tags(chart: Chart): Generator<Finding> {
  const { lifecycle, source, nodes } = chart;
  const known = workTags(chart);
  for (const [index, tag] of (lifecycle.stages ?? []).entries())
    if (!known.has(tag) && !isReservedTag(tag))
      yield unknown(chart, 'unknown-tag', tag, { path: ['stages', index] }, known);
  for (const { state, at } of nodes)
    for (const [index, tag] of (state.tags ?? []).entries())
      if (isReservedTag(tag)) {
        const meant = nearest(tag, followedTags);
        yield finding(
          'tag-reserved',
          { source, path: [...at, 'tags', index] },
          { tag, reserved: timelinessTags },
          meant,
        );
      }
}

/** Facts that a guard asks for, or that are tags too, are kept somewhere; counters that it reads are counted. */
function* memory(chart: Chart, subject: Subject): Generator<Finding> {
  const given = subject.running(chart.lifecycle.lifecycle).flatMap((post) => [...factsGiven(post, subject).keys()]);
  const facts = [...factsOf(chart, subject).keys(), ...given];
  const counted = [...actionsIn(chart)].flatMap(({ action }) =>
    action.type === 'count.up' ? [action.params.counter] : [],
  );
  for (const mark of Object.keys(chart.lifecycle.marks ?? {}))
    if (!facts.includes(mark)) yield unknown(chart, 'unknown-fact', mark, { path: ['marks', mark], of: 'key' }, facts);
  for (const { guard, at } of guardsIn(chart)) {
    if (guard.type === 'fact.is' && !facts.includes(guard.params.fact))
      yield unknown(chart, 'unknown-fact', guard.params.fact, { path: [...at, 'params', 'fact'] }, facts);
    if (guard.type === 'counter.below' && !counted.includes(guard.params.counter))
      yield unknown(chart, 'unknown-counter', guard.params.counter, { path: [...at, 'params', 'counter'] }, counted);
  }
}
