import { denied, mayRecordOnBehalf, openTo, own } from './access.js';
import { dayOf, startOfDay } from './calendar/day.js';
import type { Json } from './canonical.js';
import { nearest } from './definition/nearest.js';
import type { Machine } from './definition/machine.js';
import type { EventSpec } from './definition/schema.js';
import { isPeriodName } from './effect.js';
import {
  byOrder,
  byRank,
  type Actor,
  type Event,
  type Instance,
  type Letter,
  type Outcome,
  type Rank,
  type Timer,
} from './instance.js';
import { malformed, malformedFacts, type Malformed } from './payload.js';
import type { ProblemCode } from './problem.js';
import { possible, step, systemEvents, type Moved, type Refused } from './step.js';
import { nothing, write, type FindMachine, type Folded, type Played } from './consequences.js';

/** One instance and what it has to play. */
export type Case = {
  readonly instance: Instance;
  /** Undelivered letters of other instances. */
  readonly mail: readonly Letter[];
  /** There is more mail than was read: nothing later than the last of it may be played yet. */
  readonly more?: boolean;
  /** Letters of people and of the engine's commands, in order of arrival. */
  readonly commands: readonly Letter[];
};

/**
 * What has happened to these instances up to `bound`: in order of time, their letters and every timer that came due
 * before them. An instance catches up with its own clock before it listens, so a slow worker cannot make late work
 * look timely. Pure: N instances, M letters, no clock.
 */
