import { Injectable } from '@nestjs/common';
import type { Asks } from './trail.js';

/** Refusals of one account that are told one by one in an hour; more are counted. */
export const TOLD_AN_HOUR = 60;
/** What was only counted, of an hour that is over. */
export type Untold = { readonly actor: string; readonly since: Date; readonly untold: number };

const left = `
  select actor, hour as since, untold from refusal where actor = $1 and untold > 0 and hour < date_trunc('hour', now()) for update`;
const counted = `
  insert into refusal as r (actor, hour, told, untold) values ($1, date_trunc('hour', now()), 1, 0)
  on conflict (actor) do update set hour = excluded.hour,
    told = case when r.hour = excluded.hour then least(r.told + 1, ${TOLD_AN_HOUR + 1}) else 1 end,
    untold = case when r.hour <> excluded.hour then 0 when r.told >= ${TOLD_AN_HOUR} then r.untold + 1 else r.untold end
  returning told`;
const over = `
  with was as (select actor, hour, untold from refusal where untold > 0 and hour < date_trunc('hour', now()) for update),
    said as (update refusal r set untold = 0 from was where r.actor = was.actor)
  select actor, hour as since, untold from was order by actor`;

/** How much was refused to whom in the hour that runs: one row for each account, however much it is. */
@Injectable()
export class RefusalStore {
  /** One more. `told`: the how manieth of its hour; `before`: what another hour has left untold. */
  async count(actor: string, db: Asks): Promise<{ readonly told: number; readonly before: Untold | undefined }> {
    const [before] = await db.query<Untold[]>(left, [actor]);
    const [row] = await db.query<{ told: number }[]>(counted, [actor]);
    return { told: row?.told ?? 1, before };
  }

  /** All hours that are over; from then on they are told. */
  over(db: Asks): Promise<Untold[]> {
    return db.query(over);
  }
}
