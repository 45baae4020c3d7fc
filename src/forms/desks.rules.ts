import { postsOf, type Whose } from '../core/access.js';
import { formNameOf, formOf, type Definition, type FormUse } from '../core/definition/definition.js';
import type { EventSpec } from '../core/definition/schema.js';
import type { Person } from '../people/principal.js';

export type FormEvent = FormUse & { readonly event: string; readonly spec: EventSpec };

/** The events that come with a form; all of a definition, or those with the form of this name. */
export const formEvents = (definition: Definition, name?: string): readonly FormEvent[] =>
  Object.entries(definition.events).flatMap(([event, spec]) => {
    const use = name === undefined || formNameOf(spec) === name ? formOf(definition, event) : undefined;
    return use ? [{ event, spec, ...use }] : [];
  });

/** Those who do a unit's work; whoever administers, appraises in general or audits writes nobody's form. */
const writing: readonly string[] = ['officer', 'head', 'leader', 'member'];

/**
 * The units in which somebody may fill in a form, likeliest first: those whose posts may send an event that comes with it,
 * where they have a post that does the unit's work. Who may not send it for being one of the scored does not write it either.
 */
export function desksOf(
  definition: Definition,
  name: string,
  whose: Whose,
  actors: readonly Person[],
): readonly string[] {
  const units = formEvents(definition, name).flatMap(({ spec }) =>
    spec.by.flatMap((role) =>
      postsOf(definition, role, whose).flatMap(({ unit }) =>
        actors.some((actor) => writesIn(actor, unit) && !(spec.notOwnUnit && isOf(actor, whose.unit))) ? [unit] : [],
      ),
    ),
  );
  return [...new Set(units)];
}

const writesIn = ({ seats }: Person, unit: string): boolean =>
  seats.some((seat) => seat.unit === unit && writing.includes(seat.seat));
const isOf = ({ seats, besides = [] }: Person, unit: string): boolean =>
  seats.some((seat) => seat.unit === unit) || besides.includes(unit);
