import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { GENESIS } from '../core/chain.js';
import type { Entry } from '../core/instance.js';
import type { ChainedEntry } from '../people/trail.js';
import type { Anchor, ChainHead } from './anchor.rules.js';

export type TrailRow = ChainedEntry & { readonly salt: string | null; readonly body: unknown; readonly hash: string };
export type HistoryRow = Entry & { readonly id: number };
export type Head = { readonly key: string; readonly seq: number; readonly head: string };
/** Where an instance stood at an anchor: as was noted then, and what its history says of that place now (null: nothing). */
export type SealedHead = ChainHead & { readonly noted: string; readonly hash: string | null };

const PAGE = 1_000;

/** Everything that is chained, in one picture, row by row. */
@Injectable()
export class ChainsReader {
  constructor(private readonly database: DataSource) {}

  look<T>(work: (chains: Chains) => Promise<T>): Promise<T> {
    return this.database.transaction('REPEATABLE READ', (manager) => work(new Chains(manager)));
  }
}

export class Chains {
  constructor(private readonly db: EntityManager) {}

  trail(): AsyncGenerator<TrailRow> {
    return this.pages<TrailRow>(
      `select seq::float8 as seq, at::float8 as at, work_at::float8 as "workAt", kind, actor, on_behalf_of as "onBehalfOf", plan, subject,
         correlation, before, after, body_digest as "bodyDigest", salt, body, hash
       from audit_entry where seq > $1 order by seq limit ${PAGE}`,
      [0],
      ({ seq }) => [seq],
    );
  }

  async trailHead(): Promise<{ readonly seq: number; readonly hash: string }> {
    const [head] = await this.db.query<{ seq: number; hash: string }[]>(
      `select seq::float8 as seq, hash from audit_head`,
    );
    return head ?? { seq: 0, hash: GENESIS };
  }

  async trailAt(seq: number): Promise<string | undefined> {
    if (seq === 0) return GENESIS;
    const [entry] = await this.db.query<{ hash: string }[]>(`select hash from audit_entry where seq = $1`, [seq]);
    return entry?.hash;
  }

  async *histories(): AsyncGenerator<HistoryRow> {
    type Row = Omit<HistoryRow, 'effectiveAt' | 'bodyDigest'> & {
      readonly effectiveAt: number | null;
      readonly bodyDigest: string | null;
    };
    const rows = this.pages<Row>(
      `select h.instance_id::float8 as id, i.key as instance, h.seq, h.kind, h.key, h.at::float8 as at,
         h.effective_at::float8 as "effectiveAt", h.actor, h.event, h.body_digest as "bodyDigest", h.tags, h.due::float8 as due, h.unit,
         h.stage, h.hash
       from history h join instance i on i.id = h.instance_id
       where (h.instance_id, h.seq) > ($1::bigint, $2::int) order by h.instance_id, h.seq limit ${PAGE}`,
      [0, -1],
      ({ id, seq }) => [id, seq],
    );
    for await (const { effectiveAt, bodyDigest, ...row } of rows)
      yield { ...row, ...(effectiveAt !== null && { effectiveAt }), ...(bodyDigest !== null && { bodyDigest }) };
  }

  heads(): AsyncGenerator<Head & { readonly id: number }> {
    return this.pages(
      `select id::float8 as id, key, seq, head from instance where id > $1 order by id limit ${PAGE}`,
      [0],
      ({ id }) => [id],
    );
  }

  /** Where each instance stood at an anchor, by their keys. */
  sealed(anchor: number): AsyncGenerator<SealedHead> {
    return this.pages(
      `select distinct on (s.key) s.key, s.seq, s.hash as noted, h.hash
       from audit_sealed s left join instance i on i.key = s.key left join history h on h.instance_id = i.id and h.seq = s.seq
       where s.anchor <= $1 and s.key > $2 order by s.key, s.anchor desc limit ${PAGE}`,
      [anchor, ''],
      ({ key }) => [anchor, key],
    );
  }

  /** What was noted at an anchor and is not so any more. */
  async moved(): Promise<{ readonly n: number; readonly problems: readonly string[] }> {
    const [row] = await this.db.query<{ n: number; problems: string[] | null }[]>(
      `select (select count(*)::int from audit_sealed) as n,
         (select jsonb_agg(problem) from (
            select s.key || '#' || s.seq || ' is not what anchor ' || s.anchor || ' sealed' as problem
            from audit_sealed s left join instance i on i.key = s.key left join history h on h.instance_id = i.id and h.seq = s.seq
            where h.hash is distinct from s.hash order by s.key, s.anchor limit 50) p) as problems`,
    );
    return { n: row?.n ?? 0, problems: row?.problems ?? [] };
  }

  async *anchors(): AsyncGenerator<Anchor> {
    const rows = this.pages<{ no: number; document: Anchor }>(
      `select no::float8 as no, document from audit_anchor where no > $1 order by no limit 100`,
      [0],
      ({ no }) => [no],
    );
    for await (const { document } of rows) yield document;
  }

  private async *pages<Row>(
    text: string,
    from: readonly unknown[],
    after: (last: Row) => readonly unknown[],
  ): AsyncGenerator<Row> {
    for (let values = from; ;) {
      const rows = await this.db.query<Row[]>(text, [...values]);
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined) return;
      values = after(last);
    }
  }
}
