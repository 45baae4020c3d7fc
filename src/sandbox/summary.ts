import type { Calendar, Instant } from '../core/calendar/calendar.js';
import { dayOf, toIso, workingDaysBetween } from '../core/calendar/working-time.js';
import { postsOf } from '../core/access.js';
import type { Definition } from '../core/definition/definition.js';
import type { Label } from '../core/definition/schema.js';
import type { Seat } from '../core/instance.js';
import type { NamedAct } from './acts.js';
import type { Chronicle, Fate, Wait } from './chronicle.js';
import type { Trouble } from './people.js';
import type { NoticeCount, Standing, Verified } from './stage.js';

/** Messages that were sent, by what they were. */
export type Sent = { reminders: number; overdue: number; escalations: Record<string, number>; messages: number };
export type YearSummary = { readonly year: number; occurrences: number; tasks: number } & Record<Fate, number> & {
    readonly sent: Sent;
  };
export type ObligationSummary = {
  readonly obligation: string;
  readonly label: Label;
  readonly clause: string;
  readonly years: readonly YearSummary[];
};

/** Whom or what an open instance waits for. */
export type WaitsFor =
  | { readonly kind: 'post'; readonly posts: readonly Seat[] }
  | { readonly kind: 'tasks'; readonly n: number }
  | { readonly kind: 'obligations'; readonly obligations: readonly string[] }
  | { readonly kind: 'date'; readonly at: string }
  | { readonly kind: 'unknown' };
export type OpenItem = {
  readonly instance: string;
  readonly obligation: string;
  readonly period: string;
  readonly unit: string;
  readonly state: Label | null;
  readonly isOverdue: boolean;
  readonly since: string;
  readonly workingDays: number;
  readonly waitsFor: WaitsFor;
};

/** The document that `--json` prints. Instants are ISO 8601 with offset, days are days. */
export type Summary = {
  readonly seed: number;
  readonly from: string;
  readonly to: string;
  readonly lateness: number;
  readonly stage: 'memory' | 'durable';
  readonly instances: number;
  readonly entries: number;
  readonly letters: number;
  readonly obligations: readonly ObligationSummary[];
  readonly open: readonly OpenItem[];
  readonly longestWaits: readonly (Omit<Wait, 'since' | 'until'> & {
    readonly since: string;
    readonly until: string;
  })[];
  readonly troubles: readonly {
    readonly act: string;
    readonly code: string;
    readonly n: number;
    readonly first: { readonly instance: string; readonly at: string };
  }[];
  readonly verify: Verified;
  readonly historyDigest: string;
};

export type Material = Pick<
  Summary,
  'seed' | 'from' | 'to' | 'lateness' | 'stage' | 'letters' | 'verify' | 'historyDigest'
> & {
  readonly chronicle: Chronicle;
  readonly notices: readonly NoticeCount[];
  readonly troubles: readonly Trouble[];
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly calendar: Calendar;
  readonly until: Instant;
  /** The act that an open instance waits for, if any is written for it. */
  readonly awaited: (key: string) => NamedAct | undefined;
};

export function summarise({
  chronicle,
  notices,
  troubles,
  definitions,
  calendar,
  until,
  awaited,
  ...known
}: Material): Summary {
  const iso = <T extends Wait>({ since, until: end, ...wait }: T) => ({
    ...wait,
    since: toIso(since),
    until: toIso(end),
  });
  return {
    ...known,
    instances: chronicle.instances.size,
    entries: chronicle.entries,
    obligations: obligationsOf(chronicle, notices, definitions),
    open: openItems({ chronicle, definitions, calendar, until, awaited }),
    longestWaits: chronicle.waits.map(iso),
    troubles: counted(troubles),
  };
}

