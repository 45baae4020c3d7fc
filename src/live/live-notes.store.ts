import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { TrailSql } from '../people/trail.js';

/** What screens show and no history tells: it is looked at again. */
export type LiveKind = 'draft' | 'talk' | 'file';
export type LiveNote = {
  readonly kind: LiveKind;
  readonly instanceId: number;
  /** For whoever has a post in this unit alone, and not for all who see the instance. */
  readonly unit?: string;
};

const tell = {
  name: 'dh_live_tell',
  text: `insert into live_note (kind, instance_id, unit)
    select r.kind, r."instanceId", r.unit from jsonb_to_recordset($1::jsonb) as r(kind text, "instanceId" bigint, unit text)`,
};
/** Longer than any browser is away that has not been signed out. */
const KEPT = '2 days';

/** For rooms whose rows no history tells of. */
@Injectable()
export class LiveNotes {
  constructor(private readonly database: DataSource) {}

  /** In the transaction that changes what is shown: both, or neither. */
  async tell(notes: readonly LiveNote[], sql: TrailSql = this.alone()): Promise<void> {
    if (notes.length > 0) await sql.query(tell, [JSON.stringify(notes)]);
  }

  async forget(): Promise<void> {
    await this.database.query(
      `with gone as (delete from live_note where told_at < now() - interval '${KEPT}' returning xid)
       insert into live_forgotten as f (xid) select max(xid::text::numeric)::text::xid8 from gone having count(*) > 0
       on conflict (one) do update set xid = greatest(f.xid, excluded.xid)`,
    );
  }

  private alone(): TrailSql {
    return { query: ({ text }, values = []) => this.database.query(text, [...values]) };
  }
}

/** A worker's: notes that everybody has had. */
@Injectable()
export class ForgetNotes {
  readonly name = 'forget-notes';
  readonly every = 60 * 60_000;

  constructor(private readonly notes: LiveNotes) {}

  run(): Promise<void> {
    return this.notes.forget();
  }
}
