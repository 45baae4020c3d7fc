import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What units were told in the application itself: the channel that is always there. */
export class Inbox1700000000003 implements MigrationInterface {
  name = 'Inbox1700000000003';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table inbox_message (
        id bigint generated always as identity primary key,
        -- the outbox's id of the message: a repeat of it changes nothing
        message_id text not null unique,
        unit text not null,
        seat text not null,
        instance_id bigint not null,
        seq int not null,
        at bigint not null,
        template text not null,
        level int not null,
        -- as it was said, in each language: {"vi": {"subject", "text"}, "en": …}
        said json not null,
        read_at timestamptz,
        stored_at timestamptz not null default now()
      );
      create index inbox_message_unit on inbox_message (unit, at desc, id desc);
      -- dead letters are counted at every look
      create index outbox_dead on outbox (id) where dead_at is not null;
      create index inbox_message_unread on inbox_message (unit, at desc, id desc) where read_at is null;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop index outbox_dead; drop table inbox_message;`);
  }
}
