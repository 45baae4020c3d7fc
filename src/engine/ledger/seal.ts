import { randomBytes } from 'node:crypto';
import { canonical, digest, sha256, type Json } from '../../core/canonical.js';
import type { Actor, Letter } from '../../core/instance.js';
import type { Envelope } from '../ports.js';

/**
 * The salt and the digest by which letter and chain know a body. The salt is kept beside the body and erased with it:
 * without it the digest tells nothing, however short and easily guessed the words were.
 */
export function sealBody(
  body: Json,
  salt = randomBytes(16).toString('hex'),
): { readonly salt: string; readonly bodyDigest: string } {
  return { salt, bodyDigest: sha256(`${salt}\n${canonical(body)}`) };
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
  /** Null: there were no words, or the letter was refused and they were not kept, or they were erased. */
  readonly salt: string | null;
};

/** Whether this is that letter once more. Words that were not kept, or were erased, cannot be compared and count as the same. */
export function isSame({ letter, body }: Envelope, { content, bodyDigest, salt }: Sealed): boolean {
  if (content !== contentOf(letter) || (body === undefined) !== (bodyDigest === null)) return false;
  return body === undefined || salt === null || sealBody(body, salt).bodyDigest === bodyDigest;
}
