import { GENESIS } from './chain.js';
import {
  firstContext,
  type Actor,
  type Context,
  type Entry,
  type Event,
  type Instance,
  type Rank,
} from './instance.js';
import type { Instant } from './calendar/calendar.js';
import { deadlineFromInstant } from './calendar/deadline.js';
import { withDeadline } from './definition/due.js';
import type { Machine } from './definition/machine.js';
import { begin, step } from './step.js';
import { nothing, without, write, type FindMachine, type Folded, type Played } from './consequences.js';

export type Birth = {
  readonly key: string;
  readonly definition: string;
  readonly calendar: string;
  readonly parent: string | null;
  readonly group: string | null;
  readonly reopens: string | null;
  /** In which stage the instance stood that is opened again, and by when this one is due if somebody named a day. */
  readonly was?: string;
  readonly due?: Instant;
  readonly listeners: Instance['listeners'];
  readonly context: Pick<Context, 'unit' | 'parentUnit' | 'period' | 'facts' | 'parentFacts'>;
  readonly actor: Actor;
} & Rank;

/** Opens instances: their first step, their row zero. Throws when a machine cannot even begin; nothing is then written. */
export function open(births: readonly Birth[], find: FindMachine): Folded {
  const played = births.map((birth) => born(birth, find));
  return {
    instances: played.map((p) => p.instance),
    entries: played.flatMap((p) => p.entries),
    outcomes: [],
    mail: played.flatMap((p) => p.mail),
    errands: played.flatMap((p) => p.errands),
    notices: played.flatMap((p) => p.notices),
    broken: [],
  };
}

function born(birth: Birth, find: FindMachine): Played {
  const machine = find(birth);
  const { key, definition, calendar, parent, group, reopens, was, due, at, hop } = birth;
  const first = begin(
    machine,
    dated(machine, { ...birth.context, at, key, ...(reopens !== null && { reopens }) }, due),
  );
  const all = nothing({
    key,
    definition,
    calendar,
    parent,
    group,
    reopens,
    obligation: machine.definition.obligation,
    snapshot: first.snapshot,
    tags: [],
    stage: was ?? 'open',
    status: 'running',
    seq: 0,
    at,
    hop,
    head: GENESIS,
    timers: [],
    personSeq: 0,
    listeners: birth.listeners,
  });
  // Row zero says all that the first step was given, so that a history can be replayed from itself alone.
  const again = { ...(was !== undefined && { was }), ...(due !== undefined && { due }) };
  const event: Event = {
    type: 'xstate.init',
    definition,
    calendar,
    parent,
    group,
    reopens,
    ...again,
    ...birth.context,
  };
  write(all, machine, first, { kind: 'opened', key, actor: birth.actor, event, at, hop });
  return all;
}

/** Whoever is opened again for a day that somebody named is due then, whatever the obligation's own rule says. */
function dated(machine: Machine, born: Parameters<typeof firstContext>[0], due: Instant | undefined): Context {
  const context = firstContext(born);
  if (due === undefined) return context;
  const { definition, calendar } = machine;
  const next = deadlineFromInstant(due, calendar);
  return { ...context, ...withDeadline(definition, calendar, context, { next, kind: 'main', rule: null }) };
}

/** One history played again, row by row: what it must have led to. Throws where a row could not have happened. */
export function replay(
  history: readonly Entry[],
  find: FindMachine,
): Pick<Played, 'instance' | 'entries' | 'mail' | 'notices' | 'errands'> {
  const [zero, ...rest] = history;
  const all = bornAgain(zero, find);
  for (const row of rest) again(all, row, find);
  return all;
}

/** The opening once more. Whoever replays a long history goes on row by row, and may empty the lists in between. */
export function bornAgain(zero: Entry | undefined, find: FindMachine, listeners: Instance['listeners'] = []): Played {
  if (zero?.kind !== 'opened') throw new Error('a history begins with its opening');
  const { unit, parentUnit, period, facts, parentFacts, definition, calendar, parent, group, reopens, was, due } =
    zero.event as unknown as Birth & Birth['context'];
  return born(
    {
      key: zero.instance,
      definition,
      calendar,
      parent,
      group,
      reopens,
      ...(was !== undefined && { was }),
      ...(due !== undefined && { due }),
      listeners,
      at: zero.at,
      hop: 0,
      actor: zero.actor,
      context: { unit, parentUnit, period, facts, parentFacts },
    },
    find,
  );
}

/** One row more. */
export function again(all: Played, row: Entry, find: FindMachine): void {
  const calendar = row.event['calendar'];
  if (row.event.type === 'calendar.moved' && typeof calendar === 'string') all.instance = { ...all.instance, calendar };
  const machine = find(all.instance);
  const { kind, key, actor, event, at, effectiveAt, bodyDigest } = row;
  const done = step(machine, all.instance.snapshot, event, { at, effectiveAt: effectiveAt ?? at, actor });
  if (done.outcome === 'refused') throw new Error(`row ${row.seq} (${event.type}) is not expected`);
  if (kind === 'timer') all.instance = { ...all.instance, timers: without(all.instance.timers, event.type) };
  write(all, machine, done, {
    kind,
    key,
    actor,
    event,
    at,
    hop: 0,
    ...(effectiveAt !== undefined && { effectiveAt }),
    ...(bodyDigest !== undefined && { bodyDigest }),
  });
  if (kind === 'letter' && actor.kind === 'person') all.instance = { ...all.instance, personSeq: all.instance.seq };
}
