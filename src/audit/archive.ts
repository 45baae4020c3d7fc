import { createHash, type Hash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';

/**
 * A backup is one gzip of frames: what it is (header), for each table its name, its rows as COPY writes them in pieces, and
 * what they must come to, and at last that it is whole. A frame is a letter, the length of its content, and the content.
 */
export type Header = {
  readonly format: 'dung-han-backup/1';
  readonly version: string;
  readonly madeAt: string;
  readonly mode: string;
  readonly migrations: readonly string[];
};
export type TableHead = { readonly table: string; readonly columns: readonly string[] };
export type TableEnd = { readonly table: string; readonly rows: number; readonly sha256: string };
export type Manifest = Header & { readonly tables: readonly TableEnd[] };

export type Frame =
  | { readonly type: 'header'; readonly header: Header }
  | { readonly type: 'table'; readonly head: TableHead }
  | { readonly type: 'data'; readonly data: Buffer }
  | { readonly type: 'end'; readonly end: TableEnd }
  | { readonly type: 'whole' };

const letters = { header: 'H', table: 'T', data: 'D', end: 'E', whole: 'W' } as const;

export function frameOf(frame: Frame): Buffer {
  const content = contentOf(frame);
  const head = Buffer.alloc(5);
  head.write(letters[frame.type], 0, 'latin1');
  head.writeUInt32BE(content.length, 1);
  return Buffer.concat([head, content]);
}

function contentOf(frame: Frame): Buffer {
  switch (frame.type) {
    case 'header':
      return json(frame.header);
    case 'table':
      return json(frame.head);
    case 'data':
      return frame.data;
    case 'end':
      return json(frame.end);
    case 'whole':
      return Buffer.alloc(0);
    default:
      return frame satisfies never;
  }
}
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

/** It is no backup, or not the whole of one. */
export class BrokenArchive extends Error {}

/** Frames out of bytes as they come; what is longer than anything we write is no backup of ours. */
export class FrameReader extends Transform {
  private rest: Buffer = Buffer.alloc(0);

  constructor() {
    super({ readableObjectMode: true });
  }

  override _transform(bytes: Buffer, _: BufferEncoding, done: TransformCallback): void {
    this.rest = this.rest.length === 0 ? bytes : Buffer.concat([this.rest, bytes]);
    try {
      for (let frame = this.next(); frame; frame = this.next()) this.push(frame);
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  override _flush(done: TransformCallback): void {
    done(this.rest.length === 0 ? null : new BrokenArchive('it is cut off'));
  }

  private next(): Frame | undefined {
    if (this.rest.length < 5) return undefined;
    const length = this.rest.readUInt32BE(1);
    if (length > LONGEST) throw new BrokenArchive('it is no backup');
    if (this.rest.length < 5 + length) return undefined;
    const letter = this.rest.toString('latin1', 0, 1);
    const content = this.rest.subarray(5, 5 + length);
    this.rest = this.rest.subarray(5 + length);
    return frameIn(letter, content);
  }
}
const LONGEST = 64 * 1024 * 1024;

function frameIn(letter: string, content: Buffer): Frame {
  switch (letter) {
    case letters.header:
      return { type: 'header', header: parsed(content) as Header };
    case letters.table:
      return { type: 'table', head: parsed(content) as TableHead };
    case letters.data:
      return { type: 'data', data: content };
    case letters.end:
      return { type: 'end', end: parsed(content) as TableEnd };
    case letters.whole:
      return { type: 'whole' };
    default:
      throw new BrokenArchive('it is no backup');
  }
}

function parsed(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString()) as unknown;
  } catch {
    throw new BrokenArchive('it is no backup');
  }
}

/** Rows of COPY's text: a line each, since it writes a line's end inside of a value as \n. */
export class Tally {
  private readonly hash: Hash = createHash('sha256');
  private rows = 0;

  add(data: Buffer): void {
    this.hash.update(data);
    for (let at = data.indexOf(10); at !== -1; at = data.indexOf(10, at + 1)) this.rows += 1;
  }

  end(table: string): TableEnd {
    return { table, rows: this.rows, sha256: this.hash.digest('hex') };
  }
}
