import { unfit } from '../../core/problem.js';

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1258'] as const;
export type Encoding = (typeof encodings)[number];

const marks: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * Bytes as text, in NFC: by their byte order mark, else as UTF-8, and what is no UTF-8 as Windows-1258, in which older
 * Vietnamese machines write.
 */
export function decoded(bytes: Buffer): { readonly text: string; readonly encoding: Encoding } {
  const marked = marks.find(([, mark]) => mark.every((byte, n) => bytes[n] === byte))?.[0];
  const encoding = marked ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1258');
  const text = new TextDecoder(encoding).decode(bytes).normalize('NFC');
  // Something else altogether: a picture, an archive.
  if (text.includes('\0')) throw unfit('file', 'sheet-file');
  return { text, encoding };
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
