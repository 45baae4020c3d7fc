import type { Writable } from 'node:stream';
import { CommandError } from './command-error.js';

/** Text that is handed on at once: a system call per entry would cost more than the entry. */
const CHUNK = 65_536;

/**
 * Writes text piece by piece, as fast as the reader takes it. A reader that leaves (`| head`) ends it quietly; a disk
 * that is full is an error of its own. `progress` hears how many pieces have been written.
 *
 * @throws CommandError outputFailed
 */
export async function writeAll(
  out: Writable,
  pieces: Iterable<string>,
  progress: (count: number) => void = () => undefined,
): Promise<void> {
  let text = '';
  let count = 0;
  for (const piece of pieces) {
    text += piece;
    count += 1;
    if (text.length < CHUNK) continue;
    if (!(await written(out, text))) return;
    progress(count);
    text = '';
  }
  if (text.length > 0) await written(out, text);
}

/** What came of a write is told by its callback: whoever waited for nothing would be gone before it failed. */
function written(out: Writable, text: string): Promise<boolean> {
  if (out.destroyed) return Promise.resolve(false);
  return new Promise((resolve, reject) => {
    out.write(text, (error: NodeJS.ErrnoException | null | undefined) => {
      if (!error) resolve(true);
      else if (LEFT.includes(error.code ?? '')) resolve(false);
      else reject(outputFailed(error.code));
    });
  });
}
/** The reader has closed its end, or had done so before. */
const LEFT = ['EPIPE', 'ERR_STREAM_DESTROYED'];

const outputFailed = (code = '?'): CommandError =>
  new CommandError('outputFailed', `Không ghi được kết quả (${code}). / The output cannot be written (${code}).`);

/** What commands answer goes to standard output, and nothing else does. */
export const print = (text: string): Promise<void> => writeAll(process.stdout, [text]);
export const printLines = (lines: readonly string[]): Promise<void> => print(lines.map((line) => `${line}\n`).join(''));
/** One document. */
export const printJson = (document: unknown): Promise<void> => print(`${JSON.stringify(document, undefined, 2)}\n`);

/** Whoever writes hears of it in the answer to that write; without an ear the process would end in the middle. */
export function hearStreams(): void {
  for (const stream of [process.stdout, process.stderr]) stream.off('error', told).on('error', told);
}
const told = (): void => undefined;

/** A line that rewrites itself, on a terminal only. */
export function progressOn(terminal: NodeJS.WriteStream, say: (count: number) => string) {
  if (!terminal.isTTY) return { step: () => undefined, end: () => undefined };
  let last = 0;
  return {
    step: (count: number): void => {
      if (performance.now() - last < 200) return;
      last = performance.now();
      terminal.write(`\r\x1b[K${say(count)}`);
    },
    end: (): void => void terminal.write('\r\x1b[K'),
  };
}
