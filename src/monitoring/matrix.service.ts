import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { canonical, sha256 } from '../core/canonical.js';
import { toIso } from '../core/calendar/day.js';
import { scopeFor } from '../people/access.rules.js';
import { isShown } from '../people/looks.js';
import type { Principal } from '../people/principal.js';
import type { PlatformClock } from '../platform/clock.js';
import { fromCursor, pageOf } from '../platform/cursor.js';
import { CLOCK } from '../platform/tokens.js';
import { labelOf } from '../platform/words.js';
import { DefinitionReader, type DefinitionHeads } from '../work/definition.reader.js';
import { stageLabel } from '../work/stage-labels.rules.js';
import { isoOrNull, obligationName, unitName } from '../work/work-view.js';
import type { MatrixCell, MatrixColumn, MatrixQuery, MatrixRow, MatrixView } from './matrix.dto.js';
import {
  MatrixReader,
  type CellRow,
  type ColumnRow,
  type MatrixUnit,
  type Range,
  type UnaskedRow,
  type UnitPlace,
} from './matrix.reader.js';
import { byUrgency, cellState, cellStates, fiveOf, grouped, sumOf, type StandingCounts } from './matrix.rules.js';
import { daysOf, momentOf } from './moment.js';
import type { Asked } from './survey.rules.js';

const place = z.tuple([z.string(), z.int(), z.string()]);
/** Everything that a page of the matrix is made of. */
type Looked = { readonly asked: Asked; readonly range: Range; readonly columns: readonly Column[] };
type Column = MatrixColumn & { readonly parent: string };
type AskedMatrix = Omit<MatrixQuery, 'limit' | 'cursor'>;

/** Units × rounds: a page of units, and totals of all. */
@Injectable()
export class MatrixService {
  constructor(
    private readonly reader: MatrixReader,
    private readonly definitions: DefinitionReader,
    @Inject(CLOCK) private readonly clock: PlatformClock,
  ) {}

  /**
   * The tag of an answer, by one look-up: whose eyes, what is asked, and how far everything has come. Undefined while
   * somebody is writing whose place is before the last: then the answer is tagged by what it says.
   */
  async tag(me: Principal, query: MatrixQuery): Promise<string | undefined> {
    const position = await this.reader.position();
    if (position === null) return undefined;
    const days = daysOf(query, momentOf(query.asOf, await this.clock.now()).moment);
    const asked = canonical({ scope: scopeFor(me), query: { ...query }, from: days.from, to: days.to });
    return `W/"${position}.${sha256(asked).slice(0, 16)}"`;
  }

  async view(me: Principal, query: MatrixQuery): Promise<MatrixView> {
    const after = fromCursor(query.cursor, place);
    const looked = await this.look(me, query);
    const { items, next } = await this.rows(looked, query.limit, after);
    return {
      asOf: isoOrNull(looked.asked.at),
      from: looked.range.from,
      to: looked.range.to,
      legend: cellStates.map((state) => ({
        state,
        letter: labelOf('cellLetters', state),
        label: labelOf('cells', state),
      })),
      columns: looked.columns.map(({ parent: _, ...column }) => column),
      rows: items,
      totals: sumOf(looked.columns.map(({ totals }) => totals)),
      next,
    };
  }

