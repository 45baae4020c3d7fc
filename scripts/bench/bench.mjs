import { parseArgs } from 'node:util';
import { leave, prepare } from '../prepare.mjs';

// What is measured is the program as its sources are now; the rows read packages that may have to be installed first.
await prepare().catch(leave);
const { temporaryPostgres } = await import('../postgres.mjs');
const { children } = await import('./children.mjs');
const { door } = await import('./door.mjs');
const { endLived } = await import('./lived.mjs');
const { matrix } = await import('./matrix.mjs');
const { page } = await import('./page.mjs');
const { pending } = await import('./pending.mjs');
const { lint, preview, start } = await import('./planning.mjs');
const { readers } = await import('./readers.mjs');
const { storm } = await import('./storm.mjs');

/** `npm run bench -- [--json] [--only door,storm] [--quick]`: every number beside its yardstick, run in turn on one server. */
const rows = { door, storm, pending, children, matrix, readers, page, preview, lint, start };
const { values } = parseArgs({
  options: { json: { type: 'boolean' }, only: { type: 'string' }, quick: { type: 'boolean' } },
});
const settings = values.quick ? { rounds: 3, seconds: 1, isQuick: true } : { rounds: 5, seconds: 3, isQuick: false };
const wanted = values.only?.split(',') ?? Object.keys(rows);
const unknown = wanted.filter((name) => !(name in rows));
if (unknown.length > 0) {
  process.stderr.write(`No such row: ${unknown.join(', ')}. There are ${Object.keys(rows).join(', ')}.\n`);
  process.exit(64);
}

const server = await temporaryPostgres();
const results = [];
try {
  for (const name of wanted) {
    const done = await rows[name](server.url, settings);
    results.push(...done);
    if (!values.json) done.forEach(print);
  }
} finally {
  await endLived();
  await server.stop();
}
if (values.json) process.stdout.write(`${JSON.stringify({ node: process.version, rows: results }, null, 2)}\n`);

function print({ row, ours, theirs, than = 'by hand', ratio, unit, target, note, ok }) {
  const number = (n) => (n >= 100 ? Math.round(n).toLocaleString('en') : n.toFixed(2));
  const yardstick = theirs === undefined ? '' : `  ${than} ${number(theirs)}  ratio ${ratio.toFixed(2)}`;
  process.stdout.write(
    `${ok ? '✓' : '✗'} ${row}: ${number(ours)} ${unit}${yardstick}${note ? `  ${note}` : ''}  (${target})\n`,
  );
}
