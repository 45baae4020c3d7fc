import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Asks } from '../people/trail.js';
import type { FileType } from './file-type.rules.js';

export type Arriving = {
  readonly instanceId: number;
  readonly plan: string;
  readonly unit: string;
  readonly account: string;
  readonly key: string;
  readonly name: string;
  readonly at: number;
};
export type Arrived = {
  readonly type: FileType;
  readonly size: number;
  readonly sha256: string;
  readonly scan: 'not-scanned' | 'clean';
};
export type Uploaded = { readonly id: number; readonly instanceId: number; readonly name: string } & Arrived;

/** An upload has long ended after this, one way or the other. */
export const ARRIVAL = '1 day';
/** Whether nothing names it and it has waited long enough; `$1`: for how many days. */
export const OVER = `(f.status = 'going' or (f.status = 'arriving' and f.touched_at < now() - interval '${ARRIVAL}')
  or (f.status = 'whole' and f.bound_at is null and f.touched_at < now() - make_interval(days => $1)))`;

/** What is known of attachments. None is there before its content is whole, and none stays that nothing names. */
@Injectable()
export class FileStore {
  constructor(private readonly database: DataSource) {}

  async begin({ instanceId, plan, unit, account, key, name, at }: Arriving): Promise<number> {
    const [row]: { id: number }[] = await this.database.query(
      `insert into file (instance_id, plan, unit, account, upload_key, name, at, status)
       values ($1, $2, $3, $4, $5, $6, $7, 'arriving') returning id::float8 as id`,
      [instanceId, plan, unit, account, key, name, at],
    );
    if (!row) throw new Error('a file has no id');
    return row.id;
  }

  /** Its content is there. Where another upload under the same key was first, the database says so (`isTaken`). */
  async arrived(id: number, { type, size, sha256, scan }: Arrived, db: Asks): Promise<boolean> {
    const [, n] = await db.query<[unknown, number]>(
      `update file set status = 'whole', type = $2, size = $3, sha256 = $4, scan = $5, touched_at = now()
       where id = $1 and status = 'arriving'`,
      [id, type, size, sha256, scan],
    );
    return n === 1;
  }

  /** What this account has sent under this key. */
  async under(account: string, key: string): Promise<Uploaded | undefined> {
    const [row]: Uploaded[] = await this.database.query(
      `select id::float8 as id, instance_id::float8 as "instanceId", name, type, size::float8 as size, sha256, scan
       from file where account = $1 and upload_key = $2 and status = 'whole'`,
      [account, key],
    );
    return row;
  }

  /** How many of a unit's wait at an instance for being named. */
  async waiting(instanceId: number, unit: string): Promise<number> {
    const [row]: { n: number }[] = await this.database.query(
      `select count(*)::int as n from file where instance_id = $1 and unit = $2 and bound_at is null and status <> 'going'`,
      [instanceId, unit],
    );
    return row?.n ?? 0;
  }

  /** From now on it is nobody's. False: something names it, or it is gone. */
  async giveUp(id: number, db: Asks = this.database): Promise<boolean> {
    const [, n] = await db.query<[unknown, number]>(
      `update file set status = 'going' where id = $1 and bound_at is null and status <> 'going'`,
      [id],
    );
    return n === 1;
  }

  /** Those that nothing names any more; from now on nothing can. */
  async over(days: number, most: number): Promise<number[]> {
    const [rows]: [{ id: number }[], number] = await this.database.query(
      `update file set status = 'going' where id in (
         select id from file f where ${OVER} order by id limit $2 for update skip locked) returning id::float8 as id`,
      [days, most],
    );
    return rows.map(({ id }) => id);
  }

  async forget(ids: readonly number[]): Promise<void> {
    await this.database.query(`delete from file where id = any($1::bigint[]) and status = 'going'`, [ids]);
  }
}

export const isTaken = (error: unknown): boolean => (error as { readonly code?: unknown } | null)?.code === '23505';
