import { setTimeout as pause } from 'node:timers/promises';
import { addMonths } from '../../src/core/calendar/day.js';
import { rehearse } from '../../src/sandbox/rehearsal.js';
import { draw } from '../../src/sandbox/dice.js';
import { from, peopleOf, realPlan } from '../sandbox/troupe.js';
import { build, run } from '../support/app.js';
import { count } from '../support/count.js';
import { allDelivered, expectSameLines, linesOf, openDriver, seedOr, undisturbed } from '../support/driver.js';
import { Member, startFleet, type Fleet } from '../support/fleet.js';
import { useDatabase } from '../support/postgres.js';
import { ServedStage, unsalted } from '../support/served-stage.js';

const db = useDatabase();
const SEED = seedOr(7);
const KILLS = count(32, 250);
const MONTHS = count(7, 36);
const span = { seed: SEED, from: from('2023-01-01'), to: from(addMonths('2023-01-01', MONTHS)) - 1 };
/** A kill comes within so many milliseconds of its step's beginning: before, in the middle of, or after what it sets off. */
const WITHIN = 150;

type Kill = { readonly after: number; readonly who: number; readonly inWork: boolean };

/**
 * Whoever kills: at which steps, how long after their beginning, and whom, is a matter of the seed. One half falls as it
 * may, also on a process that is only starting; the other half waits until its victim is ready, so that it is at work.
 */
class Assassin {
  private readonly plan = new Map<number, Kill[]>();
  private readonly under: Promise<unknown>[] = [];

  constructor(
    private readonly fleet: Fleet,
    steps: number,
  ) {
    for (let n = 0; n < KILLS; n += 1) {
      const step = 1 + Math.floor(((n + draw(SEED, 'step', n)) * (steps - 2)) / KILLS);
      const kill = { after: WITHIN * draw(SEED, 'after', n), who: draw(SEED, 'who', n), inWork: n % 2 === 0 };
      this.plan.set(step, [...(this.plan.get(step) ?? []), kill]);
    }
  }

  readonly onStep = async (step: number): Promise<void> => {
    const { members } = this.fleet;
    for (const { after, who, inWork } of this.plan.get(step) ?? []) {
      const member = members[Math.floor(who * members.length)];
      if (inWork) await member?.ready();
      if (member) this.under.push(pause(after).then(() => member.kill()));
    }
  };

  async done(): Promise<void> {
    await Promise.all(this.under);
  }
}

test(
  `${KILLS} kills of workers and of the API at random moments of a rehearsal change nothing in its history`,
  async () => {
    const bundle = await realPlan();
    const expected = await undisturbed(bundle, span, unsalted);
    const fleet = await startFleet(db().url);
    await fleet.api.ready();
    const driver = await openDriver(db().url, bundle);
    try {
      const assassin = new Assassin(fleet, expected.wakes + expected.letters);
      const stage = new ServedStage({
        url: fleet.url,
        behind: driver.stage,
        isCommand: (step) => draw(SEED, 'command', step) < 0.4,
        onStep: assassin.onStep,
      });
      const begun = performance.now();
      const played = await rehearse({ stage, people: peopleOf(bundle, span), from: span.from, to: span.to });
      await assassin.done();
      console.info(
        `${KILLS} kills (${fleet.members.map(({ name, kills, killsWhenReady }) => `${name} ${kills}, ${killsWhenReady} of them ready`).join('; ')}), ${stage.steps} steps, ` +
          `${stage.retried} requests tried again, ${stage.replayed} answered before, ${((performance.now() - begun) / 1000).toFixed(1)} s`,
      );
      expectSameLines(await linesOf(stage, unsalted), expected.lines);
      expect({ wakes: played.wakes, letters: played.letters, troubles: played.troubles }).toEqual({
        wakes: expected.wakes,
        letters: expected.letters,
        troubles: expected.troubles,
      });
      const { checks } = await stage.verify();
      expect(checks.filter(({ ok }) => !ok)).toEqual([]);
      // The run has finished by itself, and so does what it left to be told.
      await allDelivered(driver);
      expect(fleet.members.flatMap(({ fallen }) => fallen)).toEqual([]);
      const sum = (of: 'kills' | 'killsWhenReady') => fleet.members.reduce((all, member) => all + member[of], 0);
      expect(sum('kills')).toBe(KILLS);
      expect(sum('killsWhenReady')).toBeGreaterThanOrEqual(KILLS / 2);
      // Whoever was in the middle of asking something when the API fell has asked again.
      expect(stage.retried).toBeGreaterThan(0);
    } finally {
      await driver.close();
      await fleet.stop();
    }
  },
  count(900_000, 3_600_000),
);

test(
  `an API that is killed ${count(6, 60)} times in the middle of its first start has its plan in the end, once`,
  async () => {
    const freshAt = (schema: string) => ({
      DATABASE_URL: db().url,
      DATABASE_SCHEMA: schema,
      ROLE: 'api',
      PORT: '0',
      LOG_LEVEL: 'warn',
    });
    build();
    // How long a first start takes on this machine: the kills are spread over it.
    const begun = performance.now();
    const measured = new Member('api', freshAt('measured')).start();
    await measured.ready();
    const whole = performance.now() - begun;
    await measured.stop();

    const env = freshAt('killed');
    const api = new Member('api', env).start();
    for (let n = 0; n < count(6, 60); n += 1) {
      // A moment of the seed's choice within that time: nothing is awaited, the point is where it falls.
      await pause(whole * (0.2 + 0.8 * draw(SEED, 'first start', n)));
      await api.kill();
    }
    await api.ready();
    const series = async (schema: string) =>
      (await db().pool.query<{ key: string }>(`select key from ${schema}.instance where kind = 'series' order by key`))
        .rows;
    expect(await series('killed')).toEqual(await series('measured'));
    const { rows } = await db().pool.query(`select status, count(*)::int as n from killed.plan_version group by 1`);
    expect(rows).toEqual([{ status: 'active', n: 1 }]);
    const verify = run(['scripts/dung-han.mjs', 'verify', '--json'], { env });
    expect(await verify.ended).toEqual({ code: 0, signal: null });
    expect(JSON.parse(verify.output())).toMatchObject({ ok: true });
    expect(api.fallen).toEqual([]);
    await api.stop();
  },
  count(600_000, 1_800_000),
);
