import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links to a new password, and who asked for one. */
export class Accounts1700000000006 implements MigrationInterface {
  name = 'Accounts1700000000006';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table password_reset (
        -- SHA-256 of what the link carries
        id text primary key,
        account_id uuid not null references account on delete cascade,
        expires_at timestamptz not null
      );
      create index password_reset_account on password_reset (account_id);
      create table password_reset_asked (
        id bigint generated always as identity primary key,
        -- null: for nobody
        account_id uuid references account on delete cascade,
        network text not null,
        asked_at timestamptz not null default now()
      );
      create index password_reset_asked_account on password_reset_asked (account_id, asked_at);
      create index password_reset_asked_network on password_reset_asked (network, asked_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table password_reset_asked, password_reset');
  }
}