  /** Every page of it, one after the other: what a file is made of. */
  async *pages(me: Principal, query: AskedMatrix): AsyncGenerator<MatrixView> {
    let cursor: string | undefined;
    do {
      const page: MatrixView = await this.view(me, { ...query, limit: 200, cursor });
      yield page;
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
  }

  private async look(me: Principal, { asOf, plan, obligation, unit, unitKind, ...days }: AskedMatrix): Promise<Looked> {
    const { at, moment } = momentOf(asOf, await this.clock.now());
    const asked: Asked = { scope: scopeFor(me), at, plan, unit, unitKind };
    const { from, to } = daysOf(days, moment);
    const range: Range = { from, to, obligations: obligation };
    const [asking, unasked] = await Promise.all([
      this.reader.columns(asked, range),
      unit === undefined && unitKind === undefined ? this.reader.unasked(asked, range) : [],
    ]);
    const heads = await this.definitions.withChildren([...asking, ...unasked].map(({ definition }) => definition));
    isShown(
      [...asking, ...unasked].map(({ plan, parent, parentRestricted }) => ({
        plan,
        key: parent,
        restricted: parentRestricted,
      })),
    );
    const columns = [
      ...asking.map((row) => columnOf(row, heads)),
      ...unasked.flatMap((row) => unaskedColumns(row, heads, obligation)),
    ];
    return { asked, range, columns: columns.sort(byPeriod) };
  }

  private async rows({ asked, range, columns }: Looked, limit: number, after: UnitPlace | undefined) {
    const parents = [...new Set(columns.filter(({ requested }) => requested).map(({ parent }) => parent))];
    const page = { obligations: range.obligations, after, limit: limit + 1 };
    const found = parents.length === 0 ? [] : await this.reader.units(asked, parents, page);
    const { items: units, next } = pageOf(found, limit, ({ plan, order, unit }) => [plan, order, unit]);
    const rows = { obligations: range.obligations, units };
    const cells = units.length === 0 ? [] : await this.reader.cells(asked, parents, rows);
    const heads = await this.definitions.heads(cells.map(({ definition }) => definition));
    isShown(cells);
    const byUnit = grouped(cells, ({ plan, unit }) => `${plan}/${unit}`);
    return {
      items: units.map((unit) => rowOf(unit, byUnit.get(`${unit.plan}/${unit.unit}`) ?? [], columns, heads)),
      next,
    };
  }
}

function columnOf(row: ColumnRow, heads: DefinitionHeads): Column {
  const { parent, parentId, parentSeen, definition, plan, obligation, period, due, lastDue, counts } = row;
  return {
    parent,
    round: { id: parentSeen ? parentId : null, key: parent },
    plan,
    ...taskHead(heads, definition, obligation),
    period,
    due: isoOrNull(due),
    lastDue: isoOrNull(lastDue),
    requested: true,
    totals: fiveOf(counts),
  };
}

/** A column for each group of tasks that the round would open. */
function unaskedColumns(
  { parent, parentId, definition, plan, period }: UnaskedRow,
  heads: DefinitionHeads,
  obligations: readonly string[] | undefined,
): Column[] {
  const groups = Object.keys(heads.get(definition)?.groups ?? {}).filter(
    (group) => obligations?.includes(group) ?? true,
  );
  return groups.map((group) => ({
    parent,
    round: { id: parentId, key: parent },
    plan,
    ...taskHead(heads, definition, group),
    period,
    due: null,
    lastDue: null,
    requested: false,
    totals: fiveOf({}),
  }));
}

function taskHead(heads: DefinitionHeads, round: string, obligation: string) {
  const head = heads.get(heads.get(round)?.groups[obligation] ?? '');
  return { obligation, ...obligationName(head, obligation) };
}

/** As they are due; what has not been asked for yet comes last in its plan. */
const byPeriod = (a: Column, b: Column): number =>
  compare(a.plan, b.plan) || compare(a.due ?? '9', b.due ?? '9') || compare(a.obligation, b.obligation);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function rowOf(
  unit: MatrixUnit,
  cells: readonly CellRow[],
  columns: readonly Column[],
  heads: DefinitionHeads,
): MatrixRow {
  const byPlace = grouped(cells, ({ parent, obligation }) => `${parent} ${obligation}`);
  return {
    plan: unit.plan,
    unit: unitName(unit),
    totals: fiveOf(countsOf(cells)),
    cells: columns.flatMap(({ parent, obligation }, column) => {
      const here = (byPlace.get(`${parent} ${obligation}`) ?? []).map((row) => cellOf(row, heads)).sort(byUrgency);
      const [shown] = here;
      return shown ? [{ column, ...shown, tasks: here.length }] : [];
    }),
  };
}

function cellOf(row: CellRow, heads: DefinitionHeads): Omit<MatrixCell, 'tasks' | 'column'> {
  const stages = heads.get(row.definition)?.stages ?? {};
  return {
    id: row.id,
    state: cellState(row.standing, row.returned),
    returned: row.returned,
    stage: row.stage,
    stageLabel: stageLabel(stages, row.stage, row.done ? 'done' : 'running'),
    due: isoOrNull(row.due),
    submitted: row.submitted === null ? null : toIso(row.submitted),
  };
}

function countsOf(cells: readonly CellRow[]): StandingCounts {
  const counts: Partial<Record<CellRow['standing'], number>> = {};
  for (const { standing } of cells) counts[standing] = (counts[standing] ?? 0) + 1;
  return counts;
}
