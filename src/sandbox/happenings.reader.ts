import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { toIso } from '../core/calendar/day.js';
import type { Label } from '../core/definition/schema.js';
import type { Scope } from '../people/access.rules.js';
import { isShown, type Shown } from '../people/looks.js';
import { visible, visibleTo } from '../people/visible.js';
import { happeningKinds, type HappeningView } from './players.dto.js';

type Row = Omit<HappeningView, 'at'> & Shown & { readonly at: number; readonly unitName: Label | null };
/** Of the most telling. */
const SHOWN = 12;

/** What a row of history has brought that was not so before it. */
const kind = `case
    when h.kind = 'opened' then 'opened'
    when exists (select from unnest(h.tags) t where t like 'escalated-%' and not t = any(p.tags)) then 'escalated'
    when 'overdue' = any(h.tags) and not 'overdue' = any(p.tags) then 'overdue'
    when 'returned' = any(h.tags) and not 'returned' = any(p.tags) then 'returned'
    when 'handed-in' = any(h.tags) and not 'handed-in' = any(p.tags) then 'handed-in'
    when 'closed' = any(h.tags) and not 'closed' = any(p.tags) then 'closed'
    when h.actor->>'kind' = 'person' then 'acted' end`;

/** What happened in a stretch of virtual time, for whoever watches it pass. */
@Injectable()
export class HappeningsReader {
  constructor(private readonly database: DataSource) {}

  /** After the one moment, up to the other, among what somebody sees; alike things together, the most telling first. */
  async between(scope: Scope, from: number, to: number): Promise<HappeningView[]> {
    const rows: Row[] = await this.database.query(
      `with happened as (
         select ${kind} as kind, h.at, h.seq, i.id, i.obligation, i.period, i.definition, i.unit, i.plan, i.key, i.restricted
         from history h join instance i on i.id = h.instance_id and i.kind <> 'series'
           left join history p on p.instance_id = h.instance_id and p.seq = h.seq - 1
         where h.at > $1 and h.at <= $2 and ${visible(3)})
       select g.kind, g.at::float8 as at, g.n, g.instance::float8 as instance, g.plan, g.key, g.restricted, g.obligation, d.body::jsonb->'label' as label, g.period, g.unit,
         u.body->'name' as "unitName"
       from (
         select kind, obligation, period, plan, max(at) as at, count(distinct id)::int as n,
           (array_agg(id order by at desc, seq desc))[1] as instance, (array_agg(unit order by at desc, seq desc))[1] as unit,
           (array_agg(key order by at desc, seq desc))[1] as key, (array_agg(restricted order by at desc, seq desc))[1] as restricted,
           (array_agg(definition order by at desc, seq desc))[1] as definition
         from happened where kind is not null group by kind, obligation, period, plan) g
         join definition d on d.hash = g.definition left join unit u on u.plan = g.plan and u.code = g.unit
       order by array_position($11::text[], g.kind), g.at desc, g.obligation limit ${SHOWN}`,
      [from, to, ...visibleTo(scope), [...happeningKinds]],
    );
    isShown(rows);
    return rows.map(({ plan: _, key: __, restricted: ___, ...row }) => ({
      ...row,
      at: toIso(row.at),
      unitName: row.unitName ?? { vi: row.unit, en: row.unit },
    }));
  }
}
