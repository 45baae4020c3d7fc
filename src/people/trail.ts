import { randomBytes } from 'node:crypto';
import { canonical, sha256, type Json } from '../core/canonical.js';

/** What stands in the trail. Commands to instances do not: they are in the chains of those. */
export const trailKinds = [
  'sign-in',
  'sign-in-failed',
  'sign-out',
  'password-changed',
  'token-made',
  'token-revoked',
  'account-changed',
  'post-changed',
  'delegation-changed',
  /** Rows of a file: accounts and posts, or units; and what of it was taken back. */
  'imported',
  'import-undone',
  'plan-imported',
  /** A draft was begun from a version, or something in it was written otherwise. */
  'plan-edited',
  'plan-activated',
  'clock-moved',
  /** What was given up or set aside was taken up again. */
  'retried',
  /** Synthetic people live a plan from one moment to another. */
  'plan-lived',
  /** In a sandbox somebody goes on as another person. */
  'person-switched',
  /** Somebody said something beside a task, took it back, or said that it is settled. */
  'remarked',
  /** Somebody said that a message to a post is read. */
  'message-read',
  /** Somebody who is known was refused; the refusals that stand in chains of instances are not repeated. */
  'refused',
  /** A document was added to a step that was over. */
  'file-attached',
  /** A file came beside a task, waiting to be named; or was taken away before anything named it. */
  'file-added',
  'file-removed',
  /** Somebody began a draft, or wrote on where another had written; or threw away what was written. */
  'draft-begun',
  'draft-discarded',
  /** A task went to another unit, and with it what was written of its form and not handed in. */
  'draft-handed-over',
  /** Somebody looked at what is open to few. */
  'restricted-viewed',
  'exported',
  /** A process started with other settings than the last one of its role. */
  'configuration-changed',
  'operator-command',
] as const;
export type TrailKind = (typeof trailKinds)[number];

/** Whoever runs the machine, at the command line. */
export const OPERATOR_NAME = 'operator';
export { isReserved, reserved } from '../core/reserved.js';

export type TrailEntry = {
  readonly kind: TrailKind;
  /** The name of an account; null: nobody who is known. */
  readonly actor: string | null;
  /** Whose post it was, where it was held by delegation. */
  readonly onBehalfOf?: string | undefined;
  /** The plan that it concerns; none: the whole house. */
  readonly plan?: string | undefined;
  readonly subject?: string | undefined;
  /** Identifiers, numbers, enumerations: they stay for ever. Whatever names a person is `personal`. */
  readonly before?: Json;
  readonly after?: Json;
  /** Names, addresses, words: they can be erased. From where the request came is added to them. */
  readonly personal?: Readonly<Record<string, Json>> | undefined;
};

/** Rows of one statement, on a connection whose transaction is the caller's. */
export interface TrailSql {
  query<Row>(statement: { readonly name: string; readonly text: string }, values?: readonly unknown[]): Promise<Row[]>;
}

/** A connection whose transaction is under way, as stores ask it. */
export interface Asks {
  query<Rows>(text: string, values?: unknown[]): Promise<Rows>;
}

/** The connection of a store, for whoever asks by statements with names. */
export const sqlOf = (db: Asks): TrailSql => ({
  query: <Row>({ text }: { readonly text: string }, values: readonly unknown[] = []) =>
    db.query<Row[]>(text, [...values]),
});

export interface Trail {
  /** Last in the caller's transaction, where there is one: from here on others wait for its end. */
  append(entries: readonly TrailEntry[], sql?: TrailSql): Promise<void>;
  /** One transaction for what is done and for what the trail says of it: both, or neither. */
  told<T>(work: (db: Asks) => Promise<Told<T>>): Promise<T>;
}
export type Told<T> = { readonly value: T; readonly told: readonly TrailEntry[] };

/** An entry as its chain knows it: what is personal only by a salted digest. */
export type ChainedEntry = {
  readonly seq: number;
  readonly at: number;
  readonly workAt: number;
  readonly kind: string;
  readonly actor: string | null;
  readonly onBehalfOf: string | null;
  readonly plan: string | null;
  readonly subject: string | null;
  readonly correlation: string | null;
  readonly before: Json;
  readonly after: Json;
  readonly bodyDigest: string | null;
};

/** The head of the chain after an entry. */
export const trailLink = (head: string, entry: ChainedEntry): string => sha256(`${head}\n${canonical(entry)}`);

export function sealPersonal(
  body: Json,
  salt = randomBytes(16).toString('hex'),
): { readonly salt: string; readonly bodyDigest: string } {
  return { salt, bodyDigest: sha256(`${salt}\n${canonical(body)}`) };
}
