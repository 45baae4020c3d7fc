import type { Statement } from '../ports.js';

/**
 * All SQL of the door. Each statement is one round trip for one or ten thousand rows; the number of statements does not
 * depend on how many instances or letters there are (a test counts them).
 */
const statement = (name: string, text: string): Statement => ({ name: `dh_${name}`, text });

const columns = `id, key, definition, calendar, parent, group_name as "group", obligation, reopens, snapshot, tags, stage, status, seq,
  person_seq as "personSeq", at::float8 as at, hop, head`;

// Ordered by id: two batches that share instances queue up instead of deadlocking. "no key update" is enough, since keys never change.
export const lockByKey = statement(
  'lock_key',
  `select ${columns} from instance where key = any($1) order by id for no key update`,
);
export const lockById = statement(
  'lock_id',
  `select ${columns} from instance where id = any($1) order by id for no key update skip locked`,
);

/**
 * A second look, after the locks are held: what a lock had to wait for is seen only by a statement that begins later.
 * Kinds: t timer, m waiting mail, l listener, k a letter whose key was taken before.
 */
const readBy = (column: 'id' | 'key'): Statement => {
  // An array made once: the planner then looks each instance up, however many there are.
  const ids = column === 'id' ? '$1::bigint[]' : 'array(select id from instance where key = any($1))';
  const mine = '(select list from ids)::bigint[]';
  return statement(
    `read_${column}`,
    `
    with ids as materialized (select ${ids} as list)
    select 't' as kind, t.instance_id as id, t.key, t.at::float8 as at, t.hop, null::jsonb as data from timer t where t.instance_id = any(${mine})
    union all
    select 'm', m.id, l.key, l.at::float8, l.hop,
      jsonb_build_object('sender', l.sender, 'senderSeq', l.sender_seq, 'actor', l.actor, 'event', l.event, 'bodyDigest', l.body_digest)
    from unnest(${mine}) m(id) cross join lateral (
      select * from letter where instance_id = m.id and outcome is null and at <= $2 order by at, hop, sender, sender_seq, key limit $3
    ) l
    union all
    select 'l', i.id, s.listener, 0, 0, to_jsonb(s.name) from instance i join listens s on s.source = i.key where i.id = any(${mine})
    union all
    select 'k', l.instance_id, l.key, 0, 0,
      jsonb_build_object('content', l.content, 'outcome', l.outcome, 'answer', l.answer, 'bodyDigest', l.body_digest, 'salt', b.salt, 'via', b.via, 'words', b.words)
    from letter l left join letter_body b using (instance_id, key) where l.instance_id = any(${mine}) and l.key = any($4)`,
  );
};
export const readByKey = readBy('key');
export const readById = readBy('id');

const rows = (parameter: number, fields: string): string => `jsonb_to_recordset($${parameter}::jsonb) as r(${fields})`;
const letterFields = `"to" text, id bigint, key text, at bigint, hop int, "effectiveAt" bigint, sender text, "senderSeq" int, actor jsonb, event jsonb,
  "bodyDigest" text, "expectedSeq" int, content text, outcome text, answer jsonb`;

/**
 * What follows from instances: history, timers, mail, errands, messages. Rows of a fold bring their instance's id; newborns
 * have none yet and are joined by key to what was just inserted.
 */
const consequences = ({ id, born }: { readonly id: string; readonly born: string }): string => `
  history_rows as (
    insert into history (instance_id, seq, kind, key, at, effective_at, actor, event, body_digest, tags, due, unit, stage, hash)
    select ${id}, r.seq, r.kind, r.key, r.at, r."effectiveAt", r.actor, r.event, r."bodyDigest",
      r.tags, r.due, r.unit, r.stage, r.hash
    from ${rows(2, 'id bigint, instance text, seq int, kind text, key text, at bigint, "effectiveAt" bigint, actor jsonb, event jsonb, "bodyDigest" text, tags text[], due bigint, unit text, stage text, hash text')} ${born}
  ), timer_rows as (
    insert into timer (instance_id, key, at, hop)
    select ${id}, r.key, r.at, r.hop from ${rows(3, 'id bigint, instance text, key text, at bigint, hop int')} ${born}
    on conflict (instance_id, key) do update set at = excluded.at, hop = excluded.hop
  ), mail_rows as (
    insert into letter (instance_id, key, at, hop, sender, sender_seq, actor, event, body_digest)
    select i.id, r.key, r.at, r.hop, r.sender, r."senderSeq", r.actor, r.event, r."bodyDigest"
    from ${rows(4, letterFields)} join instance i on i.key = r."to"
    on conflict (instance_id, key) do nothing
  ), errand_rows as (
    insert into errand (instance, seq, index, at, hop, task)
    select r.instance, r.seq, r.index, r.at, r.hop, r.task from ${rows(5, 'instance text, seq int, index int, at bigint, hop int, task jsonb')}
  ), outbox_rows as (
    insert into outbox (message_id, instance_id, seq, at, unit, seat, template, level)
    select r."messageId", ${id}, r.seq, r.at, r.unit, r.seat, r.template, r.level
    from ${rows(6, '"messageId" text, id bigint, instance text, seq int, at bigint, unit text, seat text, template text, level int')} ${born}
  )`;

