import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { toIso } from '../core/calendar/day.js';
import type { Scope } from '../people/access.rules.js';
import { isShown, type Shown } from '../people/looks.js';
import { visible, visibleTo } from '../people/visible.js';
import { placeIn, sortedPage } from '../platform/list-query.js';
import type { AuditEntryView, AuditFilter } from './audit.dto.js';

/** Microseconds, which of the two sources, and the place in it. */
const place = z.tuple([z.int(), z.int().min(0).max(1), z.int().min(0), z.string()]);
type Place = z.infer<typeof place>;
type Row = Omit<AuditEntryView, 'id' | 'at' | 'workAt'> & {
  readonly micros: number;
  readonly source: number;
  readonly n: number;
  readonly key: string;
  readonly workAt: number;
  /** A command to a dossier that is open to few, shown whole. */
  readonly looked: boolean;
};
export type Seen = {
  readonly plans: readonly string[] | undefined;
  /** What of commands is shown whole: of dossiers that this reader is not let into, only that they were sent. */
  readonly scope: Scope;
  readonly filter: AuditFilter;
};
export type Order = 'asc' | 'desc';

/** Both sources by the same names; each is cut off by itself, so that no page reads more of either than it may need. */
const statementOf = (order: Order): string => {
  const [beyond, sorted] = order === 'asc' ? ['>', 'asc'] : ['<', 'desc'];
  // The first condition is for the index; the second says where among those of one moment.
  const after = (index: string, all: string): string =>
    `($8::bigint is null or (${index} and (${all}) ${beyond} ($8, $9, $10, $11)))`;
  return `
  select * from (
    (select a.at * 1000 as micros, 0 as source, a.seq as n, '' collate "C" as key, a.kind, a.work_at as "workAt", a.actor,
       a.on_behalf_of as "onBehalfOf", a.plan, a.subject, a.correlation, a.body->>'address' as address, a.before, a.after, a.body as personal, a.hash, false as looked
     from audit_entry a
     where ($1::text[] is null or a.kind = any($1)) and ($2::text is null or a.actor = $2) and ($3::text is null or a.subject = $3 or (a.kind = 'restricted-viewed' and a.after->'keys' ? $3))
       and ($4::text is null or a.plan = $4) and ($5::bigint is null or a.at >= $5) and ($6::bigint is null or a.at < $6)
       and ($7::text[] is null or a.plan = any($7))
       and ${after(`a.at ${beyond}= $8 / 1000`, `a.at * 1000, 0, a.seq, ''`)}
     order by a.at ${sorted}, a.seq ${sorted} limit $12)
    union all
    (select (extract(epoch from l.stored_at) * 1000000)::bigint, 1, l.instance_id, l.key, 'command', l.at, l.actor->>'id',
       l.actor->>'onBehalfOf', i.plan, i.key, b.via->>'requestId', b.via->>'address',
       (select jsonb_build_object('stage', p.stage, 'tags', p.tags) from history p where p.instance_id = l.instance_id and p.seq = (l.answer->>'seq')::int - 1
          and l.outcome = 'moved' and v.is_seen),
       jsonb_strip_nulls(jsonb_build_object('outcome', l.outcome, 'code', l.answer->'code', 'seq', l.answer->'seq')
         || case when v.is_seen then jsonb_build_object('event', l.event, 'stage', h.stage, 'tags', l.answer->'tags', 'effectiveAt', l.effective_at)
           -- Of a dossier that this reader is not let into: that something was done, and nothing of what it says.
           else jsonb_build_object('event', jsonb_build_object('type', l.event->'type')) end),
       jsonb_strip_nulls(jsonb_build_object('words', case when v.is_seen then b.body end, 'via', b.via)), h.hash, i.restricted and v.is_seen
     from letter l join instance i on i.id = l.instance_id
       cross join lateral (select ${visible(13)} as is_seen) v
       left join history h on h.instance_id = l.instance_id and h.seq = (l.answer->>'seq')::int and l.outcome = 'moved'
       left join letter_body b on b.instance_id = l.instance_id and b.key = l.key
     where l.content is not null and ($1::text[] is null or 'command' = any($1)) and ($2::text is null or l.actor->>'id' = $2)
       and ($3::text is null or i.key = $3) and ($4::text is null or i.plan = $4)
       and ($5::bigint is null or l.stored_at >= to_timestamp($5 / 1000.0)) and ($6::bigint is null or l.stored_at < to_timestamp($6 / 1000.0))
       and ($7::text[] is null or i.plan = any($7))
       and ${after(
         `l.stored_at ${beyond}= timestamptz 'epoch' + $8 * interval '1 microsecond'`,
         `(extract(epoch from l.stored_at) * 1000000)::bigint, 1, l.instance_id, l.key`,
       )}
     order by l.stored_at ${sorted}, l.instance_id ${sorted}, l.key ${sorted} limit $12)
  ) e order by micros ${sorted}, source ${sorted}, n ${sorted}, key ${sorted} limit $12`;
};
const statements = { asc: statementOf('asc'), desc: statementOf('desc') };

/** The trail and the commands of all instances, as one list by real time. */
@Injectable()
export class AuditReader {
  constructor(private readonly database: DataSource) {}

  async page(
    seen: Seen,
    asked: { readonly limit: number; readonly cursor?: string | undefined; readonly sort: 'at' | '-at' },
  ): Promise<{ readonly items: readonly AuditEntryView[]; readonly next: string | null }> {
    const order = asked.sort === 'at' ? 'asc' : 'desc';
    const rows = await this.rows(seen, order, { after: placeIn(asked, place), limit: asked.limit + 1 });
    const { items, next } = sortedPage(rows, asked, placeOf);
    return { items: items.map(viewOf), next };
  }

  /** From the oldest on, page by page: for who takes it all away. */
  async *all(seen: Seen, size = 500): AsyncGenerator<AuditEntryView[]> {
    for (let after: Place | undefined; ;) {
      const rows = await this.rows(seen, 'asc', { after, limit: size });
      if (rows.length > 0) yield rows.map(viewOf);
      const last = rows.at(-1);
      if (!last || rows.length < size) return;
      after = placeOf(last);
    }
  }

  private async rows(
    { plans, scope, filter: { kind, actor, subject, plan, from, to } }: Seen,
    order: Order,
    { after, limit }: { readonly after: Place | undefined; readonly limit: number },
  ): Promise<Row[]> {
    const rows: (Row & { micros: unknown; n: unknown; workAt: unknown })[] = await this.database.query(
      statements[order],
      [
        kind ?? null,
        actor ?? null,
        subject ?? null,
        plan ?? null,
        from ?? null,
        to ?? null,
        plans ?? null,
        ...(after ?? [null, null, null, null]),
        limit,
        ...visibleTo(scope),
      ],
    );
    isShown(rows.flatMap(lookedAt));
    return rows.map((row) => ({ ...row, micros: Number(row.micros), n: Number(row.n), workAt: Number(row.workAt) }));
  }
}

const placeOf = ({ micros, source, n, key }: Row): Place => [micros, source, n, key];

const lookedAt = ({ plan, subject, looked }: Row): readonly Shown[] =>
  looked && plan !== null && subject !== null ? [{ plan, key: subject, restricted: true }] : [];

const viewOf = ({ micros, source, n, key, looked: _, workAt, kind, personal, ...row }: Row): AuditEntryView => ({
  id: source === 0 ? `t${n}` : `${n}/${key}`,
  kind: kind,
  at: toIso(Math.floor(micros / 1000)),
  workAt: toIso(workAt),
  ...row,
  personal: isEmpty(personal) ? null : personal,
});
const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;
