import { isWorkingDay } from '../../calendar/calendar.js';
import { CalendarError } from '../../calendar/calendar-error.js';
import { baseOf, isAnchorName } from '../../calendar/date-expr.js';
import { at as timeOf, dayOf, type Day } from '../../calendar/day.js';
import { resolveDeadline, timing as timingOf, type Anchors, type Deadline } from '../../calendar/deadline.js';
import { periodMeant } from '../../calendar/period.js';
import { anchorsOf as anchorsIn } from '../../calendar/recurrence.js';
import { addWorkingDays, OFFICE_OPENS } from '../../calendar/working-time.js';
import { isPeriodName } from '../../effect.js';
import type { Timing } from '../../plan/schema.js';
import type { Finding, Path, Source } from '../finding.js';
import { nearest } from '../nearest.js';
import { actionsIn, guardsIn } from './chart.js';
import type { Post, Subject } from './duties.js';
import { anchorsOf, fieldsOf } from './fields.js';
import { refused, type Opened, type Openings } from './openings.js';
import { isPeriod, timingsOf } from './plan-names.js';
import { finding } from './rules.js';
import { touches, withinTerm } from './term.js';

/** Dates can be counted, occurrences open within the term, deadlines and reminders fall where they are of use. */
export function* dates(subject: Subject, openings: Openings): Generator<Finding> {
  for (const post of subject.posts) {
    yield* anchors(post, subject);
    if (post.kind === 'occurrence') yield* withinTerm(post, subject, openings);
    yield* deadlines(post, subject, openings);
    yield* sources(post, subject, openings);
  }
  yield* reminders(subject, openings);
}

/** As a plan or a lifecycle writes it: its days may stand in a parameter. */
type Written = string | { readonly from: string };
type WrittenRule = { readonly before: Written } | { readonly by: Written } | { readonly within: Written };
type Said = {
  readonly expr: Written;
  readonly source: Source;
  readonly path: Path;
  readonly known?: ReadonlySet<string>;
};

function* anchors(post: Post, subject: Subject): Generator<Finding> {
  const known = anchorsOf(post, subject);
  for (const { expr, source, path, known: own = known } of exprsOf(post, subject)) {
    const name = baseOf(expr);
    if (!isAnchorName(name) || own.has(name)) continue;
    const where = { source, path: typeof expr === 'string' ? path : [...path, 'from'] };
    yield finding('unknown-anchor', where, { name, obligation: post.id, known: [...own].sort() }, nearest(name, own));
  }
}

/** Every date expression that an instance of the post will have to resolve. */
function* exprsOf(post: Post, subject: Subject): Generator<Said> {
  const { duty, at, obligation } = post;
  const source = subject.bundle.sources.plan;
  if (duty.deadline) yield { ...ruleExpr(duty.deadline, [...at, 'deadline']), source };
  if (post.kind === 'occurrence' && !('on' in obligation.schedule)) {
    const { cutOff, closes } = obligation.schedule;
    const opening = ['period.start', 'period.end', 'opened'];
    if (cutOff) yield { expr: cutOff, source, path: [...at, 'schedule', 'cutOff'], known: new Set(opening) };
    const withCutOff = new Set([...opening, ...(cutOff === undefined ? [] : ['cutOff'])]);
    if (closes) yield { expr: closes, source, path: [...at, 'schedule', 'closes'], known: withCutOff };
  }
  const chart = subject.charts.get(post.lifecycle);
  if (!chart) return;
  for (const [event, { on, carries = {} }] of Object.entries(duty.assume ?? {})) {
    const path = [...at, 'assume', event];
    yield { expr: on, source, path: [...path, 'on'] };
    const fields = fieldsOf(chart, subject, event);
    for (const [field, value] of Object.entries(carries)) {
      const kind = fields === 'any' ? undefined : fields?.get(field);
      const isDate = (kind === 'day' || kind === 'instant') && (typeof value === 'string' || typeof value === 'object');
      if (isDate && value !== null && !Array.isArray(value))
        yield { expr: value, source, path: [...path, 'carries', field] };
    }
  }
  for (const [name, rule] of Object.entries(chart.lifecycle.windows ?? {}))
    if ('on' in rule) yield { expr: rule.on, source: chart.source, path: ['windows', name, 'on'] };
  for (const { action, at: place } of actionsIn(chart))
    if (action.type === 'deadline.set' && !('field' in action.params) && !('own' in action.params))
      yield { ...ruleExpr(action.params, [...place, 'params']), source: chart.source };
  for (const { guard, at: place } of guardsIn(chart))
    if (guard.type === 'event.day')
      for (const key of ['notBefore', 'notAfter'] as const) {
        const expr = guard.params[key];
        if (expr !== undefined) yield { expr, source: chart.source, path: [...place, 'params', key] };
      }
}

