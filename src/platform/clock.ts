import type { Config } from './config.js';
import type { Database } from './database.js';

export type DatabaseMode = 'sandbox' | 'production';

/** A connection, perhaps in the middle of a transaction. */
type Asked = { query<Rows>(text: string, values?: unknown[]): Promise<Rows> };

/** The clock that a process reads. In a sandbox it is a row that every process and every restart shares. */
export interface PlatformClock {
  readonly mode: DatabaseMode;
  /** Epoch milliseconds. */
  now(): Promise<number>;
}

export class SystemClock implements PlatformClock {
  readonly mode = 'production';
  now(): Promise<number> {
    return Promise.resolve(Date.now());
  }
}

export class SandboxClock implements PlatformClock {
  readonly mode = 'sandbox';
  constructor(private readonly database: Database) {}

  async now(db: Asked = this.database): Promise<number> {
    const rows: { now: string }[] = await db.query(`select now::text from database_mode`);
    const [row] = rows;
    if (!row) throw new Error('this database has no clock: it was never set up as a sandbox');
    return Number(row.now);
  }

  /** The same only as long as it stands where somebody saw it. @returns whether it did; nobody else moves it before the transaction ends */
  async moveFrom(seen: number, instant: number, db: Asked): Promise<boolean> {
    const rows: unknown[] = await db.query(
      `with moved as (update database_mode set now = greatest(now, $2) where mode = 'sandbox' and now = $1 returning 1) select from moved`,
      [seen, instant],
    );
    return rows.length > 0;
  }

  /** Sets the clock; never back. Returns what it stands at. */
  async moveTo(instant: number): Promise<number> {
    const rows: { now: string }[] = await this.database.query(
      `with moved as (update database_mode set now = greatest(now, $1) where mode = 'sandbox' returning now::text) select now from moved`,
      [instant],
    );
    const [row] = rows;
    if (!row) throw new Error('this database is not a sandbox');
    return Number(row.now);
  }
}

/** In both languages, as it is said to whoever starts a process. */
export class WrongDatabaseMode extends Error {
  readonly code = 'database-mode';
  constructor(is: DatabaseMode) {
    const clock = is === 'sandbox' ? 'system' : 'sandbox';
    const [vi, en] = is === 'sandbox' ? ['thử nghiệm', 'a sandbox'] : ['chạy thật', 'for production'];
    super(
      `cơ sở dữ liệu này dùng để ${vi} (${is}), không dùng được với CLOCK=${clock}. / this database is ${en}, and no process with CLOCK=${clock} may use it.`,
    );
  }
}

/** Nobody has migrated this database yet. */
export class NoDatabaseMode extends Error {
  constructor() {
    super('this database is neither sandbox nor production yet: it was never migrated');
  }
}

/** What a database becomes at its first migration, and stays. */
export type Founding = {
  readonly mode: DatabaseMode;
  /** Where the clock of a sandbox begins. */
  readonly startAt: number;
};

export const modeOf = ({ clock }: Pick<Config, 'clock'>): DatabaseMode =>
  clock === 'sandbox' ? 'sandbox' : 'production';

/**
 * Only a migration does this: whoever merely looks must not decide what a database is for. What was lived in virtual time
 * must never be taken for real. What is settled stays.
 */
export async function foundMode(database: Database, { mode, startAt }: Founding): Promise<void> {
  await database.query(`insert into database_mode (mode, now) values ($1, $2) on conflict do nothing`, [
    mode,
    mode === 'sandbox' ? startAt : null,
  ]);
}

/**
 * The clock of a process that was started for one kind of database.
 * @throws WrongDatabaseMode where the database is the other kind
 */
export async function clockFor(database: Database, mode: DatabaseMode): Promise<PlatformClock> {
  if (!(await isFounded(database, mode))) throw new NoDatabaseMode();
  return mode === 'sandbox' ? new SandboxClock(database) : new SystemClock();
}

/**
 * Whether the database is this kind already, or none yet.
 * @throws WrongDatabaseMode where it is the other kind
 */
export async function isFounded(database: Database, mode: DatabaseMode): Promise<boolean> {
  const rows: { mode: DatabaseMode }[] = await database.query(`select mode from database_mode`);
  const [row] = rows;
  if (row && row.mode !== mode) throw new WrongDatabaseMode(row.mode);
  return row !== undefined;
}
