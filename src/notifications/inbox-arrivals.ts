import type { SetCheck } from '../engine/ports.js';

/** What the in-app channel has taken can be read there, and what no outbox told of is a remark: `verify` asks it. */
export const inboxArrivals: SetCheck = {
  name: 'what was delivered is in the inbox',
  looked: `select count(*)::int from outbox where delivered_at is not null or 'in-app' = any(taken)`,
  wrong: `
    select o.message_id as problem from outbox o left join inbox_message m using (message_id)
    where (o.delivered_at is not null or 'in-app' = any(o.taken)) and (m.id is null or m.unit <> o.unit or m.seat <> o.seat
      or m.instance_id <> o.instance_id or m.seq <> o.seq or m.at <> o.at or m.template <> o.template or m.level <> o.level)
    union all
    select message_id from inbox_message m where m.author is null and not exists (select from outbox o where o.message_id = m.message_id)
    union all
    select message_id from inbox_message m where m.author is not null
      and not exists (select from remark r where m.message_id = 'talk/' || r.id and r.instance_id = m.instance_id and r.author = m.author)`,
};