function obligationsOf(
  chronicle: Chronicle,
  notices: readonly NoticeCount[],
  definitions: ReadonlyMap<string, Definition>,
): ObligationSummary[] {
  const years = new Map<string, Map<number, YearSummary>>();
  const row = (obligation: string, year: number): YearSummary => {
    const rows = years.get(obligation) ?? new Map<number, YearSummary>();
    years.set(obligation, rows);
    const known = rows.get(year) ?? emptyYear(year);
    rows.set(year, known);
    return known;
  };
  for (const { kind, obligation, year, fate } of chronicle.instances.values()) {
    if (kind === 'series') continue;
    const counts = row(obligation, year);
    counts[kind === 'task' ? 'tasks' : 'occurrences'] += 1;
    counts[fate] += 1;
  }
  for (const { obligation, year, kind, level, n } of notices) {
    const { sent } = row(obligation, year);
    if (kind === 'reminder') sent.reminders += n;
    else if (kind === 'overdue') sent.overdue += n;
    else if (kind === 'escalation') sent.escalations[String(level)] = (sent.escalations[String(level)] ?? 0) + n;
    else sent.messages += n;
  }
  return [...planOrder(definitions)].flatMap(([obligation, { label, clause }]) => {
    const rows = years.get(obligation);
    return rows ? [{ obligation, label, clause, years: [...rows.values()].sort((a, b) => a.year - b.year) }] : [];
  });
}

/** Obligations as the plan lists them, each followed by the tasks that it opens. */
function planOrder(definitions: ReadonlyMap<string, Definition>): ReadonlyMap<string, Definition> {
  const found = new Map<string, Definition>();
  const visit = (definition: Definition | undefined): void => {
    if (!definition) return;
    if (definition.kind !== 'series' && !found.has(definition.obligation)) found.set(definition.obligation, definition);
    for (const group of Object.values(definition.groups)) visit(definitions.get(group.definition));
  };
  for (const definition of definitions.values()) if (definition.kind === 'series') visit(definition);
  return found;
}

const emptyYear = (year: number): YearSummary => ({
  year,
  occurrences: 0,
  tasks: 0,
  onTime: 0,
  late: 0,
  missing: 0,
  exempt: 0,
  cancelled: 0,
  untimed: 0,
  open: 0,
  overdue: 0,
  sent: { reminders: 0, overdue: 0, escalations: {}, messages: 0 },
});

type Seen = Pick<Material, 'chronicle' | 'definitions' | 'calendar' | 'until' | 'awaited'>;

function openItems(seen: Seen): OpenItem[] {
  const below = new Map<string, number>();
  for (const { open, parent } of seen.chronicle.instances.values())
    if (open && parent !== null) below.set(parent, (below.get(parent) ?? 0) + 1);
  return [...seen.chronicle.instances.values()]
    .flatMap(({ kind, open, obligation, fate }): OpenItem[] => {
      if (!open || kind === 'series') return [];
      const { standing, since, state } = open;
      const { unit, period } = standing.snapshot.context;
      const definition = seen.definitions.get(standing.definition);
      return [
        {
          instance: standing.key,
          obligation,
          period: period.id,
          unit,
          state,
          isOverdue: fate === 'overdue',
          since: toIso(since),
          workingDays: workingDaysBetween(seen.calendar, dayOf(since), dayOf(seen.until)),
          waitsFor: definition
            ? waitsFor(standing, definition, below.get(standing.key) ?? 0, seen)
            : { kind: 'unknown' },
        },
      ];
    })
    .sort((a, b) => b.workingDays - a.workingDays || (a.instance < b.instance ? -1 : 1));
}

function waitsFor(standing: Standing, definition: Definition, open: number, { awaited, until }: Seen): WaitsFor {
  const { context } = standing.snapshot;
  const act = awaited(standing.key);
  if (act) return { kind: 'post', posts: postsOf(definition, act.by, context.unit) };
  if (open > 0) return { kind: 'tasks', n: open };
  const windows = Object.entries(context.due).filter(([name, at]) => name.startsWith('w-') && at > until);
  const next = Math.min(...windows.map(([, at]) => at));
  if (Number.isFinite(next)) return { kind: 'date', at: toIso(next) };
  const obligations = [...new Set(definition.listens.map(({ obligation }) => obligation))];
  return obligations.length > 0 ? { kind: 'obligations', obligations } : { kind: 'unknown' };
}

function counted(troubles: readonly Trouble[]): Summary['troubles'] {
  const counts = new Map<string, Summary['troubles'][number]>();
  for (const { act, code, instance, at } of troubles) {
    const id = `${act} ${code}`;
    const known = counts.get(id);
    counts.set(id, known ? { ...known, n: known.n + 1 } : { act, code, n: 1, first: { instance, at: toIso(at) } });
  }
  return [...counts.values()];
}
