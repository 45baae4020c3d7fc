import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { DataSource } from 'typeorm';

/** What every row of the bench stands on: a server, an engine on a fresh database, and the plan that is measured. */
const dist = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href);

const label = { vi: 'đo', en: 'bench' };
const officer = ['unit.officer'];

/** A report that may go to and fro for ever: submitting drops all its timers, returning arms them again. */
const report = {
  lifecycle: 'report',
  label,
  stages: ['accepted', 'submitted'],
  events: {
    'report.submit': { label, by: officer },
    'report.return': { label, by: ['owner.officer'] },
    'report.accept': { label, by: ['owner.officer'] },
  },
  initial: 'drafting',
  states: {
    drafting: {
      on: {
        'report.submit': {
          target: 'submitted',
          actions: [{ type: 'notice.send', params: { to: ['owner.officer'], template: 'submitted' } }],
        },
      },
    },
    submitted: {
      tags: ['submitted', 'handed-in'],
      on: {
        'report.return': { target: 'drafting', actions: [{ type: 'deadline.sub', params: { workingDays: 60 } }] },
        'report.accept': 'accepted',
      },
    },
    accepted: { tags: ['accepted', 'handed-in'] },
  },
};
const round = {
  lifecycle: 'round',
  label,
  stages: ['closed', 'collecting'],
  initial: 'collecting',
  states: {
    collecting: { tags: ['collecting'], entry: [{ type: 'tasks.open' }] },
    closed: { type: 'final', tags: ['closed'] },
  },
};
const series = {
  lifecycle: 'series',
  label,
  windows: { next: { schedule: 'next' } },
  initial: 'running',
  states: {
    running: { after: { next: { target: 'running', reenter: true, actions: [{ type: 'occurrence.open' }] } } },
  },
};

export const unitCode = (n) => `u${String(n).padStart(6, '0')}`;

const nameOf = (n) => ({ vi: `Đơn vị số ${unitCode(n).slice(1)}`, en: `Unit ${unitCode(n).slice(1)}` });

export async function plan(units, due = '11-20') {
  const { planSchema, unitsSchema } = await dist('core/plan/schema.js');
  const { lifecycleSchema } = await dist('core/definition/schema.js');
  const timing = {
    reminders: [-10, -5, -3, -1].map((workingDays) => ({ key: `t${-workingDays}`, workingDays, to: officer })),
    overdue: { to: officer },
    escalation: [1, 3, 5].map((workingDays, i) => ({
      level: i + 1,
      workingDays,
      to: i < 2 ? ['unit.head'] : ['leadership'],
    })),
  };
  const duty = { label, clause: '4', class: 'hard' };
  return {
    lifecycles: {
      series: lifecycleSchema.parse(series),
      round: lifecycleSchema.parse(round),
      report: lifecycleSchema.parse(report),
    },
    units: unitsSchema.parse({
      units: [
        { code: 'office', name: label, kind: 'office', order: 0 },
        ...Array.from({ length: units }, (_, i) => ({
          code: unitCode(i),
          name: nameOf(i),
          kind: 'unit',
          order: i + 1,
        })),
      ],
    }),
    plan: planSchema.parse({
      plan: 'bench',
      number: '1',
      label,
      term: { from: '2023-01-01', to: '2023-12-31' },
      calendars: ['none'],
      actors: { secretariat: 'office', leadership: 'office' },
      obligations: [
        {
          id: 'R0',
          ...duty,
          lifecycle: 'round',
          owner: 'office',
          schedule: { every: 'year', opens: '01-05' },
          tasks: { R1: { ...duty, lifecycle: 'report', units: { kind: ['unit'] }, deadline: { by: due }, timing } },
        },
      ],
    }),
  };
}

export const taskKey = (n) => `bench/R1/2023/${unitCode(n)}`;
export const officerOf = (unit) => ({ kind: 'person', id: `officer-${unit}`, seats: [{ unit, seat: 'officer' }] });

/** An engine on a database that is there already, at a moment of its own. */
export async function enter(url, { at, page, poolSize = 12 }) {
  const { databaseOptions } = await dist('platform/database.js');
  const { createEngine } = await dist('engine/create-engine.js');
  const { StoredRoster } = await dist('plans/plan.store.js');
  const settings = { databaseUrl: url, databaseSchema: 'public', poolSize };
  const database = await new DataSource(databaseOptions(settings)).initialize();
  const time = { at };
  const house = createEngine({
    database,
    clock: { now: async () => time.at },
    roster: new StoredRoster(database),
    ...(page && { page }),
  });
  return { house, time, close: () => database.destroy() };
}

/** A database of its own with an engine in it, and `units` reports standing open in it. */
export async function openBench(serverUrl, { units, page, poolSize = 12 }) {
  const { migrate } = await dist('platform/migrate.js');
  const { activatePlan } = await dist('plans/activate-plan.js');
  const { makeCalendar } = await dist('core/calendar/calendar.js');
  const { at } = await dist('core/calendar/day.js');
  const name = `bench_${randomUUID().replaceAll('-', '')}`;
  const admin = async (text) => {
    const client = new pg.Client({ connectionString: serverUrl });
    await client.connect();
    await client.query(text).finally(() => client.end());
  };
  await admin(`create database "${name}"`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await migrate({ databaseUrl: url.href, databaseSchema: 'public', poolSize }, { mode: 'sandbox', startAt: 0 });
  const { house, time, close } = await enter(url.href, { at: at('2023-01-01', '00:00'), page, poolSize });
  await activatePlan(house, await plan(units), {
    calendar: makeCalendar([]),
    at: time.at,
    actor: { kind: 'system', id: 'bench' },
  });
  time.at = at('2023-02-01', '09:00');
  await house.waves.settle(time.at);
  const pool = new pg.Pool({ connectionString: url.href, max: 40 });
  return {
    house,
    time,
    url: url.href,
    pool,
    rows: async (text, values = []) => (await pool.query(text, values)).rows,
    async close() {
      await pool.end();
      await close();
      await admin(`drop database if exists "${name}" with (force)`);
    },
  };
}
