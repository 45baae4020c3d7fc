import { PERSON_HOP, type Letter } from '../core/instance.js';
import type { Answer } from './ledger/ledger.js';
import { contentOf, sealBody } from './ledger/seal.js';
import type { Envelope } from './ports.js';

/** A command as a caller writes it: the door stamps the moment. */
export type Command = Omit<Envelope, 'letter'> & {
  readonly letter: Omit<Letter, 'at' | 'hop' | 'sender' | 'senderSeq'>;
  /** The salt of the body's digest: random, unless a rehearsal must give the same history twice. */
  readonly salt?: string;
};
export type Reply = Answer & { readonly key: string; readonly repeated: boolean };

export type Sealed = Envelope & { readonly salt?: string; readonly content: string };

/** The door's stamp: the moment, the sender, the digests. */
export function sealed({ letter, body, via, enclosed, salt }: Command, at: number, index: number): Sealed {
  const seal = body === undefined && via === undefined ? undefined : sealBody(body, salt, via);
  const sender = letter.actor.kind === 'instance' ? letter.actor.key : letter.actor.id;
  const stamped: Letter = {
    ...letter,
    at,
    hop: PERSON_HOP,
    sender,
    senderSeq: index,
    ...(seal && { bodyDigest: seal.bodyDigest }),
  };
  const envelope = {
    letter: stamped,
    ...(body !== undefined && { body }),
    ...(via !== undefined && { via }),
    ...(enclosed !== undefined && { enclosed }),
  };
  return { ...envelope, content: contentOf(stamped), ...(seal && { salt: seal.salt }) };
}
