import type { Case } from '../core/fold.js';
import type { Letter } from '../core/instance.js';
import { problem } from '../core/problem.js';
import type { Reply, Sealed } from './command.js';
import type { Turn } from './group-commit.js';
import type { Answer, Held, Known } from './ledger/ledger.js';
import { isSame } from './ledger/seal.js';

export const replied = (letter: Letter, answer: Answer | undefined): Turn<Reply> =>
  answer ? { done: { ...answer, key: letter.key, repeated: false } } : { again: true };

/** Which letters are new, and what the others are answered. Waiting mail beyond one turn's share comes before any command. */
export function claim(
  was: readonly Held[],
  envelopes: readonly Sealed[],
): { cases: Case[]; turns: Map<Sealed, Turn<Reply>> } {
  const turns = new Map<Sealed, Turn<Reply>>();
  const there = new Set(was.map(({ instance }) => instance.key));
  const seen = new Set<string>();
  for (const envelope of envelopes) {
    const { letter } = envelope;
    const id = `${letter.to} ${letter.key}`;
    if (!there.has(letter.to)) turns.set(envelope, { failed: problem('not-found', { instance: letter.to }) });
    else if (seen.has(id)) turns.set(envelope, { again: true });
    seen.add(id);
  }
  const cases = was.map(({ instance, mail, more, known }): Case => {
    const mine = envelopes.filter((one) => one.letter.to === instance.key && !turns.has(one));
    for (const one of mine) {
      const before = known.get(one.letter.key);
      if (before) turns.set(one, repeated(one, before));
      // Mail to one that was set aside waits for somebody to look; nobody waits for that mail.
      else if (more && instance.status !== 'quarantined') turns.set(one, { again: true });
    }
    return { instance, mail, more, commands: mine.filter((one) => !turns.has(one)).map(({ letter }) => letter) };
  });
  return { cases, turns };
}

function repeated(sealed: Sealed, known: Known): Turn<Reply> {
  const { letter } = sealed;
  if (!known.answer || !isSame(sealed, known)) return { failed: problem('key-reused', { key: letter.key }) };
  return { done: { ...known.answer, key: letter.key, repeated: true } };
}
