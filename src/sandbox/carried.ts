import type { Calendar } from '../core/calendar/calendar.js';
import { at } from '../core/calendar/day.js';
import { resolveDay, type Anchors } from '../core/calendar/deadline.js';
import { OFFICE_CLOSES } from '../core/calendar/working-time.js';
import type { EventSpec, FieldSpec } from '../core/definition/schema.js';
import type { Event, Scalar } from '../core/instance.js';
import type { Act } from '../core/plan/schema.js';

type Carried = NonNullable<Act['carries']>[string];
const isList = (value: Carried): value is string[] => Array.isArray(value);

type Filling = Readonly<Record<string, string | undefined>>;
type Means = { readonly anchors: Anchors; readonly calendar: Calendar; readonly filling: Filling };

/** The event that an act sends: days computed from the instance's own dates, the blanks in texts filled in. */
export function eventOf({ event, carries = {} }: Act, spec: EventSpec | undefined, means: Means): Event {
  const fields = Object.entries(carries).map(([field, value]) => [
    field,
    valueOf(value, spec?.carries?.[field]?.type, means),
  ]);
  return { type: event, ...(Object.fromEntries(fields) as Omit<Event, 'type'>) };
}

function valueOf(
  value: Carried,
  type: FieldSpec['type'] | undefined,
  { anchors, calendar, filling }: Means,
): Scalar | readonly string[] {
  if (isList(value)) return value.map((text) => filled(text, filling));
  const isDate = type === 'day' || type === 'instant' || (typeof value === 'object' && value !== null);
  if (!isDate || typeof value === 'number' || typeof value === 'boolean' || value === null)
    return typeof value === 'string' ? filled(value, filling) : value;
  const { day } = resolveDay(value, anchors, calendar);
  return type === 'instant' ? at(day, OFFICE_CLOSES) : day;
}

/** A blank that nobody knows how to fill stays, for whoever reads the refusal. */
const filled = (text: string, filling: Filling): string =>
  text.replace(/\{([a-z]+)\}/g, (blank, name: string) => filling[name] ?? blank);
