import ical, { ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../core/calendar/calendar.js';
import { dayOf, endOfDay, ZONE } from '../core/calendar/day.js';
import { why, type Language } from '../core/calendar/why.js';
import type { Moment } from '../core/plan/preview-moments.js';
import { momentText, postText, previewWords } from './preview-words.js';
import { unitsText, type Names } from './preview-table.js';

/** The zone has been seven hours ahead without summer time since 1975. */
const VTIMEZONE = [
  'BEGIN:VTIMEZONE',
  `TZID:${ZONE}`,
  'BEGIN:STANDARD',
  'DTSTART:19750613T000000',
  'TZOFFSETFROM:+0700',
  'TZOFFSETTO:+0700',
  'TZNAME:+07',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n');

const NAMED = 30;

export type IcsOptions = {
  readonly plan: string;
  readonly title: string;
  readonly names: Names;
  readonly language: Language;
  /** When this calendar was written (DTSTAMP). */
  readonly stamp: Instant;
  /** The one unit that the calendar is for; without it, one event speaks for a whole group. */
  readonly unit?: string | undefined;
};

/** A preview as a calendar (RFC 5545). What ends with its day fills the day; UIDs stay the same from one to the next. */
export function toIcs(moments: Iterable<Moment>, options: IcsOptions): string {
  const { plan, title, language, unit } = options;
  const calendar = ical({
    name: title,
    prodId: { company: 'dung-han', product: 'plan', language: language.toUpperCase() },
    // Without a name: times carry their TZID, and DTSTAMP stays UTC as the RFC wants it.
    timezone: { name: null, generator: () => VTIMEZONE },
    x: { 'X-WR-TIMEZONE': ZONE },
  });
  for (const moment of moments) {
    const units = moment.units();
    if (units.length === 0) continue;
    const { obligation, occurrence, key, kind, assumed, provisional } = moment;
    const whose = unit === undefined ? '' : `/${unit}`;
    calendar.createEvent({
      id: `${plan}/${obligation}/${occurrence}/${key}${whose}@dung-han`,
      stamp: Temporal.Instant.fromEpochMilliseconds(options.stamp),
      ...times(moment),
      summary: summary(moment, units, options),
      description: description(moment, units, options),
      categories: [{ name: previewWords[language].kinds[kind] }],
      status: assumed || provisional ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return `${calendar.toString()}\r\n`;
}

function times({ at, kind }: Moment) {
  if (kind === 'due' || at === endOfDay(dayOf(at)))
    return { start: Temporal.PlainDate.from(dayOf(at)), allDay: true as const };
  const start = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(ZONE);
  return { start, end: start.add({ minutes: 15 }), timezone: ZONE };
}

function summary({ kind, obligation, occurrence }: Moment, units: readonly string[], options: IcsOptions): string {
  const { names, language } = options;
  const whose = unitsText(units, names, language);
  return `${previewWords[language].kinds[kind]}: ${obligation} ${names.duty(obligation)} · ${occurrence} · ${whose}`;
}

function description(
  { at, clause, roles, reasons }: Moment,
  units: readonly string[],
  { names, language }: IcsOptions,
): string {
  const words = previewWords[language];
  const whose = units.length > NAMED ? words.units(units.length) : units.map(names.unit).join(', ');
  const tells = roles.map((role) => postText(role, language)).join(', ');
  const lines = [momentText(at, language), why(reasons, language), whose, tells && `${words.tells} ${tells}`, clause];
  return lines.filter((line) => line !== '').join('\n');
}
