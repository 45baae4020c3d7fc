import type { Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as othersTurn } from 'node:timers/promises';

const left = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === 'ERR_STREAM_PREMATURE_CLOSE';

/** Between two pieces others have their turn: a long text is made piece by piece, and not before everybody else. */
async function* after(first: string, rest: Iterator<string>): AsyncGenerator<string> {
  yield first;
  for (;;) {
    await othersTurn();
    const next = rest.next();
    if (next.done) return;
    yield next.value;
  }
}

/** Sends a text as it is made, no faster than it is read. Whoever leaves in the middle is no error of ours. */
export async function sendText(response: Response, type: string, pieces: Iterable<string>): Promise<void> {
  const rest = pieces[Symbol.iterator]();
  // What fails before the first piece can still be answered with a problem.
  const first = rest.next();
  response.type(type);
  if (first.done) return void response.end();
  const text = Readable.from(after(first.value, rest), { objectMode: false });
  await pipeline(text, response).catch((error: unknown) => {
    if (!left(error)) throw error;
  });
}
