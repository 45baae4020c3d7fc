import { ApiProperty } from '@nestjs/swagger';
import { z } from 'zod';
import { endOfDay, fromIso, isDay } from '../core/calendar/day.js';
import { Day, Instant } from '../platform/formats.js';
import { LabelText } from '../platform/label.dto.js';
import { listFields } from '../platform/list-query.js';
import { as, typed, wholeText } from '../platform/read-schema.js';
import { DueTerm, moment, TimelinessView, UnitName } from '../work/work.dto.js';
import { quadrants } from './standing.rules.js';

/** A day means its last moment: how things stood when it was over. */
export const asOf = z
  .string(typed('day-or-instant'))
  .refine((text) => isDay(text) || moment.safeParse(text).success, as('day-or-instant'))
  .transform((text) => (isDay(text) ? endOfDay(text) : fromIso(text)))
  .optional()
  .meta({
    description: 'How it stood at this moment, or when this day was over; now where it is left out, or still to come.',
    example: '2023-06-30',
  });
export const day = z.string(typed('day')).refine(isDay, as('day')).optional();
const word = z.string().min(1).max(200).optional();

export const standingQuery = z.strictObject({
  asOf,
  plan: word,
  unit: word,
  obligation: word,
  unitKind: word.meta({ description: 'Of units of this kind only.', example: 'department' }),
  from: day.meta({
    description:
      'Due from this day on; the first of the year where it is left out. What is still owed from before counts too.',
  }),
  to: day.meta({ description: 'Due up to this day; the last of the year where it is left out.' }),
  limit: wholeText(1, 200).default(20).meta({ description: 'Rows of each list.', example: 20 }),
});
export type StandingQuery = z.infer<typeof standingQuery>;
export const standingItemsQuery = standingQuery.extend({
  ...listFields(['due'], 'due'),
  quadrant: z.enum(quadrants).meta({ description: 'Which of the numbers.', example: 'open-overdue' }),
});
export type StandingItemsQuery = z.infer<typeof standingItemsQuery>;

export class FourNumbers {
  /** Hoàn thành đúng hạn. */
  doneOnTime: number;
  /** Hoàn thành quá hạn. */
  doneLate: number;
  /** Chưa hoàn thành trong hạn. */
  openInTime: number;
  /** Chưa hoàn thành quá hạn; also what was closed without having been handed in. */
  openOverdue: number;
  /** Handed in where no deadline was known. */
  doneUntimed: number;
  /** Exempt, cancelled or suspended. */
  exempt: number;
  /** Nothing is due yet that anybody knows of. */
  notAssessable: number;
  /** All of these. */
  total: number;
}
/** What each of the numbers is called. */
export class FourLabels {
  doneOnTime: LabelText;
  doneLate: LabelText;
  openInTime: LabelText;
  openOverdue: LabelText;
  doneUntimed: LabelText;
  exempt: LabelText;
  notAssessable: LabelText;
  notRequested: LabelText;
}
export class HolderView {
  id: string;
  name: string;
}
/** A post that something waits for. */
export class TurnPost {
  /** The role word of the plan. */
  role: string;
  label: LabelText;
  unit: UnitName;
  seat: string;
  /** Who holds it today, where one may know. */
  people: HolderView[];
}
export class MonitoredItem {
  id: number;
  key: string;
  kind: 'occurrence' | 'task';
  plan: string;
  obligation: string;
  clause: string;
  label: LabelText;
  period: string;
  unit: UnitName;
  stage: string;
  stageLabel: LabelText;
  timeliness: TimelinessView;
  @Instant()
  due: string | null;
  term: DueTerm | null;
  /** Its last move up to then. */
  @Instant()
  at: string;
  /** Whose turn it is, by what is possible now; empty where it waits for other work or for a day. Of the past, null. */
  turn: TurnPost[] | null;
}
export class MonitoredList {
  total: number;
  items: MonitoredItem[];
}
export class MonitoredPage extends MonitoredList {
  /** The cursor of the next page; null on the last. */
  next: string | null;
}
export class NewlyOverdue extends MonitoredList {
  /** Monday of the week. */
  @Day()
  since: string;
}
/** Work of one obligation and period that is due on one day. */
export class ComingRound {
  plan: string;
  obligation: string;
  clause: string;
  label: LabelText;
  period: string;
  @Instant()
  due: string;
  /** How many are still to be done. */
  open: number;
  /** The one that it is, where it is one; or that all of them belong to, where it may be seen. */
  @ApiProperty({ type: 'integer', nullable: true })
  id: number | null;
}
export class Coming {
  @Day()
  until: string;
  total: number;
  items: ComingRound[];
}
export class UnitLate {
  plan: string;
  unit: UnitName;
  late: number;
  /** The oldest of these deadlines. */
  @Instant()
  since: string;
}
export class StandingView {
  @Instant()
  asOf: string;
  @Day()
  from: string;
  @Day()
  to: string;
  counts: FourNumbers;
  labels: FourLabels;
  /** Occurrences whose request has not been issued: their units owe nothing yet. */
  notRequested: MonitoredList;
  /** Overdue, the longest first, and with whom each is stuck. */
  late: MonitoredList;
  /** The units with most that is late. */
  lateUnits: UnitLate[];
  newlyOverdue: NewlyOverdue;
  /** Due in the next thirty days. */
  coming: Coming;
  /** What waits for a decision of whoever asks, as a leader; of the past, nothing. */
  decisions: MonitoredList;
  /** Overdue for so long that leadership was told. */
  escalated: MonitoredList;
}
