import { toIso } from '../core/calendar/working-time.js';
import type { Definition } from '../core/definition/definition.js';
import type { Label } from '../core/definition/schema.js';
import type { Chronicle, Fate } from './chronicle.js';
import type { Trouble } from './people.js';
import type { NoticeCount, Verified } from './stage.js';
import { openItems, type OpenItem, type Seen } from './summary-open.js';
import { lateUnits, type LateUnit } from './summary-units.js';
import type { Wait } from './waits.js';

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
  readonly lateUnits: readonly LateUnit[];
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
> &
  Seen & {
    readonly notices: readonly NoticeCount[];
    readonly troubles: readonly Trouble[];
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
  const still = [...chronicle.instances.values()].flatMap(({ kind, open }) =>
    open && kind !== 'series' ? [open] : [],
  );
  return {
    ...known,
    instances: chronicle.instances.size,
    entries: chronicle.entries,
    obligations: obligationsOf(chronicle, notices, definitions),
    open: openItems({ chronicle, definitions, calendar, until, awaited }),
    lateUnits: lateUnits(chronicle.instances.values()),
    longestWaits: chronicle.waits.upTo(until, still).map(({ since, until: end, ...wait }) => ({
      ...wait,
      since: toIso(since),
      until: toIso(end),
    })),
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

function counted(troubles: readonly Trouble[]): Summary['troubles'] {
  const counts = new Map<string, Summary['troubles'][number]>();
  for (const { act, code, instance, at } of troubles) {
    const id = `${act} ${code}`;
    const known = counts.get(id);
    counts.set(id, known ? { ...known, n: known.n + 1 } : { act, code, n: 1, first: { instance, at: toIso(at) } });
  }
  return [...counts.values()];
}
