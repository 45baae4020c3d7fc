import type { Instant } from '../core/calendar/calendar.js';
import type { Json } from '../core/canonical.js';
import type { Actor, Entry, Event, Instance, Outcome } from '../core/instance.js';

/** An instance as people see it: where it stands and what it remembers. */
export type Standing = Omit<Instance, 'timers' | 'listeners' | 'hop' | 'at' | 'personSeq'>;

/** One instance and what happened to it: since the last look, or all of it. */
export type News = { readonly standing: Standing; readonly entries: readonly Entry[] };

/** A letter as a synthetic person writes it. The key is the same in every run, so that repeating it does nothing. */
export type Said = {
  readonly to: string;
  readonly key: string;
  readonly actor: Actor;
  readonly event: Event;
  readonly effectiveAt?: Instant;
  /** Words beside the event. */
  readonly body?: NonNullable<Json>;
  /** The form that comes with it, for whoever keeps what was handed in. */
  readonly enclosed?: NonNullable<Json>;
  /** The salt of their digest: given, because the digest is part of the history. */
  readonly salt: string;
};
export type Heard = { readonly outcome: Outcome['outcome']; readonly code?: string };

/** Messages to posts, counted. */
export type NoticeCount = {
  readonly obligation: string;
  readonly year: number;
  readonly kind: 'reminder' | 'overdue' | 'escalation' | 'message';
  readonly level: number;
  readonly n: number;
};

export type Check = {
  readonly name: string;
  readonly ok: boolean;
  readonly n: number;
  readonly problems: readonly string[];
};
export type Verified = { readonly ok: boolean; readonly checks: readonly Check[] };

/** Where synthetic people act: on a stage, or in the very house that a sandbox's own people work in. */
export interface Ground {
  /** The next instant at which anything is due, if it is not later than this one. */
  nextDue(upTo: Instant): Promise<Instant | undefined>;
  /** The virtual clock; never back. */
  moveTo(instant: Instant): Promise<void>;
  /** Plays everything due up to the instant, and all that it causes. */
  settle(upTo: Instant): Promise<void>;
  /** A person's letter, at the moment of the virtual clock. */
  send(said: Said): Promise<Heard>;
  /** The instances that moved since the last look, by key; only they are read. */
  news(): Promise<readonly News[]>;
}

/**
 * Where a rehearsal takes place: the pure core in memory, or the durable engine on a schema of its own. Both play the
 * same piece, and what happens on them must be the same, entry for entry.
 */
export interface Stage extends Ground {
  /** Opens the plan's series. */
  begin(at: Instant): Promise<void>;
  /** Every instance with its whole history, in order of keys. */
  histories(): AsyncIterable<News>;
  notices(): Promise<readonly NoticeCount[]>;
  verify(): Promise<Verified>;
}

/** What a history's timer was: the key is XState's, the name behind `after` is the language's. */
export function kindOfNotice(timer: string | undefined): Pick<NoticeCount, 'kind' | 'level'> {
  const [, name, level] = /^xstate\.after\.(r-|announce\.|e-(\d+)\.)/.exec(timer ?? '') ?? [];
  if (name === undefined) return { kind: 'message', level: 0 };
  if (level !== undefined) return { kind: 'escalation', level: Number(level) };
  return { kind: name === 'announce.' ? 'overdue' : 'reminder', level: 0 };
}
