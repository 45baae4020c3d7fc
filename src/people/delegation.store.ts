import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { isoOf } from './instant.js';
import { keyset, placeIn, sortedPage } from '../platform/list-query.js';
import { whole } from '../platform/read-schema.js';
import { type Domain, plansOf } from './access.rules.js';
import { holdingHeldOn, seatHeldOn } from './held.js';
import type { Asks } from './trail.js';
import type { DelegateBody, DelegationsPage, DelegationsQuery, DelegationView } from './delegations.dto.js';

type Row = Omit<DelegationView, 'createdAt'> & { readonly createdAt: Date };
type Lent = Pick<DelegateBody, 'plan' | 'unit' | 'seat' | 'from' | 'to'>;

const select = `select d.id::float8 as id, h.name as holder, h.display_name as "holderName", p.name as deputy,
    p.display_name as "deputyName", d.plan, d.unit, d.seat, d.from_day as "from", d.to_day as "to", d.reason,
    d.created_at as "createdAt"
  from delegation d join account h on h.id = d.from_account join account p on p.id = d.to_account
  where d.revoked_at is null`;
/** What somebody gave or got, and what was lent in the plans ($2) that they administer. */
const seen = `($1 in (d.from_account, d.to_account) or $2::text[] is null or d.plan = any($2))`;

/** Posts that are lent for some days. */
@Injectable()
export class DelegationStore {
  constructor(private readonly database: DataSource) {}

  /** In the order in which they were lent, which is that of their ids. */
  async page(me: string, domain: Domain, query: DelegationsQuery): Promise<DelegationsPage> {
    const { plan, sort, limit } = query;
    const [at] = placeIn(query, z.tuple([whole(1, Number.MAX_SAFE_INTEGER)])) ?? [null];
    const { order, after } = keyset(['d.id'], sort, 4);
    const rows: Row[] = await this.database.query(
      `${select} and ${seen} and ($3::text is null or d.plan = $3) and ($4::bigint is null or ${after})
       order by ${order} limit $5`,
      [me, plansOf(domain), plan ?? null, at, limit + 1],
    );
    const { items, next } = sortedPage(rows, query, (last) => [last.id]);
    return { items: items.map(viewOf), next };
  }

  /** Undefined: there is none that this person gave, got or administers. */
  async find(me: string, domain: Domain, id: number): Promise<DelegationView | undefined> {
    const [row]: Row[] = await this.database.query(`${select} and ${seen} and d.id = $3`, [me, plansOf(domain), id]);
    return row && viewOf(row);
  }

  /** The account of this name, where the post is its own on the first day of the loan. */
  async holder(name: string, { plan, unit, seat, from }: Lent): Promise<string | undefined> {
    const [row]: { id: string }[] = await this.database.query(
      `select a.id from account a where a.name = $1 and a.disabled_at is null and (
         exists (select from holding h where h.account_id = a.id and h.seat = $4 and h.plan in ($2, '*') and h.unit in ($3, '*')
           and ${holdingHeldOn('$5')})
         or exists (select from person n, jsonb_array_elements(n.body->'seats') s
           where n.id = a.name and n.plan = $2 and s->>'unit' = $3 and s->>'seat' = $4
             and ${seatHeldOn('$5')}))`,
      [name, plan, unit, seat, from],
    );
    return row?.id;
  }

  /** The account of this name, where somebody of the unit may know of it: it has a post there, at any time. */
  async colleague(name: string, { plan, unit }: Lent): Promise<string | undefined> {
    const [row]: { id: string }[] = await this.database.query(
      `select a.id from account a where a.name = $1 and a.disabled_at is null and (
         exists (select from holding h where h.account_id = a.id and h.plan = $2 and h.unit = $3)
         or exists (select from person n, jsonb_array_elements(n.body->'seats') s
           where n.id = a.name and n.plan = $2 and s->>'unit' = $3))`,
      [name, plan, unit],
    );
    return row?.id;
  }

  /** Undefined: the deputy has this post from the same holder on some of these days already. */
  async add(
    holder: string,
    deputy: string,
    { plan, unit, seat, from, to, reason }: DelegateBody,
    db: Asks,
  ): Promise<DelegationView | undefined> {
    const [made]: { id: number }[] = await db.query(
      `with one as (select id from account where id = $1 for update)
       insert into delegation (from_account, to_account, plan, unit, seat, from_day, to_day, reason)
       select one.id, $2, $3, $4, $5, $6, $7, $8 from one
       where not exists (select from delegation d where d.revoked_at is null and d.from_account = $1 and d.to_account = $2
         and (d.plan, d.unit, d.seat) = ($3, $4, $5) and d.from_day <= $7 and $6 <= d.to_day)
       returning id::float8 as id`,
      [holder, deputy, plan, unit, seat, from, to, reason],
    );
    if (!made) return undefined;
    const [row]: Row[] = await db.query(`${select} and d.id = $1`, [made.id]);
    return row && viewOf(row);
  }

  /** @returns what has ended; undefined: there is none that this holder gave, or that was lent in these plans */
  async revoke(me: string, domain: Domain, id: number, db: Asks): Promise<DelegationView | undefined> {
    const seenBefore: Row[] = await db.query(`${select} and d.id = $1`, [id]);
    const [, n]: [unknown, number] = await db.query(
      `update delegation set revoked_at = now() where id = $3 and revoked_at is null
         and (from_account = $1 or $2::text[] is null or plan = any($2))`,
      [me, plansOf(domain), id],
    );
    const [row] = seenBefore;
    return n > 0 && row ? viewOf(row) : undefined;
  }
}

const viewOf = ({ createdAt, ...row }: Row): DelegationView => ({ ...row, createdAt: isoOf(createdAt) });
