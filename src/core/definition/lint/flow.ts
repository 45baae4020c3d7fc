import type { Finding } from '../finding.js';
import { happensTo } from './causes.js';
import type { Chart, Link, Node } from './chart.js';
import type { Subject } from './duties.js';
import { finding } from './rules.js';

/** Where a lifecycle leads, guards aside: every state can be come to, be left, and ends somewhere. */
export function* flow(chart: Chart, subject: Subject): Generator<Finding> {
  const { source, links, nodes, top } = chart;
  yield* shapes(chart);
  // Where a way leads nowhere that exists, what it would have led to is no news.
  if (isLost(chart)) return;
  if (!top.some(isFinal)) {
    yield finding('no-final', { source, path: ['states'], of: 'key' }, { lifecycle: chart.lifecycle.lifecycle });
    return;
  }

  const reached = reachable(chart);
  for (const node of nodes)
    if (!reached.has(node) && (!node.parent || reached.has(node.parent)) && node.state.type !== 'history')
      yield finding('unreachable-state', { source, path: node.at, of: 'key' }, { state: node.path });

  for (const node of nodes)
    if (node.parent && isFinal(node) && endsNothing(chart, node.parent))
      yield finding(
        'final-without-done',
        { source, path: node.at, of: 'key' },
        { state: node.path, parent: node.parent.path },
      );
  for (const { from, kind, at } of links)
    if (kind === 'onDone' && !canBeDone(from))
      yield finding('state-shape', { source, path: at, of: 'key' }, { problem: 'done-never', state: from.path });
  yield* ways(chart, reached, subject);
}

const isFinal = ({ state }: Node): boolean => state.type === 'final';

/** Every state can be left and leads to an end: for whatever runs the lifecycle, or else for single obligations. */
function* ways(chart: Chart, reached: ReadonlySet<Node>, subject: Subject): Generator<Finding> {
  const running = subject
    .running(chart.lifecycle.lifecycle)
    .map((post) => ({ post, happens: happensTo(post, subject) }));
  const someone = (link: Link) => running.length === 0 || running.some(({ happens }) => happens(link));
  const forAll = stuck(chart, reached, someone);
  for (const { rule, leaf } of forAll)
    yield finding(rule, { source: chart.source, path: leaf.at, of: 'key' }, { state: leaf.path });
  for (const { post, happens } of running)
    for (const { rule, leaf } of stuck(chart, reached, happens)) {
      if (forAll.some((one) => one.leaf === leaf)) continue;
      const where = { source: subject.bundle.sources.plan, path: [...post.at, 'lifecycle'] };
      yield finding(rule, where, { problem: 'for-one', state: leaf.path, obligation: post.id });
    }
}

type Stuck = { readonly rule: 'dead-end' | 'no-way-to-final'; readonly leaf: Node };

/** The states that nothing leaves, and those from which no way leads to an end. */
function stuck(chart: Chart, reached: ReadonlySet<Node>, happens: (link: Link) => boolean): readonly Stuck[] {
  const finals = chart.top.filter(isFinal);
  const leaves = chart.nodes.filter((node) => reached.has(node) && isLeaf(node) && !finals.includes(node));
  const outs = new Map(leaves.map((leaf) => [leaf, exits(chart, leaf).filter(happens)]));
  const closed = leaves.filter((leaf) => outs.get(leaf)?.length === 0);
  const ending = backwards(finals, outs);
  const lost = backwards(closed, outs);
  return [
    // A final inside a state waits for that state's onDone; that this is missing has been said.
    ...closed.filter((leaf) => !isFinal(leaf)).map((leaf) => ({ rule: 'dead-end' as const, leaf })),
    ...leaves
      .filter((leaf) => !ending.has(leaf) && !lost.has(leaf))
      .map((leaf) => ({ rule: 'no-way-to-final' as const, leaf })),
  ];
}

const isLost = ({ lifecycle, links, nodes, top }: Chart): boolean =>
  !top.some(({ name }) => name === lifecycle.initial) ||
  links.some(({ targetAt, target }) => targetAt && !target) ||
  nodes.some((node) => node.children.length > 0 && !isParallel(node) && !isEntered(firstOf(node)));

const isEntered = (first: Node | undefined): boolean => first !== undefined && first.state.type !== 'history';
const firstOf = (node: Node): Node | undefined => node.children.find(({ name }) => name === node.state.initial);

export const isLeaf = (node: Node): boolean => node.children.length === 0 && node.state.type !== 'history';
const isParallel = (node: Node): boolean => node.state.type === 'parallel';

function* above(node: Node): Generator<Node> {
  for (let up = node.parent; up; up = up.parent) yield up;
}

/** The states that are entered with a target: the ones around it, and the first ones inside it. */
export function* entered(find: Chart['find'], target: Node): Generator<Node> {
  if (target.state.type === 'history') {
    const fallback = target.state.target === undefined ? undefined : find(target, target.state.target);
    const parent = target.parent;
    if (fallback) yield* entered(find, fallback);
    else if (parent) yield* entered(find, parent);
    return;
  }
  for (const up of above(target)) {
    yield up;
    if (isParallel(up)) for (const region of up.children) yield* inside(region);
  }
  yield* inside(target);
}

