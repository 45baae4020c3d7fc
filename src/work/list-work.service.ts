import type { Calendar, Instant } from '../core/calendar/calendar.js';
import type { Scope } from '../people/access.rules.js';
import { labelOf } from '../platform/words.js';
import { buckets } from './buckets.rules.js';
import type { CalendarReader } from './calendar.reader.js';
import type { DefinitionReader } from './definition.reader.js';
import { termOf, type Term } from './term.rules.js';
import { workItem } from './work-view.js';
import type { CountsQuery, TaskCounts, WorkPage, WorkQuery } from './work.dto.js';
import type { Kind, WorkReader, WorkRow } from './work.reader.js';

type Readers = {
  readonly work: WorkReader;
  readonly definitions: DefinitionReader;
  readonly calendars: CalendarReader;
  readonly clock: { now(): Promise<Instant> };
};

/** Pages of obligations, occurrences and tasks, with the words of their definitions. */
export class ListWork {
  constructor(private readonly readers: Readers) {}

  async page(scope: Scope, kind: Kind, query: WorkQuery): Promise<WorkPage> {
    const { work, definitions, calendars, clock } = this.readers;
    const { items, next } = await work.list(scope, kind, query);
    const heads = await definitions.withChildren(items.map(({ definition }) => definition));
    const days = await calendars.calendars(items.map(({ calendar }) => calendar));
    const now = await clock.now();
    return { items: items.map((row) => workItem(row, heads, scope, termFor(row, days, now))), next };
  }

  async counts(scope: Scope, query: CountsQuery): Promise<TaskCounts> {
    const { total, ...found } = await this.readers.work.counts(scope, query);
    return {
      buckets: buckets.map((bucket) => ({ bucket, label: labelOf('buckets', bucket), count: found[bucket] })),
      total,
    };
  }
}

function termFor(
  { owed, due, workingEnd, calendar }: WorkRow,
  calendars: ReadonlyMap<string, Calendar>,
  now: Instant,
): Term | null {
  const days = calendars.get(calendar);
  return owed && due !== null && days ? termOf({ due, workingEnd }, days, now) : null;
}
