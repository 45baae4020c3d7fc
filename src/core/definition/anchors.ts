import { dayOf } from '../calendar/day.js';
import type { Anchors } from '../calendar/deadline.js';
import type { Context, Scalar } from '../instance.js';

const DAY = /^\d{4}-\d\d-\d\d$/;
const dayIn = (value: Scalar | undefined): string | undefined =>
  typeof value === 'number' ? dayOf(value) : typeof value === 'string' && DAY.test(value) ? value : undefined;

/** The days that an instance's date expressions may name: its period, its opening, its facts, its parent's and its sources'. */
export function anchorsOf(context: Context): Anchors {
  const named = (prefix: string, facts: Readonly<Record<string, Scalar>>) =>
    Object.entries(facts).flatMap(([name, value]) => {
      const day = dayIn(value);
      return day === undefined ? [] : [[`${prefix}${name}`, day] as const];
    });
  return {
    year: context.period.year,
    days: {
      'period.start': context.period.start,
      'period.end': context.period.end,
      opened: dayOf(context.opened),
      now: dayOf(context.at),
      ...Object.fromEntries([
        ...named('', context.facts),
        ...named('parent.', context.parentFacts),
        ...Object.entries(context.sources).flatMap(([name, source]) => named(`source.${name}.`, source.facts)),
      ]),
    },
  };
}
