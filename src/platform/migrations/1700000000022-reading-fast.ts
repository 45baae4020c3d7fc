import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Everything that is counted and sorted of work stands in one index, so that a hundred thousand tasks are read without
 * reading one of their snapshots: the tags that screens ask for as bits, and since when each stands in its stage.
 * What changes with every move is not in it: a reminder that moves nothing else writes no index (docs/adr/0038).
 */
export class ReadingFast1700000000022 implements MigrationInterface {
  name = 'ReadingFast1700000000022';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- as src/work/signs.rules.ts has it
      alter table instance add stage_since bigint, add signs int not null generated always as (
        (('closed' = any(tags))::int << 0) | (('handed-in' = any(tags))::int << 1)
        | (('submitted' = any(tags))::int << 2) | (('accepted' = any(tags))::int << 3)
        | (('returned' = any(tags))::int << 4) | (('awaiting-receipt' = any(tags))::int << 5)
        | (('unconfirmed' = any(tags))::int << 6) | (('request-missing' = any(tags))::int << 7)
        | (('due-soon' = any(tags))::int << 8) | (('overdue' = any(tags))::int << 9)
        | (('exempt' = any(tags))::int << 10) | (('cancelled' = any(tags))::int << 11)
        | (('suspended' = any(tags))::int << 12)
      ) stored;
      update instance i set stage_since = s.since from (
        select distinct on (h.instance_id) h.instance_id, coalesce(h.effective_at, h.at) as since from (
          select instance_id, seq, at, effective_at, stage, lag(stage) over (partition by instance_id order by seq) as before from history
        ) h where h.before is distinct from h.stage order by h.instance_id, h.seq desc
      ) s where s.instance_id = i.id;
      drop index instance_matrix;
      create index instance_work on instance (parent, obligation, standing)
        include (unit, due, plan, owner, parent_unit, restricted, key, kind, id, period, definition, status, signs, stage, stage_since, opened_at)
        where kind in ('task', 'occurrence');
      -- how many there are of what is asked: without them everything looks like a few rows
      create statistics instance_closed on (signs & 1) from instance;
      create statistics instance_moment on (coalesce(due, opened_at)) from instance;
      create index history_asked on history (at, instance_id, seq) where kind = 'letter' and event->>'type' = 'explanation.ask';
      -- what a unit is called, without accents: ten thousand of them are read sooner than they are folded or looked up by three letters
      drop index unit_search;
      alter table unit add said text;
      -- by a trigger: TypeORM asks for tables of its own where it meets a column that is generated
      create function unit_is_said() returns trigger language plpgsql set search_path from current as $said$
        begin
          new.said := unit_search(new.code::text collate "default", new.body);
          return new;
        end $said$;
      create trigger unit_is_said before insert or update of code, body on unit for each row execute function unit_is_said();
      update unit set body = body;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop trigger unit_is_said on unit;
      drop function unit_is_said;
      alter table unit drop said;
      do $make$
      begin
        execute format(
          'create index unit_search on unit using gin ((unit_search(code::text collate "default", body)) %I.gin_trgm_ops)',
          (select nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm'));
      end $make$;
      drop index history_asked, instance_work;
      drop statistics instance_closed, instance_moment;
      alter table instance drop signs, drop stage_since;
      create index instance_matrix on instance (parent, obligation, standing)
        include (unit, due, plan, owner, parent_unit, restricted, key, kind) where kind = 'task';
    `);
  }
}
