import { fileTypes, type FileType } from './file-type.rules.js';

export const LONGEST_NAME = 200;

/**
 * A name as it was sent, percent-encoded UTF-8; kept as it was given, with letters and marks put together (NFC).
 * Undefined: it is none.
 */
export function nameIn(header: string | undefined): string | undefined {
  const name = decoded(header ?? '')
    ?.normalize('NFC')
    .trim();
  if (name === undefined || name === '' || [...name].length > LONGEST_NAME) return undefined;
  return /\p{Cc}|\p{Surrogate}/u.test(name) ? undefined : name;
}

function decoded(header: string): string | undefined {
  try {
    return decodeURIComponent(header);
  } catch {
    return undefined;
  }
}

/** Marks that make a name read as another one, and what leads elsewhere. */
const MISLEADING = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const ELSEWHERE = /[/\\:*?"<>|]/g;

/** The name under which a browser keeps it: no path, nothing that misleads, and the ending of what it is. */
export function savedName(name: string, type: FileType): string {
  const plain = name.replace(MISLEADING, '').replace(ELSEWHERE, '_').replace(/^\.+/, '').trim();
  const { endings } = fileTypes[type];
  const isOwn = endings.some(
    (ending) => plain.toLowerCase().endsWith(`.${ending}`) && plain.length > ending.length + 1,
  );
  return isOwn ? plain : `${plain || 'file'}.${endings[0]}`;
}

/** Content-Disposition by RFC 6266: the name in letters that everybody reads, and as it is (RFC 8187). */
export function disposition(how: 'attachment' | 'inline', name: string): string {
  const plain = name
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${how}; filename="${plain}"; filename*=UTF-8''${whole}`;
}
