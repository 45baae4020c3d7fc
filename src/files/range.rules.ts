/** A part of a file: from this byte to that one, both in it. */
export type Part = { readonly from: number; readonly to: number };

/** One part of a file (RFC 9110 §14). Undefined: the whole; several parts are not told apart, and answered as a whole. */
export function partAsked(header: string | undefined, size: number): Part | 'unsatisfiable' | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined;
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  if (first !== '' && last !== '' && Number(last) < from) return undefined;
  return from > to ? 'unsatisfiable' : { from, to };
}
