import { DataSource } from 'typeorm';
import { canonical } from '../../src/core/canonical.js';
import { toIso } from '../../src/core/calendar/day.js';
import type { Entry } from '../../src/core/instance.js';
import type { PlanBundle } from '../../src/core/plan/load.js';
import { createEngine } from '../../src/engine/create-engine.js';
import { SandboxClock } from '../../src/platform/clock.js';
import { databaseOptions } from '../../src/platform/database.js';
import { DurableStage } from '../../src/sandbox/durable-stage.js';
import { MemoryStage } from '../../src/sandbox/memory-stage.js';
import { rehearse, type Played } from '../../src/sandbox/rehearsal.js';
import type { Stage } from '../../src/sandbox/stage.js';
import { peopleOf } from '../sandbox/troupe.js';
import { giveEverybody } from './accounts.js';
import { until } from './until.js';

/** The same faults at the same moments, unless another seed is asked for. */
export const seedOr = (usual: number): number => Number(process.env['SEED'] ?? usual);

export type Span = { readonly seed: number; readonly from: number; readonly to: number };
export type Lines = readonly string[];
/** How an entry is compared: whole, or without what differs from store to store. */
type Said = (entry: Entry) => object;

/** What a rehearsal's histories say, an entry a line, in order of keys. */
export async function linesOf(stage: Stage, said: Said = (entry) => entry): Promise<Lines> {
  const lines: string[] = [];
  for await (const { entries } of stage.histories())
    lines.push(
      ...entries.map((entry) => `${toIso(entry.at)} ${entry.instance}#${entry.seq} ${canonical(said(entry) as never)}`),
    );
  return lines;
}

/** The same piece with the same seed, undisturbed: the pure core alone. */
export async function undisturbed(bundle: PlanBundle, span: Span, said?: Said): Promise<Played & { lines: Lines }> {
  const stage = new MemoryStage(bundle, bundle.calendar);
  const played = await rehearse({ stage, people: peopleOf(bundle, span), from: span.from, to: span.to });
  return { ...played, lines: await linesOf(stage, said) };
}

export interface Driver {
  readonly stage: DurableStage;
  rows<R>(text: string, values?: readonly unknown[]): Promise<R[]>;
  close(): Promise<void>;
}

/** Whoever sets a rehearsal going and then only watches: the waves are run by other processes. */
export async function openDriver(databaseUrl: string, bundle: PlanBundle): Promise<Driver> {
  const database = await new DataSource(
    databaseOptions({ databaseUrl, databaseSchema: 'public', poolSize: 3 }),
  ).initialize();
  const clock = new SandboxClock(database);
  const roster = { units: () => Promise.resolve(bundle.units.units) };
  const house = createEngine({ database, clock, roster });
  await giveEverybody(
    database,
    (bundle.units.people ?? []).map(({ id }) => id),
  );
  return {
    stage: new DurableStage({ house, clock, source: bundle, calendar: bundle.calendar, runners: 0 }),
    rows: (text, values = []) => database.query(text, [...values]),
    close: () => database.destroy(),
  };
}

/** Every message has reached its post, each once, also those that a killed worker was delivering. Nobody helps: their lease runs out. */
export async function allDelivered(driver: Driver): Promise<void> {
  await until(
    'every message to be delivered',
    async () => (await driver.rows(`select 1 from outbox where delivered_at is null limit 1`)).length === 0,
    90_000,
  );
  const unlike = await driver.rows(
    `select coalesce(o.message_id, m.message_id) as id from outbox o full join inbox_message m on m.message_id = o.message_id
     where o.message_id is null or m.message_id is null`,
  );
  expect(unlike).toEqual([]);
}

/** The first line in which two histories differ, with its neighbour: thousands of lines are no message. */
export function expectSameLines(actual: Lines, expected: Lines): void {
  const first = expected.findIndex((line, index) => line !== actual[index]);
  const at = first === -1 && actual.length > expected.length ? expected.length : first;
  const found = at === -1 ? undefined : { at, expected: expected[at], actual: actual[at] };
  expect(found).toBeUndefined();
}
