import { at as timeOf, dayOf, endOfDay } from '../calendar/day.js';
import { OFFICE_OPENS } from '../calendar/working-time.js';
import type { Label } from '../definition/schema.js';
import type { Event, Scalar } from '../instance.js';
import { scopeOf, type Book, type Dated } from './occurrences-book.js';
import { knownDay, together, type Act, type Known } from './occurrences-known.js';

export type Assumed = Dated & {
  readonly name: string;
  readonly event: Omit<Event, 'type'>;
  readonly labels: Readonly<Record<string, Label | undefined>>;
};

/** The acts that are taken for granted, one after the other, as soon as the days they count from are known. */
export function* actsOf(book: Book): Generator<Assumed> {
  const { birth } = book;
  const { events, obligation } = birth.definition;
  const open = new Map(Object.entries(birth.duty.assume ?? {}).filter(([name]) => events[name] !== undefined));
  for (let found = true; found;) {
    found = false;
    for (const [name, { on, carries = {} }] of open) {
      const day = knownDay(on, scopeOf(book));
      const label = events[name]?.label;
      if (!day || !label) continue;
      const at = Math.max(timeOf(day.value.day, OFFICE_OPENS), birth.opened.at);
      const fields = fieldsOf(book, name, { ...carries }, { value: dayOf(at), since: at, acts: day.acts });
      if (!fields) continue;
      open.delete(name);
      found = true;
      const acts = together(birth.opened.acts, day.acts, fields.acts, [{ obligation, label, at }]);
      const labels = Object.fromEntries(
        Object.entries(events[name]?.carries ?? {}).map(([f, spec]) => [f, spec.label]),
      );
      yield { name, at, reasons: [], provisional: day.value.provisional, acts, event: fields.event, labels };
      break;
    }
  }
}

/** What an act carries: days where its event has a field for a day, plain values otherwise. */
function fieldsOf(
  book: Book,
  name: string,
  carries: Readonly<Record<string, unknown>>,
  now: Known,
): { readonly event: Omit<Event, 'type'>; readonly acts: readonly Act[] } | undefined {
  const declared = book.birth.definition.events[name]?.carries ?? {};
  const scope = { ...scopeOf(book), names: new Map([...book.names, ['now', now]]) };
  const event: Record<string, Scalar | string[]> = {};
  let acts: readonly Act[] = [];
  for (const [field, value] of Object.entries(carries)) {
    const type = declared[field]?.type;
    const isDate = (type === 'day' || type === 'instant') && typeof value !== 'number' && value !== null;
    if (!isDate) {
      event[field] = value as Scalar | string[];
      continue;
    }
    const day = knownDay(value as string, scope);
    if (!day) return undefined;
    event[field] = type === 'day' ? day.value.day : endOfDay(day.value.day);
    acts = together(acts, day.acts);
  }
  return { event, acts };
}
