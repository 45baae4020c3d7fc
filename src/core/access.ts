import type { Definition } from './definition/definition.js';
import { roleSchema, type Role } from './definition/schema.js';
import type { Actor, Event, Seat } from './instance.js';
import type { ProblemCode } from './problem.js';

/** A name that came from outside must not find what every object has ("constructor"). */
export const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

/** Whose an instance is, and whose its parent is. */
export type Whose = { readonly unit: string; readonly parentUnit: string | null };
/** What `may` has to know of an instance. */
export type Subject = { readonly whose: Whose; readonly value: unknown };
export type Denied = { readonly code: ProblemCode; readonly facts: Readonly<Record<string, string | string[]>> };

/**
 * The one table of who may send what. Undefined: allowed, as far as no guard has a say. The lifecycle says which posts an
 * event is open to, in the states that take it; this says which unit a post is of. The engine's own letters are allowed
 * by their sender. Which of several edges a post may take is settled where guards are: in the step (`sender.is`).
 */
export function denied(definition: Definition, actor: Actor, event: Event, subject: Subject): Denied | undefined {
  if (actor.kind !== 'person') return undefined;
  const spec = own(definition.events, event.type);
  // An event that no lifecycle declares is the engine's own: no person may write one.
  if (!spec) return { code: 'forbidden-event', facts: { event: event.type, by: [] } };
  const by = openTo(definition, event.type, subject.value);
  const open = by.some((role) => actor.seats.some((seat) => holds(definition, seat, role, subject.whose)));
  if (!open) return { code: 'forbidden-event', facts: { event: event.type, by: [...by] } };
  const units = [...actor.seats.map(({ unit }) => unit), ...(actor.besides ?? [])];
  if (spec.notOwnUnit && units.includes(subject.whose.unit))
    return { code: 'conflict-of-interest', facts: { event: event.type, unit: subject.whose.unit } };
  return undefined;
}

/** May this person record a moment other than now? */
export function mayRecordOnBehalf(definition: Definition, actor: Actor, event: Event, whose: Whose): boolean {
  const roles = own(definition.events, event.type)?.onBehalf ?? [];
  return (
    actor.kind === 'person' && roles.some((role) => actor.seats.some((seat) => holds(definition, seat, role, whose)))
  );
}

/** The role words that somebody's posts come to, seen from an instance. */
export const rolesHeld = (definition: Definition, seats: readonly Seat[], whose: Whose): readonly Role[] =>
  roleSchema.options.filter((role) => seats.some((seat) => holds(definition, seat, role, whose)));

/** The units and posts behind a role word. */
export function postsOf(
  definition: Pick<Definition, 'actors' | 'owner'>,
  role: Role,
  { unit, parentUnit }: Whose,
): readonly Seat[] {
  const { actors } = definition;
  const owner = definition.owner ?? unit;
  switch (role) {
    case 'unit.officer':
      return [{ unit, seat: 'officer' }];
    case 'unit.head':
      return [{ unit, seat: 'head' }];
    case 'parent.officer':
      return parentUnit === null ? [] : [{ unit: parentUnit, seat: 'officer' }];
    case 'parent.head':
      return parentUnit === null ? [] : [{ unit: parentUnit, seat: 'head' }];
    case 'owner.officer':
      return [{ unit: owner, seat: 'officer' }];
    case 'owner.head':
      return [{ unit: owner, seat: 'head' }];
    case 'secretariat.officer':
      return [{ unit: actors.secretariat, seat: 'officer' }];
    case 'secretariat.head':
      return [{ unit: actors.secretariat, seat: 'head' }];
    case 'leadership':
      return [{ unit: actors.leadership, seat: 'leader' }];
    case 'member':
      return actors.member === undefined ? [] : [{ unit: actors.member, seat: 'member' }];
    case 'administrator':
      return [{ unit: actors.administrator ?? actors.secretariat, seat: 'administrator' }];
    default:
      return role satisfies never;
  }
}

const holds = (definition: Definition, seat: Seat, role: Role, whose: Whose): boolean =>
  postsOf(definition, role, whose).some((post) => post.unit === seat.unit && post.seat === seat.seat);

/** Everybody to whom one of the active states opens an event; where none takes it, whoever may send it elsewhere. */
export function openTo(definition: Definition, event: string, value: unknown): readonly Role[] {
  const by = own(definition.events, event)?.by ?? [];
  const states = own(definition.narrowed, event);
  if (!states) return by;
  const work = typeof value === 'object' && value !== null ? (value as { work?: unknown }).work : undefined;
  const open = [...activePaths(work)].flatMap((path) => own(states, path) ?? []);
  return open.length > 0 ? by.filter((role) => open.includes(role)) : by;
}

function* activePaths(value: unknown, above = ''): Generator<string> {
  if (typeof value === 'string') yield above + value;
  else if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) {
      yield above + name;
      yield* activePaths(inner, `${above}${name}.`);
    }
}
