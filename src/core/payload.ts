import { at, endOfDay, isDay } from './calendar/day.js';
import type { EventSpec, FieldSpec } from './definition/schema.js';
import type { Event } from './instance.js';
import type { Expectation } from './problem.js';

export type Malformed = { readonly field: string; readonly expected: Expectation; readonly choices?: string[] };

/** The first field that is missing, of another type, or that nobody declared. Undefined: the event is as declared. */
export function malformed(spec: EventSpec, event: Event): Malformed | undefined {
  const declared = spec.carries ?? {};
  const unknown = Object.keys(event).find((field) => field !== 'type' && !Object.hasOwn(declared, field));
  if (unknown !== undefined) return { field: unknown, expected: 'nothing' };
  for (const [field, type] of Object.entries(declared)) {
    const value = event[field];
    if (value === undefined || value === null) {
      if (!type.optional) return { field, ...expectedBy(type) };
    } else if (!fits(type, value)) return { field, ...expectedBy(type) };
  }
  return undefined;
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
  typeof value === 'string' && value.length <= 100 && UNIT_CODE.test(value);
const UNIT_CODE = /^[a-z0-9]+([-.][a-z0-9]+)*$/;
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
