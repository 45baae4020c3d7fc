/** Machines are noisy: what is compared is run in turn, several times, and only the ratio is quoted. */
export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
export const percentile = (numbers, p) =>
  [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * p))];

export async function timed(work) {
  const from = process.hrtime.bigint();
  const value = await work();
  return { ms: Number(process.hrtime.bigint() - from) / 1e6, value };
}

/** Runs `clients` loops of `once(n)` until `total` calls are made; n is a running number. Returns calls per second. */
export async function rate({ clients, total, once }) {
  let next = 0;
  const loop = async () => {
    while (next < total) await once(next++);
  };
  const { ms } = await timed(() => Promise.all(Array.from({ length: clients }, loop)));
  return (total / ms) * 1000;
}

/** Ours and theirs in turn; the medians, and the median of the ratios pair by pair. */
export async function inTurn(rounds, ours, theirs) {
  const pairs = [];
  for (let i = 0; i < rounds; i += 1) {
    const [a, b] = i % 2 === 0 ? [await ours(i), await theirs(i)] : [await theirs(i), await ours(i)].reverse();
    pairs.push({ ours: a, theirs: b });
  }
  return {
    ours: median(pairs.map((p) => p.ours)),
    theirs: median(pairs.map((p) => p.theirs)),
    ratio: median(pairs.map((p) => p.ours / p.theirs)),
    ratios: pairs.map((p) => p.ours / p.theirs),
  };
}
