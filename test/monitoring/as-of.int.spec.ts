import { DataSource } from 'typeorm';
import { DAY, dayOf, endOfDay, startOfDay, toDay, yearOf } from '../../src/core/calendar/day.js';
import { draw, drawWhole } from '../../src/sandbox/dice.js';
import type { Entry } from '../../src/core/instance.js';
import type { EngineHouse } from '../../src/engine/create-engine.js';
import { AgeingReader } from '../../src/monitoring/ageing.reader.js';
import { LeadershipReader } from '../../src/monitoring/leadership.reader.js';
import { MatrixReader } from '../../src/monitoring/matrix.reader.js';
import { grouped } from '../../src/monitoring/matrix.rules.js';
import { queueLists } from '../../src/monitoring/queue.rules.js';
import { ScoresReader } from '../../src/monitoring/scores.reader.js';
import { FIXED, givenIn, LEFT_OUT, sheetOf, type Sheet } from '../../src/monitoring/scores.rules.js';
import { StandingReader } from '../../src/monitoring/standing.reader.js';
import type { Asked } from '../../src/monitoring/survey.rules.js';
import { TrendReader } from '../../src/monitoring/trend.reader.js';
import { YearReader } from '../../src/monitoring/year.reader.js';
import { databaseOptions } from '../../src/platform/database.js';
import { DurableStage } from '../../src/sandbox/durable-stage.js';
import { openRehearsal } from '../../src/sandbox/rehearsal-schema.store.js';
import { rehearse } from '../../src/sandbox/rehearsal.js';
import { count } from '../support/count.js';
import { useDatabase } from '../support/postgres.js';
import { from, peopleOf, realPlan } from '../sandbox/troupe.js';
import { Lived, type Stood } from './lived.js';

// Whatever the readers say of any moment of three years is what the pure engine says that played those histories up to then.
const SEED = 11;
const TERM = { from: from('2023-01-01'), to: from('2026-01-01') - 1 };

let database: DataSource;
let house: EngineHouse;
let close: (keep: boolean) => Promise<void>;
let readers: {
  readonly standing: StandingReader;
  readonly leadership: LeadershipReader;
  readonly matrix: MatrixReader;
  readonly trend: TrendReader;
  readonly year: YearReader;
  readonly ageing: AgeingReader;
};

// Before the database goes, which is dropped with whoever is still connected.
afterAll(async () => {
  await database.destroy();
  await close(false);
});
const db = useDatabase();

beforeAll(async () => {
  const bundle = await realPlan();
  const roster = { units: () => Promise.resolve(bundle.units.units) };
  const opened = await openRehearsal({ databaseUrl: db().url, startAt: TERM.from, roster });
  ({ house, close } = opened);
  const stage = new DurableStage({ house, clock: opened.clock, source: bundle, calendar: bundle.calendar });
  await rehearse({ stage, people: peopleOf(bundle, { seed: SEED }), ...TERM });
  const place = { databaseUrl: db().url, databaseSchema: opened.schema, poolSize: 2 };
  database = await new DataSource(databaseOptions(place)).initialize();
  const standing = new StandingReader(database);
  readers = {
    standing,
    leadership: new LeadershipReader(database, standing),
    matrix: new MatrixReader(database),
    trend: new TrendReader(database),
    year: new YearReader(database),
    ageing: new AgeingReader(database),
  };
  lifecycles = await database.query(`select hash, body->>'lifecycle' as lifecycle from definition`);
}, 600_000);

/** The histories as they were written, played by the engine's pure heart. */
const livedAgain = async (): Promise<Lived> => new Lived(await histories(), house.catalogue.find);

async function histories(): Promise<Entry[][]> {
  const found: Entry[][] = [];
  const stage = new DurableStage({
    house,
    clock: { moveTo: () => Promise.resolve() },
    source: {} as never,
    calendar: {} as never,
  });
  for await (const { entries } of stage.histories()) found.push([...entries]);
  return found;
}

/** Moments of the three years, the last of them its end; the same for everybody. */
const moments = (n: number): number[] =>
  [...Array.from({ length: n - 1 }, (_, i) => drawWhole(TERM.from, TERM.to, draw(SEED, i))), TERM.to].sort(
    (a, b) => a - b,
  );

