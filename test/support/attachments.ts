import { packed } from '../../src/platform/sheet/archive.js';

const parts = (names: readonly string[]): ReadonlyMap<string, Buffer> =>
  new Map(names.map((name) => [name, Buffer.from(`<x>${name}</x>`)]));

/** The smallest of each kind that is one by its content. */
export const pdf = (text = 'Báo cáo'): Buffer => Buffer.from(`%PDF-1.7\n${text}\n%%EOF\n`);
export const png = (): Buffer => Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(32, 7)]);
export const jpg = (): Buffer => Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(32, 7)]);
export const archive = (...names: readonly string[]): Buffer => packed(parts(names));
export const docx = (...more: readonly string[]): Buffer =>
  archive('[Content_Types].xml', '_rels/.rels', 'word/document.xml', ...more);
export const xlsx = (): Buffer => archive('[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml');
