import type { Calendar } from '../core/calendar/calendar.js';
import { toIso } from '../core/calendar/day.js';
import { deadlineFromInstant, type Deadline, type Reason } from '../core/calendar/deadline.js';
import { why } from '../core/calendar/why.js';
import type { Machine } from '../core/definition/machine.js';
import { ownDeadline, tryResolve } from '../core/definition/due.js';
import type { Context } from '../core/instance.js';
import { type Label, labelOf } from '../platform/words.js';
import type { DueView } from './instances.dto.js';
import { isoOrNull } from './work-view.js';

/** What the work that an instance listens to is called, by the name that the plan gives it there. */
export type SourceLabel = (as: string) => Label | undefined;

/** The deadline, and why it is that moment: by a rule, or because somebody set it. */
export function dueView(machine: Machine, context: Context, sourceLabel: SourceLabel): DueView | null {
  const { end, 'working-end': workingEnd } = context.due;
  const { deadline } = context;
  if (end === undefined || deadline === null) return null;
  const { kind, original, provisional, main } = deadline;
  const said = (found: Deadline): Label => words(found.reasons, sourceLabel);
  return {
    kind,
    legalEnd: toIso(end),
    workingEnd: isoOrNull(workingEnd),
    original: toIso(original),
    provisional,
    why: said(
      (kind === 'main' ? ruled(machine, context, end) : returned(machine, context, end)) ?? given(end, machine),
    ),
    main:
      main === undefined
        ? null
        : { legalEnd: toIso(main), why: said(ruled(machine, context, main) ?? given(main, machine)) },
  };
}

/** By the obligation's own rule, where that gives this very end. */
function ruled({ definition, calendar }: Machine, context: Context, end: number): Deadline | undefined {
  const at = context.deadline?.kind === 'main' ? context.deadline.since : context.opened;
  const own = ownDeadline(definition, calendar, { ...context, at });
  return own?.legalEnd === end ? own : undefined;
}

/** By the days that a return gives. */
function returned({ calendar }: Machine, context: Context, end: number): Deadline | undefined {
  const { rule, since } = context.deadline ?? {};
  const counted = rule && since !== undefined ? tryResolve(rule, { ...context, at: since }, calendar) : undefined;
  return counted?.legalEnd === end ? { ...counted, reasons: counted.reasons.map(fromReturn) } : undefined;
}
const fromReturn = (reason: Reason): Reason =>
  reason.code === 'anchored' && reason.facts.anchor === 'now'
    ? { ...reason, facts: { ...reason.facts, ...labelOf('dates', 'day-of-return') } }
    : reason;

const given = (end: number, { calendar }: { readonly calendar: Calendar }): Deadline =>
  deadlineFromInstant(end, calendar);

const words = (reasons: readonly Reason[], sourceLabel: SourceLabel): Label => {
  const named = reasons.map((reason) => withSource(reason, sourceLabel));
  return { vi: why(named, 'vi'), en: why(named, 'en') };
};

/** “the deadline of round” names what only the plan's author knows; the obligation has a name that people know. */
function withSource(reason: Reason, sourceLabel: SourceLabel): Reason {
  if (reason.code !== 'anchored') return reason;
  const [, as = '', name = ''] = /^source\.(.+)\.(.+)$/.exec(reason.facts.anchor) ?? [];
  const source = sourceLabel(as);
  if (!source) return reason;
  const isDue = name === 'due' || name === 'deadline';
  const label = labelOf('dates', isDue ? 'deadline-of-source' : 'day-of-source', { source, name });
  return { ...reason, facts: { ...reason.facts, ...label } };
}
