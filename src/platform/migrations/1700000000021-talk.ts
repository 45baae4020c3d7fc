import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a unit and its secretariat say to each other beside a task, and how far each has read (docs/adr/0037). */
export class Talk1700000000021 implements MigrationInterface {
  name = 'Talk1700000000021';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table remark (
        id bigint generated always as identity primary key,
        instance_id bigint not null,
        -- for whom it was said: the unit whose work it is, or the office that collects it
        side text not null check (side in ('unit', 'office')),
        unit text not null,
        -- the account that said it, and whose post it was where that was lent
        author text not null,
        on_behalf_of text,
        -- by the clock of the work; taking back goes by the real one
        at bigint not null,
        said_at timestamptz not null default now(),
        -- null: taken back, or erased with its author's data
        text text,
        answers bigint references remark,
        -- the form, and the field or heading of it, that it is about
        form text,
        path text,
        settled_by text,
        settled_at bigint,
        taken_back_at timestamptz
      );
      create index remark_instance on remark (instance_id, id);
      create index remark_author on remark (author);
      create index remark_lender on remark (on_behalf_of) where on_behalf_of is not null;
      create index remark_answers on remark (answers) where answers is not null;
      create table remark_read (
        instance_id bigint not null,
        account_id uuid not null references account on delete cascade,
        up_to bigint not null,
        primary key (instance_id, account_id)
      );
      create index remark_read_account on remark_read (account_id);
      -- who wrote what a message tells of; null: the work itself tells
      alter table inbox_message add author text;
      -- of a conversation a post is told once, until somebody has read it
      create unique index inbox_message_talk on inbox_message (instance_id, unit, seat) where template = 'talk' and read_at is null;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      -- what no outbox told would be missed there
      delete from inbox_message where author is not null;
      drop index inbox_message_talk;
      alter table inbox_message drop author;
      drop table remark_read;
      drop table remark;
    `);
  }
}
