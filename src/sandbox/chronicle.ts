import type { Calendar } from '../core/calendar/calendar.js';
import { ROOT } from '../core/definition/compile.js';
import type { Definition } from '../core/definition/definition.js';
import { timelinessTags, type Label } from '../core/definition/schema.js';
import type { Entry } from '../core/instance.js';
import type { News, Standing } from './stage.js';
import { LongestWaits, type Open } from './waits.js';

/** How an instance ended, or stands. Handed in counts by its verdict, also before it is closed. */
export type Fate = 'onTime' | 'late' | 'missing' | 'exempt' | 'cancelled' | 'untimed' | 'open' | 'overdue';

/** What a summary keeps of an instance: small, so that closed ones cost little. */
export type Told = {
  readonly kind: Definition['kind'];
  readonly obligation: string;
  readonly unit: string;
  readonly period: string;
  readonly year: number;
  readonly parent: string | null;
  readonly fate: Fate;
  /** While it runs: its last standing, and since when its work stands still. */
  readonly open?: Open;
};

/** Watches a rehearsal and remembers what its summary will tell. */
export class Chronicle {
  readonly instances = new Map<string, Told>();
  readonly waits: LongestWaits;
  entries = 0;

  constructor(
    private readonly definitions: ReadonlyMap<string, Definition>,
    calendar: Calendar,
  ) {
    this.waits = new LongestWaits(calendar);
  }

  readonly see = (news: readonly News[]): void => {
    for (const { standing, entries } of news) {
      this.entries += entries.length;
      const definition = this.definitions.get(standing.definition);
      if (definition) this.instances.set(standing.key, this.told(standing, definition, entries));
    }
  };

  private told(standing: Standing, definition: Definition, entries: readonly Entry[]): Told {
    const { key, parent, obligation, snapshot, status } = standing;
    const { unit, period } = snapshot.context;
    const before = this.instances.get(key)?.open;
    const moved = movesOf(entries, before?.standing, standing);
    const [first, last] = [moved[0], moved.at(-1)];
    if (before && first) this.waits.ended(before, first, definition);
    const since = last?.at ?? before?.since ?? snapshot.context.opened;
    const open = { standing, since, state: stateOf(definition, standing) };
    const common = {
      kind: definition.kind,
      obligation,
      unit,
      period: period.id,
      year: period.year,
      parent,
      fate: fateOf(standing),
    };
    return status === 'done' ? common : { ...common, open };
  }
}

/** The entries that moved the work. Entries tell of tags; that a state without tags was left is seen by where it ends. */
function movesOf(entries: readonly Entry[], before: Standing | undefined, standing: Standing): readonly Entry[] {
  const told = entries.filter((entry, index) => workOf(entry) !== workOf(entries[index - 1] ?? before));
  if (told.length > 0 || !before || pathOf(before) === pathOf(standing)) return told;
  return entries.filter(({ kind, key }) => kind !== 'timer' || !isTimelinessTimer(key)).slice(-1);
}

const isTimelinessTimer = (key: string): boolean => key.includes(`.${ROOT}.timeliness.`);

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
const stateOf = ({ labels }: Definition, standing: Standing): Label | null =>
  [...pathsOf(workIn(standing))].reduce<Label | null>((found, path) => labels[path] ?? found, null);

const pathOf = (standing: Standing): string => [...pathsOf(workIn(standing))].join(' ');

function workIn({ snapshot: { value } }: Standing): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as { work?: unknown }).work
    : undefined;
}

function* pathsOf(value: unknown, above = ''): Generator<string> {
  if (typeof value === 'string') yield above + value;
  else if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) {
      yield above + name;
      yield* pathsOf(inner, `${above}${name}.`);
    }
}
