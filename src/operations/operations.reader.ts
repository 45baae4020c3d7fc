import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { isShown, type Shown } from '../people/looks.js';
import { keyset, placeIn, sortedPage } from '../platform/list-query.js';
import { whole } from '../platform/read-schema.js';
import type { OutboxQuery, TimersQuery, TroubleQuery } from './operations.dto.js';

export type Counts = {
  readonly pending: number;
  readonly late: number;
  readonly next: number | null;
  readonly waiting: number;
  readonly refused: number;
  readonly delivered: number;
  readonly dead: number;
  readonly quarantined: number;
  readonly errandsAside: number;
  readonly lettersWaiting: number;
  readonly lastTimer: number | null;
};
export type Timer = Shown & {
  readonly instance: number;
  readonly timer: string;
  readonly obligation: string;
  readonly unit: string;
  readonly definition: string;
  readonly at: number;
};
export type Message = Shown & {
  readonly id: number;
  readonly instance: number;
  readonly unit: string;
  readonly seat: string;
  readonly template: string;
  readonly level: number;
  readonly at: number;
  readonly status: 'waiting' | 'delivered' | 'dead';
  readonly attempts: number;
  readonly taken: string[];
  readonly nextTry: Date | null;
  readonly deliveredAt: Date | null;
  readonly deadAt: Date | null;
  readonly error: string | null;
};
export type Aside = Shown & {
  readonly id: number;
  readonly kind: 'instance' | 'errand';
  readonly obligation: string;
  readonly unit: string;
  readonly at: number;
  readonly trouble: string | null;
};
/** The plans that somebody administers; null: every one. */
export type Plans = readonly string[] | null;
type Page<Row> = { readonly items: readonly Row[]; readonly next: string | null };

const byId = z.tuple([whole(0)]);
const byTime = z.tuple([z.number(), whole(0), z.string().max(500)]);
const of = (i: string): string => `($1::text[] is null or ${i}.plan = any($1))`;
const ALONE = `o.delivered_at is null and o.dead_at is null`;

/** The engine's own tables as an administrator looks at them: what waits, what was given up, what was set aside. */
@Injectable()
export class OperationsReader {
  constructor(private readonly database: DataSource) {}

  async counts(plans: Plans, now: number): Promise<Counts> {
    const [row] = await this.database.query<Counts[]>(
      `select t.*, o.*, q.*, e.*, l.*, h.* from
        (select count(*)::int as pending, count(*) filter (where t.at <= $2)::int as late, (min(t.at) filter (where t.at > $2))::float8 as next
           from timer t join instance i on i.id = t.instance_id where i.status = 'running' and ${of('i')}) t,
        (select count(*) filter (where ${ALONE})::int as waiting, count(*) filter (where ${ALONE} and o.error is not null)::int as refused,
            count(o.delivered_at)::int as delivered, count(o.dead_at)::int as dead
           from outbox o join instance i on i.id = o.instance_id where ${of('i')}) o,
        (select count(*)::int as quarantined from instance i where i.status = 'quarantined' and ${of('i')}) q,
        (select count(*)::int as "errandsAside" from errand e join instance i on i.key = e.instance where not e.done and e.trouble is not null and ${of('i')}) e,
        (select count(*)::int as "lettersWaiting" from letter l join instance i on i.id = l.instance_id where l.outcome is null and ${of('i')}) l,
        (select max(h.at)::float8 as "lastTimer" from history h join instance i on i.id = h.instance_id where h.kind = 'timer' and ${of('i')}) h`,
      [plans, now],
    );
    if (!row) throw new Error('counts of nothing');
    return row;
  }

  async timers(plans: Plans, query: TimersQuery): Promise<Page<Timer>> {
    const { order, after } = keyset(['t.at', 't.instance_id', 't.key'], query.sort, 3);
    const place = placeIn(query, byTime) ?? [null, null, null];
    const rows = await this.database.query<Timer[]>(
      `select i.id::float8 as instance, i.key, i.restricted, t.key as timer, i.plan, i.obligation, i.unit, i.definition, t.at::float8 as at
       from timer t join instance i on i.id = t.instance_id
       where i.status = 'running' and ${of('i')} and ($3::bigint is null or ${after}) order by ${order} limit $2`,
      [plans, query.limit + 1, ...place],
    );
    return told(sortedPage(rows, query, ({ at, instance, timer }) => [at, instance, timer]));
  }

  async messages(plans: Plans, { status, ...query }: OutboxQuery): Promise<Page<Message>> {
    const { order, after } = keyset(['o.id'], query.sort, 4);
    const rows = await this.database.query<Message[]>(
      `select o.id::float8 as id, i.plan, i.id::float8 as instance, i.key, i.restricted, o.unit, o.seat, o.template, o.level, o.at::float8 as at, ${STATUS} as status,
         o.attempts, o.taken, o.next_try as "nextTry", o.delivered_at as "deliveredAt", o.dead_at as "deadAt", o.error
       from outbox o join instance i on i.id = o.instance_id
       where ${of('i')} and ($3::text is null or ${STATUS} = $3) and ($4::bigint is null or ${after}) order by ${order} limit $2`,
      [plans, query.limit + 1, status ?? null, ...(placeIn(query, byId) ?? [null])],
    );
    return told(sortedPage(rows, query, ({ id }) => [id]));
  }

  /** Instances and errands that were set aside. */
  async aside(plans: Plans, kind: Aside['kind'], query: TroubleQuery): Promise<Page<Aside>> {
    const { order, after } = keyset(['x.id'], query.sort, 3);
    const from =
      kind === 'instance'
        ? `(select i.id, i.plan, i.key, i.restricted, i.obligation, i.unit, i.at, i.trouble from instance i where i.status = 'quarantined')`
        : `(select e.id, i.plan, i.key, i.restricted, i.obligation, i.unit, e.at, e.trouble from errand e join instance i on i.key = e.instance
            where not e.done and e.trouble is not null)`;
    const rows = await this.database.query<Aside[]>(
      `select x.id::float8 as id, '${kind}' as kind, x.plan, x.key, x.restricted, x.obligation, x.unit, x.at::float8 as at, x.trouble from ${from} x
       where ${of('x')} and ($3::bigint is null or ${after}) order by ${order} limit $2`,
      [plans, query.limit + 1, ...(placeIn(query, byId) ?? [null])],
    );
    return told(sortedPage(rows, query, ({ id }) => [id]));
  }

  async instance(
    id: number,
  ): Promise<{ readonly status: 'running' | 'done' | 'quarantined'; readonly trouble: string | null } | undefined> {
    const [row] = await this.database.query<
      { readonly status: 'running' | 'done' | 'quarantined'; readonly trouble: string | null }[]
    >(`select status, trouble from instance where id = $1`, [id]);
    return row;
  }
}

/** Whoever sees to the machine reads by their keys what they may not open: that too is a look. */
function told<Row extends Shown>(page: Page<Row>): Page<Row> {
  isShown(page.items);
  return page;
}

const STATUS = `case when o.delivered_at is not null then 'delivered' when o.dead_at is not null then 'dead' else 'waiting' end`;
