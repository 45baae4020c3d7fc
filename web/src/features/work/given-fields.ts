import type { FieldValue } from './event-field';
import type { PossibleEvent } from './get-instance';

type Fields = Pick<PossibleEvent, 'fields'>;
type Points = { readonly points: number | null; readonly class: string | null };

/** The points and the class that a form or a table has already, where an event asks for a number and a choice. */
export const pointsGiven = (
  { fields }: Fields,
  { points, class: chosen }: Points,
): Readonly<Record<string, FieldValue>> =>
  Object.fromEntries(
    fields.flatMap(({ name, type, choices = [] }): [string, FieldValue][] => {
      if (type === 'number' && points !== null) return [[name, points]];
      return type === 'choice' && chosen !== null && choices.includes(chosen) ? [[name, chosen]] : [];
    }),
  );

/** What stands already under the same names: a number or a choice is decided anew from there. */
export const factsGiven = ({ fields }: Fields, facts: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    fields.flatMap(({ name, type, choices = [] }): [string, FieldValue][] => {
      const value = facts[name];
      if (type === 'number' && typeof value === 'number') return [[name, value]];
      return type === 'choice' && typeof value === 'string' && choices.includes(value) ? [[name, value]] : [];
    }),
  );
