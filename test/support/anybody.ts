import fc from 'fast-check';
import { addDays, dayOf } from '../../src/core/calendar/day.js';
import { postsOf } from '../../src/core/access.js';
import type { Machine } from '../../src/core/definition/machine.js';
import { lifecycleSchema, type EventSpec, type FieldSpec, type Lifecycle } from '../../src/core/definition/schema.js';
import { possibleFor } from '../../src/core/fold.js';
import { PERSON_HOP, type Actor, type Event, type Instance, type Letter } from '../../src/core/instance.js';
import { calendar, label, newCalendar } from './given.js';

/** Anybody may do anything at any time: letters made of numbers, most of them such as the instance could take. */
export type Act = {
  readonly pick: number;
  readonly value: number;
  /** 0–99: how strange it is. */
  readonly odd: number;
  readonly wait: number;
};
export const anyAct: fc.Arbitrary<Act> = fc.record({
  pick: fc.nat(9999),
  value: fc.nat(9999),
  odd: fc.nat(99),
  wait: fc.nat(9999),
});

const HOUR = 3_600_000;
const one = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];

/** When it happens: at the same moment, at the very instant of a timer, a little or long after it, or with a clock set back. */
export function momentOf({ wait }: Act, instance: Instance, now: number): number {
  const next = Math.min(...instance.timers.map(({ at }) => at));
  const after = (span: number) => now + span;
  switch (wait % 8) {
    case 0:
      return now;
    case 1:
      return Number.isFinite(next) ? Math.max(now, next) : after(1);
    case 2:
      return Number.isFinite(next) ? Math.max(now, next + 1) : after(HOUR);
    case 3:
      return now - (wait % 72) * HOUR;
    case 4:
      return after((wait % 60) * 24 * HOUR);
    default:
      return after((wait % 400) * HOUR);
  }
}

type Node = { readonly [key: string]: unknown };
function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* nodesOf(item);
  else if (typeof value === 'object' && value !== null) {
    yield value as Node;
    for (const item of Object.values(value)) yield* nodesOf(item);
  }
}
type Words = {
  readonly told: readonly string[];
  readonly tags: readonly string[];
  readonly sources: readonly string[];
};
const known = new WeakMap<Machine, Words>();
/** What the lifecycle listens to besides people: events that it is told, and the tags and sources that its guards ask for. */
function wordsOf(machine: Machine): Words {
  const before = known.get(machine);
  if (before) return before;
  const nodes = [...nodesOf(machine.definition.machine)];
  const params = nodes.flatMap(({ params }) => (params ? [params as Node] : []));
  const words = {
    told: [...new Set(nodes.flatMap(({ on }) => Object.keys((on as object | undefined) ?? {})))]
      .filter((event) => !(event in machine.definition.events))
      .sort(),
    tags: [...new Set(['open', ...params.flatMap(({ tags }) => (tags as string[] | undefined) ?? [])])],
    sources: [...new Set(params.flatMap(({ source, as }) => [source, as].filter((name) => typeof name === 'string')))],
  };
  known.set(machine, words);
  return words;
}

const day = (at: number, n: number): string => addDays(dayOf(Math.max(at, 0)), (n % 90) - 20);
function valueOf({ type, choices }: FieldSpec, name: string, { value, odd }: Act, at: number): Event[string] {
  if (odd >= 97) return one([null, 'x y', 7, true, '2023-02-30', -1], value);
  switch (type) {
    case 'identifier':
      return name === 'period'
        ? one(['2023-Q3', '2024', '2023-11-30', 'never'], value)
        : one(['u2', 'p/R0/2023', '12/BC'], value);
    case 'number':
      return value / 10;
    case 'boolean':
      return value % 2 === 0;
    case 'day':
      return day(at, value);
    case 'instant':
      return at + (value - 2000) * HOUR;
    case 'choice':
      return one(choices ?? [], value) ?? null;
    case 'unit':
      return one(['u1', 'u2', 'u9'], value) ?? null;
    case 'units':
      return [...new Set(['u2', `u${value % 3}`])];
    case 'instance':
      return 'p/R0/2023';
    case 'name':
      return one(['first', 'second'], value) ?? null;
    default:
      return type satisfies never;
  }
}
const filled = (type: string, spec: EventSpec | undefined, act: Act, at: number): Event => ({
  type,
  ...Object.fromEntries(
    Object.entries(spec?.carries ?? {})
      .filter(([, { optional }]) => !optional || act.value % 3 > 0)
      .map(([name, field]) => [name, valueOf(field, name, act, at)]),
  ),
});