function ruleExpr(rule: WrittenRule, path: Path): { readonly expr: Written; readonly path: Path } {
  if ('before' in rule) return { expr: rule.before, path: [...path, 'before'] };
  return 'by' in rule ? { expr: rule.by, path: [...path, 'by'] } : { expr: rule.within, path: [...path, 'within'] };
}

/** The days that are known of an instance before it opens: of a task, not the day on which it will be handed out. */
function daysOf(post: Post, { opening, day }: Opened, subject: Subject): Anchors {
  const { cutOff, closes, period } = opening;
  const known = anchorsIn(period);
  const own = { cutOff, closes: closes === undefined ? undefined : dayOf(closes) };
  if (post.kind === 'occurrence') return { ...known, days: { ...known.days, opened: day, ...own } };
  const parent = post.parent;
  const end = parent && legalEnd(parent, { opening, day }, subject);
  const ofParent = parent?.kind === 'occurrence' ? own : undefined;
  const deadline = end && dayOf(end.legalEnd);
  return {
    ...known,
    days: {
      ...known.days,
      'parent.cutOff': ofParent?.cutOff,
      'parent.closes': ofParent?.closes,
      'parent.deadline': deadline,
    },
  };
}

function legalEnd(post: Post, opened: Opened, subject: Subject): Deadline | undefined {
  const rule = post.duty.deadline;
  if (!rule) return undefined;
  try {
    return resolveDeadline(rule, daysOf(post, opened, subject), subject.bundle.calendar);
  } catch (error) {
    if (error instanceof CalendarError) return undefined;
    throw error;
  }
}

function* deadlines(post: Post, subject: Subject, openings: Openings): Generator<Finding> {
  const rule = post.duty.deadline;
  if (!rule) return;
  const { plan, sources: files, calendar } = subject.bundle;
  const { path } = ruleExpr(rule, [...post.at, 'deadline']);
  const where = { source: files.plan, path };
  const opened = openings(post.obligation.id);
  const first = opened[0];
  const impossible = first && refused(() => resolveDeadline(rule, daysOf(post, first, subject), calendar));
  // Days that only time can tell are not known here.
  if (impossible && impossible['problem'] !== 'anchor-unknown') {
    yield finding('date-impossible', where, impossible);
    return;
  }
  // What opens for a period beside the term has been said; that it ends there too is no news.
  const asked = opened.filter(({ opening }) => touches(opening.period, plan.term));
  const spans = asked.flatMap((one) => {
    const end = legalEnd(post, one, subject);
    return end ? [{ opened: one.day, end }] : [];
  });
  yield* pastAtOpening(post, spans, where);
  const ends = spans.map(({ end }) => dayOf(end.legalEnd));
  const off = ends.filter((day) => !isWorkingDay(calendar, day));
  if (rule.roll === undefined && off.length > 0)
    yield finding('deadline-day-off', where, { obligation: post.id, days: off.slice(0, 12) });
  const outside = ends.filter((day) => day > plan.term.to);
  if (outside.length > 0)
    yield finding('deadline-outside-term', where, {
      obligation: post.id,
      days: outside.slice(0, 12),
      to: plan.term.to,
    });
}

/** Overdue from the first moment. A task opens with its occurrence at the earliest. */
function* pastAtOpening(post: Post, spans: readonly Span[], where: Parameters<typeof finding>[1]): Generator<Finding> {
  const past = spans.filter(isPast).slice(0, 12);
  if (past.length === 0) return;
  const days = past.map(({ end }) => dayOf(end.legalEnd));
  const opens = past.map(({ opened }) => opened);
  yield finding('deadline-before-opening', where, { obligation: post.id, days, opens });
}

