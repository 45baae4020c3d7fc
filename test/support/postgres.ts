import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Config } from '../../src/platform/config.js';
import { openDatabase } from '../../src/platform/database.js';

export interface TestDatabase {
  readonly url: string;
  /** For a test's own look at the rows; small, so that a leak is noticed. */
  readonly pool: pg.Pool;
  /** What `databaseOptions` and `migrate` want to know. */
  readonly settings: Pick<Config, 'databaseUrl' | 'databaseSchema' | 'poolSize'>;
}

const serverUrl = (): string => required('TEST_DATABASE_URL');

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is missing: is this spec in a folder below test/?`);
  return value;
}

function urlOf(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}

const settingsOf = (url: string): TestDatabase['settings'] => ({
  databaseUrl: url,
  databaseSchema: 'public',
  poolSize: 10,
});

/** Any number that no other advisory lock on the test server uses. */
const preparing = 4_711;

async function asAdmin<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The tables alone: what kind of database it is is settled by the test's own first `migrate`, if it wants one. */
async function makeTables(settings: TestDatabase['settings']): Promise<void> {
  const database = await openDatabase(settings);
  try {
    await database.runMigrations();
  } finally {
    await database.destroy();
  }
}

/** A database with all migrations, cloned from a template that the first test file of the run makes. */
async function clone(database: string): Promise<void> {
  const template = required('TEST_TEMPLATE');
  await asAdmin(async (client) => {
    await client.query('select pg_advisory_lock($1)', [preparing]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
    if (rowCount === 0) {
      await client.query(`create database "${template}"`);
      await makeTables(settingsOf(urlOf(template)));
    }
    await client.query(`create database "${database}" template "${template}"`);
  });
}

/** One that sorts text as people do; the core sorts it by code units. */
async function createLike(database: string, locale: string): Promise<void> {
  await asAdmin((client) =>
    client.query(
      `create database "${database}" template template0 encoding 'UTF8' locale 'C' locale_provider icu icu_locale '${locale}'`,
    ),
  );
  await makeTables(settingsOf(urlOf(database)));
}

type Source = { readonly locale?: string; readonly copyOf?: string };
type Dropped = TestDatabase & { drop(): Promise<void> };

export async function createDatabase({ locale, copyOf }: Source = {}): Promise<Dropped> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  if (copyOf !== undefined) await asAdmin((client) => client.query(`create database "${name}" template "${copyOf}"`));
  else await (locale === undefined ? clone(name) : createLike(name, locale));
  const url = urlOf(name);
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  // A server that a test stops takes idle connections with it.
  pool.on('error', () => undefined);
  return {
    url,
    pool,
    settings: settingsOf(url),
    async drop() {
      if (!pool.ended) await pool.end();
      await asAdmin((client) => client.query(`drop database if exists "${name}" with (force)`));
    },
  };
}

/** A database that is made once and copied for each test: whoever makes it leaves no connection behind. */
export async function createScene(
  make: (db: TestDatabase) => Promise<void>,
): Promise<{ copy(): Promise<Dropped>; drop(): Promise<void> }> {
  const db = await createDatabase();
  await make(db);
  await db.pool.end();
  const copyOf = new URL(db.url).pathname.slice(1);
  return { copy: () => createDatabase({ copyOf }), drop: () => db.drop() };
}

/** A database of this file's own: `const db = useDatabase();` and in a test `db().pool`. */
export function useDatabase(): () => TestDatabase {
  let database: Awaited<ReturnType<typeof createDatabase>> | undefined;
  beforeAll(async () => {
    database = await createDatabase();
  });
  afterAll(() => database?.drop());
  return () => {
    if (database === undefined) throw new Error('the database exists only inside tests');
    return database;
  };
}
