import { postsOf } from '../core/access.js';
import type { Calendar, Instant } from '../core/calendar/calendar.js';
import { dayOf, workingDaysBetween } from '../core/calendar/working-time.js';
import type { Definition } from '../core/definition/definition.js';
import type { Label } from '../core/definition/schema.js';
import type { Entry, Seat } from '../core/instance.js';
import type { Standing } from './stage.js';

/** An instance that runs: its last standing, and since when its work stands still. */
export type Open = { readonly standing: Standing; readonly since: Instant; readonly state: Label | null };

/** Who brought a wait to its end: a post, other work (a round that closed), the clock, or nobody yet. */
export type EndedBy =
  | ({ readonly kind: 'post' } & Seat)
  | { readonly kind: 'work'; readonly instance: string }
  | { readonly kind: 'clock' }
  | { readonly kind: 'nobody' };

/** A stretch in which work that was not handed in stood still, beyond its working end. */
export type Wait = {
  readonly instance: string;
  readonly obligation: string;
  readonly period: string;
  readonly unit: string;
  readonly state: Label | null;
  readonly since: Instant;
  readonly until: Instant;
  readonly workingDays: number;
  /** How many of its working days lie past the working end. */
  readonly pastEnd: number;
  readonly by: EndedBy;
};

const LONGEST = 8;
/** Nobody waits for what is done, or need not be done. */
const AT_REST = ['handed-in', 'exempt', 'cancelled', 'suspended'];

/** Working days from the working end to a day; 0 before it, or where there is none. */
export function daysPastEnd({ snapshot }: Standing, since: Instant, until: Instant, calendar: Calendar): number {
  const end = snapshot.context.due['working-end'];
  if (end === undefined) return 0;
  return Math.max(0, workingDaysBetween(calendar, dayOf(Math.max(end, since)), dayOf(until)));
}

/** The waits that lasted longest past the working end, whoever ended them; the silent unit's are among them. */
export class LongestWaits {
  private readonly kept: Wait[] = [];
  /** Closed from above without having been handed in: nobody waits for them any more. */
  private readonly closed = new Set<string>();

  constructor(private readonly calendar: Calendar) {}

  ended(open: Open, entry: Entry, definition: Definition): void {
    if (this.closed.has(open.standing.key)) return;
    // What came on paper in time was not waited for any longer than that.
    this.take(open, entry.effectiveAt ?? entry.at, endOf(entry, open.standing, definition));
    const { key, parent } = open.standing;
    if (entry.actor.kind === 'instance' && entry.actor.key === parent) this.closed.add(key);
  }

  /** With those that still last at this moment. */
  upTo(until: Instant, open: Iterable<Open>): readonly Wait[] {
    const all = new LongestWaits(this.calendar);
    all.kept.push(...this.kept);
    for (const one of open) if (!this.closed.has(one.standing.key)) all.take(one, until, { kind: 'nobody' });
    return all.kept;
  }

  private take({ standing, since, state }: Open, until: Instant, by: EndedBy): void {
    const { key, obligation, snapshot, tags } = standing;
    const { unit, period, children } = snapshot.context;
    // What waited for its tasks is told by the tasks.
    if (Object.values(children).some(({ expected }) => expected > 0) || AT_REST.some((tag) => tags.includes(tag)))
      return;
    const pastEnd = daysPastEnd(standing, since, until, this.calendar);
    if (pastEnd === 0) return;
    const workingDays = workingDaysBetween(this.calendar, dayOf(since), dayOf(until));
    this.kept.push({
      instance: key,
      obligation,
      period: period.id,
      unit,
      state,
      since,
      until,
      workingDays,
      pastEnd,
      by,
    });
    this.kept.sort(byLength);
    this.kept.splice(LONGEST);
  }
}

const byLength = (a: Wait, b: Wait): number =>
  b.pastEnd - a.pastEnd ||
  b.workingDays - a.workingDays ||
  a.since - b.since ||
  (a.instance < b.instance ? -1 : a.instance > b.instance ? 1 : 0);

function endOf({ kind, actor, event }: Entry, { snapshot }: Standing, definition: Definition): EndedBy {
  if (kind === 'timer' || actor.kind === 'system') return { kind: 'clock' };
  if (actor.kind === 'instance') return { kind: 'work', instance: actor.key };
  const roles = definition.events[event.type]?.by ?? [];
  const posts = roles.flatMap((role) => postsOf(definition, role, snapshot.context));
  const held = ({ unit, seat }: Seat): boolean => actor.seats.some((own) => own.unit === unit && own.seat === seat);
  const post = posts.find(held) ?? actor.seats[0];
  return post ? { kind: 'post', unit: post.unit, seat: post.seat } : { kind: 'clock' };
}
