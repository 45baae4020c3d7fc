import { useHouse, type Living } from '../support/house.js';
import { command, issueRound, moment, office } from '../support/make.js';

const ROUND = 'small/R0/2023';

/** What many children's moves leave in the round's mailbox. */
const fill = ({ rows, house }: Living, n: number) =>
  rows(
    `insert into letter (instance_id, key, at, hop, sender, sender_seq, actor, event)
     select p.id, 'small/x/' || n, $1, 1, 'small/x/' || n, 1, '{"kind": "instance", "key": "small/x"}',
       '{"type": "child.moved", "group": "R1", "from": "open", "to": "open"}'
     from instance p, generate_series(10001, 10000 + $2::int) n where p.key = $3`,
    [house.time.at, n, ROUND],
  );
const close = (key: string) => command(ROUND, office, 'round.close', { key });

describe('a command to whom more mail waits than one transaction takes', () => {
  const living = useHouse({ group: { turns: 4 } });

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
  const living = useHouse({}, ['nobody is quarantined and no errand is set aside']);

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
