import type { DateExpr, DeadlineRule } from '../calendar/deadline.js';
import type { Schedule } from '../calendar/recurrence.js';
import { sha256, type Json } from '../canonical.js';
import type { GroupSelector, Timing } from '../plan/schema.js';
import type { EventSpec, Label, Role } from './schema.js';

/** The statechart as plain JSON: XState's configuration, guards and actions by name. */
export type MachineJson = { readonly [key: string]: Json | undefined };

export type Listen = { readonly obligation: string; readonly period: string; readonly as: string };
export type TaskGroup = { readonly units: GroupSelector; readonly definition: string };
/** The name under which a series opens its occurrences. */
export const OCCURRENCE = 'occurrence';

export type Actors = {
  readonly secretariat: string;
  readonly leadership: string;
  readonly member?: string | undefined;
  readonly administrator?: string | undefined;
};

/**
 * What an instance is pinned to: the compiled machine (generated region included) and every rule of its obligation.
 * Stored by content hash; entries of the vocabulary are never changed, only added under a new name.
 */
export type Definition = {
  readonly format: 1;
  readonly kind: 'series' | 'occurrence' | 'task';
  readonly plan: string;
  readonly obligation: string;
  readonly clause: string;
  readonly class: 'hard' | 'programme' | 'standing' | 'event';
  readonly label: Label;
  readonly lifecycle: string;
  readonly owner: string | null;
  readonly actors: Actors;
  readonly machine: MachineJson;
  /** Labels of the work states by path ("drafting", "review.open"). */
  readonly labels: Readonly<Record<string, Label>>;
  readonly events: Readonly<Record<string, EventSpec>>;
  /** Of the events that an edge narrows, who may send them in each state that takes them: event → state path → roles. */
  readonly narrowed: Readonly<Record<string, Readonly<Record<string, readonly Role[]>>>>;
  readonly windows: Readonly<Record<string, WindowSpec>>;
  readonly deadline: DeadlineRule | null;
  readonly timing: Timing;
  readonly stages: readonly string[];
  readonly listens: readonly Listen[];
  readonly groups: Readonly<Record<string, TaskGroup>>;
  readonly schedule: Schedule | null;
  /** Only where it is: whatever is not restricted keeps its hash. */
  readonly restricted?: true;
};
/** The groups of tasks that an action means: the one it names, or all. */
export const groupsOf = ({ groups }: Definition, only: unknown): readonly (readonly [string, TaskGroup])[] =>
  Object.entries(groups).filter(([group]) => group !== OCCURRENCE && (only === undefined || group === only));

export type WindowSpec =
  { readonly workingDays: number } | { readonly on: DateExpr; readonly time: string } | { readonly schedule: 'next' };

/** Of the text as it stands: the order of states is part of what a statechart means. */
export const hashOf = (definition: Definition): string => sha256(JSON.stringify(definition));