/** Whoever holds the post that the event is for; sometimes somebody else, or somebody with every post. */
function senderOf(
  { definition }: Machine,
  spec: EventSpec | undefined,
  instance: Instance,
  { odd, value }: Act,
): Actor {
  const role = one(spec?.by ?? [], value) ?? 'unit.officer';
  const right = postsOf(definition, role, instance.snapshot.context);
  const all = (spec?.by ?? []).flatMap((each) => postsOf(definition, each, instance.snapshot.context));
  const seats = odd < 88 ? right : odd < 92 ? all : [{ unit: 'u9', seat: 'officer' }];
  return { kind: 'person', id: 'anybody', seats };
}

const SYSTEM: Actor = { kind: 'system', id: 'engine' };
const OTHER: Actor = { kind: 'instance', key: 'p/R0/2023' };
/** What the engine and other instances say. */
function bookEvent(machine: Machine, { pick, value }: Act, at: number): Event {
  const { tags, sources, told } = wordsOf(machine);
  const groups = [...Object.keys(machine.definition.groups), 'T9'];
  const tag = (n: number) => one(tags, n) ?? 'open';
  const facts = { due: day(at, value), day: day(at, value + 7), number: '7' };
  switch (value % 7) {
    case 0:
      return { type: 'child.moved', group: one(groups, pick), from: tag(pick), to: tag(pick + value) };
    case 1:
      return { type: 'children.opened', group: one(groups, pick), n: pick % 3 };
    case 2:
      return {
        type: 'source.moved',
        source: one([...sources, 'round'], pick),
        to: tag(pick),
        facts,
        ...(pick % 4 > 0 && { key: 'p/R0/2023', since: at - (value % 300) * HOUR }),
      };
    case 3:
      return {
        type: 'deadline.moved',
        to: pick % 5 === 0 ? 'never' : pick % 2 === 0 ? day(at, pick) : at + pick * HOUR,
      };
    case 4:
      return { type: 'calendar.moved', calendar: one([calendar.id, newCalendar.id], pick) };
    case 5:
      return { type: 'nobody.knows' };
    default:
      return { type: one(told, pick) ?? 'nobody.knows', ...facts };
  }
}

let n = 0;
export function letterOf(act: Act, machine: Machine, instance: Instance, at: number): Letter {
  n += 1;
  const moment = Math.max(at, instance.at);
  const common = { to: instance.key, key: `k${n}`, at, senderSeq: n };
  const events = possibleFor(machine, instance, moment).map(({ event }) => event);
  // Who ends everything at once learns little.
  const going = events.filter((event) => act.odd < 15 || !/cancel|withdraw|close|leave|exempt/.test(event));
  const own = act.odd < 8 ? Object.keys(machine.definition.events) : going;
  const type = act.pick % 3 === 0 ? undefined : one(own, act.pick);
  if (type === undefined) {
    const event = bookEvent(machine, act, moment);
    const actor = ['deadline.moved', 'calendar.moved'].includes(event.type) ? SYSTEM : OTHER;
    const sender = actor.kind === 'instance' ? actor.key : 'engine';
    return { ...common, actor, sender, hop: actor.kind === 'instance' ? act.pick % 4 : PERSON_HOP, event };
  }
  const spec = machine.definition.events[type];
  const actor = senderOf(machine, spec, instance, act);
  const isEarlier = (spec?.onBehalf ?? []).length > 0 && act.value % 2 === 0;
  return {
    ...common,
    actor,
    sender: 'anybody',
    hop: PERSON_HOP,
    event: filled(type, spec, act, moment),
    ...(act.odd % 20 !== 7 && { bodyDigest: 'why' }),
    ...(isEarlier && { effectiveAt: moment - (act.value % 500) * HOUR }),
    ...(act.odd % 10 === 9 && { expectedSeq: instance.seq }),
  };
}

