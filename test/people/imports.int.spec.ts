import { ImportReader } from '../../src/people/imports/import.reader.js';
import { ImportStore } from '../../src/people/imports/import.store.js';
import { UserImport } from '../../src/people/imports/user-import.service.js';
import { TrailStore } from '../../src/people/trail.store.js';
import { PlanReader } from '../../src/plans/plan.reader.js';
import { PlanVersion } from '../../src/plans/plan-version.entity.js';
import { PlanVersions } from '../../src/plans/plan-versions.service.js';
import { UnitImport } from '../../src/plans/unit-import.service.js';
import { openDatabase, type Database } from '../../src/platform/database.js';
import { tinyFiles } from '../http/api.js';
import { useDatabase } from '../support/postgres.js';
import { csv } from '../support/sheets.js';

// With one connection: whoever holds the lock of imports never waits for a second one, which others that wait for the lock may have.
const db = useDatabase();
let database: Database;
beforeAll(async () => {
  database = await openDatabase({ ...db().settings, poolSize: 1 }, [PlanVersion]);
});
afterAll(() => database.destroy());

const names = async (): Promise<string[]> =>
  (await db().pool.query<{ name: string }>('select name from account order by name')).rows.map(({ name }) => name);

test('accounts are imported and taken back over the connection of the transaction', async () => {
  const users = new UserImport(new ImportReader(database), new ImportStore(), new TrailStore(database));
  const importer = { actor: 'quan-tri', domain: 'all', entries: [] } as const;
  const file = (name: string) =>
    Buffer.from(
      csv([
        ['Tên đăng nhập', 'Họ và tên'],
        [name, 'Trần Thị Lan'],
      ]),
    );
  const first = await users.commit(importer, file('lan'), {});
  const second = await users.commit(importer, file('minh'), {});
  expect(await names()).toEqual(['lan', 'minh']);
  await expect(users.undo(importer, first.import ?? 0)).rejects.toMatchObject({
    code: 'import-not-last',
    facts: { last: second.import },
  });
  expect(await users.undo(importer)).toEqual({ id: second.import, changes: 1 });
  expect(await users.undo(importer, first.import ?? 0)).toEqual({ id: first.import, changes: 1 });
  expect(await names()).toEqual([]);
});

test('a file of units becomes a draft over the connection of the transaction', async () => {
  const versions = new PlanVersions(new PlanReader(database));
  const units = new UnitImport(versions, new ImportReader(database), new ImportStore(), new TrailStore(database));
  await db().pool.query(
    `insert into plan_version (plan, version, status, content, files) values ('tiny', 1, 'draft', 'c', $1)`,
    [JSON.stringify(Object.fromEntries(tinyFiles()))],
  );
  const file = Buffer.from(
    csv([
      ['Mã đơn vị', 'Tên đơn vị', 'Loại'],
      ['xa-moi', 'Xã Mới', 'commune'],
    ]),
  );
  const asked = { plan: 'tiny', actor: 'quan-tri' };
  const { digest } = await units.look(asked, file, {});
  expect(await units.commit(asked, file, {}, digest)).toMatchObject({ base: 1, version: 2 });
});

test('a draft of units is withdrawn over the connection of the transaction', async () => {
  const store = new ImportStore();
  const versions = new PlanVersions(new PlanReader(database));
  const units = new UnitImport(versions, new ImportReader(database), store, new TrailStore(database));
  await db().pool.query(
    `insert into plan_version (plan, version, status, content, files) values ('p', 1, 'draft', 'c', '{}')`,
  );
  const counts = { rows: 1, added: 1, changed: 0, unchanged: 0 };
  const noted = { kind: 'units', actor: 'quan-tri', digest: 'd', plan: 'p', version: 1, ...counts } as const;
  const id = await database.transaction((transaction) => store.note(noted, transaction));
  expect(await units.undo({ plan: 'p', actor: 'quan-tri' }, id)).toEqual({ id, version: 1 });
});
