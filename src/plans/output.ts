import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Text that is handed on at once: a system call per entry would cost more than the entry. */
const CHUNK = 65_536;

/**
 * Writes text piece by piece, as fast as the reader takes it. A reader that leaves (`| head`) ends it quietly.
 * `progress` hears how many pieces have been written.
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
  await written(out, text);
}

async function written(out: Writable, text: string): Promise<boolean> {
  if (out.destroyed) return false;
  if (out.write(text)) return true;
  // 'close' comes when the reader has left: then nobody waits for the rest.
  await Promise.race([once(out, 'drain'), once(out, 'close')]).catch(() => undefined);
  return !out.destroyed;
}

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
