import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In a sandbox a session may go on as another person: whose it began as stays with it. */
export class Played1700000000019 implements MigrationInterface {
  name = 'Played1700000000019';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table session add column began_as uuid references account on delete cascade`);
    await db.query('create index session_began_as on session (began_as) where began_as is not null');
  }

  async down(db: QueryRunner): Promise<void> {
    // Who was somebody else is signed out: nobody is left behind as a person that they are not.
    await db.query('delete from session where began_as is not null');
    await db.query('alter table session drop column began_as');
  }
}
