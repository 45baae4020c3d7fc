import { deflateRawSync, crc32 } from 'node:zlib';
import writeWorkbook from 'write-excel-file/node';

type Value = string | number | boolean | Date | null | { readonly formula: string };
export type Rows = readonly (readonly Value[])[];

const cellOf = (value: Value) => {
  if (value instanceof Date) return { value, type: Date, format: 'dd/mm/yyyy' };
  if (typeof value === 'object' && value !== null) return { value: value.formula, type: 'Formula' as const };
  return value;
};
const dataOf = (rows: Rows) => rows.map((row) => row.map(cellOf));

/** A real workbook of one sheet. */
export const workbook = (rows: Rows): Promise<Buffer> => writeWorkbook(dataOf(rows)).toBuffer();

/** A real workbook of several, in this order. */
export const sheets = (named: Readonly<Record<string, Rows>>): Promise<Buffer> =>
  writeWorkbook(Object.entries(named).map(([sheet, rows]) => ({ sheet, data: dataOf(rows) }))).toBuffer();

export const csv = (rows: readonly (readonly string[])[], delimiter = ','): string =>
  rows.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter)}\r\n`).join('');

export type Part = {
  readonly name: string;
  readonly content: Buffer;
  /** What its entry says of its size, where that is not the truth. */
  readonly saidSize?: number;
  readonly flags?: number;
};

/** An archive as one may make it by hand: its words need not be true. */
export function archive(parts: readonly Part[]): Buffer {
  const written: Buffer[] = [];
  const heads: Buffer[] = [];
  let at = 0;
  for (const { name, content, saidSize = content.length, flags = 0 } of parts) {
    const packed = deflateRawSync(content);
    const path = Buffer.from(name);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(flags, 2);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc32(content), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(saidSize, 18);
    facts.writeUInt16LE(path.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    written.push(Buffer.from('PK\x03\x04', 'latin1'), facts, path, packed);
    heads.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, place, path);
    at += 30 + path.length + packed.length;
  }
  const directory = Buffer.concat(heads);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...written, directory, Buffer.from('PK\x05\x06', 'latin1'), end]);
}
