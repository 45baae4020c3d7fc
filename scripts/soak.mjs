// npm run soak: the tests with long counts (kills, storms, random runs), at their full length.
process.env.SOAK = '1';
process.argv.splice(
  2,
  process.argv.length,
  ...(process.argv.length > 2 ? process.argv.slice(2) : ['faults', 'engine', 'jobs', 'sandbox', 'fuzz']),
);
await import('./test.mjs');
