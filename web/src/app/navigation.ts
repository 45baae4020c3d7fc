import {
  type Icon,
  IconChartLine,
  IconTimeline,
  IconGauge,
  IconInbox,
  IconTable,
  IconUserCircle,
  IconCalendarEvent,
  IconLayoutKanban,
  IconListDetails,
  IconChecklist,
} from '@tabler/icons-react';
import { type AdminText, adminEntries } from './admin-navigation';
import type { Me } from '../features/session/get-me';
import { paths } from './paths';
import { ownUnits } from '../features/tasks/own-units';

export type Entry = {
  readonly to: (typeof paths)[keyof typeof paths];
  /** Below `navigation` in locales/…/common.json. */
  readonly text:
    | 'desk'
    | 'follow'
    | 'tasks'
    | 'dueDates'
    | 'inbox'
    | 'profile'
    | 'leadership'
    | 'matrix'
    | 'trend'
    | 'year'
    | 'obligations'
    | AdminText;
  readonly icon: Icon;
  readonly isFor: (me: Me) => boolean;
};

const everybody = (): boolean => true;
const holds =
  (...roles: readonly Role[]) =>
  ({ posts }: Me): boolean =>
    posts.some((post) => post.roles.some((role) => roles.includes(role)));
type Role = Me['posts'][number]['roles'][number];
const isLeader = holds('leader', 'member');
const seesAll = holds('secretariat', 'administrator', 'auditor');

/** Whoever does the work of a unit that has a campaign of its own, as the scoring agencies have; and who appraises for one. */
const followsOthers = (me: Me): boolean =>
  holds('appraiser')(me) ||
  me.posts.some(
    ({ collects, roles }) => collects && roles.some((role) => role === 'unit-officer' || role === 'unit-head'),
  );
/** Who looks at an obligation over all its periods, rather than at their own part of it. */
export const followsObligations = (me: Me): boolean => isLeader(me) || seesAll(me) || followsOthers(me);
const isSecretary = holds('secretariat');

const worksForUnit = ({ posts }: Me): boolean => ownUnits(posts).length > 0;

/** In the order in which they stand. The first that is for somebody is where their day begins. */
const entries: readonly Entry[] = [
  { to: paths.leadership, text: 'leadership', icon: IconGauge, isFor: isLeader },
  { to: paths.desk, text: 'desk', icon: IconLayoutKanban, isFor: isSecretary },
  { to: paths.tasks, text: 'tasks', icon: IconChecklist, isFor: worksForUnit },
  { to: paths.desk, text: 'follow', icon: IconLayoutKanban, isFor: (me) => followsOthers(me) && !isSecretary(me) },
  { to: paths.dueDates, text: 'dueDates', icon: IconCalendarEvent, isFor: worksForUnit },
  { to: paths.inbox, text: 'inbox', icon: IconInbox, isFor: ({ rights }) => rights.includes('inbox.read') },
  // Those who look after it all see it too, after what is theirs to do.
  { to: paths.leadership, text: 'leadership', icon: IconGauge, isFor: (me) => seesAll(me) && !isLeader(me) },
  { to: paths.matrix, text: 'matrix', icon: IconTable, isFor: (me) => isLeader(me) || seesAll(me) },
  { to: paths.year, text: 'year', icon: IconTimeline, isFor: (me) => isLeader(me) || seesAll(me) },
  {
    to: paths.obligations,
    text: 'obligations',
    icon: IconListDetails,
    isFor: (me) => followsObligations(me),
  },
  { to: paths.trend, text: 'trend', icon: IconChartLine, isFor: (me) => isLeader(me) || seesAll(me) },
  ...adminEntries,
  { to: paths.profile, text: 'profile', icon: IconUserCircle, isFor: everybody },
];

export const entriesFor = (me: Me): readonly Entry[] => entries.filter(({ isFor }) => isFor(me));

/** As much of a piece of work as says whose it is. */
export type Whose = { readonly kind: string; readonly unit: { readonly code: string } };
/** Where the work of others is followed: the first of these that is somebody's. */
const following: readonly Entry['to'][] = [paths.desk, paths.leadership, paths.obligations, paths.tasks];
const isBelow = (path: string, to: string): boolean => path === to || path.startsWith(`${to}/`);

/**
 * The entry to which a page belongs. The page of a task is its unit's own, and for all others where they follow it; `work` is
 * what stands there, as soon as that is known.
 */
export function entryOf(me: Me, path: string, work: Whose | undefined): Entry['to'] | undefined {
  const mine = entriesFor(me).map(({ to }) => to);
  const followed = following.find((to) => mine.includes(to));
  if (path.startsWith('/dot/')) return followed;
  if (isBelow(path, paths.explanations)) return mine.find((to) => to === paths.leadership) ?? followed;
  if (path.startsWith(`${paths.tasks}/`) && followed !== paths.tasks) {
    if (!work) return undefined;
    const isOwn = work.kind === 'task' && ownUnits(me.posts).includes(work.unit.code);
    return isOwn && mine.includes(paths.tasks) ? paths.tasks : followed;
  }
  return [...mine].sort((a, b) => b.length - a.length).find((to) => isBelow(path, to));
}

/** Where the day begins: with what is first for one; of whoever only keeps the house, with the plans that run in it. */
export const homeOf = (me: Me): Entry['to'] =>
  me.rights.includes('plans.edit') && !isLeader(me) && !isSecretary(me) && !worksForUnit(me)
    ? paths.plans
    : (entriesFor(me)[0]?.to ?? paths.profile);