const ALL = 1_000_000;
let lifecycles: readonly { readonly hash: string; readonly lifecycle: string }[];
const quarterOf = (moment: number): string => {
  const [year = '', month = ''] = dayOf(moment).split('-');
  return `${year}-Q${Math.ceil(Number(month) / 3)}`;
};
const at = (moment: number | null): Asked => ({ scope: 'all', at: moment });
const isWork = ({ kind }: Stood): boolean => kind !== 'series';
const countBy = <T>(rows: readonly T[], keyOf: (row: T) => string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[keyOf(row)] = (counts[keyOf(row)] ?? 0) + 1;
  return counts;
};
const byText = <T>(rows: readonly T[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
const year = (moment: number) => ({
  first: toDay(yearOf(dayOf(moment)), 1, 1),
  last: toDay(yearOf(dayOf(moment)), 12, 31),
});

/** What each reader says of a moment, and what it should say, in a form that can be compared. */
async function said(moment: number, asked: Asked): Promise<Record<string, unknown>> {
  const { standing, leadership, matrix, trend, year: years, ageing } = readers;
  const { first, last } = year(moment);
  const work = await standing.list(asked, { where: 'true', limit: ALL });
  const range = { from: first, to: last, obligations: undefined };
  const columns = await matrix.columns(asked, range);
  const parents = columns.map(({ parent }) => parent);
  const units = await matrix.units(asked, parents, { obligations: undefined, after: undefined, limit: ALL });
  const cells = await matrix.cells(asked, parents, { obligations: undefined, units });
  const days = { from: startOfDay(first), to: endOfDay(last), after: moment, until: moment + 30 * DAY, monday: moment };
  const figures = await leadership.figures(asked, { ...days, escalated: [], leads: [], limit: ALL });
  const lists = Object.entries(queueLists).map(([name, where]) => [name, { where, limit: ALL }] as const);
  const queue = await standing.lists(asked, Object.fromEntries(lists));
  return {
    queue: Object.fromEntries(Object.entries(queue).map(([name, rows]) => [name, rows.map(({ key }) => key).sort()])),
    lateWork: figures.lists.late.map(({ key }) => key).sort(),
    work: byText(
      work.map(({ key, kind, unit, tags, stage, due, done, at: moved }) => [
        key,
        kind,
        unit,
        tags,
        stage,
        due,
        done,
        moved,
      ]),
    ),
    counts: Object.fromEntries(figures.counts.map(({ standing: name, n }) => [name, n])),
    late: Object.fromEntries(figures.lateUnits.map(({ unit, late, since }) => [unit, [late, since]])),
    coming: byText(figures.coming.map(({ obligation, period, due, open }) => [...[obligation, period, due, open]])),
    columns: byText(
      columns.map(({ parent, obligation, due, lastDue, counts }) => [parent, obligation, due, lastDue, sorted(counts)]),
    ),
    trend: byText(
      (await trend.trend(asked, { kind: 'task', step: 'quarter', by: 'unit', from: TERM.from, to: TERM.to })).map(
        ({ name, period, standing: how, n }) => [name, period, how, n],
      ),
    ),
    bars: byText(
      (await years.bars(asked, startOfDay(first), endOfDay(last))).map(
        ({ key, opened, due, submitted, closed, stage }) => [...[key, opened, due, submitted, closed, stage]],
      ),
    ),
    ageing: byText(
      (await ageing.ageing(asked, lifecycles)).map(({ obligation, stage, count: n, overdue, median, oldest }) => [
        ...[obligation, stage, n, overdue, median, oldest],
      ]),
    ),
    unasked: (await matrix.unasked(asked, range)).map(({ parent }) => parent).sort(),
    units: units.map(({ unit }) => unit).sort(),
    cells: byText(
      cells.map(({ unit, parent, obligation, standing: name, stage, due, done, submitted }) => [
        ...[unit, parent, obligation, name, stage, due, done, submitted],
      ]),
    ),
  };
}
const sorted = (counts: object): unknown => Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1));

