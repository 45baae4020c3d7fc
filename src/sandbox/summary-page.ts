import type { Label } from '../core/definition/schema.js';
import type { Language, Words } from './summary-words.js';

/** How names, numbers and states are said on one page. */
export type Page = {
  readonly say: Words;
  readonly language: Language;
  readonly n: (count: number) => string;
  readonly unit: (code: string) => string;
  readonly word: (label: Label | null) => string;
};
export type Lines = readonly string[];

export const WIDTH = 100;
/** Names that are written out where many stand for one thing. */
const NAMED = 3;

/** '2023-11-19T…' → '19/11/2023' */
export const date = (iso: string): string => `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;

export const clipped = (line: string): string => (line.length <= WIDTH ? line : `${line.slice(0, WIDTH - 1)}…`);

/** Each once; the first few by name. */
export function few(names: readonly string[], { say, n }: Page): string {
  const all = [...new Set(names)];
  const shown = all.length > NAMED + 1 ? all.slice(0, NAMED) : all;
  const rest = all.length - shown.length;
  return shown.join(', ') + (rest > 0 ? ` ${say.others(n(rest))}` : '');
}

/** Parts set one after another, in lines; those after the first may hang deeper. */
export function flowing(parts: readonly string[], indent: string, hanging = indent): Lines {
  const lines: string[] = [];
  let line = '';
  for (const part of parts) {
    const longer = line === '' ? part : `${line} · ${part}`;
    if (longer === part || longer.length + hanging.length <= WIDTH) line = longer;
    else {
      lines.push(line);
      line = part;
    }
  }
  return [...lines, line].map((text, i) => clipped(`${i === 0 ? indent : hanging}${text}`));
}
