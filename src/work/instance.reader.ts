import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Actor, Context, Event, Snapshot, Timer } from '../core/instance.js';
import type { Scope } from '../people/access.rules.js';
import { seatHeldOn } from '../people/held.js';
import { askedBy } from '../people/letters.js';
import { isShown, type Shown } from '../people/looks.js';
import { visible, visibleTo } from '../people/visible.js';
import { keyset, placeIn, sortedPage } from '../platform/list-query.js';
import { whole } from '../platform/read-schema.js';
import type { EnclosedFile, TimelineQuery } from './instances.dto.js';
import type { UnitName } from './work.dto.js';
import type { WorkRow } from './work.reader.js';

export type InstanceRow = Omit<
  WorkRow,
  'opensNext' | 'value' | 'children' | 'workingEnd' | 'verdict' | 'verdictOriginal' | 'deadlineKind'
> & {
  readonly calendar: string;
  readonly reopens: string | null;
  /** The unit above, which asks for it. */
  readonly asker: UnitName | null;
  readonly snapshot: Snapshot & { readonly context: Context };
  readonly timers: readonly Pick<Timer, 'key' | 'at'>[];
  readonly listens: readonly {
    readonly as: string;
    readonly key: string;
    readonly id: number | null;
    readonly definition: string | null;
    readonly period: string | null;
    readonly restricted: boolean | null;
  }[];
};
export type HistoryRow = {
  readonly seq: number;
  readonly kind: 'opened' | 'letter' | 'timer';
  readonly key: string;
  readonly at: number;
  readonly effectiveAt: number | null;
  readonly actor: Actor;
  readonly name: string | null;
  /** As people read whose post it was. */
  readonly holder: string | null;
  readonly event: Event;
  readonly body: unknown;
  readonly tags: readonly string[];
  readonly due: number | null;
  readonly unit: string;
  readonly stage: string;
  readonly hash: string;
  /** Another instance that told it something is open to few. */
  readonly tellerRestricted: boolean | null;
  /** That instance; not where it is open to few, and whoever asks is none of them. */
  readonly teller: Pick<WorkRow, 'kind' | 'period' | 'definition' | 'unit' | 'unitName' | 'unitShort'> | null;
};

const place = z.tuple([whole(0)]);

/** Of what it belongs to and listens to, only what the same person may see; also that a source is not open yet is its own business. */
const select = `
  select i.id::float8 as id, i.key, i.kind, i.plan, i.obligation, i.period, i.definition, i.calendar, i.unit,
    u.body->'name' as "unitName", u.body->>'short' as "unitShort", case when a.code is not null then jsonb_build_object('code', a.code, 'name', a.body->'name', 'short', a.body->'short') end as asker,
    p.id::float8 as "parentId", i.parent, i.reopens,
    i.status, i.stage, i.tags, i.due::float8 as due, i.opened_at::float8 as "openedAt", i.at::float8 as at, i.seq, i.snapshot, i.restricted, p.restricted as "parentRestricted",
    coalesce((select jsonb_agg(jsonb_build_object('key', t.key, 'at', t.at) order by t.at, t.key) from timer t
      where t.instance_id = i.id), '[]') as timers,
    coalesce((select jsonb_agg(jsonb_build_object('as', l.name, 'key', l.source, 'id', s.id, 'definition', s.definition, 'period', s.period, 'restricted', s.restricted) order by l.name)
      from listens l left join instance s on s.key = l.source
      where l.listener = i.key and (${visible(2, 's')} or (s.id is null and ($2::text[] is null or i.plan = any($2))))), '[]') as listens
  from instance i left join unit u on u.plan = i.plan and u.code = i.unit
    left join unit a on a.plan = i.plan and a.code = i.snapshot->'context'->>'parentUnit'
    left join instance p on p.key = i.parent and ${visible(2, 'p')}`;

/** How people read the person that an actor names: as the plan has it, else as the account has it. */
const nameOf = (field: 'id' | 'onBehalfOf'): string => `case when h.actor->>'kind' = 'person' then coalesce(
  (select n.body->>'name' from person n where n.plan = $2 and n.id = h.actor->>'${field}'),
  (select a.display_name from account a where a.name = h.actor->>'${field}')) end`;

