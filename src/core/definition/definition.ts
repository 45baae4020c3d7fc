import type { DateExpr, DeadlineRule } from '../calendar/deadline.js';
import type { Schedule } from '../calendar/recurrence.js';
import { sha256, type Json } from '../canonical.js';
import type { Form } from '../form/form.js';
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
  /** Facts that are tags while they are true, with their labels. Only where there are any. */
  readonly marks?: Readonly<Record<string, Label>>;
  readonly listens: readonly Listen[];
  readonly groups: Readonly<Record<string, TaskGroup>>;
  readonly schedule: Schedule | null;
  /** Only where it is: whatever is not restricted keeps its hash. */
  readonly restricted?: true;
  /** The forms that its events come with, whole: what runs keeps its form. Only where there are any. */
  readonly forms?: Readonly<Record<string, Form>>;
};

/** How an event comes with a form. */
export type FormUse = {
  readonly name: string;
  readonly form: Form;
  readonly isOptional: boolean;
  readonly isPresented: boolean;
};
export function formOf(
  { events, forms = {} }: Pick<Definition, 'events' | 'forms'>,
  event: string,
): FormUse | undefined {
  const said = Object.hasOwn(events, event) ? events[event]?.form : undefined;
  if (said === undefined) return undefined;
  const { name, optional = false, presented = false } = typeof said === 'string' ? { name: said } : said;
  const form = Object.hasOwn(forms, name) ? forms[name] : undefined;
  return form && { name, form, isOptional: optional, isPresented: presented };
}
/** The name by which an event asks for a form. */
export const formNameOf = ({ form }: Pick<EventSpec, 'form'>): string | undefined =>
  typeof form === 'object' ? form.name : form;
/** The groups of tasks that an action means: the one it names, or all. */
export const groupsOf = ({ groups }: Definition, only: unknown): readonly (readonly [string, TaskGroup])[] =>
  Object.entries(groups).filter(([group]) => group !== OCCURRENCE && (only === undefined || group === only));

export type WindowSpec =
  { readonly workingDays: number } | { readonly on: DateExpr; readonly time: string } | { readonly schedule: 'next' };

/** Of the text as it stands: the order of states is part of what a statechart means. */
export const hashOf = (definition: Definition): string => sha256(JSON.stringify(definition));
