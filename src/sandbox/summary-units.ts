import type { Told } from './chronicle.js';

type Counts = { readonly late: number; readonly missing: number; readonly overdue: number };
/** A unit that was late, is overdue or never handed in, and with what. */
export type LateUnit = Counts & {
  readonly unit: string;
  readonly obligations: readonly (Counts & { readonly obligation: string })[];
};

const NONE: Counts = { late: 0, missing: 0, overdue: 0 };
const isFault = (fate: string): fate is keyof Counts => Object.hasOwn(NONE, fate);

/** Worst first: who did not report or is overdue, then who was late. */
export function lateUnits(told: Iterable<Told>): readonly LateUnit[] {
  const units = new Map<string, Map<string, Counts>>();
  for (const { kind, unit, obligation, fate } of told) {
    if (kind === 'series' || !isFault(fate)) continue;
    const own = units.get(unit) ?? new Map<string, Counts>();
    units.set(unit, own);
    const counts = own.get(obligation) ?? NONE;
    own.set(obligation, { ...counts, [fate]: counts[fate] + 1 });
  }
  return [...units]
    .map(([unit, own]) => {
      const obligations = [...own].map(([obligation, counts]) => ({ obligation, ...counts }));
      return { unit, ...obligations.reduce(sum, NONE), obligations: obligations.sort(worstFirst) };
    })
    .sort((a, b) => worstFirst(a, b) || (a.unit < b.unit ? -1 : 1));
}

const sum = (a: Counts, b: Counts): Counts => ({
  late: a.late + b.late,
  missing: a.missing + b.missing,
  overdue: a.overdue + b.overdue,
});
const worstFirst = (a: Counts, b: Counts): number => b.missing + b.overdue - a.missing - a.overdue || b.late - a.late;
