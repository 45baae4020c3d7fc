import type { Calendar, Instant } from '../core/calendar/calendar.js';
import { postsOf } from '../core/access.js';
import { dayOf, workingDaysBetween } from '../core/calendar/working-time.js';
import type { Definition } from '../core/definition/definition.js';
import { timelinessTags, type Label } from '../core/definition/schema.js';
import type { Entry, Seat } from '../core/instance.js';
import type { News, Standing } from './stage.js';

/** How an instance ended, or stands. Handed in counts by its verdict, also before it is closed. */
export type Fate = 'onTime' | 'late' | 'missing' | 'exempt' | 'cancelled' | 'untimed' | 'open' | 'overdue';

/** A stretch in which the work of an instance stood still. */
export type Wait = {
  readonly instance: string;
  readonly obligation: string;
  readonly period: string;
  readonly unit: string;
  readonly state: Label | null;
  readonly since: Instant;
  readonly until: Instant;
  readonly workingDays: number;
  /** Who ended it. */
  readonly by: Seat;
};

/** What a summary keeps of an instance: small, so that closed ones cost little. */
export type Told = {
  readonly kind: Definition['kind'];
  readonly obligation: string;
  readonly year: number;
  readonly parent: string | null;
  readonly fate: Fate;
  /** While it runs: its last standing, and since when its work stands still. */
  readonly open?: Open;
};
type Open = { readonly standing: Standing; readonly since: Instant; readonly state: Label | null };

const LONGEST = 8;

/** Watches a rehearsal and remembers what its summary will tell. */
export class Chronicle {
  readonly instances = new Map<string, Told>();
  readonly waits: Wait[] = [];
  entries = 0;

  constructor(
    private readonly definitions: ReadonlyMap<string, Definition>,
    private readonly calendar: Calendar,
  ) {}

  readonly see = (news: readonly News[]): void => {
    for (const { standing, entries } of news) {
      this.entries += entries.length;
      const definition = this.definitions.get(standing.definition);
      if (definition) this.instances.set(standing.key, this.told(standing, definition, entries));
    }
  };

  private told(standing: Standing, definition: Definition, entries: readonly Entry[]): Told {
    const { key, parent, obligation, snapshot, status } = standing;
    const before = this.instances.get(key)?.open;
    const moved = entries.filter((entry, index) => workOf(entry) !== workOf(entries[index - 1] ?? before?.standing));
    const [first, last] = [moved[0], moved.at(-1)];
    if (before && first) this.ended(before, first, definition);
    const since = last?.at ?? before?.since ?? snapshot.context.opened;
    const open = { standing, since, state: last ? stateOf(definition, standing) : (before?.state ?? null) };
    const common = {
      kind: definition.kind,
      obligation,
      year: snapshot.context.period.year,
      parent,
      fate: fateOf(standing),
    };
    return status === 'done' ? common : { ...common, open };
  }

  private ended({ standing, since, state }: Open, { at, actor, event }: Entry, definition: Definition): void {
    if (actor.kind !== 'person' || definition.kind === 'series') return;
    const { key, obligation, snapshot } = standing;
    const { unit, period, children } = snapshot.context;
    // What waited for its tasks is told by the tasks.
    if (Object.values(children).some(({ expected }) => expected > 0)) return;
    const posts = (definition.events[event.type]?.by ?? []).flatMap((role) => postsOf(definition, role, unit));
    const by = posts.find((post) => actor.seats.some((seat) => seat.unit === post.unit && seat.seat === post.seat));
    if (!by) return;
    const workingDays = workingDaysBetween(this.calendar, dayOf(since), dayOf(at));
    if (this.waits.length === LONGEST && workingDays <= (this.waits.at(-1)?.workingDays ?? 0)) return;
    this.waits.push({ instance: key, obligation, period: period.id, unit, state, since, until: at, workingDays, by });
    this.waits.sort((a, b) => b.workingDays - a.workingDays || a.since - b.since || (a.instance < b.instance ? -1 : 1));
    this.waits.splice(LONGEST);
  }
}

const timed: ReadonlySet<string> = new Set(timelinessTags);
const workOf = (tagged: Pick<Entry, 'tags'> | undefined): string | undefined =>
  tagged?.tags.filter((tag) => !timed.has(tag) && !/^escalated-\d$/.test(tag)).join(' ');

function fateOf({ tags, status, snapshot }: Standing): Fate {
  const { verdict } = snapshot.context;
  if (tags.includes('exempt')) return 'exempt';
  if (tags.includes('cancelled')) return 'cancelled';
  if (verdict !== null) return verdict === 'late' ? 'late' : 'onTime';
  if (status !== 'done') return tags.includes('overdue') ? 'overdue' : 'open';
  return tags.includes('missing') ? 'missing' : 'untimed';
}

/** The label of the innermost work state that has one. */
function stateOf({ labels }: Definition, { snapshot }: Standing): Label | null {
  const { value } = snapshot;
  const work =
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as { work?: unknown }).work
      : undefined;
  return [...pathsOf(work)].reduce<Label | null>((found, path) => labels[path] ?? found, null);
}

function* pathsOf(value: unknown, above = ''): Generator<string> {
  if (typeof value === 'string') yield above + value;
  else if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) {
      yield above + name;
      yield* pathsOf(inner, `${above}${name}.`);
    }
}
