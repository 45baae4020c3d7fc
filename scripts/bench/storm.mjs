import { deadlines, sample } from './by-hand.mjs';
import { inTurn, percentile, timed } from './measure.mjs';
import { compared, memoryRow } from './memory.mjs';
import { openBench, taskKey } from './world.mjs';

const DEADLINE = Date.parse('2023-11-20T23:59:59.999+07:00');

/** Reports of which only the deadline itself is due: what came before it has been played. */
async function before(serverUrl, units) {
  const bench = await openBench(serverUrl, { units });
  await bench.rows(`delete from timer where at < $1`, [DEADLINE]);
  return bench;
}

async function allOverdue(rows, units) {
  const [{ n }] = await rows(`select count(*)::int as n from instance where 'overdue' = any(tags)`);
  if (n !== units) throw new Error(`${n} of ${units} are overdue`);
}

/** One storm of deadlines through the waves: how long until the last is played, and how long a page holds its locks. */
async function ours(serverUrl, units) {
  const bench = await before(serverUrl, units);
  const { house, rows, time } = bench;
  try {
    const holds = [];
    const { transactions } = house;
    const run = transactions.run.bind(transactions);
    transactions.run = async (work, begin) => {
      const { ms, value } = await timed(() => run(work, begin));
      holds.push(ms);
      return value;
    };
    time.at = DEADLINE;
    const { ms } = await timed(() => house.waves.settle(DEADLINE));
    await allOverdue(rows, units);
    return { perSecond: (units / ms) * 1000, hold: percentile(holds, 0.95) };
  } finally {
    await bench.close();
  }
}

async function theirs(serverUrl, units) {
  const bench = await before(serverUrl, units);
  const { rows, pool } = bench;
  try {
    const like = await sample(rows, taskKey(1));
    const { ms, value } = await timed(() => deadlines(pool, like, { at: DEADLINE, size: 50 }));
    if (value !== units) throw new Error(`${value} of ${units} by hand`);
    return { perSecond: (units / ms) * 1000 };
  } finally {
    await bench.close();
  }
}

/** What a process holds that plays a storm and has done nothing before, against one a tenth as large. */
async function memory(serverUrl, units) {
  const sizes = { small: units / 10, large: units };
  const benches = [];
  const stormOf = (size) => async () => {
    const bench = await before(serverUrl, size);
    benches.push({ bench, size });
    return { name: 'storm', url: bench.url, at: DEADLINE };
  };
  try {
    const found = await compared(1, { small: stormOf(sizes.small), large: stormOf(sizes.large) });
    for (const { bench, size } of benches) await allOverdue(bench.rows, size);
    return found;
  } finally {
    for (const { bench } of benches) await bench.close();
  }
}

/** 10,000 and 100,000 deadlines in one instant, against batches of 50 by hand. */
export async function storm(serverUrl, { rounds, isQuick }) {
  const results = [];
  const sizes = isQuick ? [2_000] : [10_000, 100_000];
  for (const units of sizes) {
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
    );
  }
  const most = isQuick ? 20_000 : 100_000;
  const found = await memory(serverUrl, most);
  const [few, many] = [most / 10, most].map((n) => n.toLocaleString('en'));
  results.push(
    memoryRow(`the process that plays ${many} deadlines`, `≤ 1.1 × that with ${few}, alive and resident`, found),
  );
  return results;
}
