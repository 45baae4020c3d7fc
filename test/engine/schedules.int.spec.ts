import fc from 'fast-check';
import { canonical } from '../../src/core/canonical.js';
import type { World } from '../../src/core/world.js';
import type { Command } from '../../src/engine/command.js';
import { createEngine, type EngineHouse, type EngineSettings } from '../../src/engine/create-engine.js';
import { verify } from '../../src/engine/verify.js';
import { activatePlan } from '../../src/plans/activate-plan.js';
import { StoredRoster } from '../../src/plans/plan.store.js';
import { count } from '../support/count.js';
import { told } from '../support/house.js';
import { calendar, command, makeHouse, moment, office, officerOf, system, type TestHouse } from '../support/make.js';
import { entriesOf } from '../support/play.js';
import { useDatabase } from '../support/postgres.js';
import {
  anyScenes,
  begun,
  codeOf,
  END,
  OPENED,
  ROUND,
  scripted,
  sent,
  START,
  taskOf,
  UNITS,
  type Moment,
} from '../support/script.js';
import { waitingPlan } from '../support/waiting-plan.js';

/** Printed with the path to the counterexample when the property fails. */
const SEED = 20_230_510;
const MOST_HOUSES = 3;

type Schedule = Required<Pick<EngineSettings, 'page' | 'group'>> & { readonly houses: number };
const anySchedule: fc.Arbitrary<Schedule> = fc.record({
  houses: fc.integer({ min: 1, max: MOST_HOUSES }),
  page: fc.constantFrom(1, 2, 3, 100),
  group: fc.record({ together: fc.constantFrom(1, 2, 64), lanes: fc.constantFrom(1, 2, 4) }),
});

const db = useDatabase();
const processes: TestHouse[] = [];
beforeAll(async () => {
  for (let n = 0; n < MOST_HOUSES; n += 1) processes.push(await makeHouse(db(), { poolSize: 4 }));
});
afterAll(async () => {
  for (const one of processes) await one.close();
});

const TABLES =
  'instance, timer, letter, letter_body, history, errand, listens, outbox, inbox_message, definition, calendar, unit, person';

/** Processes that share an empty database and a clock, brought to the day on which the round may be issued. */
class Stage {
  readonly time = { at: START };
  private readonly houses: readonly EngineHouse[];

  constructor({ houses, ...settings }: Schedule) {
    const clock = { now: () => Promise.resolve(this.time.at) };
    this.houses = processes
      .slice(0, houses)
      .map(({ database }) => createEngine({ database, clock, roster: new StoredRoster(database), ...settings }));
  }

  async begin(): Promise<void> {
    await db().pool.query(`truncate ${TABLES} restart identity`);
    await activatePlan(this.house(0), waitingPlan(UNITS), { calendar, at: START, actor: system });
    this.time.at = OPENED;
    await this.settle(OPENED);
  }

  /** All of them at once. */
  async settle(upTo: number): Promise<void> {
    await Promise.all(this.houses.map(({ waves }) => waves.settle(upTo)));
  }

  async play({ at, commands, way, settled }: Moment): Promise<string[]> {
    if (settled === 'before') await this.settle(at - 1);
    this.time.at = at;
    const [answers] = await Promise.all([
      this.send(commands, way),
      settled === 'meanwhile' ? this.settle(at - 1) : undefined,
    ]);
    return answers;
  }

  async send(commands: readonly Command[], way: Moment['way']): Promise<string[]> {
    const answered = async (some: readonly Command[], nth: number): Promise<string[]> =>
      (await this.house(nth).engine.send(some)).map(({ key, outcome }) => `${key} ${outcome}`);
    if (way === 'together') return answered(commands, 0);
    if (way === 'spread') {
      const targets = [...new Set(commands.map(({ letter }) => letter.to))];
      const parts = targets.map((to) => commands.filter(({ letter }) => letter.to === to));
      return (await Promise.all(parts.map(answered))).flat();
    }
    const answers: string[] = [];
    for (const [nth, one] of commands.entries()) answers.push(...(await answered([one], nth)));
    return answers;
  }

  /** Everything that has happened, and that every invariant holds. */
  async told(): Promise<readonly string[]> {
    const { checks } = await verify(this.house(0));
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    return told(this.house(0));
  }

  private house(nth: number): EngineHouse {
    const house = this.houses[nth % this.houses.length];
    if (!house) throw new Error('a stage without a house');
    return house;
  }
}

const toldBy = (world: World): readonly string[] => entriesOf(world).map(canonical);

test('pages, groups, processes and the way commands come change no history', async () => {
  await fc.assert(
    fc.asyncProperty(anyScenes, anySchedule, async (scenes, schedule) => {
      const { moments, world, answers } = scripted(scenes);
      const stage = new Stage(schedule);
      await stage.begin();
      const heard: string[] = [];
      for (const [index, one] of moments.entries()) {
        heard.push(...(await stage.play(one)));
        if (!scenes[index]?.asleep) await stage.settle(one.at);
      }
      stage.time.at = END;
      await stage.settle(END);
      expect(await stage.told()).toEqual(toldBy(world));
      expect(heard.sort()).toEqual([...answers].sort());
    }),
    { seed: SEED, numRuns: count(60, 2000) },
  );
}, 3_600_000);

/** Nobody was first: the door has an order for each instance, and none between two of them. */
test.each<Schedule>([
  { houses: 1, page: 100, group: { together: 64, lanes: 1 } },
  { houses: 1, page: 2, group: { together: 2, lanes: 1 } },
  { houses: 1, page: 1, group: { together: 1, lanes: 1 } },
  { houses: 3, page: 1, group: { together: 64, lanes: 4 } },
])('what comes at once and concerns one another is taken as if one by one: %j', async (schedule) => {
  const units = Array.from({ length: UNITS }, (_, unit) => unit);
  const issue = [command(ROUND, office, { type: 'request.issue', due: '2023-06-15' })];
  const submits = units.map((unit) => command(taskOf(unit), officerOf(codeOf(unit)), 'report.submit'));
  const accepts = units.map((unit) => command(taskOf(unit), office, 'report.accept'));
  const close = command(ROUND, office, 'round.close');
  const scenes = (last: readonly Command[]) => [
    { at: OPENED, commands: issue },
    { at: moment('06-01'), commands: submits },
    { at: moment('06-02'), commands: last },
  ];
  const possible = Array.from({ length: 2 ** UNITS }, (_, heard) => {
    const world = begun();
    const of = (isHeard: number) => accepts.filter((_, unit) => ((heard >> unit) & 1) === isHeard);
    for (const { at, commands } of scenes([...of(1), close, ...of(0)])) {
      sent(world, commands, at);
      world.settle(at);
    }
    world.settle(END);
    return toldBy(world).join('\n');
  });
  expect(new Set(possible).size).toBeGreaterThan(1);
  const stage = new Stage(schedule);
  await stage.begin();
  for (const { at, commands } of scenes([...accepts, close])) {
    await stage.play({ at, commands, way: schedule.houses > 1 ? 'spread' : 'together', settled: 'before' });
    await stage.settle(at);
  }
  await stage.settle(END);
  expect(possible).toContain((await stage.told()).join('\n'));
});
