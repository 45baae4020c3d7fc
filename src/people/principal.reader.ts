import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Offices, Post, TokenScope } from './access.rules.js';
import { holdingHeldOn, officesOfPlans, seatHeldOn } from './held.js';
import type { Principal, SecondFactor } from './principal.js';
import type { Asks } from './trail.js';

type Found = {
  readonly account: string;
  readonly name: string;
  readonly displayName: string;
  readonly mustChange: boolean;
  readonly hasTotp: boolean;
  readonly posts: readonly Post[];
  readonly offices: Offices;
};

/**
 * Of a post `m`: whoever appraises tasks of a round sees the round, though none of its other tasks. A round that is restricted
 * itself is for those alone who are let into it.
 */
const rounds = `
  case when m.seat = 'appraiser' then (
    select jsonb_agg(distinct jsonb_build_object('plan', o.plan, 'obligation', o.obligation)) from instance o
    where o.kind = 'occurrence' and m.plan in (o.plan, '*') and not o.restricted
      and o.snapshot->'context'->'children' ?| array(select jsonb_array_elements_text(m.groups))) end`;

/** The posts of an account `a` on the day `$2`: by plans, by administrators, and lent by others for some days. */
const posts = `
  select coalesce(jsonb_agg(jsonb_strip_nulls(to_jsonb(m) || jsonb_build_object('rounds', ${rounds}))), '[]') from (
    select n.plan, s->>'unit' as unit, s->>'seat' as seat, coalesce(s->'groups', '[]') as groups, null as "onBehalfOf",
      null::jsonb as "lenderUnits"
    from person n, jsonb_array_elements(n.body->'seats') s
    where n.id = a.name and ${seatHeldOn('$2')}
    union all
    select h.plan, h.unit, h.seat, to_jsonb(h.groups), null, null
    from holding h where h.account_id = a.id and ${holdingHeldOn('$2')}
    union all
    select d.plan, d.unit, d.seat, held.groups, lender.name, (
        select jsonb_agg(distinct unit) from (
          select h.unit from holding h where h.account_id = lender.id and h.plan in (d.plan, '*')
            and ${holdingHeldOn('$2')}
          union
          select s->>'unit' from person n, jsonb_array_elements(n.body->'seats') s where n.id = lender.name and n.plan = d.plan
            and ${seatHeldOn('$2')}
        ) elsewhere)
    from delegation d join account lender on lender.id = d.from_account and lender.disabled_at is null
      cross join lateral (
        select to_jsonb(h.groups) as groups from holding h
        where h.account_id = lender.id and h.seat = d.seat and h.plan in (d.plan, '*') and h.unit in (d.unit, '*')
          and ${holdingHeldOn('$2')}
        union
        select coalesce(s->'groups', '[]') from person n, jsonb_array_elements(n.body->'seats') s
        where n.id = lender.name and n.plan = d.plan and s->>'unit' = d.unit and s->>'seat' = d.seat
          and ${seatHeldOn('$2')}
      ) held
    where d.to_account = a.id and d.revoked_at is null and d.from_day <= $2 and $2 <= d.to_day
  ) m`;

const offices = `select coalesce(jsonb_object_agg(plan, to_jsonb(o) - 'plan'), '{}') from (${officesOfPlans}) o`;

/** The offices of all plans that run. */
export async function officesIn(db: Asks): Promise<Offices> {
  const [row]: { offices: Offices }[] = await db.query(`select (${offices}) as offices`);
  return row?.offices ?? {};
}

const columns = `a.id as account, a.name, a.display_name as "displayName", a.must_change and a.password is not null as "mustChange", a.totp_since is not null as "hasTotp",
  (${posts}) as posts, (${offices}) as offices`;

/** How a session was opened. */
export type SignInWay = 'password' | 'oidc';
/** A session that nobody used for so long is over. */
export const IDLE = '60 minutes';
/** A look is noted at most so often: reading must not write at every request. */
const NOTED = '1 minute';

/** Who is behind a session or a token, with the posts of a day. */
@Injectable()
export class PrincipalReader {
  constructor(private readonly database: DataSource) {}

  async bySession(digest: string, day: string): Promise<Principal | undefined> {
    const [row]: (Found & {
      way: SignInWay;
      secondFactor: SecondFactor;
      signedInAgo: number;
      beganAs: string | null;
    })[] = await this.database.query(
      `with seen as (
         update session set seen_at = now() where id = $1 and seen_at < now() - interval '${NOTED}'
           and seen_at > now() - interval '${IDLE}'
       )
       select s.way, s.second_factor as "secondFactor", extract(epoch from now() - coalesce(s.proved_at, s.created_at))::float8 as "signedInAgo", b.name as "beganAs", ${columns} from session s join account a on a.id = s.account_id
         left join account b on b.id = s.began_as
       where s.id = $1 and s.expires_at > now() and s.seen_at > now() - interval '${IDLE}' and a.disabled_at is null and b.disabled_at is null`,
      [digest, day],
    );
    if (!row) return undefined;
    const { way, beganAs, ...found } = row;
    const began = beganAs === null ? undefined : await this.byName(beganAs, day);
    // A first password is to be changed by whoever signed in with it.
    return {
      ...found,
      mustChange: found.mustChange && way === 'password' && !began,
      via: { session: digest },
      ...(began && { began }),
    };
  }

  async byToken(digest: string, day: string): Promise<Principal | undefined> {
    const [row]: (Found & { token: string; scopes: TokenScope[] })[] = await this.database.query(
      `with used as (
         update api_token set used_at = now() where hash = $1 and (used_at is null or used_at < now() - interval '${NOTED}')
       )
       select t.id as token, t.scopes, ${columns} from api_token t join account a on a.id = t.account_id
       where t.hash = $1 and t.revoked_at is null and t.expires_at > now() and a.disabled_at is null`,
      [digest, day],
    );
    if (!row) return undefined;
    const { token, ...found } = row;
    return { ...found, secondFactor: 'here', via: { token } };
  }

  /** Whom a command names: an account that is not disabled, or somebody whom so far only a plan names. Undefined: nobody. */
  async byName(name: string, day: string): Promise<Principal | undefined> {
    const [row]: (Omit<Found, 'account'> & { account: string | null })[] = await this.database.query(
      `select ${columns} from (select $1::text as name) n left join account x on x.name = n.name
         cross join lateral jsonb_populate_record(null::account, coalesce(to_jsonb(x),
           jsonb_build_object('name', n.name, 'display_name', n.name, 'must_change', false))) a
       where a.disabled_at is null and (a.id is not null or exists (select from person p where p.id = n.name))`,
      [name, day],
    );
    return row && { ...row, account: row.account ?? '', secondFactor: 'here', via: { command: name } };
  }
}
