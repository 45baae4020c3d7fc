import type { SetCheck } from '../engine/ports.js';

/** What the in-app channel has taken can be read there: `verify` asks it. */
export const inboxArrivals: SetCheck = {
  name: 'what was delivered is in the inbox',
  looked: `select count(*)::int from outbox where delivered_at is not null or 'in-app' = any(taken)`,
  wrong: `
    select o.message_id as problem from outbox o left join inbox_message m using (message_id)
    where (o.delivered_at is not null or 'in-app' = any(o.taken)) and (m.id is null or m.unit <> o.unit or m.seat <> o.seat
      or m.instance_id <> o.instance_id or m.seq <> o.seq or m.at <> o.at or m.template <> o.template or m.level <> o.level)
    union all
    select message_id from inbox_message m where not exists (select from outbox o where o.message_id = m.message_id)`,
};
