import type { Calendar } from '../../src/core/calendar/calendar.js';
import { sha256, canonical } from '../../src/core/canonical.js';
import { GENESIS, link } from '../../src/core/chain.js';
import { replay, type Birth } from '../../src/core/birth.js';
import type { FindMachine } from '../../src/core/consequences.js';
import { HistoryDigest } from '../../src/core/history-digest.js';
import type { Actor, Entry, Instance } from '../../src/core/instance.js';
import { seriesKey } from '../../src/core/opening.js';
import { assemble, type PlanSource } from '../../src/core/plan/assemble.js';
import { World } from '../../src/core/world.js';
import { moment } from './given.js';

const DIRECTOR: Actor = { kind: 'system', id: 'test' };

/** A plan in memory, its series begun. */
export function worldOf(source: PlanSource, calendar: Calendar, at: number = moment('01-01 00:00')): World {
  const world = new World(assemble(source).definitions, calendar, source.units.units);
  world.begin(seriesOf(source, calendar, at));
  return world;
}

/** The series of a plan, under their usual keys or others. */
export function seriesOf(source: PlanSource, calendar: Calendar, at: number, keyOf = seriesKey): Birth[] {
  const { plan, term } = source.plan;
  const period = { id: 'series', start: term.from, end: term.to, year: Number(term.from.slice(0, 4)) };
  return assemble(source).series.map(({ obligation, definition, unit }) => ({
    key: keyOf(plan, obligation),
    definition,
    calendar: calendar.id,
    parent: null,
    group: null,
    reopens: null,
    listeners: [],
    at,
    hop: 0,
    actor: DIRECTOR,
    context: { unit, parentUnit: null, period, facts: {}, parentFacts: {} },
  }));
}

export const entriesOf = (world: World): readonly Entry[] =>
  [...world.histories.keys()].sort().flatMap((key) => world.histories.get(key) ?? []);

/** One number for all that happened. */
export function digestOf(entries: readonly Entry[]): string {
  const digest = new HistoryDigest();
  entries.forEach((entry) => digest.add(entry));
  return digest.hex();
}

/** Replay does not know who listened, nor how far from its cause something happened. */
export const bare = (instance: Instance): string =>
  sha256(canonical({ ...instance, hop: 0, listeners: [], timers: timersOf(instance) }));
const timersOf = ({ timers }: Instance) =>
  timers.map(({ key, at }) => ({ key, at })).sort((a, b) => (a.key < b.key ? -1 : 1));

/** What must be true of every history, whatever happened. */
export function findFault(history: readonly Entry[], instance: Instance, find: FindMachine): string | undefined {
  let head = GENESIS;
  for (const [index, { hash, ...entry }] of history.entries()) {
    if (entry.seq !== index) return `a gap before ${entry.seq}`;
    if (entry.at < (history[index - 1]?.at ?? 0)) return `${entry.seq} is earlier than what came before`;
    head = link(head, entry);
    if (head !== hash) return `the chain breaks at ${entry.seq}`;
  }
  if (instance.head !== head || instance.seq !== history.length - 1)
    return 'the instance is not where its history ends';
  const keys = instance.timers.map(({ key }) => key);
  if (new Set(keys).size !== keys.length) return 'two timers of one name';
  if (instance.timers.some(({ at }) => at < instance.at)) return 'a timer of the past';
  if (instance.status === 'quarantined') return undefined;
  return bare(replay(history, find).instance) === bare(instance) ? undefined : 'replayed, it is another instance';
}
export const faultsOf = (world: World): readonly string[] =>
  [...world.instances.values()].flatMap((instance) => {
    const fault = findFault(world.histories.get(instance.key) ?? [], instance, world.find);
    return fault === undefined ? [] : [`${instance.key}: ${fault}`];
  });
