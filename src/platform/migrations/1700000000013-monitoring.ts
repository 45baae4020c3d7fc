import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What leadership reads at a glance: how each instance stands, and where the matrix finds it. */
export class Monitoring1700000000013 implements MigrationInterface {
  name = 'Monitoring1700000000013';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- as src/work/timeliness.rules.ts has it
      alter table instance add standing text not null generated always as (
        case when 'exempt' = any(tags) then 'exempt' when 'cancelled' = any(tags) then 'cancelled'
          when 'suspended' = any(tags) then 'suspended' when 'overdue' = any(tags) then 'overdue'
          when 'due-soon' = any(tags) then 'due-soon' when 'on-track' = any(tags) then 'on-track'
          when 'late' = any(tags) then 'late' when 'on-time' = any(tags) then 'on-time'
          when 'missing' = any(tags) then 'missing' when 'untimed' = any(tags) then 'untimed'
          when 'no-deadline' = any(tags) then 'no-deadline' when 'closed' = any(tags) then 'closed' else 'no-deadline' end
      ) stored;
      -- whatever is counted is in it: thousands of tasks are counted without reading one
      create index instance_matrix on instance (parent, obligation, standing)
        include (unit, due, plan, owner, parent_unit, restricted, key, kind) where kind = 'task';
      create index instance_cell on instance (unit, parent) where kind = 'task';
      create index instance_overdue on instance (plan, due) where standing = 'overdue';
      create index instance_reopens on instance (reopens, opened_at) where reopens is not null;
      create index unit_order on unit (plan, ((body->'order')::bigint), code);
      -- how far the house has come: the tag of what is read of it
      create index history_xid on history (xid);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop index history_xid, unit_order, instance_reopens, instance_overdue, instance_cell, instance_matrix;
      alter table instance drop standing;
    `);
  }
}
