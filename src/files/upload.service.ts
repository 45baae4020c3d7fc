import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { problem, unfit } from '../core/problem.js';
import type { TrailEntry } from '../people/trail.js';
import { TrailStore } from '../people/trail.store.js';
import type { PlatformClock } from '../platform/clock.js';
import type { Config } from '../platform/config.js';
import type { Log } from '../platform/log.js';
import { CLOCK, CONFIG, LOG } from '../platform/tokens.js';
import { ContentStore } from './content-store.js';
import { nameIn, LONGEST_NAME } from './file-name.rules.js';
import { fileTypeNames, Sniffer } from './file-type.rules.js';
import { type Arrived, FileStore, isTaken, type Uploaded } from './file.store.js';
import { CommandScanner, type Scan, type Scanner } from './scanner.js';

/** Of one unit at one instance: far more than any submission has, far less than would fill a disk. */
const MOST_WAITING = 100;
export const UPLOAD_TYPE = 'application/octet-stream';

export type Upload = {
  readonly instanceId: number;
  readonly plan: string;
  /** The key of the instance. */
  readonly subject: string;
  readonly unit: string;
  readonly account: string;
  /** Whose post it is, where it was lent. */
  readonly onBehalfOf: string | undefined;
  readonly key: string;
  /** As its header says it. */
  readonly name: string | undefined;
  readonly contentType: string | undefined;
  /** What it says of its size; undefined: nothing. */
  readonly length: number | undefined;
  readonly content: Readable;
};
type Received = { readonly id: number; readonly replayed: boolean };

/** A file on its way in: looked at, counted and hashed while it passes, and held in memory nowhere. */
@Injectable()
export class UploadFile {
  private readonly scanner: Scanner | undefined;

  constructor(
    private readonly files: FileStore,
    private readonly contents: ContentStore,
    private readonly trail: TrailStore,
    @Inject(CLOCK) private readonly clock: PlatformClock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'files'>,
    @Inject(LOG) private readonly log: Log,
  ) {
    const { scan } = config.files;
    this.scanner = scan && new CommandScanner(scan);
  }

  async receive(upload: Upload): Promise<Received> {
    const { account, key, instanceId, plan, unit } = upload;
    const name = this.accepted(upload);
    const before = await this.files.under(account, key);
    if (before) return this.again(before, upload, name);
    if ((await this.files.waiting(instanceId, unit)) >= MOST_WAITING)
      throw problem('too-many-files', { most: MOST_WAITING });
    const at = await this.clock.now();
    const id = await this.files.begin({ instanceId, plan, unit, account, key, name, at });
    try {
      const arrived = await this.arriving(id, upload.content);
      if (await this.kept(id, arrived, upload)) return { id, replayed: false };
      // Two at once under one key: the first to end has made the file.
      const first = await this.files.under(account, key);
      if (!first || !isSame(first, { ...arrived, instanceId, name })) throw problem('key-reused', { key });
      await this.dropped(id);
      return { id: first.id, replayed: true };
    } catch (error) {
      // What cannot be dropped now is found by the sweep.
      await this.dropped(id).catch(() => undefined);
      throw error;
    }
  }

  /** It is there, and the trail says whose it is. False: another upload under the same key was first. */
  private kept(id: number, arrived: Arrived, upload: Upload): Promise<boolean> {
    return this.trail
      .told(async (db) => {
        const value = await this.files.arrived(id, arrived, db);
        return { value, told: value ? [addedEntry(id, arrived, upload)] : [] };
      })
      .catch((error: unknown) => {
        if (isTaken(error)) return false;
        throw error;
      });
  }

  private accepted({ name, contentType, length }: Upload): string {
    if (contentType !== UPLOAD_TYPE) throw problem('unsupported-media-type', { accepted: UPLOAD_TYPE });
    const said = nameIn(name);
    if (said === undefined) throw unfit('X-File-Name', 'file-name', { most: LONGEST_NAME });
    if (length !== undefined) this.fits(length);
    return said;
  }

  private fits(length: number): void {
    const { largest } = this.config.files;
    if (length > largest) throw problem('payload-too-large', { most: largest });
  }

  /** The same wish again: what comes is held against what came the first time, and kept nowhere. */
  private async again(before: Uploaded, { content, instanceId, key }: Upload, name: string): Promise<Received> {
    const hash = createHash('sha256');
    let size = 0;
    for await (const bytes of passing(content)) {
      hash.update(bytes);
      this.fits((size += bytes.length));
    }
    if (!isSame(before, { instanceId, name, sha256: hash.digest('hex') })) throw problem('key-reused', { key });
    return { id: before.id, replayed: true };
  }

  private async arriving(id: number, content: Readable): Promise<Arrived> {
    const hash = createHash('sha256');
    const sniffer = new Sniffer();
    const scan = this.scanner?.begin();
    const seen = { size: 0 };
    try {
      const fits = (size: number): void => this.fits(size);
      await this.contents.write(
        id,
        (async function* () {
          for await (const bytes of passing(content)) {
            fits((seen.size += bytes.length));
            hash.update(bytes);
            if (!sniffer.add(bytes)) throw notTaken();
            await scan?.add(bytes);
            yield bytes;
          }
        })(),
      );
      const type = sniffer.type();
      if (type === undefined) throw notTaken();
      return { type, size: seen.size, sha256: hash.digest('hex'), scan: scan ? await this.clean(scan) : 'not-scanned' };
    } finally {
      scan?.stop();
    }
  }

  private async clean(scan: Scan): Promise<'clean'> {
    const verdict = await scan.verdict().catch((error: unknown) => {
      this.log.error({ err: error }, 'a file could not be scanned');
      throw problem('scanner-away');
    });
    if (verdict === 'clean') return 'clean';
    this.log.warn('a file with a virus was refused');
    throw problem('file-infected');
  }

  private async dropped(id: number): Promise<void> {
    if (!(await this.files.giveUp(id))) return;
    await this.contents.drop([id]);
    await this.files.forget([id]);
  }
}

/** Never what it is called: that may name people. */
const addedEntry = (id: number, { size, sha256 }: Arrived, of: Upload): TrailEntry => ({
  kind: 'file-added',
  actor: of.account,
  onBehalfOf: of.onBehalfOf,
  plan: of.plan,
  subject: of.subject,
  after: { file: id, unit: of.unit, sha256, size },
});

const notTaken = () => problem('file-type', { accepted: fileTypeNames.join(', ') });

type Content = Pick<Uploaded, 'instanceId' | 'name' | 'sha256'>;
const isSame = (one: Content, other: Content): boolean =>
  one.instanceId === other.instanceId && one.name === other.name && one.sha256 === other.sha256;

/** Left in the middle, the line stays open: whoever is refused can still be told. Whoever hangs up has sent no file. */
async function* passing(content: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const bytes of content.iterator({ destroyOnReturn: false })) yield bytes as Buffer;
  } catch (error) {
    throw content.destroyed ? unfit('file', 'whole-file') : error;
  }
}
