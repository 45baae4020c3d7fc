import { DataSource, type DataSourceOptions, type ValueTransformer } from 'typeorm';
import type { Config } from './config.js';
import { migrations } from './migrations/index.js';

/** The connections of one process, for rooms that only hand them on. */
export type Database = DataSource;

export type DatabaseSettings = Pick<Config, 'databaseUrl' | 'databaseSchema' | 'poolSize'>;

/** Whatever TypeORM accepts as a list of entities, without naming it in every room. */
export type Entities = NonNullable<DataSourceOptions['entities']>;

/** Instants and ids are bigint in PostgreSQL and numbers here: none of ours is beyond 2^53. */
export const bigint: ValueTransformer = {
  from: (stored: string | null) => (stored === null ? null : Number(stored)),
  to: (value: number | null) => value,
};

/** A process that says nothing for so long in the middle of a transaction is frozen or gone: its locks are given to others. */
const FROZEN = 30_000;

/** `statementSeconds`: for so long a single statement may take; undefined: as long as it likes. */
type Patience = { readonly statementSeconds?: number | undefined };

/** One schema holds everything, so that a rehearsal can have its own beside the real one. Nothing is synchronised. */
export function databaseOptions(
  settings: DatabaseSettings,
  entities: Entities = [],
  { statementSeconds }: Patience = {},
) {
  const limit = statementSeconds === undefined ? '' : ` -c statement_timeout=${Math.ceil(statementSeconds * 1000)}`;
  return {
    type: 'postgres',
    url: settings.databaseUrl,
    schema: settings.databaseSchema,
    poolSize: settings.poolSize,
    applicationName: 'dung-han',
    entities,
    migrations,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    extra: {
      // Every question here is over sooner than PostgreSQL has compiled it.
      options: `-c jit=off -c search_path=${settings.databaseSchema} -c idle_in_transaction_session_timeout=${FROZEN}${limit}`,
      connectionTimeoutMillis: 10_000,
      pipeline: true,
    },
  } as const satisfies DataSourceOptions;
}

/** Connections for a command; who opens them closes them (`destroy`). */
export const openDatabase = (settings: DatabaseSettings, entities?: Entities): Promise<Database> =>
  new DataSource(databaseOptions(settings, entities)).initialize();
