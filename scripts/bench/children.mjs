import { timed } from './measure.mjs';
import { officerOf, openBench, taskKey, unitCode } from './world.mjs';

/** Children of one parent finishing at once: the parent's share must grow as their number, and its snapshot not at all. */
export async function children(serverUrl, { isQuick }) {
  const sizes = isQuick ? [500, 2_000] : [2_500, 10_000];
  const costs = [];
  for (const units of sizes) {
    const bench = await openBench(serverUrl, { units });
    const { house, rows, time } = bench;
    try {
      const snapshot = async () =>
        (await rows(`select length(snapshot::text) as n from instance where key = 'bench/R0/2023'`))[0].n;
      const size = await snapshot();
      time.at += 1;
      await house.engine.send(
        Array.from({ length: units }, (_, n) => ({
          letter: { to: taskKey(n), key: `s-${n}`, actor: officerOf(unitCode(n)), event: { type: 'report.submit' } },
        })),
      );
      const { ms } = await timed(() => house.waves.settle(time.at));
      costs.push({ units, ms, grown: (await snapshot()) - size });
    } finally {
      await bench.close();
    }
  }
  const [small, large] = costs;
  const perChild = large.ms / large.units / (small.ms / small.units);
  return [
    {
      row: `${large.units.toLocaleString('en')} children finishing at once: the parent's share`,
      unit: 'ms',
      target: `linear: per child ≤ 1.5 × that of ${small.units}`,
      ours: large.ms,
      note: `per child ${perChild.toFixed(2)} ×`,
      ok: perChild <= 1.5,
    },
    {
      row: "the parent's snapshot grown",
      unit: 'bytes',
      target: 'counts only',
      ours: large.grown,
      ok: large.grown < 100,
    },
  ];
}
