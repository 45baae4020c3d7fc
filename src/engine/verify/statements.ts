import type { Statement } from '../ports.js';

const statement = (name: string, text: string): Statement => ({ name: `dh_verify_${name}`, text });

/** In order of instances and sequences, from a place on. */
export const history = statement(
  'history',
  `
  select h.instance_id as id, i.key as instance, h.seq, h.kind, h.key, h.at, h.effective_at as "effectiveAt", h.actor, h.event,
    h.body_digest as "bodyDigest", h.tags, h.due, h.unit, h.stage, h.hash
  from history h join instance i on i.id = h.instance_id where (h.instance_id, h.seq) > ($1::bigint, $2::int) order by h.instance_id, h.seq limit $3`,
);

export const instances = statement(
  'instances',
  `
  select i.id, i.key, i.definition, i.calendar, i.plan, i.obligation, i.period, i.kind, i.unit, i.parent, i.group_name as "group", i.reopens,
    i.status, i.snapshot, i.tags, i.stage, i.due, i.seq, i.person_seq as "personSeq", i.at, i.head, i.opened_at as "openedAt",
    exists (select from listens s where s.source = i.key) as "isHeard",
    coalesce((select jsonb_agg(jsonb_build_object('key', t.key, 'at', t.at, 'hop', t.hop)) from timer t where t.instance_id = i.id), '[]') as timers
  from instance i where i.id = any($1::bigint[])`,
);

const between = (id: string, seq: string): string =>
  `(${id}, ${seq}) > ($1::bigint, $2::int) and (${id}, ${seq}) <= ($3::bigint, $4::int)`;

export const messages = statement(
  'messages',
  `
  select o.instance_id as id, o.message_id as "messageId", o.seq, o.at, o.unit, o.seat, o.template, o.level
  from outbox o where ${between('o.instance_id', 'o.seq')}`,
);

export const errands = statement(
  'errands',
  `
  select i.id, e.instance, e.seq, e.index, e.at, e.hop, e.task from instance i join errand e on e.instance = i.key
  where i.id >= $1 and i.id <= $3 and ${between('i.id', 'e.seq')}`,
);

const unlike = (
  name: string,
): string => `(l.event <> said.event || jsonb_build_object('source', ${name}) or l.sender_seq <> said.seq
    or l.sender <> said.source or l.actor <> jsonb_build_object('kind', 'instance', 'key', said.source))`;
/**
 * What sources had to say, held against the letters of those who listen. A link that was made after a move brings what was
 * news then: only what came after it must be there. Whoever asked on purpose was answered with how the source then stood.
 */
export const told = statement(
  'told',
  `
  with said as materialized (
    select * from jsonb_to_recordset($1::jsonb) as r(source text collate "C", seq int, at bigint, event jsonb, "isNews" boolean)
  ), asked as materialized (
    select e.*, e.task->>'source' as source, e.task->>'as' as name, i.id as listener from errand e join instance i on i.key = e.instance
    where e.done and e.task->>'type' = 'listen' and e.task->>'source' in (select source from said)
  )
  select k.listener || ' heard of ' || k.source || '#' || said.seq as problem
  from said join listens k using (source) join instance t on t.key = k.listener
    left join letter l on l.instance_id = t.id and l.key = k.source || '#' || said.seq || '#' || k.name
    cross join lateral (select coalesce((select min(a.at) from asked a
      where a.listener = t.id and a.source = k.source and a.name = k.name), t.opened_at) as since) link
  where case when l.key is null then said."isNews" and said.at > link.since
    else ${unlike('k.name')} or l.at < said.at or (said.at > link.since and l.at <> said.at) end
  union all
  select a.instance || ' was answered by ' || a.source || '#' || said.seq
  from said join asked a using (source) join letter l on l.instance_id = a.listener and l.sender_seq = said.seq
    and l.key = a.instance || '#' || a.seq || '.' || a.index || '#' || a.name
  where ${unlike('a.name')} or l.at <> a.at`,
);

/** Words with what their letter knows them by, from a place on. */
export const bodies = statement(
  'bodies',
  `
  select b.instance_id as id, b.key, b.salt, b.body, b.via, l.body_digest as digest, l.outcome, i.key as instance
  from letter_body b left join letter l using (instance_id, key) left join instance i on i.id = b.instance_id
  where (b.instance_id, b.key) > ($1::bigint, $2::text) order by b.instance_id, b.key limit $3`,
);

/** Commands, with what their sender chose, from a place on. */
export const commands = statement(
  'commands',
  `
  select l.instance_id as id, l.key, l.event, l.actor, l.effective_at as "effectiveAt", l.expected_seq as "expectedSeq", l.content, i.key as instance
  from letter l left join instance i on i.id = l.instance_id
  where l.content is not null and (l.instance_id, l.key) > ($1::bigint, $2::text) order by l.instance_id, l.key limit $3`,
);

export const definitions = statement(
  'definitions',
  `select hash as id, body::text as body from definition where hash > $1 order by hash limit 20`,
);
export const calendars = statement('calendars', `select id, body from calendar where id > $1 order by id limit 20`);
