import type { Calendar } from '../core/calendar/calendar.js';
import { toIso } from '../core/calendar/day.js';
import { deadlineFromInstant, type Deadline } from '../core/calendar/deadline.js';
import { why } from '../core/calendar/why.js';
import type { Machine } from '../core/definition/machine.js';
import { ownDeadline } from '../core/definition/due.js';
import type { Context } from '../core/instance.js';
import type { DueView } from './instances.dto.js';
import { isoOrNull } from './work-view.js';

/** The deadline, and why it is that moment: by the obligation's own rule, or because somebody set it. */
export function dueView(machine: Machine, context: Context): DueView | null {
  const { end, 'working-end': workingEnd } = context.due;
  const { deadline } = context;
  if (end === undefined || deadline === null) return null;
  const { reasons } = ruled(machine, context, end) ?? given(end, machine.calendar);
  return {
    kind: deadline.kind,
    legalEnd: toIso(end),
    workingEnd: isoOrNull(workingEnd),
    original: toIso(deadline.original),
    provisional: deadline.provisional,
    why: { vi: why(reasons, 'vi'), en: why(reasons, 'en') },
  };
}

function ruled({ definition, calendar }: Machine, context: Context, end: number): Deadline | undefined {
  if (context.deadline?.kind !== 'main') return undefined;
  const own = ownDeadline(definition, calendar, { ...context, at: context.deadline.since });
  return own?.legalEnd === end ? own : undefined;
}

const given = (end: number, calendar: Calendar): Deadline => deadlineFromInstant(end, calendar);
