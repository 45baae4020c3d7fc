import { randomBytes } from 'node:crypto';
import { DataSource, type QueryRunner } from 'typeorm';
import { createEngine, type EngineHouse } from '../engine/create-engine.js';
import type { Roster } from '../engine/ports.js';
import { SandboxClock } from '../platform/clock.js';
import { databaseOptions } from '../platform/database.js';
import { migrate } from '../platform/migrate.js';

export type RehearsalHouse = {
  readonly house: EngineHouse;
  readonly clock: SandboxClock;
  readonly schema: string;
  /** Ends the connections, and drops the schema unless it is to be kept. */
  readonly close: (keep: boolean) => Promise<void>;
};

export type RehearsalSettings = {
  readonly databaseUrl: string;
  readonly startAt: number;
  readonly roster: Roster;
  readonly page?: number;
  readonly poolSize?: number;
};

const KEPT = 'kept';

/**
 * A schema of the rehearsal's own beside the real one, with the same tables. What is lost when the server falls is a
 * rehearsal, so commits do not wait for the disk. Schemas of rehearsals that were killed are swept up first.
 */
export async function openRehearsal({
  databaseUrl,
  startAt,
  roster,
  page,
  poolSize = 4,
}: RehearsalSettings): Promise<RehearsalHouse> {
  const schema = `rehearsal_${randomBytes(6).toString('hex')}`;
  const place = { databaseUrl, databaseSchema: schema, poolSize: poolSize + 1 };
  const options = databaseOptions(place);
  const extra = { ...options.extra, options: `${options.extra.options} -c synchronous_commit=off` };
  const database = await new DataSource({ ...options, extra }).initialize();
  const watch = database.createQueryRunner();
  try {
    await sweep(watch);
    await watch.query('select pg_advisory_lock(hashtext($1))', [schema]);
    await migrate(place, { mode: 'sandbox', startAt });
    const clock = new SandboxClock(database);
    const house = createEngine({ database, clock, roster, ...(page !== undefined && { page }) });
    return { house, clock, schema, close: (keep) => close(database, watch, schema, keep) };
  } catch (error) {
    await close(database, watch, schema, false);
    throw error;
  }
}

async function close(database: DataSource, watch: QueryRunner, schema: string, keep: boolean): Promise<void> {
  try {
    await watch.query(
      keep ? `comment on schema "${schema}" is '${KEPT}'` : `drop schema if exists "${schema}" cascade`,
    );
  } finally {
    await watch.release();
    await database.destroy();
  }
}

/** Whoever rehearses holds a lock on its schema's name: what nobody holds was left behind. */
async function sweep(watch: QueryRunner): Promise<void> {
  const left = (await watch.query(
    `select nspname as schema from pg_namespace
     where nspname ~ '^rehearsal_[0-9a-f]{12}$' and obj_description(oid, 'pg_namespace') is distinct from $1
       and pg_try_advisory_lock(hashtext(nspname))`,
    [KEPT],
  )) as { schema: string }[];
  for (const { schema } of left) {
    await watch.query(`drop schema "${schema}" cascade`);
    await watch.query('select pg_advisory_unlock(hashtext($1))', [schema]);
  }
}
