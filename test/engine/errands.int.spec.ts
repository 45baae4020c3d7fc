import { activatePlan } from '../../src/plans/activate-plan.js';
import { told, useHouse, useOthers } from '../support/house.js';
import { calendar, command, makeHouse, moment, office, smallPlan, system, type TestHouse } from '../support/make.js';
import { createDatabase } from '../support/postgres.js';

const ROUND = 'small/R0/2023';
const LEFT = `select key from instance where obligation = 'R1' and status <> 'done'`;

/** The round is issued and closed at one moment: to open the children and to tell them are errands of one rank. */
async function issueAndClose(house: TestHouse, units: number): Promise<void> {
  await activatePlan(house, smallPlan(units), { calendar, at: house.time.at, actor: system });
  house.time.at = moment('05-10');
  await house.waves.settle(house.time.at);
  const issue = { type: 'request.issue', due: '2023-06-15' };
  const replies = await house.engine.send([
    command(ROUND, office, issue, { key: 'issue' }),
    command(ROUND, office, 'round.close', { key: 'close' }),
  ]);
  expect(replies.map(({ outcome }) => outcome)).toEqual(['moved', 'moved']);
}

describe('what is told to children', () => {
  const living = useHouse();
  const other = useOthers(living);

  test('waits until all of them are opened, though whoever opens them is slow', async () => {
    const { house, db, rows } = living();
    await issueAndClose(house, 13);
    const holder = await db.pool.connect();
    await holder.query('begin');
    await holder.query(`select from errand where task->>'type' = 'open' and not done for update`);
    const before = house.transactions.statements;
    await house.waves.run(house.time.at);
    expect(house.transactions.statements - before).toBeLessThan(40);
    expect(
      await rows(`select task->>'type' as type, done from errand where instance = $1 order by seq`, [ROUND]),
    ).toEqual(['open', 'tell'].map((type) => ({ type, done: false })));
    await holder.query('commit');
    holder.release();
    await house.waves.settle(house.time.at);
    expect(await rows(`select count(*)::int as n from instance where obligation = 'R1'`)).toEqual([{ n: 13 }]);
    expect(await rows(LEFT)).toEqual([]);
  });

  test.each([13, 600])(
    'two workers, %i units: every child is told, and the history is that of one worker',
    async (units) => {
      const { house, rows } = living();
      const second = await other();
      await issueAndClose(house, units);
      await Promise.all([house, second].map(({ waves }) => waves.settle(house.time.at)));
      expect(await rows(LEFT)).toEqual([]);
      expect(await told(house)).toEqual(await byOneWorker(units));
    },
  );
});

async function byOneWorker(units: number): Promise<readonly string[]> {
  const db = await createDatabase();
  const house = await makeHouse(db);
  try {
    await issueAndClose(house, units);
    await house.waves.settle(house.time.at);
    return await told(house);
  } finally {
    await house.close();
    await db.drop();
  }
}
