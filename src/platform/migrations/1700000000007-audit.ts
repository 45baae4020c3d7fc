import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The trail of what is no command (those are in the chains of their instances), the anchors that seal all chains, and from
 * where each command came.
 */
export class Audit1700000000007 implements MigrationInterface {
  name = 'Audit1700000000007';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table audit_entry (
        seq bigint primary key,
        -- the real moment, and the work's, in epoch milliseconds
        at bigint not null,
        work_at bigint not null,
        kind text not null,
        -- the name of an account; null: nobody who is known
        actor text collate "C",
        on_behalf_of text collate "C",
        -- null: it concerns the whole house
        plan text,
        subject text collate "C",
        correlation text,
        before jsonb,
        after jsonb,
        body_digest text,
        -- erased together, as words of letters are
        salt text,
        body jsonb,
        hash text not null,
        check ((salt is null) = (body is null))
      );
      create index audit_entry_at on audit_entry (at, seq);
      create index audit_entry_actor on audit_entry (actor, at) where actor is not null;
      create index audit_entry_subject on audit_entry (subject, at) where subject is not null;
      create table audit_head (
        one boolean primary key default true check (one),
        seq bigint not null,
        hash text not null
      );
      create function audit_entry_stays() returns trigger language plpgsql as $stays$
      begin
        if tg_op = 'UPDATE' and new.salt is null and new.body is null
          and to_jsonb(new) - '{salt,body}'::text[] = to_jsonb(old) - '{salt,body}'::text[] then
          return new;
        end if;
        raise exception 'audit_entry is only ever added to' using errcode = 'restrict_violation';
      end $stays$;
      create trigger audit_entry_stays before update or delete on audit_entry
        for each row execute function audit_entry_stays();
      create trigger audit_entry_stays_whole before truncate on audit_entry
        for each statement execute function audit_entry_stays();
      create table audit_anchor (
        no bigint primary key,
        day text not null,
        daily boolean not null,
        -- json, not jsonb: it was signed as it stands
        document json not null,
        -- when it left the database as a file
        written_at timestamptz
      );
      create unique index audit_anchor_daily on audit_anchor (day) where daily;
      create table audit_sealed (
        -- an instance that had moved since the anchor before: a later row stands for all anchors from its own on
        key text collate "C" not null,
        anchor bigint not null,
        seq int not null,
        hash text not null,
        primary key (key, anchor)
      );
      alter table letter_body add via jsonb;
      -- whether there were words at all: what tells a repeated letter when they are gone
      alter table letter_body add words boolean not null default true;
      alter table letter_body drop constraint letter_body_check;
      alter table letter_body add constraint letter_body_check check ((salt is null) = (body is null and via is null));
      create index letter_commands on letter (stored_at, instance_id, key) where content is not null;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop index letter_commands;
      alter table letter_body drop constraint letter_body_check;
      alter table letter_body drop via, drop words;
      delete from letter_body where salt is not null and body is null;
      alter table letter_body add constraint letter_body_check check ((salt is null) = (body is null));
      drop table audit_sealed, audit_anchor, audit_head, audit_entry;
      drop function audit_entry_stays;
    `);
  }
}
