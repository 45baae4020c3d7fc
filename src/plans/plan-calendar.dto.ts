import { z } from 'zod';
import { isDay } from '../core/calendar/day.js';
import { as, typed, wholeText } from '../platform/read-schema.js';
import { Day } from '../platform/formats.js';
import { LabelText } from '../platform/label.dto.js';

const day = z
  .string(typed('day'))
  .refine(isDay, as('day'))
  .meta({ format: 'date', description: 'A day.', example: '2026-11-20' });
const label = z.strictObject({ vi: z.string().min(1).max(300), en: z.string().min(1).max(300) });
export const yearParam = wholeText(1976, 2200).meta({ description: 'A year of the calendar.', example: 2026 });
export const workingDayQuery = z.strictObject({
  from: day,
  workingDays: wholeText(-2500, 2500).meta({ description: 'Before it where it is negative.', example: -5 }),
});
export type WorkingDayQuery = z.infer<typeof workingDayQuery>;

const dayKinds = ['holiday', 'in-lieu', 'swapped-off', 'swapped-work'] as const;
export const calendarBody = z
  .strictObject({
    status: z.enum(['decided', 'provisional']),
    days: z
      .array(
        z.strictObject({
          date: day,
          kind: z.enum(dayKinds),
          label,
          source: z.string().min(1).max(500).optional(),
          pair: day.optional(),
        }),
      )
      .max(200)
      .meta({ description: 'What differs from Monday to Friday. A swap is two days, each of which names the other.' }),
  })
  .meta({ title: 'WriteCalendar' });
export type CalendarBody = z.infer<typeof calendarBody>;

export class CalendarDayView {
  @Day()
  date: string;
  kind: 'working' | 'weekend' | 'holiday' | 'in-lieu' | 'swapped-off' | 'swapped-work';
  label: LabelText | null;
  /** The decision that says so. */
  source: string | null;
  /** Of a swap: the other day of it. */
  @Day()
  pair: string | null;
}
/** A year of a plan’s working calendar, day by day. */
export class CalendarYearView {
  plan: string;
  version: number;
  versionStatus: 'draft' | 'active' | 'superseded';
  content: string;
  year: number;
  /** Unknown: nobody has written it yet, only weekends are off. */
  status: 'decided' | 'provisional' | 'unknown';
  /** The file that says so, in the files of the version. */
  file: string;
  /** The years that there are. */
  years: number[];
  days: CalendarDayView[];
}
export class CountedDayView {
  @Day()
  day: string;
  kind: 'working' | 'weekend' | 'holiday' | 'in-lieu' | 'swapped-off' | 'swapped-work';
  label: LabelText | null;
  /** Which working day it is; null: it does not count. */
  n: number | null;
  isProvisional: boolean;
}
export class WorkingDayView {
  @Day()
  from: string;
  workingDays: number;
  @Day()
  day: string;
  /** Every day on the way, and why it counts or does not. */
  passed: CountedDayView[];
  /** Rests on a year that nobody has decided yet. */
  provisional: boolean;
}
