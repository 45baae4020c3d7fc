import { randomBytes } from 'node:crypto';
import { canonical, digest, sha256, type Json } from '../../core/canonical.js';
import type { Actor, Letter } from '../../core/instance.js';
import type { Envelope } from '../ports.js';

/**
 * The salt and the digest by which letter and chain know a body, and from where it came. The salt is kept beside them and
 * erased with them: without it the digest tells nothing, however short and easily guessed the words were.
 */
export function sealBody(
  body: Json | undefined,
  salt = randomBytes(16).toString('hex'),
  via: Json = null,
): { readonly salt: string; readonly bodyDigest: string } {
  const from = via === null ? '' : `\n${canonical(via)}`;
  return { salt, bodyDigest: sha256(`${salt}\n${canonical(body)}${from}`) };
}

/** Who sent it: the posts that a person holds may have changed until it is sent again. */
function senderOf(actor: Actor): Json {
  switch (actor.kind) {
    case 'person':
      return { kind: actor.kind, id: actor.id, onBehalfOf: actor.onBehalfOf };
    case 'instance':
      return { kind: actor.kind, key: actor.key };
    case 'system':
      return { kind: actor.kind, id: actor.id };
    default:
      return actor satisfies never;
  }
}

/** What makes two letters with one key the same, words aside: everything a sender chose, not the moment the door stamped. */
export const contentOf = ({
  event,
  actor,
  effectiveAt,
  expectedSeq,
}: Pick<Letter, 'event' | 'actor' | 'effectiveAt' | 'expectedSeq'>): string =>
  digest({ event, sender: senderOf(actor), effectiveAt, expectedSeq });

/** What is known of a letter that was taken before under the same key. */
export type Sealed = {
  readonly content: string | null;
  readonly bodyDigest: string | null;
  /** Null: there were no words, or they were erased. */
  readonly salt: string | null;
  /** From where the first one came; null: from nowhere that is known. */
  readonly via: Json;
  /** Whether there were words, also where they were not kept or were erased; null: their digest tells. */
  readonly words: boolean | null;
  readonly outcome: string | null;
};

/**
 * Whether this is that letter once more, from wherever it comes now. Words that were not kept, because the letter was
 * refused, or were erased, cannot be compared and count as the same.
 */
export function isSame({ letter, body }: Envelope, known: Sealed): boolean {
  const { content, bodyDigest, salt, via, words, outcome } = known;
  if (content !== contentOf(letter) || (body !== undefined) !== (words ?? bodyDigest !== null)) return false;
  if (body === undefined || salt === null || outcome !== 'moved') return true;
  return sealBody(body, salt, via).bodyDigest === bodyDigest;
}