/**
 * Everything that a fold changed, in one statement: snapshots, history, timers, mail, errands, outbox, outcomes of letters.
 * No `outcome is null` at the end: the lock has seen to it, and the planner would read all that waits by a partial index.
 */
export const writeFolded = statement(
  'write_folded',
  `
  with instance_rows as (
    update instance i set calendar = r.calendar, snapshot = r.snapshot, tags = r.tags, stage = r.stage, status = r.status, due = r.due,
      unit = r.unit, seq = r.seq, person_seq = r."personSeq", at = r.at, hop = r.hop, head = r.head, trouble = r.trouble,
      stage_since = coalesce(r."stageSince", i.stage_since)
    from ${rows(1, 'id bigint, calendar text, snapshot jsonb, tags text[], stage text, status text, due bigint, unit text, seq int, "personSeq" int, at bigint, hop int, head text, trouble text, "stageSince" bigint')}
    where i.id = r.id
  ), ${consequences({ id: 'r.id', born: '' })}, timer_gone as (
    delete from timer t using ${rows(7, 'id bigint, key text')} where t.instance_id = r.id and t.key = r.key
  ), taken_rows as (
    insert into letter (instance_id, key, at, hop, effective_at, sender, sender_seq, actor, event, body_digest, expected_seq, content, outcome, answer)
    select r.id, r.key, r.at, r.hop, r."effectiveAt", r.sender, r."senderSeq", r.actor, r.event, r."bodyDigest", r."expectedSeq", r.content, r.outcome, r.answer
    from ${rows(8, letterFields)}
  )
  update letter l set outcome = r.outcome, answer = r.answer from ${rows(9, 'id bigint, key text, outcome text, answer jsonb')}
  where l.instance_id = r.id and l.key = r.key`,
);

/** New instances with their row zero. Keys that are there already were filtered out under the errand's lock. */
export const writeBirths = statement(
  'write_births',
  `
  with owner as (
    insert into instance (key, definition, calendar, plan, obligation, period, kind, unit, parent, group_name, reopens, status, snapshot, tags, stage, due,
      seq, person_seq, at, hop, head, opened_at, stage_since, owner, restricted)
    select r.key, r.definition, r.calendar, r.plan, r.obligation, r.period, r.kind, r.unit, r.parent, r."group", r.reopens, r.status, r.snapshot,
      r.tags, r.stage, r.due, r.seq, 0, r.at, r.hop, r.head, r.at, r."stageSince",
      d.body->>'owner', coalesce((d.body->>'restricted')::boolean, false)
    from ${rows(1, 'key text, definition text, calendar text, plan text, obligation text, period text, kind text, unit text, parent text, "group" text, reopens text, status text, snapshot jsonb, tags text[], stage text, due bigint, seq int, at bigint, hop int, head text, "stageSince" bigint')} left join definition d on d.hash = r.definition
    returning id, key
  ), ${consequences({ id: 'owner.id', born: 'join owner on owner.key = r.instance' })}
  select id, key from owner`,
);

/** The words that travelled beside letters, and from where those came: kept apart, salted, erasable. */
export const writeBodies = statement(
  'write_bodies',
  `
  insert into letter_body (instance_id, key, salt, body, via, words)
  select r.id, r.key, r.salt, r.body, r.via, r.words
  from ${rows(1, 'id bigint, key text, salt text, body jsonb, via jsonb, words boolean')}`,
);

/** What waves look at. An instance that was set aside holds nobody up: nothing of it is due until it runs again. */
const TIMERS = `timer t join instance i on i.id = t.instance_id and i.status = 'running'`;
const LETTERS = `letter l join instance i on i.id = l.instance_id and i.status <> 'quarantined'`;

/** The earliest rank at which anything waits, up to a moment. */
export const earliest = statement(
  'earliest',
  `
  select at::float8 as at, hop, kind from (
    (select t.at, t.hop, 1 as kind from ${TIMERS} where t.at <= $1 order by t.at, t.hop limit 1)
    union all
    (select l.at, l.hop, 1 from ${LETTERS} where l.outcome is null and l.at <= $1 order by l.at, l.hop limit 1)
    union all
    (select e.at, e.hop, 0 from errand e where not e.done and e.trouble is null and e.at <= $1 order by e.at, e.hop limit 1)
  ) due order by at, hop, kind limit 1`,
);

