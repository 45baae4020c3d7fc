import { own } from './access.js';
import type { Definition } from './definition/definition.js';
import { endFrom } from './definition/due.js';
import type { Effect } from './effect.js';
import type { Context, Event } from './instance.js';

/** A closed instance opened again is a new one that points at the old: …~2, …~3. */
export const againKey = (key: string): string => {
  const [, base = key, n = '1'] = /^(.*?)(?:~(\d+))?$/.exec(key) ?? [];
  return `${base}~${Number(n) + 1}`;
};

export type Reopening = { readonly key: string; readonly effect: Effect };
export type NotReopened = 'event-not-expected' | 'already-open';

/**
 * Closed is closed: the one letter that a closed instance still takes asks for a new one beside it, once. So who opened
 * it again, when and why is a row of the closed one's own history.
 */
export function reopening(definition: Definition, context: Context, event: Event): Reopening | NotReopened {
  const how = own(definition.events, event.type)?.reopens;
  if (how === undefined) return 'event-not-expected';
  if (context.again !== undefined) return 'already-open';
  const key = againKey(context.key);
  const due = how === true ? undefined : endFrom(event[how.deadline]);
  return { key, effect: { type: 'errand', task: { type: 'reopen', key, due: due ?? null } } };
}

/** The events that would open a closed instance again. */
export const reopeningEvents = ({ events }: Definition, { again }: Context): readonly string[] =>
  again === undefined ? Object.keys(events).filter((type) => events[type]?.reopens !== undefined) : [];