export function fold(cases: readonly Case[], bound: Rank, find: FindMachine): Folded {
  const broken: { key: string; error: string }[] = [];
  const played = cases.map((one) => {
    if (one.instance.status === 'quarantined') return refusedAll(one);
    try {
      return play(one, bound, find);
    } catch (error) {
      broken.push({
        key: one.instance.key,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
      return refusedAll({ ...one, instance: { ...one.instance, status: 'quarantined' } });
    }
  });
  return {
    instances: played.map((p) => p.instance),
    entries: played.flatMap((p) => p.entries),
    outcomes: played.flatMap((p) => p.outcomes),
    mail: played.flatMap((p) => p.mail),
    errands: played.flatMap((p) => p.errands),
    notices: played.flatMap((p) => p.notices),
    broken,
  };
}

const standing = ({ seq, at, tags }: Instance): Pick<Outcome, 'seq' | 'at' | 'tags'> => ({ seq, at, tags });

/** Mail to an instance that is set aside waits; a command is told so. */
const refusedAll = ({ instance, commands }: Case): Played => ({
  ...nothing(instance),
  outcomes: commands.map((letter) => ({
    letter,
    outcome: 'refused',
    code: 'instance-quarantined',
    facts: {},
    ...standing(instance),
  })),
});

function play({ instance, mail, more, commands }: Case, bound: Rank, find: FindMachine): Played {
  const all = nothing(instance);
  let machine = find(instance);
  const waiting = [...mail].sort(byOrder).filter((letter) => byRank(letter, bound) <= 0);
  const last = waiting.at(-1);
  const limit = more && last ? last : bound;
  const listen = (upTo: number): void => {
    for (let letter = waiting[0]; letter && letter.at <= upTo; letter = waiting[0]) {
      const { at, hop } = letter;
      playTimers(all, machine, (timer) => byRank(timer, { at, hop }) <= 0);
      machine = take(all, machine, letter, find);
      waiting.shift();
    }
  };
  for (const command of commands) {
    // What came after a command must not make it late, though both were read together.
    listen(command.at);
    // A person goes first at the very moment of a deadline: only timers before it are played.
    const at = Math.max(command.at, all.instance.at);
    playTimers(all, machine, (timer) => timer.at < at);
    machine = take(all, machine, command, find);
  }
  listen(bound.at);
  if (commands.length === 0) playTimers(all, machine, (timer) => byRank(timer, limit) <= 0);
  return all;
}

const byTimer = (a: Timer, b: Timer): number => byRank(a, b) || (a.key < b.key ? -1 : 1);

function playTimers(all: Played, machine: Machine, due: (timer: Timer) => boolean): void {
  for (;;) {
    const next = all.instance.timers.filter(due).sort(byTimer)[0];
    if (!next) return;
    const timers = all.instance.timers.filter((timer) => timer !== next);
    const moment = momentOf(all.instance, next);
    const event: Event = { type: next.key };
    const done = step(machine, all.instance.snapshot, event, moment);
    all.instance = { ...all.instance, timers };
    if (done.outcome === 'refused') throw new Error(`timer ${next.key} of ${all.instance.key} is not expected`);
    write(all, machine, done, { kind: 'timer', key: `${next.key}@${next.at}`, actor: CLOCK, event, ...moment });
  }
}

const CLOCK: Actor = { kind: 'system', id: 'clock' };

/** now = max(clock, the instance's last instant), which settles a clock set back. */
const momentOf = (instance: Instance, { at, hop }: Rank): Rank =>
  at > instance.at ? { at, hop } : { at: instance.at, hop: Math.max(hop, instance.hop) };

function take(all: Played, bound: Machine, letter: Letter, find: FindMachine): Machine {
  const { calendar } = letter.event;
  // A new calendar is read by the machine that is bound to it, from this letter on.
  const moves =
    letter.event.type === 'calendar.moved' && letter.actor.kind === 'system' && typeof calendar === 'string';
  const machine = moves ? find({ definition: all.instance.definition, calendar }) : bound;
  const { instance } = all;
  const moment = momentOf(instance, letter);
  // A letter that was stamped in time is in time, though something later was written before it.
  const { actor, event, effectiveAt = letter.at } = letter;
  const played =
    refusal(machine, instance, letter, moment.at) ??
    step(machine, instance.snapshot, event, { at: moment.at, effectiveAt, actor });
  const done = 'effects' in played ? (toItself(instance, event, played) ?? played) : played;
  if (!('outcome' in done) || done.outcome === 'refused') {
    const possible = () => possibleFor(machine, instance, moment.at);
    all.outcomes.push({ letter, ...answered(done, event, possible), ...standing(instance) });
    return bound;
  }
  if (moves) all.instance = { ...instance, calendar };
  write(all, machine, done, {
    kind: 'letter',
    key: letter.key,
    actor: letter.actor,
    event: letter.event,
    ...moment,
    ...((letter.effectiveAt !== undefined || effectiveAt !== moment.at) && { effectiveAt }),
    ...(letter.bodyDigest !== undefined && { bodyDigest: letter.bodyDigest }),
  });
  if (letter.actor.kind === 'person') all.instance = { ...all.instance, personSeq: all.instance.seq };
  all.outcomes.push({ letter, outcome: 'moved', ...standing(all.instance) });
  return machine;
}

type Refusal = {
  readonly code: ProblemCode;
  readonly forbidden?: boolean;
  readonly facts: Readonly<Record<string, Json>>;
};

/** A refusal in the words of an answer: by the rules before the step, or by the step itself. */
function answered(
  no: Refusal | Refused,
  { type }: Event,
  possible: () => ReturnType<typeof possibleFor>,
): Pick<Extract<Outcome, { facts: unknown }>, 'outcome' | 'code' | 'facts'> {
  if (!('outcome' in no)) return { outcome: no.forbidden ? 'forbidden' : 'refused', code: no.code, facts: no.facts };
  if (no.code === 'forbidden-event')
    return { outcome: 'forbidden', code: no.code, facts: { event: type, by: [...no.by] } };
  if (no.code !== 'guard-not-met')
    return { outcome: 'refused', code: no.code, facts: { event: type, possible: possible() } };
  // It may be possible with other fields; but not what was asked.
  const others = possible().filter(({ event }) => event !== type);
  return { outcome: 'refused', code: no.code, facts: { event: type, unmet: [...no.unmet], possible: others } };
}

/** Nobody listens to itself: a meeting that is merged with itself would wait for ever. */
function toItself({ key }: Instance, event: Event, { effects }: Moved): Refusal | undefined {
  if (!effects.some((one) => one.type === 'errand' && one.task.type === 'listen' && one.task.source === key))
    return undefined;
  const field = Object.keys(event).find((name) => event[name] === key) ?? '';
  return { code: 'event-malformed', facts: { event: event.type, field, expected: 'another-instance' } };
}

function refusal(machine: Machine, instance: Instance, letter: Letter, at: number): Refusal | undefined {
  const { definition } = machine;
  const { actor, event, effectiveAt, expectedSeq } = letter;
  if (actor.kind === 'instance') return undefined;
  if (actor.kind === 'person' && !isKnown(machine, event.type)) return unknownEvent(machine, event.type);
  if (expectedSeq !== undefined && instance.personSeq > expectedSeq)
    return { code: 'sequence-moved', facts: { expected: expectedSeq, actual: instance.seq } };
  const { context: whose, value } = instance.snapshot;
  const no = denied(definition, actor, event, { whose, value });
  if (no) return { code: no.code, forbidden: true, facts: { ...no.facts } };
  if (effectiveAt !== undefined && effectiveAt !== letter.at) {
    const first = startOfDay(dayOf(whose.opened));
    if (effectiveAt > at || effectiveAt < first || !mayRecordOnBehalf(definition, actor, event, whose))
      return { code: 'effective-not-allowed', facts: { event: event.type } };
  }
  const wrong = malformation(machine, letter);
  // Whoever cannot do it now need not fill in its form first: then the step says so.
  return wrong && possible(machine, instance.snapshot, at).includes(event.type) ? wrong : undefined;
}

function malformation({ definition }: Machine, letter: Letter): Refusal | undefined {
  const { event } = letter;
  const spec = own(definition.events, event.type);
  if (!spec) return undefined;
  const [first, ...rest] = [...(malformed(spec, event) ?? []), ...(isUnexplained(spec, letter) ? [NO_REASON] : [])];
  if (first) return { code: 'event-malformed', facts: malformedFacts(event.type, [first, ...rest]) };
  const { period } = event;
  return definition.schedule && typeof period === 'string' && !isPeriodName(period)
    ? { code: 'period-unknown', facts: { event: event.type, period } }
    : undefined;
}

export const NO_REASON: Malformed = { field: 'body', expected: 'reason', missing: true };

/** A person gives a reason where the lifecycle asks for one, and whenever the moment is another than now. */
const isUnexplained = ({ reason }: EventSpec, { actor, at, effectiveAt = at, bodyDigest }: Letter): boolean =>
  actor.kind === 'person' && bodyDigest === undefined && (reason === 'required' || effectiveAt !== at);

/** What its people send, what it hears from other instances, and what is the engine's own. */
const isKnown = ({ definition, chart }: Machine, type: string): boolean =>
  own(definition.events, type) !== undefined ||
  type.startsWith('xstate.') ||
  (systemEvents as readonly string[]).includes(type) ||
  chart.events.includes(type);

function unknownEvent({ definition }: Machine, event: string): Refusal {
  const suggestion = nearest(event, Object.keys(definition.events));
  return { code: 'unknown-event', facts: { event, ...(suggestion !== undefined && { suggestion }) } };
}

/** What is possible now and who may do it: a refusal says it, so that nobody has to guess. */
export function possibleFor(machine: Machine, instance: Instance, at: number): { event: string; by: string[] }[] {
  return possible(machine, instance.snapshot, at).map((event) => ({
    event,
    by: [...openTo(machine.definition, event, instance.snapshot.value)],
  }));
}
