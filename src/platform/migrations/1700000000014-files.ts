import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Attachments: what is known of each, its content in pieces, and the moves that name it. */
export class Files1700000000014 implements MigrationInterface {
  name = 'Files1700000000014';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table file (
        id bigint generated always as identity primary key,
        instance_id bigint not null,
        -- whose it is, until a move of the instance names it
        plan text not null,
        unit text not null,
        account text collate "C" not null,
        upload_key text collate "C" not null,
        name text not null,
        -- arriving and going ones are nobody's: only the sweep knows them
        status text not null check (status in ('arriving', 'whole', 'going')),
        type text,
        size bigint,
        sha256 text,
        scan text check (scan in ('not-scanned', 'clean')),
        -- the work's moment, in epoch milliseconds
        at bigint not null,
        bound_at bigint,
        -- the real moment: what nobody names is kept for so long after it
        touched_at timestamptz not null default now(),
        check (status <> 'whole' or (type is not null and size is not null and sha256 is not null and scan is not null)),
        check (bound_at is null or status = 'whole')
      );
      -- one wish, one file
      create unique index file_upload on file (account, upload_key) where status = 'whole';
      create index file_instance on file (instance_id, id);
      create index file_waiting on file (touched_at) where bound_at is null;
      create table file_chunk (
        file_id bigint not null references file on delete cascade,
        no int not null,
        data bytea not null,
        primary key (file_id, no)
      );
      -- what is attached is packed already
      alter table file_chunk alter data set storage external;
      create table file_binding (
        instance_id bigint not null,
        -- the move that names it
        seq int not null,
        file_id bigint not null references file,
        sha256 text not null,
        primary key (instance_id, seq, file_id)
      );
      create index file_binding_file on file_binding (file_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table file_binding, file_chunk, file');
  }
}
