import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { GENESIS } from '../core/chain.js';
import { problem } from '../core/problem.js';
import { viaNow } from '../platform/request-id.js';
import { claimNow } from './key-under-way.js';
import {
  type Asks,
  type ChainedEntry,
  sealPersonal,
  sqlOf,
  type Told,
  type Trail,
  type TrailEntry,
  trailLink,
  type TrailSql,
} from './trail.js';

type Head = { readonly seq: number; readonly hash: string; readonly at: number; readonly workAt: number };

const lockHead = {
  name: 'dh_trail_head',
  text: `select seq::float8 as seq, hash, floor(extract(epoch from clock_timestamp()) * 1000)::float8 as at,
      coalesce((select now from database_mode), floor(extract(epoch from clock_timestamp()) * 1000))::float8 as "workAt"
    from audit_head for update`,
};
const firstHead = {
  name: 'dh_trail_first',
  text: `insert into audit_head (seq, hash) values (0, $1) on conflict do nothing`,
};
const insert = {
  name: 'dh_trail_append',
  text: `with head as (update audit_head set seq = $1, hash = $2)
    insert into audit_entry (seq, at, work_at, kind, actor, on_behalf_of, plan, subject, correlation, before, after, body_digest, salt, body, hash)
    select r.seq, r.at, r."workAt", r.kind, r.actor, r."onBehalfOf", r.plan, r.subject, r.correlation, r.before, r.after, r."bodyDigest",
      r.salt, r.body, r.hash
    from jsonb_to_recordset($3::jsonb) as r(seq bigint, at bigint, "workAt" bigint, kind text, actor text, "onBehalfOf" text, plan text,
      subject text, correlation text, before jsonb, after jsonb, "bodyDigest" text, salt text, body jsonb, hash text)`,
};

const acted = {
  name: 'dh_trail_acted',
  text: `with acted as (update idempotency_key set acted = true where id = $1 and turn = $2 returning id) select id from acted`,
};

/** The one hand that writes the trail: one chain, whose head is locked only while somebody appends. */
@Injectable()
export class TrailStore implements Trail {
  constructor(private readonly database: DataSource) {}

  async append(entries: readonly TrailEntry[], sql?: TrailSql): Promise<void> {
    if (entries.length === 0) return;
    if (sql) return written(sql, entries);
    await this.told(() => Promise.resolve({ value: undefined, told: entries }));
  }

  told<T>(work: (db: Asks) => Promise<Told<T>>): Promise<T> {
    return this.database.transaction(async (manager) => {
      const { value, told } = await work(manager);
      await this.append(told, sqlOf(manager));
      return value;
    });
  }
}

async function written(sql: TrailSql, entries: readonly TrailEntry[]): Promise<void> {
  await onTurn(sql, entries);
  const { at, workAt, ...head } = await headOf(sql);
  let { hash, seq } = head;
  const rows = entries.map((entry) => {
    seq += 1;
    const { chained, kept } = sealed(entry, { seq, at, workAt });
    hash = trailLink(hash, chained);
    return { ...chained, ...kept, hash };
  });
  await sql.query(insert, [seq, hash, JSON.stringify(rows)]);
}

/**
 * What is done under an Idempotency-Key marks the key where it is done: both, or neither. Whoever was taken for dead and has
 * lost their turn does nothing any more.
 */
async function onTurn(sql: TrailSql, entries: readonly TrailEntry[]): Promise<void> {
  const claim = claimNow();
  // Somebody's wrong password is told of, and nothing was done.
  if (!claim || entries.every(({ kind }) => kind === 'sign-in-failed')) return;
  const [mine] = await sql.query(acted, [claim.id, claim.turn]);
  if (mine === undefined) throw problem('key-under-way');
}

async function headOf(sql: TrailSql): Promise<Head> {
  const [head] = await sql.query<Head>(lockHead);
  if (head) return head;
  await sql.query(firstHead, [GENESIS]);
  const [first] = await sql.query<Head>(lockHead);
  if (!first) throw new Error('the trail has no head');
  return first;
}

function sealed(
  { kind, actor, onBehalfOf, plan, subject, before, after, personal }: TrailEntry,
  place: Pick<ChainedEntry, 'seq' | 'at' | 'workAt'>,
): { readonly chained: ChainedEntry; readonly kept: object } {
  const via = viaNow();
  const played = via?.playedBy === undefined ? {} : { playedBy: via.playedBy };
  const body = { ...(via && { address: via.address, agent: via.agent }), ...played, ...personal };
  const seal = Object.keys(body).length > 0 ? sealPersonal(body) : undefined;
  const chained = {
    ...place,
    kind,
    actor,
    onBehalfOf: onBehalfOf ?? null,
    plan: plan ?? null,
    subject: subject ?? null,
    correlation: via?.requestId ?? null,
    before: before ?? null,
    after: after ?? null,
    bodyDigest: seal?.bodyDigest ?? null,
  };
  return { chained, kept: seal ? { salt: seal.salt, body } : {} };
}
