import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { holdingHeldOn, seatHeldOn } from '../people/held.js';

export type Place = { readonly plan: string; readonly unit: string; readonly seat: string };
export type HolderRow = Place & { readonly id: string; readonly name: string; readonly phone: string | null };

/** Who holds some posts on a day: by the plan, or because an administrator gave them. */
@Injectable()
export class HoldersReader {
  constructor(private readonly database: DataSource) {}

  holders(places: readonly Place[], day: string): Promise<readonly HolderRow[]> {
    if (places.length === 0) return Promise.resolve([]);
    return this.database.query(
      `with place as (select distinct plan, unit, seat from jsonb_to_recordset($1) p(plan text, unit text, seat text)),
         held as (
           select p.*, n.id, n.body->>'name' as name from place p
             join person n on n.plan = p.plan cross join jsonb_array_elements(n.body->'seats') s
           where s->>'unit' = p.unit and s->>'seat' = p.seat and ${seatHeldOn('$2')}
           union
           select p.*, a.name, a.display_name from place p
             join holding h on h.plan = p.plan and h.unit = p.unit and h.seat = p.seat and ${holdingHeldOn('$2')}
             join account a on a.id = h.account_id and a.disabled_at is null
         )
       select distinct on (h.plan, h.unit, h.seat, h.id) h.plan, h.unit, h.seat, h.id, h.name, a.phone
       from held h left join account a on a.name = h.id order by h.plan, h.unit, h.seat, h.id, h.name`,
      [JSON.stringify(places), day],
    );
  }
}
