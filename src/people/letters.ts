/**
 * A task `t` was asked for by the letter at `(l.instance_id, l.seq)` of the history `l` of the work above it: the last that opened
 * tasks of its kind before it was there, and that issued a document, since a document has a number. In SQL.
 */
export const askedBy = (t = 't', l = 'l'): string => `
  ${l}.kind = 'letter' and ${l}.event->>'number' is not null and ${l}.seq = (
    select e.seq from errand e
    where e.instance = ${t}.parent and e.task->>'type' = 'open' and e.task->>'group' = ${t}.group_name and e.at <= ${t}.opened_at
    order by e.at desc, e.seq desc limit 1)`;
