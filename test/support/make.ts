import { DataSource } from 'typeorm';
import { makeCalendar, type Calendar } from '../../src/core/calendar/calendar.js';
import { at } from '../../src/core/calendar/day.js';
import { lifecycleSchema, type Lifecycle } from '../../src/core/definition/schema.js';
import type { Actor, Event } from '../../src/core/instance.js';
import { planSchema, unitsSchema } from '../../src/core/plan/schema.js';
import type { PlanSource } from '../../src/core/plan/assemble.js';
import { createEngine, type EngineHouse, type EngineSettings } from '../../src/engine/create-engine.js';
import type { Command } from '../../src/engine/command.js';
import { databaseOptions } from '../../src/platform/database.js';
import { activatePlan } from '../../src/plans/activate-plan.js';
import { StoredRoster } from '../../src/plans/plan.store.js';
import type { TestDatabase } from './postgres.js';

const label = { vi: 'thử', en: 'test' };
export const calendar: Calendar = makeCalendar([
  { year: 2023, status: 'decided', days: [{ date: '2023-09-04', kind: 'holiday', label }] },
]);
export const moment = (day: string, time = '09:00'): number => at(`2023-${day}`, time);

const series: Lifecycle = lifecycleSchema.parse({
  lifecycle: 'series',
  label,
  windows: { next: { schedule: 'next' } },
  initial: 'running',
  states: {
    running: {
      after: { next: { target: 'running', reenter: true, actions: [{ type: 'occurrence.open' }] } },
      always: {
        guard: {
          type: 'and',
          guards: [{ type: 'schedule.ended' }, { type: 'children.all', params: { tags: ['closed'] } }],
        },
        target: 'ended',
      },
    },
    ended: { type: 'final' },
  },
});
const round: Lifecycle = lifecycleSchema.parse({
  lifecycle: 'round',
  label,
  stages: ['closed', 'collecting'],
  events: {
    'request.issue': { label, by: ['owner.officer'], carries: { due: { type: 'day' } } },
    'round.close': { label, by: ['owner.officer'] },
  },
  initial: 'draft',
  states: {
    draft: {
      on: {
        'request.issue': {
          target: 'collecting',
          actions: [{ type: 'fact.keep', params: { fields: ['due'] } }, { type: 'tasks.open' }],
        },
      },
    },
    collecting: {
      tags: ['collecting', 'handed-in'],
      always: { guard: { type: 'children.all', params: { tags: ['accepted'] } }, target: 'complete' },
      on: { 'round.close': { target: 'closed', actions: [{ type: 'tasks.tell', params: { event: 'round.closed' } }] } },
    },
    complete: {
      tags: ['collecting', 'handed-in', 'complete'],
      on: { 'round.close': { target: 'closed', actions: [{ type: 'tasks.tell', params: { event: 'round.closed' } }] } },
    },
    closed: { type: 'final', tags: ['closed', 'handed-in'] },
  },
});
const report: Lifecycle = lifecycleSchema.parse({
  lifecycle: 'report',
  label,
  stages: ['not-reported', 'accepted', 'submitted'],
  events: {
    'report.submit': { label, by: ['unit.officer'], carries: { pages: { type: 'number', optional: true } } },
    'report.record': { label, by: ['owner.officer'], onBehalf: ['owner.officer'], reason: 'optional' },
    'report.return': { label, by: ['owner.officer'], reason: 'required' },
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
        'report.record': 'submitted',
        'round.closed': 'not-reported',
      },
    },
    submitted: {
      tags: ['submitted', 'handed-in'],
      on: {
        'report.return': { target: 'drafting', actions: [{ type: 'deadline.sub', params: { workingDays: 3 } }] },
        'report.accept': 'accepted',
        'round.closed': 'closed',
      },
    },
    accepted: { tags: ['accepted', 'handed-in'], on: { 'round.closed': 'closed' } },
    closed: { type: 'final', tags: ['accepted', 'handed-in'] },
    'not-reported': { type: 'final', tags: ['not-reported'] },
  },
});
/** Hears the round of its own period. */
const digestOf: Lifecycle = lifecycleSchema.parse({
  lifecycle: 'compilation',
  label,
  stages: ['done'],
  events: { 'compile.finish': { label, by: ['owner.officer'] } },
  initial: 'waiting',
  states: {
    waiting: { always: { guard: { type: 'source.in', params: { source: 'R0', tags: ['closed'] } }, target: 'ready' } },
    ready: { tags: ['ready'], on: { 'compile.finish': 'done' } },
    done: { type: 'final', tags: ['done', 'handed-in'] },
  },
});

