import type { Path } from '../finding.js';
import type { Duty, Obligation, Tasks } from '../../plan/schema.js';
import type { PlanBundle } from '../../plan/load.js';
import { OCCURRENCE } from '../definition.js';
import { SERIES } from '../../plan/assemble.js';
import type { Action, FieldSpec } from '../schema.js';
import { actionsIn, chartOf, type Chart } from './chart.js';

/** An obligation, or one of the tasks below it, or the schedule above it: whatever runs a lifecycle. */
export type Post = {
  readonly kind: 'series' | 'occurrence' | 'task';
  readonly id: string;
  readonly lifecycle: string;
  readonly duty: Duty;
  readonly tasks: Tasks | undefined;
  readonly obligation: Obligation;
  readonly at: Path;
  readonly owner: string;
  readonly parent: Post | undefined;
  readonly children: Readonly<Record<string, Post>>;
};

/** What every rule looks at: the plan, its lifecycles as graphs, and who runs which. */
export type Subject = {
  readonly bundle: PlanBundle;
  readonly charts: ReadonlyMap<string, Chart>;
  /** The obligations with their tasks below them, parents first; schedules left out. */
  readonly posts: readonly Post[];
  readonly series: readonly Post[];
  readonly running: (lifecycle: string) => readonly Post[];
  /** What parents tell the instances of a lifecycle: event → the fields that come with it, any when it is not known. */
  readonly told: (lifecycle: string) => ReadonlyMap<string, Fields>;
};
export type FieldKind = FieldSpec['type'] | 'any';
export type Fields = ReadonlyMap<string, FieldKind> | 'any';

export function subjectOf(bundle: PlanBundle): Subject {
  const charts = new Map(
    Object.entries(bundle.lifecycles).flatMap(([name, lifecycle]) => {
      const source = bundle.sources.lifecycles[name];
      return source ? [[name, chartOf(lifecycle, source)] as const] : [];
    }),
  );
  const series = bundle.plan.obligations.map((obligation, index) => seriesPost(bundle, obligation, index));
  const posts = series.flatMap((one) => Object.values(one.children).flatMap(withChildren));
  const all = [...series, ...posts];
  const told = toldBy(charts, all);
  return {
    bundle,
    charts,
    posts,
    series,
    running: (lifecycle) => all.filter((post) => post.lifecycle === lifecycle),
    told: (lifecycle) => told.get(lifecycle) ?? new Map(),
  };
}

const withChildren = (post: Post): Post[] => [post, ...Object.values(post.children).flatMap(withChildren)];

function seriesPost(bundle: PlanBundle, obligation: Obligation, index: number): Post {
  const owner = obligation.owner ?? bundle.plan.actors.secretariat;
  const at = ['obligations', index];
  const children: Record<string, Post> = {};
  const base = { duty: obligation, tasks: undefined, obligation, at, owner };
  const series: Post = { ...base, kind: 'series', id: obligation.id, lifecycle: SERIES, parent: undefined, children };
  const occurrence = { ...base, kind: 'occurrence', id: obligation.id, lifecycle: obligation.lifecycle } as const;
  children[OCCURRENCE] = withTasks({ ...occurrence, parent: series, children: {} });
  return series;
}

function withTasks(post: Omit<Post, 'children'> & { readonly children: Record<string, Post> }): Post {
  for (const [id, tasks] of Object.entries(post.duty.tasks ?? {}))
    post.children[id] = withTasks({
      kind: 'task',
      id,
      lifecycle: tasks.lifecycle,
      duty: tasks,
      tasks,
      obligation: post.obligation,
      at: [...post.at, 'tasks', id],
      owner: tasks.owner ?? post.owner,
      parent: post,
      children: {},
    });
  return post;
}

/** The children that an action means: those of its group, or all. */
export const childrenIn = (post: Post, group: string | undefined): readonly Post[] =>
  Object.entries(post.children).flatMap(([name, child]) => (group === undefined || name === group ? [child] : []));

type Tell = Extract<Action, { type: 'tasks.tell' }>;
export const eventTold = ({ params: { event } }: Tell): string => (typeof event === 'string' ? event : event.type);

function toldBy(
  charts: ReadonlyMap<string, Chart>,
  posts: readonly Post[],
): ReadonlyMap<string, ReadonlyMap<string, Fields>> {
  const told = new Map<string, Map<string, Fields>>();
  const note = (lifecycle: string, event: string, fields: Fields): void => {
    const heard = told.get(lifecycle) ?? new Map<string, Fields>();
    const known = heard.get(event);
    heard.set(event, known === undefined ? fields : both(known, fields));
    told.set(lifecycle, heard);
  };
  for (const chart of charts.values())
    for (const { action, link } of actionsIn(chart)) {
      if (action.type !== 'tasks.tell') continue;
      const forwarded = forwardedBy(chart, action, link?.kind === 'on' ? link.name : undefined);
      const runners = posts.filter((post) => post.lifecycle === chart.lifecycle.lifecycle);
      const heardBy = runners.flatMap((post) => {
        const meant = childrenIn(post, action.params.group);
        // A group that does not exist is a finding of its own.
        return (meant.length > 0 ? meant : Object.values(post.children)).map((child) => child.lifecycle);
      });
      // A lifecycle that this plan does not use has no children here: whoever takes the event may be meant.
      const whoever = runners.length > 0 ? heardBy : [...charts.keys()];
      new Set(whoever).forEach((lifecycle) => note(lifecycle, eventTold(action), forwarded));
    }
  return told;
}

function forwardedBy(chart: Chart, { params }: Tell, event: string | undefined): Fields {
  const literal = typeof params.event === 'string' ? {} : params.event;
  const own = Object.keys(literal).flatMap((field) => (field === 'type' ? [] : [[field, 'any'] as const]));
  if (!params.forward) return new Map(own);
  const spec = event === undefined ? undefined : chart.lifecycle.events?.[event];
  if (!spec) return 'any';
  return new Map([...Object.entries(spec.carries ?? {}).map(([field, { type }]) => [field, type] as const), ...own]);
}

export const both = (a: Fields, b: Fields): Fields =>
  a === 'any' || b === 'any'
    ? 'any'
    : new Map([
        ...a,
        ...[...b].map(([field, kind]) => [field, a.get(field) === kind || !a.has(field) ? kind : 'any'] as const),
      ]);
