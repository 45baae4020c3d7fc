import { foundMode, isFounded, type DatabaseMode, type Founding } from './clock.js';
import { openDatabase, type Database, type DatabaseSettings } from './database.js';
import { requireServer } from './server-version.js';

/** Any number that no other advisory lock of ours uses. */
const migrating = 7_190_311;

/**
 * Brings the schema up to date, and settles at the first time what kind of database it is; processes that start together
 * take turns. A server that is too old, and a database of the other kind, are left as they are.
 * @returns the names of the migrations that ran
 */
export async function migrate(settings: DatabaseSettings, founding: Founding): Promise<readonly string[]> {
  const database = await openDatabase(settings);
  const turn = database.createQueryRunner();
  try {
    await requireServer(database);
    await turn.query('select pg_advisory_lock($1)', [migrating]);
    await turn.query(`create schema if not exists "${settings.databaseSchema}"`);
    await refuseOther(database, founding.mode);
    const ran = await database.runMigrations();
    await foundMode(database, founding);
    return ran.map((migration) => migration.name);
  } finally {
    // The connection goes with the source, and the lock with the connection.
    await turn.release();
    await database.destroy();
  }
}

/** Before anything is changed. @throws WrongDatabaseMode */
async function refuseOther(database: Database, mode: DatabaseMode): Promise<void> {
  const [table]: { isThere: boolean }[] = await database.query(
    `select to_regclass('database_mode') is not null as "isThere"`,
  );
  if (table?.isThere) await isFounded(database, mode);
}
