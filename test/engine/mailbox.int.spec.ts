import { activatePlan } from '../../src/plans/activate-plan.js';
import { useHouse, type Living } from '../support/house.js';
import { calendar, command, issueRound, moment, office, smallPlan, system } from '../support/make.js';

jest.setTimeout(120_000);
const ROUND = 'small/R0/2023';

/** What many children's moves leave in the round's mailbox. */
const fill = ({ rows, house }: Living, n: number, from = 'small/x') =>
  rows(
    `insert into letter (instance_id, key, at, hop, sender, sender_seq, actor, event)
     select p.id, $4 || '/' || n, $1, 1, $4 || '/' || n, 1, '{"kind": "instance", "key": "small/x"}',
       '{"type": "child.moved", "group": "R1", "from": "open", "to": "open"}'
     from instance p, generate_series(10001, 10000 + $2::int) n where p.key = $3`,
    [house.time.at, n, ROUND, from],
  );
/** No child has written it. */
const MADE_UP = 'letters between instances are exactly what they caused';
const close = (key: string) => command(ROUND, office, 'round.close', { key });

describe('a command to whom more mail waits than one transaction takes', () => {
  const living = useHouse({ group: { turns: 4 } }, [MADE_UP]);

  test('is taken after all of it', async () => {
    const { house, history } = living();
    await issueRound(house, 2);
    house.time.at = moment('06-01');
    await fill(living(), 2500);
    const before = house.transactions.statements;
    const [reply] = await house.engine.send([close('close')]);
    expect(reply).toMatchObject({ outcome: 'moved' });
    expect(house.transactions.statements - before).toBeLessThanOrEqual(3 * 3);
    const types = await history(ROUND);
    expect(types.slice(-2501)).toEqual([...Array<string>(2500).fill('child.moved'), 'round.close']);
    await house.waves.settle(house.time.at);
  });

  test('is told so where the mail would keep it waiting, and may come again with the same key', async () => {
    const { house, rows } = living();
    await issueRound(house, 2);
    house.time.at = moment('06-01');
    await fill(living(), 4500);
    await expect(house.engine.send([close('close')])).rejects.toMatchObject({
      code: 'instance-busy',
      status: 503,
      facts: { key: ROUND },
    });
    // Its turns were not in vain, and the letter itself has left nothing behind.
    expect(await rows(`select count(*)::int as n from letter where outcome is null`)).toEqual([{ n: 500 }]);
    expect(await house.engine.send([close('close')])).toMatchObject([{ outcome: 'moved', repeated: false }]);
    await house.waves.settle(house.time.at);
  });
});

describe('a command to one that was set aside', () => {
  const living = useHouse({}, ['nobody is quarantined and no errand is set aside', MADE_UP]);

  test('is told so at once, however much mail waits', async () => {
    const { house, rows } = living();
    await issueRound(house, 2);
    await fill(living(), 1001);
    await rows(`update instance set status = 'quarantined' where key = $1`, [ROUND]);
    const before = house.transactions.statements;
    expect(await house.engine.send([close('close')])).toMatchObject([
      { outcome: 'refused', code: 'instance-quarantined' },
    ]);
    expect(house.transactions.statements - before).toBeLessThan(5);
    expect(await rows(`select count(*)::int as n from letter where outcome is null`)).toEqual([{ n: 1001 }]);
  });
});

describe('the number of statements', () => {
  const living = useHouse({}, [MADE_UP]);

  test('does not grow with the letters that an instance has waiting', async () => {
    const { house, rows } = living();
    await issueRound(house, 2);
    house.time.at = moment('06-01');
    const [round] = await rows<{ id: string }>(`select id from instance where key = $1`, [ROUND]);
    const caughtUp = async (): Promise<number> => {
      const before = house.transactions.statements;
      await house.engine.catchUp([Number(round?.id)]);
      return house.transactions.statements - before;
    };
    await fill(living(), 1);
    const one = await caughtUp();
    house.time.at += 1;
    await fill(living(), 800, 'small/y');
    expect(await caughtUp()).toBe(one);
  });

  test.each([2, 240])('of an opening of %i children is that of one page', async (units) => {
    const { house, rows } = living();
    await activatePlan(house, smallPlan(units), { calendar, at: house.time.at, actor: system });
    house.time.at = moment('05-10');
    await house.waves.settle(house.time.at);
    await house.engine.send([command(ROUND, office, { type: 'request.issue', due: '2023-06-15' })]);
    const [errand] = await rows<{ id: string }>(`select id from errand where not done`);
    const before = house.transactions.statements;
    await house.errands.run(Number(errand?.id));
    expect(house.transactions.statements - before).toBeLessThanOrEqual(8);
    await house.waves.settle(house.time.at);
  });
});
