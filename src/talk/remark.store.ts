import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Asks } from '../people/trail.js';
import { keyset, placeIn, sortedPage } from '../platform/list-query.js';
import { whole } from '../platform/read-schema.js';
import type { Label } from '../platform/words.js';
import type { Side } from './parties.rules.js';
import type { RemarksQuery } from './talk.dto.js';

export type NewRemark = {
  readonly instanceId: number;
  readonly side: Side;
  readonly unit: string;
  readonly author: string;
  readonly onBehalfOf: string | null;
  readonly at: number;
  readonly text: string;
  readonly answers: number | null;
  readonly form: string | null;
  readonly path: string | null;
};
export type RemarkRow = Omit<NewRemark, 'text' | 'instanceId'> & {
  readonly id: number;
  readonly unitName: Label | null;
  readonly text: string | null;
  readonly authorName: string | null;
  readonly holderName: string | null;
  readonly settledBy: string | null;
  readonly settledName: string | null;
  readonly settledAt: number | null;
  readonly isTakenBack: boolean;
  /** By the real clock it may still be taken back. */
  readonly isFresh: boolean;
  /** Whoever asks has not read it. */
  readonly isNew: boolean;
};
/** Whose eyes: the account, and the side that it is of. */
export type Eyes = { readonly account: string; readonly side: Side | null };

/** Minutes in which somebody takes back what they have just said. */
export const TAKE_BACK_MINUTES = 10;
const fresh = `r.said_at > now() - interval '${TAKE_BACK_MINUTES} minutes'`;
const nameOf = (account: string): string => `(select a.display_name from account a where a.name = ${account})`;
const select = `select r.id::float8 as id, r.side, r.unit, u.body->'name' as "unitName", r.author, r.on_behalf_of as "onBehalfOf",
    r.at::float8 as at, r.text, r.answers::float8 as answers, r.form, r.path, r.settled_by as "settledBy", r.settled_at::float8 as "settledAt",
    r.taken_back_at is not null as "isTakenBack", ${fresh} as "isFresh", ${nameOf('r.author')} as "authorName",
    ${nameOf('r.on_behalf_of')} as "holderName", r.text is not null and coalesce(r.side <> $3::text, false) and r.id > coalesce(b.up_to, 0) as "isNew", ${nameOf('r.settled_by')} as "settledName"
  from remark r join instance i on i.id = r.instance_id left join unit u on u.plan = i.plan and u.code = r.unit
    left join remark_read b on b.instance_id = r.instance_id and b.account_id = $2 where r.instance_id = $1`;
const place = z.tuple([whole(0, Number.MAX_SAFE_INTEGER)]);

/** What was said beside work: never edited, only taken back while it is fresh. */
@Injectable()
export class RemarkStore {
  constructor(private readonly database: DataSource) {}

  async page(
    instanceId: number,
    { account, side }: Eyes,
    query: RemarksQuery,
  ): Promise<{ readonly items: readonly RemarkRow[]; readonly next: string | null }> {
    const [at] = placeIn(query, place) ?? [null];
    const { order, after } = keyset(['r.id'], query.sort, 4);
    const rows: RemarkRow[] = await this.database.query(
      `${select} and ($4::bigint is null or ${after}) order by ${order} limit $5`,
      [instanceId, account, side, at, query.limit + 1],
    );
    return sortedPage(rows, query, (last) => [last.id]);
  }

  async find(
    instanceId: number,
    id: number,
    { account, side }: Eyes,
    db: Asks = this.database,
  ): Promise<RemarkRow | undefined> {
    const [row] = await db.query<RemarkRow[]>(`${select} and r.id = $4`, [instanceId, account, side, id]);
    return row;
  }

  async add(remark: NewRemark, db: Asks): Promise<number> {
    const { instanceId, side, unit, author, onBehalfOf, at, text, answers, form, path } = remark;
    const [row] = await db.query<{ id: number }[]>(
      `insert into remark (instance_id, side, unit, author, on_behalf_of, at, text, answers, form, path)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id::float8 as id`,
      [instanceId, side, unit, author, onBehalfOf, at, text, answers, form, path],
    );
    if (!row) throw new Error('a remark was not written');
    return row.id;
  }

  /** Whoever else changes it waits for the end of the transaction. */
  async hold(id: number, db: Asks): Promise<void> {
    await db.query(`select from remark where id = $1 for update`, [id]);
  }

  /** False: it is not this account's, or not fresh any more. */
  async takeBack(id: number, author: string, db: Asks): Promise<boolean> {
    const [, taken] = await db.query<[unknown, number]>(
      `update remark r set text = null, form = null, path = null, taken_back_at = now()
       where r.id = $1 and r.author = $2 and r.text is not null and ${fresh}`,
      [id, author],
    );
    return taken > 0;
  }

  /** Has that side said anything since? */
  async saidSince(instanceId: number, id: number, side: Side, db: Asks): Promise<boolean> {
    const rows = await db.query<unknown[]>(
      `select from remark where instance_id = $1 and id > $2 and side = $3 and text is not null limit 1`,
      [instanceId, id, side],
    );
    return rows.length > 0;
  }

  /** `by` null: it is open again. Who has settled it first has settled it. False: it is so already. */
  async settle(id: number, by: string | null, at: number, db: Asks): Promise<boolean> {
    const [, changed] = await db.query<[unknown, number]>(
      `update remark set settled_by = $2, settled_at = $3 where id = $1 and (settled_by is null) = ($2::text is not null)`,
      [id, by, by === null ? null : at],
    );
    return changed > 0;
  }

  /** What the other side has said that an account has not read, and what is not settled yet. */
  async counts(
    instanceId: number,
    { account, side }: Eyes,
    db: Asks = this.database,
  ): Promise<{ readonly unread: number; readonly open: number; readonly total: number }> {
    const [row] = await db.query<{ unread: number; open: number; total: number }[]>(
      `select count(*) filter (where r.side <> $3::text and r.text is not null and r.id > coalesce(b.up_to, 0))::int as unread,
         count(*) filter (where r.answers is null and r.settled_by is null and r.text is not null)::int as open, count(*)::int as total
       from remark r left join remark_read b on b.instance_id = r.instance_id and b.account_id = $2 where r.instance_id = $1`,
      [instanceId, account, side],
    );
    return row ?? { unread: 0, open: 0, total: 0 };
  }

  /** A bookmark goes forward only, and not beyond what there is. */
  async readUpTo(instanceId: number, account: string, upTo: number, db: Asks): Promise<void> {
    await db.query(
      `insert into remark_read as b (instance_id, account_id, up_to)
       select $1, $2, least($3::bigint, max(id)) from remark where instance_id = $1 having count(*) > 0
       on conflict (instance_id, account_id) do update set up_to = greatest(b.up_to, excluded.up_to)`,
      [instanceId, account, upTo],
    );
  }
}
