import { postsOf } from './access.js';
import { canonical } from './canonical.js';
import { link } from './chain.js';
import type { Machine } from './definition/machine.js';
import type { Role } from './definition/schema.js';
import { factsOf, type Effect } from './effect.js';
import {
  type Context,
  type Entry,
  type Errand,
  type Instance,
  type Letter,
  type Notice,
  type Outcome,
  type Rank,
  type Timer,
} from './instance.js';
import { type Moved } from './step.js';

export type FindMachine = (pinned: { readonly definition: string; readonly calendar: string }) => Machine;

export type Folded = {
  readonly instances: readonly Instance[];
  readonly entries: readonly Entry[];
  readonly outcomes: readonly Outcome[];
  readonly mail: readonly Letter[];
  readonly errands: readonly Errand[];
  readonly notices: readonly Notice[];
  /** Instances whose step threw: they stay as they were and are set aside, the rest goes on. */
  readonly broken: readonly { readonly key: string; readonly error: string }[];
};

/** What a fold gathers while it plays one instance. */
export type Played = { instance: Instance } & {
  [List in 'entries' | 'outcomes' | 'mail' | 'errands' | 'notices']: Folded[List][number][];
};

export const nothing = (instance: Instance): Played => ({
  instance,
  entries: [],
  outcomes: [],
  mail: [],
  errands: [],
  notices: [],
});

/** No chain of causes at one moment is that long, unless timers or letters chase each other for ever. */
const MANY = 10_000;

export type Happened = Rank & Pick<Entry, 'kind' | 'key' | 'actor' | 'event' | 'effectiveAt' | 'bodyDigest'>;

/** Everything that follows from one step: the entry, the timers, and what others are to be told. */
export function write(all: Played, machine: Machine, done: Moved, { hop, ...happened }: Happened): void {
  const was = all.instance;
  const seq = happened.kind === 'opened' ? 0 : was.seq + 1;
  const { context } = done.snapshot;
  const closed = done.snapshot.status === 'done';
  const caused: Rank = { at: happened.at, hop: Math.max(hop, 0) + 1 };
  if (caused.hop > MANY) throw new Error(`${was.key} goes round in circles: ${happened.key}`);
  const entry = {
    instance: was.key,
    seq,
    ...happened,
    tags: done.tags,
    due: context.due['end'] ?? null,
    unit: context.unit,
    stage: done.stage,
  };
  const hash = link(was.head, entry);
  all.entries.push({ ...entry, hash });
  all.instance = {
    ...was,
    seq,
    hop,
    at: happened.at,
    head: hash,
    snapshot: done.snapshot,
    tags: done.tags,
    stage: done.stage,
    status: closed ? 'done' : 'running',
    timers: closed ? [] : done.effects.reduce((timers, effect) => rearmed(timers, effect, caused), was.timers),
  };
  if (happened.event.type === 'calendar.moved')
    all.instance = { ...all.instance, timers: windowsMoved(all.instance.timers, context, caused) };
  all.mail.push(...mailOf(was, all.instance, caused, machine));
  done.effects.forEach((effect, index) => {
    if (effect.type === 'errand') all.errands.push({ instance: was.key, seq, index, ...caused, task: effect.task });
    if (effect.type === 'notice') all.notices.push(...noticesOf(machine, all.instance, effect, index));
  });
}

function rearmed(timers: readonly Timer[], effect: Effect, caused: Rank): readonly Timer[] {
  switch (effect.type) {
    case 'timer.arm':
      return [...without(timers, effect.key), armed(effect.key, effect.at, caused)];
    case 'timer.cancel':
      return without(timers, effect.key);
    case 'notice':
    case 'errand':
      return timers;
    default:
      return effect satisfies never;
  }
}
/** Due at once: it is a consequence at this very moment, and comes after what is already there. */
const armed = (key: string, at: number, caused: Rank): Timer =>
  at <= caused.at ? { key, ...caused } : { key, at, hop: 0 };
export const without = (timers: readonly Timer[], key: string): readonly Timer[] =>
  timers.filter((timer) => timer.key !== key);

/** Windows stand in the work region, which a new calendar does not re-enter: their timers move where they are. */
function windowsMoved(timers: readonly Timer[], context: Context, caused: Rank): readonly Timer[] {
  return timers.map((timer) => {
    const window = /^xstate\.after\.(w-[a-z0-9-]+)\./.exec(timer.key)?.[1];
    const due = window === undefined ? undefined : context.due[window];
    return due === undefined || due === timer.at ? timer : armed(timer.key, due, caused);
  });
}

/** The parent hears of a change of stage, listeners of a change of stage or facts. */
function mailOf(was: Instance, now: Instance, caused: Rank, machine: Machine): Letter[] {
  const born = now.seq === 0;
  const from = was.stage;
  const common = { ...caused, actor: { kind: 'instance', key: now.key } as const, sender: now.key, senderSeq: now.seq };
  const up: Letter[] =
    now.parent !== null && from !== now.stage
      ? [
          {
            ...common,
            to: now.parent,
            key: `${now.key}#${now.seq}`,
            event: { type: 'child.moved', group: now.group ?? machine.definition.obligation, from, to: now.stage },
          },
        ]
      : [];
  const facts = factsOf(now.snapshot.context);
  const told = !born && from === now.stage && canonical(facts) === canonical(factsOf(was.snapshot.context));
  return told ? up : [...up, ...now.listeners.map(({ key, as }) => sourceLetter(now, caused, key, as))];
}

/** Where a source stands, said to one listener. The same letter whether the link or the source came first. */
export function sourceLetter(source: Instance, caused: Rank, to: string, as: string): Letter {
  return {
    ...caused,
    to,
    key: `${source.key}#${source.seq}#${as}`,
    actor: { kind: 'instance', key: source.key },
    sender: source.key,
    senderSeq: source.seq,
    event: {
      type: 'source.moved',
      source: as,
      key: source.key,
      to: source.stage,
      since: source.snapshot.context.stageAt,
      facts: factsOf(source.snapshot.context),
    },
  };
}

/** The answer to somebody who asked on purpose: it comes each time, also where the same was said before. */
export const answerTo = ({ instance, seq, index, at, hop }: Errand, source: Instance, as: string): Letter => ({
  ...sourceLetter(source, { at, hop: hop + 1 }, instance, as),
  key: `${instance}#${seq}.${index}#${as}`,
});

function noticesOf(
  { definition }: Machine,
  instance: Instance,
  effect: Extract<Effect, { type: 'notice' }>,
  index: number,
): Notice[] {
  const posts = effect.to.flatMap((role) => postsOf(definition, role as Role, instance.snapshot.context));
  const once = new Map(posts.map((post) => [`${post.unit}/${post.seat}`, post]));
  return [...once.values()].map((post) => ({
    instance: instance.key,
    seq: instance.seq,
    index,
    at: instance.at,
    unit: post.unit,
    seat: post.seat,
    template: effect.template,
    level: effect.level,
  }));
}
