import type { SetCheck, Statement } from '../ports.js';
import type { CheckName } from './findings.js';

export type Counted = { readonly n: number; readonly wrong: number; readonly problems: readonly string[] | null };

/** One statement and one row for each check, however much is wrong. */
export const statementOf = ({ name, looked, wrong }: SetCheck): Statement => ({
  name: `dh_verify_${name.replaceAll(/[^a-z]+/g, '_').slice(0, 40)}`,
  text: `with wrong as materialized (${wrong})
    select (${looked}) as n, (select count(*)::int from wrong) as wrong,
      (select jsonb_agg(problem) from (select problem from wrong order by problem limit 20) named) as problems`,
});

const check = (name: CheckName, looked: string, ...wrong: readonly string[]): SetCheck => ({
  name,
  looked: `select count(*)::int from ${looked}`,
  wrong: wrong.join('\n    union all\n    '),
});

/** What an answer says of the moment at which it was given is what stands in the row of that moment. */
const OUTCOMES = `
  select i.key || ': letter ' || l.key as problem
  from letter l join instance i on i.id = l.instance_id
    left join history h on h.instance_id = l.instance_id and h.seq = case when l.answer->>'seq' ~ '^[0-9]{1,9}$' then (l.answer->>'seq')::int end
  where (l.outcome is null) <> (l.answer is null) or (l.content is null) <> (l.actor->>'kind' = 'instance')
    or l.outcome is null and l.content is not null
    or l.outcome is not null and (h.seq is null or l.answer->>'outcome' is distinct from l.outcome
      or l.answer->'at' is distinct from to_jsonb(h.at) or l.answer->'tags' is distinct from to_jsonb(h.tags)
      or case when l.outcome = 'moved' then l.answer ?| '{code,facts}' else not l.answer ?& '{code,facts}' end)`;

// A letter that came too late for its own moment is written at the instance's, and judged by its stamp.
const ACCEPTED = `
  select coalesce(i.key, 'instance ' || instance_id) || ': letter ' || coalesce(l.key, h.key) as problem
  from (select * from letter where outcome = 'moved') l
    full join (select * from history where kind = 'letter') h using (instance_id, key) left join instance i on i.id = instance_id
  where l.outcome is null or h.seq is null or l.event <> h.event or l.actor <> h.actor or l.body_digest is distinct from h.body_digest
    or h.at < l.at or l.answer->'seq' is distinct from to_jsonb(h.seq)
    or h.effective_at is distinct from coalesce(l.effective_at, case when l.at <> h.at then l.at end)`;

const GAPS = `
  select i.key || ': ' || coalesce(h.n, 0) || ' rows, sequence ' || i.seq as problem
  from instance i left join (select instance_id, count(*) as n, min(seq) as low, max(seq) as high from history group by 1) h on h.instance_id = i.id
  where h.n is distinct from i.seq + 1 or h.low <> 0 or h.high <> i.seq`;

const ORPHANS = `
  select kind || ' of instance ' || id as problem from (
    select 'timer' as kind, instance_id as id from timer union select 'letter', instance_id from letter
    union select 'words', b.instance_id from letter_body b where not exists (select from letter l where l.instance_id = b.instance_id and l.key = b.key)
    union select 'history', instance_id from history union select 'message', instance_id from outbox) r
  where kind = 'words' or not exists (select from instance i where i.id = r.id)
  union all
  select kind || ' of ' || key from (
    select 'errand' as kind, instance as key from errand union select 'link', listener from listens
    union select 'child', parent from instance where parent is not null
    union select 'reopening', reopens from instance where reopens is not null) r
  where not exists (select from instance i where i.key = r.key)`;

const FINISHED = `select distinct i.key as problem from timer t join instance i on i.id = t.instance_id where i.status = 'done'`;

// Reopened ones are no unit's first: each stands for an errand of the closed one that it points at.
const OPENINGS = `
  select parent || ' ' || name || ': opened ' || coalesce(e.n, 0) || ', there are ' || coalesce(c.n, 0) as problem
  from (select instance as parent, task->>'group' as name, sum(opened)::int as n from errand
      where task->>'type' = 'open' group by 1, 2) e
    full join (select parent, coalesce(group_name, obligation) as name, count(*)::int as n from instance
      where parent is not null and reopens is null group by 1, 2) c using (parent, name)
  where coalesce(e.n, 0) <> coalesce(c.n, 0)
  union all
  select coalesce(n.key, e.task->>'key') || ' opens ' || coalesce(o.key, 'nobody') || ' again'
  from (select * from instance where reopens is not null) n
    full join (select * from errand where done and task->>'type' = 'reopen') e on e.instance = n.reopens and e.task->>'key' = n.key
    left join instance o on o.key = coalesce(n.reopens, e.instance)
  where n.id is null or e.id is null or o.status <> 'done' or o.snapshot->'context'->>'again' is distinct from n.key
    or n.parent is distinct from o.parent or n.group_name is distinct from o.group_name`;

