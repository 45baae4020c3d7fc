import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Unit } from '../../core/plan/schema.js';
import { problem } from '../../core/problem.js';
import { isoOf, isoOrNull } from '../instant.js';
import { keyset, placeIn, sortedPage } from '../../platform/list-query.js';
import { type Domain, plansOf } from '../access.rules.js';
import { officesIn } from '../principal.reader.js';
import type { Asks } from '../trail.js';
import type { ImportKind, ImportsPage, ImportsQuery, ImportView } from './imports.dto.js';
import type { Known, KnownAccount, KnownPlan, PostFacts } from './user-import.rules.js';

type AccountRow = Omit<KnownAccount, 'plans' | 'holdings' | 'given'> & { readonly name: string };
type HeldRow = PostFacts & { readonly account: string; readonly id: number };
type GivenRow = { readonly name: string; readonly plan: string; readonly seats: readonly SeatRow[] };
type SeatRow = Omit<PostFacts, 'plan' | 'groups' | 'from' | 'to'> & {
  readonly groups?: readonly string[];
  readonly from?: string;
  readonly to?: string;
};
type Row = Omit<ImportView, 'at' | 'undoneAt'> & { readonly at: Date; readonly undoneAt: Date | null };

/** Of whom and of which addresses something is asked. */
type Asked = { readonly names: readonly string[]; readonly emails: readonly string[] };

/** An import as whoever wants to undo it finds it. */
export type StoredImport = Omit<ImportView, 'at' | 'undoneAt'> & {
  readonly isUndone: boolean;
  readonly isOver: boolean;
};
type Which = { readonly id: number; readonly kind: ImportKind; readonly plan?: string };
/** For so long what an import changed is kept, and it can be undone. */
export const UNDO_DAYS = 30;

const columns = `i.id::float8 as id, i.kind, i.plan, i.version, i.actor, i.at, i.rows, i.added, i.changed, i.unchanged, i.undone_at as "undoneAt",
  i.undone_by as "undoneBy"`;
/** Of the domain $1 and the importer $2: everything to whoever looks after everything, else one's own and those of one's plans. */
const seen = `($1::text[] is null or i.actor = $2 or i.plan = any($1))`;
/** The one of id $3 and kind $4; of units, of the plan $5. */
const one = `${seen} and i.id = $3 and i.kind = $4 and ($5::text is null or i.plan = $5)`;

/** What imports are measured against, and what imports there were. */
@Injectable()
export class ImportReader {
  constructor(private readonly database: DataSource) {}

  /** @param db a transaction in which the accounts that are named shall stay as they are; without it they are only read */
  async known({ names, emails }: Asked, domain: Domain, db?: Asks): Promise<Known> {
    const asks: Asks = db ?? this.database;
    // One after the other: in a transaction there is one connection, and the first statement locks.
    const accounts: AccountRow[] = await asks.query(
      `select id, name, display_name as "displayName", email, phone from account where name = any($1) order by name ${db ? 'for update' : ''}`,
      [names],
    );
    const held: HeldRow[] = await asks.query(
      `select h.id::float8 as id, a.name as account, h.plan, h.unit, h.seat, h.groups, h.from_day as "from", h.to_day as "to"
       from holding h join account a on a.id = h.account_id where a.name = any($1) order by h.id`,
      [names],
    );
    const given: GivenRow[] = await asks.query(
      `select id as name, plan, body->'seats' as seats from person where id = any($1)`,
      [names],
    );
    const lent: { account: string; plan: string }[] = await asks.query(
      `select a.name as account, d.plan from delegation d join account a on a.id = d.to_account
       where a.name = any($1) and d.revoked_at is null`,
      [names],
    );
    const owners: { email: string; name: string }[] = await asks.query(
      `select lower(email) as email, name from account where lower(email) = any($1)`,
      [emails.map((email) => email.toLowerCase())],
    );
    return {
      domain,
      accounts: accountsOf(accounts, { held, given, lent }),
      emails: new Map(owners.map(({ email, name }) => [email, name])),
      strangers: new Set(
        domain === 'all' ? [] : given.filter(({ plan }) => !domain.includes(plan)).map(({ name }) => name),
      ),
      plans: await this.plans(domain, asks),
      offices: await officesIn(asks),
    };
  }

  /** The plans that run in a domain, with their units and what can be appraised in them. */
  private async plans(domain: Domain, asks: Asks): Promise<ReadonlyMap<string, KnownPlan>> {
    const units: { plan: string; body: Unit }[] = await asks.query(
      `select plan, body from unit where $1::text[] is null or plan = any($1) order by plan, code`,
      [plansOf(domain)],
    );
    const groups: { plan: string; groups: string[] }[] = await asks.query(
      `select body->>'plan' as plan, array_agg(distinct body->>'obligation') as groups from definition group by 1`,
    );
    const known = new Map<string, { units: KnownPlan['units'][number][]; groups: readonly string[] }>();
    for (const { plan, body } of units) {
      const groupsOf = groups.find((one) => one.plan === plan)?.groups ?? [];
      const one = known.get(plan) ?? { units: [], groups: groupsOf };
      one.units.push({ code: body.code, name: body.name.vi, short: body.short ?? null });
      known.set(plan, one);
    }
    return known;
  }

