import type { SetCheck } from '../ports.js';

/** What an instance says is kept as a letter of the other one: both ways, nothing is missing and nothing was made up. */
const wrongIn = (letter: string, asked: string): string =>
  `${letter}.hop < 1 or ${letter}.at <> ${asked}.at or ${letter}.sender_seq <> ${asked}.seq`;

/** Every change of a child's stage is told to its parent. */
const CHILD_MOVED = `
  select coalesce(m.sender, 'nobody') || ' told its parent: ' || key as problem
  from (
    select parent as instance_id, sender || '#' || seq as key, sender, seq, at,
      jsonb_build_object('type', 'child.moved', 'group', name, 'from', was, 'to', stage) as event
    from (select i.key as sender, p.id as parent, coalesce(i.group_name, i.obligation) as name, h.seq, h.at, h.stage,
        lag(h.stage, 1, coalesce(h.event->>'was', 'open')) over (partition by h.instance_id order by h.seq) as was
      from history h join instance i on i.id = h.instance_id join instance p on p.key = i.parent) each
    where was <> stage
  ) m full join (select * from letter where actor->>'kind' = 'instance' and event->>'type' = 'child.moved') l using (instance_id, key)
  where m.sender is null or l.sender is null or l.sender <> m.sender or l.event <> m.event or ${wrongIn('l', 'm')}
    or l.actor <> jsonb_build_object('kind', 'instance', 'key', m.sender)`;

/** The last page of an opening says how many it has opened. */
const OPENED = `
  select coalesce(o.instance, 'nobody') || ' was told of its children: ' || key as problem
  from (
    select p.id as instance_id, e.instance || '#' || e.seq || '.' || e.index || '#opened' as key, e.instance, e.seq, e.at,
      jsonb_build_object('type', 'children.opened', 'group', e.task->>'group', 'n', e.opened) as event
    from errand e join instance p on p.key = e.instance where e.done and e.task->>'type' = 'open'
  ) o full join (select * from letter where actor->>'kind' = 'instance' and event->>'type' = 'children.opened') l using (instance_id, key)
  where o.instance is null or l.sender is null or l.event <> o.event or ${wrongIn('l', 'o')}
    or l.actor <> jsonb_build_object('kind', 'instance', 'key', o.instance)`;

/** A closed instance moves no more, but for the row that asks for it to be opened again. */
const CLOSED_AT = `case when c.snapshot->'context'->'again' is null then c.at
      else (select h.at from history h where h.instance_id = c.id and h.seq = c.seq - 1) end`;
const TOLD_KEY = `e.instance || '#' || e.seq || '.' || e.index`;
/**
 * Whoever was there and running was told. At the very instant of the telling only those were surely there whom the same
 * parent had asked for before it, and only those surely running who run still.
 */
const TOLD = `
  select e.instance || ' told ' || c.key || ' ' || coalesce(e.task->'event'->>'type', '') as problem
  from errand e join instance c on c.parent = e.instance and c.group_name = e.task->>'group'
    left join letter l on l.instance_id = c.id and l.key = ${TOLD_KEY}
  where e.done and e.task->>'type' = 'tell' and case when l.key is null
    then (c.status <> 'done' or ${CLOSED_AT} > e.at) and (c.opened_at < e.at or c.opened_at = e.at and not exists (
      select from errand o where o.instance = e.instance and o.task->>'type' = 'open' and o.task->>'group' = c.group_name and (o.seq, o.index) > (e.seq, e.index)))
    else l.event <> e.task->'event' or ${wrongIn('l', 'e')} or l.actor <> jsonb_build_object('kind', 'instance', 'key', e.instance) end`;
const TOLD_BY_NOBODY = `
  select i.key || ' was told by nobody: ' || l.key as problem
  from letter l join instance i on i.id = l.instance_id left join errand e on ${TOLD_KEY} = l.key and e.done and e.task->>'type' = 'tell'
  where l.actor->>'kind' = 'instance' and l.event->>'type' not in ('child.moved', 'children.opened', 'source.moved')
    and (e.id is null or i.parent is distinct from e.instance)`;

// What each move of a source says is compared with its replay; here, that letters come from a source, and that none is unheard.
const SOURCE_BY_NOBODY = `
  select i.key || ' heard of nobody: ' || l.key as problem
  from letter l join instance i on i.id = l.instance_id left join instance s on s.key = l.actor->>'key'
    left join history h on h.instance_id = s.id and h.seq = l.sender_seq
    left join listens k on k.source = s.key and k.listener = i.key and k.name = l.event->>'source'
    left join errand e on e.done and e.task->>'type' = 'listen' and e.instance = i.key and ${TOLD_KEY} || '#' || k.name = l.key
  where l.actor->>'kind' = 'instance' and l.event->>'type' = 'source.moved'
    and (k.name is null or h.seq is null or h.stage <> l.event->>'to' or l.hop < 1 or l.sender <> s.key
      or e.id is null and l.key <> s.key || '#' || h.seq || '#' || k.name)`;
const UNHEARD = `
  select k.listener || ' never heard of ' || k.source as problem
  from listens k join instance s on s.key = k.source join instance i on i.key = k.listener
  where not exists (select from letter l where l.instance_id = i.id and l.sender = k.source
    and l.event->>'type' = 'source.moved' and l.event->>'source' = k.name)
  union all
  select e.instance || ' was not answered by ' || s.key
  from errand e join instance i on i.key = e.instance join instance s on s.key = e.task->>'source'
  where e.done and e.task->>'type' = 'listen' and s.opened_at < e.at
    and not exists (select from letter l where l.instance_id = i.id and l.key = ${TOLD_KEY} || '#' || (e.task->>'as') and l.sender = s.key)`;

export const mailCheck: SetCheck = {
  name: 'letters between instances are exactly what they caused',
  looked: `select count(*)::int from letter where actor->>'kind' = 'instance'`,
  wrong: [CHILD_MOVED, OPENED, TOLD, TOLD_BY_NOBODY, SOURCE_BY_NOBODY, UNHEARD].join('\n    union all\n    '),
};
