import { denied, openTo, own, postsOf } from './access.js';
import type { Json } from './canonical.js';
import type { Definition } from './definition/definition.js';
import type { Machine } from './definition/machine.js';
import type { Role } from './definition/schema.js';
import type { Actor, Seat, Snapshot } from './instance.js';
import { possible } from './step.js';

type StateJson = { readonly [key: string]: Json | undefined };
const isObject = (value: unknown): value is StateJson =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The work states in which something stands, as they are compiled, outer before inner. */
export function* activeStates({ machine }: Pick<Definition, 'machine'>, value: unknown): Generator<StateJson> {
  const { states } = machine;
  if (isObject(value) && isObject(states)) yield* inside(states['work'], value['work']);
}

function* inside(region: Json | undefined, value: unknown): Generator<StateJson> {
  if (!isObject(region) || !isObject(region['states'])) return;
  const inner = typeof value === 'string' ? { [value]: undefined } : isObject(value) ? value : {};
  for (const [name, below] of Object.entries(inner)) {
    const state = region['states'][name];
    if (isObject(state)) yield state;
    yield* inside(state, below);
  }
}

/**
 * What asks for a reason is the exception: nobody waits for a cancellation, or for what is done without the others. Unless
 * it comes with a form of its own: a review that must be reasoned is somebody's work all the same.
 */
export function isRegular({ events }: Pick<Definition, 'events'>, event: string): boolean {
  const spec = own(events, event);
  return spec?.reason !== 'required' || (spec.form !== undefined && spec.onBehalf === undefined);
}

/** The events that lead on from there in the ordinary course. */
export function leadingOn(definition: Definition, value: unknown): readonly string[] {
  const events = [...activeStates(definition, value)]
    .flatMap(({ on }) => (isObject(on) ? Object.entries(on) : []))
    .filter(([event, edges]) => leads(edges) && isRegular(definition, event))
    .map(([event]) => event);
  return [...new Set(events)].filter((event) => own(definition.events, event) !== undefined);
}

const leads = (edges: Json | undefined): boolean =>
  Array.isArray(edges) && edges.some((edge) => isObject(edge) && edge['target'] !== undefined);

/** A post that it waits for, by the role word that made it one, and what it may do. */
export type Turn = Seat & { readonly role: Role; readonly events: readonly string[] };

/** Whose turn it is: the posts that may now send what leads on. Nobody's, where it waits for others or for a day. */
export function turnOf(machine: Machine, snapshot: Snapshot, at: number): readonly Turn[] {
  const { definition } = machine;
  const { context, value } = snapshot;
  const turns = new Map<string, Turn>();
  for (const event of leadingNow(machine, snapshot, at))
    for (const role of openTo(definition, event, value))
      for (const seat of postsOf(definition, role, context)) {
        if (denied(definition, { kind: 'person', id: role, seats: [seat] }, { type: event }, { whose: context, value }))
          continue;
        const name = `${seat.unit} ${seat.seat}`;
        const known = turns.get(name);
        turns.set(name, { ...seat, role: known?.role ?? role, events: [...(known?.events ?? []), event] });
      }
  return [...turns.values()];
}

/** What somebody may do about it now that leads on. */
export const decidesOn = (machine: Machine, snapshot: Snapshot, at: number, actor: Actor): readonly string[] =>
  leadingNow(machine, snapshot, at).filter(
    (type) => !denied(machine.definition, actor, { type }, { whose: snapshot.context, value: snapshot.value }),
  );

function leadingNow(machine: Machine, snapshot: Snapshot, at: number): readonly string[] {
  const leading = leadingOn(machine.definition, snapshot.value);
  // Guards are asked only where there is something to ask them about.
  if (snapshot.status === 'done' || leading.length === 0) return [];
  const open = possible(machine, snapshot, at);
  return leading.filter((event) => open.includes(event));
}
