import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { problem } from '../core/problem.js';
import type { Asks, TrailSql } from '../people/trail.js';
import type { FileType } from './file-type.rules.js';

/** A file as a submission names it; its digest is part of what is submitted, and so of the chain. */
export type NamedFile = { readonly id: number; readonly sha256: string };
/** The files that a move of an instance names. */
export type Naming = {
  readonly instanceId: number;
  readonly seq: number;
  readonly at: number;
  readonly files: readonly NamedFile[];
};
export type AttachedFile = NamedFile & { readonly name: string; readonly type: FileType; readonly size: number };

const bind = {
  name: 'dh_file_bind',
  text: `with named as (
      select * from jsonb_to_recordset($1::jsonb) as r("instanceId" bigint, seq int, at bigint, id bigint, sha256 text)
    ), held as (
      update file f set bound_at = coalesce(f.bound_at, n.at) from named n
      where f.id = n.id and f.instance_id = n."instanceId" and f.sha256 = n.sha256 and f.status = 'whole' returning f.id
    ), bound as (
      insert into file_binding (instance_id, seq, file_id, sha256)
      select n."instanceId", n.seq, n.id, n.sha256 from named n where n.id in (select id from held) on conflict do nothing
    )
    select n.id::float8 as id from named n where n.id not in (select id from held) order by n.id`,
};

/** Whose work goes from one unit to another. */
export type HandOver = { readonly instanceId: number; readonly from: string; readonly to: string };

const handOver = {
  name: 'dh_file_hand_over',
  text: `with named as (select * from jsonb_to_recordset($1::jsonb) as r("instanceId" bigint, "from" text, "to" text)),
    moved as (update file f set unit = n."to", touched_at = now() from named n
      where f.instance_id = n."instanceId" and f.unit = n."from" and f.bound_at is null and f.status <> 'going' returning f.instance_id)
    select instance_id::float8 as "instanceId", count(*)::int as files from moved group by instance_id`,
};

/** For rooms whose records name files. */
@Injectable()
export class FileBindings {
  constructor(private readonly database: DataSource) {}

  /**
   * Files of an instance that some units may name: their own, and those that are named already. In the order in which they are asked for.
   *
   * @throws Problem file-missing naming the first that is none of them
   */
  async attached(
    { instanceId, units }: { readonly instanceId: number; readonly units: readonly string[] },
    ids: readonly number[],
    db: Asks = this.database,
  ): Promise<AttachedFile[]> {
    const rows: AttachedFile[] = await db.query(
      `select f.id::float8 as id, f.sha256, f.name, f.type, f.size::float8 as size from file f
       where f.id = any($1::bigint[]) and f.instance_id = $2 and f.status = 'whole' and (f.bound_at is not null or f.unit = any($3))`,
      [ids, instanceId, units],
    );
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => {
      const row = found.get(id);
      if (!row) throw problem('file-missing', { file: id });
      return row;
    });
  }

  /** A draft still means to name them: they wait anew. */
  async renew(instanceId: number, ids: readonly number[], db: Asks = this.database): Promise<void> {
    await db.query(
      `update file set touched_at = now() where id = any($1::bigint[]) and instance_id = $2 and bound_at is null and status = 'whole'`,
      [ids, instanceId],
    );
  }

  /**
   * In the transaction of the moves that name them: from there on they stay. Once again for what is bound already: nothing.
   *
   * @throws Problem file-missing where one is not there, is of another instance or is not what was named: nothing is moved
   */
  async bind(sql: TrailSql, namings: readonly Naming[]): Promise<void> {
    const rows = namings.flatMap(({ files, ...move }) => files.map((file) => ({ ...move, ...file })));
    if (rows.length === 0) return;
    const [missing] = await sql.query<{ id: number }>(bind, [JSON.stringify(rows)]);
    if (missing) throw problem('file-missing', { file: missing.id });
  }

  /** What waits at an instance for being named goes to the unit whose work it is now, and waits anew. How many, by instance. */
  async handOver(sql: TrailSql, works: readonly HandOver[]): Promise<ReadonlyMap<number, number>> {
    const rows = await sql.query<{ instanceId: number; files: number }>(handOver, [JSON.stringify(works)]);
    return new Map(rows.map(({ instanceId, files }) => [instanceId, files]));
  }
}