/** A round of reports by n units, and a compilation that waits for it. */
export function smallPlan(n = 3): PlanSource {
  const officer = ['unit.officer'];
  return {
    lifecycles: { series, round, report, compilation: digestOf },
    units: unitsSchema.parse({
      units: [
        { code: 'office', name: label, kind: 'office', order: 0 },
        { code: 'chair', name: label, kind: 'chair', order: 1 },
        ...Array.from({ length: n }, (_, i) => ({
          code: `u${String(i + 1).padStart(5, '0')}`,
          name: label,
          kind: 'unit',
          order: i + 2,
        })),
      ],
    }),
    plan: planSchema.parse({
      plan: 'small',
      number: '1',
      label,
      term: { from: '2023-01-01', to: '2023-12-31' },
      calendars: ['vn-2023'],
      actors: { secretariat: 'office', leadership: 'chair' },
      obligations: [
        {
          id: 'R0',
          label,
          clause: '4',
          class: 'hard',
          lifecycle: 'round',
          owner: 'office',
          schedule: { every: 'year', opens: '05-02' },
          deadline: { by: '05-15' },
          tasks: {
            R1: {
              label,
              clause: '4',
              class: 'hard',
              lifecycle: 'report',
              units: { kind: ['unit'] },
              deadline: { by: 'parent.due' },
              timing: {
                reminders: [{ key: 't3', workingDays: -3, to: officer }],
                overdue: { to: officer },
                escalation: [
                  { level: 1, workingDays: 1, to: ['unit.head'] },
                  { level: 2, workingDays: 3, to: ['leadership'] },
                ],
              },
            },
          },
        },
        {
          id: 'R4',
          label,
          clause: '5',
          class: 'hard',
          lifecycle: 'compilation',
          owner: 'office',
          schedule: { every: 'year', opens: '05-02' },
          deadline: { by: { from: 'source.R0.due', workingDays: 5 } },
          listens: [{ obligation: 'R0' }],
        },
      ],
    }),
  };
}

export const officerOf = (unit: string): Actor => ({
  kind: 'person',
  id: `officer-${unit}`,
  seats: [{ unit, seat: 'officer' }],
});
export const office = officerOf('office');
export const system: Actor = { kind: 'system', id: 'test' };

let keys = 0;
export const command = (
  to: string,
  actor: Actor,
  event: Event | string,
  more: Partial<Command['letter']> & { body?: Command['body'] } = {},
): Command => {
  const { body: words, ...letter } = more;
  const said = typeof event === 'string' ? { type: event } : event;
  const needsReason = said.type === 'report.return' || letter.effectiveAt !== undefined;
  const body = words ?? (needsReason ? { reason: 'thử' } : undefined);
  keys += 1;
  return {
    letter: { to, key: `key-${keys}`, actor, event: said, ...letter },
    ...(body !== undefined && { body }),
  };
};

export type TestHouse = EngineHouse & { time: { at: number }; close(): Promise<void> };

/** The engine on a test's database, with a clock that the test sets. */
export async function makeHouse(
  db: TestDatabase,
  settings: Partial<EngineSettings> & { poolSize?: number } = {},
): Promise<TestHouse> {
  const { poolSize, ...rest } = settings;
  const database = await new DataSource({
    ...databaseOptions({ ...db.settings, ...(poolSize && { poolSize }) }),
  }).initialize();
  const time = { at: moment('01-01', '00:00') };
  const house = createEngine({
    database,
    clock: { now: () => Promise.resolve(time.at) },
    roster: new StoredRoster(database),
    ...rest,
  });
  return { ...house, time, close: () => database.destroy() };
}

/** Activates the plan and plays to the moment at which its round is issued, due on the given day. */
export async function issueRound(house: TestHouse, n: number, due = '2023-06-15'): Promise<string[]> {
  await activatePlan(house, smallPlan(n), { calendar, at: house.time.at, actor: system });
  house.time.at = moment('05-10');
  await house.waves.settle(house.time.at);
  await house.engine.send([command('small/R0/2023', office, { type: 'request.issue', due }, { key: 'issue' })]);
  await house.waves.settle(house.time.at);
  return Array.from({ length: n }, (_, i) => `small/R1/2023/u${String(i + 1).padStart(5, '0')}`);
}