function expected(moment: number, all: readonly Stood[]): Record<string, unknown> {
  const work = all.filter(isWork);
  const { first, last } = year(moment);
  const [start, end] = [startOfDay(first), endOfDay(last)];
  const isCounted = ({ due, openedAt, standing }: Stood): boolean =>
    (due ?? openedAt) <= end && ((due ?? openedAt) >= start || standing === 'overdue');
  const late = work.filter(({ standing }) => standing === 'overdue');
  const coming = work.filter(
    ({ standing, due }) =>
      (standing === 'on-track' || standing === 'due-soon') && due !== null && due > moment && due <= moment + 30 * DAY,
  );
  const rounds = new Map(
    all
      .filter(({ kind, period }) => kind === 'occurrence' && period.start <= last && period.end >= first)
      .map((one) => [one.key, one]),
  );
  const tasks = work.filter(({ kind, parent }) => kind === 'task' && parent !== null && rounds.has(parent));
  const places = [...new Set(tasks.map(({ parent, obligation }) => `${parent} ${obligation}`))];
  const keysOf = (is: (one: Stood) => boolean): string[] =>
    work
      .filter((one) => is(one) && !one.done)
      .map(({ key }) => key)
      .sort();
  const has = ({ tags }: Stood, ...some: string[]): boolean => tags.some((tag) => some.includes(tag));
  const isTask = ({ kind }: Stood): boolean => kind === 'task';
  const isOwed = (one: Stood): boolean => isTask(one) && !has(one, 'handed-in', 'exempt', 'cancelled', 'suspended');
  return {
    queue: {
      toReceive: keysOf((one) => isTask(one) && has(one, 'handed-in') && has(one, 'submitted')),
      toAppraise: keysOf((one) => isTask(one) && has(one, 'handed-in') && !has(one, 'submitted', 'accepted')),
      waiting: keysOf((one) => isOwed(one) && one.standing !== 'overdue' && !has(one, 'returned')),
      returned: keysOf((one) => isOwed(one) && has(one, 'returned')),
      overdue: keysOf((one) => isOwed(one) && one.standing === 'overdue'),
      toDecide: keysOf((one) => one.kind === 'occurrence' && !has(one, 'cancelled')),
    },
    lateWork: late.map(({ key }) => key).sort(),
    work: byText(
      work.map(({ key, kind, unit, tags, stage, due, done, at: moved }) => [
        key,
        kind,
        unit,
        tags,
        stage,
        due,
        done,
        moved,
      ]),
    ),
    counts: countBy(work.filter(isCounted), ({ standing }) => standing),
    late: Object.fromEntries(
      [...new Set(late.map(({ unit }) => unit))].map((unit) => {
        const own = late.filter((one) => one.unit === unit);
        return [unit, [own.length, Math.min(...own.map(({ due }) => due ?? Infinity))]];
      }),
    ),
    coming: byText(
      Object.entries(
        countBy(coming, ({ obligation, period, due }) => JSON.stringify([obligation, period.id, due])),
      ).map(([place, n]) => [...(JSON.parse(place) as unknown[]), n]),
    ),
    columns: byText(
      places.map((place) => {
        const own = tasks.filter(({ parent, obligation }) => `${parent} ${obligation}` === place);
        const dues = own.flatMap(({ due }) => due ?? []);
        const ends = dues.length > 0 ? [Math.min(...dues), Math.max(...dues)] : [null, null];
        return [own[0]?.parent, own[0]?.obligation, ...ends, sorted(countBy(own, ({ standing }) => standing))];
      }),
    ),
    trend: byText(
      Object.entries(
        countBy(
          work.filter(({ kind, due }) => kind === 'task' && due !== null && due >= TERM.from && due <= TERM.to),
          ({ unit, due, standing }) => JSON.stringify([unit, quarterOf(due ?? 0), standing]),
        ),
      ).map(([place, n]) => [...(JSON.parse(place) as unknown[]), n]),
    ),
    bars: byText(
      work
        .filter(
          ({ kind, openedAt, done, at: moved }) =>
            kind === 'occurrence' && openedAt <= end && (!done || moved >= start),
        )
        .map(({ key, openedAt, due, submitted, closed, stage }) => [key, openedAt, due, submitted, closed, stage]),
    ),
    ageing: byText(
      [
        ...grouped(
          work.filter(({ done }) => !done),
          ({ obligation, stage }) => `${obligation} ${stage}`,
        ).values(),
      ].map((some) => {
        const since = some.map((one) => one.since).sort((a, b) => a - b);
        const overdue = some.filter(({ standing }) => standing === 'overdue').length;
        const median = since[Math.ceil(since.length / 2) - 1];
        return [some[0]?.obligation, some[0]?.stage, some.length, overdue, median, since[0]];
      }),
    ),
    unasked: [...rounds.values()]
      .filter(({ tags, done }) => tags.includes('request-missing') && !done)
      .map(({ key }) => key)
      .sort(),
    units: [...new Set(tasks.map(({ unit }) => unit))].sort(),
    cells: byText(
      tasks.map(({ unit, parent, obligation, standing, stage, due, done, submitted }) => [
        ...[unit, parent, obligation, standing, stage, due, done, submitted],
      ]),
    ),
  };
}