/** One instance, and what happened to it. */
@Injectable()
export class InstanceReader {
  constructor(private readonly database: DataSource) {}

  async find(scope: Scope, by: { readonly id: number } | { readonly key: string }): Promise<InstanceRow | undefined> {
    const [column, value] = 'id' in by ? ['i.id', by.id] : ['i.key', by.key];
    const rows: InstanceRow[] = await this.database.query(`${select} where ${column} = $1 and ${visible(2)}`, [
      value,
      ...visibleTo(scope),
    ]);
    return rows[0];
  }

  /** What was enclosed with the document by which a task was asked for. The caller has seen to it that the task may be seen. */
  enclosed({ id }: Pick<InstanceRow, 'id'>): Promise<EnclosedFile[]> {
    return this.database.query(
      `select distinct f.id::float8 as id, f.name, f.type, f.size::float8 as size
       from instance t join instance i on i.key = t.parent join history l on l.instance_id = i.id and ${askedBy()}
         join file_binding b on b.instance_id = l.instance_id and b.seq = l.seq
         join file f on f.id = b.file_id and f.status = 'whole'
       where t.id = $1 and t.kind = 'task' order by 1`,
      [id],
    );
  }

  /** Who holds a post of a plan on a day. */
  holders(
    plan: string,
    day: string,
  ): Promise<readonly { readonly id: string; readonly unit: string; readonly seat: string }[]> {
    return this.database.query(
      `select p.id, s->>'unit' as unit, s->>'seat' as seat
       from person p cross join jsonb_array_elements(p.body->'seats') s
       where p.plan = $1 and ${seatHeldOn('$2')} order by p.id`,
      [plan, day],
    );
  }

  /** Without what others have told it that may not be seen themselves; what its parent has told it is its own business. */
  async timeline(
    scope: Scope,
    { id, plan, parent }: Pick<InstanceRow, 'id' | 'plan' | 'parent'>,
    query: TimelineQuery,
  ): Promise<{ readonly items: readonly HistoryRow[]; readonly next: string | null }> {
    const [at] = placeIn(query, place) ?? [null];
    const { order, after } = keyset(['h.seq'], query.sort, 3);
    const rows: HistoryRow[] = await this.database.query(
      `select h.seq, h.kind, h.key, h.at::float8 as at, h.effective_at::float8 as "effectiveAt", h.actor, h.event, h.tags,
         h.due::float8 as due, h.unit, h.stage, h.hash, b.body, ${nameOf('id')} as name, ${nameOf('onBehalfOf')} as holder,
         case when h.actor->>'kind' = 'instance' then (select a.restricted from instance a where a.key = h.actor->>'key') end as "tellerRestricted",
         case when h.actor->>'kind' = 'instance' then (
           select jsonb_build_object('kind', a.kind, 'period', a.period, 'definition', a.definition,
             'unit', a.unit, 'unitName', u.body->'name', 'unitShort', u.body->'short')
           from instance a left join unit u on u.plan = a.plan and u.code = a.unit
           where a.key = h.actor->>'key' and (not a.restricted or ${visible(6, 'a')})) end as teller
       from history h
         left join letter_body b on b.instance_id = h.instance_id and b.key = h.key and h.kind = 'letter'
       where h.instance_id = $1 and ($6::text[] is null or h.actor->>'kind' <> 'instance' or h.actor->>'key' = $5
           or exists (select from instance a where a.key = h.actor->>'key' and ${visible(6, 'a')}))
         and ($3::int is null or ${after})
         and ($14::text[] is null or h.event->>'type' like any($14))
       order by ${order} limit $4`,
      [id, plan, at, query.limit + 1, parent, ...visibleTo(scope), likeEvents(query.event)],
    );
    const page = sortedPage(rows, query, (last) => [last.seq]);
    isShown(page.items.flatMap((row) => tellerOf(row, plan)));
    return page;
  }
}

/** Names of events as SQL compares them: a star stands for what comes before. */
const likeEvents = (names: string | undefined): readonly string[] | null =>
  names?.split(',').map((name) => name.replace('*', '%')) ?? null;

const tellerOf = ({ actor, tellerRestricted }: HistoryRow, plan: string): readonly Shown[] =>
  actor.kind === 'instance' && tellerRestricted === true ? [{ plan, key: actor.key, restricted: true }] : [];
