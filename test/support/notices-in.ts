import type { Json } from '../../src/core/canonical.js';

export type Notice = { readonly template: string; readonly level: number; readonly to: readonly string[] };

/** What a compiled machine sends, wherever it stands in it. */
export function noticesIn(value: Json): Notice[] {
  if (Array.isArray(value)) return value.flatMap(noticesIn);
  if (typeof value !== 'object' || value === null) return [];
  const { type, params } = value as { type?: Json; params?: Json };
  if (type === 'notice.send') return [params as unknown as Notice];
  return Object.values(value as Record<string, Json>).flatMap(noticesIn);
}
