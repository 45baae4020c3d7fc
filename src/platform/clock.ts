import type { Database } from './database.js';

export type DatabaseMode = 'sandbox' | 'production';

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

  async now(): Promise<number> {
    const rows: { now: string }[] = await this.database.query(`select now::text from database_mode`);
    const [row] = rows;
    if (!row) throw new Error('this database has no clock: it was never set up as a sandbox');
    return Number(row.now);
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

export class WrongDatabaseMode extends Error {
  readonly code = 'database-mode';
}

/**
 * A database is sandbox or production from its first start: what was lived in virtual time must never be taken for real.
 * @throws WrongDatabaseMode where the process asks for the other one
 */
export async function settleMode(database: Database, mode: DatabaseMode, startAt: number): Promise<PlatformClock> {
  await database.query(`insert into database_mode (mode, now) values ($1, $2) on conflict do nothing`, [
    mode,
    mode === 'sandbox' ? startAt : null,
  ]);
  const rows: { mode: DatabaseMode }[] = await database.query(`select mode from database_mode`);
  if (rows[0]?.mode !== mode)
    throw new WrongDatabaseMode(`the database is a ${rows[0]?.mode} database, the process was started for ${mode}`);
  return mode === 'sandbox' ? new SandboxClock(database) : new SystemClock();
}
