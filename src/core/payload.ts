import { at, endOfDay, isDay } from './calendar/day.js';
import type { EventSpec, FieldSpec } from './definition/schema.js';
import { ID } from './ids.js';
import type { Event } from './instance.js';
import type { Expectation } from './problem.js';

export type Malformed = {
  readonly field: string;
  readonly expected: Expectation;
  readonly choices?: string[];
  /** It is not there at all. */
  readonly missing?: true;
};

export type AllMalformed = readonly [Malformed, ...Malformed[]];

/** Every field that nobody declared, that is missing, or that is of another type. Undefined: the event is as declared. */
export function malformed({ carries: declared = {} }: EventSpec, event: Event): AllMalformed | undefined {
  const unknown = Object.keys(event).filter((field) => field !== 'type' && !Object.hasOwn(declared, field));
  const [first, ...rest] = [
    ...unknown.map((field): Malformed => ({ field, expected: 'nothing' })),
    ...Object.entries(declared).flatMap(([field, spec]) => amiss(field, spec, event[field])),
  ];
  return first && [first, ...rest];
}

function amiss(field: string, spec: FieldSpec, value: unknown): Malformed[] {
  if (value === undefined || value === null)
    return spec.optional ? [] : [{ field, ...expectedBy(spec), missing: true }];
  return fits(spec, value) ? [] : [{ field, ...expectedBy(spec) }];
}

/** What a refusal says of them: the first by itself, and all. */
export function malformedFacts(event: string, errors: AllMalformed) {
  const [{ field, expected, choices }] = errors;
  return { event, field, expected, ...(choices && { choices }), errors: errors.map((error) => ({ ...error })) };
}

const expectedBy = ({ type, choices }: FieldSpec): Omit<Malformed, 'field'> =>
  choices ? { expected: 'one-of', choices } : { expected: type };

function fits({ type, choices }: FieldSpec, value: unknown): boolean {
  switch (type) {
    case 'identifier':
      return typeof value === 'string' && /^[\p{L}\p{N}._\-/~:]{1,200}$/u.test(value);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'day':
      return typeof value === 'string' && isPlausibleDay(value);
    case 'instant':
      return isPlausibleInstant(value);
    case 'choice':
      return typeof value === 'string' && (choices ?? []).includes(value);
    case 'unit':
      return isUnitCode(value);
    case 'units':
      return Array.isArray(value) && value.length > 0 && value.length <= MOST_UNITS && isList(value);
    case 'instance':
      return typeof value === 'string' && /^[\p{L}\p{N}._\-/~:@]{1,400}$/u.test(value);
    case 'name':
      // No more than can stand in a key: whoever reads the key must see where the name ends.
      return typeof value === 'string' && /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u.test(value);
    default:
      return type satisfies never;
  }
}

const MOST_UNITS = 10_000;
const isUnitCode = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= 100 && ID.test(value);
const isList = (value: readonly unknown[]): boolean => value.every(isUnitCode) && new Set(value).size === value.length;

/** The unit or units that a field names. Undefined: it names none. */
export function unitsIn(value: unknown): readonly string[] | undefined {
  if (Array.isArray(value)) return value.filter(isUnitCode);
  return isUnitCode(value) ? [value] : undefined;
}

/** The years that calendars are made for. Whoever counts on from a day of the year 9999 leaves the calendar. */
const FIRST = '1976-01-01';
const LAST = '2200-12-31';
export const isPlausibleDay = (text: string): boolean => isDay(text) && FIRST <= text && text <= LAST;
export const isPlausibleInstant = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && at(FIRST, '00:00') <= value && value <= endOfDay(LAST);
