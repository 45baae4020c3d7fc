import type { Json } from '../core/canonical.js';
import type { Definition } from '../core/definition/definition.js';
import type { Snapshot } from '../core/instance.js';
import type { Label } from '../platform/words.js';

/** The active states of the work region with their labels, outer before inner. */
export const statesOf = (
  { labels }: Definition,
  { value }: Snapshot,
): { readonly path: string; readonly label: Label }[] =>
  statePaths(value).map((path) => ({ path, label: labels[path] ?? { vi: path, en: path } }));

/** Where in the work region a value stands, outer before inner. */
export const statePaths = (value: Json): readonly string[] =>
  typeof value === 'object' && value !== null ? [...pathsOf((value as { work?: unknown }).work)] : [];

function* pathsOf(value: unknown, above = ''): Generator<string> {
  if (typeof value === 'string') yield above + value;
  else if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) {
      yield above + name;
      yield* pathsOf(inner, `${above}${name}.`);
    }
}