test('as of any moment, every reader says what the pure engine says that played the histories up to then', async () => {
  const lived = await livedAgain();
  let seen = 0;
  for (const moment of moments(count(12, 120))) {
    const stood = lived.at(moment);
    seen = Math.max(seen, stood.length);
    expect({ moment, ...(await said(moment, at(moment))) }).toEqual({ moment, ...expected(moment, stood) });
  }
  expect(seen).toBeGreaterThan(300);
}, 600_000);

test('as of now is what the rows themselves say', async () => {
  const past = await said(TERM.to, at(TERM.to));
  expect(await said(TERM.to, at(null))).toEqual(past);
});

test('the points of every campaign are those of its histories: each hand’s its own, the last one’s when they are settled', async () => {
  const all = await histories();
  const told = new Map(all.map((history) => [history[0]?.instance, history]));
  const stood = new Lived(all, house.catalogue.find).at(TERM.to);
  const reader = new ScoresReader(database);
  const rows = await database.query<{ id: number; key: string }[]>('select id::float8 as id, key from instance');
  const idOf = new Map(rows.map(({ id, key }) => [key, id]));
  const has = (tags: readonly string[], some: readonly string[]): boolean => some.some((tag) => tags.includes(tag));
  let settled = 0;
  let changed = 0;
  for (const { key: parent, plan } of stood.filter(({ kind }) => kind === 'occurrence')) {
    const tasks = stood.filter((one) => one.parent === parent);
    const known = new Map(
      tasks.flatMap(({ definition: hash }) => {
        const definition = house.catalogue.definition(hash);
        const sheet = sheetOf(definition);
        return sheet ? [[hash, { definition, sheet }] as const] : [];
      }),
    );
    if (known.size === 0) continue;
    const sheet = [...known.values()][0]?.sheet as Sheet;
    const giving = { self: sheet.self.events, appraisal: sheet.appraisal.events };
    const found = await reader.rows(
      'all',
      tasks.flatMap(({ key }) => idOf.get(key) ?? []),
      giving,
    );
    for (const task of tasks) {
      const history = told.get(task.key) ?? [];
      const last = (events: readonly string[], tag?: string): Entry | undefined =>
        history.findLast(({ event, tags }) => events.includes(event.type) && (!tag || tags.includes(tag)));
      const self = last(giving.self);
      const draft = last(giving.appraisal, 'under-objection');
      const row = found.find(({ id }) => id === idOf.get(task.key));
      expect({ key: task.key, self: row?.self, draft: row?.draft, facts: row?.facts }).toEqual({
        key: task.key,
        self: self?.event ?? null,
        draft: draft?.event ?? null,
        facts: task.facts,
      });
      expect(row?.selfAt ?? null).toBe(self ? (self.effectiveAt ?? self.at) : null);
      if (!has(task.tags, FIXED)) continue;
      settled += 1;
      const definition = house.catalogue.definition(task.definition);
      if (row?.self?.['points'] !== givenIn(definition, 'result.draft', row?.facts ?? {}).points) changed += 1;
    }
    expect(await reader.definitions('all', { key: parent, plan })).toHaveLength(known.size);
    const { classes, ...totals } = await reader.totals(
      'all',
      { key: parent, plan },
      { obligation: undefined, classFact: sheet.classFact },
    );
    const counted = (tags: readonly string[]): number => tasks.filter((one) => has(one.tags, tags)).length;
    expect(totals).toEqual({ fixed: counted(FIXED), unclassified: counted(LEFT_OUT), exempt: counted(['exempt']) });
    const classified = tasks.filter(({ tags }) => has(tags, FIXED.slice(1)));
    expect(classes ?? {}).toEqual(countBy(classified, ({ facts }) => String(facts['class'])));
  }
  expect(settled).toBeGreaterThan(50);
  expect(changed).toBeGreaterThan(0);
}, 120_000);
