import { DataSource } from 'typeorm';
import { databaseOptions, migrate } from '../../src/platform/database.js';
import { useDatabase } from '../support/postgres.js';

const db = useDatabase();

const isThere = async (name: string): Promise<boolean> => {
  const { rows } = await db().pool.query<{ found: boolean }>('select to_regclass($1) is not null as found', [name]);
  return rows[0]?.found === true;
};

test('a schema of its own is made and migrated beside the first', async () => {
  const settings = { ...db().settings, databaseSchema: 'rehearsal_7' };
  await migrate(settings);
  expect(await isThere('rehearsal_7.migration')).toBe(true);
  const source = await new DataSource(databaseOptions(settings)).initialize();
  const [shown] = await source.query<{ search_path: string }[]>('show search_path');
  await source.destroy();
  expect(shown?.search_path).toBe('rehearsal_7');
});

test('migrating what is up to date does nothing', async () => {
  expect(await migrate(db().settings)).toEqual([]);
});

test('processes that start together take turns', async () => {
  const settings = { ...db().settings, databaseSchema: 'together', poolSize: 2 };
  const ran = await Promise.all([migrate(settings), migrate(settings), migrate(settings)]);
  const once = ran.filter((names) => names.length > 0);
  expect(once.length).toBeLessThanOrEqual(1);
});
