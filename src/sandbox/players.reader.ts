import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Offices } from '../people/access.rules.js';
import type { Snapshot } from '../core/instance.js';
import { heldOn, officesOfPlans, seatHeldOn } from '../people/held.js';
import type { Player, PlayerPost } from './players.dto.js';

export type PlayerRow = Pick<Player, 'name' | 'displayName'> & { readonly posts: readonly Omit<PlayerPost, 'roles'>[] };
export type WaitingRow = {
  readonly plan: string;
  readonly definition: string;
  readonly calendar: string;
  readonly snapshot: Snapshot;
  readonly isOverdue: boolean;
};

/** Who can be played, and what runs that may wait for them. */
@Injectable()
export class PlayersReader {
  constructor(private readonly database: DataSource) {}

  /** Whoever holds a post of a plan on a day, in the official order of their units. */
  people(day: string): Promise<readonly PlayerRow[]> {
    return this.database.query(
      `select p.id as name, min(p.body->>'name') as "displayName",
         jsonb_agg(jsonb_build_object('plan', p.plan, 'unit', u.code, 'unitName', u.body->'name',
           'unitShort', case jsonb_typeof(u.body->'short') when 'string' then jsonb_build_object('vi', u.body->'short', 'en', u.body->'short')
             when 'object' then u.body->'short' else u.body->'name' end, 'seat', s->>'seat') order by (u.body->>'order')::int, s->>'seat') as posts
       from person p cross join jsonb_array_elements(p.body->'seats') s join unit u on u.plan = p.plan and u.code = s->>'unit'
         left join account a on a.name = p.id
       where a.disabled_at is null and ${seatHeldOn('$1')} and ${heldOn(`u.body->>'from'`, `u.body->>'to'`, '$1')}
       group by p.id order by min((u.body->>'order')::int), p.id`,
      [day],
    );
  }

  async offices(): Promise<Offices> {
    const [row]: { offices: Offices }[] = await this.database.query(
      `select coalesce(jsonb_object_agg(plan, to_jsonb(o) - 'plan'), '{}') as offices from (${officesOfPlans}) o`,
    );
    return row?.offices ?? {};
  }

  running(): Promise<readonly WaitingRow[]> {
    return this.database.query(
      `select plan, definition, calendar, snapshot, tags @> '{overdue}' as "isOverdue" from instance
       where status = 'running' and kind <> 'series'`,
    );
  }
}
