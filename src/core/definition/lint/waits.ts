import { SERIES } from '../../plan/assemble.js';
import type { Finding, Path } from '../finding.js';
import { nearest } from '../nearest.js';
import { actionsIn, guardsIn, type Chart, type PlacedGuard } from './chart.js';
import { childrenIn, eventTold, type Post, type Subject } from './duties.js';
import { sourcesOf } from './fields.js';
import { finding } from './rules.js';

/** What parents and listeners wait for is said by someone; what parents say is heard. */
export function* waits(chart: Chart, subject: Subject): Generator<Finding> {
  const running = subject.running(chart.lifecycle.lifecycle);
  if (running.length === 0) return;
  for (const placed of guardsIn(chart)) yield* waitFor(chart, subject, running, placed);
  yield* tells(chart, subject, running);
  if (chart.lifecycle.lifecycle === SERIES) yield* ends(chart, subject);
}

/** The words by which others know an instance of a lifecycle; `open` and `closed` stand for those that say none. */
const stagesOf = (subject: Subject, lifecycle: string): readonly string[] => [
  ...(subject.charts.get(lifecycle)?.lifecycle.stages ?? []),
  'open',
  'closed',
];
const isRead = (subject: Subject, { lifecycle }: Post): boolean => subject.charts.has(lifecycle);

type Waiting = {
  readonly tags: readonly string[];
  readonly tagsAt: Path;
  /** Each of these must be able to say one of the tags. */
  readonly on: (post: Post) => readonly (readonly Post[])[];
};

function waitingOf({ guard, at }: PlacedGuard, subject: Subject): Waiting | undefined {
  const tagsAt = [...at, 'params', 'tags'];
  switch (guard.type) {
    case 'children.all':
    case 'children.any':
      return { tags: guard.params.tags, tagsAt, on: (post) => [childrenIn(post, guard.params.group)] };
    case 'source.in':
      return {
        tags: guard.params.tags,
        tagsAt,
        on: (post) => sourcesOf(post, subject).flatMap(({ as, posts }) => (as === guard.params.source ? [posts] : [])),
      };
    case 'sources.all':
      return {
        tags: guard.params.tags,
        tagsAt,
        on: (post) => sourcesOf(post, subject).map(({ posts }) => posts),
      };
    default:
      return undefined;
  }
}

function* waitFor(chart: Chart, subject: Subject, running: readonly Post[], placed: PlacedGuard): Generator<Finding> {
  const waiting = waitingOf(placed, subject);
  if (!waiting) return;
  yield* partners(chart, subject, running, placed);
  const said = new Set(
    running.flatMap((post) => waiting.on(post).flat()).flatMap((other) => stagesOf(subject, other.lifecycle)),
  );
  if (said.size === 0) return;
  const unsaid = waiting.tags.filter((tag) => !said.has(tag));
  for (const tag of unsaid) {
    const where = { source: chart.source, path: [...waiting.tagsAt, waiting.tags.indexOf(tag)] };
    yield finding('never-said', where, { tag, said: [...said] }, nearest(tag, said));
  }
  if (unsaid.length === waiting.tags.length) return;
  for (const post of running)
    for (const others of waiting.on(post)) {
      const known = others.filter((other) => isRead(subject, other));
      const speaks = (other: Post) => waiting.tags.some((tag) => stagesOf(subject, other.lifecycle).includes(tag));
      if (known.length === 0 || known.some(speaks)) continue;
      const facts = { obligation: post.id, tags: waiting.tags, others: known.map(({ id }) => id) };
      yield finding('waits-in-vain', { source: subject.bundle.sources.plan, path: [...post.at, 'lifecycle'] }, facts);
    }
}

/** Who is waited for exists: the tasks of the obligation, the links that it has. */
function* partners(
  chart: Chart,
  subject: Subject,
  running: readonly Post[],
  { guard, at }: PlacedGuard,
): Generator<Finding> {
  const { source } = chart;
  const plan = subject.bundle.sources.plan;
  for (const post of running) {
    const vain = { obligation: post.id, others: [] };
    const here = { source: plan, path: [...post.at, 'lifecycle'] };
    if (guard.type === 'children.all' || guard.type === 'children.any') {
      const groups = Object.keys(post.children);
      const { group, tags } = guard.params;
      if (groups.length === 0) yield finding('waits-in-vain', here, { ...vain, tags });
      else if (group !== undefined && !groups.includes(group)) {
        const facts = { name: group, obligation: post.id };
        yield finding('unknown-tasks', { source, path: [...at, 'params', 'group'] }, facts, nearest(group, groups));
      }
    }
    const heard = sourcesOf(post, subject).map(({ as }) => as);
    if (guard.type === 'sources.all' && heard.length === 0)
      yield finding('waits-in-vain', here, { ...vain, tags: guard.params.tags });
    if (guard.type === 'source.in' && !heard.includes(guard.params.source)) {
      const name = guard.params.source;
      const where = { source, path: [...at, 'params', 'source'] };
      yield finding('unknown-source', where, { name, obligation: post.id }, nearest(name, heard));
    }
  }
}

