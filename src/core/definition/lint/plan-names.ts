import { isPeriodName } from '../../effect.js';
import type { Timing } from '../../plan/schema.js';
import type { Finding, Path } from '../finding.js';
import { nearest } from '../nearest.js';
import { actionsIn } from './chart.js';
import type { Post, Subject } from './duties.js';
import { fieldsOf, hasDeadline } from './fields.js';
import { finding, type Rule } from './rules.js';
import { workTags } from './words.js';

/** What a plan names stands in its files, and stands there once. */
export function* planNames(subject: Subject): Generator<Finding> {
  yield* ids(subject);
  for (const post of subject.posts) yield* postNames(post, subject);
  yield* timings(subject);
  yield* listensInCircles(subject);
}

const missing = (
  { bundle }: Subject,
  rule: Rule,
  name: string,
  where: { path: Path; of?: 'key' },
  known: Iterable<string>,
) => finding(rule, { source: bundle.sources.plan, ...where }, { name }, nearest(name, known));

/** Obligations and tasks share their ids: an instance is found by plan, id, period and unit. */
function* ids({ posts, bundle }: Subject): Generator<Finding> {
  const seen = new Set<string>();
  for (const { id, kind, at } of posts) {
    const where = kind === 'task' ? { path: at, of: 'key' as const } : { path: [...at, 'id'] };
    if (seen.has(id))
      yield finding('name-twice', { source: bundle.sources.plan, ...where }, { kind: 'obligation', name: id });
    seen.add(id);
  }
}

function* postNames(post: Post, subject: Subject): Generator<Finding> {
  const { duty, at } = post;
  const { bundle, charts } = subject;
  const chart = charts.get(duty.lifecycle);
  const timings = Object.keys(bundle.plan.timings ?? {});
  if (typeof duty.timing === 'string' && !timings.includes(duty.timing))
    yield missing(subject, 'unknown-timing', duty.timing, { path: [...at, 'timing'] }, timings);
  yield* listens(post, subject);
  if (!chart) return;
  for (const [event, { carries }] of Object.entries(duty.assume ?? {})) {
    const fields = fieldsOf(chart, subject, event);
    const path = [...at, 'assume', event];
    if (!fields) {
      yield missing(subject, 'unknown-event', event, { path, of: 'key' }, Object.keys(chart.lifecycle.events ?? {}));
    } else if (fields !== 'any')
      for (const field of Object.keys(carries ?? {}))
        if (!fields.has(field)) {
          const where = { source: bundle.sources.plan, path: [...path, 'carries', field], of: 'key' as const };
          yield finding(
            'unknown-field',
            where,
            { field, event, known: [...fields.keys()] },
            nearest(field, fields.keys()),
          );
        }
  }
  for (const { action, at: place } of actionsIn(chart))
    if (action.type === 'notice.send') {
      const where = { source: chart.source, path: [...place, 'params', 'template'] };
      yield* template(subject, action.params.template, where);
    }
}

function* template({ bundle }: Subject, name: string, where: Parameters<typeof finding>[1]): Generator<Finding> {
  const known = Object.hasOwn(bundle.templates, name) ? bundle.templates[name] : undefined;
  if (!known) yield finding('unknown-template', where, { name }, nearest(name, Object.keys(bundle.templates)));
  else
    for (const language of ['vi', 'en'] as const)
      if (known[language] === undefined) yield finding('template-language', where, { name, language });
}

/** What a link may name: the same period, the year around it, or one that is written out. */
export const isPeriod = (text: string): boolean => ['same', 'year', 'previous'].includes(text) || isPeriodName(text);

function* listens(post: Post, subject: Subject): Generator<Finding> {
  const { bundle, posts } = subject;
  const obligations = posts.flatMap(({ kind, id }) => (kind === 'occurrence' ? [id] : []));
  const called = new Set<string>();
  for (const [index, { obligation, as, period }] of (post.duty.listens ?? []).entries()) {
    const path = [...post.at, 'listens', index];
    if (!obligations.includes(obligation))
      yield missing(subject, 'unknown-obligation', obligation, { path: [...path, 'obligation'] }, obligations);
    if (!isPeriod(period)) {
      const where = { source: bundle.sources.plan, path: [...path, 'period'] };
      yield finding(
        'date-impossible',
        where,
        { problem: 'period-invalid', period },
        nearest(period, ['same', 'year', 'previous']),
      );
    }
    const name = as ?? obligation;
    if (called.has(name)) {
      const where = { source: bundle.sources.plan, path: [...path, as === undefined ? 'obligation' : 'as'] };
      yield finding('name-twice', where, { kind: 'source', name });
    }
    called.add(name);
  }
}

/** Timings: those of the plan by name, and those that an obligation writes out itself. */
export function* timingsOf({ bundle, posts }: Subject): Generator<{ timing: Timing; at: Path; of: readonly Post[] }> {
  for (const [name, timing] of Object.entries(bundle.plan.timings ?? {}))
    yield { timing, at: ['timings', name], of: posts.filter(({ duty }) => duty.timing === name) };
  for (const post of posts)
    if (typeof post.duty.timing === 'object')
      yield { timing: post.duty.timing, at: [...post.at, 'timing'], of: [post] };
}

