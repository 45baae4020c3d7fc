import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists sorted by deadline, page by page: what has none comes last. */
export class Reading1700000000004 implements MigrationInterface {
  name = 'Reading1700000000004';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`create index instance_list on instance (kind, (coalesce(due, 9223372036854775807)), key)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop index instance_list`);
  }
}
