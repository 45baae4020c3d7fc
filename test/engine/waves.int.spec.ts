import { until } from '../support/until.js';
import { useHouse } from '../support/house.js';
import { issueRound, moment } from '../support/make.js';

const WAITING = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;

describe('an instance that was set aside, and one that somebody holds', () => {
  const living = useHouse({}, ['nobody is quarantined and no errand is set aside']);

  test('nobody asks for them again and again, and the free one goes on when it can', async () => {
    const { house, db, rows, tags } = living();
    const [aside = '', held = ''] = await issueRound(house, 2);
    await rows(`update instance set status = 'quarantined' where key = $1`, [aside]);
    house.time.at = moment('06-16');
    const holder = await db.pool.connect();
    await holder.query('begin');
    await holder.query(`select from instance where key = $1 for update`, [held]);
    // Whoever only looks goes away again.
    await house.waves.run(house.time.at);
    const before = house.transactions.statements;
    await house.waves.run(house.time.at);
    expect(house.transactions.statements - before).toBeLessThan(10);
    // Whoever waits is woken by the end of the other's transaction.
    const settled = house.waves.settle(house.time.at);
    await until('the wave to wait for the holder', async () => (await rows(WAITING)).length > 0);
    expect(house.transactions.statements - before).toBeLessThan(20);
    await holder.query('commit');
    holder.release();
    await settled;
    expect(await tags(held)).toContain('overdue');
    expect(await tags(aside)).not.toContain('overdue');
  });
});
