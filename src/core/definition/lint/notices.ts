import { makeCalendar } from '../../calendar/calendar.js';
import { resolveDeadline, timing as timingOf, type EscalationRule, type OverdueRule } from '../../calendar/deadline.js';
import { OFFICE_OPENS } from '../../calendar/working-time.js';
import type { Finding } from '../finding.js';
import type { Post, Subject } from './duties.js';
import { timingsOf } from './plan-names.js';
import { finding } from './rules.js';

/** Whoever is late hears of it before those above do. A level that comes before the first is a finding of its own. */
export function* notices(subject: Subject): Generator<Finding> {
  for (const { timing, at, of } of timingsOf(subject)) {
    const { overdue, escalation } = timing;
    const first = escalation.toSorted((a, b) => a.level - b.level)[0];
    if (!overdue || !first || !of.some((post) => isEarly(first, overdue, post))) continue;
    const path = [...at, 'escalation', escalation.indexOf(first), 'workingDays'];
    const facts = { level: first.level, at: overdue.at ?? OFFICE_OPENS };
    yield finding('overdue-told-late', { source: subject.bundle.sources.plan, path }, facts);
  }
}

const ORDINARY = makeCalendar([]);
const TUESDAY = '2024-01-09';

/** On a working day with working days around it: there a level comes as early as it ever may. */
function isEarly(level: EscalationRule, overdue: OverdueRule, { duty }: Post): boolean {
  const isWithin = duty.deadline !== undefined && 'within' in duty.deadline;
  const rule = isWithin ? { within: TUESDAY } : { by: TUESDAY };
  const deadline = resolveDeadline(rule, { year: 2024, days: {} }, ORDINARY);
  const when = timingOf({ reminders: [], overdue, escalations: [level] }, deadline, deadline.legalEnd, ORDINARY);
  return (when.escalations[0]?.at ?? Infinity) < (when.overdue?.at ?? -Infinity);
}
