/**
 * What three years leave behind for the matrix, by SQL: each round is a copy of one that the engine opened, with its tasks
 * in every standing there is and some history behind each. Only readers look at them: no timer, no letter is there.
 */
const rounds = (years, perYear) =>
  years.flatMap((year) =>
    Array.from({ length: perYear }, (_, n) => ({ period: `${year}-${n + 1}`, year, month: 1 + 3 * n })),
  );

const MOMENT = (year, month, day) => Date.parse(`${year}-${String(month).padStart(2, '0')}-${day}T02:00:00Z`);

/** Of a hundred units: so many in time, late, overdue, returned, exempt; the rest still has time. */
const STANDINGS = `case when n % 100 < 62 then '{handed-in,submitted,on-time}' when n % 100 < 74 then '{handed-in,submitted,late}'
  when n % 100 < 84 then '{overdue,escalated-1}' when n % 100 < 88 then '{returned,overdue}' when n % 100 < 90 then '{exempt}'
  else '{drafting,on-track}' end::text[]`;

export async function fill(rows, { years, perYear }) {
  const all = rounds(years, perYear);
  for (const { period, year, month } of all) {
    const opened = MOMENT(year, month, '05');
    const due = MOMENT(year, month + 1, '20');
    const start = `${year}-${String(month).padStart(2, '0')}-01`;
    const about = JSON.stringify({ id: period, start, end: `${year}-${String(month + 2).padStart(2, '0')}-28`, year });
    const values = [period, `bench/R0/${period}`, about, opened, due];
    const copied = (kind) => `
      insert into instance (key, definition, calendar, plan, obligation, period, kind, unit, parent, group_name, status, snapshot, tags,
        stage, due, seq, person_seq, at, hop, head, opened_at, owner)
      select 'bench/' || obligation || '/' || $1::text || case kind when 'task' then '/' || unit else '' end, definition, calendar, plan,
        obligation, $1, kind, unit, case kind when 'task' then $2::text else parent end, group_name, status,
        jsonb_set(snapshot, '{context,period}', $3::jsonb), case kind when 'task' then ${STANDINGS} else tags end, stage,
        case kind when 'task' then $5::bigint else due end, 4, 0, $4::bigint, 0, head, $4::bigint, owner
      from (select i.*, row_number() over (order by i.id) as n from instance i
        where i.kind = '${kind}' and i.period = '2023' order by i.unit) i`;
    // One round after the other, as they were opened: that is how they lie in the table.
    await rows(copied('occurrence'), values);
    await rows(copied('task'), values);
    await rows(
      `insert into history (instance_id, seq, kind, key, at, actor, event, tags, due, unit, stage, hash)
       select i.id, s, case when s = 0 then 'opened' else 'timer' end, 'k' || s, i.opened_at + s * 86400000::bigint,
         '{"kind":"system","id":"clock"}', '{"type":"bench"}', case when s < 4 then '{drafting,on-track}'::text[] else i.tags end, i.due, i.unit,
         i.stage, i.head
       from instance i, generate_series(0, 4) s where i.period = $1 and i.kind = 'task' order by i.id, s`,
      [period],
    );
  }
  await rows(
    `delete from history where instance_id in (select id from instance where period = '2023' and kind = 'task')`,
  );
  await rows(
    `delete from timer where instance_id in (select id from instance where period = '2023' and kind = 'task')`,
  );
  await rows(`delete from instance where period = '2023' and kind in ('task', 'occurrence')`);
  await rows('vacuum analyze instance');
  await rows('vacuum analyze history');
  return all.length;
}
