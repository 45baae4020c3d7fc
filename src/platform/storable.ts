import type { Bounds, Expectation } from '../core/problem.js';

/** Far more than any form has; what is nested deeper would exhaust whoever walks through it. */
const DEEPEST = 32;

export type Odd = { readonly field: string; readonly expected: Expectation } & Bounds;

/**
 * What JSON can say and we cannot keep, and where it stands: a text with a NUL or with half of a surrogate pair, which
 * PostgreSQL refuses, and anything that is nested too deep.
 */
export function unstorable(value: unknown, field = '', depth = 0): Odd | undefined {
  if (typeof value === 'string')
    return value.includes('\0') || !isWellFormed(value) ? { field, expected: 'plain-text' } : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth === DEEPEST) return { field, expected: 'shallow-json', most: DEEPEST };
  for (const [name, inner] of Object.entries(value)) {
    const odd = unstorable(name, field) ?? unstorable(inner, field === '' ? name : `${field}.${name}`, depth + 1);
    if (odd) return odd;
  }
  return undefined;
}

const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);
