import { DataSource } from 'typeorm';
import { clockFor, type Founding } from '../../src/platform/clock.js';
import { databaseOptions, openDatabase, type Database, type DatabaseSettings } from '../../src/platform/database.js';
import { migrate } from '../../src/platform/migrate.js';
import { useDatabase } from '../support/postgres.js';
import { startProxy } from '../support/proxy.js';

const db = useDatabase();
const sandbox: Founding = { mode: 'sandbox', startAt: 1_672_506_000_000 };
const production: Founding = { mode: 'production', startAt: 0 };
const inSchema = (databaseSchema: string): DatabaseSettings => ({ ...db().settings, databaseSchema });

const rowsOf = async <Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
  (await db().pool.query(text, [...values])).rows as Row[];
const isThere = async (name: string): Promise<boolean> => {
  const [row] = await rowsOf<{ found: boolean }>('select to_regclass($1) is not null as found', [name]);
  return row?.found === true;
};
const isRefused = async (settings: DatabaseSettings, founding: Founding): Promise<string> =>
  migrate(settings, founding).then(
    () => 'taken',
    (error: unknown) => String(error),
  );

async function on<T>(settings: DatabaseSettings, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(settings);
  try {
    return await work(database);
  } finally {
    await database.destroy();
  }
}

test('a schema of its own is made and migrated beside the first', async () => {
  const settings = inSchema('rehearsal_7');
  await migrate(settings, sandbox);
  expect(await isThere('rehearsal_7.migration')).toBe(true);
  const source = await new DataSource(databaseOptions(settings)).initialize();
  const [shown] = await source.query<{ search_path: string }[]>('show search_path');
  await source.destroy();
  expect(shown?.search_path).toBe('rehearsal_7');
});

test('migrating what is up to date does nothing', async () => {
  await migrate(db().settings, sandbox);
  expect(await migrate(db().settings, sandbox)).toEqual([]);
});

test('processes that start together take turns: one of them does it all', async () => {
  const settings = { ...inSchema('together'), poolSize: 2 };
  const ran = await Promise.all([1, 2, 3].map(() => migrate(settings, sandbox)));
  expect(ran.filter((names) => names.length > 0)).toHaveLength(1);
});

describe('sandbox or production', () => {
  const modes = (schema: string) =>
    rowsOf<{ mode: string; now: string | null }>(`select * from ${schema}.database_mode`);

  test.each([
    ['a sandbox', 'mode_s', sandbox, { mode: 'sandbox', now: String(sandbox.startAt) }],
    ['for production', 'mode_p', production, { mode: 'production', now: null }],
  ] as const)('a database is %s from its first migration', async (_, schema, founding, settled) => {
    await migrate(inSchema(schema), founding);
    expect(await modes(schema)).toMatchObject([settled]);
    await migrate(inSchema(schema), { ...founding, startAt: 7 });
    expect(await modes(schema)).toMatchObject([settled]);
  });

  test('and is not migrated as the other kind', async () => {
    const settings = inSchema('mode_other');
    await migrate(settings, production);
    await on(settings, (database) => database.undoLastMigration());
    const ran = () => rowsOf(`select name from mode_other.migration order by id`);
    const before = await ran();
    expect(await isRefused(settings, sandbox)).toContain('CLOCK=sandbox');
    expect(await ran()).toEqual(before);
  });

  test('who only looks decides nothing', async () => {
    const settings = inSchema('mode_none');
    await migrate(settings, sandbox);
    await rowsOf('delete from mode_none.database_mode');
    await on(settings, (database) => expect(clockFor(database, 'sandbox')).rejects.toThrow('never migrated'));
    expect(await modes('mode_none')).toEqual([]);
  });
});

test('a server that is too old is told in one sentence, and nothing is done to it', async () => {
  const [server] = await rowsOf<{ server_version_num: string }>('show server_version_num');
  // All that this server says of its number is changed on the way; no server as old as that is at hand.
  const told = Buffer.from(server?.server_version_num ?? '');
  const proxy = await startProxy(db().url, (said) => {
    const at = said.indexOf(told);
    if (at >= 0) said.write('130022', at);
    return said;
  });
  try {
    const settings = { ...inSchema('too_old'), databaseUrl: proxy.url };
    expect(await isRefused(settings, sandbox)).toMatch(/PostgreSQL 14 trở lên.* 13\. \/ PostgreSQL 14 or later.* 13\./);
    expect(await isThere('too_old.migration')).toBe(false);
  } finally {
    await proxy.close();
  }
});

test('up, all the way down, and up again: nothing is left behind', async () => {
  const schema = 'there_and_back';
  const settings = inSchema(schema);
  const shape = () =>
    rowsOf(
      `select table_name as of, column_name || ' ' || data_type || ' ' || is_nullable || coalesce(column_default, '') as is
         from information_schema.columns where table_schema = $1
       union all select tablename, indexdef from pg_indexes where schemaname = $1
       union all select conrelid::regclass::text, pg_get_constraintdef(oid) from pg_constraint
         where connamespace = $1::regnamespace
       order by 1, 2`,
      [schema],
    );
  const things = () =>
    rowsOf<{ name: string }>(
      `select relname::text as name from pg_class where relnamespace = $1::regnamespace and relkind not in ('i', 'c')
       union all select typname::text from pg_type where typnamespace = $1::regnamespace and typtype in ('d', 'e')
       union all select proname::text from pg_proc where pronamespace = $1::regnamespace
       order by name`,
      [schema],
    );
  const ran = await migrate(settings, sandbox);
  const built = await shape();
  await on(settings, async (database) => {
    // One after the other, from the newest to the first.
    for (const _ of ran) await database.undoLastMigration();
  });
  expect((await things()).map(({ name }) => name)).toEqual(['migration', 'migration_id_seq']);
  expect(await migrate(settings, sandbox)).toEqual(ran);
  expect(await shape()).toEqual(built);
});