function* timings(subject: Subject): Generator<Finding> {
  const { bundle, charts } = subject;
  const source = bundle.sources.plan;
  for (const { timing, at, of } of timingsOf(subject)) {
    const name = String(at.at(-1));
    if (of.length === 0) yield finding('never-used', { source, path: at, of: 'key' }, { kind: 'timing', name });
    const tags = new Set(
      of.flatMap(({ lifecycle }) => [...(charts.get(lifecycle) ? workTags(charts.get(lifecycle)!) : [])]),
    );
    const keys = new Set<string>();
    for (const [index, reminder] of timing.reminders.entries()) {
      const path = [...at, 'reminders', index];
      if (keys.has(reminder.key))
        yield finding('name-twice', { source, path: [...path, 'key'] }, { kind: 'reminder', name: reminder.key });
      keys.add(reminder.key);
      for (const [i, tag] of (reminder.while ?? []).entries())
        if (of.length > 0 && !tags.has(tag)) {
          const facts = { name: tag, lifecycle: [...new Set(of.map(({ lifecycle }) => lifecycle))] };
          yield finding('unknown-tag', { source, path: [...path, 'while', i] }, facts, nearest(tag, tags));
        }
      const own = reminder.template === undefined ? path : [...path, 'template'];
      yield* template(subject, reminder.template ?? 'reminder', { source, path: own });
    }
    if (timing.overdue)
      yield* template(subject, timing.overdue.template ?? 'overdue', { source, path: [...at, 'overdue', 'template'] });
    const levels = new Set<number>();
    for (const [index, { level, workingDays, template: named }] of timing.escalation.entries()) {
      const path = [...at, 'escalation', index];
      if (levels.has(level))
        yield finding('name-twice', { source, path: [...path, 'level'] }, { kind: 'level', name: String(level) });
      levels.add(level);
      const later = timing.escalation.find((other) => other.level < level && other.workingDays > workingDays);
      if (later)
        yield finding('escalation-order', { source, path: [...path, 'workingDays'] }, { level, before: later.level });
      yield* template(subject, named ?? 'escalation', {
        source,
        path: named === undefined ? path : [...path, 'template'],
      });
    }
  }
  yield* timeliness(subject);
}

/** A deadline is followed up, and its work says when it is handed in. */
function* timeliness({ posts, charts, bundle }: Subject): Generator<Finding> {
  const source = bundle.sources.plan;
  for (const post of posts) {
    const { duty, at, id, lifecycle } = post;
    const chart = charts.get(lifecycle);
    if (!chart) continue;
    const timing = typeof duty.timing === 'string' ? bundle.plan.timings?.[duty.timing] : duty.timing;
    const here = duty.deadline === undefined ? 'lifecycle' : 'deadline';
    const where = { source, path: [...at, here], ...(here === 'deadline' && { of: 'key' as const }) };
    if (!hasDeadline(post, chart)) {
      if (duty.timing !== undefined)
        yield finding('timing-idle', { source, path: [...at, 'timing'], of: 'key' }, { obligation: id });
      continue;
    }
    const named = typeof duty.timing !== 'string' || timing !== undefined;
    if (named && (timing?.escalation.length ?? 0) === 0) yield finding('escalation-missing', where, { obligation: id });
    if (!workTags(chart).has('handed-in')) yield finding('handed-in-missing', where, { obligation: id, lifecycle });
  }
}

/** What an obligation hears of an earlier period leads back to nothing that waits for it. */
function* listensInCircles({ posts, bundle }: Subject): Generator<Finding> {
  const sources = new Map(
    posts.flatMap(({ kind, id, duty }) =>
      kind === 'occurrence'
        ? [
            [
              id,
              (duty.listens ?? []).flatMap(({ obligation, period }) => (period === 'previous' ? [] : [obligation])),
            ] as const,
          ]
        : [],
    ),
  );
  const told = new Set<string>();
  for (const { id, at, kind } of posts) {
    if (kind !== 'occurrence' || told.has(id)) continue;
    const circle = circleFrom(id, sources);
    if (!circle) continue;
    circle.forEach((one) => told.add(one));
    yield finding(
      'listens-cycle',
      { source: bundle.sources.plan, path: [...at, 'listens'], of: 'key' },
      { obligations: circle },
    );
  }
}

/** The shortest way from an obligation through what it listens to, back to itself. */
function circleFrom(start: string, sources: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const queue: (readonly string[])[] = [[start]];
  const seen = new Set<string>();
  for (let way = queue.shift(); way; way = queue.shift())
    for (const next of sources.get(way.at(-1) ?? '') ?? []) {
      if (next === start) return way;
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push([...way, next]);
    }
  return undefined;
}
