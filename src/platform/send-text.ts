import { ApiExtension } from '@nestjs/swagger';
import type { Response } from 'express';
import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as othersTurn } from 'node:timers/promises';

const left = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === 'ERR_STREAM_PREMATURE_CLOSE';

/** The answer goes out piece by piece: it has no tag. */
export const X_STREAMED = 'x-streamed';
export const Streamed = (): MethodDecorator => ApiExtension(X_STREAMED, true);

type Pieces = Iterator<string> | AsyncIterator<string>;

/**
 * Between two pieces others have their turn: a long text is made piece by piece, and not before everybody else; and each
 * for the request that asked (`inside`), whoever reads on.
 */
async function* after(first: string, rest: Pieces, inside = AsyncLocalStorage.snapshot()): AsyncGenerator<string> {
  yield first;
  for (;;) {
    await othersTurn();
    const next = await inside(() => rest.next());
    if (next.done) return;
    yield next.value;
  }
}

/** Sends a text as it is made, no faster than it is read. Whoever leaves in the middle is no error of ours. */
export async function sendText(
  response: Response,
  type: string,
  pieces: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  const rest = Symbol.iterator in pieces ? pieces[Symbol.iterator]() : pieces[Symbol.asyncIterator]();
  // What fails before the first piece can still be answered with a problem.
  const first = await rest.next();
  response.type(type);
  if (first.done) return void response.end();
  const text = Readable.from(after(first.value, rest), { objectMode: false });
  await pipeline(text, response).catch((error: unknown) => {
    if (!left(error)) throw error;
  });
}
