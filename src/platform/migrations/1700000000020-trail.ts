import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who saw a dossier in a list is found by its key. */
export class Trail1700000000020 implements MigrationInterface {
  name = 'Trail1700000000020';

  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `create index audit_entry_looked on audit_entry using gin ((after->'keys')) where kind = 'restricted-viewed'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop index audit_entry_looked');
  }
}
