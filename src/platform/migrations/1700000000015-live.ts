import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What has changed, in the order of the transactions that changed it: histories and messages by theirs, and short notes of
 * what neither of them tells. Histories are found by their transactions since monitoring (0013).
 */
export class Live1700000000015 implements MigrationInterface {
  name = 'Live1700000000015';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table inbox_message add xid xid8 not null default pg_current_xact_id();
      create index inbox_message_xid on inbox_message (xid);
      create table live_note (
        id bigint generated always as identity primary key,
        xid xid8 not null default pg_current_xact_id(),
        kind text collate "C" not null,
        instance_id bigint not null,
        -- null: for all who see the instance; else for whoever has a post in this unit alone
        unit text,
        told_at timestamptz not null default now()
      );
      create index live_note_xid on live_note (xid);
      create index live_note_told on live_note (told_at);
      -- up to here notes are forgotten: whoever was last there before has missed some
      create table live_forgotten (
        one boolean primary key default true check (one),
        xid xid8 not null
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop table live_forgotten, live_note;
      alter table inbox_message drop xid;
    `);
  }
}