/** Instances at which something of exactly this rank is due, in order. */
const due = (more: string): string => `
    (select i.id from ${TIMERS} where t.at = $1 and t.hop = $2 ${more})
    union all
    (select i.id from ${LETTERS} where l.outcome is null and l.at = $1 and l.hop = $2 ${more})`;

/** A page of them. Nothing is locked: `catchUp` takes whoever is free. */
export const dueAt = statement(
  'due_at',
  `
  select distinct id from (${due('and i.id > $3 order by i.id limit $4')}
  ) due order by id limit $4`,
);

/** The order in which errands are done, the same as in memory. */
const errandOrder = (of = ''): string => ['at', 'hop', 'instance', 'seq', 'index'].map((by) => `${of}${by}`).join(', ');

export const errandsAt = statement(
  'errands_at',
  `
  select id from errand where not done and trouble is null and at = $1 and hop = $2 order by ${errandOrder()}`,
);

/** What its rows cannot say sets an instance aside, as a step that throws does. */
export const setAside = statement(
  'set_aside',
  `update instance set status = 'quarantined', trouble = $2 where id = $1 and status <> 'quarantined' returning key`,
);

// ---- errands -----------------------------------------------------------------------------------------------------------
/** What an errand needs to know before its transaction: the plan, and whether the units are still to be read. */
export const errandPlan = statement(
  'errand_plan',
  `select i.plan, e.roster is null as "isFresh" from errand e join instance i on i.key = e.instance where e.id = $1 and not e.done`,
);
/** One name for what an activation changes; whoever opens children shares it, an activation has it alone. */
export const PLAN_LOCK = `hashtext('plan ' || $1)`;
export const sharePlan = statement('share_plan', `select pg_advisory_xact_lock_shared(${PLAN_LOCK})`);

/**
 * An errand waits for every one before it: what is told to children must find them there, and of two that ask for the same
 * child the first one is its parent. One that somebody else holds is not done, so nobody goes past it.
 */
export const lockErrand = statement(
  'lock_errand',
  `
  select e.id, e.instance, e.seq, e.index, e.at::float8 as at, e.hop, e.task, e.opened, e.page_after as "pageAfter", e.roster,
    i.definition, i.calendar, i.plan
  from errand e join instance i on i.key = e.instance
  where e.id = $1 and not e.done and e.trouble is null
    and not exists (select from errand p where not p.done and p.trouble is null and (${errandOrder('p.')}) < (${errandOrder('e.')}))
  for update of e skip locked`,
);

/** Links and the openings they concern take turns: neither side can miss the other. */
export const lockLinks = statement('lock_links', `select pg_advisory_xact_lock(hashtext($1))`);

export const existing = statement('existing', `select key from instance where key = any($1)`);
export const listenersOf = statement(
  'listeners_of',
  `select source, listener as key, name as "as" from listens where source = any($1) order by listener, name`,
);
export const insertLinks = statement(
  'insert_links',
  `
  insert into listens (source, listener, name) select r.source, r.listener, r.name from ${rows(1, 'source text, listener text, name text')} on conflict do nothing
  returning source, listener, name`,
);

export const insertMail = statement(
  'insert_mail',
  `
  insert into letter (instance_id, key, at, hop, sender, sender_seq, actor, event)
  select i.id, r.key, r.at, r.hop, r.sender, r."senderSeq", r.actor, r.event from ${rows(1, letterFields)} join instance i on i.key = r."to"
  on conflict (instance_id, key) do nothing`,
);

export const tellChildren = statement(
  'tell_children',
  `
  insert into letter (instance_id, key, at, hop, sender, sender_seq, actor, event)
  select c.id, r.key, r.at, r.hop, r.sender, r."senderSeq", r.actor, r.event from instance c, ${rows(3, letterFields)}
  where c.parent = $1 and c.group_name = $2 and c.status <> 'done' on conflict (instance_id, key) do nothing`,
);

export const errandPage = statement(
  'errand_page',
  `update errand set opened = opened + $2, page_after = $3, done = $4, roster = case when not $4 then coalesce(roster, $5::text[]) end
   where id = $1`,
);
export const errandTrouble = statement('errand_trouble', `update errand set trouble = $2 where id = $1 and not done`);

/** Waits for one holder of what is due at a rank. */
export const waitForInstance = statement(
  'wait_instance',
  `
  select id from instance where id = (
    select id from (${due('order by i.id limit 1')}) due limit 1
  ) for no key update`,
);
export const waitForErrand = statement(
  'wait_errand',
  `
  select id from errand where id = (
    select id from errand where not done and trouble is null and at = $1 and hop = $2 order by ${errandOrder()} limit 1
  ) for update`,
);
