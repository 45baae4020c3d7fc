import type { Calendar, Instant } from '../core/calendar/calendar.js';
import type { Birth } from '../core/birth.js';
import type { Actor } from '../core/instance.js';
import { seriesKey } from '../core/opening.js';
import { assemble, type Assembled, type PlanSource } from '../core/plan/assemble.js';
import type { EngineHouse } from '../engine/create-engine.js';
import { storePinned, storeUnits } from './plan.store.js';

/** The births of a plan's series: what activation opens, in memory and in the database alike. */
export const seriesOf = (source: PlanSource, calendar: Calendar, at: Instant, actor: Actor): Birth[] =>
  birthsOf(source, assemble(source).series, { calendar, at, actor, keyOf: seriesKey });

/** Series of some obligations, under keys of the caller's choice. */
export function birthsOf(
  { plan: { plan, term } }: PlanSource,
  series: Assembled['series'],
  {
    calendar,
    at,
    actor,
    keyOf,
  }: {
    readonly calendar: Calendar;
    readonly at: Instant;
    readonly actor: Actor;
    readonly keyOf: (plan: string, obligation: string) => string;
  },
): Birth[] {
  const period = { id: 'series', start: term.from, end: term.to, year: Number(term.from.slice(0, 4)) };
  return series.map(({ obligation, definition, unit }) => ({
    key: keyOf(plan, obligation),
    definition,
    calendar: calendar.id,
    parent: null,
    group: null,
    reopens: null,
    listeners: [],
    at,
    hop: 0,
    actor,
    context: { unit, parentUnit: null, period, facts: {}, parentFacts: {} },
  }));
}

/** Brings a plan to life on an empty database: definitions, calendar, units and one series per obligation, in one transaction. */
export async function activatePlan(
  house: EngineHouse,
  source: PlanSource,
  { calendar, at, actor }: { readonly calendar: Calendar; readonly at: Instant; readonly actor: Actor },
): Promise<void> {
  const { definitions } = assemble(source);
  const births = seriesOf(source, calendar, at, actor);
  const folded = await house.transactions.run(async (sql) => {
    await storePinned(sql, definitions, calendar);
    await storeUnits(sql, source.plan.plan, source.units);
    return { value: await house.engine.begin(sql, births) };
  });
  await house.engine.ring(folded);
}
