import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Domain, plansOf } from './access.rules.js';
import type { ClaimedPost } from './oidc-claims.rules.js';
import type { Asks } from './trail.js';

export type NewHolding = {
  readonly plan: string;
  readonly unit: string;
  readonly seat: string;
  readonly groups?: readonly string[] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

export type GoneHolding = Pick<NewHolding, 'plan' | 'unit' | 'seat'> & {
  readonly groups: readonly string[];
  readonly from: string | null;
  readonly to: string | null;
};

export type ChangedByClaims = {
  readonly given: readonly ClaimedPost[];
  readonly ended: readonly GoneHolding[];
  readonly unknown: readonly ClaimedPost[];
};

/** The claimed posts as rows; the plan and the unit of one are there. */
const CLAIMED = `jsonb_to_recordset($2::jsonb) as c(plan text, unit text, seat text, groups text[])`;
const IS_KNOWN = `(c.plan = '*' or exists (select from unit u where u.plan = c.plan and c.unit in (u.code, '*')))`;

/** Posts beside those of plans: given by administrators, and by claims of a sign-in elsewhere. */
@Injectable()
export class HoldingStore {
  constructor(private readonly database: DataSource) {}

  /** With how far the account has come by it. Undefined: the account has this post on some of these days already. */
  async add(
    account: string,
    { plan, unit, seat, groups = [], from, to }: NewHolding,
    db: Asks = this.database,
  ): Promise<{ readonly id: number; readonly version: number } | undefined> {
    const [row]: { id: number; version: number }[] = await db.query(
      `with one as (select id from account where id = $1 for update), given as (
         insert into holding (account_id, plan, unit, seat, groups, from_day, to_day, source)
         select one.id, $2, $3, $4, $5, $6, $7, 'admin' from one
         where not exists (select from holding h where h.account_id = one.id and (h.plan, h.unit, h.seat) = ($2, $3, $4)
           and coalesce(h.from_day, '') <= coalesce($7, '9999') and coalesce($6, '') <= coalesce(h.to_day, '9999'))
         returning id, account_id
       ), counted as (update account a set version = version + 1 from given g where a.id = g.account_id returning version)
       select id::float8 as id, version from given, counted`,
      [account, plan, unit, seat, groups, from ?? null, to ?? null],
    );
    return row;
  }

  /** @returns what is gone; undefined: the account has no such post in the plans of the domain */
  async remove(
    domain: Domain,
    account: string,
    id: number,
    db: Asks = this.database,
  ): Promise<GoneHolding | undefined> {
    const [row]: GoneHolding[] = await db.query(
      `with gone as (
         delete from holding where account_id = $1 and id = $2 and ($3::text[] is null or plan = any($3)) returning *
       ), counted as (update account a set version = version + 1 from gone g where a.id = g.account_id)
       select plan, unit, seat, groups, from_day as "from", to_day as "to" from gone`,
      [account, id, plansOf(domain)],
    );
    return row;
  }

  /** The same by what it is, for the command line. @returns how many */
  async removeLike(account: string, { plan, unit, seat }: NewHolding, db: Asks = this.database): Promise<number> {
    const gone: unknown[] = await db.query(
      `with gone as (
         delete from holding where account_id = $1 and plan = $2 and unit = $3 and seat = $4 returning id, account_id
       ), counted as (update account a set version = version + 1 where a.id in (select account_id from gone))
       select id from gone`,
      [account, plan, unit, seat],
    );
    return gone.length;
  }

  /**
   * From now on the account has of these sign-ins the posts that its claims say, and no others; what others gave stays.
   * `unknown`: claimed of a unit that no plan has, and so not given.
   */
  async claim(account: string, claimed: readonly ClaimedPost[], db: Asks = this.database): Promise<ChangedByClaims> {
    const posts = JSON.stringify(claimed);
    const [ended]: [GoneHolding[], number] = await db.query(
      `delete from holding h where h.account_id = $1 and h.source = 'oidc' and not exists (
         select from ${CLAIMED} where (c.plan, c.unit, c.seat, c.groups) = (h.plan, h.unit, h.seat, h.groups))
       returning plan, unit, seat, groups, from_day as "from", to_day as "to"`,
      [account, posts],
    );
    const given: ClaimedPost[] = await db.query(
      `insert into holding (account_id, plan, unit, seat, groups, source)
       select $1, c.plan, c.unit, c.seat, c.groups, 'oidc' from ${CLAIMED} where ${IS_KNOWN}
         and not exists (select from holding h where h.account_id = $1 and (h.plan, h.unit, h.seat) = (c.plan, c.unit, c.seat)
           and (h.source = 'oidc' or h.from_day is null and h.to_day is null and c.groups <@ h.groups))
       returning plan, unit, seat, groups`,
      [account, posts],
    );
    const unknown: ClaimedPost[] = await db.query(
      `select c.plan, c.unit, c.seat, c.groups from ${CLAIMED.replace('$2', '$1')} where not ${IS_KNOWN}`,
      [posts],
    );
    if (given.length + ended.length > 0)
      await db.query(`update account set version = version + 1 where id = $1`, [account]);
    return { given, ended, unknown };
  }
}
