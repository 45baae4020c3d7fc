import type { Json } from './canonical.js';
import type { Instant } from './calendar/calendar.js';
import type { DeadlineRule } from './calendar/deadline.js';
import type { Role } from './definition/schema.js';
import type { ProblemCode } from './problem.js';

/**
 * The order of everything that happens: first the moment, then the causal distance at that moment ("hop").
 * A person's letter is hop -1 (at the very moment of a deadline a person goes first), a timer that came due is hop 0,
 * whatever they cause at that same moment is 1, what that causes is 2 … Workers finish one rank before they begin
 * the next, so histories do not depend on pages, batches or the number of workers.
 */
export type Rank = { readonly at: Instant; readonly hop: number };
export const PERSON_HOP = -1;
export const FOREVER: Rank = { at: Number.MAX_SAFE_INTEGER, hop: Number.MAX_SAFE_INTEGER };
export const byRank = (a: Rank, b: Rank): number => a.at - b.at || a.hop - b.hop;

/** A person's post, as known when the letter was written. */
export type Seat = { readonly unit: string; readonly seat: string };
export type Actor =
  | {
      readonly kind: 'person';
      readonly id: string;
      readonly seats: readonly Seat[];
      readonly onBehalfOf?: string;
      /** The units of the one who is stood in for: a deputy has their conflicts of interest as well. */
      readonly besides?: readonly string[];
    }
  | { readonly kind: 'instance'; readonly key: string }
  | { readonly kind: 'system'; readonly id: string };

export type Scalar = string | number | boolean | null;
export type Facts = Readonly<Record<string, Scalar>>;
/** What is replayed: identifiers, enumerations, numbers, instants. Nothing personal. */
export type Event = { readonly type: string; readonly [field: string]: Json | undefined };

/** An event addressed to an instance. */
export type Letter = {
  /** The natural key of the instance it is for. */
  readonly to: string;
  /** Unique for the addressee: the idempotency key. */
  readonly key: string;
  readonly at: Instant;
  readonly hop: number;
  /** The moment the verdict goes by, when it differs from `at` (recorded on behalf). */
  readonly effectiveAt?: Instant;
  readonly actor: Actor;
  /** Place among the letters of one sender; ties are broken by (at, hop, sender, senderSeq), never by a database id. */
  readonly sender: string;
  readonly senderSeq: number;
  readonly event: Event;
  /** Salted digest of names and text that travel beside the event and are not replayed. */
  readonly bodyDigest?: string;
  /** The sequence the sender believes the instance has; another one refuses the letter. */
  readonly expectedSeq?: number;
};

export const byOrder = (a: Letter, b: Letter): number =>
  byRank(a, b) || compare(a.sender, b.sender) || a.senderSeq - b.senderSeq || compare(a.key, b.key);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A durable future event: one pending delay of the instance's statechart. */
export type Timer = { readonly key: string; readonly at: Instant; readonly hop: number };

export type ChildCounts = {
  readonly expected: number;
  readonly opened: boolean;
  /** Openings that were asked for and do not stand yet. */
  readonly asked?: number;
  readonly tags: Readonly<Record<string, number>>;
};
export const NO_CHILDREN: ChildCounts = { expected: 0, opened: false, tags: {} };
export type Deadline = {
  /** The main deadline, or the one a return has set. */
  readonly kind: 'main' | 'sub';
  /** The first legal end this instance ever had: timeliness can be measured against both. */
  readonly original: Instant;
  readonly provisional: boolean;
  /** What it was counted by, so that a new calendar can count again; null where somebody named the day. */
  readonly rule: DeadlineRule | null;
  /** When it was set: what `now` means in the rule. */
  readonly since: Instant;
  /** Of one that a return has set: the legal end of the work itself, as it stood then. */
  readonly main?: Instant;
};

/** What a statechart remembers. All instants it waits for are in `due`; there is no other time in it. */
export type Context = {
  /** The moment of the letter or timer being taken, written before every transition. */
  readonly at: Instant;
  readonly effectiveAt: Instant;
  readonly key: string;
  readonly unit: string;
  /** The closed instance that this one opens again. */
  readonly reopens?: string;
  /** The instance that opens this closed one again. */
  readonly again?: string;
  /** The unit of the parent, which follows when the parent is handed over; null without a parent. */
  readonly parentUnit: string | null;
  readonly period: PeriodInfo;
  readonly opened: Instant;
  readonly due: Readonly<Record<string, Instant>>;
  /** The moment from which each window was counted: a new calendar counts again from there. */
  readonly windows: Readonly<Record<string, Instant>>;
  readonly deadline: Deadline | null;
  /** A deadline has moved and the timeliness region has not looked yet. */
  readonly touched: boolean;
  /** Of which legal ends each timer of the timeliness region has told: nothing is told twice of one end. */
  readonly told: Readonly<Record<string, readonly Instant[]>>;
  readonly verdict: Verdict | null;
  /** The same judgement against the deadline as it first stood. */
  readonly verdictOriginal: Verdict | null;
  readonly counters: Readonly<Record<string, number>>;
  /** Small facts that letters brought and later rules need: a document's number, a due day, the meeting merged with. */
  readonly facts: Facts;
  readonly parentFacts: Facts;
  readonly children: Readonly<Record<string, ChildCounts>>;
  readonly sources: Readonly<Record<string, { readonly tag: string; readonly facts: Facts }>>;
  /** Whom it hears under a name that an event gave (`source.listen`): from nobody else is the word taken. */
  readonly links: Readonly<Record<string, string>>;
  /** The effective moment at which it came to the stage where it stands. */
  readonly stageAt: Instant;
  /** The roles of the person whose letter is being taken, where an edge asks for them. Never stored. */
  readonly sender?: readonly Role[];
};
/** What an instance remembers before its first step: what it is told at its birth, and nothing else. */
export const firstContext = (
  born: Pick<Context, 'reopens' | 'at' | 'key' | 'unit' | 'parentUnit' | 'period' | 'facts' | 'parentFacts'>,
): Context => ({
  ...born,
  effectiveAt: born.at,
  opened: born.at,
  due: {},
  windows: {},
  deadline: null,
  touched: false,
  told: {},
  verdict: null,
  verdictOriginal: null,
  counters: {},
  children: {},
  sources: {},
  links: {},
  stageAt: born.at,
});
export type Verdict = 'on-time' | 'late';
export type PeriodInfo = { readonly id: string; readonly start: string; readonly end: string; readonly year: number };

