import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Domain } from './access.rules.js';
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

/** Posts that administrators give. */
@Injectable()
export class HoldingStore {
  constructor(private readonly database: DataSource) {}

  /** Undefined: the account has this post on some of these days already. */
  async add(
    account: string,
    { plan, unit, seat, groups = [], from, to }: NewHolding,
    db: Asks = this.database,
  ): Promise<number | undefined> {
    const [row]: { id: number }[] = await db.query(
      `with one as (select id from account where id = $1 for update)
       insert into holding (account_id, plan, unit, seat, groups, from_day, to_day, source)
       select one.id, $2, $3, $4, $5, $6, $7, 'admin' from one
       where not exists (select from holding h where h.account_id = one.id and (h.plan, h.unit, h.seat) = ($2, $3, $4)
         and coalesce(h.from_day, '') <= coalesce($7, '9999') and coalesce($6, '') <= coalesce(h.to_day, '9999'))
       returning id::float8 as id`,
      [account, plan, unit, seat, groups, from ?? null, to ?? null],
    );
    return row?.id;
  }

  /** @returns what is gone; undefined: the account has no such post in the plans of the domain */
  async remove(
    domain: Domain,
    account: string,
    id: number,
    db: Asks = this.database,
  ): Promise<GoneHolding | undefined> {
    const [rows]: [GoneHolding[], number] = await db.query(
      `delete from holding where account_id = $1 and id = $2 and ($3::text[] is null or plan = any($3))
       returning plan, unit, seat, groups, from_day as "from", to_day as "to"`,
      [account, id, domain === 'all' ? null : domain],
    );
    return rows[0];
  }

  /** The same by what it is, for the command line. @returns how many */
  async removeLike(account: string, { plan, unit, seat }: NewHolding, db: Asks = this.database): Promise<number> {
    const [, n]: [unknown, number] = await db.query(
      `delete from holding where account_id = $1 and plan = $2 and unit = $3 and seat = $4`,
      [account, plan, unit, seat],
    );
    return n;
  }
}
