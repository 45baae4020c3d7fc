import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { dayOf, startOfDay, ZONE, type Day } from './day.js';

/**
 * A recurrence rule of RFC 5545 that speaks of days. The library ignores parts and values that it does not know
 * (BYMONTHDAY=99 becomes "every month"), so the text is held against the RFC here.
 */
const listOf = (item: string): RegExp => new RegExp(`^(?:${item})(?:,(?:${item}))*$`);
const signed = (item: string): RegExp => listOf(`[+-]?(?:${item})`);
const days31 = '0?[1-9]|[12]\\d|3[01]';
const weeks53 = '0?[1-9]|[1-4]\\d|5[0-3]';
const days366 = '0{0,2}[1-9]|0?[1-9]\\d|[12]\\d\\d|3[0-5]\\d|36[0-6]';
const weekdays = 'MO|TU|WE|TH|FR|SA|SU';

const PARTS: Readonly<Record<string, RegExp>> = {
  FREQ: /^(?:DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d{0,3}$/,
  COUNT: /^[1-9]\d{0,4}$/,
  UNTIL: /^\d{8}(?:T\d{6}Z)?$/,
  BYMONTH: listOf('0?[1-9]|1[0-2]'),
  BYMONTHDAY: signed(days31),
  BYYEARDAY: signed(days366),
  BYWEEKNO: signed(weeks53),
  BYSETPOS: signed(days366),
  BYDAY: listOf(`(?:[+-]?(?:${weeks53}))?(?:${weekdays})`),
  WKST: listOf(weekdays),
};

const hasKnownParts = (text: string): boolean => {
  const parts = text.split(';').map((part) => part.split('='));
  const names = parts.map(([name = '']) => name);
  return (
    names.includes('FREQ') &&
    new Set(names).size === names.length &&
    parts.every(([name = '', value = '', ...rest]) => rest.length === 0 && PARTS[name]?.test(value) === true)
  );
};

/** A rule of days ends with a day (RFC 5545: UNTIL is what DTSTART is); the library wants its last instant, in UTC. */
const withLastInstant = (text: string): string => text.replace(/UNTIL=(\d{8})(?=;|$)/, 'UNTIL=$1T165959Z');

type Rule = RRuleTemporal<Temporal.ZonedDateTime>;

/** DTSTART is at 08:00, far from midnight: no rule of days can slip into the day before. */
const ruleOf = (text: string, start: Day): Rule =>
  new RRuleTemporal({
    rruleString: `RRULE:${withLastInstant(text)}`,
    dtstart: Temporal.PlainDate.from(start).toZonedDateTime({ timeZone: ZONE, plainTime: '08:00' }),
    tzid: ZONE,
    temporal: Temporal,
    strict: true,
  });

const zoned = (day: Day): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(startOfDay(day)).toZonedDateTimeISO(ZONE);

/** A rule of the RFC that names at least one day. */
export const isDayRule = (text: string, start: Day): boolean => {
  if (!hasKnownParts(text)) return false;
  try {
    return ruleOf(text, start).next(zoned(start), true) !== null;
  } catch {
    // The library says in prose what is wrong, or gives up looking for 30 February; for us the text is no rule.
    return false;
  }
};

/** The rule's days from `from` on, computed as far as they are read. */
export function* daysOfRule(text: string, start: Day, from: Day): Generator<Day> {
  const rule = ruleOf(text, start);
  let next = rule.next(zoned(from > start ? from : start), true);
  while (next !== null) {
    yield dayOf(next.epochMilliseconds);
    next = rule.next(next, false);
  }
}
