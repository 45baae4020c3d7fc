import fc from 'fast-check';
import { scopeFor, sees, type Owned, type Post, type Scope } from '../../src/people/access.rules.js';
import { visible, visibleTo } from '../../src/people/visible.js';
import { workQuery } from '../../src/work/work.dto.js';
import { WorkReader } from '../../src/work/work.reader.js';
import { openDatabase, type Database } from '../../src/platform/database.js';
import { useDatabase } from '../support/postgres.js';

// Whose rows somebody sees: as the rules say it, and as the query does.
const db = useDatabase();
let database: Database;
beforeAll(async () => {
  database = await openDatabase(db().settings);
});
afterAll(() => database.destroy());

const columns = `key, definition, calendar, plan, obligation, period, kind, unit, status, snapshot, tags, stage, due, seq, person_seq, at, hop,
  head, opened_at, owner, restricted`;
const values = (parent: string): string =>
  `'running', jsonb_build_object('context', jsonb_build_object('parentUnit', ${parent})), '{}', 'open'`;
const office = { secretariat: 'tt', administrator: 'tt', leadership: 'u2' };
const offices = { p: office, q: office };

const units = ['u1', 'u2', 'tt'];
const row = fc.record({
  plan: fc.constantFrom('p', 'q'),
  obligation: fc.constantFrom('R1', 'S5'),
  unit: fc.constantFrom(...units),
  parentUnit: fc.constantFrom(null, ...units),
  owner: fc.constantFrom(null, ...units),
  restricted: fc.boolean(),
});
const post: fc.Arbitrary<Post> = fc.record({
  plan: fc.constantFrom('p', 'q', '*'),
  unit: fc.constantFrom(...units, '*'),
  seat: fc.constantFrom('officer', 'head', 'leader', 'member', 'administrator', 'appraiser', 'award', 'auditor', 'x'),
  groups: fc.subarray(['R1', 'S5']),
});

async function seen(scope: Scope): Promise<number[]> {
  const { rows } = await db().pool.query<{ n: number }>(
    `select i.period::int as n from instance i where ${visible(1)} order by 1`,
    [...visibleTo(scope)],
  );
  return rows.map(({ n }) => n);
}

test('the query shows exactly what the rules say', async () => {
  const rows: Owned[] = fc.sample(row, { numRuns: 400, seed: 3 });
  await db().pool.query(
    `insert into instance (${columns})
     select 'x' || n, 'd', 'c', r->>'plan', r->>'obligation', n::text, 'task', r->>'unit', ${values(`r->>'parentUnit'`)}, null, 0, 0, 0, 0, '', 0,
       r->>'owner', (r->>'restricted')::boolean from jsonb_array_elements($1::jsonb) with ordinality one (r, n)`,
    [JSON.stringify(rows)],
  );
  await fc.assert(
    fc.asyncProperty(fc.array(post, { maxLength: 3 }), async (posts) => {
      const scope = scopeFor({ posts, offices });
      expect(await seen(scope)).toEqual(rows.flatMap((one, n) => (sees(scope, one) ? [n + 1] : [])));
    }),
    { numRuns: 150, seed: 7 },
  );
  expect(await seen('all')).toHaveLength(rows.length);
  await db().pool.query('truncate instance');
});

test('among 10,000 units and three years a unit’s list is looked up, and not searched for', async () => {
  await db().pool.query(
    `insert into instance (${columns})
     select 'p/R1/' || y || '/' || u, 'd', 'c', 'p', 'R1', y::text, 'task', 'u' || u, ${values(`'tt'::text`)}, y * 1000 + u % 7, 0, 0, 0, 0, '', 0,
       'tt', false from generate_series(2023, 2025) y, generate_series(1, 10000) u`,
  );
  await db().pool.query('analyze instance');
  const asked: { text: string; values: unknown[] }[] = [];
  const reader = new WorkReader({
    query: (text: string, sent: unknown[]) => {
      asked.push({ text, values: sent });
      return database.query(text, sent);
    },
  } as unknown as Database);
  const of = (...posts: Post[]): Scope => scopeFor({ posts, offices });
  const officer = of({ plan: 'p', unit: 'u77', seat: 'officer', groups: [] });
  const deputies = of(...[1, 2, 3].map((n) => ({ plan: 'p', unit: `u${n}`, seat: 'officer', groups: [] })));
  const award = of({ plan: 'p', unit: 'xx', seat: 'award', groups: [] });
  for (const [scope, query, n] of [
    [officer, {}, 3],
    [officer, { sort: 'key', status: 'running' }, 3],
    [deputies, { sort: '-due' }, 9],
    [award, {}, 0],
  ] as const) {
    const { items } = await reader.list(scope, 'task', workQuery.parse(query));
    expect(items).toHaveLength(n);
    const { text = '', values: sent = [] } = asked.at(-1) ?? {};
    const { rows } = await db().pool.query<{ 'QUERY PLAN': string }>(`explain ${text}`, sent);
    const plan = rows.map((line) => line['QUERY PLAN']).join('\n');
    expect(plan).toMatch(/instance_unit|instance_restricted|instance_cell/);
    expect(plan).not.toMatch(/Seq Scan on instance i|instance_list/);
  }
});
