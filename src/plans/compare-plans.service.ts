import { dayOf } from '../core/calendar/day.js';
import { compare, type Comparison } from '../core/plan/compare.js';
import type { Clock } from '../engine/ports.js';
import { comparedNames, type ComparedNames } from './compare-names.js';
import type { PlanVersions } from './plan-versions.service.js';

/** Two versions of one plan: what activating the second after the first would change from today on. */
export class ComparePlans {
  constructor(
    private readonly versions: PlanVersions,
    private readonly clock: Clock,
  ) {}

  async between(plan: string, from: number, to: number): Promise<Comparison> {
    const [old, next] = await Promise.all([this.versions.find(plan, from), this.versions.find(plan, to)]);
    const [was, will] = [this.versions.bundle(old.files), this.versions.sound(next.files)];
    return compare(was, will, { old: was.calendar, new: will.calendar }, dayOf(await this.clock.now()));
  }

  /** What versions of a plan call what they have; the last has the last word. */
  async names(plan: string, versions: readonly number[]): Promise<ComparedNames> {
    const stored = await Promise.all(versions.map((version) => this.versions.find(plan, version)));
    return comparedNames(stored.map(({ files }) => this.versions.bundle(files)));
  }
}
