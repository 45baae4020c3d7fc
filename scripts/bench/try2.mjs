import { DataSource } from 'typeorm';
const dist = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href);
const { MatrixReader } = await dist('monitoring/matrix.reader.js');
const { databaseOptions } = await dist('platform/database.js');
const db = await new DataSource(
  databaseOptions({ databaseUrl: process.argv[2], databaseSchema: 'public', poolSize: 4 }),
).initialize();
const asked = {
  scope: {
    plans: ['bench'],
    dossiers: ['bench'],
    units: [{ plan: 'bench', unit: 'office', dossiers: false }],
    groups: [],
  },
  at: process.argv[3] ? Number(process.argv[3]) : null,
  plan: 'bench',
};
const range = { from: '2024-01-01', to: '2024-12-31', obligations: undefined };
let explain = false;
const spy = {
  query: async (t, v) => {
    if (explain) {
      const r = await db.query('explain (analyze, buffers) ' + t, v);
      console.log(r.map((x) => x['QUERY PLAN']).join('\n'));
    }
    return db.query(t, v);
  },
};
const r = new MatrixReader(spy);
const time = async (n, f) => {
  const t = performance.now();
  const x = await f();
  console.log(n, (performance.now() - t).toFixed(1));
  return x;
};
for (let i = 0; i < 3; i++) {
  explain = i === 2 && process.env.EXPLAIN;
  const c = await time('columns', () => r.columns(asked, range));
  const parents = c.map((x) => x.parent);
  await time('unasked', () => r.unasked(asked, range));
  const u = await time('units', () => r.units(asked, parents, { limit: 51 }));
  const cells = await time('cells', () => r.cells(asked, parents, { units: u.slice(0, 50) }));
  await time('position', () => r.position());
  if (i === 0)
    console.log(c.length, u.length, cells.length, JSON.stringify(c[0]), JSON.stringify(u[0]), JSON.stringify(cells[0]));
}
await db.destroy();
