import { batch, sample, sequential } from './by-hand.mjs';
import { inTurn, rate } from './measure.mjs';
import { officerOf, openBench, taskKey, unitCode } from './world.mjs';

const UNITS = 2_000;
const office = officerOf('office');

/** Events through the door against the same rows by hand: 1 and 8 clients one event each, 32 clients against batches of 50. */
export async function door(serverUrl, { rounds, seconds }) {
  const bench = await openBench(serverUrl, { units: UNITS * 2 });
  const { house, rows, pool, time } = bench;
  try {
    const ids = new Map(
      (await rows(`select id, key from instance where obligation = 'R1'`)).map((row) => [row.key, row.id]),
    );
    // Both sides go over fresh ground: the first half of the reports is ours, the second theirs.
    const turns = { ours: 0, theirs: 0 };
    const like = await sample(rows, taskKey(UNITS + 1));
    const ours = async (n) => {
      const unit = n % UNITS;
      const submits = Math.floor(n / UNITS) % 2 === 0;
      time.at += 1;
      const [reply] = await house.engine.send([
        {
          letter: {
            to: taskKey(unit),
            key: `bench-${n}`,
            actor: submits ? officerOf(unitCode(unit)) : office,
            event: { type: submits ? 'report.submit' : 'report.return' },
          },
        },
      ]);
      if (reply.outcome !== 'moved') throw new Error(`refused: ${JSON.stringify(reply)}`);
    };
    const theirs = async (n) => {
      const key = taskKey(UNITS + (n % UNITS));
      const submits = Math.floor(n / UNITS) % 2 === 0;
      await sequential(pool, like, { id: ids.get(key), key, submits, run: 'one', at: time.at + n });
    };
    const results = [];
    for (const clients of [1, 8]) {
      const total = Math.round(seconds * (clients === 1 ? 400 : 900));
      const count = (side, once) => () => {
        const from = turns[side];
        turns[side] += total;
        return rate({ clients, total, once: (n) => once(from + n) });
      };
      await count('ours', ours)();
      await count('theirs', theirs)();
      const result = await inTurn(rounds, count('ours', ours), count('theirs', theirs));
      results.push({
        row: `events through the door, ${clients} client${clients > 1 ? 's' : ''}`,
        unit: 'events/s',
        target: '≥ 1.0 × hand-written sequential',
        ...result,
        ok: result.ratio >= 1,
      });
    }
    const total = Math.round(seconds * 1500);
    const size = 50;
    let batches = Math.ceil(turns.theirs / size);
    const many = () => {
      const from = turns.ours;
      turns.ours += total;
      return rate({ clients: 32, total, once: (n) => ours(from + n) });
    };
    const perLap = UNITS / size;
    const hand = async () => {
      const from = batches;
      const n = Math.ceil(total / size);
      batches += n;
      const perSecond = await rate({
        clients: 2,
        total: n,
        once: async (i) => {
          const turn = from + i;
          const first = (turn % perLap) * size;
          const chosen = Array.from({ length: size }, (_, k) => ids.get(taskKey(UNITS + first + k)));
          await batch(pool, like, {
            ids: chosen,
            submits: Math.floor(turn / perLap) % 2 === 0,
            run: `batch${turn}`,
            at: time.at + turn,
          });
        },
      });
      return perSecond * size;
    };
    // A lap by hand starts from reports that have their timers.
    await rows(`delete from timer where instance_id = any($1)`, [
      [...ids].filter(([key]) => key >= taskKey(UNITS)).map(([, id]) => id),
    ]);
    await rows(
      `insert into timer (instance_id, key, at, hop) select i, k, a, 0 from unnest($1::bigint[]) i, unnest($2::text[], $3::bigint[]) r(k, a)`,
      [
        [...ids].filter(([key]) => key >= taskKey(UNITS)).map(([, id]) => id),
        like.timers.map((t) => t.key),
        like.timers.map((t) => t.at),
      ],
    );
    batches = Math.ceil(batches / (2 * perLap)) * 2 * perLap;
    await many();
    await hand();
    const result = await inTurn(rounds, many, hand);
    results.push({
      row: 'events through the door, 32 clients',
      unit: 'events/s',
      target: '≥ 0.8 × hand-written batches of 50 (2 connections)',
      ...result,
      ok: result.ratio >= 0.8,
    });
    return results;
  } finally {
    await bench.close();
  }
}
