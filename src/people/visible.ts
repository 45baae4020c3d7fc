import type { Scope } from './access.rules.js';

/**
 * The rows of `instance` (as `i`) that a scope sees: of its plans, and those that are its units' own, or belong to work that
 * its units own or collect. A list is filtered in the query, so that what is not seen is not counted either.
 * @param n the first of the three parameters that `visibleTo` gives
 */
export const visible = (n: number): string => `
  ($${n}::text[] is null or i.plan = any($${n}) or (
    (i.unit = any($${n + 1}) or i.parent_unit = any($${n + 1}) or i.owner = any($${n + 1}))
    and (i.plan || '/' || i.unit = any($${n + 2}) or i.plan || '/' || i.parent_unit = any($${n + 2}) or i.plan || '/' || i.owner = any($${n + 2}))))`;

export const visibleTo = (scope: Scope): readonly [string[] | null, string[], string[]] =>
  scope === 'all'
    ? [null, [], []]
    : [
        [...scope.plans],
        [...new Set(scope.units.map(({ unit }) => unit))],
        scope.units.map(({ plan, unit }) => `${plan}/${unit}`),
      ];
