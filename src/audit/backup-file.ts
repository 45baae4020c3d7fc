import { randomUUID } from 'node:crypto';
import { lstat, open, rename, rm, type FileHandle } from 'node:fs/promises';
import type { Writable } from 'node:stream';

/** Why there is no backup; `what` is the code of the file system, where it is its word. */
export class NotBackedUp extends Error {
  constructor(
    readonly reason: 'exists' | 'no-file' | 'not-written',
    readonly file: string,
    readonly what = '',
  ) {
    super(`${reason}: ${file} ${what}`.trimEnd());
  }
}

type Wish = { readonly file: string; readonly mayReplace: boolean };

/** The file of a backup: there when it is whole, and not before; never in the place of what is no ordinary file. */
export class BackupFile {
  private trouble: Error | undefined;

  private constructor(
    private readonly wish: Wish,
    private readonly part: string,
    private readonly handle: FileHandle,
  ) {}

  /** @throws NotBackedUp where there is no room for it, before anything was read for it */
  static async open(wish: Wish): Promise<BackupFile> {
    await free(wish);
    const part = `${wish.file}.${randomUUID()}.part`;
    return new BackupFile(wish, part, await written(wish.file, () => open(part, 'wx', 0o600)));
  }

  stream(): Writable {
    return this.handle.createWriteStream().once('error', (error) => (this.trouble = error));
  }

  /** It is whole. Somebody may have put something there meanwhile. */
  async keep(): Promise<void> {
    await free(this.wish);
    await written(this.wish.file, () => rename(this.part, this.wish.file));
  }

  /** @returns what is to be said of an error that kept it from becoming whole */
  async drop(error: unknown): Promise<unknown> {
    await this.handle.close().catch(() => undefined);
    await rm(this.part, { force: true });
    return error === this.trouble ? new NotBackedUp('not-written', this.wish.file, codeOf(error)) : error;
  }
}

async function free({ file, mayReplace }: Wish): Promise<void> {
  const there = await written(file, () => lstat(file).catch(ifMissing));
  if (there && !there.isFile()) throw new NotBackedUp('no-file', file);
  if (there && !mayReplace) throw new NotBackedUp('exists', file);
}

async function written<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new NotBackedUp('not-written', file, codeOf(error));
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);

function ifMissing(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error;
}
