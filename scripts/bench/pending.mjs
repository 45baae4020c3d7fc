import { inTurn, rate } from './measure.mjs';
import { compared, memoryRow } from './memory.mjs';
import { officerOf, openBench, taskKey, unitCode } from './world.mjs';

const UNITS = 125;
const office = officerOf('office');

/** The n-th of events that go through all reports again and again: handed in, returned, handed in … */
export const toAndFro =
  ({ house, time }) =>
  async (n) => {
    const unit = n % UNITS;
    const submits = Math.floor(n / UNITS) % 2 === 0;
    time.at += 1;
    const [reply] = await house.engine.send([
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
  };

/** One event with a thousand and with a million pending timers behind it, and the memory of a process that does it. */
export async function pending(serverUrl, { rounds, seconds, isQuick }) {
  const many = isQuick ? 100_000 : 1_000_000;
  const few = await openBench(serverUrl, { units: UNITS });
  const crowded = await openBench(serverUrl, { units: UNITS });
  try {
    // Timers of instances far away in time: pending is pending, whoever owns it.
    await crowded.rows(
      `insert into timer (instance_id, key, at, hop) select 1000000 + n / 8, 'pending-' || n % 8, 4000000000000 + n, 0 from generate_series(1, $1::int) n`,
      [many],
    );
    await crowded.rows('analyze timer');
    const total = Math.round(seconds * 300);
    const turns = new Map([
      [few, 0],
      [crowded, 0],
    ]);
    const next = (bench) => {
      const from = turns.get(bench);
      turns.set(bench, from + total);
      return from;
    };
    const events = (bench) => () => {
      const from = next(bench);
      const event = toAndFro(bench);
      return rate({ clients: 1, total, once: (i) => event(from + i) });
    };
    await events(few)();
    await events(crowded)();
    const result = await inTurn(rounds, events(crowded), events(few));
    const cost = 1 / result.ratio;
    const inProcess = (bench) => () => {
      const work = { name: 'events', url: bench.url, at: bench.time.at, from: next(bench), total };
      bench.time.at += total;
      return work;
    };
    const memory = await compared(rounds, { small: inProcess(few), large: inProcess(crowded) });
    return [
      {
        row: `one event with ${many.toLocaleString('en')} pending timers`,
        unit: 'events/s',
        target: 'cost ≤ 1.2 × that with 1,000',
        ...result,
        than: 'with 1,000',
        note: `cost ${cost.toFixed(2)} ×`,
        ok: cost <= 1.2,
      },
      memoryRow('… and the process that plays it', '≤ 1.1 × that with 1,000, alive and resident', memory),
    ];
  } finally {
    await few.close();
    await crowded.close();
  }
}
