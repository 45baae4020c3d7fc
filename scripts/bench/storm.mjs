import { deadlines, sample } from './by-hand.mjs';
import { inTurn, percentile, timed } from './measure.mjs';
import { openBench, taskKey } from './world.mjs';

const DEADLINE = Date.parse('2023-11-20T23:59:59.999+07:00');

/** One storm of deadlines through the waves: how long until the last is played, how long a page holds its locks, and the memory. */
async function ours(serverUrl, units) {
  const bench = await openBench(serverUrl, { units });
  const { house, rows, time } = bench;
  try {
    // Only the deadline itself is due: what came before it has been played.
    await rows(`delete from timer where at < $1`, [DEADLINE]);
    const holds = [];
    const { transactions } = house;
    const run = transactions.run.bind(transactions);
    transactions.run = async (work, begin) => {
      const { ms, value } = await timed(() => run(work, begin));
      holds.push(ms);
      return value;
    };
    time.at = DEADLINE;
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 100);
    const { ms } = await timed(() => house.waves.settle(DEADLINE));
    clearInterval(watch);
    const [{ n }] = await rows(`select count(*)::int as n from instance where 'overdue' = any(tags)`);
    if (n !== units) throw new Error(`${n} of ${units} are overdue`);
    return { perSecond: (units / ms) * 1000, hold: percentile(holds, 0.95), memory: (most - before) / 2 ** 20 };
  } finally {
    await bench.close();
  }
}

async function theirs(serverUrl, units) {
  const bench = await openBench(serverUrl, { units });
  const { rows, pool } = bench;
  try {
    await rows(`delete from timer where at < $1`, [DEADLINE]);
    const like = await sample(rows, taskKey(1));
    const { ms, value } = await timed(() => deadlines(pool, like, { at: DEADLINE, size: 50 }));
    if (value !== units) throw new Error(`${value} of ${units} by hand`);
    return { perSecond: (units / ms) * 1000 };
  } finally {
    await bench.close();
  }
}

/** 10,000 and 100,000 deadlines in one instant, against batches of 50 by hand. */
export async function storm(serverUrl, { rounds, isQuick }) {
  const results = [];
  for (const units of isQuick ? [2_000] : [10_000, 100_000]) {
    const seen = [];
    const result = await inTurn(
      units > 50_000 ? 1 : Math.min(rounds, 3),
      async () => {
        const one = await ours(serverUrl, units);
        seen.push(one);
        return one.perSecond;
      },
      async () => (await theirs(serverUrl, units)).perSecond,
    );
    const later = 1 / result.ratio;
    const number = units.toLocaleString('en');
    results.push(
      {
        row: `${number} deadlines in one instant`,
        unit: 'per s',
        target: 'last one later by ≤ 1.43 × by hand',
        ...result,
        note: `later by ${later.toFixed(2)} ×`,
        ok: later <= 1.43,
      },
      {
        row: `${number} deadlines: a page holds its locks, p95`,
        unit: 'ms',
        target: '≤ 100 ms',
        ours: Math.max(...seen.map((s) => s.hold)),
        ok: seen.every((s) => s.hold <= 100),
      },
      {
        row: `${number} deadlines: memory grown`,
        unit: 'MiB',
        target: 'flat: the same for 10,000 and 100,000',
        ours: Math.max(...seen.map((s) => s.memory)),
        ok: true,
      },
    );
  }
  return results;
}
