import { crc32, inflateRawSync } from 'node:zlib';
import { type Problem, unfit } from '../../core/problem.js';

/** What may come out of an archive: far more than ten thousand rows have, far less than a bomb. */
const LARGEST_CONTENT = 48 * 1024 * 1024;
const MOST_ENTRIES = 2000;

const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END = 0x06054b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;
const ENCRYPTED = 1;

/**
 * The parts of a ZIP archive whose names are wanted. Its own words about sizes are not believed: what comes out is counted
 * while it comes.
 *
 * @throws Problem bad-request where it is no archive, is broken or encrypted, or holds too much
 */
export function unpacked(file: Buffer, isWanted: (name: string) => boolean): ReadonlyMap<string, Buffer> {
  const parts = new Map<string, Buffer>();
  let left = LARGEST_CONTENT;
  for (const { name, ...entry } of entriesOf(file)) {
    if (!isWanted(name)) continue;
    // Twice the same name: who reads it first and who reads it last would see different sheets.
    if (parts.has(name)) throw broken();
    const content = contentOf(file, entry, left);
    left -= content.length;
    parts.set(name, content);
  }
  return parts;
}

const broken = (): Problem => unfit('file', 'whole-archive');

type Entry = {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly at: number;
};

/**
 * The names of the parts of an archive, by its last bytes alone; `skipped` came before them.
 *
 * @throws Problem bad-request where it is no archive, or its directory begins before those bytes
 */
export const partsIn = (tail: Buffer, skipped: number): readonly Pick<Entry, 'name' | 'flags'>[] =>
  entriesOf(tail, skipped);

export const isLocked = ({ flags }: Pick<Entry, 'flags'>): boolean => (flags & ENCRYPTED) !== 0;

function entriesOf(file: Buffer, skipped = 0): readonly Entry[] {
  try {
    const end = endOf(file);
    const count = file.readUInt16LE(end + 10);
    if (count > MOST_ENTRIES) throw broken();
    const entries: Entry[] = [];
    for (let at = file.readUInt32LE(end + 16) - skipped, n = 0; n < count; n += 1) {
      if (file.readUInt32LE(at) !== ENTRY) throw broken();
      const [nameLength, extraLength, commentLength] = [28, 30, 32].map((more) => file.readUInt16LE(at + more));
      const nameEnd = at + 46 + (nameLength ?? 0);
      entries.push({
        name: file.toString('utf8', at + 46, nameEnd),
        flags: file.readUInt16LE(at + 8),
        method: file.readUInt16LE(at + 10),
        crc: file.readUInt32LE(at + 16),
        packedSize: file.readUInt32LE(at + 20),
        at: file.readUInt32LE(at + 42),
      });
      at = nameEnd + (extraLength ?? 0) + (commentLength ?? 0);
    }
    return entries;
  } catch (error) {
    // Read beyond the end: the directory leads out of the file.
    throw isBeyond(error) ? broken() : error;
  }
}

const isBeyond = (error: unknown): boolean =>
  ['ERR_OUT_OF_RANGE', 'ERR_BUFFER_OUT_OF_BOUNDS'].includes((error as NodeJS.ErrnoException).code ?? '');

function endOf(file: Buffer): number {
  const earliest = Math.max(0, file.length - END_LENGTH - LONGEST_COMMENT);
  for (let at = file.length - END_LENGTH; at >= earliest; at -= 1) if (file.readUInt32LE(at) === END) return at;
  throw broken();
}

function contentOf(file: Buffer, { flags, method, crc, packedSize, at }: Omit<Entry, 'name'>, left: number): Buffer {
  if (isLocked({ flags })) throw unfit('file', 'open-file');
  const content = inflated(packedOf(file, at, packedSize), method, left);
  if (crc32(content) !== crc) throw broken();
  return content;
}

function packedOf(file: Buffer, at: number, size: number): Buffer {
  if (at + 30 > file.length || file.readUInt32LE(at) !== LOCAL) throw broken();
  const from = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
  if (from + size > file.length) throw broken();
  return file.subarray(from, from + size);
}

function inflated(data: Buffer, method: number, left: number): Buffer {
  const isTooLarge = unfit('file', 'small-content', { most: LARGEST_CONTENT / 1024 / 1024 });
  if (method === 0 && data.length > left) throw isTooLarge;
  if (method === 0) return data;
  if (method !== 8) throw broken();
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, left) });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? isTooLarge : broken();
  }
}

/** An archive of these parts as they are, so that whoever reads it further reads what was looked at, and nothing else. */
export function packed(parts: ReadonlyMap<string, Buffer>): Buffer {
  const written: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of parts) {
    const path = Buffer.from(name);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt32LE(crc32(content), 10);
    facts.writeUInt32LE(content.length, 14);
    facts.writeUInt32LE(content.length, 18);
    facts.writeUInt16LE(path.length, 22);
    written.push(signed(LOCAL), facts, path, content);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    directory.push(signed(ENTRY), Buffer.from([20, 0]), facts, place, path);
    at += 30 + path.length + content.length;
  }
  const heads = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.size, 4);
  end.writeUInt16LE(parts.size, 6);
  end.writeUInt32LE(heads.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...written, heads, signed(END), end]);
}

function signed(signature: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(signature);
  return bytes;
}