/** The period that a link names is one that the other obligation opens. */
function* sources(post: Post, { bundle }: Subject, openings: Openings): Generator<Finding> {
  for (const [index, { obligation, period }] of (post.duty.listens ?? []).entries()) {
    const other = bundle.plan.obligations.find(({ id }) => id === obligation);
    const opens = new Set(openings(obligation).map((one) => one.opening.period.id));
    if (!other || 'on' in other.schedule || opens.size === 0 || !isPeriod(period)) continue;
    const own = openings(post.obligation.id).map((one) => one.opening.period);
    const asked = own.length > 0 ? own.map((one) => periodMeant(period, one)) : isPeriodName(period) ? [period] : [];
    if (asked.length === 0 || asked.some((id) => opens.has(id))) continue;
    const where = { source: bundle.sources.plan, path: [...post.at, 'listens', index, 'obligation'] };
    yield finding('source-never-opens', where, { obligation, asked: asked.slice(0, 4), opens: [...opens].slice(0, 4) });
  }
}

type Reminder = Timing['reminders'][number];

/** A reminder that no occurrence can ever send. */
function* reminders(subject: Subject, openings: Openings): Generator<Finding> {
  const { calendar, sources: files } = subject.bundle;
  for (const { timing, at, of } of timingsOf(subject)) {
    const spans = of.map((post) => spansOf(post, subject, openings));
    for (const [index, reminder] of timing.reminders.entries()) {
      const misses = spans.map((span) => span?.map((one) => missed(reminder, one, calendar)));
      const always = (how: Miss) =>
        misses.length > 0 && misses.every((some) => some?.length && some.every((m) => m === how));
      const backwards = (reminder.from === 'opened') === reminder.workingDays < 0;
      const senseless = backwards && reminder.workingDays !== 0;
      const rule =
        (senseless && reminder.from !== 'opened') || always('late')
          ? 'reminder-too-late'
          : (senseless && reminder.from === 'opened') || always('early')
            ? 'reminder-too-early'
            : isCrowdedOut(timing, reminder, spans, calendar)
              ? 'reminder-crowded-out'
              : undefined;
      const path = [...at, 'reminders', index, 'workingDays'];
      if (rule)
        yield finding(rule, { source: files.plan, path }, { key: reminder.key, workingDays: reminder.workingDays });
    }
  }
}

/** All whom it is for have always been reminded within the day before: in every occurrence it is left out. */
function isCrowdedOut(
  { reminders: all }: Timing,
  reminder: Reminder,
  spans: readonly (readonly Span[] | undefined)[],
  calendar: Subject['bundle']['calendar'],
): boolean {
  const known = spans.flatMap((some) => some ?? []);
  if (known.length === 0 || spans.some((some) => some === undefined)) return false;
  return known.every((span) => {
    if (missed(reminder, span, calendar)) return false;
    const rules = { reminders: all, escalations: [] };
    const { reminders: kept } = timingOf(rules, span.end, timeOf(span.opened, OFFICE_OPENS), calendar);
    return !kept.some(({ key }) => key === reminder.key);
  });
}

type Span = { readonly opened: Day; readonly end: Deadline };
const isPast = ({ opened, end }: Span): boolean => end.legalEnd < timeOf(opened, OFFICE_OPENS);
type Miss = 'early' | 'late' | undefined;

/** From opening to deadline, where both are known beforehand for every occurrence; one that is reversed has been said. */
function spansOf(post: Post, subject: Subject, openings: Openings): readonly Span[] | undefined {
  if (post.kind !== 'occurrence') return undefined;
  const spans = openings(post.id).map((one) => ({ opened: one.day, end: legalEnd(post, one, subject) }));
  return spans.every((span): span is Span => span.end !== undefined) ? spans.filter((one) => !isPast(one)) : undefined;
}

function missed(reminder: Reminder, { opened, end }: Span, calendar: Subject['bundle']['calendar']): Miss {
  const from = reminder.from === 'opened' ? opened : dayOf(end.workingEnd);
  const moment = timeOf(addWorkingDays(calendar, from, reminder.workingDays), reminder.at ?? OFFICE_OPENS);
  if (moment < timeOf(opened, OFFICE_OPENS)) return 'early';
  return moment > end.legalEnd ? 'late' : undefined;
}
