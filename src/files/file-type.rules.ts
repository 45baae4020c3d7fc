import { isLocked, partsIn } from '../platform/sheet/archive.js';

/** What may be attached, and how it is sent; `inline`: what a browser may show beside the page. */
export const fileTypes = {
  pdf: { mime: 'application/pdf', endings: ['pdf'], inline: true },
  docx: {
    mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    endings: ['docx'],
    inline: false,
  },
  xlsx: { mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', endings: ['xlsx'], inline: false },
  png: { mime: 'image/png', endings: ['png'], inline: true },
  jpg: { mime: 'image/jpeg', endings: ['jpg', 'jpeg'], inline: true },
} as const;
export type FileType = keyof typeof fileTypes;
export const fileTypeNames = Object.keys(fileTypes) as readonly FileType[];

/** The first bytes of a file; an archive says by its last ones what it holds. */
const heads: readonly (readonly [kind: 'pdf' | 'png' | 'jpg' | 'archive', bytes: Buffer])[] = [
  ['pdf', Buffer.from('%PDF-')],
  ['png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['jpg', Buffer.from([0xff, 0xd8, 0xff])],
  ['archive', Buffer.from([0x50, 0x4b, 0x03, 0x04])],
];
const LONGEST_HEAD = 8;
/** The directory of an archive: far more than that of any document. */
const TAIL = 512 * 1024;

/** What a file is, by its content alone, while it passes: a name says nothing. Holds no more than the ends of it. */
export class Sniffer {
  private head = Buffer.alloc(0);
  private tail = Buffer.alloc(0);
  private passed = 0;

  /** @returns false as soon as it can be none of the types */
  add(bytes: Buffer): boolean {
    if (this.head.length < LONGEST_HEAD)
      this.head = Buffer.concat([this.head, bytes.subarray(0, LONGEST_HEAD - this.head.length)]);
    this.passed += bytes.length;
    const kind = this.kind();
    if (kind === 'archive') this.keep(bytes);
    return kind !== undefined || this.head.length < LONGEST_HEAD;
  }

  /** Undefined: none of the types. */
  type(): FileType | undefined {
    const kind = this.kind();
    return kind === 'archive' ? documentIn(this.tail, this.passed - this.tail.length) : kind;
  }

  private kind(): (typeof heads)[number][0] | undefined {
    return heads.find(([, bytes]) => this.head.subarray(0, bytes.length).equals(bytes))?.[0];
  }

  private keep(bytes: Buffer): void {
    // The head came with the bytes that told it, or in single ones before them.
    const before = this.tail.length === 0 ? this.head.subarray(0, Math.max(0, this.passed - bytes.length)) : this.tail;
    const all = Buffer.concat([before, bytes]);
    this.tail = all.length > 2 * TAIL ? Buffer.from(all.subarray(-TAIL)) : all;
  }
}

const MAIN = { docx: /^word\/document\d*\.xml$/, xlsx: /^xl\/workbook\d*\.xml$/ } as const;

/** An office document without programs in it and without a password; anything else that is packed like one is none. */
function documentIn(tail: Buffer, skipped: number): 'docx' | 'xlsx' | undefined {
  const parts = partsOf(tail, skipped);
  const names = new Set(parts.map(({ name }) => name));
  const isDocument = names.has('[Content_Types].xml') && names.size === parts.length && !parts.some(isLocked);
  if (!isDocument || parts.some(({ name }) => /vbaproject/i.test(name))) return undefined;
  const found = (['docx', 'xlsx'] as const).filter((type) => parts.some(({ name }) => MAIN[type].test(name)));
  return found.length === 1 ? found[0] : undefined;
}

function partsOf(tail: Buffer, skipped: number): ReturnType<typeof partsIn> {
  try {
    return partsIn(tail, skipped);
  } catch {
    // Whatever is wrong with it: it is no archive that anybody could open.
    return [];
  }
}
