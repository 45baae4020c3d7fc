import type { Instant } from '../core/calendar/calendar.js';
import type { Json } from '../core/canonical.js';
import type { Entry, Letter } from '../core/instance.js';
import type { Unit } from '../core/plan/schema.js';

/** Rows of one statement, parameters only. The door's transaction is hand-written SQL; this is all it needs of a connection. */
export interface Sql {
  query<Row>(statement: Statement, values?: readonly unknown[]): Promise<Row[]>;
}
/** A named statement is prepared once per connection. */
export type Statement = { readonly name: string; readonly text: string };

/** The moment that the door stamps on letters. In a sandbox it is a row that every process shares. */
export interface Clock {
  now(): Promise<Instant>;
}

/** What the workers may be woken for after a commit. It carries no facts: it may be lost, doubled or late. */
export type Ring = {
  /** The next instants at which timers are due, merged. */
  readonly wakeAt: readonly Instant[];
  readonly mail: boolean;
  readonly errands: boolean;
  readonly outbox: boolean;
};
export interface Bell {
  ring(ring: Ring): Promise<void>;
}

/** Who belongs to a group on a day: the units that an opening is expanded into, in official order. */
export interface Roster {
  units(plan: string): Promise<readonly Unit[]>;
}

/** A letter with the words that travel beside it: words that are there, since null is what erased ones are. */
export type Envelope = {
  readonly letter: Letter;
  readonly body?: NonNullable<Json>;
  /** From where it came: kept and erased with the words, and no part of what tells one letter from another. */
  readonly via?: NonNullable<Json>;
  /** What recorders are handed with it, and nobody else keeps: no part of the letter, which says in its words what it is. */
  readonly enclosed?: NonNullable<Json>;
};
/** An accepted letter and what travelled beside it. */
export type Recorded = {
  readonly instanceId: number;
  readonly entry: Entry;
  readonly body?: Json;
  readonly enclosed?: Json;
};

/**
 * A module's own rows, written in the transaction of the transition, set-based: neither before it nor after it. Whatever
 * caused the transition (a letter, a timer, an opening: `xstate.init`) passes it. A recorder that throws refuses the letter,
 * and that letter alone; where time or mail moved the instance, the instance is set aside, and that instance alone.
 */
export interface Recorder {
  /** `any`: what concerns it is told by what is enclosed, not by the event. */
  readonly events: readonly string[] | 'any';
  record(sql: Sql, rows: readonly Recorded[]): Promise<void>;
}

/** A message to a post, ready for a channel. Repeats carry the same id. */
export type Message = {
  readonly id: string;
  readonly instanceId: number;
  readonly seq: number;
  readonly at: Instant;
  readonly unit: string;
  readonly seat: string;
  readonly template: string;
  readonly level: number;
};
/**
 * What `verify` asks of a whole database: a query for how many were looked at, and one whose rows (`problem`) are what is
 * wrong with them. A channel supplies one that says whether what it took has arrived, other rooms what they keep.
 */
export type SetCheck = { readonly name: string; readonly looked: string; readonly wrong: string };

/** What another room has a worker do now and then: often enough to be sure of it, and as if it had been done once. */
export interface Chore {
  readonly name: string;
  /** Milliseconds from the end of one time to the beginning of the next. */
  readonly every: number;
  run(): Promise<void>;
}

/** A way to reach people. Throwing means: try again later. */
export interface Channel {
  readonly name: string;
  deliver(messages: readonly Message[]): Promise<void>;
}
