import { Inject, Injectable } from '@nestjs/common';
import { dayOf, endOfDay, startOfDay, toDay, toIso, yearOf } from '../core/calendar/day.js';
import { scopeFor } from '../people/access.rules.js';
import { isShown } from '../people/looks.js';
import type { Principal } from '../people/principal.js';
import type { PlatformClock } from '../platform/clock.js';
import { CLOCK } from '../platform/tokens.js';
import { DefinitionReader, type DefinitionHeads } from '../work/definition.reader.js';
import { stageLabel } from '../work/stage-labels.rules.js';
import { isoOrNull, obligationName, timelinessView, unitName } from '../work/work-view.js';
import { MatrixReader, type ColumnRow } from './matrix.reader.js';
import { fiveOf, grouped } from './matrix.rules.js';
import { momentOf } from './moment.js';
import type { Asked } from './survey.rules.js';
import type { RoundTasks, YearBar, YearObligation, YearQuery, YearSection, YearView } from './year.dto.js';
import { YearReader, type BarRow, type NextRow } from './year.reader.js';

type Known = {
  readonly heads: DefinitionHeads;
  readonly tasks: ReadonlyMap<string, readonly ColumnRow[]>;
  readonly next: readonly NextRow[];
};

/** The year of a plan as bars, by the plan's sections. */
@Injectable()
export class YearService {
  constructor(
    private readonly reader: YearReader,
    private readonly matrix: MatrixReader,
    private readonly definitions: DefinitionReader,
    @Inject(CLOCK) private readonly clock: PlatformClock,
  ) {}

  async year(me: Principal, { asOf, plan, obligation, year: named }: YearQuery): Promise<YearView> {
    const { at, moment } = momentOf(asOf, await this.clock.now());
    const year = named ?? yearOf(dayOf(moment));
    const [first, last] = [toDay(year, 1, 1), toDay(year, 12, 31)];
    const [from, to] = [startOfDay(first), endOfDay(last)];
    const asked: Asked = { scope: scopeFor(me), at, plan, obligation };
    const bars = await this.reader.bars(asked, from, to);
    isShown(bars);
    const next = at === null ? await this.reader.next(asked, from, to) : [];
    // A round may run beyond its period: its tasks belong to it wherever the year ends.
    const [earliest, latest] = [toDay(year - 1, 1, 1), toDay(year + 1, 12, 31)];
    const range = { from: earliest, to: latest, obligations: undefined };
    const columns = await this.matrix.columns({ ...asked, obligation: undefined }, range);
    const heads = await this.definitions.withChildren([...bars, ...next].map(({ definition }) => definition));
    const known: Known = { heads, tasks: grouped(columns, ({ parent }) => parent), next };
    return { year, asOf: isoOrNull(at), sections: sectionsOf(obligationsOf(bars, known)) };
  }
}

function obligationsOf(bars: readonly BarRow[], known: Known): YearObligation[] {
  const rows = grouped<BarRow | NextRow>([...bars, ...known.next], ({ plan, obligation }) => `${plan} ${obligation}`);
  return [...rows.values()].flatMap((some) => {
    const last = some.at(-1);
    if (!last) return [];
    const { plan, obligation, definition } = last;
    const head = known.heads.get(definition);
    return {
      plan,
      obligation,
      ...obligationName(head, obligation),
      class: head?.class ?? 'hard',
      bars: some.flatMap((row) => ('id' in row ? [barOf(row, known)] : [])),
      opensNext: isoOrNull(some.flatMap((row) => ('id' in row ? [] : [row.at]))[0]),
    };
  });
}

function barOf(row: BarRow, { heads, tasks }: Known): YearBar {
  const stages = heads.get(row.definition)?.stages ?? {};
  return {
    id: row.id,
    key: row.key,
    period: row.period,
    unit: unitName(row),
    stage: row.stage,
    stageLabel: stageLabel(stages, row.stage, row.done ? 'done' : 'running'),
    timeliness: timelinessView({ tags: row.tags, verdict: null, verdictOriginal: null, deadlineKind: null }),
    opened: toIso(row.opened),
    due: isoOrNull(row.due),
    submitted: isoOrNull(row.submitted),
    closed: isoOrNull(row.closed),
    tasks: (tasks.get(row.key) ?? []).map((column) => tasksOf(column, row, heads)),
  };
}

function tasksOf({ obligation, counts, due, lastDue }: ColumnRow, round: BarRow, heads: DefinitionHeads): RoundTasks {
  const head = heads.get(heads.get(round.definition)?.groups[obligation] ?? '');
  return {
    obligation,
    label: obligationName(head, obligation).label,
    numbers: fiveOf(counts),
    due: isoOrNull(due),
    lastDue: isoOrNull(lastDue),
  };
}

/** “5.1¶3” belongs to 5.1, “4•2” to 4; what comes from several clauses stands where the first does. */
const sectionOf = ({ clause }: YearObligation): string => /^\d+(?:\.\d+)*/.exec(clause)?.[0] ?? '';

function sectionsOf(obligations: readonly YearObligation[]): YearSection[] {
  const sections = grouped(obligations, (one) => `${one.plan} ${sectionOf(one)}`);
  return [...sections.values()]
    .flatMap((some) => {
      const [first] = some;
      return first ? [{ plan: first.plan, section: sectionOf(first), obligations: [...some] }] : [];
    })
    .sort((a, b) => compare(a.plan, b.plan) || a.section.localeCompare(b.section, 'en', { numeric: true }));
}
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
