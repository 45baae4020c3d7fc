import { AsyncLocalStorage } from 'node:async_hooks';
import type { Json } from '../core/canonical.js';

/** A row of an answer, which may be open to few. */
export type Shown = { readonly plan: string; readonly key: string; readonly restricted: boolean };
/** What of it was looked at: the number of a file. */
export type What = Readonly<Record<string, Json>>;
/** Of one plan, by their keys. */
export type Seen = { readonly plan: string; readonly keys: readonly string[] };

export function seenIn(rows: readonly Shown[]): readonly Seen[] {
  const byPlan = new Map<string, Set<string>>();
  for (const { plan, key } of rows) byPlan.set(plan, (byPlan.get(plan) ?? new Set()).add(key));
  return [...byPlan].map(([plan, keys]) => ({ plan, keys: [...keys].sort() }));
}

export type KeptLooks = { readonly rows: readonly Shown[]; readonly what: What };

/** What one answer tells of dossiers that are open to few; whoever makes the answer says so, and one hand writes it down. */
export class Looks {
  private rows: Shown[] = [];
  private all: Shown[] = [];
  private what: What = {};

  /** @param told writes it down, before the answer leaves */
  constructor(private readonly told: (seen: readonly Seen[], what: What) => Promise<void>) {}

  add(rows: Iterable<Shown>, what: What): void {
    for (const row of rows) {
      if (!row.restricted) continue;
      const { plan, key, restricted } = row;
      this.rows.push({ plan, key, restricted });
      this.all.push({ plan, key, restricted });
      this.what = { ...this.what, ...what };
    }
  }

  /** Whatever was shown so far, for whoever keeps the answer. */
  kept(): KeptLooks {
    return { rows: this.all, what: this.what };
  }

  /** What was shown since it was last asked. */
  async tell(): Promise<void> {
    if (this.rows.length === 0) return;
    const seen = seenIn(this.rows);
    this.rows = [];
    await this.told(seen, this.what);
  }
}

const underWay = new AsyncLocalStorage<Looks>();

export const whileLooking = <T>(looks: Looks, work: () => Promise<T>): Promise<T> => underWay.run(looks, work);

/** These rows are in the answer that is being made. Whoever reads rows of instances for somebody says so: `visible.ts`. */
export function isShown(rows: Iterable<Shown>, what: What = {}): void {
  underWay.getStore()?.add(rows, what);
}

/** What the answer that is being made shows so far: kept with it, it is shown again with it. */
export const shownSoFar = (): KeptLooks | undefined => underWay.getStore()?.kept();

/** Before a part of a long answer leaves. */
export const looksAreTold = async (): Promise<void> => underWay.getStore()?.tell();
