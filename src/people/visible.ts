import type { Scope } from './access.rules.js';

/**
 * The rows of `instance` that a scope sees (`sees`, in SQL): of its plans, those that are its units' own or belong to work
 * that its units own or collect, those of the groups that it appraises, and their rounds; restricted dossiers only where it is let in.
 * A list is filtered in the query, so that what is not seen is not counted either.
 * @param n the first of the eight parameters that `visibleTo` gives
 */
export const visible = (n: number, i = 'i'): string => `
  ($${n}::text[] is null or (${i}.plan = any($${n}) and not ${i}.restricted) or (${i}.plan = any($${n + 1}) and ${i}.restricted)
    or (${i}.unit = any($${n + 2}) and ${i}.plan || '/' || ${i}.unit = any(case when ${i}.restricted then $${n + 4}::text[] else $${n + 3}::text[] end))
    or (${i}.owner = any($${n + 2}) and ${i}.plan || '/' || ${i}.owner = any(case when ${i}.restricted then $${n + 4}::text[] else $${n + 3}::text[] end))
    or (${i}.parent_unit = any($${n + 2}) and ${i}.plan || '/' || ${i}.parent_unit = any($${n + 3}::text[]) and not ${i}.restricted)
    or (${i}.plan = any($${n + 5}) and ${i}.obligation = any($${n + 6}) and ${i}.plan || '/' || ${i}.obligation = any($${n + 7})))`;

type Parameters = readonly [string[] | null, ...string[][]];

export function visibleTo(scope: Scope): Parameters {
  if (scope === 'all') return [null, [], [], [], [], [], [], []];
  const { plans, dossiers, units, groups } = scope;
  const places = (some: typeof units): string[] => some.map(({ plan, unit }) => `${plan}/${unit}`);
  return [
    [...plans],
    [...dossiers],
    [...new Set(units.map(({ unit }) => unit))],
    places(units),
    places(units.filter((one) => one.dossiers)),
    [...new Set(groups.map(({ plan }) => plan))],
    [...new Set(groups.map(({ group }) => group))],
    groups.map(({ plan, group }) => `${plan}/${group}`),
  ];
}
