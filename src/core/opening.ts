import type { Day } from './calendar/calendar.js';
import { dayOf } from './calendar/day.js';
import type { Definition, Listen } from './definition/definition.js';
import type { Birth } from './birth.js';
import type { Errand, Instance, Letter, PeriodInfo } from './instance.js';

/** Natural keys: the same in every database, and what ties are broken by. */
export const seriesKey = (plan: string, obligation: string): string => `${plan}/${obligation}`;
export const occurrenceKey = (plan: string, obligation: string, period: string): string =>
  `${plan}/${obligation}/${period}`;

const keyOf = ({ kind, plan, obligation }: Definition, period: string, unit: string): string => {
  const occurrence = occurrenceKey(plan, obligation, period);
  return kind === 'task' ? `${occurrence}/${unit}` : occurrence;
};

/** The key of the instance that a link means, seen from a period. */
export const sourceKey = (plan: string, { obligation, period }: Listen, own: PeriodInfo): string =>
  occurrenceKey(plan, obligation, period === 'same' ? own.id : period === 'year' ? String(own.year) : period);

/** A closed instance opened again is a new one that points at the old: …~2, …~3. */
const againKey = (key: string): string => {
  const [, base = key, n = '1'] = /^(.*?)(?:~(\d+))?$/.exec(key) ?? [];
  return `${base}~${Number(n) + 1}`;
};

type OpenErrand = Errand & { readonly task: Extract<Errand['task'], { type: 'open' }> };

export const isOpen = (errand: Errand): errand is OpenErrand => errand.task.type === 'open';

/** The births that an opening asks for, one per unit. `listenersOf` says who already waits for a key. */
export function birthsOf(
  { task, instance, at, hop }: OpenErrand,
  child: Definition,
  pinned: {
    readonly calendar: string;
    readonly units: readonly string[];
    readonly listenersOf: (key: string) => Instance['listeners'];
  },
): Birth[] {
  const { period, parentFacts, facts, reopens } = task;
  return pinned.units.map((unit) => {
    const key = reopens === null ? keyOf(child, period.id, unit) : againKey(reopens);
    return {
      key,
      at,
      hop,
      definition: task.definition,
      calendar: pinned.calendar,
      parent: instance,
      group: task.group,
      reopens,
      listeners: pinned.listenersOf(key),
      context: { unit, period, facts, parentFacts },
      actor: { kind: 'instance', key: instance },
    };
  });
}

/** Told to the parent once, when the last page of its children stands. Sorts before the children's own letters. */
export const childrenOpened = ({ instance, seq, index, at, hop, task }: OpenErrand, n: number): Letter => ({
  to: instance,
  key: `${instance}#${seq}.${index}#opened`,
  at,
  hop: hop + 1,
  actor: { kind: 'instance', key: instance },
  sender: '',
  senderSeq: seq,
  event: { type: 'children.opened', group: task.group, n },
});

/** What a parent says to one of its children. */
export const toldTo = (
  { instance, seq, index, at, hop, task }: Errand & { readonly task: Extract<Errand['task'], { type: 'tell' }> },
  child: string,
): Letter => ({
  to: child,
  key: `${instance}#${seq}.${index}`,
  at,
  hop: hop + 1,
  actor: { kind: 'instance', key: instance },
  sender: instance,
  senderSeq: seq,
  event: task.event,
});

/** The day on which a roster is read: units valid on the day of the opening. */
export const rosterDay = ({ at }: Errand): Day => dayOf(at);
