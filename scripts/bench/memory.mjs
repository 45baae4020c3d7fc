import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from './measure.mjs';

const child = fileURLToPath(new URL('memory-child.mjs', import.meta.url));

/**
 * What a process of its own holds that opens an engine on a database and does this work there, in MiB: `heap`, the most
 * that was alive after a collection on the way, and `rss`, the most that the system had given it.
 */
function memoryOf(work) {
  return new Promise((resolve, reject) => {
    const process = fork(child, { execArgv: ['--expose-gc'] });
    let said;
    process.on('message', (message) => (said = message));
    process.on('error', reject);
    process.on('exit', (code) => (said ? resolve(said) : reject(new Error(`${work.name} ended with ${code}`))));
    process.send(work);
  });
}

/** Two works of unlike size, in turn, each several times in new processes: what the large one holds beside the small one. */
export async function compared(times, { small, large }) {
  const pairs = [];
  for (let i = 0; i < times; i += 1)
    pairs.push({ small: await memoryOf(await small()), large: await memoryOf(await large()) });
  const of = (kind) => {
    const [few, many] = ['small', 'large'].map((size) => median(pairs.map((pair) => pair[size][kind])));
    return { few, many, ratio: many / few };
  };
  return { heap: of('heap'), rss: of('rss') };
}

/** The row of it: what grows with the work shows in either. */
export function memoryRow(row, target, { heap, rss }) {
  return {
    row,
    unit: 'MiB alive',
    target,
    ours: heap.many,
    theirs: heap.few,
    than: 'with the few',
    ratio: heap.ratio,
    note: `resident ${rss.many.toFixed(0)} against ${rss.few.toFixed(0)}, ${rss.ratio.toFixed(2)} ×`,
    ok: heap.ratio <= 1.1 && rss.ratio <= 1.1,
  };
}
