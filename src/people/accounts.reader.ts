import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { problem } from '../core/problem.js';
import { isoOf } from './instant.js';
import { keyset, placeIn, sortedPage } from '../platform/list-query.js';
import { type Domain, mayManage, plansOf } from './access.rules.js';
import type { AccountsPage, AccountsQuery, AccountView, HeldPost } from './accounts.dto.js';

/** With what is needed to decide about it. */
export type FoundAccount = AccountView & {
  readonly id: string;
  /** Of all its posts, past and to come, also of those that are lent to it; * where one is of every plan. */
  readonly plans: readonly string[];
};
type Row = Omit<FoundAccount, 'createdAt'> & { readonly createdAt: Date };

/** Every post of the account `a`, whatever the day. */
const posts = `(
  select n.plan, s->>'unit' as unit from person n, jsonb_array_elements(n.body->'seats') s where n.id = a.name
  union all select h.plan, h.unit from holding h where h.account_id = a.id
  union all select d.plan, d.unit from delegation d where d.to_account = a.id and d.revoked_at is null)`;
const plans = `array(select distinct plan from ${posts} p order by plan)`;
const columns = `a.id, a.name, a.display_name as "displayName", a.email, a.phone, a.password is not null as "hasPassword",
  a.must_change as "mustChange", a.totp_since is not null as "hasTotp", a.disabled_at is not null as "isDisabled",
  a.created_at as "createdAt", a.version, ${plans} as plans`;
/** An administrator of some plans ($1) sees whoever has a post there, and whoever has none anywhere. */
const seen = `($1::text[] is null or ${plans} && $1 or not exists (select from ${posts} p))`;

/** Accounts as whoever looks after them sees them. */
@Injectable()
export class AccountsReader {
  constructor(private readonly database: DataSource) {}

  async page(domain: Domain, query: AccountsQuery): Promise<AccountsPage> {
    const { name, unit, sort, limit } = query;
    const [at] = placeIn(query, z.tuple([z.string()])) ?? [null];
    const { order, after } = keyset(['a.name'], sort, 4);
    const rows: Row[] = await this.database.query(
      `select ${columns} from account a where ${seen}
         and ($2::text is null or position(search_fold($2) in search_fold((a.name || ' ' || a.display_name) collate "default")) > 0)
         and ($3::text is null or exists (select from ${posts} p where p.unit = $3 and ($1::text[] is null or p.plan = any($1))))
         and ($4::text is null or ${after})
       order by ${order} limit $5`,
      [plansOf(domain), name ?? null, unit ?? null, at, limit + 1],
    );
    const { items, next } = sortedPage(rows, query, (last) => [last.name]);
    return { items: items.map((row) => accountView(found(row))), next };
  }

  async find(domain: Domain, name: string): Promise<FoundAccount | undefined> {
    const [row]: Row[] = await this.database.query(`select ${columns} from account a where ${seen} and a.name = $2`, [
      plansOf(domain),
      name,
    ]);
    return row && found(row);
  }

  /** @throws Problem not-found, also for what the domain does not see */
  async get(domain: Domain, name: string): Promise<FoundAccount> {
    const account = await this.find(domain, name);
    if (!account) throw problem('not-found');
    return account;
  }

  /**
   * Who changes how somebody signs in could sign in as them: only where their rights are no wider.
   *
   * @throws Problem not-found, not-allowed
   */
  async managed(domain: Domain, name: string): Promise<FoundAccount> {
    const account = await this.get(domain, name);
    if (!mayManage(domain, account.plans)) throw problem('not-allowed', { needed: 'accounts.manage' });
    return account;
  }

  /** The posts of an account in the plans of a domain, whatever the day. */
  posts(domain: Domain, account: Pick<FoundAccount, 'id' | 'name'>): Promise<HeldPost[]> {
    return this.database
      .query(
        `select jsonb_strip_nulls(to_jsonb(p) - 'id') || jsonb_build_object('id', p.id) as post from (
           select null::bigint as id, n.plan, s->>'unit' as unit, s->>'seat' as seat, coalesce(s->'groups', '[]') as groups,
             s->>'from' as from, s->>'to' as to, 'plan' as source
           from person n, jsonb_array_elements(n.body->'seats') s where n.id = $3
           union all
           select id, plan, unit, seat, to_jsonb(groups), from_day, to_day, source from holding where account_id = $2
         ) p where $1::text[] is null or plan = any($1) order by plan, unit, seat, id`,
        [plansOf(domain), account.id, account.name],
      )
      .then((rows: { post: HeldPost }[]) => rows.map(({ post }) => post));
  }

  /** A person of other plans than these has this id: whoever gets an account of this name is that person. */
  async isPersonElsewhere(domain: Domain, name: string): Promise<boolean> {
    const [row]: { is: boolean }[] = await this.database.query(
      `select exists (select from person where id = $2 and not plan = any($1)) as is`,
      [plansOf(domain) ?? [], name],
    );
    return domain !== 'all' && row?.is === true;
  }

  /** Whether a plan that runs has this unit; `*` is every one. */
  async isUnit(plan: string, unit: string): Promise<'unit' | 'plan' | 'nothing'> {
    const [row]: { plan: boolean; unit: boolean }[] = await this.database.query(
      `select exists (select from unit where plan = $1) as plan, exists (select from unit where plan = $1 and code = $2) as unit`,
      [plan, unit],
    );
    return row?.unit ? 'unit' : row?.plan ? 'plan' : 'nothing';
  }
}

const found = ({ createdAt, ...row }: Row): FoundAccount => ({ ...row, createdAt: isoOf(createdAt) });
export const accountView = ({ id: _id, plans: _plans, ...view }: FoundAccount): AccountView => view;
