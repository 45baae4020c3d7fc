import type { Definition } from '../../src/core/definition/definition.js';
import { scopeFor, type Post, type Scope } from '../../src/people/access.rules.js';
import { unknownIn } from '../../src/work/named.reader.js';
import { useDatabase } from '../support/postgres.js';

// An event may name an instance; whoever sends it learns of none that they may not see.
const db = useDatabase();
const look = {
  query: async <Row>({ text }: { readonly text: string }, values: readonly unknown[] = []): Promise<Row[]> =>
    (await db().pool.query(text, [...values])).rows as Row[],
};
const events = {
  'meeting.merge': { label: { vi: 'Gộp', en: 'Merge' }, by: [], carries: { with: { type: 'instance' } } },
};
const definition = { events } as unknown as Definition;
const offices = { p: { secretariat: 'tt', administrator: 'tt' } };
const of = (unit: string): Scope => {
  const post: Post = { plan: 'p', unit, seat: 'officer', groups: [] };
  return scopeFor({ posts: [post], offices });
};
const unknown = (scope: Scope, key: string) =>
  unknownIn(look, definition, { type: 'meeting.merge', with: key }, { plan: 'p', day: '2024-05-03', scope });

beforeAll(async () => {
  const period = JSON.stringify({
    context: { period: { id: 'p', start: '2024-01-01', end: '2024-12-31', year: 2024 } },
  });
  await db().pool.query(
    `insert into instance (key, definition, calendar, plan, obligation, period, kind, unit, status, snapshot, tags, stage, seq, person_seq, at, hop,
       head, opened_at, owner)
     select 'p/' || obligation || place, 'd', 'c', 'p', obligation, '2024', kind, unit, 'running', $1::jsonb, '{}', 'open', 0, 0, 0, 0, '', 0, unit
     from (values ('M1', '/2024', 'occurrence', 'u1'), ('M1', '', 'series', 'u1')) r(obligation, place, kind, unit)`,
    [period],
  );
});

test.each([
  ['one that is there', 'p/M1/2024'],
  ['one that is still to open', 'p/M1/2024-Q4'],
])('%s is one for those who see it, and none for others', async (_, key) => {
  expect(await unknown('all', key)).toBeUndefined();
  expect(await unknown(of('u1'), key)).toBeUndefined();
  expect(await unknown(of('tt'), key)).toBeUndefined();
  const missing = await unknown(of('u2'), 'p/M9/2024');
  expect(missing).toEqual({ field: 'with', expected: 'instance' });
  expect(await unknown(of('u2'), key)).toEqual(missing);
});