/** A parent opens the tasks that it has, and tells them what they can take. */
function* tells(chart: Chart, subject: Subject, running: readonly Post[]): Generator<Finding> {
  const { source } = chart;
  const actions = [...actionsIn(chart)];
  for (const { action, at } of actions) {
    if (action.type !== 'tasks.tell' && action.type !== 'tasks.open') continue;
    const group = action.params?.group;
    for (const post of running) {
      const groups = Object.keys(post.children);
      const name = groupNamed(chart, post, group);
      if (name !== undefined && !groups.includes(name)) {
        const facts = { name, obligation: post.id };
        yield finding('unknown-tasks', { source, path: [...at, 'params', 'group'] }, facts, nearest(name, groups));
      }
      if (action.type !== 'tasks.tell') continue;
      const event = eventTold(action);
      const heedless = childrenIn(post, name).filter(
        (child) => isRead(subject, child) && !takes(subject, child, event),
      );
      if (heedless.length === 0) continue;
      const path = [...at, 'params', 'event', ...(typeof action.params.event === 'string' ? [] : ['type'])];
      const known = heedless.flatMap((child) => taken(subject, child));
      const facts = { event, tasks: heedless.map(({ id }) => id) };
      yield finding('event-unheard', { source, path }, facts, nearest(event, known));
    }
  }
  const opened = (post: Post, id: string) =>
    actions.some(({ action }) => {
      if (action.type !== 'tasks.open') return false;
      const name = groupNamed(chart, post, action.params?.group);
      return name === undefined || name === id;
    });
  for (const post of running.filter(({ kind }) => kind !== 'series'))
    for (const [id, child] of Object.entries(post.children))
      if (!opened(post, id)) {
        const where = { source: subject.bundle.sources.plan, path: child.at, of: 'key' as const };
        yield finding('tasks-never-opened', where, { tasks: id, lifecycle: chart.lifecycle.lifecycle });
      }
}

/** The group of tasks that an action of a post means; undefined: all. */
export function groupNamed(
  { lifecycle }: Chart,
  post: Post,
  group: string | { readonly parameter: string } | undefined,
): string | undefined {
  if (typeof group !== 'object') return group;
  const value = post.duty.parameters?.[group.parameter] ?? lifecycle.parameters?.[group.parameter]?.default;
  return typeof value === 'string' ? value : undefined;
}

const taken = (subject: Subject, { lifecycle }: Post): readonly string[] =>
  (subject.charts.get(lifecycle)?.links ?? []).flatMap(({ kind, name }) => (kind === 'on' ? [name] : []));
const takes = (subject: Subject, post: Post, event: string): boolean => taken(subject, post).includes(event);

/** A schedule ends when all its occurrences are over, so it must know every way in which they can be. */
function* ends(chart: Chart, subject: Subject): Generator<Finding> {
  const heard = [...guardsIn(chart)].flatMap(({ guard }) => (guard.type === 'children.all' ? guard.params.tags : []));
  if (heard.length === 0) return;
  const lifecycles = new Set(subject.series.flatMap((post) => Object.values(post.children).map((c) => c.lifecycle)));
  for (const name of lifecycles) {
    const occurrence = subject.charts.get(name);
    if (!occurrence) continue;
    for (const { state, at, path } of occurrence.top) {
      if (state.type !== 'final') continue;
      const tags = [...(state.tags ?? []), 'closed'];
      const stage = occurrence.lifecycle.stages?.find((tag) => tags.includes(tag)) ?? 'closed';
      if (!heard.includes(stage))
        yield finding(
          'end-unheard',
          { source: occurrence.source, path: at, of: 'key' },
          { state: path, stage, heard },
          nearest(stage, heard),
        );
    }
  }
}
