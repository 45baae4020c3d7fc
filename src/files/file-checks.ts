import { ARRIVAL } from './file.store.js';

/** As `verify` asks a whole database (engine/ports `SetCheck`). */
type FileCheck = { readonly name: string; readonly looked: string; readonly wrong: string };

/** How the content in the database itself reads, piece by piece. */
const CONTENT = `(select encode(sha256(string_agg(c.data, ''::bytea order by c.no)), 'hex') from file_chunk c where c.file_id = f.id)`;

const named: FileCheck = {
  name: 'what submissions attach is there and unchanged',
  looked: `select count(*)::int from file_binding`,
  wrong: `
    select 'instance ' || b.instance_id || '#' || b.seq || ': file ' || b.file_id as problem
    from file_binding b left join file f on f.id = b.file_id and f.status = 'whole' and f.bound_at is not null
      left join history h on h.instance_id = b.instance_id and h.seq = b.seq
    where f.id is null or h.seq is null or f.instance_id <> b.instance_id or f.sha256 <> b.sha256 or f.sha256 is distinct from ${CONTENT}
    union all
    select 'file ' || f.id || ' is bound by nothing' from file f
    where f.bound_at is not null and not exists (select from file_binding b where b.file_id = f.id)`,
};

/** A day more than the sweep takes its time. */
const unnamed = (waitingDays: number): FileCheck => ({
  name: 'no file is kept that nothing attaches',
  looked: `select count(*)::int from file where bound_at is null`,
  wrong: `
    select 'file ' || f.id || ' (' || f.status || ')' as problem from file f
    where f.bound_at is null and f.touched_at + interval '1 day'
      < now() - case when f.status = 'whole' then interval '${waitingDays} days' else interval '${ARRIVAL}' end`,
});

export const fileChecks = (waitingDays: number): readonly FileCheck[] => [named, unnamed(waitingDays)];
