import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who saw a dossier in a list is found by its key; and of what is refused to one account, how much was told in an hour. */
export class Trail1700000000020 implements MigrationInterface {
  name = 'Trail1700000000020';

  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `create index audit_entry_looked on audit_entry using gin ((after->'keys')) where kind = 'restricted-viewed'`,
    );
    await db.query(`
      create table refusal (
        -- the name of an account: one row for each that was ever refused something
        actor text collate "C" primary key,
        hour timestamptz not null,
        told int not null,
        untold int not null
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop index audit_entry_looked');
    await db.query('drop table refusal');
  }
}