// Counted by who the children are, not by what the parent believes to have; of a chain of reopenings the last one counts.
const COUNTS = `
  select key || ' ' || name || ' ' || what || ': counted ' || coalesce(counted.n, '0') || ', there are ' || coalesce(child.n, '0') as problem
  from (
    select p.key, g.key as name, t.key as what, t.value as n
    from settled p, jsonb_each(p.snapshot->'context'->'children') g,
      lateral (select key, value from jsonb_each_text(g.value->'tags') union all select '(all)', g.value->>'expected') t
  ) counted full join (
    select key, name, coalesce(what, '(all)') as what, count(*)::text as n
    from (select p.key, coalesce(c.group_name, c.obligation) as name, c.stage as what from settled p join instance c on c.parent = p.key
      where not exists (select from instance again where again.reopens = c.key)) each
    group by grouping sets ((key, name, what), (key, name))
  ) child using (key, name, what)
  where coalesce(counted.n, '0') <> coalesce(child.n, '0')`;

/** Running parents to whom nothing is under way. */
const SETTLED = `
  select i.key, i.snapshot from instance i
  where i.status = 'running' and not exists (select from letter l where l.instance_id = i.id and l.outcome is null)
    and not exists (select from errand e where e.instance = i.key and not e.done)`;

/** What `periodBefore` says, in SQL; a test holds one against the other. */
export const beforeSql = (period: string): string => `case
  when ${period} ~ '^\\d{4}-Q1$' then left(${period}, 4)::int - 1 || '-Q4'
  when ${period} ~ '^\\d{4}-H1$' then left(${period}, 4)::int - 1 || '-H2'
  when ${period} ~ '^\\d{4}-[QH][234]$' then left(${period}, 6) || right(${period}, 1)::int - 1
  when ${period} ~ '^\\d{4}$' then (${period}::int - 1)::text
  when ${period} ~ '^\\d{4}-\\d{4}$'
    then 2 * left(${period}, 4)::int - right(${period}, 4)::int - 1 || '-' || left(${period}, 4)::int - 1
  else 'previous' end`;

/** What definitions say (the same as `sourceKey`), and what was asked for later. */
const LINKS = `
  select coalesce(asked.listener, made.listener) || ' listens to ' || source || ' as ' || name as problem
  from (
    select t.plan || '/' || (k->>'obligation') || '/' || case k->>'period' when 'same' then t.period
        when 'year' then t.snapshot->'context'->'period'->>'year' when 'previous' then ${beforeSql('t.period')}
        else k->>'period' end as source, t.key as listener, k->>'as' as name
    from (select hash, jsonb_array_elements((body->'listens')::jsonb) as k from definition) d join instance t on t.definition = d.hash
    where t.parent is not null or t.reopens is not null
    union
    select task->>'source', instance, task->>'as' from errand where done and task->>'type' = 'listen'
  ) asked full join listens made using (source, listener, name)
  where asked.listener is null or made.listener is null`;

const UNTAKEN = `
  select message_id as problem from outbox where delivered_at is not null and (taken = '{}' or dead_at is not null)`;

/** Erased words have neither body nor salt; a refused letter's were never kept. */
const WORDLESS = `
  select i.key || ': the words of letter ' || l.key || ' are gone' as problem from letter l join instance i on i.id = l.instance_id
  where l.outcome = 'moved' and l.body_digest is not null
    and not exists (select from letter_body b where b.instance_id = l.instance_id and b.key = l.key)`;

const TROUBLE = `
  select key || ': ' || split_part(coalesce(trouble, ''), E'\\n', 1) as problem from instance where status = 'quarantined'
  union all select 'errand of ' || instance || ': ' || split_part(trouble, E'\\n', 1) from errand where trouble is not null`;

export const setChecks: readonly SetCheck[] = [
  check('every taken letter has one outcome', 'letter where outcome is not null', OUTCOMES),
  check('every accepted letter is one history row', `letter where outcome = 'moved'`, ACCEPTED),
  check('sequences have no gap', 'instance', GAPS),
  check('nothing belongs to an instance that is not there', 'instance', ORPHANS),
  check('finished instances have no timers', `instance where status = 'done'`, FINISHED),
  check('every opening has exactly its children', `errand where task->>'type' = 'open'`, OPENINGS),
  check(
    "parents' counts equal their children",
    `instance c where parent is not null`,
    `with settled as materialized (${SETTLED}) ${COUNTS}`,
  ),
  check('links are exactly what was asked for', 'listens', LINKS),
  check('what was delivered was taken by a channel', 'outbox where delivered_at is not null', UNTAKEN),
  check('words are those that were sent', `(select where false) none`, WORDLESS),
  check('nobody is quarantined and no errand is set aside', 'instance', TROUBLE),
];