/** What is stored of an XState snapshot. */
export type Snapshot = {
  readonly status: 'active' | 'done';
  readonly value: Json;
  readonly context: Context;
  readonly historyValue?: Json;
};

export type Status = 'running' | 'done' | 'quarantined';

/** A running statechart with everything that `fold` needs to know of it. */
export type Instance = {
  /** Natural key `plan/obligation/period/unit`: the same in every database, and what ties are broken by. */
  readonly key: string;
  readonly definition: string;
  readonly calendar: string;
  readonly parent: string | null;
  readonly group: string | null;
  readonly obligation: string;
  readonly reopens: string | null;
  readonly snapshot: Snapshot;
  readonly tags: readonly string[];
  /** The stage the parent and listeners know it by. */
  readonly stage: string;
  readonly status: Status;
  readonly seq: number;
  readonly at: Instant;
  readonly hop: number;
  /** Head of the hash chain. */
  readonly head: string;
  readonly timers: readonly Timer[];
  /** The sequence of the last letter of a person: what an expected sequence is held against. */
  readonly personSeq: number;
  /** The instances that asked to hear of its moves, and what they call it. */
  readonly listeners: readonly { readonly key: string; readonly as: string }[];
};

/** One row of history: an accepted letter, a fired timer, or the opening (seq 0). */
export type Entry = {
  readonly instance: string;
  readonly seq: number;
  readonly kind: 'opened' | 'letter' | 'timer';
  /** The letter's key, or the timer's key with its instant. */
  readonly key: string;
  readonly at: Instant;
  readonly effectiveAt?: Instant;
  readonly actor: Actor;
  readonly event: Event;
  readonly bodyDigest?: string;
  /** Tags and deadline after the transition, so that a past date can be read without replay. */
  readonly tags: readonly string[];
  readonly due: Instant | null;
  readonly unit: string;
  readonly stage: string;
  readonly hash: string;
};

/** What became of a letter. Every taken letter has exactly one outcome. */
export type Outcome = {
  readonly letter: Letter;
  /** Where the instance stood when the letter was answered. */
  readonly seq: number;
  readonly at: Instant;
  readonly tags: readonly string[];
} & (
  | { readonly outcome: 'moved' }
  | {
      readonly outcome: 'refused' | 'forbidden';
      readonly code: ProblemCode;
      readonly facts: Readonly<Record<string, Json>>;
    }
);

/** A message to a post in a unit. The channel that carries it is the outbox's business. */
export type Notice = {
  readonly instance: string;
  readonly seq: number;
  readonly index: number;
  readonly at: Instant;
  readonly unit: string;
  readonly seat: string;
  readonly template: string;
  readonly level: number;
};

/** Work that an instance asked for and that needs looking others up; a worker does it in order of rank. */
export type Errand = {
  readonly instance: string;
  readonly seq: number;
  readonly index: number;
  readonly at: Instant;
  readonly hop: number;
  readonly task: ErrandTask;
};
export type ErrandTask =
  /** Open one child per unit; the children's definition is pinned. */
  | {
      readonly type: 'open';
      readonly group: string;
      readonly definition: string;
      readonly period: PeriodInfo;
      /** The third part of the children's keys: the period, and below a task also whose it is. */
      readonly place: string;
      /** The unit of the parent when it asked. */
      readonly parentUnit: string;
      /** What the parent knew when it asked; the children name it `parent.…`. */
      readonly parentFacts: Facts;
      readonly facts: Facts;
      /** The units that the event names; null: those of the group. */
      readonly units: readonly string[] | null;
      /** Tells apart what opens for one unit, or for one period, more than once. */
      readonly name: string | null;
    }
  /** Open this closed instance again: a new one beside it, under this key, that points back. */
  | { readonly type: 'reopen'; readonly key: string; readonly due: Instant | null }
  /** Send the event to every child of the group. */
  | { readonly type: 'tell'; readonly group: string; readonly event: Event }
  /** Listen to the instance from now on. */
  | { readonly type: 'listen'; readonly source: string; readonly as: string };