  /** Accounts that have been put to use: nobody can take them away as if they had never been. */
  async used(names: readonly string[], db: Asks): Promise<ReadonlySet<string>> {
    const rows: { name: string }[] = await db.query(
      `select a.name from account a where a.name = any($1) and (a.password is not null or a.totp_secret is not null
         or exists (select from session s where s.account_id = a.id) or exists (select from account_link k where k.account_id = a.id) or exists (select from api_token t where t.account_id = a.id)
         or exists (select from delegation d where a.id in (d.from_account, d.to_account))
         or exists (select from audit_entry e where e.actor = a.name))`,
      [names],
    );
    return new Set(rows.map(({ name }) => name));
  }

  async page(domain: Domain, actor: string, query: ImportsQuery): Promise<ImportsPage> {
    const { order, after } = keyset(['i.id'], query.sort, 3);
    const [place] = placeIn(query, z.tuple([z.int()])) ?? [null];
    const rows: Row[] = await this.database.query(
      `select ${columns} from import i where ${seen} and ($3::bigint is null or ${after}) order by ${order} limit $4`,
      [plansOf(domain), actor, place, query.limit + 1],
    );
    const { items, next } = sortedPage(rows, query, (last) => [last.id]);
    return { items: items.map(viewOf), next };
  }

  /** @throws Problem not-found */
  async view(domain: Domain, actor: string, which: Which): Promise<ImportView> {
    const [row]: Row[] = await this.database.query(
      `select ${columns} from import i where ${one}`,
      placesOf(domain, actor, which),
    );
    if (!row) throw problem('not-found');
    return viewOf(row);
  }

  /** @param db the transaction that undoes it: whoever holds the lock of imports waits for no second connection */
  async find(domain: Domain, actor: string, which: Which, db: Asks) {
    const [row]: (StoredImport & Row)[] = await db.query(
      `select ${columns}, i.undone_at is not null as "isUndone", i.at < now() - make_interval(days => $6) as "isOver"
       from import i where ${one}`,
      [...placesOf(domain, actor, which), UNDO_DAYS],
    );
    return row as StoredImport | undefined;
  }

  /** The last one that is not undone; of units, of a plan. */
  async last(
    domain: Domain,
    actor: string,
    { kind, plan }: { readonly kind: ImportKind; readonly plan?: string | null },
    db: Asks,
  ) {
    const [row]: { id: number }[] = await db.query(
      `select i.id::float8 as id from import i where ${seen} and i.kind = $3 and i.plan is not distinct from $4 and i.undone_at is null
       order by i.id desc limit 1`,
      [plansOf(domain), actor, kind, plan ?? null],
    );
    return row?.id;
  }
}

const placesOf = (domain: Domain, actor: string, { id, kind, plan }: Which): readonly unknown[] => [
  ...[plansOf(domain), actor, id, kind, plan ?? null],
];

const viewOf = ({ at, undoneAt, ...row }: Row): ImportView => ({
  ...row,
  at: isoOf(at),
  undoneAt: isoOrNull(undoneAt),
});

function accountsOf(
  accounts: readonly AccountRow[],
  {
    held,
    given,
    lent,
  }: { held: readonly HeldRow[]; given: readonly GivenRow[]; lent: readonly { account: string; plan: string }[] },
): ReadonlyMap<string, KnownAccount> {
  const holdings = grouped(held, ({ account }) => account);
  const seats = grouped(given, ({ name }) => name);
  const loans = grouped(lent, ({ account }) => account);
  return new Map(
    accounts.map(({ name, ...account }) => {
      const own = holdings.get(name) ?? [];
      const byPlans = seats.get(name) ?? [];
      const plans = [...own, ...byPlans, ...(loans.get(name) ?? [])].map(({ plan }) => plan);
      return [
        name,
        {
          ...account,
          plans: [...new Set(plans)],
          holdings: own.map(({ account: _account, ...post }) => post),
          given: byPlans.flatMap((one) => one.seats.map((seat) => givenPost(one.plan, seat))),
        },
      ];
    }),
  );
}

const givenPost = (plan: string, { unit, seat, groups = [], from, to }: SeatRow): PostFacts => ({
  ...{ plan, unit, seat, groups },
  from: from ?? null,
  to: to ?? null,
});

function grouped<One>(all: readonly One[], keyOf: (one: One) => string): ReadonlyMap<string, readonly One[]> {
  const groups = new Map<string, One[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}
