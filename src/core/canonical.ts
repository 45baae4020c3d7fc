import { createHash } from 'node:crypto';

/** Everything that may be stored or hashed: plain JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** JSON with keys in order and no undefined: equal values give equal text (jsonb reorders keys, so text must not depend on them). */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  let fields = '';
  // Without a pair for each field: every entry of a history is hashed through here.
  for (const key of Object.keys(value).sort()) {
    const field = (value as Readonly<Record<string, unknown>>)[key];
    if (field !== undefined) fields += `${fields && ','}${JSON.stringify(key)}:${canonical(field)}`;
  }
  return `{${fields}}`;
}

/** SHA-256 in hex. */
export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** The content hash of a value: what definitions and calendars are pinned by. */
export const digest = (value: unknown): string => sha256(canonical(value));
