import { dayOf, isDay } from './calendar/day.js';
import { PERIOD_TEXT, periodOf, periodOfDay, type Period } from './calendar/period.js';
import { nextOpening, type Opening } from './calendar/recurrence.js';
import { groupsOf, OCCURRENCE } from './definition/definition.js';
import type { EffectParams, Machine } from './definition/machine.js';
import type { Context, ErrandTask, Event, Facts, PeriodInfo, Scalar } from './instance.js';
import { isPlausibleDay, unitsIn } from './payload.js';

/** What a step asks of the world. A closed union: a new effect breaks the build wherever it is not handled. */
export type Effect =
  | { readonly type: 'timer.arm'; readonly key: string; readonly at: number }
  | { readonly type: 'timer.cancel'; readonly key: string }
  | { readonly type: 'notice'; readonly to: readonly string[]; readonly template: string; readonly level: number }
  | { readonly type: 'errand'; readonly task: ErrandTask };

type Raised = { readonly id: string; readonly delay?: number };
type Cancelled = { readonly sendId: string };

/** One action of XState's transition → our effects. Named delays arrive resolved; the moment makes them instants again. */
export function toEffect(machine: Machine, moment: number, type: string, params: unknown): readonly Effect[] {
  switch (type) {
    case 'xstate.raise': {
      const { id, delay } = params as Raised;
      if (delay === undefined) return [];
      // Infinity: not to be armed, and whatever stood under the key stands no longer.
      return delay === Infinity
        ? [{ type: 'timer.cancel', key: id }]
        : [{ type: 'timer.arm', key: id, at: moment + delay }];
    }
    case 'xstate.cancel':
      return [{ type: 'timer.cancel', key: (params as Cancelled).sendId }];
    case 'notice.send': {
      const { to, template, level } = (params as EffectParams).given as {
        to: string[];
        template: string;
        level?: number;
      };
      return [{ type: 'notice', to, template, level: level ?? 0 }];
    }
    case 'tasks.open':
      return openTasks(machine, params as EffectParams);
    case 'tasks.tell':
      return tellTasks(machine, params as EffectParams);
    case 'occurrence.open':
      return openOccurrence(machine, (params as EffectParams).context, (params as EffectParams).event);
    case 'source.listen': {
      const { given, event } = params as EffectParams;
      const { field, as } = given as { field: string; as: string };
      const source = event[field];
      return typeof source === 'string' ? [{ type: 'errand', task: { type: 'listen', source, as } }] : [];
    }
    default:
      return [];
  }
}

const errand = (task: ErrandTask): Effect => ({ type: 'errand', task });

type FromEvent = { readonly field: string };
/** The units and the name that the event brings, where the action says so; else the group's units, without a name. */
function openTasks({ definition }: Machine, { given, context, event }: EffectParams): readonly Effect[] {
  const {
    group: only,
    units,
    name,
    forward,
  } = given as {
    group?: string;
    units?: FromEvent;
    name?: FromEvent;
    forward?: boolean;
  };
  const called = name && event[name.field];
  return groupsOf(definition, only).map(([group, child]) =>
    errand({
      type: 'open',
      group,
      definition: child.definition,
      period: context.period,
      place: placeBelow(context.key),
      parentUnit: context.unit,
      parentFacts: factsOf(context),
      facts: forward ? scalarsOf(event) : {},
      units: (units && unitsIn(event[units.field])) ?? null,
      name: typeof called === 'string' ? called : null,
    }),
  );
}

/**
 * What the children of an instance have as the third part of their keys: all that tells it from the others of its
 * obligation. So what opens below `p/R0/2023-H1~2` or below `p/D1/2024/huyen-a` collides with nothing.
 */
const placeBelow = (key: string): string => key.split('/').slice(2).join('.');

/** What of an event can be a fact: plain values. */
const scalarsOf = ({ type: _, ...fields }: Event): Facts =>
  Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, Scalar] => field[1] !== null && isScalar(field[1])),
  );
const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

function tellTasks({ definition }: Machine, { given, event }: EffectParams): readonly Effect[] {
  const said = given['event'];
  const told = (typeof said === 'string' ? { type: said } : said) as Event;
  const { type: _, ...carried } = event;
  const letter: Event = given['forward'] === true ? { ...carried, ...told } : told;
  const only = given['group'];
  return Object.keys(definition.groups)
    .filter((group) => only === undefined || group === only)
    .map((group) => errand({ type: 'tell', group, event: letter }));
}

/** The occurrence whose opening has come, or the one that the event asks for. */
function openOccurrence({ definition, calendar }: Machine, context: Context, event: Event): readonly Effect[] {
  const child = definition.groups[OCCURRENCE];
  const { schedule } = definition;
  if (!child || !schedule) return [];
  const { period: asked, name } = event;
  const due = context.due['w-next'];
  const opening: Opening | undefined =
    typeof asked === 'string'
      ? { period: periodNamed(asked), opens: context.at, provisional: false, reasons: [] }
      : due === undefined
        ? undefined
        : nextOpening(schedule, due - 1, calendar);
  if (!opening) return [];
  const { period, cutOff, closes } = opening;
  const facts: Facts = { ...(cutOff && { cutOff }), ...(closes !== undefined && { closes: dayOf(closes) }) };
  return [
    errand({
      type: 'open',
      group: OCCURRENCE,
      definition: child.definition,
      period: infoOf(period),
      place: period.id,
      parentUnit: context.unit,
      parentFacts: {},
      facts,
      units: definition.owner === null ? null : [definition.owner],
      name: typeof name === 'string' ? name : null,
    }),
  ];
}

export const infoOf = ({ id, start, end, year }: Period): PeriodInfo => ({ id, start, end, year });
export const periodNamed = (id: string): Period => (/^\d{4}-\d\d-\d\d$/.test(id) ? periodOfDay(id) : periodOf(id));

/** A period that an occurrence can be about, in the years that calendars are made for. */
export function isPeriodName(id: string): boolean {
  if (isDay(id)) return isPlausibleDay(id);
  const [, from = '', to = ''] = /^(\d{4})-(\d{4})$/.exec(id) ?? [];
  if (!PERIOD_TEXT.test(id) || (from !== '' && to <= from)) return false;
  const { start, end } = periodOf(id);
  return isPlausibleDay(start) && isPlausibleDay(end);
}

/** What an instance tells others of itself: its facts, and the day of its own deadline. */
export const factsOf = ({ facts, due }: Context): Facts => ({
  ...facts,
  ...(due['end'] !== undefined && { deadline: dayOf(due['end']) }),
});
