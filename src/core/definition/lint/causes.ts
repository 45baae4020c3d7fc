import { actionsIn, type Link } from './chart.js';
import { eventTold, type Post, type Subject } from './duties.js';
import { isSystemEvent, sourcesOf } from './fields.js';

/**
 * Whether anything can ever take a way out, for the instances of a post: what has no tasks hears of no child, what
 * listens to nothing of no source. Letters of re-dating and of hand-overs come when somebody changes the plan: nobody waits for them.
 */
export function happensTo(post: Post, subject: Subject): (link: Link) => boolean {
  const events = subject.charts.get(post.lifecycle)?.lifecycle.events ?? {};
  const told = toldTo(post, subject);
  const hasTasks = Object.keys(post.children).length > 0;
  const listens = sourcesOf(post, subject).length > 0;
  return ({ kind, name }) => {
    if (kind !== 'on' || Object.hasOwn(events, name) || told.has(name)) return true;
    if (!isSystemEvent(name)) return false;
    switch (name) {
      case 'child.moved':
      case 'children.opened':
        return hasTasks;
      case 'source.moved':
        return listens;
      case 'deadline.moved':
      case 'calendar.moved':
      case 'parent.moved':
        return false;
      default:
        return name satisfies never;
    }
  };
}

/** What the lifecycle above a post says to it. */
function toldTo({ id, kind, parent }: Post, { charts }: Subject): ReadonlySet<string> {
  const chart = kind === 'task' && parent ? charts.get(parent.lifecycle) : undefined;
  const tells = chart ? [...actionsIn(chart)] : [];
  return new Set(
    tells.flatMap(({ action }) => {
      if (action.type !== 'tasks.tell') return [];
      const { group } = action.params;
      // A group that does not exist is a finding of its own, and may be meant to be this one.
      const isMeant = group === undefined || group === id || !Object.hasOwn(parent?.children ?? {}, group);
      return isMeant ? [eventTold(action)] : [];
    }),
  );
}
