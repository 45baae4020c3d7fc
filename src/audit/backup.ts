import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { frameOf, Tally, type Manifest, type TableEnd } from './archive.js';
import { CopyConnection } from './copy.store.js';

export type BackupSettings = {
  readonly databaseUrl: string;
  readonly databaseSchema: string;
  readonly file: string;
  readonly version: string;
};

/**
 * Every table of the application in one picture, while it goes on; the queue is left out, since it carries no facts. The file
 * is there when it is whole, and not before.
 */
export async function backup({ file, version, ...place }: BackupSettings): Promise<Manifest> {
  const db = await CopyConnection.open(place);
  const part = `${file}.part`;
  try {
    await db.query('begin isolation level repeatable read, read only');
    const made: { manifest?: Manifest } = {};
    const frames = Readable.from(
      framesOf(db, version, (manifest) => (made.manifest = manifest)),
      { objectMode: false },
    );
    await pipeline(frames, createGzip({ level: 6 }), createWriteStream(part, { mode: 0o600 }));
    await db.query('commit');
    if (!made.manifest) throw new Error('the backup has no end');
    await rename(part, file);
    return made.manifest;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  } finally {
    await db.close();
  }
}

async function* framesOf(
  db: CopyConnection,
  version: string,
  whole: (manifest: Manifest) => void,
): AsyncGenerator<Buffer> {
  const [mode] = await db.query<{ mode: string }>('select mode from database_mode');
  const header = {
    format: 'dung-han-backup/1',
    version,
    madeAt: new Date().toISOString(),
    mode: mode?.mode ?? '',
    migrations: await db.migrations(),
  } as const;
  yield frameOf({ type: 'header', header });
  const ends: TableEnd[] = [];
  for (const head of await db.tables()) {
    const tally = new Tally();
    yield frameOf({ type: 'table', head });
    for await (const data of db.out(head) as AsyncIterable<Buffer>) {
      tally.add(data);
      yield frameOf({ type: 'data', data });
    }
    const end = tally.end(head.table);
    ends.push(end);
    yield frameOf({ type: 'end', end });
  }
  yield frameOf({ type: 'whole' });
  whole({ ...header, tables: ends });
}
