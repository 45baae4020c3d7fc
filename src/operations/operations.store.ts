import { Injectable } from '@nestjs/common';
import type { Asks } from '../people/trail.js';
import type { Plans } from './operations.reader.js';

type Named = { readonly plan: string; readonly key: string };
const of = `($2::text[] is null or i.plan = any($2))`;

/** What was given up or set aside is taken up again; undefined: there is no such thing, or it is none of theirs. */
@Injectable()
export class OperationsStore {
  async message(db: Asks, id: number, plans: Plans): Promise<Named | undefined> {
    const [row] = await db.query<Named[]>(
      `with again as (
         update outbox o set dead_at = null, attempts = 0, next_try = null from instance i
         where o.id = $1 and i.id = o.instance_id and o.delivered_at is null and (o.dead_at is not null or o.next_try is not null) and ${of}
         returning i.plan, o.message_id as key
       ) select * from again`,
      [id, plans],
    );
    return row;
  }

  async errand(db: Asks, id: number, plans: Plans): Promise<Named | undefined> {
    const [row] = await db.query<Named[]>(
      `with again as (
         update errand e set trouble = null from instance i
         where e.id = $1 and i.key = e.instance and not e.done and e.trouble is not null and ${of} returning i.plan, i.key
       ) select * from again`,
      [id, plans],
    );
    return row;
  }

  /** It goes on where it stood: nothing of the step that failed was stored. */
  async instance(db: Asks, id: number, plans: Plans): Promise<Named | undefined> {
    const [row] = await db.query<Named[]>(
      `with again as (
         update instance i set status = case when i.snapshot->>'status' = 'done' then 'done' else 'running' end, trouble = null
         where i.id = $1 and i.status = 'quarantined' and ${of} returning i.plan, i.key
       ) select * from again`,
      [id, plans],
    );
    return row;
  }
}
