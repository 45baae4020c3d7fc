import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Imports of accounts and units, and what those of accounts changed, to undo them by; and how people are called up. */
export class Imports1700000000009 implements MigrationInterface {
  name = 'Imports1700000000009';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table account add phone text;
      create table import (
        id bigint generated always as identity primary key,
        kind text not null check (kind in ('users', 'units')),
        -- of units: the plan, and the draft that was made of it
        plan text,
        version int,
        actor text collate "C" not null,
        at timestamptz not null default now(),
        -- what was confirmed
        digest text not null,
        rows int not null,
        added int not null,
        changed int not null,
        unchanged int not null,
        undone_at timestamptz,
        undone_by text collate "C",
        check ((kind = 'units') = (plan is not null and version is not null))
      );
      create table import_change (
        import bigint not null references import on delete cascade,
        no int not null,
        -- of the file
        row int not null,
        what text not null check (what in ('account-added', 'account-changed', 'post-added', 'post-changed')),
        account text collate "C" not null,
        account_id uuid not null,
        holding_id bigint,
        -- names and addresses: both go where the person is erased
        before jsonb,
        after jsonb,
        primary key (import, no)
      );
      create index import_change_account on import_change (account);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop table import_change, import;
      alter table account drop phone;
    `);
  }
}
