import { createReadStream } from 'node:fs';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { BrokenArchive, FrameReader, Tally, type Frame, type Manifest, type TableEnd } from './archive.js';
import { CopyConnection } from './copy.store.js';

export type RestoreSettings = {
  readonly databaseUrl: string;
  readonly databaseSchema: string;
  readonly file: string;
  /** What a database of this process is for. */
  readonly mode: string;
};

/** Why a backup does not go into a database, or is none. */
export class NotRestored extends Error {
  constructor(
    readonly reason: 'not-empty' | 'other-migrations' | 'other-mode' | 'broken',
    readonly what: string,
  ) {
    super(`${reason}: ${what}`);
  }
}

/** Reads the whole of a backup and holds it against what it says of itself; asks no database. */
export const checkBackup = (file: string): Promise<Manifest> => taken(file, { begin: () => undefined });

/** Into a database that is migrated and empty: in one transaction, or not at all. */
export async function restore({ file, mode, ...place }: RestoreSettings): Promise<Manifest> {
  const db = await CopyConnection.open(place);
  try {
    await db.query('begin');
    const manifest = await taken(file, {
      begin: (header) => mayBegin(db, header, mode),
      table: (head) => db.into(head),
    });
    await db.resetIdentities();
    await db.query('commit');
    return manifest;
  } finally {
    // Without a commit it is undone.
    await db.close();
  }
}

async function mayBegin(db: CopyConnection, header: Manifest, mode: string): Promise<void> {
  if (header.mode !== '' && header.mode !== mode) throw new NotRestored('other-mode', header.mode);
  const migrations = await db.migrations();
  if (migrations.join() !== header.migrations.join())
    throw new NotRestored('other-migrations', header.migrations.at(-1) ?? '–');
  for (const { table } of await db.tables()) {
    // What the database is for comes with the backup.
    if (table === 'database_mode') await db.query('delete from database_mode');
    const rows = await db.query(`select from "${table}" limit 1`);
    if (rows.length > 0) throw new NotRestored('not-empty', table);
  }
}

type Taking = {
  readonly begin: (header: Manifest) => Promise<void> | undefined;
  readonly table?: (head: { readonly table: string; readonly columns: readonly string[] }) => Writable;
};
type Open = { readonly name: string; readonly tally: Tally; readonly into: Writable | undefined; done: Promise<void> };

async function taken(file: string, taking: Taking): Promise<Manifest> {
  const taker = new Taker(taking);
  const frames = new FrameReader();
  const flowing = pipeline(createReadStream(file), createGunzip(), frames);
  // Whatever breaks it is met where the frames are read.
  flowing.catch(() => undefined);
  try {
    for await (const frame of frames as AsyncIterable<Frame>) await taker.take(frame);
    await flowing;
  } catch (error) {
    taker.abandon();
    throw isBroken(error) ? new NotRestored('broken', (error as Error).message) : error;
  }
  return taker.whole();
}

const isBroken = (error: unknown): boolean =>
  error instanceof BrokenArchive || /^Z_|^ERR_BUFFER/.test(String((error as { code?: unknown }).code));

class Taker {
  private manifest: Manifest | undefined;
  private open: Open | undefined;
  private isWhole = false;

  constructor(private readonly taking: Taking) {}

  async take(frame: Frame): Promise<void> {
    if (this.isWhole || (frame.type === 'header') !== (this.manifest === undefined))
      throw new BrokenArchive('it is no backup');
    switch (frame.type) {
      case 'header': {
        if ((frame.header as { readonly format: string }).format !== 'dung-han-backup/1')
          throw new BrokenArchive('it is of another format');
        this.manifest = { ...frame.header, tables: [] };
        return this.taking.begin(this.manifest);
      }
      case 'table': {
        if (this.open) throw new BrokenArchive('a table has no end');
        const into = this.taking.table?.(frame.head);
        const done = into ? finished(into) : Promise.resolve();
        // Its failure is heard where the table ends, or where something is written.
        done.catch(() => undefined);
        this.open = { name: frame.head.table, tally: new Tally(), into, done };
        return;
      }
      case 'data':
        return this.data(frame.data);
      case 'end':
        return this.end(frame.end);
      case 'whole':
        this.isWhole = !this.open;
        return;
      default:
        return frame satisfies never;
    }
  }

  whole(): Manifest {
    if (!this.manifest || !this.isWhole) throw new NotRestored('broken', 'it is cut off');
    return this.manifest;
  }

  abandon(): void {
    this.open?.into?.destroy();
  }

  private async data(data: Buffer): Promise<void> {
    const { open } = this;
    if (!open) throw new BrokenArchive('rows of no table');
    open.tally.add(data);
    if (open.into && !open.into.write(data)) await Promise.race([once(open.into, 'drain'), open.done]);
  }

  private async end(said: TableEnd): Promise<void> {
    const { open, manifest } = this;
    if (!open || !manifest) throw new BrokenArchive('an end of no table');
    this.open = undefined;
    open.into?.end();
    await open.done;
    const found = open.tally.end(open.name);
    if (found.rows !== said.rows || found.sha256 !== said.sha256 || found.table !== said.table)
      throw new BrokenArchive(`table ${open.name} is not what it was`);
    this.manifest = { ...manifest, tables: [...manifest.tables, found] };
  }
}
