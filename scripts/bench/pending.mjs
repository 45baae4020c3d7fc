import { inTurn, rate } from './measure.mjs';
import { officerOf, openBench, taskKey, unitCode } from './world.mjs';

const office = officerOf('office');

/** One event with a thousand and with a million pending timers behind it. */
export async function pending(serverUrl, { rounds, seconds, isQuick }) {
  const many = isQuick ? 100_000 : 1_000_000;
  const few = await openBench(serverUrl, { units: 125 });
  const crowded = await openBench(serverUrl, { units: 125 });
  try {
    // Timers of instances far away in time: pending is pending, whoever owns it.
    await crowded.rows(
      `insert into timer (instance_id, key, at, hop) select 1000000 + n / 8, 'pending-' || n % 8, 4000000000000 + n, 0 from generate_series(1, $1::int) n`,
      [many],
    );
    await crowded.rows('analyze timer');
    const turns = new Map([
      [few, 0],
      [crowded, 0],
    ]);
    const events = (bench) => async () => {
      const total = Math.round(seconds * 300);
      const from = turns.get(bench);
      turns.set(bench, from + total);
      return rate({
        clients: 1,
        total,
        once: async (i) => {
          const n = from + i;
          const unit = n % 125;
          const submits = Math.floor(n / 125) % 2 === 0;
          bench.time.at += 1;
          const [reply] = await bench.house.engine.send([
            {
              letter: {
                to: taskKey(unit),
                key: `p-${n}`,
                actor: submits ? officerOf(unitCode(unit)) : office,
                event: { type: submits ? 'report.submit' : 'report.return' },
              },
            },
          ]);
          if (reply.outcome !== 'moved') throw new Error(JSON.stringify(reply));
        },
      });
    };
    await events(few)();
    await events(crowded)();
    const before = process.memoryUsage().rss;
    const result = await inTurn(rounds, events(crowded), events(few));
    const cost = 1 / result.ratio;
    return [
      {
        row: `one event with ${many.toLocaleString('en')} pending timers`,
        unit: 'events/s',
        target: 'cost ≤ 1.2 × that with 1,000',
        ...result,
        note: `cost ${cost.toFixed(2)} ×`,
        ok: cost <= 1.2,
      },
      {
        row: 'process memory grown with them',
        unit: 'MiB',
        target: 'does not grow with pending timers',
        ours: (process.memoryUsage().rss - before) / 2 ** 20,
        ok: true,
      },
    ];
  } finally {
    await few.close();
    await crowded.close();
  }
}
