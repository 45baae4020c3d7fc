import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { frameOf, Tally, type Manifest, type TableEnd } from './archive.js';
import { BackupFile } from './backup-file.js';
import { CopyConnection } from './copy.store.js';

export type BackupSettings = {
  readonly databaseUrl: string;
  readonly databaseSchema: string;
  readonly file: string;
  /** An ordinary file that is there may go. */
  readonly mayReplace?: boolean;
  readonly version: string;
};

/**
 * Every table of the application in one picture, while it goes on; the queue is left out, since it carries no facts.
 *
 * @throws NotBackedUp where the file cannot be
 */
export async function backup({ file, mayReplace = false, version, ...place }: BackupSettings): Promise<Manifest> {
  const made = await BackupFile.open({ file, mayReplace });
  try {
    const manifest = await copied(place, version, made.stream());
    await made.keep();
    return manifest;
  } catch (error) {
    throw await made.drop(error);
  }
}

async function copied(
  place: Pick<BackupSettings, 'databaseUrl' | 'databaseSchema'>,
  version: string,
  out: Writable,
): Promise<Manifest> {
  const db = await CopyConnection.open(place);
  try {
    await db.query('begin isolation level repeatable read, read only');
    const made: { manifest?: Manifest } = {};
    const frames = Readable.from(
      framesOf(db, version, (manifest) => (made.manifest = manifest)),
      { objectMode: false },
    );
    await pipeline(frames, createGzip({ level: 6 }), out);
    await db.query('commit');
    if (!made.manifest) throw new Error('the backup has no end');
    return made.manifest;
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
