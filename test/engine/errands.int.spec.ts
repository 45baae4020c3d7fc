import { activatePlan } from '../../src/plans/activate-plan.js';
import { lockPlan } from '../../src/plans/plan.store.js';
import { told, useHouse, useOthers } from '../support/house.js';
import { calendar, command, makeHouse, moment, office, smallPlan, system, type TestHouse } from '../support/make.js';
import { createDatabase } from '../support/postgres.js';
import { until } from '../support/until.js';

jest.setTimeout(120_000);
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

describe('an opening in pages', () => {
  let gone = false;
  let asked = 0;
  const units = () => {
    asked += 1;
    return Promise.resolve(smallPlan(600).units.units.filter(({ code }) => !gone || code !== 'u00001'));
  };
  const living = useHouse({ roster: { units } });

  test('leaves nobody out when a unit ends between two of them, and reads the units once', async () => {
    const { house, rows } = living();
    await issueAndClose(house, 600);
    const [errand] = await rows<{ id: string }>(`select id from errand where not done and task->>'type' = 'open'`);
    asked = 0;
    await rows(`create function ends() returns trigger language plpgsql as
      $$ begin if new.page_after > 250 and not new.done then raise exception 'stop' using errcode = '40001'; end if; return new; end $$`);
    await rows(`create trigger ends before update on errand for each row execute function ends()`);
    // The first page is opened, the second one is disturbed.
    await expect(house.errands.run(Number(errand?.id))).rejects.toMatchObject({ code: '40001' });
    expect(await rows(`select count(*)::int as n from instance where obligation = 'R1'`)).toEqual([{ n: 250 }]);
    gone = true;
    await rows(`drop trigger ends on errand`);
    await house.waves.settle(house.time.at);
    expect(await rows(`select count(*)::int as n from instance where obligation = 'R1'`)).toEqual([{ n: 600 }]);
    expect(await rows(`select 1 from errand where roster is not null`)).toEqual([]);
    // By the opening and by the errand that tells the children.
    expect(asked).toBe(2);
  });
});

describe('children born while a plan is being activated', () => {
  // The activation is played by hand: it says to nobody what it does.
  const living = useHouse({}, [
    'the columns of an instance say what its history says',
    'definitions and calendars are what their hashes say',
  ]);
  const WAITING = `select 1 from pg_stat_activity where datname = current_database() and wait_event = 'advisory'`;

  test('are born after it, with the calendar that it gave their parent', async () => {
    const { house, db, rows } = living();
    await issueAndClose(house, 3);
    const activation = await db.pool.connect();
    await activation.query('begin');
    await activation.query(`select pg_advisory_xact_lock(hashtext('plan ' || 'small'))`);
    await activation.query(`insert into calendar (id, body) select 'newer', body from calendar limit 1`);
    await activation.query(`update instance set calendar = 'newer' where key = $1`, [ROUND]);
    const opened = house.waves.settle(house.time.at);
    await until('the page to wait for the activation', async () => (await rows(WAITING)).length > 0);
    await activation.query('commit');
    activation.release();
    await opened;
    expect(await rows(`select distinct calendar from instance where obligation = 'R1'`)).toEqual([
      { calendar: 'newer' },
    ]);
  });

  test('keep an activation waiting until they stand', async () => {
    const { house, db, rows } = living();
    const page = await db.pool.connect();
    await page.query('begin');
    await page.query(`select pg_advisory_xact_lock_shared(hashtext('plan ' || 'small'))`);
    const activated = house.transactions.run(async (sql) => {
      await lockPlan(sql, 'small');
      return { value: 'activated' };
    });
    await until('the activation to wait for the page', async () => (await rows(WAITING)).length > 0);
    await page.query('commit');
    page.release();
    expect(await activated).toBe('activated');
  });
});
