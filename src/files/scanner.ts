import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';

export type Verdict = 'clean' | 'infected';
/** One file, as it passes. */
export interface Scan {
  add(bytes: Buffer): Promise<void>;
  /** @throws where nothing can be said of it */
  verdict(): Promise<Verdict>;
  /** It is not needed any more. */
  stop(): void;
}
/** Looks for viruses (port). */
export interface Scanner {
  begin(): Scan;
}

/** Whoever looks for so long has got lost. */
const PATIENCE = 120_000;

/**
 * A command that reads a file from its standard input and ends with 0 where it found nothing and with 1 where it found
 * something, as `clamdscan --fdpass -` does.
 */
export class CommandScanner implements Scanner {
  constructor(
    private readonly command: readonly string[],
    private readonly patience = PATIENCE,
  ) {}

  begin(): Scan {
    const [program = '', ...args] = this.command;
    const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'ignore'] });
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    // Heard where the verdict is asked for; whoever never asks has given the file up.
    ended.catch(() => undefined);
    // A scanner that has seen enough hangs up before the end.
    child.stdin.on('error', () => undefined);
    const stop = (): void => void child.kill('SIGKILL');
    return {
      add: (bytes) => written(child.stdin, bytes, ended),
      stop,
      verdict: async () => {
        child.stdin.end();
        const timer = setTimeout(stop, this.patience);
        const code = await ended.finally(() => clearTimeout(timer));
        if (code !== 0 && code !== 1) throw new Error(`the scanner ended with ${code ?? 'a signal'}`);
        return code === 0 ? 'clean' : 'infected';
      },
    };
  }
}

/** No faster than it is read, for as long as there is somebody who reads. */
async function written(into: Writable, bytes: Buffer, ended: Promise<unknown>): Promise<void> {
  if (!into.writable || into.write(bytes)) return;
  const over = ended.catch(() => undefined);
  await Promise.race([once(into, 'drain').catch(() => undefined), over]);
}
