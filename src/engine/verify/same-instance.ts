import { canonical, type Json } from '../../core/canonical.js';
import type { Definition } from '../../core/definition/definition.js';
import type { Instance, Snapshot, Timer } from '../../core/instance.js';

export type InstanceRow = Pick<
  Instance,
  'key' | 'definition' | 'calendar' | 'parent' | 'group' | 'obligation' | 'reopens' | 'stage' | 'seq' | 'at' | 'head'
> & {
  readonly id: number;
  readonly status: Instance['status'];
  readonly snapshot: Snapshot;
  readonly tags: readonly string[];
  readonly personSeq: number;
  readonly plan: string;
  readonly kind: string;
  readonly period: string;
  readonly unit: string;
  readonly due: number | null;
  readonly openedAt: number;
  readonly timers: readonly Timer[];
  /** Somebody listens to it. */
  readonly isHeard: boolean;
};

/**
 * The columns in which a row differs from where its history has led: they are what lists, readers and the door go by.
 * `hop` is not among them: histories hold no hops, so it cannot be derived.
 */
export function sameInstance(row: InstanceRow, instance: Instance, { plan, kind }: Definition): readonly string[] {
  const { context } = instance.snapshot;
  const { definition, calendar, parent, group, obligation, reopens, tags, stage, seq, at, personSeq } = instance;
  // Whoever was set aside stands where he stood.
  const status = row.status === 'quarantined' ? row.status : instance.status;
  const common = { definition, calendar, plan, obligation, kind, parent, group, reopens, status, tags, stage };
  const expected = { ...common, seq, personSeq, at, openedAt: context.opened };
  const told = { period: context.period.id, unit: context.unit, due: context.due['end'] ?? null };
  return Object.entries({ ...expected, ...told } satisfies Record<string, Json>)
    .filter(([column, value]) => canonical(value) !== canonical(row[column as keyof InstanceRow]))
    .map(([column]) => column);
}

/** Of a timer's hop a history says only whether it is 0 (armed for later) or more (due at once, as a consequence). */
export function sameTimers(a: readonly Timer[], b: readonly Timer[]): boolean {
  const text = (timers: readonly Timer[]): string =>
    canonical(timers.map(({ key, at, hop }) => `${key}@${at} ${hop > 0 ? 'at once' : 'later'}`).sort());
  return text(a) === text(b);
}