function* inside(node: Node): Generator<Node> {
  yield node;
  if (isParallel(node)) for (const region of node.children) yield* inside(region);
  else {
    const first = firstOf(node);
    if (first) yield* inside(first);
  }
}

function reachable(chart: Chart): ReadonlySet<Node> {
  const reached = new Set<Node>();
  const queue = chart.top.filter(({ name }) => name === chart.lifecycle.initial).flatMap((node) => [...inside(node)]);
  const ways = new Map<Node, Link[]>();
  for (const link of chart.links) ways.set(link.from, [...(ways.get(link.from) ?? []), link]);
  for (let node = queue.pop(); node; node = queue.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    const own = (ways.get(node) ?? []).filter(({ kind }) => kind !== 'onDone');
    const done =
      node.state.type === 'final' ? [...above(node)].flatMap((up) => (ways.get(up) ?? []).filter(isDone)) : [];
    for (const { target } of [...own, ...done]) if (target) queue.push(...entered(chart.find, target));
  }
  return reached;
}
const isDone = ({ kind }: Link): boolean => kind === 'onDone';

/** May this state ever be done: a final among its children, or in each of its regions? */
const canBeDone = (node: Node): boolean =>
  isParallel(node) ? node.children.every(canBeDone) : node.children.some(({ state }) => state.type === 'final');

/** A final of this state, or of the regions around it, leads nowhere. */
function endsNothing({ links }: Chart, parent: Node): boolean {
  const has = (node: Node) => links.some((link) => link.from === node && isDone(link));
  return !has(parent) && !(parent.parent && isParallel(parent.parent) && has(parent.parent));
}

/** The ways out of a leaf: its own, those of the states around it, and in parallel those of the regions beside it. */
function exits({ links }: Chart, leaf: Node): readonly Link[] {
  const around = [leaf, ...above(leaf)];
  const beside = around.filter((node) => isParallel(node)).map((node) => `${node.path}.`);
  const own = links.filter(
    (link) =>
      link.target !== undefined &&
      (around.includes(link.from) || beside.some((prefix) => link.from.path.startsWith(prefix))),
  );
  // Only a final makes its state done, and what is final takes no part of its own.
  return leaf.state.type === 'final' ? own.filter(({ from }) => from !== leaf) : own.filter((link) => !isDone(link));
}

/** The leaves from which one of these can be come to. */
function backwards(goals: readonly Node[], outs: ReadonlyMap<Node, readonly Link[]>): ReadonlySet<Node> {
  const found = new Set(goals);
  const leads = (target: Node): boolean => {
    for (const node of [...inside(historyless(target))]) if (found.has(node)) return true;
    return false;
  };
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const [leaf, links] of outs)
      if (!found.has(leaf) && links.some(({ target }) => target && leads(target))) found.add(leaf);
  }
  return found;
}
const historyless = (node: Node): Node => (node.state.type === 'history' && node.parent ? node.parent : node);

/** What XState would refuse, or quietly not do. */
function* shapes({ source, nodes, links }: Chart): Generator<Finding> {
  const say = (problem: string, node: Node, key?: string) =>
    finding(
      'state-shape',
      { source, path: key === undefined ? node.at : [...node.at, key], of: 'key' },
      { problem, state: node.path },
    );
  for (const node of nodes) {
    const { state, children } = node;
    const compound = children.length > 0 && !isParallel(node);
    const key = (['on', 'after', 'always', 'onDone', 'states', 'entry'] as const).find((k) => state[k] !== undefined);
    if (compound && state.initial === undefined) yield say('initial-missing', node);
    if (!compound && state.initial !== undefined) yield say('initial-idle', node, 'initial');
    if (isParallel(node) && children.length === 0) yield say('parallel-empty', node);
    if (state.type === 'final' && key !== undefined && key !== 'entry') yield say('final-leaves', node, key);
    if (state.type === 'history' && (key !== undefined || state.tags)) yield say('history-holds', node, key ?? 'tags');
    if (state.type === 'history' && !node.parent) yield say('history-alone', node);
    if (state.type !== 'history' && (state.target !== undefined || state.history)) yield say('target-idle', node);
    const first = firstOf(node);
    if (first?.state.type === 'history') yield say('initial-history', node, 'initial');
  }
  for (const { kind, edge, from, at } of links)
    if (kind === 'always' && edge.target === undefined)
      yield finding('never-settles', { source, path: at, of: 'key' }, { states: [from.path] });
  yield* circles({ source, links });
}

/** States that pass on to each other at once, without a condition. */
function* circles({ source, links }: Pick<Chart, 'source' | 'links'>): Generator<Finding> {
  const atOnce = new Map<Node, Link>();
  for (const link of links)
    if (link.kind === 'always' && link.edge.guard === undefined && link.target && !atOnce.has(link.from))
      atOnce.set(link.from, link);
  const told = new Set<Node>();
  for (const start of atOnce.keys()) {
    const seen: Node[] = [];
    let node: Node | undefined = start;
    while (node && !seen.includes(node) && !told.has(node)) {
      seen.push(node);
      node = atOnce.get(node)?.target;
    }
    if (!node || !seen.includes(node)) continue;
    const circle = seen.slice(seen.indexOf(node));
    circle.forEach((one) => told.add(one));
    const link = atOnce.get(node);
    if (link)
      yield finding('never-settles', { source, path: link.at, of: 'key' }, { states: circle.map(({ path }) => path) });
  }
}
