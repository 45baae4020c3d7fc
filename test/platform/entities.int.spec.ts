import { DataSource } from 'typeorm';
import { InboxMessage } from '../../src/notifications/inbox-message.entity.js';
import { StoredPerson } from '../../src/people/person.entity.js';
import { StoredUnit } from '../../src/people/unit.entity.js';
import { PlanVersion } from '../../src/plans/plan-version.entity.js';
import { databaseOptions } from '../../src/platform/database.js';
import { useDatabase } from '../support/postgres.js';

const db = useDatabase();
const entities = [PlanVersion, StoredUnit, StoredPerson, InboxMessage];

test('the entities are the tables that the migrations made', async () => {
  const source = await new DataSource(databaseOptions(db().settings, entities)).initialize();
  try {
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    // What TypeORM would do to make the tables fit: nothing, but for the transaction of a message, a type that it does not know,
    // and what a unit is called without accents, which the database writes by itself.
    expect(upQueries.map(({ query }) => query)).toEqual([
      'DROP INDEX "public"."inbox_message_xid"',
      'ALTER TABLE "inbox_message" DROP COLUMN "xid"',
      'ALTER TABLE "unit" DROP COLUMN "said"',
    ]);
  } finally {
    await source.destroy();
  }
});
