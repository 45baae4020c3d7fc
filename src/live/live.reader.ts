import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Owned } from '../people/access.rules.js';
import { IDLE } from '../people/principal.reader.js';
import type { Position } from './position.rules.js';

/** Something that has changed, and what decides who hears of it. */
export type Change = Position &
  Omit<Owned, 'unit'> & {
    readonly instance: number;
    readonly instanceKey: string;
    readonly of: 'series' | 'occurrence' | 'task';
    readonly unit: string;
    /** Of a message and of some notes: for whom. */
    readonly toUnit: string | null;
    readonly toSeat: string | null;
  };
export type Horizon = {
  /** The oldest transaction that is under way: what comes before it is final. */
  readonly xid: number;
  /** In a sandbox: where its clock stands. */
  readonly clock: string | null;
  /** Up to here notes are forgotten. */
  readonly forgotten: number;
};

const changed = `
  with instance_change as (
    select distinct h.xid, h.instance_id from history h where h.xid >= $1::text::xid8 and h.xid < $2::text::xid8
  ), change as (
    select c.xid, 'instance' collate "C" as kind, c.instance_id as id, c.instance_id, null as to_unit, null as to_seat from instance_change c
    union all
    select m.xid, 'inbox', m.id, m.instance_id, m.unit, m.seat from inbox_message m where m.xid >= $1::text::xid8 and m.xid < $2::text::xid8
    union all
    select n.xid, n.kind, n.id, n.instance_id, n.unit, null from live_note n where n.xid >= $1::text::xid8 and n.xid < $2::text::xid8
  )
  select c.xid::text::float8 as xid, c.kind, c.id::float8 as id, c.instance_id::float8 as instance, c.to_unit as "toUnit", c.to_seat as "toSeat",
    i.kind as of, i.key as "instanceKey", i.plan, i.obligation, i.unit, i.owner, i.parent_unit as "parentUnit", i.restricted
  from change c join instance i on i.id = c.instance_id
  where (c.xid, c.kind, c.id) > ($1::text::xid8, $3::text collate "C", $4::bigint)
  order by c.xid, c.kind, c.id limit $5`;

/** What has changed, once it is final: a transaction that is older than one under way comes later in no order. */
@Injectable()
export class LiveReader {
  constructor(private readonly database: DataSource) {}

  async horizon(): Promise<Horizon> {
    const [row]: Horizon[] = await this.database.query(
      `select pg_snapshot_xmin(pg_current_snapshot())::text::float8 as xid,
         (select now::text from database_mode where mode = 'sandbox') as clock,
         coalesce((select xid::text::float8 from live_forgotten), 0) as forgotten`,
    );
    if (!row) throw new Error('the database has no horizon');
    return row;
  }

  /** What came after a place and is final at the horizon, in order. */
  changes({ xid, kind, id }: Position, horizon: number, limit: number): Promise<Change[]> {
    return this.database.query(changed, [String(xid), String(horizon), kind, id, limit]);
  }

  /** Of these sessions (by their digests) and tokens, those that are good. Looking is no use of them. */
  async good(sessions: readonly string[], tokens: readonly string[]): Promise<ReadonlySet<string>> {
    const rows: { id: string }[] = await this.database.query(
      `select s.id from session s join account a on a.id = s.account_id
       where s.id = any($1) and s.expires_at > now() and s.seen_at > now() - interval '${IDLE}' and a.disabled_at is null
       union all
       select t.id::text from api_token t join account a on a.id = t.account_id
       where t.id = any($2::uuid[]) and t.revoked_at is null and t.expires_at > now() and a.disabled_at is null`,
      [sessions, tokens],
    );
    return new Set(rows.map(({ id }) => id));
  }
}
