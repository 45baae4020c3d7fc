import { dayOf } from './calendar/day.js';
import { periodMeant } from './calendar/period.js';
import type { Definition, Listen } from './definition/definition.js';
import type { Birth } from './birth.js';
import type { Errand, Instance, Letter, PeriodInfo } from './instance.js';
import { expand, meantBy } from './plan/roster.js';
import type { GroupSelector, Unit } from './plan/schema.js';

/** Natural keys: the same in every database, and what ties are broken by. */
export const seriesKey = (plan: string, obligation: string): string => `${plan}/${obligation}`;
export const occurrenceKey = (plan: string, obligation: string, period: string): string =>
  `${plan}/${obligation}/${period}`;

/** `plan/obligation/place` of an occurrence, `plan/obligation/place/unit` of a task; a name stands behind a colon. */
const keyOf = ({ kind, plan, obligation }: Definition, { place, name }: OpenErrand['task'], unit: string): string => {
  const above = occurrenceKey(plan, obligation, place);
  return `${kind === 'task' ? `${above}/${unit}` : above}${name === null ? '' : `:${name}`}`;
};

/** The key of the instance that a link means, seen from a period. */
export const sourceKey = (plan: string, { obligation, period }: Listen, own: PeriodInfo): string =>
  occurrenceKey(plan, obligation, periodMeant(period, own));

export type ReopenErrand = Errand & { readonly task: Extract<Errand['task'], { type: 'reopen' }> };
export const isReopen = (errand: Errand): errand is ReopenErrand => errand.task.type === 'reopen';

/** The closed instance once more, from its beginning, with what it knew: its parent hears of a move, not of an opening. */
export const birthAgain = ({ task: { key, due }, at, hop }: ReopenErrand, closed: Instance): Birth => {
  const { unit, parentUnit, period, facts, parentFacts } = closed.snapshot.context;
  const { definition, calendar, parent, group, stage } = closed;
  return {
    ...{ key, at, hop, definition, calendar, parent, group, listeners: [] },
    reopens: closed.key,
    was: stage,
    ...(due !== null && { due }),
    context: { unit, parentUnit, period, facts, parentFacts },
    actor: { kind: 'instance', key: closed.key },
  };
};

export type OpenErrand = Errand & { readonly task: Extract<Errand['task'], { type: 'open' }> };

export const isOpen = (errand: Errand): errand is OpenErrand => errand.task.type === 'open';

/** The units that an opening means, in official order. */
export function unitsMeant(
  { task: { units: named, parentUnit }, at }: OpenErrand,
  { kind }: Definition,
  selector: GroupSelector,
  all: readonly Unit[],
): readonly string[] {
  // An occurrence is its owner's, whatever the roster says of that unit.
  if (kind === 'occurrence') return named ?? [];
  return meantBy((one) => expand(all, one, dayOf(at), parentUnit).map(({ code }) => code), selector, named);
}

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
  const { parentUnit, period, parentFacts, facts } = task;
  return pinned.units.map((unit) => {
    const key = keyOf(child, task, unit);
    return {
      key,
      at,
      hop,
      definition: task.definition,
      calendar: pinned.calendar,
      parent: instance,
      group: task.group,
      reopens: null,
      listeners: pinned.listenersOf(key),
      context: { unit, parentUnit, period, facts, parentFacts },
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
