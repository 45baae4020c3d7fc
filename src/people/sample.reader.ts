import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { heldOn, officesOfPlans, seatHeldOn } from './held.js';

/** A person of a running plan, and one post that they hold. */
export type Sample = { readonly name: string; readonly displayName: string; readonly post: string };

/** Who is needed to try a plan out. */
@Injectable()
export class SampleReader {
  constructor(private readonly database: DataSource) {}

  /**
   * As many people as one whole round takes on a day: the secretariat's officer and head, a leader, and of one unit its
   * officer and its head: of a unit whose two work for nobody else and are not the same person, where there is one; of one
   * whose report is overdue and has come the least far, where any is, or else of the first.
   */
  on(day: string): Promise<Sample[]> {
    return this.database.query(
      `with office as (${officesOfPlans}),
       held as (
         select p.plan, p.id, p.body->>'name' as name, s->>'unit' as unit, s->>'seat' as seat,
           (u.body->>'order')::int as place, s->>'unit' = o.secretariat as is_secretariat
         from person p left join office o using (plan) cross join lateral jsonb_array_elements(p.body->'seats') s
           join unit u on u.plan = p.plan and u.code = s->>'unit'
         where ${seatHeldOn('$1')} and ${heldOn(`u.body->>'from'`, `u.body->>'to'`, '$1')}),
       pair as (
         select o.plan, o.unit, o.id as officer, h.id as head
         from held o join held h on h.plan = o.plan and h.unit = o.unit and h.seat = 'head'
         where o.seat = 'officer' and o.is_secretariat is not true
           and not exists (select from held x where x.plan = o.plan and x.unit = o.unit and x.seat = 'leader')
         order by o.id = h.id,
           exists (select from held x where x.plan = o.plan and x.id in (o.id, h.id) and x.unit <> o.unit),
           (select min(i.seq) from instance i where i.plan = o.plan and i.unit = o.unit and i.status = 'running' and i.kind = 'task' and i.tags @> '{overdue}'), o.place, o.plan, o.id, h.id limit 1)
       select distinct on (kind) id as name, name as "displayName", unit || '/' || seat as post
       from (
         select h.*, case when is_secretariat and seat = 'officer' then 1 when is_secretariat and seat = 'head' then 2
           when seat = 'leader' then 3 when p.officer = h.id and seat = 'officer' then 4
           when p.head = h.id and seat = 'head' then 5 end as kind
         from held h left join pair p on p.plan = h.plan and p.unit = h.unit) one
       where kind is not null order by kind, place, plan, id`,
      [day],
    );
  }
}