// ---- lifecycles that nobody has written ---------------------------------------------------------------------------
const names = ['a', 'b', 'c', 'd'] as const;
const events = ['go.on', 'go.back', 'go.round'] as const;
const anyTags = fc.uniqueArray(fc.constantFrom('handed-in', 'exempt', 'cancelled', 'suspended', 'ours', 'other'), {
  maxLength: 2,
});
const anyGuard = fc.option(
  fc.constantFrom<object>(
    { type: 'counter.below', params: { counter: 'times', limit: 2 } },
    { type: 'event.has', params: { field: 'to' } },
    { type: 'deadline.known' },
    { type: 'not', guard: { type: 'fact.is', params: { fact: 'number', equals: '7' } } },
    { type: 'children.all', params: { tags: ['open'] } },
    { type: 'or', guards: [{ type: 'children.any', params: { tags: ['ours'] } }, { type: 'deadline.known' }] },
    { type: 'event.day', params: { field: 'to', notBefore: 'now' } },
  ),
  { nil: undefined },
);
const anyActions = fc.array(
  fc.constantFrom<object>(
    { type: 'deadline.set', params: { field: 'to' } },
    { type: 'deadline.set', params: { within: { from: 'now', workingDays: 2 } } },
    { type: 'deadline.sub', params: { workingDays: 3, field: 'to' } },
    { type: 'deadline.pause' },
    { type: 'deadline.resume' },
    { type: 'fact.keep', params: { fields: ['to', 'number'] } },
    { type: 'count.up', params: { counter: 'times' } },
    { type: 'notice.send', params: { to: ['unit.officer', 'leadership'], template: 'news' } },
    { type: 'tasks.open' },
    { type: 'tasks.tell', params: { event: 'go.on', forward: true } },
    { type: 'unit.set', params: { field: 'number' } },
  ),
  { maxLength: 3 },
);
const anyEdge = (targets: readonly string[]) =>
  fc.record(
    {
      target: fc.constantFrom(...targets),
      guard: anyGuard,
      actions: anyActions,
      reenter: fc.boolean(),
    },
    { requiredKeys: ['actions'] },
  );
const defined = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined));
const targets = [...names, 'end', 'b.last'];
const anyEdges = fc.array(anyEdge(targets).map(defined), { minLength: 1, maxLength: 2 });
const anyState = fc
  .record(
    {
      tags: anyTags,
      entry: anyActions.map((list) => list.filter((action) => (action as { type: string }).type !== 'notice.send')),
      on: fc.dictionary(fc.constantFrom(...events), anyEdges, { maxKeys: 3, noNullPrototype: true }),
      after: fc.dictionary(fc.constantFrom('short', 'long'), anyEdges, { maxKeys: 2, noNullPrototype: true }),
    },
    { requiredKeys: ['on'] },
  )
  .map(defined);
const inner = (state: object): object => ({
  ...state,
  initial: 'x',
  states: {
    x: { on: { 'go.on': 'y' }, after: { short: 'y' } },
    y: { tags: ['ours'], on: { 'go.back': 'x', 'go.round': 'z' } },
    z: { type: 'final' },
    last: { type: 'history', history: 'deep' },
  },
  onDone: 'd',
});
const both = (state: object): object => ({
  ...state,
  type: 'parallel',
  states: {
    left: { initial: 'x', states: { x: { after: { long: 'y' }, on: { 'go.on': 'y' } }, y: { type: 'final' } } },
    right: { initial: 'x', states: { x: { tags: ['other'], on: { 'go.round': 'y' } }, y: { type: 'final' } } },
  },
  onDone: 'end',
});

/** Small charts with nested, parallel and remembered states, windows, guards and every action that changes a context. */
export const anyLifecycle: fc.Arbitrary<Lifecycle> = fc
  .record({ a: anyState, b: anyState, c: anyState, d: anyState, tags: anyTags })
  .map(({ a, b, c, d, tags }) =>
    lifecycleSchema.parse({
      lifecycle: 'any',
      label,
      stages: ['ours', 'handed-in'],
      events: Object.fromEntries(
        events.map((event) => [
          event,
          {
            label,
            by: ['unit.officer', 'secretariat.officer'],
            onBehalf: ['secretariat.officer'],
            carries: { to: { type: 'day', optional: true }, number: { type: 'identifier', optional: true } },
          },
        ]),
      ),
      windows: { short: { workingDays: 1 }, long: { workingDays: 15 } },
      initial: 'a',
      states: { a, b: inner(b), c: both(c), d, end: { type: 'final', tags } },
    }),
  );
