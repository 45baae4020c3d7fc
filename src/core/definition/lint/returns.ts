import type { Finding } from '../finding.js';
import { followedTags, type Action } from '../schema.js';
import type { Chart, Link, Node } from './chart.js';
import type { Subject } from './duties.js';
import { hasDeadline, setsAnother } from './fields.js';
import { entered, isLeaf } from './flow.js';
import { finding } from './rules.js';

const HANDED_IN = followedTags[0];

/**
 * Work that was handed in and goes back to somebody has its old deadline again, which has mostly passed: it is overdue
 * the moment it comes back, and escalates. Whoever sends it back says until when.
 */
export function* returns(chart: Chart, subject: Subject): Generator<Finding> {
  const isTimed = subject.running(chart.lifecycle.lifecycle).some((post) => hasDeadline(post, chart));
  if (!isTimed) return;
  for (const link of chart.links) {
    if (!link.target || !isHandedInBefore(link, chart)) continue;
    const into = [...entered(chart.find, link.target)];
    if (into.some(rests) || datesAnew(link, into)) continue;
    const where = { source: chart.source, path: link.at, of: 'key' as const };
    yield finding('overdue-at-once', where, { from: link.from.path, to: link.target.path });
  }
}

const has = ({ state }: Node, tag: string): boolean => state.tags?.includes(tag) ?? false;

/** Some state that this way leaves has the work handed in. */
function isHandedInBefore({ from }: Link, { nodes }: Chart): boolean {
  const leaves = nodes.filter((node) => isLeaf(node) && (node === from || node.path.startsWith(`${from.path}.`)));
  return leaves.some((leaf) => [...withAbove(leaf)].some((node) => has(node, HANDED_IN)));
}

function* withAbove(node: Node): Generator<Node> {
  for (let up: Node | undefined = node; up; up = up.parent) yield up;
}

/** Where timeliness rests: handed in again, exempt, cancelled, suspended, or over. */
const rests = (node: Node): boolean =>
  followedTags.some((tag) => has(node, tag)) || (node.state.type === 'final' && !node.parent);

/** The obligation's own deadline is the one that has mostly passed. */
const dates = (action: Action): boolean =>
  action.type === 'deadline.sub' || action.type === 'deadline.resume' || setsAnother(action);

function datesAnew({ edge, from }: Link, into: readonly Node[]): boolean {
  const onTheWay = [edge.actions, from.state.exit, ...into.map(({ state }) => state.entry)];
  return onTheWay.flatMap((actions) => actions ?? []).some(dates);
}
