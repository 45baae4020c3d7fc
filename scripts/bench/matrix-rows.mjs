/**
 * What three years leave behind for the matrix, by SQL: each round is a copy of one that the engine opened, with its tasks
 * in every standing there is and some history behind each. Only readers look at them: no timer, no letter is there.
 */
const rounds = (years, perYear) =>
  years.flatMap((year) =>
    Array.from({ length: perYear }, (_, n) => ({ period: `${year}-${n + 1}`, year, month: 1 + 3 * n })),
  );

const MOMENT = (year, month, day) => Date.parse(`${year}-${String(month).padStart(2, '0')}-${day}T02:00:00Z`);

/** Of a hundred units: so many in time, late, overdue (some of it before leadership), returned, exempt; the rest still has time. */
const STANDINGS = `case when n % 100 < 62 then '{handed-in,submitted,on-time}' when n % 100 < 74 then '{handed-in,submitted,late}'
  when n % 100 < 78 then '{overdue,escalated-3}' when n % 100 < 84 then '{overdue,escalated-1}' when n % 100 < 88 then '{returned,overdue}' when n % 100 < 90 then '{exempt}'
  else '{drafting,on-track}' end::text[]`;

/** A new calendar reaches everything that still runs: what moved last, moved then. */
const CALENDAR = MOMENT(2025, 12, '01');
const DAY = 86_400_000;
const IS_SENT = 'n % 100 < 74';
const IS_EXEMPT = 'n % 100 in (88, 89)';
/** When each is handed in, and when it moved last. */
const sent = (due) => `${due} + (n % 20 - 10) * ${DAY}`;
const last = (due) => `case when ${IS_SENT} or ${IS_EXEMPT} then ${due} + ${20 * DAY} else ${CALENDAR} end`;
/** When its five entries were written: opened, received, reminded, about its deadline, and the last of it. */
const moments = (
  due,
) => `case s when 0 then i.opened_at when 1 then i.opened_at + ${DAY} when 2 then ${due} - ${10 * DAY}
  when 3 then case i.stage when 'submitted' then i.stage_since else ${due} end else i.at end`;

const SAME = `definition, calendar, plan, obligation, $1::text, kind, unit`;
const ABOUT = `group_name, status, jsonb_set(snapshot, '{context,period}', $2::jsonb)`;
const round = (
  opened,
) => `'bench/' || obligation || '/' || $1::text, ${SAME}, parent, ${ABOUT}, tags, stage, due, 4, 0, ${opened}::bigint, 0,
  head, ${opened}::bigint, ${opened}::bigint, owner`;
const task = (
  opened,
  due,
) => `'bench/' || obligation || '/' || $1::text || '/' || unit, ${SAME}, 'bench/R0/' || $1::text, ${ABOUT}, ${STANDINGS},
  case when ${IS_SENT} then 'submitted' else stage end, ${due}::bigint, 4, 0, ${last(due)}, 0, head, ${opened}::bigint,
  case when ${IS_SENT} then ${sent(due)} else ${opened}::bigint end, owner`;

export async function fill(rows, { years, perYear }) {
  const all = rounds(years, perYear);
  for (const { period, year, month } of all) {
    const opened = MOMENT(year, month, '05');
    const due = MOMENT(year, month + 1, '20');
    const start = `${year}-${String(month).padStart(2, '0')}-01`;
    const about = JSON.stringify({ id: period, start, end: `${year}-${String(month + 2).padStart(2, '0')}-28`, year });
    const values = [period, about];
    const copied = (kind) => `
      insert into instance (key, definition, calendar, plan, obligation, period, kind, unit, parent, group_name, status, snapshot, tags,
        stage, due, seq, person_seq, at, hop, head, opened_at, stage_since, owner)
      select ${kind === 'task' ? task(opened, due) : round(opened)}
      from (select i.*, row_number() over (order by i.id) as n from instance i
        where i.kind = '${kind}' and i.period = '2023' order by i.unit) i`;
    // One round after the other, as they were opened: that is how they lie in the table.
    await rows(copied('occurrence'), values);
    await rows(copied('task'), values);
    await rows(
      `insert into history (instance_id, seq, kind, key, at, actor, event, tags, due, unit, stage, hash)
       select i.id, s, case when s = 0 then 'opened' else 'timer' end, 'k' || s, ${moments(due)},
         '{"kind":"system","id":"clock"}'::jsonb, '{"type":"bench"}'::jsonb, case when s < 3 then '{drafting,on-track}'::text[] else i.tags end, i.due, i.unit,
         case when s >= 3 and 'handed-in' = any(i.tags) then 'submitted' else 'open' end, i.head
       from instance i, generate_series(0, 4) s where i.period = $1 and i.kind = 'task'
       union all
       select i.id, 0, 'opened', 'k0', i.opened_at, '{"kind":"system","id":"clock"}'::jsonb, '{"type":"bench"}'::jsonb, i.tags, i.due, i.unit, i.stage, i.head
       from instance i where i.period = $1 and i.kind = 'occurrence' order by 1, 2`,
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
