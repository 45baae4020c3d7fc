import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Plan versions as they were imported, and the units and people they name. */
export class Plans1700000000002 implements MigrationInterface {
  name = 'Plans1700000000002';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table plan_version (
        id bigint generated always as identity primary key,
        plan text not null,
        version int not null,
        status text not null check (status in ('draft', 'active', 'superseded')),
        content text not null,
        files json not null,
        imported_at timestamptz not null default now(),
        active_from bigint,
        active_to bigint,
        unique (plan, version)
      );
      create unique index plan_version_active on plan_version (plan) where status = 'active';
      create table unit (
        plan text not null,
        code text collate "C" not null,
        body jsonb not null,
        primary key (plan, code)
      );
      create table person (
        plan text not null,
        id text not null,
        body jsonb not null,
        primary key (plan, id)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table person, unit, plan_version;`);
  }
}
