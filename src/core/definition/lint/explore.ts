import { own, postsOf } from '../../access.js';
import { CalendarError } from '../../calendar/calendar-error.js';
import { addDays, at as timeOf } from '../../calendar/day.js';
import { canonical, type Json } from '../../canonical.js';
import { firstContext, type Actor, type Context, type Event, type Snapshot } from '../../instance.js';
import { assemble } from '../../plan/assemble.js';
import { begin, step, type Moved } from '../../step.js';
import type { Definition } from '../definition.js';
import type { Finding } from '../finding.js';
import { makeMachine, type Machine } from '../machine.js';
import type { Chart } from './chart.js';
import type { Post, Subject } from './duties.js';
import { anchorsOf } from './fields.js';
import { letters } from './letters.js';
import { finding } from './rules.js';

/** So many steps of each lifecycle: every state of an ordinary one with every event, and no end of others. */
const MOST_STEPS = 250;

/**
 * Runs every lifecycle as it is compiled, from its beginning, with all that people, clocks, children and sources may say,
 * as far as the bound goes. What throws or turns in circles there would be set aside in the middle of its work.
 */
export function* explore(subject: Subject): Generator<Finding> {
  const { definitions } = assemble(subject.bundle);
  const seen = new Set<string>();
  for (const definition of definitions.values()) {
    const chart = subject.charts.get(definition.lifecycle);
    const post = [...subject.series, ...subject.posts].find(
      (p) => p.kind === definition.kind && p.id === definition.obligation,
    );
    // The region of timeliness is generated and the same for all: what differs is the work, and who is heard in it.
    const { work } = (definition.machine as unknown as { states: { work: Json } }).states;
    const same = JSON.stringify([work, definition.windows, Object.keys(definition.groups).length > 0]);
    if (!chart || !post || seen.has(same)) continue;
    seen.add(same);
    const failure = failureIn(definition, chart, post, subject);
    if (failure) yield told(chart, failure);
  }
}

type Failure = { readonly error: unknown; readonly snapshot?: Snapshot; readonly event: string };
type Place = { readonly snapshot: Snapshot; readonly timers: ReadonlyMap<string, number> };

function failureIn(definition: Definition, chart: Chart, post: Post, subject: Subject): Failure | undefined {
  let machine: Machine;
  let queue: Place[];
  try {
    machine = makeMachine(definition, subject.bundle.calendar);
    queue = [placeOf(begin(machine, contextOf(post, subject)), new Map())];
  } catch (error) {
    return { error, event: '' };
  }
  const letter = letters(definition, chart, post, subject);
  const seen = new Set<string>();
  let left = MOST_STEPS;
  for (let place = queue.shift(); place && left > 0; place = queue.shift()) {
    const { snapshot, timers } = place;
    const key = keyOf(snapshot);
    if (seen.has(key) || snapshot.status === 'done') continue;
    seen.add(key);
    const now = snapshot.context.at + 60_000;
    const heard = letter(activeIn(workOf(snapshot)), snapshot.context);
    // The generated timers move timeliness alone, and are the same for all: from the first place on is enough.
    const ticking = [...timers].filter(([type]) => seen.size === 1 || type.startsWith('xstate.after.w-'));
    const fired = ticking.map(([type, at]) => ({ event: { type }, at: Math.max(at, snapshot.context.at) }));
    const said = heard.flatMap((event) =>
      sendersOf(definition, event, snapshot).map((actor) => ({ event, at: now, actor })),
    );
    for (const { event, ...moment } of [...fired, ...said]) {
      left -= 1;
      try {
        const done = step(machine, snapshot, event, moment);
        if (done.outcome === 'moved') queue.push(placeOf(done, without(timers, event.type)));
      } catch (error) {
        return { error, snapshot, event: event.type };
      }
    }
  }
  return undefined;
}

/** Who sends makes a difference only where an edge is narrowed: then every post is tried. */
function sendersOf(definition: Definition, { type }: Event, { context }: Snapshot): readonly Actor[] {
  const spec = own(definition.narrowed, type) && own(definition.events, type);
  if (!spec) return [LINT];
  return spec.by.map((id) => ({ kind: 'person', id, seats: postsOf(definition, id, context) }));
}
const LINT: Actor = { kind: 'system', id: 'lint' };

function contextOf(post: Post, subject: Subject): Context {
  const { from } = subject.bundle.plan.term;
  const at = timeOf(from, '08:00');
  const day = addDays(from, 60);
  const anchors = [...anchorsOf(post, subject)];
  const parentFacts = anchors.filter((name) => name.startsWith('parent.')).map((name) => [name.slice(7), day]);
  const ownFacts = anchors.filter((name) => name === 'cutOff' || name === 'closes').map((name) => [name, day]);
  return firstContext({
    at,
    key: 'lint',
    unit: post.owner,
    parentUnit: post.parent ? post.owner : null,
    period: { id: from, start: from, end: addDays(from, 90), year: Number(from.slice(0, 4)) },
    facts: Object.fromEntries(ownFacts) as Context['facts'],
    parentFacts: Object.fromEntries(parentFacts) as Context['facts'],
  });
}

function placeOf(moved: Moved, timers: ReadonlyMap<string, number>): Place {
  const armed = new Map(timers);
  for (const effect of moved.effects) {
    if (effect.type === 'timer.arm') armed.set(effect.key, effect.at);
    if (effect.type === 'timer.cancel') armed.delete(effect.key);
  }
  return { snapshot: moved.snapshot, timers: armed };
}

const without = (timers: ReadonlyMap<string, number>, key: string): ReadonlyMap<string, number> =>
  new Map([...timers].filter(([other]) => other !== key));

/** Where the work stands, and what it has heard: the region of timeliness follows and never leads. */
const keyOf = ({ value, context }: Snapshot): string =>
  canonical([workOf({ value }), context.children, Object.entries(context.sources).map(([as, { tag }]) => [as, tag])]);

const workOf = ({ value }: Pick<Snapshot, 'value'>): Json => (value as { work: Json }).work;

function told(chart: Chart, { error, snapshot, event }: Failure): Finding {
  const states = snapshot ? activeIn(workOf(snapshot)) : [];
  const window = /^xstate\.after\.w-([a-z0-9-]+)\./.exec(event)?.[1];
  const link = chart.links.find(({ from, name }) => states.includes(from.path) && (name === event || name === window));
  const state = chart.nodes.findLast(({ path }) => states.includes(path));
  const path = link?.at ?? state?.at ?? ['initial'];
  const text = error instanceof Error ? error.message : String(error);
  const where = { source: chart.source, path, of: 'key' as const };
  if (text.includes('Infinite loop')) return finding('never-settles', where, { states });
  const detail = causeOf(error);
  return finding('step-fails', where, { state: state?.path ?? '', event: window ?? event, detail });
}

/** XState wraps what a guard throws; the calendar's own code says more. */
function causeOf(error: unknown): string {
  if (error instanceof CalendarError) return `${error.code} ${Object.values(error.facts).join(' ')}`;
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? (error.message.split('\n')[0] ?? '') : causeOf(error.cause);
}

function activeIn(value: unknown, above = ''): readonly string[] {
  if (typeof value === 'string') return [above + value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [above + name, ...activeIn(inner, `${above}${name}.`)]);
}
