import { exits } from './command-error.js';
import type { Database } from './database.js';

/** Identity columns, `xid8` and what else we rely on: the oldest PostgreSQL that we are tested for. */
const OLDEST = 14;

export class OldServer extends Error {
  readonly code = 'old-server';
  readonly exitCode = exits.badConfiguration;
  constructor(version: number) {
    super(
      `DATABASE_URL: cần PostgreSQL ${OLDEST} trở lên, máy chủ này là ${version}. / PostgreSQL ${OLDEST} or later is needed, this server is ${version}.`,
    );
  }
}

/** @throws OldServer */
export async function requireServer(database: Database): Promise<void> {
  const [row]: { server_version_num: string }[] = await database.query('show server_version_num');
  const version = Math.floor(Number(row?.server_version_num) / 10_000);
  if (version < OLDEST) throw new OldServer(version);
}
