import type { Day } from '../../calendar/day.js';
import {
  candidatesWithin,
  openingsFrom,
  type Period,
  type PeriodicSchedule,
  type RuleSchedule,
} from '../../calendar/recurrence.js';
import type { Finding, Path } from '../finding.js';
import type { Post, Subject } from './duties.js';
import { MOST, refused, type Opened, type Openings } from './openings.js';
import { finding } from './rules.js';

type Term = Subject['bundle']['plan']['term'];

/** What a schedule is to open opens within the plan's term, and nothing else does. */
export function* withinTerm(post: Post, subject: Subject, openings: Openings): Generator<Finding> {
  const { bundle } = subject;
  const { schedule: when } = post.obligation;
  const { term } = bundle.plan;
  const source = bundle.sources.plan;
  const path = [...post.at, 'schedule'];
  if ('on' in when || term.from > term.to) return;
  const impossible = refused(() => openingsFrom(when, term.from, bundle.calendar).next());
  if (impossible) {
    if (impossible['problem'] !== 'anchor-unknown')
      yield finding('date-impossible', { source, path, of: 'key' }, impossible);
    return;
  }
  const outside = (key: string, day: string, at: Path = [...path, key]) =>
    finding('outside-term', { source, path: at }, { day, from: term.from, to: term.to });
  const opened = openings(post.id);
  if ('once' in when) {
    if (opened.length === 0) yield outside('once', when.once);
    return;
  }
  const { from, until } = when;
  const late = from !== undefined && from > term.to;
  const early = until !== undefined && until < term.from;
  if (late) yield outside('from', from);
  if (early) yield outside('until', until);
  const strays = straysOf(when, opened, subject);
  if (strays.length > 0)
    yield finding('outside-term', { source, path: [...path, 'opens'], of: 'key' }, inWords(strays, term));
  const told = new Set(
    [...opened.map(({ opening }) => opening.period), ...strays.map(({ period }) => period)].map(({ year }) => year),
  );
  const years = 'years' in when ? (when.years ?? []) : [];
  const idle = years.filter((year) => !told.has(year));
  for (const year of idle) yield outside('years', String(year), [...path, 'years', years.indexOf(year)]);
  if (opened.length === 0 && !late && !early && idle.length === 0 && strays.length === 0)
    yield finding('never-opens', { source, path, of: 'key' }, { obligation: post.id, from: term.from, to: term.to });
}

/** A period of the term that opens outside it is lost, in silence; one outside that opens within was not asked for. */
type Stray = { readonly period: Period; readonly day: Day; readonly isLost: boolean };

function straysOf(
  schedule: PeriodicSchedule | RuleSchedule,
  opened: readonly Opened[],
  { bundle: { plan, calendar } }: Subject,
): readonly Stray[] {
  const { from, to } = plan.term;
  const lost: Stray[] = [];
  let left = MOST;
  for (const {
    period,
    opened: { day },
  } of candidatesWithin(schedule, from, to, calendar)) {
    if (isMeant(schedule, day) && (day < from || day > to)) lost.push({ period, day, isLost: true });
    if ((left -= 1) === 0) break;
  }
  const others = opened
    .map(({ opening: { period }, day }) => ({ period, day, isLost: false }))
    .filter(({ period }) => !touches(period, plan.term));
  return [...lost, ...others];
}

export const touches = ({ start, end }: Period, term: Term): boolean => end >= term.from && start <= term.to;

/** Whoever bounds the openings knows what they leave out. */
const isMeant = ({ from, until }: PeriodicSchedule | RuleSchedule, day: Day): boolean =>
  (from === undefined || day >= from) && (until === undefined || day <= until);

const inWords = (strays: readonly Stray[], { from, to }: Term): Finding['facts'] => {
  const shown = (which: readonly Stray[]) => which.slice(0, 12).map(({ period, day }) => `${period.id} (${day})`);
  const [lost, others] = [strays.filter(({ isLost }) => isLost), strays.filter(({ isLost }) => !isLost)].map(shown);
  return { problem: 'periods', lost: lost ?? [], others: others ?? [], from, to };
};
